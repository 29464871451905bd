"""Entries that may not be meant by what they are a kind of: a carcinoma in situ by "cancer", a disease in remission."""

from __future__ import annotations

from eligibility.evaluation.evidence import Because
from eligibility.evaluation.showing import show_entry
from eligibility.evaluation.told import is_in_remission, is_in_situ
from eligibility.patient.lookups import Entry, related
from eligibility.rules.nodes import Fact, HasCondition


def why_not_meant(entry: Entry, leaf: Fact) -> Because | None:
    """Why it is not known whether an entry of the kind asked for is meant; None if it is."""
    name = leaf.concept.name
    if leaf.timing.tense == "present" and entry.open_end:
        return _because(f"whether {name} is still present {show_entry(entry).text} does not say", f"whether {name} is present")
    if not isinstance(leaf, HasCondition):
        return None
    if leaf.stage is None and leaf.concept.id is not None and related(leaf.concept.id, "malignancy") == "is" and is_in_situ(entry):
        # A carcinoma in situ may count as a cancer (contract §4).
        text = f"whether {show_entry(entry).text}, a carcinoma in situ, counts as {name} is not known"
        return _because(text, f"whether {entry.item.label} is invasive")
    if leaf.timing.tense == "present" and is_in_remission(entry):
        return _because(f"whether {show_entry(entry).text}, in remission, counts as {name} is not known", f"whether {name} is present")
    return None


def _because(text: str, settle: str) -> Because:
    return Because("missing", text, settle)

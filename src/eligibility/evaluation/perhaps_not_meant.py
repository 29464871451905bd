"""Entries that may not be meant by what they are a kind of: a carcinoma in situ by "cancer", a leukaemia in remission by "leukaemia"."""

from __future__ import annotations

from eligibility.evaluation.evidence import Because
from eligibility.evaluation.showing import show_entry
from eligibility.evaluation.told import is_in_remission, is_in_situ
from eligibility.patient.lookups import Entry, related
from eligibility.rules.nodes import Fact, HasCondition


def why_not_meant(entry: Entry, leaf: Fact) -> Because | None:
    """Why it is not known whether an entry of the kind asked for is meant; None if it is."""
    if not isinstance(leaf, HasCondition):
        return None
    name, shown = leaf.concept.name, show_entry(entry).text
    if leaf.stage is None and leaf.concept.id is not None and related(leaf.concept.id, "malignancy") == "is" and is_in_situ(entry):
        # A carcinoma in situ may count as a cancer (contract §4).
        text = f"whether {shown}, a carcinoma in situ, counts as {name} is not known"
        return Because("missing", text, f"whether {entry.item.label} is invasive")
    if leaf.timing.tense == "present" and is_in_remission(entry):
        return Because("missing", f"whether {shown}, in remission, counts as {name} is not known", f"whether {name} is present")
    return None

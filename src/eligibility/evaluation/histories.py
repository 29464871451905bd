"""What the present state of a lasting condition leaves open of its history."""

from __future__ import annotations

from eligibility.patient.lookups import Entry, name_id
from eligibility.patient.record import Condition
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import Fact


def may_have_differed(entry: Entry, leaf: Fact) -> bool:
    """Whether the entry may have been of another severity or class at the time asked for: a lasting condition whose history is asked.

    An event is as it was, and a cancer keeps the stage of its diagnosis. Source: AJCC Cancer Staging Manual, 8th edition, chapter 1.
    """
    if leaf.timing.tense != "ever" or leaf.timing.window is not None or not isinstance(entry.item, Condition):
        return False
    if entry.concept is not None and entry.concept.nature == "event":
        return False
    malignancy = name_id("malignancy", "condition")
    return malignancy is None or not any(vocabulary().is_a(i, malignancy) for i in entry.ids)

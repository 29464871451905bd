"""What the present state of a lasting condition leaves open of its history."""

from __future__ import annotations

from eligibility.patient.lookups import Entry, name_id, related
from eligibility.patient.record import Condition
from eligibility.reference.entailments import entailed
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


def has_shown_itself(entry: Entry, leaf: Fact) -> bool:
    """Whether the disease is diagnosed by what is asked of any time: an epilepsy by seizures, of no kind in particular."""
    ever = leaf.timing.tense == "ever" and leaf.timing.window is None and leaf.timing.lasting is None
    plain = not (leaf.descriptors or leaf.times or leaf.other_than)
    shown = entailed("episodes").get(leaf.concept.id, ()) if leaf.concept.id is not None and ever and plain else ()
    return any(related(i, disease) == "is" for i in entry.ids for disease in shown)

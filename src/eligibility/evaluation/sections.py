"""The list of the record that a statement asks, whether it is complete, and what is missing where it is not."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Because
from eligibility.evaluation.given import is_given_as_medicine
from eligibility.evaluation.near_misses import near_miss
from eligibility.patient.record import Section
from eligibility.reference.entailments import entailed
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import Fact, FamilyHistory, HasAllergy, HasCondition, HasProcedure, TakesMedication

SECTION: Mapping[type[Fact], Section] = {
    HasCondition: "conditions",
    HasProcedure: "procedures",
    TakesMedication: "medications",
    HasAllergy: "allergies",
    FamilyHistory: "family_history",
}


_STREET_DRUGS = "substance-of-abuse"


def closed_by(leaf: Fact, section: Section, context: Context) -> str | None:
    """What makes the list that a statement asks complete, as the result words it; None where it is open."""
    if isinstance(leaf, HasProcedure) and leaf.concept.id in entailed("taken"):
        section = "medications"
    if isinstance(leaf, TakesMedication) and leaf.concept.id is not None and vocabulary().is_a(leaf.concept.id, _STREET_DRUGS):
        return None  # nobody prescribes them
    assumed = context.closed(section)
    to_come = leaf.timing.tense == "planned" or (leaf.timing.window is not None and leaf.timing.window.direction == "future")
    if assumed is None or (to_come and section != "procedures"):
        return None  # only procedures have a status for plans
    if (
        section == "procedures"
        and leaf.concept.id is not None
        and is_given_as_medicine(leaf.concept.id)
        and not _is_performed(leaf.concept.id)
    ):
        # What is given as a medicine is listed there.
        medicines = context.closed("medications")
        return f"{assumed}; {medicines}" if medicines is not None else None
    return assumed


def _is_performed(treatment_id: str) -> bool:
    return any(vocabulary().is_a(treatment_id, subject) for subject in entailed("performed"))


def missing(leaf: Fact, context: Context) -> Because:
    """That the record does not mention what a statement asks for, with an entry of nearly its name."""
    name = leaf.concept.name
    what = {"allergies": f"an allergy to {name}", "family_history": f"{name} in the family"}.get(SECTION[type(leaf)], name)
    return Because(
        "missing",
        f"the record does not mention {what}{near_miss(name, context.record, leaf.concept.id is not None)}",
        f"whether the patient has {what}" if what != name else f"an entry on {name}, present or absent",
    )

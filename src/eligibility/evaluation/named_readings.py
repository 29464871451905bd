"""Observations that no table has, named for a thing that a list may lack: "caffeine intake: 650 mg/day", "consecutive miscarriages: 2"."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from eligibility.evaluation.vague import names_in_words
from eligibility.patient.lookups import IndexedPatient, Reading, folded_name, related
from eligibility.reference.mentioned import mentioned
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import Fact, HasCondition, HasProcedure, TakesMedication

# Words of an observation on the taking of something; others are on what is found of it in the blood, or on its effect.
_TAKEN = frozenset(
    folded_name("use usage intake consumption dose dosage exposure taking taken days doses drinks units treatment therapy number").split()
)
# Words of observations that are of another person, or of what is not there.
OF_OTHERS = frozenset(folded_name("family mother father maternal paternal partner donor risk excluded reason").split())
_OF_NONE = OF_OTHERS | frozenset(folded_name("plan planned free").split())


def named_readings(record: IndexedPatient) -> tuple[Reading, ...]:
    """The observations whose value is not that there is none of it."""
    return tuple(r for r in record.readings if r.definition is None and r.said is None and _is_some(r))


def readings_naming(leaf: Fact, record: IndexedPatient, on: date) -> Iterator[Reading]:
    """Those of them that are named for the thing asked for, or a kind of it."""
    if not isinstance(leaf, HasCondition | HasProcedure | TakesMedication):
        return
    readings = record.once(named_readings)
    names = names_in_words(leaf.concept.id, leaf.concept.name) if readings else ()
    for reading in readings:
        words = frozenset(reading.folded.split())
        if reading.first > on or words & _OF_NONE or (isinstance(leaf, TakesMedication) and not words & _TAKEN):
            continue
        if any(name < words for name in names) or _names_kind(reading, leaf.concept.id):
            yield reading


def _is_some(reading: Reading) -> bool:
    value = reading.item.value
    if isinstance(value, str):
        return reading.holds is not False
    return value is not False and value != 0


def _names_kind(reading: Reading, wanted_id: str | None) -> bool:
    concept = vocabulary().concept(wanted_id) if wanted_id is not None else None
    if concept is None or wanted_id is None or reading.item.name is None:
        return False
    return any(related(each, wanted_id) == "is" for each in mentioned(reading.item.name, concept.domain))

"""Measured values that may tell of a condition named for them: platelets below their reference range, of thrombocytopenia.

Nobody need have written down a diagnosis of it, so that a complete list of conditions does not deny it against the value.
"""

from __future__ import annotations

from datetime import date

from eligibility.evaluation.claims import latest_readings
from eligibility.patient.lookups import IndexedPatient, Reading
from eligibility.reference.abnormalities import abnormalities
from eligibility.rules.nodes import HasCondition


def values_beyond(record: IndexedPatient) -> frozenset[tuple[str, str]]:
    """The observations of which some value is outside its own reference range, each with "low" or "high"."""
    return frozenset((key, side) for r in record.readings if (side := _side(r)) is not None for key in r.answers_for)


def telling_values(leaf: HasCondition, record: IndexedPatient, on: date) -> list[Reading]:
    """The values that may tell of it: the latest, of what is meant at present; any, of what was at some time."""
    named_for = abnormalities().get(leaf.concept.id or "")
    if named_for is None or (named_for.observation, named_for.beyond) not in record.once(values_beyond):
        return []
    readings = record.of(named_for.observation)
    if leaf.timing.tense == "present" and leaf.timing.window is None:
        readings = tuple(latest_readings(readings, on))
    return [r for r in readings if r.first <= on and _side(r) == named_for.beyond]


def _side(reading: Reading) -> str | None:
    value, low, high = reading.item.value, reading.item.low, reading.item.high
    if not isinstance(value, int | float) or isinstance(value, bool) or reading.item.comparator is not None:
        return None
    return "low" if low is not None and value < low else "high" if high is not None and value > high else None

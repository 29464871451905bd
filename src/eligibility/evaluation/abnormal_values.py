"""Measured values that may tell of a condition: platelets below their reference range, of thrombocytopenia; a BMI of 33, of obesity.

Nobody need have written down a diagnosis of it, so that a complete list of conditions does not deny it against the value.
"""

from __future__ import annotations

from datetime import date

from eligibility.evaluation.claims import latest_readings
from eligibility.evaluation.limits import holds
from eligibility.evaluation.quantities import Measured, measured
from eligibility.logic import FALSE
from eligibility.patient.lookups import IndexedPatient, Reading
from eligibility.reference.abnormalities import TellingLimit, abnormalities, telling_limits, telling_observations
from eligibility.reference.units import convert
from eligibility.rules.nodes import HasCondition


def values_beyond(record: IndexedPatient) -> frozenset[tuple[str, str]]:
    """The observations of which some value is outside its own reference range, each with "low" or "high"."""
    return frozenset((key, side) for r in record.readings if (side := _side(r)) is not None for key in r.answers_for)


def values_with_limits(record: IndexedPatient) -> tuple[Reading, ...]:
    """The values of observations that have a limit beyond which they may be called a condition."""
    return tuple(r for r in record.readings if not telling_observations().isdisjoint(r.answers_for))


def telling_values(leaf: HasCondition, record: IndexedPatient, on: date) -> list[Reading]:
    """The values that may tell of it: the latest, of what is meant at present; any, of what was at some time."""
    named_for = abnormalities().get(leaf.concept.id or "")
    found = []
    if named_for is not None and (named_for.observation, named_for.beyond) in record.once(values_beyond):
        found = [r for r in _asked(named_for.observation, leaf, record, on) if _side(r) == named_for.beyond]
    limits = telling_limits().get(leaf.concept.id or "", ()) if record.once(values_with_limits) else ()
    for limit in limits:
        if limit.sex in (None, record.patient.sex):
            found += [r for r in _asked(limit.observation, leaf, record, on) if r not in found and _is_beyond(r, limit, on)]
    return found


def _asked(observation: str, leaf: HasCondition, record: IndexedPatient, on: date) -> list[Reading]:
    readings = record.of(observation)
    if leaf.timing.tense == "present" and leaf.timing.window is None:
        readings = tuple(latest_readings(readings, on))
    return [r for r in readings if r.first <= on]


def _is_beyond(reading: Reading, limit: TellingLimit, on: date) -> bool:
    """Whether a value is beyond the limit; where it has a reference range on that side, the range tells."""
    own = reading.item.low if limit.operator[0] == "<" else reading.item.high
    value = measured(reading, on) if own is None else None
    if not isinstance(value, Measured) or value.unit is None or value.definition is None:
        return False
    known = convert(value.low, value.definition, value.unit, limit.unit)
    return known is not None and holds(known, value.censored, limit.operator, limit.value) is not FALSE


def _side(reading: Reading) -> str | None:
    value, low, high = reading.item.value, reading.item.low, reading.item.high
    if not isinstance(value, int | float) or isinstance(value, bool) or reading.item.comparator is not None:
        return None
    return "low" if low is not None and value < low else "high" if high is not None and value > high else None

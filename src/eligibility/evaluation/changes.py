"""Leaves on changes and rates: "daily increase ≥ 17.1 µmol/L" (contract §6)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from eligibility.evaluation.claims import days_of
from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Answer, Because
from eligibility.evaluation.limits import holds
from eligibility.evaluation.observations import definition_of, key_of
from eligibility.evaluation.quantities import Measured, measured, unknown
from eligibility.evaluation.showing import number, show_reading, time_reason
from eligibility.evaluation.timing import up_to
from eligibility.logic import TRUE, UNKNOWN, Truth, agreed, all_of, any_of
from eligibility.patient.lookups import Reading
from eligibility.reference.units import convert, unit_factor
from eligibility.rules.nodes import Change

# The days of a rate's unit; months and years by the mean of the Gregorian calendar.
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.436875, "year": 365.2425}


def change_answer(leaf: Change, context: Context) -> Answer:
    """A change between values: of the last two different dates for a rate, of any two inside the window otherwise."""
    name = definition.name if (definition := definition_of(leaf.observation)) is not None else leaf.observation.name
    within = context.stretch(leaf.window) if leaf.window is not None else up_to(context.on)
    on = context.on
    if leaf.per is None and leaf.window is None:
        return unknown(Because("missing", f"over what time {name} is to change is not said", "the time between the values"))
    readings = [r for r in context.record.own(key_of(leaf.observation)) if days_of(r, on)[0] <= on]
    inside = [r for r in readings if within.covers(*days_of(r, on)) is TRUE]
    doubtful = [r for r in readings if within.covers(*days_of(r, on)) is UNKNOWN or (r in inside and r.first != r.last)]
    if doubtful:
        return unknown(time_reason("undated" if doubtful[0].item.date is None else "imprecise_date", doubtful[0]))
    days = sorted({r.first for r in inside})
    if len(days) < 2:
        stale = bool(readings) and not inside
        text = f"{name} was measured on {len(days)} day{'' if len(days) == 1 else 's'} of the time asked for; a change needs two"
        return unknown(Because("stale" if stale else "missing", text, f"another value of {name} on another day"))
    by_day = [[r for r in inside if r.first == day] for day in days]
    pairs = list(pairwise(by_day))[-1:] if leaf.per is not None else [(a, b) for i, a in enumerate(by_day) for b in by_day[i + 1 :]]
    answers = [_between_days(leaf, earlier, later) for earlier, later in pairs]
    return _combined(leaf, answers)


def _combined(leaf: Change, answers: Sequence[Answer]) -> Answer:
    """Some two values rose so much; or, for an upper limit ("increase < 10 %"), no two did not."""
    truths = [a.truth for a in answers]
    truth = any_of(truths) if leaf.operator in (">", ">=", "=") else all_of(truths)
    deciding = [a for a in answers if a.truth is truth]
    if truth is not UNKNOWN:
        deciding = deciding[-1:]
    evidence = tuple(e for a in deciding for e in a.evidence)
    return Answer(truth, evidence, tuple(r for a in deciding for r in a.reasons), tuple(s for a in deciding for s in a.assumptions))


def _between_days(leaf: Change, earlier: Sequence[Reading], later: Sequence[Reading]) -> Answer:
    answers = [_between(leaf, a, b) for a in earlier for b in later]
    truth = agreed(a.truth for a in answers)
    if truth is not UNKNOWN or any(a.reasons for a in answers):
        reasons = tuple(r for a in answers for r in a.reasons)
        return Answer(truth, answers[0].evidence, reasons if truth is UNKNOWN else (), answers[0].assumptions)
    texts = "; ".join(show_reading(r).text for r in (*earlier, *later))
    return unknown(Because("conflicting_values", f"values of the same day disagree: {texts}", "which of them is right"))


def _between(leaf: Change, earlier: Reading, later: Reading) -> Answer:
    # Both are taken as measured: a quantity that grows by itself is not advanced.
    values = [measured(r, r.first) for r in (earlier, later)]
    numbers: list[float] = []
    for value in values:
        if isinstance(value, Because):
            return unknown(value)
        if value.censored is not None:
            return unknown(Because("censored_value", f"{value.shown.text} is only a bound", f"an exact {value.label}"))
        found = _in_limit_unit(leaf, value)
        if isinstance(found, Because):
            return unknown(found)
        numbers.append(found)
    change = _signed(leaf, numbers[1] - numbers[0])
    if leaf.limit.unit == "%" and not _is_percentage(leaf):
        if numbers[0] == 0:
            return unknown(
                Because("missing", f"{show_reading(earlier).text}: a change in percent from zero has no value", "another earlier value")
            )
        change = 100 * change / abs(numbers[0])
    if leaf.per is not None:
        change = change / (later.first - earlier.first).days * _DAYS[leaf.per]
    truth: Truth = holds(change, None, leaf.operator, leaf.limit.value)
    per = f" per {leaf.per}" if leaf.per is not None else ""
    more = (
        f", from {show_reading(earlier).text}: {'change' if leaf.direction == 'either' else leaf.direction} {number(round(change, 4))}{per}"
    )
    assumptions = tuple(s for v in values if isinstance(v, Measured) for s in v.assumptions)
    return Answer(truth, (show_reading(earlier), show_reading(later, more)), (), assumptions)


def _signed(leaf: Change, difference: float) -> float:
    return difference if leaf.direction == "increase" else -difference if leaf.direction == "decrease" else abs(difference)


def _is_percentage(leaf: Change) -> bool:
    """Whether the observation itself is measured in percent, so that a change in % is one of points (LVEF)."""
    definition = definition_of(leaf.observation)
    return definition is not None and definition.default_unit == "%"


def _in_limit_unit(leaf: Change, value: Measured) -> float | Because:
    definition, unit = value.definition, leaf.limit.unit
    if unit == "%" and not _is_percentage(leaf):
        # A ratio of two values: any one unit for both will do.
        unit = definition.units[0] if definition is not None and definition.units else value.unit
    if unit is None and definition is not None:
        unit = definition.default_unit
    if (unit is None and value.unit is None) or (definition is not None and not definition.units):
        return value.low
    if value.unit is None or unit is None:
        return Because("unit_missing", f"the unit of {value.shown.text} or of the limit is missing", f"the unit of {value.label}")
    if definition is None:
        times = unit_factor(value.unit, unit)
        found = value.low * float(times) if times is not None else None
    else:
        found = convert(value.low, definition, value.unit, unit)
    return (
        found
        if found is not None
        else Because("unit_not_convertible", f"{value.shown.text} cannot be converted to {unit}", f"{value.label} in {unit}")
    )

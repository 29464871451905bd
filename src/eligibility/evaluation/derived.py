"""Derived quantities, calculated from the most recent inputs where the record has no newer value of their own (contract §6)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from eligibility.evaluation.claims import class_of, days_of
from eligibility.evaluation.context import Context
from eligibility.evaluation.demographics import birth_days, completed_years
from eligibility.evaluation.evidence import Because, Shown
from eligibility.evaluation.facts import fact_answer
from eligibility.evaluation.quantities import Measured, measured
from eligibility.evaluation.selection import candidates
from eligibility.evaluation.showing import number, show_reading
from eligibility.evaluation.timing import Stretch
from eligibility.logic import FALSE, TRUE
from eligibility.patient.lookups import Reading, name_id
from eligibility.patient.record import Condition
from eligibility.reference.calculators import Calculator, CalculatorInput, Interval, calculators
from eligibility.reference.observations import Observation, observation
from eligibility.reference.units import convert
from eligibility.rules.nodes import ConceptRef, HasCondition, HasProcedure

_SEVERITY = {"mild": 1.0, "moderate": 2.0, "severe": 3.0}


@dataclass(frozen=True, slots=True)
class Given:
    """One input: the range of what it may be (a word for sex), the entries it comes from, and the newest day of theirs."""

    value: Interval | str
    shown: tuple[Shown, ...] = ()
    assumptions: tuple[str, ...] = ()
    newest: date = date.min


@dataclass(frozen=True, slots=True)
class Derived:
    """A calculated value; `newest` is the day of the newest input."""

    low: float
    high: float
    calculator: Calculator
    shown: tuple[Shown, ...]
    assumptions: tuple[str, ...]
    newest: date

    def as_measured(self) -> Measured:
        """The value for comparison with a limit."""
        definition = observation(self.calculator.output)
        return Measured(self.low, self.high, None, self.calculator.unit, definition, self.shown[0], self.assumptions)

    def classes(self) -> tuple[str, ...]:
        """The classes that the value may be, for a result that is a class."""
        values = observation(self.calculator.output).values
        return values[max(0, round(self.low)) : round(self.high) + 1]


def derive(definition: Observation, within: Stretch, context: Context) -> Derived | Because | None:
    """The value by the observation's own calculator from inputs inside the window; why not, or None if it has no calculator."""
    calculator = calculators().get(definition.calculator) if definition.calculator is not None else None
    if calculator is None:
        return None
    # Trial after trial asks for the same patient's eGFR.
    return context.once_of_record(("derived", definition.id, within), lambda: _calculated(calculator, definition, within, context))


def _calculated(calculator: Calculator, definition: Observation, within: Stretch, context: Context) -> Derived | Because:
    given: dict[str, Given] = {}
    for each in calculator.inputs:
        found = _input(each, within, context)
        if isinstance(found, Because):
            return found
        given[each.name] = found
    try:
        low, high = calculator.bounds({name: g.value for name, g in given.items()})
    except (ValueError, ZeroDivisionError, OverflowError):
        low = high = math.nan
    if math.isnan(low) or math.isnan(high):
        return Because("missing", f"{calculator.name} has no value for the recorded inputs", f"a recorded {definition.name}")
    return Derived(
        low, high, calculator, _shown(calculator, low, high, given), _assumptions(calculator, given), max(g.newest for g in given.values())
    )


def _shown(calculator: Calculator, low: float, high: float, given: dict[str, Given]) -> tuple[Shown, ...]:
    values = observation(calculator.output).values
    value = number(round(low, 4)) if low == high else f"{number(round(low, 4))} to {number(round(high, 4))}"
    if observation(calculator.output).kind == "class":
        value = " or ".join(values[max(0, round(low)) : round(high) + 1])
    inputs = tuple(dict.fromkeys(s for g in given.values() for s in g.shown))
    return (Shown("calculated", None, f"{calculator.name} {value}, calculated ({calculator.version})"), *inputs)


def _assumptions(calculator: Calculator, given: dict[str, Given]) -> tuple[str, ...]:
    formula = f"{calculator.name} calculated by the formula {calculator.version}"
    return (formula, *dict.fromkeys(s for g in given.values() for s in g.assumptions))


def _input(each: CalculatorInput, within: Stretch, context: Context) -> Given | Because:
    match each.source:
        case "observation":
            assert each.of is not None
            found = _observed(observation(each.of), each.unit, within, context)
        case "upper limit of normal":
            assert each.of is not None
            found = _upper_limit(observation(each.of), each.unit, within, context)
        case "age":
            found = _age(context)
        case "sex":
            sex = context.patient.sex
            found = (
                Given(sex, (Shown("sex", None, f"sex: {sex}"),))
                if sex is not None
                else Because("missing", "the sex is not recorded", "the sex")
            )
        case "dialysis":
            return _dialysis(each, context)
        case _:
            found = _graded(each.of or each.name, context)
    if isinstance(found, Because) and found.code == "missing" and each.assumed is not None:
        return Given(
            Interval(each.assumed, each.assumed), assumptions=(f"{each.name} taken as {number(each.assumed)}, since nothing is recorded",)
        )
    return found


def _observed(definition: Observation, unit: str | None, within: Stretch, context: Context) -> Given | Because:
    if definition.kind == "class":
        return _observed_class(definition, within, context)
    chosen = candidates(context.record.of(definition.id), within, context.on)
    derived = derive(definition, within, context) if definition.calculator is not None else None
    if isinstance(derived, Derived) and not (chosen.sure and is_newer(chosen.readings, derived.newest, context.on)):
        return _from_derived(derived, unit)
    if not chosen.readings or not chosen.sure:
        return _none(definition, within, context)
    values, shown = [], []
    assumptions: list[str] = []
    for reading in chosen.readings:
        interval = _interval(reading, definition, unit, context.on)
        if isinstance(interval, Because):
            return interval
        values.append(interval[0])
        shown.append(show_reading(reading))
        assumptions += interval[1]
    hull = Interval(min(v.low for v in values), max(v.high for v in values))
    return Given(hull, tuple(shown), tuple(assumptions), max(days_of(r, context.on)[1] for r in chosen.readings))


def _none(definition: Observation, within: Stretch, context: Context) -> Because:
    seen = [r for r in context.record.of(definition.id) if days_of(r, context.on)[0] <= context.on]
    if seen and within.earliest > date.min:
        return Because("stale", f"{show_reading(seen[-1]).text} lies outside the time asked for", f"a {definition.name} in that time")
    return Because("missing", f"the record has no {definition.name}", f"a value of {definition.name}")


def is_newer(readings: tuple[Reading, ...], newest: date, on: date) -> bool:
    """Whether recorded values are at least as new as the inputs they could be calculated from."""
    return all(r.item.date is not None and days_of(r, on)[0] >= newest for r in readings)


def _from_derived(derived: Derived, unit: str | None) -> Given | Because:
    definition = observation(derived.calculator.output)
    low, high = (_in_unit(v, definition, derived.calculator.unit, unit) for v in (derived.low, derived.high))
    if low is None or high is None:
        return Because("unit_not_convertible", f"{definition.name} cannot be converted to {unit}", f"{definition.name} in {unit}")
    return Given(Interval(low, high), derived.shown, derived.assumptions, derived.newest)


def _in_unit(value: float, definition: Observation, here: str | None, there: str | None) -> float | None:
    return value if here is None or there is None or here == there else convert(value, definition, here, there)


def _interval(reading: Reading, definition: Observation, unit: str | None, on: date) -> tuple[Interval, tuple[str, ...]] | Because:
    value = measured(reading, on)
    if isinstance(value, Because):
        return value
    if value.unit is None and definition.units:
        return Because("unit_missing", f"the unit of {value.shown.text} is missing", f"the unit of {value.label}")
    low = _in_unit(value.low, definition, value.unit, unit)
    high = low if value.high == value.low else _in_unit(value.high, definition, value.unit, unit)
    if low is None or high is None:
        return Because("unit_not_convertible", f"{value.shown.text} cannot be converted to {unit}", f"{value.label} in {unit}")
    if value.censored in (">", ">="):
        high = math.inf
    elif value.censored is not None:
        low = 0.0 if definition.plausible is not None and definition.plausible[0] >= 0 else -math.inf
    return Interval(low, high), value.assumptions


def _observed_class(definition: Observation, within: Stretch, context: Context) -> Given | Because:
    """The place of a class in its scale: from an observation, else, where the condition is denied, the value of its absence."""
    chosen = candidates(context.record.of(definition.id), within, context.on)
    places = {definition.values.index(v) for r in chosen.readings if (v := class_of(r)) is not None}
    if places and chosen.sure:
        shown = tuple(show_reading(r) for r in chosen.readings)
        return Given(Interval(min(places), max(places)), shown, (), max(days_of(r, context.on)[1] for r in chosen.readings))
    if definition.condition is not None:
        graded = graded_by_condition(definition, context)
        if graded is not None:
            place = definition.values.index(graded[0])
            return Given(Interval(place, place), graded[1], graded[2])
    return _none(definition, within, context)


def graded_by_condition(scale: Observation, context: Context) -> tuple[str, tuple[Shown, ...], tuple[str, ...]] | None:
    """The scale's value for the absence of its condition, where the record denies that condition at present."""
    known = name_id(scale.condition, "condition") if scale.condition is not None else None
    if known is None or scale.absent_value is None or scale.condition is None:
        return None
    answer = fact_answer(_condition(known, scale.condition), context)
    return (scale.absent_value, answer.evidence, answer.assumptions) if answer.truth is FALSE else None


@lru_cache(maxsize=1_000)
def _condition(concept_id: str, name: str) -> HasCondition:
    """The question whether the patient has a condition."""
    return HasCondition(concept=ConceptRef(id=concept_id, name=name))


def _upper_limit(definition: Observation, unit: str | None, within: Stretch, context: Context) -> Given | Because:
    lacking = Because("no_reference_range", f"no upper limit of normal of {definition.name} is recorded", f"the ULN of {definition.name}")
    chosen = candidates(context.record.of(definition.id), within, context.on)
    limits = []
    for reading in chosen.readings:
        value = measured(reading, context.on)
        if isinstance(value, Because) or reading.item.high is None:
            return lacking
        limit = _in_unit(reading.item.high, definition, value.unit, unit)
        if limit is None:
            return lacking
        limits.append(limit)
    if not limits:
        return lacking
    return Given(Interval(min(limits), max(limits)), tuple(show_reading(r) for r in chosen.readings))


def _age(context: Context) -> Given | Because:
    """Age in completed years."""
    days = birth_days(context)
    if days is None:
        return Because("missing", "the age is not recorded", "the birth date")
    low, high = (float(completed_years(day, context.on)) for day in (days[1], days[0]))
    return Given(Interval(low, high), (Shown("birth_date", None, f"age {number(low)}" + (f" or {number(high)}" if high != low else "")),))


def _dialysis(each: CalculatorInput, context: Context) -> Given | Because:
    """1 on dialysis at least twice in the week before, or going on now; one session alone may be either."""
    stated = [r for r in context.record.of("dialysis-twice-weekly") if r.holds is not None and days_of(r, context.on)[1] <= context.on]
    if stated:
        held = 1.0 if stated[-1].holds else 0.0
        return Given(Interval(held, held), (show_reading(stated[-1]),))
    known = name_id("dialysis", "procedure")
    if known is None:
        return Because("missing", "dialysis is not recorded", "whether the patient is on dialysis")
    answer = fact_answer(HasProcedure(concept=ConceptRef(id=known, name="dialysis")), context)
    if answer.truth is FALSE:
        return Given(Interval(0, 0), answer.evidence, answer.assumptions)
    if answer.truth is TRUE:
        entries = [
            context.record.entries("procedures")[s.index] for s in answer.evidence if s.section == "procedures" and s.index is not None
        ]
        going_on = any(getattr(e.item, "date", None) is None for e in entries) or len(entries) >= 2
        return Given(Interval(1.0 if going_on or not entries else 0.0, 1.0), answer.evidence, answer.assumptions)
    if any(r.code != "missing" for r in answer.reasons):
        return Given(Interval(0, 1))
    return Given(Interval(each.assumed or 0.0, each.assumed or 0.0), assumptions=(f"no {each.name}, since none is recorded",))


def _graded(name: str, context: Context) -> Given | Because:
    """A condition as 0 (absent) to 3 (severe)."""
    known = name_id(name, "condition")
    lacking = Because("missing", f"the record does not mention {name}", f"whether the patient has {name}, and how severe")
    if known is None:
        return lacking
    answer = fact_answer(_condition(known, name), context)
    if answer.truth is FALSE:
        return Given(Interval(0, 0), answer.evidence, answer.assumptions)
    if answer.truth is not TRUE:
        return answer.reasons[0] if answer.reasons else lacking
    grades = []
    for shown in answer.evidence:
        item = context.record.entries("conditions")[shown.index].item if shown.section == "conditions" and shown.index is not None else None
        severity = item.severity if isinstance(item, Condition) else None
        grades.append(Interval(_SEVERITY[severity], _SEVERITY[severity]) if severity is not None else Interval(1, 3))
    return Given(Interval(max(g.low for g in grades), max(g.high for g in grades)), answer.evidence, answer.assumptions)

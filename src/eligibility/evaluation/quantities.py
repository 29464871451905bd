"""A measured value against the limits of a criterion: units, multiples of the reference range, equivalent limits (contract §6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Answer, Because, ReasonCode, Shown
from eligibility.evaluation.limits import Censoring, holds, same
from eligibility.evaluation.showing import number, show_reading
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth, agreed, all_of
from eligibility.patient.lookups import Reading
from eligibility.reference.entailments import entailed
from eligibility.reference.observations import Observation, scale_value
from eligibility.reference.units import accepted_code, assumed, convert, is_plausible, read_unit, unit_factor
from eligibility.rules.nodes import Comparator, Equivalents, Limit, Multiple, Quantity

_POINTS = frozenset({"point", "points", "score", "pts"})
_DIMENSIONLESS = frozenset({"1", "[pH]"})


class Measured(NamedTuple):
    """A value to compare: from `low` to `high` (equal, if it is exact), perhaps censored, in `unit` (UCUM; None: it has or gives none).

    `lower` and `upper` are the reference range's ends in the same unit.
    """

    low: float
    high: float
    censored: Censoring | None
    unit: str | None
    definition: Observation | None
    shown: Shown
    assumptions: tuple[str, ...] = ()
    reading: Reading | None = None

    @property
    def label(self) -> str:
        """What to call it."""
        return self.reading.label if self.reading is not None else self.definition.name if self.definition is not None else "the value"


def unknown(reason: Because, *assumptions: str) -> Answer:
    """An unknown with one reason."""
    return Answer(UNKNOWN, reasons=(reason,), assumptions=assumptions)


def measured(reading: Reading, on: date) -> Measured | Because:
    """A reading as a number in a unit, advanced to `on` if it grows with time; else why it is none."""
    value = number_of(reading)
    if value is None:
        return Because("missing", f"{show_reading(reading).text} is not a number", f"{reading.label} as a number")
    unit = unit_of(reading)
    if isinstance(unit, Because):
        return unit
    code, assumption = unit
    found = Measured(
        value, value, reading.item.comparator, code, reading.definition, show_reading(reading), (assumption,) if assumption else (), reading
    )
    if reading.definition is not None and reading.definition.id in entailed("grows"):
        return _grown(found, reading, reading.definition, on)
    return found


def number_of(reading: Reading) -> float | None:
    """The value as a number; a score may be written as a word of its scale ("ECOG": "1")."""
    value = reading.item.value
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return value
    if reading.definition is None or reading.definition.kind != "score":
        return None
    try:
        return float(scale_value(reading.definition, value) or value)
    except ValueError:
        return None


def unit_of(reading: Reading) -> tuple[str | None, str | None] | Because:
    """The UCUM code of a reading and what was assumed for it; else why it has none. No unit at all is (None, None)."""
    definition, text = reading.definition, reading.item.unit
    if text is None:
        return _default_unit(reading, definition)
    code = read_unit(text)
    if definition is None:
        return (code, None) if code is not None else _unreadable(reading)
    if definition.kind in ("score", "count") and text.strip().casefold() in _POINTS:
        return "1", None
    accepted = accepted_code(definition, code) if code is not None else None
    return (accepted, None) if accepted is not None else _unreadable(reading)


def _default_unit(reading: Reading, definition: Observation | None) -> tuple[str | None, str | None] | Because:
    """The one unit in use, unless the value cannot be in it: an LVEF of 0.55 is no 0.55 %."""
    default = (definition.default_unit or _fraction_unit(reading, definition)) if definition is not None else None
    if definition is None or default is None or default in _DIMENSIONLESS:
        return default, None
    value = number_of(reading)
    if value is not None and is_plausible(definition, value, default) is False:
        text = f"{show_reading(reading).text} has no unit, and {number(value)} {default} is implausible"
        return Because("unit_missing", text, f"the unit of {reading.label}")
    return default, f"{reading.label} without a unit read in {default}, the only one in use"


_FRACTIONS = frozenset({"%", "1"})


def _fraction_unit(reading: Reading, definition: Observation) -> str | None:
    """Of what is measured as a fraction or in percent, the one that the value can be in: an FEV1/FVC of 0.69 is no 0.69 %."""
    value = number_of(reading) if set(definition.units) == _FRACTIONS else None
    possible = [unit for unit in definition.units if value is not None and is_plausible(definition, value, unit)]
    return possible[0] if len(possible) == 1 else None


def _unreadable(reading: Reading) -> Because:
    units = ", ".join(reading.definition.units) if reading.definition is not None else ""
    settle = f"{reading.label} in one of {units}" if units else f"{reading.label} in a known unit"
    return Because("unit_not_convertible", f"{reading.item.unit!r} is not a unit of {reading.label}", settle)


def _grown(found: Measured, reading: Reading, definition: Observation, on: date) -> Measured | Because:
    """A quantity that grows with time (gestational age), advanced to `on`; beyond what is plausible it is a thing of the past."""
    if reading.item.date is None:
        return Because("undated", f"{found.shown.text}: how far it has grown since is not known", "its date")
    per_day = unit_factor("d", found.unit) if found.unit is not None else None
    if per_day is None:
        return Because("unit_missing", f"the unit of {found.shown.text} is missing", "its unit")
    low = found.low + float(per_day) * (on - min(reading.last, on)).days
    high = found.high + float(per_day) * (on - reading.first).days
    highest = convert(high, definition, found.unit or "", definition.units[0])
    if definition.plausible is not None and (highest is None or highest > definition.plausible[1]):
        return Because("stale", f"{found.shown.text} is too long ago to be advanced to {on.isoformat()}", f"a recent {reading.label}")
    shown = Shown(
        found.shown.section, found.shown.index, f"{found.shown.text}, {number(round(low, 2))} {reading.item.unit} by {on.isoformat()}"
    )
    return Measured(low, high, found.censored, found.unit, definition, shown, found.assumptions, reading)


def compare(value: Measured, operator: Comparator, limit: Limit, context: Context) -> Answer:
    """Whether the value compares so with the limit; an unknown says why."""
    match limit:
        case Quantity():
            return _compare_quantity(value, operator, limit)
        case Equivalents():
            return _compare_equivalents(value, operator, limit)
        case Multiple():
            return _compare_multiple(value, operator, limit, context)


def _definite(value: Measured, truth: Truth, limit_text: str, *assumptions: str, more: str = "") -> Answer:
    shown = Shown(value.shown.section, value.shown.index, value.shown.text + more)
    if truth is UNKNOWN:
        code: ReasonCode = "censored_value" if value.censored else "conflicting_values"
        because = Because(code, f"{shown.text} is not exact enough for a limit of {limit_text}", f"an exact {value.label}")
        return unknown(because, *value.assumptions, *assumptions)
    return Answer(truth, (shown,), (), (*value.assumptions, *assumptions))


def in_range(low: float, high: float, censored: Censoring | None, operator: Comparator, limit: float) -> Truth:
    """`holds` for a value known to lie from `low` to `high`."""
    if same(low, high):
        return holds(low, censored, operator, limit)
    if operator == "=":
        return FALSE if limit < low or limit > high else UNKNOWN
    return agreed((holds(low, censored, operator, limit), holds(high, censored, operator, limit)))


def _compare_quantity(value: Measured, operator: Comparator, limit: Quantity) -> Answer:
    text = f"{number(limit.value)} {limit.unit or ''}".strip()
    places = _converter(value, limit)
    if isinstance(places, Because):
        return unknown(places, *value.assumptions)
    convert_one, assumption = places
    low = convert_one(value.low)
    high = low if value.high == value.low else convert_one(value.high)
    if low is None or high is None:
        return unknown(_not_convertible(value, limit.unit), *value.assumptions)
    return _definite(value, in_range(low, high, value.censored, operator, limit.value), text, *assumption)


Converter = Callable[[float], float | None]


def _converter(value: Measured, limit: Quantity) -> tuple[Converter, tuple[str, ...]] | Because:
    """What brings the value into the limit's unit, and what that assumes; else why nothing does."""
    definition, here, there = value.definition, value.unit, limit.unit
    if there is None and definition is not None:
        there = definition.default_unit
    if (definition is not None and not definition.units) or (definition is None and here is None and there is None):
        return _unchanged, ()
    if there is None:
        return Because("unit_missing", f"the criterion gives no unit for {value.label}", "the unit that the criterion means")
    if here is None:
        return Because("unit_missing", f"the unit of {value.shown.text} is missing", f"the unit of {value.label}")
    if definition is None:
        times = unit_factor(here, there)
        return _not_convertible(value, there) if times is None else (lambda number: number * float(times), ())
    assumption = assumed(definition, here, there)
    return (lambda number: convert(number, definition, here, there)), (assumption,) if assumption else ()


def _unchanged(number: float) -> float:
    return number


def _not_convertible(value: Measured, unit: str | None) -> Because:
    return Because("unit_not_convertible", f"{value.shown.text} cannot be converted to {unit}", f"{value.label} in {unit}")


def _compare_equivalents(value: Measured, operator: Comparator, limit: Equivalents) -> Answer:
    """Each limit counts as written: a value in the unit of one is compared with that one (contract §6)."""
    for quantity in limit.quantities:
        if value.unit is not None and quantity.unit is not None and _same_unit(value, quantity.unit):
            return _compare_quantity(value, operator, quantity)
    answers = [_compare_quantity(value, operator, quantity) for quantity in limit.quantities]
    known = [a for a in answers if a.truth is not UNKNOWN]
    if known and agreed(a.truth for a in known) is not UNKNOWN:
        return known[0]
    if known:
        text = f"{value.shown.text} lies between the limits that the criterion calls equivalent"
        return unknown(Because("ambiguous", text, f"{value.label} in one of the criterion's units"), *value.assumptions)
    return answers[0]


def _same_unit(value: Measured, unit: str) -> bool:
    if value.unit == unit:
        return True
    return value.definition is not None and value.unit is not None and accepted_code(value.definition, unit) == value.unit


# ------------------------------------------------------------------ multiples of the reference range


class _Bound(NamedTuple):
    """A limit of normal in the value's unit, in words, with what taking it assumes."""

    value: float
    text: str
    assumptions: tuple[str, ...] = ()


def _compare_multiple(value: Measured, operator: Comparator, limit: Multiple, context: Context) -> Answer:
    bounds = _own_bound(value, limit.of) or _earlier_bounds(value, limit.of, context) or _passed_bound(value, limit.of, context)
    if not bounds:
        what = "upper" if limit.of == "ULN" else "lower"
        return unknown(
            Because("no_reference_range", f"{value.shown.text} has no {what} limit of normal", f"the {limit.of} of {value.label}")
        )
    # A ratio to the limit of normal is the same in any unit.
    answers = [_against(value, operator, limit, bound) for bound in bounds]
    truth = agreed(a.truth for a in answers)
    return answers[0] if len(answers) == 1 or truth is not UNKNOWN else unknown(_disagree(value, limit.of))


def _against(value: Measured, operator: Comparator, limit: Multiple, bound: _Bound) -> Answer:
    truth = in_range(value.low, value.high, value.censored, operator, limit.factor * bound.value)
    return _definite(value, truth, f"{number(limit.factor)} × {limit.of}", *bound.assumptions, more=f" ({limit.of} {bound.text})")


def _disagree(value: Measured, of: str) -> Because:
    return Because("conflicting_values", f"the reference ranges of {value.label} disagree", f"the {of} that holds for {value.shown.text}")


def _own_bound(value: Measured, of: str) -> list[_Bound]:
    bound = _end(value.reading, of) if value.reading is not None else None
    return [_Bound(bound, number(bound))] if bound is not None else []


def _end(reading: Reading, of: str) -> float | None:
    return reading.item.high if of == "ULN" else reading.item.low


def _earlier_bounds(value: Measured, of: str, context: Context) -> list[_Bound]:
    """Those of the patient's latest earlier reading in the same unit that has one; several if readings of one day differ."""
    own = value.reading
    if own is None or own.item.date is None:
        return []
    earlier = [
        r
        for r in context.record.of(own.key)
        if r is not own and r.item.date is not None and r.last <= own.first and _end(r, of) is not None and _one_unit(r, own)
    ]
    newest = max((r.last for r in earlier), default=None)
    found = []
    for reading in earlier:
        bound = _end(reading, of)
        if reading.last == newest and bound is not None:
            text = f"{number(bound)} of {reading.item.date}"
            found.append(
                _Bound(bound, text, (f"{of} {number(bound)} {reading.item.unit or ''} of {reading.label} taken from {reading.item.date}",))
            )
    return found


def _one_unit(a: Reading, b: Reading) -> bool:
    """Whether two readings of one observation are known to be in the same unit."""
    units = [unit_of(r) for r in (a, b)]
    if any(isinstance(u, Because) for u in units) or units[0] != units[1]:
        return False
    return units[0] != (None, None) or (a.definition is not None and not a.definition.units)


def _passed_bound(value: Measured, of: str, context: Context) -> list[_Bound]:
    definition = value.definition
    passed = context.settings.reference_ranges.get(definition.id) if definition is not None else None
    bound = (passed.high if of == "ULN" else passed.low) if passed is not None else None
    if passed is None or bound is None or definition is None:
        return []
    here = bound
    if definition.units:
        if passed.unit is None or value.unit is None:
            return []
        converted = convert(bound, definition, passed.unit, value.unit)
        if converted is None:
            return []
        here = converted
    text = f"{number(bound)} {passed.unit or ''}".strip()
    return [_Bound(here, text, (f"{of} {text} of {definition.name}, {passed.source or 'as passed by the caller'}",))]


def in_normal_range(value: Measured, context: Context) -> Answer:
    """Whether the value is within normal limits; one limit is enough where it is crossed."""
    answers = [
        compare(value, ">=", Multiple(factor=1, of="LLN"), context),
        compare(value, "<=", Multiple(factor=1, of="ULN"), context),
    ]
    truth = all_of(a.truth for a in answers)
    if truth is UNKNOWN:
        return Answer(UNKNOWN, reasons=tuple(r for a in answers for r in a.reasons))
    deciding = [a for a in answers if truth is TRUE or a.truth is FALSE]
    return Answer(truth, deciding[0].evidence, (), tuple(s for a in deciding for s in a.assumptions))

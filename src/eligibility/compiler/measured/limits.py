"""Written amounts → limits of a rule: units resolved, checked against what the analyte can be measured in and can plausibly be."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.compiler.syntax.phrases import Amount
from eligibility.reference.observations import Observation
from eligibility.reference.units import convert, fits, is_plausible, unit_factor
from eligibility.rules.nodes import Limit, Multiple, Quantity

# UCUM codes of the calendar units, for quantities that are times themselves (gestational age, life expectancy).
TIME_CODES = {"minute": "min", "hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "a"}


@dataclass(frozen=True, slots=True)
class Read:
    """All readings of an amount (none: it cannot be measured so), with what was assumed or must be noted."""

    limits: tuple[Limit, ...]
    assumption: str | None = None
    note: str | None = None


def read_limit(amount: Amount, observation: Observation) -> Read:
    """The limit an amount states for an observation (contract §6).

    A missing unit takes the one usual unit that makes the number plausible; a unit that makes it implausible, where another usual one
    would not, leaves both readings.
    """
    if amount.multiple_of is not None:
        return Read((Multiple(factor=amount.value, of="ULN" if amount.multiple_of == "ULN" else "LLN"),))
    unit = TIME_CODES[amount.time] if amount.time is not None else amount.unit
    if unit is None:
        return _without_unit(amount.value, observation)
    if not observation.units:  # scores and counts: "ECOG 2 points", "3 episodes"
        return Read((Quantity(value=amount.value),))
    if not fits(observation, unit):
        other = _misprint(amount.value, unit, observation)
        if other is not None:
            return other
        accepted = ", ".join(observation.units)
        return Read((), note=f"{observation.name} cannot be measured in {unit!r}; accepted: {accepted}")
    written = Quantity(value=amount.value, unit=unit)
    if _plausible(amount.value, unit, observation):
        return Read((written,))
    others = [u for u in observation.units if u != unit and _plausible(amount.value, u, observation)]
    if not others:
        return Read((written,))
    meant = Quantity(value=amount.value, unit=others[0])
    note = f"{observation.name} {amount.value:g} {unit} is implausible; {others[0]} may be meant: definite only where both agree"
    return Read((written, meant), note=note)


def _misprint(value: float, unit: str, observation: Observation) -> Read | None:
    """A unit of the right kind that nobody measures the analyte in ("creatinine < 2.0 ng/dL"): both it and the usual one are read."""
    canonical = observation.units[0]
    scale = unit_factor(unit, canonical)
    usual = [u for u in observation.units if _plausible(value, u, observation)]
    if scale is None or not usual:
        return None
    note = f"{observation.name} {value:g} {unit} is implausible; {usual[0]} may be meant: definite only where both agree"
    return Read((Quantity(value=value * float(scale), unit=canonical), Quantity(value=value, unit=usual[0])), note=note)


def _without_unit(value: float, observation: Observation) -> Read:
    if observation.default_unit is not None and _plausible(value, observation.default_unit, observation):
        unit = None if observation.default_unit == "1" else observation.default_unit
        return Read((Quantity(value=value, unit=unit),))
    if not observation.units:
        return Read((Quantity(value=value),))
    # "LVEF < 0.40": where the one usual unit cannot be meant, the rare ones may be.
    considered = observation.units if observation.default_unit is not None else observation.usual_units or observation.units
    plausible = [u for u in considered if _plausible(value, u, observation)]
    distinct = _distinct(value, plausible, observation)
    if len(distinct) == 1:
        return Read(
            (Quantity(value=value, unit=distinct[0]),),
            assumption=f"{observation.name} {value:g}: the text gives no unit, {distinct[0]} assumed",
        )
    if distinct:
        both = tuple(Quantity(value=value, unit=u) for u in distinct)
        return Read(both, note=f"{observation.name} {value:g}: the text gives no unit; {' or '.join(distinct)}")
    return Read((), note=f"{observation.name} {value:g}: the text gives no unit, and no usual one makes the number plausible")


def _distinct(value: float, units: list[str], observation: Observation) -> list[str]:
    """Units in which the number means different amounts; the most usual of each that mean the same."""
    kept: list[tuple[str, float]] = []
    for unit in units:
        amount = convert(value, observation, unit, observation.units[0])
        if amount is not None and all(abs(amount - other) > 1e-9 * abs(other) for _, other in kept):
            kept.append((unit, amount))
    return [unit for unit, _ in kept]


def _plausible(value: float, unit: str, observation: Observation) -> bool:
    return is_plausible(observation, value, unit) is not False

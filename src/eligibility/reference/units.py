"""Units of measure: what is accepted for an observation, and exact conversion factors. The only module that knows pint.

Raw text never reaches pint: it reads `K/uL` as kelvin and `10*9/L` as 90 per litre. Text → `unit_spellings` → UCUM code → the parts' pint
expressions of `data/units.csv`. Equal dimensions are not enough either, so the accepted codes are listed per observation.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from eligibility.reference.observations import Observation, observations
from eligibility.reference.unit_spellings import UnitMatch, is_code, match_unit, read_unit, split_code, unit_rows
from eligibility.resources import data_file

if TYPE_CHECKING:
    import pint

__all__ = [
    "UnitMatch",
    "accepted_code",
    "assumed",
    "convert",
    "factor",
    "fits",
    "implied_observation",
    "is_code",
    "is_plausible",
    "match_unit",
    "meant_by_unit",
    "plausible_units",
    "read_unit",
    "unit_factor",
]

# What pint lacks or means otherwise. IU and enzyme U are one unit here (contract §6); they become amounts only for katal.
_DEFINITIONS = (
    "international_unit = [international_unit]",
    "endotoxin_unit = [endotoxin_unit]",
    "milli_international_unit = 1e-3 * international_unit",
    "micro_international_unit = 1e-6 * international_unit",
    "kilo_international_unit = 1e3 * international_unit",
    "milliosmole = [osmole]",
    "body_surface_1_73 = [body_surface_1_73]",
    "copies = [copies]",
    "colony_forming_unit = [colony_forming_unit]",
    "drink = [drink]",
    "alcohol_unit = [alcohol_unit]",
    "cigarette = [cigarette]",
    "cigarette_pack = [cigarette_pack]",
    "event = [event]",
    "occasion = [occasion]",
    "serving = [serving]",
    "letter = [letter]",
    "pack_year = [pack_year]",
    "percentile = [percentile]",
    "standard_deviation = [standard_deviation]",
    "ph_unit = [ph_unit]",
    "ppm_unit = [ppm_unit]",
    "ppb_unit = 1e-3 * ppm_unit",
    "field = [field]",
    "decibel_unit = [decibel_unit]",
    "diopter = 1 / meter",
    "wood_unit = millimeter_Hg * minute / liter",
    "percent_unit = [percent_unit]",
)


@dataclass(frozen=True, slots=True)
class Conversion:
    """One row of `data/conversions.csv`: a conversion that follows from no dimension, with its source.

    linear: to = factor · from + offset; power10: to = factor · 10^from.
    """

    to: str
    form: str
    factor: Fraction
    offset: Fraction
    assumption: str | None


def fits(observation: Observation, code: str) -> bool:
    """Whether a value of this observation may be given in this unit."""
    return accepted_code(observation, code) is not None


@lru_cache(maxsize=20_000)
def accepted_code(observation: Observation, code: str) -> str | None:
    """The code that a unit means for this observation, None if it does not fit.

    U and IU are one; any power of ten of an accepted count fits ("10*5/L"); a power alone stands for the usual count ("x 10^9" of
    platelets is 10*9/L), a volume alone for the count in it ("100,000 mm3"); "G/L" is giga per litre of cells
    and gram per litre of anything else; "units" of an intake of alcohol are units of alcohol.
    """
    wanted = _one_unit(code)
    for unit in observation.units:
        if _one_unit(unit) == wanted:
            return unit
    if code == "G/L":
        return accepted_code(observation, "10*9/L") or accepted_code(observation, "g/L")
    if code.startswith("U/") and (of_alcohol := f"{{units}}/{code[2:]}") in observation.units:
        return of_alcohol  # "21 units per week" of alcohol
    exponent, rest = split_code(code)
    if rest in _VOLUMES and f"/{rest}" in observation.units:
        # "platelets 100,000 mm3", "100 x 10^9 L": a count whose slash was lost
        return accepted_code(observation, f"10*{exponent}/{rest}" if exponent else f"/{rest}")
    if not exponent:
        return None
    if not rest:
        return next((f"{code}/{volume}" for volume in ("L", "uL") if f"{code}/{volume}" in observation.units), None)
    if any(_one_unit(split_code(unit)[1]) == _one_unit(rest) for unit in observation.units):
        return code
    return None


_VOLUMES = frozenset(("uL", "mL", "L"))


def _one_unit(code: str) -> str:
    return code.replace("[IU]", "U")


@lru_cache(maxsize=20_000)
def factor(observation: Observation, from_code: str, to_code: str) -> Fraction | None:
    """The exact number that a value in `from_code` is multiplied by to be in `to_code`; None if there is no such factor for this analyte.

    >>> from eligibility.reference.observations import observation
    >>> float(round(factor(observation("creatinine"), "mg/dL", "umol/L"), 1))
    88.4
    """
    here, there = accepted_code(observation, from_code), accepted_code(observation, to_code)
    if here is None or there is None:
        return None
    if here == there:
        return Fraction(1)
    rule = _rule(observation.id, here, there)
    if rule is not None:
        return rule.factor if rule.form == "linear" and not rule.offset else None
    # A special row may lead to the one unit and pint on from there (packs a day → cigarettes a week).
    for start, rules in _conversions().get(observation.id, {}).items():
        for each in rules:
            if each.form == "linear" and not each.offset:
                for source, target, times in ((start, each.to, each.factor), (each.to, start, 1 / each.factor)):
                    head, tail = _pint_factor(observation, here, source), _pint_factor(observation, target, there)
                    if head is not None and tail is not None:
                        return head * times * tail
    return _pint_factor(observation, here, there)


@lru_cache(maxsize=4_000)
def unit_factor(from_code: str, to_code: str) -> Fraction | None:
    """The exact factor by dimension alone, for what is no observation: doses ("g/d" → "mg/d"). None if the dimensions differ.

    >>> unit_factor("g/d", "mg/d"), unit_factor("mg", "mg/d")
    (Fraction(1000, 1), None)
    """
    if from_code == to_code:
        return Fraction(1)
    one, other = _quantity(None, from_code), _quantity(None, to_code)
    if one is None or other is None or one.dimensionality != other.dimensionality:
        return None
    return Fraction((one / other).to_base_units().magnitude)


def convert(value: float, observation: Observation, from_code: str, to_code: str) -> float | None:
    """A value in another unit, correctly rounded; None if it cannot be converted. Also where a factor is not enough (HbA1c, °C, log10).

    >>> from eligibility.reference.observations import observation
    >>> convert(3.0, observation("afp"), "ug/L", "ng/mL"), convert(98.6, observation("temperature"), "[degF]", "Cel")
    (3.0, 37.0)
    """
    times = factor(observation, from_code, to_code)
    if times is not None:
        return value if times == 1 else float(Fraction(repr(value)) * times)
    here, there = accepted_code(observation, from_code), accepted_code(observation, to_code)
    if here is None or there is None:
        return None
    rule = _rule(observation.id, here, there)
    if rule is not None:
        return _apply(rule, value)
    back = _rule(observation.id, there, here)
    if back is not None:
        return _undo(back, value)
    if {here, there} == {"Cel", "[degF]"}:
        names = {"Cel": "degC", "[degF]": "degF"}
        quantity = _registry().Quantity(Fraction(repr(value)), names[here])
        return float(quantity.to(names[there]).magnitude)
    return _by_way_of(value, observation, here, there)


def _by_way_of(value: float, observation: Observation, here: str, there: str) -> float | None:
    """Through the unit that a non-linear row leads to: log10 IU/mL → IU/mL → kIU/mL, and back."""
    for start, rules in _conversions().get(observation.id, {}).items():
        for each in rules:
            if each.form != "power10":
                continue
            if start == here and (times := factor(observation, each.to, there)) is not None:
                return _apply(each, value) * float(times)
            if start == there and (times := factor(observation, here, each.to)) is not None:
                return _undo(each, value * float(times))
    return None


def assumed(observation: Observation, from_code: str, to_code: str) -> str | None:
    """What is assumed by converting so, in words for the result's `assumptions`; None if nothing is."""
    here, there = accepted_code(observation, from_code), accepted_code(observation, to_code)
    if here is None or there is None or here == there:
        return None
    for start, rules in _conversions().get(observation.id, {}).items():
        for each in rules:
            if each.assumption and {_family(observation, start), _family(observation, each.to)} == {
                _family(observation, here),
                _family(observation, there),
            }:
                return each.assumption
    return None


def _family(observation: Observation, code: str) -> str:
    """The first of the observation's units that pint alone converts this one to."""
    return next((unit for unit in observation.units if _pint_factor(observation, code, unit) is not None), code)


def plausible_units(observation: Observation, value: float) -> tuple[str, ...]:
    """The usual units in which a text's threshold of this value would be plausible (contract §6); none if the table gives no range."""
    if observation.plausible is None or not observation.units:
        return ()
    low, high = observation.plausible
    found = []
    for unit in observation.usual_units:
        canonical = convert(value, observation, unit, observation.units[0])
        if canonical is not None and low <= canonical <= high:
            found.append(unit)
    return tuple(found)


def is_plausible(observation: Observation, value: float, code: str) -> bool | None:
    """Whether a threshold of this value and unit is plausible; None if the table does not tell or the unit does not fit."""
    canonical = convert(value, observation, code, observation.units[0]) if observation.units else None
    if canonical is None or observation.plausible is None:
        return None
    low, high = observation.plausible
    return low <= canonical <= high


def meant_by_unit(observation: Observation, code: str) -> Observation:
    """The observation meant when this one's name is given with that unit: "PT 35 %" is a prothrombin activity, "FEV1 1.2 L" a volume."""
    if fits(observation, code):
        return observation
    for unit, other in observation.by_unit:
        if _one_unit(unit) == _one_unit(code) or fits(observations()[other], code):
            return observations()[other]
    return observation


@lru_cache(maxsize=1_000)
def implied_observation(code: str) -> Observation | None:
    """The observation that a unit alone tells: "kg/m2" is a body mass index, "{pack-years}" is smoking."""
    return observations().get(_IMPLIED.get(code, ""))


_IMPLIED = {
    "kg/m2": "bmi",
    "mL/min/{1.73_m2}": "egfr",
    "{pack-years}": "pack-years",
    "{cigarettes}/d": "cigarettes",
    "{packs}/d": "cigarettes",
    "{drinks}/d": "ethanol-intake",
    "{drinks}/wk": "ethanol-intake",
    "{units}/wk": "ethanol-intake",
    "{units}/d": "ethanol-intake",
}


# ------------------------------------------------------------------ the special conversions


@cache
def _conversions() -> dict[str, dict[str, list[Conversion]]]:
    found: dict[str, dict[str, list[Conversion]]] = {}
    with data_file("conversions.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            rule = Conversion(row["to"], row["form"], Fraction(row["factor"]), Fraction(row["offset"]), row["assumption"] or None)
            found.setdefault(row["observation"], {}).setdefault(row["from"], []).append(rule)
    return found


def _rule(id: str, here: str, there: str) -> Conversion | None:
    of = _conversions().get(id, {})
    direct = next((rule for rule in of.get(here, ()) if rule.to == there), None)
    if direct is not None:
        return direct
    back = next((rule for rule in of.get(there, ()) if rule.to == here), None)
    if back is None or back.form != "linear":
        return None
    return Conversion(there, "linear", 1 / back.factor, -back.offset / back.factor, back.assumption)


def _apply(rule: Conversion, value: float) -> float:
    if rule.form == "power10":
        # Beyond the range of a float the comparison with any threshold stays what it is.
        return float(rule.factor) * (10.0**value if value < 300 else math.inf)
    return float(Fraction(repr(value)) * rule.factor + rule.offset)


def _undo(rule: Conversion, value: float) -> float | None:
    if rule.form == "power10":
        return math.log10(value / float(rule.factor)) if value > 0 else None
    return float((Fraction(repr(value)) - rule.offset) / rule.factor)


# ------------------------------------------------------------------ pint


@cache
def _registry() -> pint.UnitRegistry[Any]:
    import pint  # 0.4 s: only when something is converted

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Fraction)
    for definition in _DEFINITIONS:
        registry.define(definition)
    return registry


@lru_cache(maxsize=20_000)
def _pint_factor(observation: Observation, here: str, there: str) -> Fraction | None:
    """By dimension alone, with the analyte's molar mass between amount and mass and its valence for equivalents."""
    if here == there:
        return Fraction(1)
    if "1" in (here, there):
        return None
    one, other = _quantity(observation.valence, here), _quantity(observation.valence, there)
    if one is None or other is None:
        return None
    registry = _registry()
    if one.dimensionality == other.dimensionality:
        return Fraction((one / other).to_base_units().magnitude)
    if observation.molar_mass is not None:
        molar = registry.Quantity(Fraction(repr(observation.molar_mass)), "gram / mole")
        for bridged in (one * molar, one / molar):
            if bridged.dimensionality == other.dimensionality:
                return Fraction((bridged / other).to_base_units().magnitude)
    return _katal_factor(one, other)


def _katal_factor(one: Any, other: Any) -> Fraction | None:
    """An enzyme unit is one micromole a minute (IUBMB), a katal one mole a second."""
    registry = _registry()
    unit = registry.Quantity(Fraction(1), "micromole / minute / international_unit")
    for bridged in (one * unit, one / unit):
        if bridged.dimensionality == other.dimensionality:
            return Fraction((bridged / other).to_base_units().magnitude)
    return None


@lru_cache(maxsize=20_000)
def _quantity(valence: int | None, code: str) -> Any:
    """One of the unit as a pint quantity; None where a part has no pint expression (logarithms, °C) or an equivalent no valence."""
    registry, rows = _registry(), unit_rows()
    exponent, rest = split_code(code)
    found = registry.Quantity(Fraction(10) ** exponent, "")
    for place, part in enumerate(rest.split("/")):
        if part == "":
            continue
        if part not in rows or not rows[part].pint:
            return None
        name, times = rows[part].pint, Fraction(1)
        if part == "meq":
            if valence is None:
                return None
            name, times = "millimole", Fraction(1, valence)
        single = registry.Quantity(times, registry.parse_units(name))
        found = found / single if place else found * single
    return found

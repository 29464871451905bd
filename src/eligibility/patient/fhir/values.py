"""`value[x]` of an Observation or of one of its components → the record's value, comparator and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from eligibility.patient.fhir.answers import answer_of, score_of
from eligibility.patient.fhir.codes import Coded, coded, coded_field
from eligibility.patient.fhir.fields import Json, flag, number, obj, shown, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.units import unit_of
from eligibility.reference.observations import Observation as Definition
from eligibility.reference.observations import find_observation
from eligibility.reference.units import read_unit

Comparator = Literal["<", "<=", ">", ">="]
_COMPARATORS: frozenset[str] = frozenset(get_args(Comparator))

# Source: HL7 terminology, CodeSystem v3-ObservationInterpretation, the codes of qualitative results.
_RESULTS = {"POS": "positive", "NEG": "negative", "DET": "detected", "ND": "not detected", "RR": "reactive", "NR": "non-reactive"}
_KINDS = (
    "valueQuantity",
    "valueCodeableConcept",
    "valueString",
    "valueBoolean",
    "valueInteger",
    "valueRange",
    "valueRatio",
    "valueSampledData",
    "valueTime",
    "valueDateTime",
    "valuePeriod",
    "valueAttachment",
)
_WRITTEN = re.compile(r"(?P<comparator>[<>]=?|≤|≥)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>\S.*)?")
_SYMBOLS = {"≤": "<=", "≥": ">="}


@dataclass(frozen=True, slots=True)
class Value:
    """What was found: a number with its unit, a yes or no, or a term."""

    value: float | bool | str
    comparator: str | None = None
    unit: str | None = None


def read_value(source: Json, definition: Definition | None, place: Place) -> Value | None:
    """The value; None where there is none that the record can hold, which is noted unless the source gives none at all."""
    field = "valueQuantity" if "valueQuantity" in source else next((kind for kind in _KINDS if kind in source), None)
    value = _of_kind(field, source, definition, place) if field is not None else None
    if definition is not None and definition.kind == "term":
        return _as_result(value, source, place)
    return value if value is not None or field is not None else _interpreted(source, place)


def _of_kind(field: str, source: Json, definition: Definition | None, place: Place) -> Value | None:
    match field:
        case "valueQuantity":
            quantity = obj(source, field)
            return _measured(quantity, field, definition, place) if quantity is not None else None
        case "valueCodeableConcept":
            concept = coded_field(source, field)
            return _answered(concept, obj(source, field) or {}, definition, place) if concept is not None else None
        case "valueString":
            words = text(source, field)
            return _written(words, definition, place) if words is not None else None
        case "valueBoolean":
            answer = flag(source, field)
            return Value(answer) if answer is not None else None
        case "valueInteger":
            count = number(source, field)
            return Value(count) if count is not None else None
        case "valueRange":
            return _ranged(obj(source, field) or {}, place)
        case "valueRatio":
            return _ratio(obj(source, field) or {}, place)
        case _:
            place.refuse(field, source[field], "a kind of value that the record does not hold")
            return None


def _measured(quantity: Json, field: str, definition: Definition | None, place: Place) -> Value | None:
    value = number(quantity, "value")
    comparator = text(quantity, "comparator")
    if comparator is not None and comparator not in _COMPARATORS:
        place.refuse(f"{field}.comparator", comparator, f"expected one of {', '.join(sorted(_COMPARATORS))}; the value is not read")
        return None
    if value is None:
        if any(key in quantity for key in ("unit", "code", "comparator")):
            place.refuse(field, quantity, "a quantity without a number")
        return None
    read = unit_of(quantity)
    if read.why is not None:
        place.often_changed(f"{field}.unit {read.unit!r}", read.why)
    plain = read.unit == "1" and definition is not None and (definition.default_unit == "1" or not definition.units)
    return Value(value, comparator, None if plain else read.unit)


def _answered(concept: Coded, source: Json, definition: Definition | None, place: Place) -> Value:
    score = score_of(concept, source, definition)
    if score is not None:
        if concept.name is not None and not _WRITTEN.fullmatch(concept.name):
            place.often_changed(f"valueCodeableConcept {concept.name!r}", f"read as the score {score:g}, by its code")
        return Value(score)
    term = _term(concept, definition)
    if definition is not None and definition.kind == "score" and not any(map(str.isdigit, concept.label)):
        place.often_changed(f"valueCodeableConcept {concept.label!r}", f"words, not a number of {definition.name}; they answer nothing")
    elif concept.name is None and term == concept.label:
        place.often_changed(f"valueCodeableConcept {term}", "a code without words that is not known here; it answers nothing")
    return Value(term)


def _term(concept: Coded, definition: Definition | None) -> str | bool:
    """The words of an answer. "Pregnant" and "Not pregnant" answer the observation "pregnancy" with yes and no."""
    term = concept.name or answer_of(concept, definition)
    if term is None:
        return concept.label
    if definition is not None and definition.kind == "boolean":
        said = term.casefold()
        denied = said.removeprefix("not currently ").removeprefix("not ").removeprefix("no ")
        if find_observation(denied) is definition:
            return denied == said
    return term


def _written(words: str, definition: Definition | None, place: Place) -> Value:
    """A string; one that is a number with a unit, of something that is measured, is that number."""
    if definition is None or definition.kind not in ("quantity", "count", "score"):
        return Value(words)
    found = _WRITTEN.fullmatch(words)
    if found is None:
        return Value(words)
    unit, comparator = found["unit"], found["comparator"]
    if unit is not None and read_unit(unit) is None:
        return Value(words)
    place.changed("valueString", words, "words that are a number; read as that number")
    return Value(float(found["number"]), _SYMBOLS.get(comparator, comparator) if comparator else None, unit)


def _ranged(source: Json, place: Place) -> Value | None:
    """A range with one end is a censored value; with two it is kept in words, which no limit is compared with."""
    low, high = obj(source, "low"), obj(source, "high")
    lowest = number(low, "value") if low is not None else None
    highest = number(high, "value") if high is not None else None
    if low is not None and lowest is not None and (highest is None or highest == lowest):
        return Value(lowest, ">=" if highest is None else None, unit_of(low).unit)
    if high is not None and highest is not None and lowest is None:
        return Value(highest, "<=", unit_of(high).unit)
    if low is None or high is None or lowest is None or highest is None:
        place.refuse("valueRange", source, "a range without numbers")
        return None
    words = f"{lowest:g} to {highest:g}"
    place.changed("valueRange", source, "a value between two limits; kept in words, which no threshold is compared with")
    unit = unit_of(high).unit
    return Value(f"{words} {unit}" if unit is not None else words)


def _ratio(source: Json, place: Place) -> Value | None:
    """A ratio of two quantities is their quotient; without units it is a titre, and kept as written ("1:128")."""
    above, below = obj(source, "numerator"), obj(source, "denominator")
    top = number(above, "value") if above is not None else None
    bottom = number(below, "value") if below is not None else None
    if above is None or below is None or top is None or bottom is None:
        place.refuse("valueRatio", source, "a ratio without both numbers")
        return None
    over, under = unit_of(above).unit, unit_of(below).unit
    if over is None and under is None:
        return Value(f"{top:g}:{bottom:g}")
    comparator = text(above, "comparator")
    if bottom == 0 or text(below, "comparator") is not None or (comparator is not None and comparator not in _COMPARATORS):
        place.refuse("valueRatio", source, "a ratio whose size cannot be told")
        return None
    unit = over if under in (None, "1") else f"{over or ''}/{under}"
    place.changed("valueRatio", source, f"read as the quotient {top / bottom:.6g} {unit or ''}".rstrip())
    return Value(top / bottom, comparator, unit)


def _as_result(value: Value | None, source: Json, place: Place) -> Value | None:
    """The value of a test that is positive or negative. A bare number (a signal to cut-off ratio) is neither: the interpretation is."""
    if value is not None and (isinstance(value.value, bool) or not isinstance(value.value, float)):
        return value
    result = _interpretation(source)
    number = f"{value.comparator or ''}{value.value:g} {value.unit or ''}".rstrip() if value is not None else ""
    if result is not None:
        place.changed("interpretation", result, f"read as the result, in place of {number}" if number else "read as the result")
        return Value(result)
    if value is None:
        return None
    place.changed("value", number, "a number, and what counts as positive is not said; kept in words")
    return Value(f"measured {number}")


def _interpreted(source: Json, place: Place) -> Value | None:
    result = _interpretation(source)
    if result is None:
        return None
    place.changed("interpretation", result, "read as the result: there is no value")
    return Value(result)


def _interpretation(source: Json) -> str | None:
    """The result that the interpretation names; None unless there is just one."""
    given = source.get("interpretation")
    concepts = [coded(each) for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    found = {_RESULTS[c.code] for concept in concepts for c in concept.codes if c.code in _RESULTS}
    return found.pop() if len(found) == 1 else None


def absent_reason(source: Json) -> str:
    """Why there is no value, in the source's words."""
    reason = coded_field(source, "dataAbsentReason")
    return shown(reason.label) if reason is not None else ""

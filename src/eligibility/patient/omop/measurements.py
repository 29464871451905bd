"""MEASUREMENT, and the rows of OBSERVATION that are findings → observations: value, comparator, unit, reference range."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from eligibility.patient.dates import PartialDate
from eligibility.patient.omop.cells import number
from eligibility.patient.omop.chart import Chart, Named, Row, is_no_information, kind_of_value, named
from eligibility.patient.omop.concepts import Concept, operator_of
from eligibility.patient.record import Observation
from eligibility.reference.observations import Observation as Definition
from eligibility.reference.observations import find_by_loinc, find_observation
from eligibility.reference.units import read_unit

_CENSORED = re.compile(r"(?P<operator><=|>=|<|>|≤|≥)\s*(?P<number>\d+(?:\.\d+)?)")
_ASCII = {"≤": "<=", "≥": ">="}
_ANNOTATION = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Value:
    """What a row says of its subject: the fields of an observation."""

    value: bool | float | str
    comparator: str | None = None


def read_measurements(chart: Chart, rows: Iterable[Row]) -> None:
    """Adds the measurements of a person."""
    for row in rows:
        subject = named(chart, row, "measurement")
        if subject is None:
            continue
        day = row.begin("measurement_date", "measurement_datetime")
        if day is None:
            continue
        found = measured_value(chart, row, subject)
        if found is None:
            continue
        fields: dict[str, Any] = {"date": PartialDate.of(day), "value": found.value, "comparator": found.comparator}
        if isinstance(found.value, float):
            fields |= {"unit": unit_of(chart, row, subject), **_range(row)}
        chart.add(row, Observation, **subject.fields, **fields)


def measured_value(chart: Chart, row: Row, subject: Named) -> Value | None:
    """The value of a measurement or observation; None, with a note, if it has none that can be read."""
    definition = definition_of(subject)
    concept = chart.concept(row, "value_as_concept_id")
    amount = row.number("value_as_number")
    if concept is not None and (amount is None or (definition is not None and definition.kind in ("term", "class", "boolean"))):
        if amount is not None:
            row.left_out("value_as_number", "the row's categorical result counts")
        return _categorical(row, concept)
    if amount is not None:
        if amount < 0 and definition is not None and definition.plausible is not None and definition.plausible[0] >= 0:
            row.left_out("value_as_number", "the entry is left out: expected a number not below 0", f"{definition.name} {amount:g}")
            return None
        if definition is not None and definition.kind == "term":
            # An index or a signal-to-cutoff ratio: which numbers are positive is the laboratory's to say.
            row.left_out("value_as_number", "the entry is left out: whether that number is a positive result is not said")
            return None
        comparator = _comparator(chart, row, amount)
        if concept is not None:
            row.left_out("value_as_concept_id", "the row's number counts", concept.name)
        return None if comparator == "?" else Value(amount, comparator)
    return _written(row)


def _categorical(row: Row, concept: Concept) -> Value | None:
    match kind_of_value(concept):
        case "yes":
            return Value(True)
        case "no":
            return Value(False)
        case "nothing":
            row.left_out("value_as_concept_id", "the entry is left out: the value gives no information", concept.name)
            return None
        case _:
            return Value(concept.name)


def _written(row: Row) -> Value | None:
    """The value as the source wrote it."""
    column = next((c for c in ("value_as_string", "value_source_value") if row.text(c) is not None), None)
    text = row.text(column) if column is not None else None
    if column is None or text is None:
        row.left_out("", "the entry is left out: it has no value")
        return None
    if is_no_information(text):
        row.left_out(column, "the entry is left out: the value gives no information")
        return None
    if column == "value_source_value":
        row.changed(column, "no value but the source's own: read as it is written")
    censored = _CENSORED.fullmatch(text)
    if censored is not None:
        return Value(float(censored["number"]), _ASCII.get(censored["operator"], censored["operator"]))
    amount = number(text)
    return Value(amount if amount is not None else text)


def _comparator(chart: Chart, row: Row, amount: float) -> str | None:
    """The comparator of a number; "?" for one that is not understood, as the number alone would say too much.

    Where the row has none (or "="), but the source's own text has one before the same number, the conversion lost it.
    """
    id, concept = row.id("operator_concept_id"), chart.concept(row, "operator_concept_id")
    known, operator = operator_of(concept) if concept is not None else (not id, None)
    if not known:
        row.left_out("operator_concept_id", "the entry is left out: expected one of <, <=, =, >=, >", concept.name if concept else id)
        return "?"
    written = _CENSORED.fullmatch(row.text("value_source_value") or "")
    if operator is None and written is not None and float(written["number"]) == amount:
        row.changed("operator_concept_id", "taken from value_source_value", written[0])
        return _ASCII.get(written["operator"], written["operator"])
    return operator


def unit_of(chart: Chart, row: Row, subject: Named) -> str | None:
    """The unit as a record writes it: the first spelling that is known of the concept's code and name and the source's own text."""
    concept = chart.concept(row, "unit_concept_id")
    source = row.text("unit_source_value")
    spellings = [s for s in ((_plain(concept.code), concept.name) if concept is not None else ()) if s]
    spellings += [source] if source is not None else []
    if not spellings:
        return None
    known = next((s for s in spellings if read_unit(s) is not None), None)
    if known is None:
        row.changed("unit_concept_id" if concept is not None else "unit_source_value", "not a unit that is known", spellings[0])
        return spellings[0]
    if concept is not None and known not in (_plain(concept.code), concept.name):
        row.changed("unit_concept_id", "read as the source's own unit", f"{concept.name} → {source}")
    return known


def _plain(code: str) -> str:
    """A UCUM code as the tables of units write it: UCUM's unit "[iU]" is "[IU]" there, its "[U]" "U"; an annotation alone is the unit 1.

    >>> _plain("[iU]/L"), _plain("[U]/L"), _plain("{INR}"), _plain("mL/min/{1.73_m2}")
    ('[IU]/L', 'U/L', '1', 'mL/min/{1.73_m2}')
    """
    return "1" if _ANNOTATION.fullmatch(code) else code.replace("[iU]", "[IU]").replace("[U]", "U")


def _range(row: Row) -> dict[str, float]:
    low, high = row.number("range_low"), row.number("range_high")
    if low is not None and high is not None and low > high:
        row.left_out("range_low", "the reference range is left out: its lower end is above the upper one", f"{low:g} to {high:g}")
        return {}
    return {name: value for name, value in (("low", low), ("high", high)) if value is not None}


def definition_of(subject: Named) -> Definition | None:
    """What the tables know of the observation, by LOINC code, else by name."""
    for code in subject.codes:
        found = find_by_loinc(code.code) if code.system == "http://loinc.org" else None
        if found is not None:
            return found
    return find_observation(subject.name)

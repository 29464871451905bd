"""A sheet with one row per entry: a row → an entry of its patient."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eligibility.patient.dates import PartialDate
from eligibility.patient.record import Code
from eligibility.patient.sheets.cells import Cell, Style, is_blank
from eligibility.patient.sheets.chart import Chart, Filled, filled
from eligibility.patient.sheets.columns import Column, Meaning
from eligibility.patient.sheets.facts import add_fact, unknown_name
from eligibility.patient.sheets.measured import add_observation
from eligibility.patient.sheets.person import read_person
from eligibility.patient.sheets.subjects import subject_of
from eligibility.patient.sheets.words import spellings
from eligibility.reference.codes import canonical_system
from eligibility.reference.names import fold_name
from eligibility.reference.observations import find_by_loinc, find_observation

_PERSON = ("sex", "birth_date", "age")
_ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
# The columns of a row that an entry of each section takes, under the names of the record; a "date" is an event's own.
_TAKEN: Mapping[str, Mapping[str, str]] = {
    "observations": {n: n for n in ("value", "comparator", "unit", "date", "since", "low", "high")},
    "conditions": {n: n for n in ("status", "onset", "end", "severity", "stage", "site", "due_to")} | {"start": "onset", "date": "onset"},
    "procedures": {n: n for n in ("status", "date", "start", "end", "site")},
    "medications": {n: n for n in ("status", "start", "end", "dose", "dose_unit", "route", "indication")}
    | {"date": "start", "unit": "dose_unit"},
    "allergies": {n: n for n in ("status", "severity")},
    "family_history": {n: n for n in ("status", "relation")},
}  # fmt: skip
# A value of a condition is whether there is one, of a medication its dose.
_VALUE: Mapping[str, str] = {"conditions": "status", "procedures": "status", "allergies": "status", "family_history": "status"}


@dataclass(slots=True)
class Long:
    """Reads the rows of a long sheet."""

    fields: Mapping[str, Column]
    styles: Sequence[Style]
    day: PartialDate | None
    section: str | None

    def add_row(self, chart: Chart, row: int, cells: Sequence[Cell]) -> None:
        """Adds what one row says to its patient's chart."""
        found = {name: cell for name, column in self.fields.items() if (cell := self._cell(row, cells, column)) is not None}
        found.pop("patient_id", None)
        self._person(chart, found)
        entry = {name: cell for name, cell in found.items() if name not in _PERSON}
        if not entry:
            return
        section = self._section(chart, entry)
        if section is None:
            return
        if section == "patient":
            _demographic(chart, entry)
            return
        about = _about(chart, section, entry)
        if about is None:
            return
        self._entry(chart, about, entry)

    def _entry(self, chart: Chart, about: Meaning, entry: Mapping[str, Filled]) -> None:
        taken = _TAKEN[about.section]
        fields: dict[str, Filled] = {}
        left: list[Filled] = []
        for name, cell in entry.items():
            if name in ("category", "name", "code", "system"):
                continue
            target = taken.get(name)
            if target is None and name == "value":
                target = "dose" if about.section == "medications" and "dose" not in entry else _VALUE.get(about.section)
            if target is None or target in fields:
                left.append(cell)
            else:
                fields[target] = cell
        for cell in left:
            chart.left_out(cell, f"an entry of {about.section} has no place for it")
        if about.section == "observations":
            if "value" not in fields:
                lead = entry.get("name") or entry["code"]
                chart.left_out(lead, "the entry is left out: it has no value")
                return
            add_observation(chart, about, fields)
            return
        if not any(name in fields for name in ("status", "onset", "end", "date", "start", "dose", "severity", "stage", "relation")):
            lead = entry.get("name") or entry["code"]
            if "category" not in entry and self.section is None:
                chart.lost(about.section, lead, "the entry is left out: it has no value")
                return
            # It is listed among the patient's conditions (medications …): as in the record, that says that there is one.
            fields = {"status": replace(lead, cell="yes", style=Style()), **fields}
        add_fact(chart, about, fields, record_words=True)

    def _section(self, chart: Chart, entry: Mapping[str, Filled]) -> str | None:
        category = entry.get("category")
        if category is not None:
            known = spellings("category").get(fold_name(category.text))
            if known is None:
                chart.left_out(category, f"expected one of {', '.join(_TAKEN)}")
            return known
        if self.section is not None:
            return self.section
        name = entry.get("name")
        subject = subject_of(name.text) if name is not None else None
        if subject is not None:
            return subject.section
        lead = name or entry.get("code") or next(iter(entry.values()))
        coded = _code(entry)
        if coded is not None and coded.system == "http://loinc.org":
            return "observations"
        if coded is not None and coded.system == _ICD10CM:
            return "conditions"
        why = unknown_name(name.text) if name is not None else "the row names nothing"
        chart.left_out(lead, f"the entry is left out: {why}; a category column would tell what kind of entry it is")
        return None

    def _person(self, chart: Chart, found: Mapping[str, Filled]) -> None:
        for name in _PERSON:
            if name in found:
                _say(chart, name, found[name])

    def _cell(self, row: int, cells: Sequence[Cell], column: Column) -> Filled | None:
        cell, style = cells[column.index], self.styles[column.index]
        if column.meaning is not None and column.meaning.field in ("status", "value") and not is_blank(cell):
            return Filled(cell, row, column.header, style)  # "n/a" is an answer here: without it the entry would count as present
        return filled(cell, row, column.header, style)


def _demographic(chart: Chart, entry: Mapping[str, Filled]) -> None:
    """A row such as "patient, sex, female"."""
    name, value = entry.get("name"), entry.get("value") or entry.get("date")
    field = spellings("patient").get(fold_name(name.text)) if name is not None else None
    if field not in _PERSON or value is None:
        chart.left_out(name or next(iter(entry.values())), f"expected one of {', '.join(_PERSON)}, with a value")
        return
    _say(chart, field, value)


def _say(chart: Chart, field: str, cell: Filled) -> None:
    """Puts what a row says of the person into the chart. Rows that differ leave it unknown."""
    before = chart.person.pop(field, None)
    read_person(chart, [(field, cell)])
    if before is None or field in chart.disputed:
        if field in chart.disputed:
            chart.person.pop(field, None)
        return
    after = chart.person.get(field, before)
    if after == before:
        chart.person[field] = before
        return
    del chart.person[field]
    chart.disputed.add(field)
    chart.left_out(cell, f"another row of the patient says {before}: which is right is not known, so neither is read")


def _about(chart: Chart, section: str, entry: Mapping[str, Filled]) -> Meaning | None:
    name, code = entry.get("name"), _code(entry)
    if "code" in entry and code is None:
        chart.left_out(entry["code"], "a code without its system: expected a system column, or LOINC or ICD-10 in the header")
    if name is None and code is None:
        chart.left_out(next(iter(entry.values())), "the entry is left out: nothing says what it is about")
        return None
    subject = subject_of(name.text, None, section) if name is not None else None
    if name is not None and subject is None and code is None:
        chart.changed(name, f"kept as written: {unknown_name(name.text)}")
    definition = find_observation(name.text) if name is not None and section == "observations" else None
    if code is not None and section == "observations" and code.system == "http://loinc.org":
        definition = find_by_loinc(code.code) or definition
    codes = subject.codes if subject is not None and code is None else (code,) if code is not None else ()
    named = None if subject is not None and subject.codes else name.text if name is not None else None
    return Meaning(section, "value", named, codes, subject.key if subject is not None else "", definition)


def _code(entry: Mapping[str, Filled]) -> Code | None:
    code, system = entry.get("code"), entry.get("system")
    if code is None:
        return None
    if system is not None:
        return Code(system=canonical_system(system.text), code=code.text)
    header = fold_name(code.column)
    if "loinc" in header:
        return Code(system="http://loinc.org", code=code.text)
    if "icd" in header and "10" in header:
        return Code(system=_ICD10CM, code=code.text)
    return None

"""The mapping file: how a spreadsheet is to be understood where its headers do not say it (docs/spreadsheets.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Self, cast

from pydantic import BeforeValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from eligibility.errors import Diagnostic, PatientError
from eligibility.model import Model
from eligibility.patient.dates import PartialDate
from eligibility.patient.mistakes import diagnostics_of
from eligibility.patient.record import Code, Section, Text
from eligibility.patient.sheets.cells import DayOrder, Decimal
from eligibility.patient.sheets.words import Word
from eligibility.reference.settings_files import read_settings

CODE = "E311"
ENCODINGS = ("utf-8", "utf-16", "cp1250", "cp1251", "cp1252", "cp1253", "iso-8859-1", "iso-8859-2", "iso-8859-15", "mac-roman",
             "shift_jis", "gb18030", "big5", "euc-kr")  # fmt: skip

ColumnSection = Literal[
    "patient", "observations", "conditions", "procedures", "medications", "allergies", "family_history", "row", "ignore"
]

# The fields that a column may fill, by section; the first is what a column holds that says no field.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "patient": ("id", "sex", "birth_date", "age", "observation_date"),
    "observations": ("value", "times_uln", "comparator", "unit", "date", "since", "low", "high"),
    "conditions": ("status", "history", "onset", "end", "severity", "stage", "site", "due_to", "names"),
    "procedures": ("status", "history", "date", "start", "end", "site", "names"),
    "medications": ("status", "history", "start", "end", "dose", "dose_unit", "route", "indication", "names"),
    "allergies": ("status", "severity", "names"),
    "family_history": ("status", "relation"),
    # The columns of a long sheet, whose rows say what they are about.
    "row": (
        "patient_id", "sex", "birth_date", "age", "category", "name", "code", "system", "value", "comparator", "unit", "date", "low",
        "high", "status", "onset", "start", "end", "since", "severity", "stage", "site", "due_to", "dose", "dose_unit", "route",
        "indication", "relation",
    ),
}  # fmt: skip
_NAMED = frozenset(FIELDS) - {"patient", "row"}


def _single(value: object) -> object:
    """TOML has dates of its own."""
    return value.isoformat() if hasattr(value, "isoformat") else value


Day = Annotated[PartialDate, BeforeValidator(_single)]


class ColumnMapping(Model):
    """What one column holds. `section` is a section of the record, "patient", "row" (in a long sheet) or "ignore".

    `field` is what it holds of the entry (`value`, `unit`, `onset` …), by default the value or the status. `label` tells apart several
    columns about the same thing, and joins a value with its own date. `words` say what entries of its cells mean ("1" = "yes").
    """

    section: ColumnSection
    name: Text | None = None
    codes: tuple[Code, ...] = ()
    field: str | None = None
    unit: Text | None = None
    date: Day | None = None
    label: Text | None = None
    dates: DayOrder | None = None
    decimal: Decimal | None = None
    words: Mapping[str, Word] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.section == "ignore":
            return self
        fields = FIELDS[self.section]
        if self.field is not None and self.field not in fields:
            close = get_close_matches(self.field, fields, n=1, cutoff=0.5)
            expected = f"a field of {self.section} ({', '.join(fields)}){f', perhaps {close[0]!r}' if close else ''}"
            raise PydanticCustomError("field", "expected {expected}", {"expected": expected, "field": "field"})
        if self.field is None and self.section in ("patient", "row"):
            expected = f"a field of {self.section} ({', '.join(fields)})"
            raise PydanticCustomError("field", "expected {expected}", {"expected": expected, "field": "field"})
        if self.section in _NAMED and self.field != "names" and self.name is None and not self.codes:
            raise PydanticCustomError("name", "expected {expected}", {"expected": "a name, or codes", "field": "name"})
        return self


class TableMapping(Model):
    """How a spreadsheet is to be understood. What is not said here is taken from the file itself, where it is plain.

    `header_row` counts from 1. `dates`: which comes first in dates such as 03/04/2020. `date`: when everything was observed that has no
    date of its own. `section`: what the rows of a long sheet are that has no such column. `complete`: sections in which the sheet lists
    everything. `words`: what entries of cells mean, in all columns that hold words.
    """

    layout: Literal["wide", "long"] | None = None
    sheet: Text | None = None
    header_row: int | None = Field(default=None, ge=1, le=1000)
    delimiter: Literal[",", ";", "\t", "|"] | None = None
    encoding: Text | None = None
    decimal: Decimal | None = None
    thousands: Literal[",", ".", " ", "'"] | None = None
    dates: DayOrder | None = None
    date: Day | None = None
    section: Literal["observations"] | Section | None = None
    complete: tuple[Section, ...] = ()
    words: Mapping[str, Word] = Field(default_factory=dict)
    columns: Mapping[str, ColumnMapping] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_clear(self) -> Self:
        if self.decimal is not None and self.decimal == self.thousands:
            raise PydanticCustomError("thousands", "{expected}", {"expected": "another mark than the decimal one", "field": "thousands"})
        if self.encoding is not None and self.encoding.casefold() not in ENCODINGS:
            expected = f"one of {', '.join(ENCODINGS)}"
            raise PydanticCustomError("encoding", "expected {expected}", {"expected": expected, "field": "encoding"})
        return self


MappingSource = TableMapping | Mapping[str, Any] | str | Path


def read_mapping(source: MappingSource | None) -> TableMapping:
    """A mapping from a TOML or JSON file, an object, or as it is. Raises PatientError, which lists everything that is wrong."""
    given = cast(object, source)
    if given is None:
        return TableMapping()
    if isinstance(given, TableMapping):
        return given
    if isinstance(given, str | Path):
        return _validated(read_settings(Path(given), "mapping", CODE, PatientError), str(given))
    if isinstance(given, Mapping):
        return _validated(dict(given), "mapping")
    raise PatientError(Diagnostic(CODE, f"mapping: expected a file (.toml or .json) or an object, found {given!r:.60}"))


def _validated(content: object, origin: str) -> TableMapping:
    if not isinstance(content, dict):
        raise PatientError(Diagnostic(CODE, f"{origin}: expected an object with columns, found {type(content).__name__}"))
    try:
        return TableMapping.model_validate(content)
    except ValidationError as error:
        raise PatientError(*(_recoded(each) for each in diagnostics_of(error, TableMapping, origin))) from None


def _recoded(each: Diagnostic) -> Diagnostic:
    return Diagnostic(CODE, each.message, hint=each.hint)


# ------------------------------------------------------------------ writing


def to_toml(mapping: TableMapping, remarks: Mapping[str, str]) -> str:
    """The mapping as TOML, to be corrected by hand. `remarks`: column → why it was not understood, written as a comment."""
    lines = ["# How the spreadsheet is understood. Correct what is wrong; what is left out here is read from the headers.", ""]
    lines += [f"{name} = {_toml(value)}" for name, value in _said(mapping) if name != "columns"]
    for header in dict.fromkeys((*mapping.columns, *remarks)):
        column = mapping.columns.get(header)
        lines.append("")
        if header in remarks:
            lines += [f"# {_one_line(remarks[header])}"]
        if column is None:
            lines += [f"# [columns.{_toml(header)}]", '# section = ""   # or "ignore"', '# name = ""']
            continue
        lines.append(f"[columns.{_toml(header)}]")
        lines += [f"{name} = {_toml(value)}" for name, value in _said(column)]
    return "\n".join(lines) + "\n"


def _said(model: Model) -> Iterator[tuple[str, object]]:
    yield from model.model_dump(mode="json", exclude_defaults=True).items()


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_toml(key)} = {_toml(each)}" for key, each in value.items() if each is not None) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    # TOML's basic strings are JSON's, except that a raw DEL is not allowed.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())

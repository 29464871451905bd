"""The dry run of a spreadsheet: how each column is understood, how many of its cells hold something, how many could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from eligibility.model import Model
from eligibility.patient.reading import ReadingNote
from eligibility.patient.record import Code
from eligibility.patient.sheets.cells import Cell, is_blank
from eligibility.patient.sheets.columns import Column, Meaning
from eligibility.patient.sheets.mapping import ColumnMapping, TableMapping, to_toml
from eligibility.patient.sheets.remarks import Remark
from eligibility.patient.sheets.source import letter

_EXAMPLES = 3


class Unread(Model):
    """Cells of a column that met the same fate: how many, and the first of them as (row, what stands there)."""

    kind: Literal["left_out", "changed"]
    why: str
    count: int
    examples: tuple[tuple[int, str], ...]


class ColumnCheck(Model):
    """One column of a sheet. `section` is None where it is not understood; `why` then says so, and `suggestions` look like its header.

    `concept` is the vocabulary's name of what it is about; None if that is not known. `filled` counts cells that hold anything.
    """

    letter: str
    header: str
    section: str | None = None
    field: str | None = None
    name: str | None = None
    codes: tuple[Code, ...] = ()
    concept: str | None = None
    unit: str | None = None
    date: str | None = None
    by_mapping: bool = False
    why: str | None = None
    suggestions: tuple[str, ...] = ()
    remark: str | None = None
    filled: int = 0
    unread: tuple[Unread, ...] = ()


class TableCheck(Model):
    """What a dry run found. `broken` are rows that make no patient, `notes` is on the whole sheet, `mapping` is how it was understood."""

    path: str
    layout: Literal["wide", "long"]
    sheet: str | None = None
    delimiter: str | None = None
    rows: int
    patients: int
    columns: tuple[ColumnCheck, ...]
    broken: tuple[str, ...] = ()
    broken_count: int = 0
    notes: tuple[ReadingNote, ...] = ()
    mapping: TableMapping

    @property
    def not_understood(self) -> tuple[ColumnCheck, ...]:
        """The columns whose cells are in no record."""
        return tuple(column for column in self.columns if column.section is None)

    def mapping_toml(self) -> str:
        """The mapping as TOML, with everything as it was understood, to be corrected by hand."""
        remarks = {c.header: _not_read(c) for c in self.not_understood if c.header}
        return to_toml(self.mapping, remarks)


def _not_read(column: ColumnCheck) -> str:
    near = f"; perhaps {' or '.join(map(repr, column.suggestions))}" if column.suggestions else ""
    return f"not understood: {column.why}{near}"


@dataclass(slots=True)
class Tally:
    """Counts what a reading meets."""

    width: int
    rows: int = 0
    patients: int = 0
    filled: list[int] = field(default_factory=list)
    fates: dict[tuple[str, Literal["left_out", "changed"], str], tuple[int, list[tuple[int, str]]]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.filled = [0] * self.width

    def count(self, row: Sequence[Cell]) -> None:
        """A row with its cells."""
        self.rows += 1
        for index, cell in enumerate(row):
            if not is_blank(cell):
                self.filled[index] += 1

    def add(self, remarks: Iterable[Remark]) -> None:
        """What befell cells."""
        for remark in remarks:
            key = (remark.column, remark.kind, remark.why)
            number, examples = self.fates.get(key, (0, []))
            if len(examples) < _EXAMPLES:
                examples.append((remark.row, remark.found[:80]))
            self.fates[key] = number + 1, examples

    def checked(self, columns: Iterable[Column]) -> tuple[ColumnCheck, ...]:
        """The columns with what was counted."""
        return tuple(map(self._column, columns))

    def _column(self, column: Column) -> ColumnCheck:
        meaning = column.meaning
        told = {} if meaning is None else {
            "section": meaning.section,
            "field": meaning.field or None,
            "name": meaning.name,
            "codes": meaning.codes,
            "concept": meaning.canonical,
            "unit": meaning.unit,
            "date": meaning.date.text if meaning.date is not None else None,
        }  # fmt: skip
        unread = tuple(
            Unread(kind=kind, why=why, count=number, examples=tuple(examples))
            for (header, kind, why), (number, examples) in self.fates.items()
            if header == column.header and header
        )
        return ColumnCheck(
            letter=letter(column.index),
            header=column.header,
            by_mapping=column.stated,
            why=column.why,
            suggestions=column.suggestions,
            remark=column.remark,
            filled=self.filled[column.index],
            unread=unread,
            **told,
        )


def as_understood(given: TableMapping, columns: Iterable[Column], **found: str | None) -> TableMapping:
    """The mapping that says of every column what was understood; `found` are layout, sheet and delimiter."""
    said = {c.header: _stated(given, c) for c in columns if c.meaning is not None and c.header}
    return given.model_copy(update={"columns": said, **{name: value for name, value in found.items() if value is not None}})


def _stated(given: TableMapping, column: Column) -> ColumnMapping:
    meaning = column.meaning
    assert meaning is not None
    said = given.columns.get(column.header)
    return said if said is not None else _as_mapping(meaning)


def _as_mapping(meaning: Meaning) -> ColumnMapping:
    return ColumnMapping(
        section=meaning.section,
        field=meaning.field or None,
        name=meaning.name,
        codes=meaning.codes,
        unit=meaning.unit,
        date=meaning.date,
        dates=meaning.days,
        decimal=meaning.decimal,
        label=meaning.label or None,
        words=meaning.words,
    )

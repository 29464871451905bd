"""The record of one patient as it is being read from rows: cells in, entries and remarks out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from eligibility.errors import PatientError
from eligibility.patient.dates import PartialDate
from eligibility.patient.mistakes import diagnostics_of
from eligibility.patient.record import (
    SECTION_OF,
    Item,
    Patient,
    Section,
)
from eligibility.patient.sheets.cells import Cell, Style, check_error, is_blank, shown, word
from eligibility.patient.sheets.remarks import Remark
from eligibility.patient.sheets.words import Word


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell that holds something, with its column's header and style."""

    cell: Cell
    row: int
    column: str
    style: Style
    unit: str | None = None

    @property
    def text(self) -> str:
        """The cell as text."""
        return shown(self.cell)

    def word(self) -> Word | None:
        """What it says, if it is one of the known words. Raises CellError for an error of the spreadsheet."""
        check_error(self.cell)
        return word(self.cell, self.style)


def filled(cell: Cell, row: int, column: str, style: Style, unit: str | None = None) -> Filled | None:
    """The cell if it holds anything; words for an empty cell are none."""
    if is_blank(cell) or word(cell, style) == "blank":
        return None
    return Filled(cell, row, column, style, unit)


@dataclass(slots=True)
class Chart:
    """What is known of one patient so far. `day`: when everything was observed that has no date of its own."""

    day: PartialDate | None = None
    remarks: list[Remark] = field(default_factory=list)
    entries: dict[str, list[Item]] = field(default_factory=lambda: {section: [] for section in SECTION_OF.values()})
    broken: set[str] = field(default_factory=set)
    present: set[tuple[str, str]] = field(default_factory=set)  # (section, key) of what the patient has or had
    person: dict[str, Any] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)  # of the person: fields of which rows say different things

    def left_out(self, cell: Filled, why: str) -> None:
        """Notes that the record lacks what a cell says."""
        self._remark("left_out", cell, why)

    def changed(self, cell: Filled, why: str) -> None:
        """Notes that the record holds what a cell says in another form."""
        self._remark("changed", cell, why)

    def _remark(self, kind: Literal["left_out", "changed"], cell: Filled, why: str) -> None:
        self.remarks.append(Remark(kind, cell.row, cell.column, cell.text, why))

    def lost(self, section: str, cell: Filled, why: str) -> None:
        """Notes that a whole entry is left out: its section is not complete, whatever the mapping says."""
        self.left_out(cell, why)
        self.broken.add(section)

    def add(self, cell: Filled, model: type[Item], fields: Mapping[str, Any]) -> None:
        """Adds an entry. One that makes no sense is left out, and noted with what was expected."""
        try:
            item = model(**{name: value for name, value in fields.items() if value not in (None, ())})
        except ValidationError as error:
            told = next(diagnostics_of(error, model, None))
            self.lost(SECTION_OF[model], cell, f"the entry is left out: {told.message}")
            return
        self.entries[SECTION_OF[model]].append(item)

    def patient(self, place: str, complete: tuple[Section, ...]) -> Patient:
        """The finished record. Raises PatientError where the whole makes no sense, such as a date before the birth."""
        closed = tuple(section for section in complete if section not in self.broken)
        try:
            return Patient(**self.person, complete=closed, **{name: tuple(items) for name, items in self.entries.items()})
        except ValidationError as error:
            raise PatientError(*diagnostics_of(error, Patient, place)) from None


def says_nothing(cell: Filled, chart: Chart, *, dash: bool = True) -> bool:
    """Whether a cell says that nothing is known, which is noted; a dash is an empty cell where it cannot be a result."""
    said = cell.word()
    if said in ("unknown", "blank"):
        chart.left_out(cell, "it says that nothing is known")
        return True
    return said == "dash" and dash

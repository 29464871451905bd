"""Spreadsheets (CSV, TSV, XLSX) → patient records: `read_table` yields a Reading for each patient, `check_table` says how each column is
understood.

One row per patient ("wide") or one row per entry ("long"); docs/spreadsheets.md describes both, and the mapping file that corrects them.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import Self

from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.reading import Reading, ReadingNote
from eligibility.patient.sheets.cells import Cell, is_blank, shown
from eligibility.patient.sheets.chart import Chart
from eligibility.patient.sheets.check import TableCheck, Tally, as_understood
from eligibility.patient.sheets.columns import Column
from eligibility.patient.sheets.long import Long
from eligibility.patient.sheets.mapping import MappingSource, read_mapping
from eligibility.patient.sheets.remarks import Remark
from eligibility.patient.sheets.source import NOT_A_TABLE, Numbered, open_sheet
from eligibility.patient.sheets.spool import spool
from eligibility.patient.sheets.understanding import is_header, remarks_on, styles, understood
from eligibility.patient.sheets.wide import Wide, grouped, persons
from eligibility.reference.overlay import vocabulary_of
from eligibility.reference.value_sets import ValueSetSource, read_value_sets
from eligibility.reference.vocabulary import using

_ABOVE_HEADERS = 4  # rows
_MOST_BROKEN = 20  # messages that a check holds; the others are counted


def read_table(
    path: str | Path, mapping: MappingSource | None = None, sheet: str | None = None, value_sets: ValueSetSource | None = None
) -> TableReadings:
    """The patients of a spreadsheet as native records, each with the notes of its reading.

    `path`: a .csv, .tsv or .xlsx file. `mapping`: how to understand it where its headers do not say it, a TOML or JSON file or an object.
    `sheet`: which sheet of a workbook. `value_sets`: concepts and names of your own, which headers may use too.
    Raises PatientError for what cannot be read at all; and, when its turn comes, for a patient whose row is broken: `next` goes on with the
    next patient after that.
    """
    return TableReadings(Path(path), mapping, sheet, value_sets)


def check_table(
    path: str | Path, mapping: MappingSource | None = None, sheet: str | None = None, value_sets: ValueSetSource | None = None
) -> TableCheck:
    """A dry run: how each column is understood, what it holds, and what could not be read. Raises PatientError as `read_table` does."""
    with TableReadings(Path(path), mapping, sheet, value_sets) as readings:
        while True:
            try:
                if next(readings, None) is None:
                    break
            except PatientError as error:
                if readings.ended:
                    raise
                readings.tally.broken.extend(_without(f"{path}, ", each) for each in error.diagnostics)
        tally, columns = readings.tally, readings.columns
        understood_as = as_understood(readings.mapping, columns, layout=readings.layout, sheet=readings.sheet, delimiter=readings.delimiter)
        return TableCheck(
            path=str(path),
            layout=readings.layout,
            sheet=readings.sheet,
            delimiter=readings.delimiter,
            rows=tally.rows,
            patients=tally.patients,
            columns=tally.checked(columns),
            broken=tuple(tally.broken[:_MOST_BROKEN]),
            broken_count=len(tally.broken),
            notes=readings.notes,
            mapping=understood_as,
        )


def _without(place: str, each: Diagnostic) -> str:
    return f"{each.message.removeprefix(place)}{f' ({each.hint})' if each.hint else ''}"


def read_one_table(
    path: str | Path,
    id: str | None = None,
    mapping: MappingSource | None = None,
    sheet: str | None = None,
    value_sets: ValueSetSource | None = None,
) -> Reading:
    """The Reading of one patient: the one of that id, or the only one of the sheet. Raises PatientError."""
    found: Reading | None = None
    with read_table(path, mapping, sheet, value_sets) as readings:
        while True:
            try:
                reading = next(readings, None)
            except PatientError:
                if id is None or readings.ended:
                    raise
                continue  # another row; that of the patient asked for is missed below
            if reading is None:
                break
            if id is not None and reading.patient.id != id:
                continue
            if found is not None:
                raise PatientError(Diagnostic(NOT_A_TABLE, f"{path}: more than one patient in it", hint="say which by its id"))
            found = reading
            if id is not None:
                readings.check_once(id)
                break
        if found is None:
            what = f"no patient {id!r:.60} that can be read" if id is not None else "no patient in it"
            raise PatientError(Diagnostic(NOT_A_TABLE, f"{path}: {what}"))
        return found.model_copy(update={"notes": (*readings.notes, *found.notes)})


class TableReadings(Iterator[Reading]):
    """The readings of a spreadsheet.

    `layout` and `columns` are how it is understood, `notes` is on the sheet as a whole: the columns that are not read. In a long sheet a
    patient's rows need not be together; they are gathered in a temporary file before the first patient comes. `ended`: an error was of the
    file itself, which cannot be read on.
    """

    def __init__(
        self, path: Path, mapping: MappingSource | None = None, sheet: str | None = None, value_sets: ValueSetSource | None = None
    ) -> None:
        self.path = path
        self.mapping = read_mapping(mapping)
        self._vocabulary = vocabulary_of(read_value_sets(value_sets)) if value_sets is not None else None
        self._closing = ExitStack()
        weakref.finalize(self, self._closing.close)  # for who takes a few patients and forgets the rest
        self._sheet = self._closing.enter_context(open_sheet(path, self.mapping, sheet))
        try:
            with using(self._vocabulary):
                self.layout, self.columns = understood(self._sheet.header, self.mapping)
            self.groups = grouped(self.columns)
            self._persons = list(persons(self.columns))
            with using(self._vocabulary):
                self._check_columns()
        except BaseException:
            self.close()
            raise
        self.delimiter, self.sheet = self._sheet.delimiter, self._sheet.name
        self.tally = Tally(len(self.columns))
        self._styles = styles(self.columns, self.mapping, self._sheet.semicolons)
        self._charts = self._wide() if self.layout == "wide" else self._long()
        self._about: list[ReadingNote] = []
        self.ended = False

    @property
    def notes(self) -> tuple[ReadingNote, ...]:
        """What of the sheet is in no record."""
        unread = (
            ReadingNote(kind="left_out", place=f"column {column.header or column.index + 1}", found="", why=why)
            for column, why in remarks_on(self.columns)
            if column.header or self.tally.filled[column.index]
        )
        warned = (ReadingNote(kind="left_out", place=str(self.path), found="", why=each) for each in self._sheet.warnings)
        return (*warned, *unread, *self._about)

    @property
    def size(self) -> int:
        """The size of the file in bytes; 0 for a workbook, of which it is not known how far it is read."""
        return self._sheet.size

    @property
    def position(self) -> int:
        """How far the file is read, in bytes."""
        return self._sheet.position()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file; done by itself after the last patient."""
        self._closing.close()

    def __next__(self) -> Reading:
        try:
            with using(self._vocabulary):
                made = next(self._charts)
        except StopIteration:
            self.close()
            raise
        except PatientError:
            # The file itself cannot be read on, unlike a row that makes no patient.
            self.ended = True
            self.close()
            raise
        if isinstance(made, PatientError):
            raise made
        chart, place = made
        self.tally.add(chart.remarks)
        patient = chart.patient(place, self.mapping.complete)
        self.tally.patients += 1
        return Reading(patient=patient, notes=tuple(remark.note() for remark in chart.remarks))

    def check_once(self, id: str) -> None:
        """Raises PatientError if another row, of those not taken yet, is of the same patient: which of the two is right is not known."""
        place = next((column.index for name, column in self._persons if name == "id"), None)
        if self.layout == "long" or place is None:
            return  # the rows of a patient are gathered; or a patient is called by the row
        for number, row in self._sheet.rows:
            if len(row) > place and shown(row[place]) == id:
                raise PatientError(_twice(f"{self.path}, row {number}", id, "in an earlier row"))

    def _check_columns(self) -> None:
        understood_here = sum(column.meaning is not None and column.meaning.section != "ignore" for column in self.columns)
        better = self._header_below(understood_here) if self.mapping.header_row is None and not self.mapping.columns else None
        if not understood_here or better is not None:
            shown_headers = ", ".join(repr(c.header) for c in self.columns[:5])
            here = self._sheet.header_row
            what = f"row {better} is more like a header than row {here}" if understood_here else "no column is understood"
            say = f"say in the mapping which row it is: header_row = {better or 3}"
            hint = say if better is not None else f"is row {here} the header? {say}"
            raise PatientError(Diagnostic(NOT_A_TABLE, f"{self.path}: {what} ({shown_headers})", hint=hint))
        if self.layout == "long":
            fields = {c.meaning.field for c in self.columns if c.meaning is not None}
            if "patient_id" not in fields or not fields & {"name", "code"}:
                message = f"{self.path}: a sheet with one row per entry needs a column with the patient's id, and one with a name or a code"
                raise PatientError(Diagnostic(NOT_A_TABLE, message, hint='say which in the mapping: section = "row", field = "patient_id"'))

    def _header_below(self, understood_here: int) -> int | None:
        """The row under the header that is more like one, if there is: sheets have titles, and groups of columns, above their headers."""
        below = list(islice(self._sheet.rows, _ABOVE_HEADERS))
        self._sheet.rows = chain(below, self._sheet.rows)
        likely = [(sum(is_header(cell) for cell in row), number) for number, row in below]
        most = max((count for count, _ in likely), default=0)
        return next(number for count, number in likely if count == most) if most > understood_here else None

    # ------------------------------------------------------------------ rows

    def _rows(self) -> Iterator[Numbered | PatientError]:
        """The rows, each as wide as the header; one that is not, is an error in place of the row."""
        width, some = len(self.columns), False
        for number, row in self._sheet.rows:
            some = True
            if len(row) > width and isinstance(row, tuple):  # a workbook may have cells anywhere
                self._beside(number, row[width:])
                row = row[:width]
            if len(row) != width:
                self.tally.rows += 1
                message = f"{self.path}, row {number}: {len(row)} cells, but the header has {width}"
                hint = "is a cell with a delimiter or a line break in it not quoted?"
                yield PatientError(Diagnostic("E302", message, hint=hint))
                continue
            self.tally.count(row)
            yield number, row
        if not some:
            raise PatientError(Diagnostic(NOT_A_TABLE, f"{self.path}: there is no row under the header"))

    def _beside(self, number: int, cells: Sequence[Cell]) -> None:
        for cell in cells:
            if not is_blank(cell):
                remark = Remark("left_out", number, "", shown(cell), "the cell is in a column without a header")
                self._about.append(remark.note())

    def _wide(self) -> Iterator[tuple[Chart, str] | PatientError]:
        reader = Wide(self.groups, self._persons, self._styles, self.mapping.date, self.mapping.complete)
        seen: dict[str, int] = {}
        for found in self._rows():
            if isinstance(found, PatientError):
                yield found
                continue
            number, row = found
            chart = reader.chart(number, row)
            place = f"{self.path}, row {number}"
            id = chart.person.setdefault("id", f"row {number}")
            first = seen.setdefault(id, number)
            if first != number:
                yield PatientError(_twice(place, id, f"in row {first}"))
                continue
            yield chart, place

    def _long(self) -> Iterator[tuple[Chart, str] | PatientError]:
        fields = {c.meaning.field: c for c in self.columns if c.meaning is not None and c.meaning.section == "row"}
        reader = Long(fields, self._styles, self.mapping.date, self.mapping.section)
        whose = fields["patient_id"]
        waiting = self._closing.enter_context(spool())
        for found in self._rows():
            if isinstance(found, PatientError):
                yield found
                continue
            number, row = found
            id = shown(row[whose.index])
            if id:
                waiting.put(id, number, row)
            else:
                remark = Remark("left_out", number, whose.header, "", "the row is left out: it does not say whose it is")
                self.tally.add([remark])
                self._about.append(remark.note())
        waiting.finish()
        for id, rows in waiting.patients():
            chart = Chart(self.mapping.date, person={"id": id})
            for number, row in rows:
                reader.add_row(chart, number, row)
            yield chart, f"{self.path}, patient {id}"


def _twice(place: str, id: str, where: str) -> Diagnostic:
    hint = "with one row per patient an id stands once; visits are columns (creatinine 1, creatinine 2), or rows of a long sheet"
    return Diagnostic("E302", f"{place}: the patient {id!r:.60} stands {where} already", hint=hint)


__all__ = ["Column", "TableCheck", "TableReadings", "check_table", "read_one_table", "read_table"]

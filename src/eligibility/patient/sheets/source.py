"""A spreadsheet file → its rows: CSV by the standard library, XLSX by `workbook`. Everything that is wrong with a file is said here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Self

from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.packed import kind_of, open_file, size_of
from eligibility.patient.sheets.cells import Cell, is_blank, shown
from eligibility.patient.sheets.mapping import TableMapping

UNREADABLE, NOT_A_TABLE = "E300", "E310"
SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
_EXCEL = (".xlsx", ".xlsm")
MOST_COLUMNS = 16_384  # what spreadsheet programs can hold
_LONGEST_LINE = 16_000_000  # characters
_SAMPLE = 20  # rows that a delimiter is judged by
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

Numbered = tuple[int, Sequence[Cell]]
"""A row with its number, as a spreadsheet program counts them: from 1, the header included."""


def is_table(path: Path) -> bool:
    """Whether a file is read as a spreadsheet: by its name."""
    return kind_of(path) in SUFFIXES


@dataclass(slots=True)
class Sheet:
    """An opened spreadsheet: its header, and its rows to be taken once. `warnings` are on what of the file is not read."""

    path: Path
    header: list[str]
    header_row: int
    rows: Iterator[Numbered]
    delimiter: str | None = None
    name: str | None = None
    warnings: list[str] = field(default_factory=list)
    closing: ExitStack = field(default_factory=ExitStack)
    size: int = 0
    file: IO[bytes] | None = None

    def position(self) -> int:
        """How many bytes of a text file are read."""
        return self.size if self.file is None or self.file.closed else self.file.tell()

    @property
    def semicolons(self) -> bool:
        """Whether semicolons separate its cells, as where the comma is the decimal mark."""
        return self.delimiter == ";"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.close()


def open_sheet(path: Path, mapping: TableMapping, sheet: str | None = None) -> Sheet:
    """Opens a .csv, .tsv or .xlsx file and reads its header. Raises PatientError."""
    with ExitStack() as stack:
        file = stack.enter_context(open_file(path))
        size = size_of(file)
        start = file.read(8)
        file.seek(0)
        _check_kind(path, start)
        delimiter: str | None = None
        name: str | None = None
        warnings: list[str] = []
        if kind_of(path) in _EXCEL:
            # Imported here: it needs openpyxl, an extra that few programs have.
            from eligibility.patient.sheets.workbook import open_workbook

            workbook = stack.enter_context(open_workbook(path, sheet or mapping.sheet))
            rows, name, warnings = workbook.rows(), workbook.name, workbook.warnings
        else:
            if sheet or mapping.sheet:
                raise _broken(path, f"sheet {sheet or mapping.sheet!r}: a CSV file has no sheets")
            encoding = _encoding(path, start, mapping)
            text = stack.enter_context(io.TextIOWrapper(file, encoding, newline=""))
            delimiter, rows = _csv_rows(path, text, mapping)
        header_row, header = _header(path, rows, mapping.header_row)
        opened = Sheet(path, header, header_row, _aligned(rows, len(header)), delimiter, name, warnings)
        if delimiter is not None:
            opened.size, opened.file = size, file
        opened.closing = stack.pop_all()
        return opened


def _broken(path: Path, message: str, hint: str | None = None) -> PatientError:
    return PatientError(Diagnostic(NOT_A_TABLE, f"{path}: {message}", hint=hint))


def _check_kind(path: Path, start: bytes) -> None:
    """Refuses what is not the kind of file that its name says."""
    excel = kind_of(path) in _EXCEL
    if excel and path.suffix.casefold() not in _EXCEL:
        raise _broken(path, "a workbook inside a gzip file", "unpack it: a workbook is compressed already")
    if not start:
        raise _broken(path, "the file is empty: expected a row of column headers, and a row for each patient or entry")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise _broken(path, "an old Excel workbook (.xls), or one with a password", "save it as .xlsx without a password, or as CSV UTF-8")
    zipped = start.startswith(b"PK\x03\x04")
    if excel and not zipped:
        raise _broken(path, "not an Excel workbook, whatever its name says", "if it is text, name it .csv")
    if zipped and not excel:
        raise _broken(path, "not CSV text: a zip archive, perhaps an Excel workbook", "if it is a workbook, name it .xlsx")


# ------------------------------------------------------------------ CSV


def _encoding(path: Path, start: bytes, mapping: TableMapping) -> str:
    encoding = (mapping.encoding or "utf-8").casefold()
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) and encoding != "utf-16":
        hint = 'save it as "CSV UTF-8", or say encoding = "utf-16" in the mapping'
        raise _broken(path, "UTF-16 text: expected UTF-8", hint)
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _csv_rows(path: Path, file: io.TextIOWrapper, mapping: TableMapping) -> tuple[str, Iterator[Numbered]]:
    text = _lines(path, file)
    sample = list(islice(text, _SAMPLE))
    if sample and sample[0].strip().casefold().startswith("sep=") and len(sample[0].strip()) == 5:
        stated: str | None = sample[0].strip()[4]  # Excel's own way to say it
        sample[0] = "\n"
    else:
        stated = "\t" if kind_of(path) == ".tsv" else None
    chosen = mapping.delimiter or stated
    if chosen is not None and chosen not in _DELIMITERS:
        raise _broken(path, f"the delimiter {chosen!r} is not read: expected a comma, a semicolon, a tab or a bar")
    delimiter = chosen or _delimiter(path, sample)
    return delimiter, _records(path, _chained(sample, text), delimiter)


def _chained(sample: Iterable[str], rest: Iterable[str]) -> Iterator[str]:
    yield from sample
    yield from rest


def _lines(path: Path, file: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a text; each is bounded, and holds no NUL."""
    number = 0
    while True:
        number += 1
        try:
            line = file.readline(_LONGEST_LINE)
        except UnicodeError as error:
            name = "UTF-8" if file.encoding == "utf-8-sig" else file.encoding
            hint = 'save it as "CSV UTF-8", or say its encoding in the mapping: encoding = "cp1252"'
            where = f"near line {number}"
            byte = f", byte {error.object[error.start]:#04x}" if isinstance(error, UnicodeDecodeError) else ""
            raise _broken(path, f"not {name} text ({where}{byte})", hint) from None
        if not line:
            return
        if len(line) >= _LONGEST_LINE:
            raise _broken(path, f"line {number} is longer than {_LONGEST_LINE:,} characters: is this a CSV file?")
        if "\0" in line:
            raise _broken(path, f"line {number} has a NUL character: this is not text, or in another encoding than UTF-8")
        yield line


def _records(path: Path, lines: Iterable[str], delimiter: str) -> Iterator[Numbered]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise _broken(path, f"row {number} (line {reader.line_num}) is not CSV: {_said(error)}") from None
        if row is None:
            return
        yield number, row


def _said(error: csv.Error) -> str:
    text = str(error)
    if "field larger than" in text:
        return f"a cell of more than {csv.field_size_limit():,} characters; is a quotation mark not closed?"
    return "a quotation mark is not closed" if text == "unexpected end of data" else text


def _delimiter(path: Path, sample: Sequence[str]) -> str:
    """The one delimiter that cuts the header into several cells, and the rows into as many."""
    shapes = {delimiter: _shape(sample, delimiter) for delimiter in _DELIMITERS if delimiter != "|"}
    cut = {delimiter: shape for delimiter, shape in shapes.items() if shape and shape[0] > 1}
    if len(cut) > 1:
        even = {delimiter: shape for delimiter, shape in cut.items() if len(shape) > 1 and len(set(shape)) == 1}
        cut = even or cut
    if len(cut) > 1:
        names = " or ".join(_DELIMITERS[delimiter] for delimiter in cut)
        raise _broken(path, f"what separates the cells is not plain: {names}", f"say it in the mapping: delimiter = {next(iter(cut))!r}")
    return next(iter(cut), ",")


def _shape(sample: Sequence[str], delimiter: str) -> list[int]:
    """How many cells each sampled row has; nothing where they are not CSV with that delimiter."""
    try:
        return [len(row) for row in csv.reader(sample, delimiter=delimiter) if any(cell.strip() for cell in row)]
    except csv.Error:
        return []


# ------------------------------------------------------------------ header and rows


def _header(path: Path, rows: Iterator[Numbered], stated: int | None) -> tuple[int, list[str]]:
    for number, row in rows:
        if number == stated or (stated is None and not all(map(is_blank, row))):
            break
    else:
        raise _broken(path, f"there is no row {stated} to be the header" if stated else "there is nothing in it: expected column headers")
    header = [" ".join(shown(cell).split()) for cell in row]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise _broken(path, f"row {number}, the header, is blank", "say in the mapping which row it is: header_row = 3")
    if len(header) > MOST_COLUMNS:
        raise _broken(
            path, f"{len(header):,} columns: at most {MOST_COLUMNS:,} are read", "if each patient is a column, turn the sheet round"
        )
    _check_names(path, header)
    return number, header


def _check_names(path: Path, header: Sequence[str]) -> None:
    first: dict[str, int] = {}
    problems = []
    for index, name in enumerate(header):
        known = first.setdefault(name.casefold(), index)
        if name and known != index:
            where = f"columns {letter(known)} and {letter(index)} have the same header {name!r:.80}"
            problems.append(
                Diagnostic(NOT_A_TABLE, f"{path}: {where}", hint="give them different names, such as 'ALT date' and 'AST date'")
            )
    if problems:
        raise PatientError(*problems[:10])


def _aligned(rows: Iterator[Numbered], width: int) -> Iterator[Numbered]:
    """The rows that say anything, each as wide as the header where only blank cells make the difference."""
    for number, row in rows:
        if all(map(is_blank, row)):
            continue
        if len(row) != width and all(map(is_blank, row[width:])) and (len(row) > width or not isinstance(row, list)):
            row = (*row[:width], *[None] * (width - len(row)))
        yield number, row


def letter(index: int) -> str:
    """The name of a column in a spreadsheet program.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    name, rest = "", index + 1
    while rest:
        rest, part = divmod(rest - 1, 26)
        name = chr(ord("A") + part) + name
    return name

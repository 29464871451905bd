"""An XLSX workbook → the rows of one of its sheets, read as a stream by openpyxl. No other module imports openpyxl."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.sheets.cells import Cell

CODE = "E310"
_LARGEST = 2_000_000_000  # bytes, unpacked: a small archive may hold a file that fills the memory
_PIECE = 1_000_000
_TAG = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"|<f[ >/]')
_LONGEST_TAG = 400
_SHOWN = 3
UNCALCULATED = "#VALUE!"
"""Stands for a formula whose result the file does not have: an error, like those of the spreadsheet itself."""


class Workbook:
    """One sheet of an opened workbook."""

    def __init__(self, name: str, sheet: Any, formulas: Any | None, warnings: list[str]) -> None:
        self.name = name
        self.warnings = warnings
        self._sheet = sheet
        self._formulas = formulas

    def rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        """The rows with their numbers, from 1."""
        written = self._formulas.iter_rows() if self._formulas is not None else None
        for number, row in enumerate(self._sheet.iter_rows(), 1):
            cells = tuple(_value(cell) for cell in row)
            if written is not None:
                cells = tuple(
                    UNCALCULATED if cell is None and formula.data_type == "f" else cell
                    for cell, formula in zip(cells, next(written), strict=True)
                )
            yield number, cells


@contextmanager
def open_workbook(path: Path, sheet: str | None) -> Iterator[Workbook]:
    """The sheet of that name, or the only one. Raises PatientError."""
    load = _openpyxl(path)
    _check_size(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on what it cannot keep when it saves a file; nothing is saved here
        book = _loaded(load, path, data_only=True)
        try:
            name = _chosen(path, book, sheet)
            merged, has_formulas = _scan(path, _part(book, name))
            told = [f"merged cells ({', '.join(merged[:_SHOWN])}{' …' if len(merged) > _SHOWN else ''}): only the first of them holds "
                    "the value, the others are read as blank"] if merged else []  # fmt: skip
            formulas = _loaded(load, path, data_only=False) if has_formulas else None
            try:
                for each in (book, formulas):
                    if each is not None:
                        each[name].reset_dimensions()  # what a file says of its size may be wrong
                yield Workbook(name, book[name], formulas[name] if formulas is not None else None, told)
            finally:
                if formulas is not None:
                    formulas.close()
        finally:
            book.close()


def _openpyxl(path: Path) -> Any:
    try:
        # Imported here: an extra, and slow to import.
        from openpyxl import load_workbook  # type: ignore[import-untyped]
    except ImportError:
        message = f"{path}: reading Excel workbooks needs openpyxl"
        raise PatientError(Diagnostic(CODE, message, hint="pip install 'eligibility[xlsx]', or save the sheet as CSV UTF-8")) from None
    return load_workbook


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        raise _broken(path, "not an Excel workbook: the file is damaged") from None
    if size > _LARGEST:
        raise _broken(path, f"the workbook is larger than {_LARGEST // 1_000_000_000} GB unpacked", "save the sheet as CSV UTF-8")


def _broken(path: Path, message: str, hint: str | None = None) -> PatientError:
    return PatientError(Diagnostic(CODE, f"{path}: {message}", hint=hint))


def _loaded(load: Any, path: Path, *, data_only: bool) -> Any:
    try:
        return load(path, read_only=True, data_only=data_only, keep_links=False)
    except Exception as error:  # whatever a damaged archive makes of the parsers inside
        raise _broken(path, f"not an Excel workbook that can be read ({type(error).__name__})") from None


def _chosen(path: Path, book: Any, sheet: str | None) -> str:
    names = [each.title for each in book.worksheets]
    listed = ", ".join(map(repr, names[:10]))
    if sheet is not None:
        found: str | None = next((n for n in names if n == sheet), None) or next(
            (n for n in names if n.casefold() == sheet.casefold()), None
        )
        if found is None:
            raise _broken(path, f"there is no sheet {sheet!r:.60}", f"the sheets are {listed}")
        return found
    if len(names) != 1:
        raise _broken(path, f"{len(names)} sheets: {listed}", "say which: --sheet NAME, or sheet = in the mapping")
    return str(names[0])


def _part(book: Any, name: str) -> str:
    return str(book[name]._worksheet_path)


def _scan(path: Path, part: str) -> tuple[list[str], bool]:
    """The merged cells of a sheet, and whether it has formulas: a stream of rows tells neither."""
    merged: list[str] = []
    formulas = False
    with zipfile.ZipFile(path) as archive, archive.open(part) as file:
        rest = b""
        while piece := file.read(_PIECE):
            text = rest + piece
            end = 0
            for found in _TAG.finditer(text):
                end = found.end()
                if found[1]:
                    merged.append(found[1].decode())
                formulas = formulas or not found[1]
            rest = text[max(end, len(text) - _LONGEST_TAG) :]
    return merged, formulas


def _value(cell: Any) -> Cell:
    value = cell.value
    match value:
        case None | bool() | str():
            return value
        case int() | float():
            if "%" in (cell.number_format or ""):
                # Shown as 35 %, held as 0.35.
                return f"{Decimal(repr(value)) * 100:f} %"
            return float(value)
        case datetime() | date():
            return value
        case time() | timedelta():
            return str(value)
    return str(value)

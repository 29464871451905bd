"""What a cell says: numbers, days and words, each in the forms that can be meant in only one way. What is malformed is never guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from eligibility.patient.dates import PartialDate
from eligibility.patient.sheets.words import Word, word_in

Cell = str | float | bool | date | None
"""A cell as its file holds it; CSV has only text."""

DayOrder = Literal["DMY", "MDY"]
Decimal = Literal[".", ","]


class CellError(Exception):
    """A cell that cannot be read; `why` says what was expected and what to do."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Style:
    """How the cells of a column are written. `semicolons`: the file separates its cells by semicolons, as where the comma is decimal."""

    decimal: Decimal | None = None
    thousands: str | None = None
    days: DayOrder | None = None
    semicolons: bool = False
    words: Mapping[str, Word] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what stands around it: "< 5 mg/dL"."""

    value: float
    comparator: str | None = None
    unit: str | None = None


def shown(cell: Cell) -> str:
    """A cell as text, without the ".0" of a whole number."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else ""


def word(cell: Cell, style: Style) -> Word | None:
    """What a cell says, by the mapping's words and then by the table; None for anything else."""
    text = shown(cell)
    return style.words.get(text.casefold()) or word_in(text)


def is_blank(cell: Cell) -> bool:
    """Whether nothing at all is written."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def check_error(cell: Cell) -> None:
    """Raises CellError for a spreadsheet's own error value."""
    if isinstance(cell, str) and cell.strip().upper() in _ERRORS:
        raise CellError("an error of the spreadsheet, not a value")


_ERRORS = frozenset({"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA", "#FIELD!"})

# ------------------------------------------------------------------ numbers

_COMPARATORS = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "=<": "<=", "=>": ">="}
_MEASURED = re.compile(
    r"(?P<sign><=|>=|=<|=>|[<>≤≥])?\s*(?P<number>[+-]?\d[\d.,'’]*(?:[eE][+-]?\d{1,3}(?![\d/]))?)\s*(?P<unit>\D.*)?", re.DOTALL
)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_SAY = 'say it in the mapping: decimal = "," or "."'


def read_number(cell: Cell, style: Style) -> Number:
    """A number, with a comparator before it and a unit behind it if they are written. Raises CellError."""
    if isinstance(cell, float) and not isinstance(cell, bool):
        if not math.isfinite(cell):
            raise CellError("expected a finite number")
        return Number(cell)
    if isinstance(cell, date):
        raise CellError("expected a number, found a date: spreadsheets turn entries such as 1.5 or 3-4 into dates")
    text = " ".join(shown(cell).replace("−", "-").split())
    if style.thousands == " " and re.match(r"[<>≤≥=+\- ]*\d{1,3} ", text):
        text = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)
    found = _MEASURED.fullmatch(text) if not isinstance(cell, bool) else None
    if found is None:
        raise CellError("expected a number")
    sign = found["sign"]
    value = float(_plain(found["number"].rstrip(".,"), style))
    if not math.isfinite(value):
        raise CellError("expected a finite number")
    return Number(value, _COMPARATORS[sign] if sign else None, found["unit"])


def _plain(text: str, style: Style) -> str:
    """The number with a decimal point and no thousands separators. Raises CellError where it may be two numbers."""
    if style.thousands is not None:
        grouped = re.fullmatch(rf"[+-]?\d{{1,3}}(?:{re.escape(style.thousands)}\d{{3}})+(?!\d).*", text)
        text = text.replace(style.thousands, "") if grouped else text
    if "'" in text or "’" in text or (style.thousands is not None and style.thousands in text):
        raise CellError("expected a number; thousands separators are read only as the mapping states them")
    if style.decimal is not None:
        other = "." if style.decimal == "," else ","
        if other in text or text.count(style.decimal) > 1:
            raise CellError(f"expected a number with {style.decimal!r} as its decimal mark and no other")
        return text.replace(style.decimal, ".")
    if "," not in text and "." not in text:
        return text
    if text.count(",") + text.count(".") > 1:
        # "1.234,5": the last mark is the decimal one; "1.234.567" has none.
        last = max(",.", key=text.rfind)
        mark = last if text.count(last) == 1 else "," if last == "." else "."
        other = "." if mark == "," else ","
        raise CellError(
            f'expected a number with one decimal mark; for thousands, say decimal = "{mark}" and thousands = "{other}" in the mapping'
        )
    if style.semicolons:
        if _GROUPED.fullmatch(text):
            raise CellError(f"expected a number: it may be a fraction, or thousands with a separator; {_SAY}")
        return text.replace(",", ".")
    if "," in text:
        raise CellError(f"expected a number with a decimal point; {_SAY}")
    return text


# ------------------------------------------------------------------ days

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september",
         "oct october", "nov november", "dec december"), 1
    )
    for name in names.split()
}  # fmt: skip
_CLOCK = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp][Mm])?)?"
_NUMERIC = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}){_CLOCK}")
_YEAR_FIRST = re.compile(rf"(\d{{4}})([./])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_NAMED = re.compile(r"(?:(\d{1,2})[. -]{1,2})?([A-Za-z]{3,9})\.?[, -]{1,2}(\d{4})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")
_DAY = "a date such as 2019-03-01, 2019-03 or 2019"


def read_day(cell: Cell, style: Style) -> PartialDate:
    """A date, possibly partial, in a form that has one meaning. Raises CellError."""
    if isinstance(cell, date):
        return PartialDate.read(cell)
    text = " ".join(shown(cell).split())
    if isinstance(cell, float | bool) and not re.fullmatch(r"(?:19|20)\d\d(?:\d{4})?", text):
        raise CellError(f"expected {_DAY}, found a number: format the column as dates")
    try:
        return _day(text, style.days)
    except ValueError as error:
        if str(error).startswith("there is no date"):
            raise CellError("expected a date of the calendar") from None
        raise CellError(str(error) if isinstance(error, _AmbiguousDayError) else f"expected {_DAY}") from None


class _AmbiguousDayError(ValueError):
    """A day that may be two days."""


def _day(text: str, order: DayOrder | None) -> PartialDate:
    if found := _NUMERIC.fullmatch(text):
        return _numeric(int(found[1]), int(found[3]), int(found[4]), order)
    if found := _YEAR_FIRST.fullmatch(text):
        return _made(int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.fullmatch(text):
        return _made(int(found[1]), int(found[2]), int(found[3]))
    if (found := _NAMED.fullmatch(text)) and (month := _MONTHS.get(found[2].casefold())):
        return _made(int(found[3]), month, int(found[1]) if found[1] else None)
    if (found := _NAMED_FIRST.fullmatch(text)) and (month := _MONTHS.get(found[1].casefold())):
        return _made(int(found[3]), month, int(found[2]))
    return PartialDate.read(text)


def _numeric(one: int, two: int, year: int, order: DayOrder | None) -> PartialDate:
    if order is None and one != two and one <= 12 and two <= 12:
        raise _AmbiguousDayError(f'expected {_DAY}; this may be two days: say in the mapping which comes first, dates = "DMY" or "MDY"')
    day, month = (one, two) if order == "DMY" or (order is None and one > 12) else (two, one)
    return _made(year, month, day)


def _made(year: int, month: int, day: int | None) -> PartialDate:
    return PartialDate.read(f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else ""))


def folded_words(words: Mapping[str, Word]) -> dict[str, Word]:
    """The mapping's words as `word` looks them up."""
    return {" ".join(text.split()).casefold(): meaning for text, meaning in words.items()}

"""What a cell says: numbers, dates and ids out of text, whichever of CSV, Parquet and DuckDB it came from."""

from __future__ import annotations

import math
import re
from datetime import date

_WHOLE = re.compile(r"(-?\d{1,18})(?:\.0*)?")
_DATE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?", re.DOTALL)
# What exports write into an empty cell of a column of numbers or dates.
_EMPTY = frozenset({"", "null", "na", "nan", "none", "nat", "\\n"})
# From this year on a date is a placeholder for "open": vocabularies and warehouses write 2099-12-31 or 9999-12-31.
FAR_FUTURE = 2099


def is_empty(text: str | None) -> bool:
    """Whether a cell holds nothing."""
    return text is None or text.strip().casefold() in _EMPTY


def whole(text: str | None) -> int | None:
    """A whole number, also written "17.0"; None for anything else.

    >>> whole("17"), whole("17.0"), whole("17.5"), whole(None)
    (17, 17, None, None)
    """
    found = _WHOLE.fullmatch(text.strip()) if text is not None else None
    return int(found[1]) if found else None


def number(text: str | None) -> float | None:
    """A finite number; None for anything else.

    >>> number("1.5"), number("1e3"), number("inf"), number("1,5")
    (1.5, 1000.0, None, None)
    """
    if text is None:
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in text else None


def day(text: str | None) -> date | None:
    """A day of the calendar from "2019-03-01", "20190301" or a date with a time, which is cut off; None for anything else.

    >>> day("2019-03-01 08:00:00"), day("20190301"), day("2019-02-30")
    (datetime.date(2019, 3, 1), datetime.date(2019, 3, 1), None)
    """
    found = _DATE.fullmatch(text.strip()) if text is not None else None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None

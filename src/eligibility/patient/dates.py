"""Dates that may be partial, and the calendar arithmetic of windows and ages (contract §5)."""

from __future__ import annotations

import calendar
import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

Unit = Literal["minute", "hour", "day", "week", "month", "year"]

_CLOCK = r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?\s?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_WRITTEN = re.compile(rf"([0-9]{{4}})(?:-([0-9]{{1,2}})(?:-([0-9]{{1,2}})(?:{_CLOCK})?)?)?")
_SCHEMA_DATE = r"\d{4}(-\d{2}(-\d{2}[^/]*)?)?"
_OPEN = ".."
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_MONTHS = {"month": 1, "year": 12}
# A fraction of a month has no length of its own in the calendar: the mean Gregorian month.
_MEAN_MONTH = 30.436875


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month, the year, or between two dates: the closed interval `[first, last]`, and how it was written.

    An interval is written as in ISO 8601-2: "2019-03-01/2019-05", "2019-03/.." (then or later), "../2019" (then or earlier), "../.."
    (any day). Readers of other sources need it: a diagnosis of 2015 whose end nobody recorded.
    """

    first: date
    last: date
    text: str

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def __str__(self) -> str:
        """In words.

        >>> str(PartialDate.read("2019-02")), str(PartialDate.read("2019-02/..")), str(PartialDate.read("../2019"))
        ('2019-02', '2019-02 or later', '2019 or earlier')
        """
        begin, slash, end = self.text.partition("/")
        if not slash:
            return self.text
        if _OPEN in (begin, end):
            return "an unknown day" if begin == end else f"{end} or earlier" if begin == _OPEN else f"{begin} or later"
        return f"between {begin} and {end}"

    @classmethod
    def read(cls, value: object) -> PartialDate:
        """From "2019", "2019-03", "2019-03-01", two of these as an interval ("2019/2019-03", "2019/.."), a datetime (cut to its date) or a
        date object. Raises ValueError for anything else.

        >>> PartialDate.read("2019-02").last
        datetime.date(2019, 2, 28)
        """
        match value:
            case PartialDate():
                return value
            case datetime():
                return cls.of(value.date())
            case date():
                return cls.of(value)
            case str() if "/" in value:
                return cls._interval(value.strip())
            case str():
                return cls._written(value.strip())
            case _:
                raise ValueError(f"{value!r} is not a date")

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """One day."""
        return cls(day, day, day.isoformat())

    @classmethod
    def between(cls, first: date | None, last: date | None) -> PartialDate:
        """Some day from `first` to `last`; None, or the first or last day there is, where nothing limits it.

        >>> PartialDate.between(date(2019, 3, 1), None).text
        '2019-03-01/..'
        """
        if first is not None and first == last:
            return cls.of(first)
        begin, end = (None if day in (date.min, date.max) else day for day in (first, last))
        return cls.read("/".join(day.isoformat() if day is not None else _OPEN for day in (begin, end)))

    @classmethod
    def _interval(cls, text: str) -> PartialDate:
        begin, _, end = (part.strip() for part in text.partition("/"))
        first = cls._written(begin).first if begin != _OPEN else date.min
        last = cls._written(end).last if end != _OPEN else date.max
        if last < first:
            raise ValueError(f"there is no date {text!r}: it ends before it begins")
        return cls(first, last, f"{begin}/{end}")

    @classmethod
    def _written(cls, text: str) -> PartialDate:
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is not a date")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if year == 0 or (month is not None and not 1 <= month <= 12):
            raise ValueError(f"there is no date {text!r}")
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31), text)
        last_day = calendar.monthrange(year, month)[1]
        if day is None:
            return cls(date(year, month, 1), date(year, month, last_day), text)
        if not 1 <= day <= last_day:
            raise ValueError(f"there is no date {text!r}")
        return cls.of(date(year, month, day))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        def validate(value: object) -> PartialDate:
            try:
                return cls.read(value)
            except ValueError as error:
                impossible = "there is no date" in str(error)
                expected = "a date of the calendar" if impossible else 'a date such as "2019-03-01", "2019-03" or "2019"'
                raise PydanticCustomError("date", "expected {expected}", {"expected": expected}) from None

        written = core_schema.plain_serializer_function_ser_schema(_as_written, when_used="json-unless-none")
        return core_schema.no_info_plain_validator_function(validate, serialization=written)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": rf"^({_SCHEMA_DATE}|(\.\.|{_SCHEMA_DATE})/(\.\.|{_SCHEMA_DATE}))$",
            "description": "A date, possibly partial: 2019, 2019-03, 2019-03-01, or between two dates: 2019-03/2019-05, 2019-03/.. (or "
            "later); the time of a datetime is cut off.",
        }


def _as_written(day: PartialDate) -> str:
    return day.text


def add_days(day: date, days: int) -> date:
    """`day` moved by whole days; the ends of the calendar are the limit."""
    ordinal = day.toordinal() + days
    return date.min if ordinal < 1 else date.max if ordinal > date.max.toordinal() else day + timedelta(days)


def add_months(day: date, months: int) -> date:
    """`day` moved by calendar months; a day that the month lacks becomes its last.

    >>> add_months(date(2026, 8, 31), -6)
    datetime.date(2026, 2, 28)
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def moved(day: date, value: float, unit: Unit, sign: Literal[1, -1]) -> tuple[date, date]:
    """`day` plus or minus a length of time: the nearer and the farther day that it may mean.

    They differ only where the length is no whole number of days ("36 hours", "1.5 months"): a record knows days, not hours.
    """
    if not math.isfinite(value) or value > 1e7:
        value = 1e7
    if unit in _DAYS:
        days = round(value * _DAYS[unit], 9)
        return add_days(day, sign * math.floor(days)), add_days(day, sign * math.ceil(days))
    months = round(value * _MONTHS[unit], 9)
    whole = math.floor(months)
    start = add_months(day, sign * whole)
    rest = (months - whole) * _MEAN_MONTH
    return add_days(start, sign * math.floor(rest)), add_days(start, sign * math.ceil(rest))


def completed(birth: date, value: float, unit: Unit) -> date:
    """The first day on which someone born on `birth` is `value` units old."""
    return moved(birth, value, unit, 1)[1]

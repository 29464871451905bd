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
# Two ends of which either may be open: a source may know no more than that ("an age of 45 years", "recorded in 2020, so begun by then").
_BETWEEN = re.compile(r"(\S+) to (\S+)")
_OPEN = re.compile(r"(\S+) or (earlier|later)")
_UNKNOWN = "unknown"
_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_MONTHS = {"month": 1, "year": 12}
# A fraction of a month has no length of its own in the calendar: the mean Gregorian month.
_MEAN_MONTH = 30.436875


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, the month, the year or between limits: the closed interval `[first, last]`, and how it was written."""

    first: date
    last: date
    text: str

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last

    def __str__(self) -> str:
        return self.text

    @classmethod
    def read(cls, value: object) -> PartialDate:
        """From "2019", "2019-03", "2019-03-01", a datetime (cut to its date) or a date object. Raises ValueError for anything else.

        Limits are written "2019-03 to 2020", "2019-03 or earlier", "2019-03 or later", "unknown".

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
            case str():
                text = value.strip()
                return cls._limits(text) if " " in text or text == _UNKNOWN else cls._written(text)
            case _:
                raise ValueError(f"{value!r} is not a date")

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """One day."""
        return cls(day, day, day.isoformat())

    @classmethod
    def between(cls, first: date, last: date) -> PartialDate:
        """Some day from `first` to `last`, both included; `date.min` and `date.max` are open ends. ValueError if `last` comes first.

        >>> str(PartialDate.between(date(2019, 3, 1), date.max)), str(PartialDate.between(date(2019, 3, 1), date(2019, 3, 9)))
        ('2019-03-01 or later', '2019-03-01 to 2019-03-09')
        """
        if first > last:
            raise ValueError(f"there is no date from {first} to {last}")
        match (first == date.min, last == date.max):
            case (True, True):
                return cls(first, last, _UNKNOWN)
            case (True, False):
                return cls(first, last, f"{last} or earlier")
            case (False, True):
                return cls(first, last, f"{first} or later")
            case _:
                return cls.of(first) if first == last else cls(first, last, f"{first} to {last}")

    @classmethod
    def _limits(cls, text: str) -> PartialDate:
        if text == _UNKNOWN:
            return cls.between(date.min, date.max)
        if (both := _BETWEEN.fullmatch(text)) is not None:
            return cls.between(cls._written(both[1]).first, cls._written(both[2]).last)
        if (one := _OPEN.fullmatch(text)) is not None:
            known = cls._written(one[1])
            return cls.between(date.min, known.last) if one[2] == "earlier" else cls.between(known.first, date.max)
        return cls._written(text)  # the clock of a datetime may stand after a space

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

        return core_schema.no_info_plain_validator_function(validate, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": r"^(unknown|\d{4}(-\d{2}(-\d{2}.*)?)?( or (earlier|later)| to \d{4}(-\d{2}(-\d{2})?)?)?)$",
            "description": "A date, possibly partial: 2019, 2019-03, 2019-03-01 (the time of a datetime is cut off); or limits of it: "
            "2019-03 to 2020, 2019-03 or earlier, 2019-03 or later, unknown.",
        }


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

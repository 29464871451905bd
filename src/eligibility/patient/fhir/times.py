"""FHIR dates → days of the record. A datetime is cut to the calendar date as written; what is less sure becomes an interval."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from eligibility.patient.dates import PartialDate, Unit, add_days, moved
from eligibility.patient.fhir.fields import Json, number, obj, text
from eligibility.patient.fhir.place import Place

# UCUM codes of time, and the words that systems write instead.
_UNITS: dict[str, Unit] = {
    "a": "year",
    "yr": "year",
    "yrs": "year",
    "year": "year",
    "years": "year",
    "mo": "month",
    "month": "month",
    "months": "month",
    "wk": "week",
    "week": "week",
    "weeks": "week",
    "d": "day",
    "day": "day",
    "days": "day",
    "h": "hour",
    "min": "minute",
}
_CLOCK = re.compile(r"T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_NOT_A_DATE = "not a date that FHIR or the calendar knows; read as undated"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From a beginning to an end, of which either may be unknown."""

    start: PartialDate | None
    end: PartialDate | None

    def some_day(self) -> PartialDate | None:
        """Some day in it, both ends included."""
        if self.start is None and self.end is None:
            return None
        first = self.start.first if self.start is not None else date.min
        last = self.end.last if self.end is not None else date.max
        return PartialDate.between(first, last) if first <= last else None


@lru_cache(maxsize=20_000)
def _day(written: str) -> PartialDate | None:
    try:
        day = PartialDate.read(written)
    except ValueError:
        return None
    # Intervals ("2019/..") are the record's own, and no dates of FHIR.
    return None if "/" in written else day


def day_in(parent: Json, key: str, place: Place) -> PartialDate | None:
    """A date, dateTime or instant; one that is none is noted, and the entry stays undated."""
    written = text(parent, key)
    if written is None:
        return None
    # The clock is checked apart from the day, since the same days meet again and again.
    day = _day(written[:10] if len(written) > 10 and _CLOCK.fullmatch(written, 10) else written)
    if day is None:
        place.left_out(key, written, _NOT_A_DATE)
    return day


def period(parent: Json, key: str, place: Place) -> Stretch | None:
    """A Period; None where there is none. One that ends before it begins is noted, and left out."""
    found = obj(parent, key)
    if found is None:
        return None
    start, end = day_in(found, "start", place), day_in(found, "end", place)
    if start is not None and end is not None and end.last < start.first:
        place.left_out(key, f"{start} to {end}", "ends before it begins; read as undated")
        return None
    return Stretch(start, end)


def some_day(parent: Json, stem: str, place: Place) -> PartialDate | None:
    """`onset[x]`, `abatement[x]` …: dateTime, Age, Period, Range or string, as the day or interval in which it lies."""
    if (day := day_in(parent, f"{stem}DateTime", place)) is not None:
        return day
    if (stretch := period(parent, f"{stem}Period", place)) is not None:
        return stretch.some_day()
    if (age := obj(parent, f"{stem}Age")) is not None:
        return _at_age(age, age, f"{stem}Age", place)
    if (ages := obj(parent, f"{stem}Range")) is not None:
        low, high = obj(ages, "low"), obj(ages, "high")
        return _at_age(low, high, f"{stem}Range", place)
    if (words := text(parent, f"{stem}String")) is not None:
        day = _day(words)
        if day is None:
            place.left_out(f"{stem}String", words, "words, not a date; read as undated")
        return day
    return None


def _at_age(low: Json | None, high: Json | None, field: str, place: Place) -> PartialDate | None:
    """The days on which somebody of the patient's birth date is so old: a whole-year age lasts a year (contract §5)."""
    if place.birth is None:
        place.left_out(field, low or high, "an age, and the patient has no birth date; read as undated")
        return None
    lengths = [_length(each) for each in (low, high) if each is not None]
    if not lengths or None in lengths:
        place.left_out(field, low or high, "not an age in years, months, weeks or days; read as undated")
        return None
    begin = _length(low) if low is not None else None
    finish = _length(high) if high is not None else None
    first = moved(place.birth.first, *begin, 1)[0] if begin is not None else place.birth.first
    last = add_days(moved(place.birth.last, math.floor(finish[0]) + 1, finish[1], 1)[1], -1) if finish is not None else date.max
    return PartialDate.between(first, last) if first <= last else None


def _length(age: Json | None) -> tuple[float, Unit] | None:
    if age is None:
        return None
    value = number(age, "value")
    unit = _UNITS.get((text(age, "code") or text(age, "unit") or "").casefold())
    return (value, unit) if value is not None and unit is not None and 0 <= value < 2000 and text(age, "comparator") is None else None


def since_then(day: PartialDate | None) -> PartialDate:
    """That day or any later one: the end of what has ended, or may have, without a date."""
    return PartialDate.between(day.first if day is not None else date.min, date.max)


def by_then(day: PartialDate | None) -> PartialDate | None:
    """That day or any earlier one: the beginning of what was going on by then."""
    return PartialDate.between(date.min, day.last) if day is not None else None

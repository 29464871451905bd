"""Observations whose names say of which time they are: "exacerbations in the last 12 months: 3"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, cast

from eligibility.patient.lookups import IndexedPatient
from eligibility.patient.readings import Reading, folded_name, unnamed_key
from eligibility.reference.observations import find_observation
from eligibility.rules.times import Duration, TimeUnit, is_as_long, is_shorter

_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}
_PERIOD = re.compile(
    r"(?P<name>.+?),? (?:in|over|during|within|per|for) (?:the )?(?:last|past|previous|preceding|prior)? ?"
    rf"(?:(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})[ -])?(?P<unit>day|week|month|year)s?",
    re.IGNORECASE,
)


class OfAPeriod(NamedTuple):
    """A reading, what it is of, the key of that name, and the time before its day that it covers."""

    reading: Reading
    name: str
    key: str
    covered: Duration


def covering(length: Duration, told: Iterable[OfAPeriod], on: date) -> list[OfAPeriod]:
    """Those that cover the time of this length before `on`, but for a tenth of it at most: an old count says nothing of the last year."""
    dated = (each for each in told if each.reading.item.date is not None and is_as_long(each.covered, length))
    return [each for each in dated if _is_recent(each.reading, length, on)]


def _is_recent(reading: Reading, length: Duration, on: date) -> bool:
    since = (on - reading.first).days
    return reading.last <= on and is_shorter(Duration(value=10.0 * since, unit="day"), length)


def of_periods(record: IndexedPatient) -> tuple[OfAPeriod, ...]:
    """The readings of names that no table has as a whole, which say a time."""
    found = []
    for reading in record.readings:
        match = _PERIOD.fullmatch(reading.item.name or "") if reading.definition is None else None
        if match is None:
            continue
        number = (match["number"] or "1").casefold()
        known = find_observation(match["name"])
        key = known.id if known is not None else unnamed_key(folded_name(match["name"]))
        covered = Duration(value=float(_NUMBERS.get(number) or number), unit=cast(TimeUnit, match["unit"].casefold()))
        found.append(OfAPeriod(reading, match["name"], key, covered))
    return tuple(found)

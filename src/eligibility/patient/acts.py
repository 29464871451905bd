"""When a procedure was done, of which a source says from when to when: an act lasts hours, a treatment goes on, a device stays."""

from __future__ import annotations

from datetime import date
from typing import Literal

from eligibility.patient.dates import PartialDate
from eligibility.patient.lookups import resolve
from eligibility.patient.record import Code
from eligibility.reference.vocabulary import vocabulary

Sort = Literal["act", "device", "course"]
_OVERNIGHT = 1  # day: an act that began on one day may be over on the next


def sort_of(name: str | None, codes: tuple[Code, ...]) -> Sort | None:
    """What sort of procedure a name or codes mean; None for an unknown one."""
    ids = resolve(name, codes, "procedure")
    concept = vocabulary().concept(ids[0]) if ids else None
    if concept is None or concept.domain != "procedure":
        return None
    return "device" if concept.device else "course" if concept.continuing else "act"


def put_in(start: PartialDate, end: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Start and end of a device whose putting-in took that long; the same day where it lasted for a night at most.

    A longer period may be of the stay in hospital, or of the device: whether it is still there after it is left open.

    >>> [str(day) for day in put_in(PartialDate.read("2020-01-01"), PartialDate.read("2020-01-02"))]
    ['between 2020-01-01 and 2020-01-02', 'between 2020-01-01 and 2020-01-02']
    >>> [str(day) for day in put_in(PartialDate.read("2020-01-01"), PartialDate.read("2020-01-09"))]
    ['2020-01-01', '2020-01-09 or later']
    """
    if (end.last - start.first).days <= _OVERNIGHT:
        day = PartialDate.between(start.first, end.last)
        return day, day
    return start, PartialDate.between(end.first, date.max)

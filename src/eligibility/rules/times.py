"""When a finding counts: windows, durations and tenses, as fields of the rule tree's nodes."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from eligibility.model import Model

Comparator = Literal["<", "<=", ">", ">=", "="]
TimeUnit = Literal["minute", "hour", "day", "week", "month", "year"]
Tense = Literal["present", "ever", "planned"]


class Duration(Model):
    """A length of time as written. Days and weeks count days; months and years go by the calendar."""

    value: float
    unit: TimeUnit


class HalfLives(Model):
    """The other arm of "4 weeks or 5 half-lives, whichever is longer"."""

    count: float
    whichever: Literal["longer", "shorter"] = "longer"


class Window(Model):
    """A stretch of time before (or after) an anchor, both ends included unless it is `open`.

    past: from `anchor` − `start` to `anchor` − `end`; future: from `anchor` to `anchor` + `start`. `start` None reaches back (or on)
    without limit, `end` None is the anchor itself. `open`: the day that its one length reaches to is not inside ("less than 4 weeks
    before", "more than 4 weeks before"). `anchor` is `on`, an anchor of the trial (`screening`, `enrollment`, `randomization`,
    `first dose`, `consent`: all are `on` unless the caller dates them), or the words of some other event, which only the caller can date.
    """

    start: Duration | None = None
    end: Duration | None = None
    open: bool = False
    anchor: str = "on"
    direction: Literal["past", "future"] = "past"
    half_lives: HalfLives | None = None


class Lasting(Model):
    """How long a state must have held: "for more than 6 months", "abstinence < 6 months"."""

    operator: Comparator
    duration: Duration


class Timing(Model):
    """When the finding counts (contract §5).

    `tense` is used where there is no window: `present`, `ever` ("history of", now included), `planned`. `onset`: the onset, not just an
    overlap, must be inside the window ("developed", "diagnosed", "complicated by … within").
    """

    tense: Tense = "present"
    window: Window | None = None
    onset: bool = False
    lasting: Lasting | None = None


NOW = Timing()
EVER = Timing(tense="ever")

_DAYS = {
    "minute": Fraction(1, 1440),
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(30),
    "year": Fraction(365),
}


def is_shorter(one: Duration, other: Duration) -> bool:
    """Whether `one` is certainly shorter than `other`: between units with a tenth to spare, since months differ."""
    short, long = Fraction(one.value) * _DAYS[one.unit], Fraction(other.value) * _DAYS[other.unit]
    return short < long if one.unit == other.unit else short * Fraction(11, 10) < long


def is_as_long(one: Duration, other: Duration) -> bool:
    """Whether two lengths are the same: 12 months are a year, 4 weeks 28 days, and 30 days a month."""
    months = {"month": 1, "year": 12}
    if one.unit in months and other.unit in months:
        return one.value * months[one.unit] == other.value * months[other.unit]
    return Fraction(one.value) * _DAYS[one.unit] == Fraction(other.value) * _DAYS[other.unit]

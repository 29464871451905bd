"""When a finding counts: windows as stretches of days, the course of an entry over time, how long a state has lasted (contract §5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from eligibility.evaluation.evidence import ReasonCode
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth, all_of
from eligibility.patient.dates import PartialDate, add_days, moved
from eligibility.reference.names import fold_name
from eligibility.rules.nodes import Lasting, TimeUnit, Window

TRIAL_ANCHORS = ("screening", "enrollment", "randomization", "first dose", "consent", "baseline")
"""Anchors which are `on` unless the caller dates them."""

_ON = frozenset({"on", *TRIAL_ANCHORS})


@lru_cache(maxsize=1_000)
def anchor_key(name: str) -> str:
    """One spelling for an anchor's name."""
    return fold_name(name)


def anchor_date(name: str, on: date, dated: Mapping[str, date]) -> date | None:
    """The day of an anchor: as the caller dated it, `on` for the trial's own ones, None for an event nobody dated."""
    key = anchor_key(name)
    return dated.get(key) or (on if key in _ON else None)


class Stretch(NamedTuple):
    """A window in days.

    `[first, last]` is certainly inside it (empty if last < first), `[earliest, latest]` possibly; `doubt` says why they differ.
    """

    first: date
    last: date
    earliest: date
    latest: date
    doubt: ReasonCode = "imprecise_date"

    def covers(self, first: date, last: date) -> Truth:
        """Whether a day known to lie in `[first, last]` is inside."""
        if self.first <= first and last <= self.last:
            return TRUE
        return FALSE if last < self.earliest or first > self.latest else UNKNOWN

    def doubt_about(self, first: date, last: date) -> ReasonCode:
        """Why `covers` cannot tell."""
        if first == last or (self.last < self.first and self.doubt != "imprecise_date"):
            return self.doubt
        return "undated" if first == date.min else "imprecise_date"


def up_to(on: date) -> Stretch:
    """Any time up to `on`."""
    return Stretch(date.min, on, date.min, on)


def day_of(on: date) -> Stretch:
    """The day `on` alone."""
    return Stretch(on, on, on, on)


def stretch(window: Window, on: date, anchor: date | None) -> Stretch:
    """The days of a window; what lies after `on` is cut off from a past window, since it is not seen.

    Raises no error: an anchor without a date makes every day possible and none certain.
    """
    if window.direction == "future":
        return _future(window, on, anchor)
    if anchor is None:
        return Stretch(date.max, date.min, date.min, on, "anchor_undated")
    last, latest = _ends(anchor, window)
    first, earliest = _begins(anchor, window)
    doubt: ReasonCode = "imprecise_date"
    if window.half_lives is not None:
        doubt = "half_life_unknown"
        if window.half_lives.whichever == "longer":
            # Without a fixed arm nothing but the window's own end is certain.
            first = last if window.start is None else first
            earliest = date.min
        else:
            first = last
    return Stretch(first, min(last, on), earliest, min(latest, on), doubt)


def _begins(anchor: date, window: Window) -> tuple[date, date]:
    """The first day certainly inside, and the first possibly."""
    if window.start is None:
        return date.min, date.min
    near, far = moved(anchor, window.start.value, window.start.unit, -1)
    if window.open:
        return _day_off(near, far, window.start.unit, 1)
    return near, far


def _ends(anchor: date, window: Window) -> tuple[date, date]:
    """The last day certainly inside, and the last possibly."""
    if window.end is None:
        return anchor, anchor
    near, far = moved(anchor, window.end.value, window.end.unit, -1)
    if window.open:
        return _day_off(far, near, window.end.unit, -1)
    return far, near


def _day_off(certain: date, possible: date, unit: TimeUnit, inwards: Literal[1, -1]) -> tuple[date, date]:
    """The end of an open window: without the day it reaches to, of which a length in hours has some left."""
    whole = certain == possible and unit not in ("hour", "minute")
    return add_days(certain, inwards), add_days(possible, inwards) if whole else possible


def _future(window: Window, on: date, anchor: date | None) -> Stretch:
    if anchor is None:
        return Stretch(date.max, date.min, on, date.max, "anchor_undated")
    if window.half_lives is not None:
        return Stretch(anchor, anchor, anchor, date.max, "half_life_unknown")
    if window.start is None:
        return Stretch(anchor, date.max, anchor, date.max)
    last, latest = moved(anchor, window.start.value, window.start.unit, 1)
    begin = (anchor, anchor) if window.end is None else moved(anchor, window.end.value, window.end.unit, 1)
    return Stretch(begin[1], last, begin[0], latest)


class Course(NamedTuple):
    """When an entry began and ended: each an interval of possible days, `date.min`/`date.max` where nothing limits it.

    `state`: it persists until its end, and stays ended; else it is an event, which says nothing about another one. `ongoing`: it has no end
    so far (only then is an event present with no time word). `dated`: whether the record dates its beginning, and
    its end (as far as it has one).
    """

    began: tuple[date, date]
    ended: tuple[date, date]
    state: bool
    ongoing: bool
    dated: tuple[bool, bool] = (True, True)

    def seen(self, on: date) -> Truth:
        """Whether it had begun by `on`: what is dated later is not seen."""
        return TRUE if self.began[1] <= on else FALSE if self.began[0] > on else UNKNOWN

    def overlaps(self, within: Stretch) -> Truth:
        """Whether some day of the course lies inside the stretch."""
        if self.began[1] <= within.last and self.ended[0] >= within.first and within.first <= within.last:
            return TRUE
        if self.began[0] > within.latest or self.ended[1] < within.earliest:
            return FALSE
        return UNKNOWN

    def doubt(self, within: Stretch, onset: bool = False) -> ReasonCode:
        """Why it is not known whether the course (its beginning, for `onset`) lies inside the stretch."""
        begin_matters = onset or self.began[1] > within.last or self.ended[0] >= within.first
        end_matters = not onset and self.ended[0] < within.first
        lacking = (begin_matters and not self.dated[0]) or (end_matters and not self.dated[1])
        return "undated" if lacking else "imprecise_date"

    def begins_in(self, within: Stretch) -> Truth:
        """Whether the beginning lies inside the stretch."""
        return within.covers(*self.began)


def interval(day: PartialDate | None, otherwise: tuple[date, date]) -> tuple[date, date]:
    """The days a date may mean, or `otherwise` where there is none."""
    return (day.first, day.last) if day is not None else otherwise


def state_course(start: PartialDate | None, end: PartialDate | None, ended: bool, on: date) -> Course:
    """A state from its start until its end; `ended` by its status, with or without a date."""
    if end is not None:
        stop = (end.first, end.last)
    elif ended:
        # It was over when the record was judged: some day before `on`, not before it began.
        yesterday = add_days(on, -1)
        stop = (min(start.first, yesterday) if start else date.min, yesterday)
    else:
        stop = (date.max, date.max)
    # Nothing that goes on now or is over can have begun after `on`, where no date says so.
    began = interval(start, (date.min, min(on, stop[1])))
    return Course(
        began,
        (max(stop[0], began[0]), max(stop[1], began[0])),
        True,
        not ended and end is None,
        (start is not None, end is not None or not ended),
    )


def event_course(start: PartialDate | None, end: PartialDate | None, active: bool, on: date) -> Course:
    """An event at its onset, to its end if that is given."""
    began = interval(start, (date.min, min(on, end.last) if end is not None else on))
    stop = (max(end.first, began[0]), end.last) if end is not None else began
    return Course(began, stop, False, active and end is None, (start is not None, start is not None or end is not None))


class Moment(NamedTuple):
    """Whether an entry counts under a Timing: the truth, why it is unknown, whether a FALSE denies the finding (a state has ended)."""

    truth: Truth
    doubt: ReasonCode = "imprecise_date"
    denies: bool = False


def present(course: Course, on: date) -> Truth:
    """Whether it holds on `on`: a state between its ends; an event while it is active and has no end."""
    if course.state:
        return course.overlaps(day_of(on))
    if not course.ongoing and course.ended[1] <= on:
        return FALSE
    return course.seen(on) if course.ongoing else all_of((course.seen(on), course.overlaps(day_of(on))))


def lasted(course: Course, lasting: Lasting, on: date) -> Truth:
    """Whether it has gone on for a duration, up to `on` or its earlier end."""
    return compare_length(course.began, (min(course.ended[0], on), min(course.ended[1], on)), lasting)


def compare_length(began: tuple[date, date], until: tuple[date, date], lasting: Lasting) -> Truth:
    """Whether the time from `began` to `until` is longer (shorter …) than the duration; both are intervals of possible days."""
    operator: Literal["<", "<=", ">", ">=", "="] = lasting.operator
    _, far_early = moved(until[0], lasting.duration.value, lasting.duration.unit, -1)
    near_late, _ = moved(until[1], lasting.duration.value, lasting.duration.unit, -1)
    # It began before (after) these days for certain, whichever of the possible days are the true ones.
    surely_longer, surely_not_shorter = began[1] < far_early, began[1] <= far_early
    surely_shorter, surely_not_longer = began[0] > near_late, began[0] >= near_late
    match operator:
        case ">":
            return TRUE if surely_longer else FALSE if surely_not_longer else UNKNOWN
        case ">=":
            return TRUE if surely_not_shorter else FALSE if surely_shorter else UNKNOWN
        case "<":
            return TRUE if surely_shorter else FALSE if surely_not_shorter else UNKNOWN
        case "<=":
            return TRUE if surely_not_longer else FALSE if surely_longer else UNKNOWN
        case "=":
            return FALSE if surely_longer or surely_shorter else TRUE if surely_not_shorter and surely_not_longer else UNKNOWN

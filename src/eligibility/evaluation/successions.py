"""Medicines taken one after the other: how long a drug, or one of a class, was taken without a break ("antidepressants for > 3 months")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from eligibility.evaluation.moments import over
from eligibility.evaluation.timing import Course, Moment, Stretch, state_course
from eligibility.logic import UNKNOWN, agreed
from eligibility.patient.dates import add_days
from eligibility.patient.lookups import Entry
from eligibility.patient.record import Medication
from eligibility.rules.nodes import Timing


class Succession(NamedTuple):
    """Entries of which each begins before the one before it has ended, or on the day after, and whether all of it counts."""

    entries: tuple[Entry, ...]
    moment: Moment


class _Run(NamedTuple):
    entries: tuple[Entry, ...]
    course: Course


def successions(entries: Iterable[Entry], timing: Timing, within: Stretch | None, on: date) -> Iterator[Succession]:
    """The runs of several entries, judged as one state each.

    Where the dates leave open whether there was a break between two of them, the truth is that of both readings.
    """
    runs = sorted((_run(e, e.item, on) for e in entries if isinstance(e.item, Medication)), key=lambda r: r.course.began)
    joined, apart = _joined(runs, sure=False), _joined(runs, sure=True)
    for run in joined:
        if len(run.entries) < 2:
            continue
        parts = [r for r in apart if set(r.entries) <= set(run.entries)]
        moments = [over(r.course, timing, within, on) for r in (run, *(p for p in parts if p != run))]
        truth = agreed(m.truth for m in moments)
        if truth is not UNKNOWN:
            yield Succession(run.entries, moments[0])
        else:
            yield Succession(run.entries, Moment(UNKNOWN, next((m.doubt for m in moments if m.truth is UNKNOWN), "imprecise_date")))


def _run(entry: Entry, item: Medication, on: date) -> _Run:
    return _Run((entry,), state_course(item.start, item.end, item.status == "stopped", on))


def _joined(runs: Iterable[_Run], sure: bool) -> list[_Run]:
    """The runs with those joined between which there was certainly (or, without `sure`, perhaps) no break."""
    joined: list[_Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before is not None and _follows(before.course, run.course, sure):
            joined[-1] = _Run((*before.entries, *run.entries), _together(before.course, run.course))
        else:
            joined.append(run)
    return joined


def _follows(one: Course, other: Course, sure: bool) -> bool:
    """Whether there is no break between the two, of which `one` may have begun first."""
    if not sure:
        return other.began[0] <= add_days(one.ended[1], 1)
    return other.began[1] <= add_days(one.ended[0], 1) and one.began[1] <= add_days(other.ended[0], 1)


def _together(one: Course, other: Course) -> Course:
    """Both as one state."""
    began = (min(one.began[0], other.began[0]), min(one.began[1], other.began[1]))
    ended = (max(one.ended[0], other.ended[0]), max(one.ended[1], other.ended[1]))
    dated = (one.dated[0] and other.dated[0], one.dated[1] and other.dated[1])
    return Course(began, ended, True, one.ongoing or other.ongoing, dated)

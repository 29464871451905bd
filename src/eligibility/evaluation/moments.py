"""Whether an entry of the record counts at the time a leaf asks for (contract §5)."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Literal, assert_never

from eligibility.evaluation.evidence import ReasonCode
from eligibility.evaluation.timing import Course, Moment, Stretch, day_of, event_course, lasted, present, state_course
from eligibility.logic import FALSE, TRUE, UNKNOWN, agreed, all_of
from eligibility.patient.dates import add_days
from eligibility.patient.lookups import Entry
from eligibility.patient.record import Allergy, Condition, FamilyMember, Medication, Procedure
from eligibility.reference.vocabulary import Concept, vocabulary
from eligibility.rules.nodes import EVER, NOW, Timing

Runs = Literal["once", "on", "stays"]
"""How a procedure runs: a single act, a treatment that goes on (dialysis), or a device that stays from its date on (a pacemaker)."""

# A session of a continuing treatment stands for the treatment for so long (contract §5).
SESSION_DAYS = 7
_UNSEEN = Moment(FALSE)


def plain_time(timing: Timing) -> bool:
    """Whether a timing is a tense alone."""
    return timing.window is None and timing.lasting is None and not timing.onset


def time_key(timing: Timing, within: Stretch | None) -> Hashable:
    """What tells timings apart that ask for no length: equal keys ask the same of every entry and observation. `within` is its window."""
    return (timing.tense, timing.onset, within, timing.window.direction if timing.window is not None else None)


def moment(entry: Entry, timing: Timing, within: Stretch | None, on: date, runs: Runs) -> Moment:
    """Whether the entry counts; `within` is the window in days, `runs` says how a procedure runs."""
    if timing.tense == "planned" or (timing.window is not None and timing.window.direction == "future"):
        return _planned(entry, within, on)
    if within is not None and _was_over_by(entry, within.earliest):
        return _UNSEEN
    several = [over(course, timing, within, on) for course in _courses(entry, on, runs)]
    if len(several) < 2:
        return several[0] if several else _UNSEEN
    truth = agreed(m.truth for m in several)
    if truth is not UNKNOWN:
        return Moment(truth, several[0].doubt, all(m.denies for m in several))
    return next((m for m in several if m.truth is UNKNOWN), Moment(UNKNOWN, "ambiguous"))


def _was_over_by(entry: Entry, day: date) -> bool:
    """Whether what an entry is the history of was over when that was written down, before the day."""
    noted = entry.original.onset if entry.original is not None and entry.item.status == "resolved" else None
    return noted is not None and noted.last < day


def _planned(entry: Entry, within: Stretch | None, on: date) -> Moment:
    item = entry.item
    if not isinstance(item, Procedure) or item.status != "planned":
        return _UNSEEN
    day = item.date or item.start
    if day is not None and day.last < on:
        return Moment(UNKNOWN, "stale")
    if within is None:
        return Moment(TRUE)
    first, last = (day.first, day.last) if day is not None else (on, date.max)
    doubt: ReasonCode = "undated" if day is None else within.doubt_about(first, last)
    return Moment(within.covers(first, last), doubt)


def _courses(entry: Entry, on: date, runs: Runs) -> list[Course]:
    """The ways in which the entry may run over time; two where it is not known whether its condition is lasting or passing."""
    item = entry.item
    match item:
        case Condition():
            return _condition_courses(entry, item, on, runs)
        case Procedure():
            return [] if item.status == "planned" else [_procedure_course(item, on, runs)]
        case Medication():
            return [state_course(item.start, item.end, item.status == "stopped", on)]
        case Allergy() | FamilyMember():
            return [state_course(None, None, False, on)]
        case _:
            assert_never(item)


def _condition_courses(entry: Entry, item: Condition, on: date, runs: Runs) -> list[Course]:
    concept, courses = entry.concept, []
    # "Status post liver transplantation" among the conditions runs as the procedure does.
    is_event = concept is not None and (runs == "once" if concept.domain == "procedure" else concept.nature == "event")
    either = concept is None or (concept.domain == "condition" and concept.nature is None)
    if either or not is_event:
        courses.append(state_course(item.onset, item.end, item.status == "resolved", on))
    if either or is_event:
        courses.append(event_course(item.onset, item.end, item.status == "active", on))
    return courses


def _procedure_course(item: Procedure, on: date, runs: Runs) -> Course:
    if runs == "stays":
        return state_course(item.date or item.start, item.end, False, on)
    if item.date is not None:
        return event_course(item.date, None, False, on)
    if runs == "on" and (item.start is not None or item.end is not None):
        return state_course(item.start, item.end, False, on)
    return event_course(item.start, item.end, False, on)


_FOR_GOOD = "castration"  # as a deprivation of hormones it goes on: NCCN guidelines on prostate cancer, orchiectomy as such a treatment


def how_it_runs(entry: Entry, wanted: Concept | None) -> Runs:
    """How an entry runs as the wanted procedure; None for any other wanted thing.

    A shunt put in at an operation stays as a shunt, but as "neurosurgery" it is the act. Where the vocabulary knows neither the entry nor
    the wanted thing, a `start` says that it goes on.
    """
    known = entry.concept if entry.concept is not None and entry.concept.domain == "procedure" else None
    if wanted is not None and wanted.device:
        return "stays"
    if known is not None:
        if known.device and wanted is not None and not wanted.continuing:
            return "once"
        if wanted is not None and wanted.continuing and vocabulary().is_a(known.id, _FOR_GOOD):
            return "stays"
        return "stays" if known.device else "on" if known.continuing or (wanted is not None and wanted.continuing) else "once"
    if wanted is not None:
        return "on" if wanted.continuing else "once"
    return "on" if isinstance(entry.item, Procedure) and entry.item.start is not None else "once"


def over(course: Course, timing: Timing, within: Stretch | None, on: date) -> Moment:
    """Whether the course counts under the timing. A state that does not is over, or began at another time: that denies it."""
    seen = course.seen(on)
    if seen is FALSE:
        return _UNSEEN
    if within is not None:
        inside = course.begins_in(within) if timing.onset else course.overlaps(within)
        doubt = course.doubt(within, timing.onset)
        if within.doubt == "anchor_undated" or (within.doubt != "imprecise_date" and doubt != "undated"):
            doubt = within.doubt
        until = on if within.last >= on else within.last
    else:
        inside = TRUE if timing.tense == "ever" else present(course, on)
        doubt, until = course.doubt(day_of(on), timing.tense == "ever" or timing.lasting is not None), on
    truths = [seen, inside]
    if timing.lasting is not None:
        truths.append(lasted(course, timing.lasting, until))
    truth = all_of(truths)
    return Moment(truth, doubt, course.state and truth is FALSE)


def procedure_moment(entry: Entry, timing: Timing, within: Stretch | None, on: date, runs: Runs) -> Moment:
    """`moment` for a procedure: with no time word at any time before; one that goes on or stays at present, or by a recent session."""
    plain = timing.tense == "present" and timing.window is None
    if not plain:
        return moment(entry, timing, within, on, runs)
    if runs == "once":
        ever = EVER if timing.lasting is None else timing.model_copy(update={"tense": "ever"})
        return moment(entry, ever, None, on, runs)
    item = entry.item
    if isinstance(item, Procedure) and item.status == "done" and item.start is None and item.end is None and runs == "on":
        recent = Stretch(add_days(on, -SESSION_DAYS), on, add_days(on, -SESSION_DAYS), on)
        # How long the treatment has gone on is more than one session can tell.
        held = moment(entry, NOW, recent, on, runs)
        return held if timing.lasting is None or held.truth is FALSE else Moment(UNKNOWN, "undated")
    return moment(entry, timing, None, on, runs)

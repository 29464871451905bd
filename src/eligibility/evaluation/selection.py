"""Which value of an observation counts, and what follows where several may (contract §5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from eligibility.evaluation.claims import days_of, latest_readings
from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Answer, Because
from eligibility.evaluation.showing import show_reading, time_reason
from eligibility.evaluation.timing import Stretch, compare_length, up_to
from eligibility.logic import FALSE, TRUE, UNKNOWN, agreed
from eligibility.patient.dates import add_days
from eligibility.patient.lookups import Reading
from eligibility.rules.nodes import Lasting, Timing

Judge = Callable[[Reading], Answer]


class Candidates(NamedTuple):
    """The readings that may be the most recent in a window; `sure`: at least one reading is certainly in it."""

    readings: tuple[Reading, ...]
    sure: bool


def candidates(readings: Sequence[Reading], within: Stretch, on: date) -> Candidates:
    """The readings which the contract's "most recent on or before `on`, within the window" may mean."""
    placed = [(r, *days_of(r, on)) for r in readings]
    possible = [(r, f, last) for r, f, last in placed if f <= on and within.covers(f, last) is not FALSE]
    certain = [(r, f, last) for r, f, last in possible if within.covers(f, last) is TRUE]
    newest = max((f for _, f, _ in certain), default=date.min)
    return Candidates(tuple(r for r, _, last in possible if last >= newest), bool(certain))


def judge_latest(readings: Sequence[Reading], timing: Timing, context: Context, judge: Judge, name: str) -> Answer:
    """The truth of a statement on an observation, by the values that the timing asks for."""
    on = context.on
    seen = [r for r in readings if days_of(r, on)[0] <= on]
    future = timing.tense == "planned" or (timing.window is not None and timing.window.direction == "future")
    if not seen or future:
        return missing(name)
    if timing.window is None and timing.tense == "ever":
        return _any_time(seen, judge, timing, on)
    within = context.stretch(timing.window) if timing.window is not None else up_to(on)
    chosen = candidates(seen, within, on)
    if not chosen.readings:
        last = latest_readings(seen, on)[-1]
        return Answer(
            UNKNOWN, reasons=(Because("stale", f"{show_reading(last).text} lies outside the time asked for", f"a {name} in that time"),)
        )
    answer = agree(chosen, [judge(r) for r in chosen.readings], within, on)
    return _lasting(seen, answer, judge, timing.lasting, on) if timing.lasting is not None else answer


def missing(name: str) -> Answer:
    """Nothing is recorded."""
    return Answer(UNKNOWN, reasons=(Because("missing", f"the record has no {name}", f"a value of {name}"),))


def agree(chosen: Candidates, answers: Sequence[Answer], within: Stretch, on: date) -> Answer:
    """The one answer of all values that may count; unknown, with the reason, where it depends on which does."""
    truth = agreed(a.truth for a in answers)
    if truth is not UNKNOWN and chosen.sure:
        return Answer(truth, tuple(e for a in answers for e in a.evidence), (), tuple(s for a in answers for s in a.assumptions))
    reasons = [r for a in answers for r in a.reasons]
    if not reasons:
        reasons = [_which(chosen, within, on)]
    return Answer(
        UNKNOWN, reasons=tuple(dict.fromkeys(reasons)), assumptions=tuple(s for a in answers if a.truth is UNKNOWN for s in a.assumptions)
    )


def _which(chosen: Candidates, within: Stretch, on: date) -> Because:
    texts = "; ".join(show_reading(r).text for r in chosen.readings)
    undated = [r for r in chosen.readings if r.item.date is None]
    if undated:
        return time_reason("undated", undated[0])
    vague = [r for r in chosen.readings if r.first != r.last]
    if vague:
        return time_reason("imprecise_date", vague[0])
    if chosen.sure:
        return Because("conflicting_values", f"values of the same day disagree: {texts}", "which of them is right")
    first, last = days_of(chosen.readings[-1], on)
    return time_reason(within.doubt_about(first, last), chosen.readings[-1])


def _any_time(seen: Sequence[Reading], judge: Judge, timing: Timing, on: date) -> Answer:
    """Whether it was ever so: one value proves it; values that were otherwise leave the time between them open."""
    answers = [(r, judge(r)) for r in seen]
    proving = [a for r, a in answers if a.truth is TRUE and days_of(r, on)[1] <= on]
    if proving and timing.lasting is None:
        return Answer(TRUE, tuple(e for a in proving for e in a.evidence), (), tuple(s for a in proving for s in a.assumptions))
    reasons = [r for _, a in answers for r in a.reasons]
    text = "the recorded values do not say whether it was ever so"
    return Answer(UNKNOWN, reasons=tuple(dict.fromkeys(reasons)) or (Because("missing", text, "a value at which it was so"),))


def _lasting(seen: Sequence[Reading], now: Answer, judge: Judge, lasting: Lasting, on: date) -> Answer:
    """A state by values: it must hold now, and have held for the duration: by `since`, or the same before and no other value after."""
    if now.truth is not TRUE:
        return now
    began_first, began_last, since = date.min, on, None
    for reading in sorted(seen, key=lambda r: days_of(r, on)[1], reverse=True):
        first, last = days_of(reading, on)
        truth = judge(reading).truth
        if truth is FALSE:
            began_first = max(began_first, add_days(first, 1))
            break
        if truth is UNKNOWN:
            break
        began_last = min(began_last, last)
        since = reading.item.since
        if since is not None:
            began_first, began_last = since.first, min(began_last, since.last)
            break
    truth = compare_length((began_first, max(began_first, began_last)), (on, on), lasting)
    if truth is UNKNOWN:
        text = now.evidence[0].text
        if since is not None:
            because = Because("imprecise_date", f"{text}: the day since when is not exact", "since what day it has been so")
            return Answer(UNKNOWN, reasons=(because,))
        return Answer(UNKNOWN, reasons=(Because("missing", f"{text}: since when is not recorded", "since when it has been so"),))
    return Answer(truth, now.evidence, (), now.assumptions)

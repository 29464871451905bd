"""How often something was: events counted by their days, drugs by their names (contract §§4 and 5).

A record may hold one event twice, so entries that can be of the same day count once; and it may lack some, so only a complete list, or a
denial, says that there were no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import cast

from eligibility.evaluation.claims import latest_readings
from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Answer, Because
from eligibility.evaluation.showing import show_entry, show_reading
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.patient.dates import PartialDate
from eligibility.patient.lookups import Entry, Reading, name_id
from eligibility.patient.periods import OfAPeriod, covering, of_periods
from eligibility.patient.record import Condition, Medication, Procedure
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_rows import Domain
from eligibility.rules.nodes import Fact, HasCondition, HasProcedure, TakesMedication, Times


@dataclass(frozen=True, slots=True)
class Counted:
    """The entries that prove the statement once each, and those that may, whether it is so at all, and why the list is complete."""

    sure: Sequence[Entry]
    perhaps: Sequence[Entry]
    once: Answer
    closed: str | None


def is_one_each(leaf: Fact) -> bool:
    """Whether an entry stands for one event or one drug: an entry "cystitis" may tell of several episodes."""
    concept = vocabulary().concept(leaf.concept.id) if leaf.concept.id is not None else None
    match leaf:
        case HasCondition():
            return concept is not None and concept.nature == "event"
        case HasProcedure():
            return concept is not None and not concept.continuing
        case _:
            return isinstance(leaf, TakesMedication)


_SEVERAL = frozenset({"recurrent", "recurring", "multiple", "repeated", "several", "frequent", "recurrence", "clustered"})


def _may_be_several(entry: Entry) -> bool:
    """Whether its words tell of more than one event: "recurrent seizures", "seizures"."""
    words = entry.item.label.casefold().split()
    if isinstance(entry.item, Medication) or not words:
        return False
    domain: Domain = "condition" if isinstance(entry.item, Condition) else "procedure"
    singular = entry.item.label[:-1] if words[-1].endswith("s") and not words[-1].endswith("ss") else None
    plural = singular is not None and vocabulary().lookup(singular, domain) is not None
    return plural or not _SEVERAL.isdisjoint(words)


def _lasts(entry: Entry) -> bool:
    """Whether it is a disease that goes on, and may have shown itself any number of times: an epilepsy, in seizures."""
    return isinstance(entry.item, Condition) and entry.concept is not None and entry.concept.nature == "state"


def is_existence(times: Times) -> bool:
    """Whether a count only asks that there is one."""
    return (times.operator, times.n) in ((">=", 1), (">", 0))


_EVENTS = re.compile(r" (?:episodes?|attacks?|events?)$", re.IGNORECASE)


def told_count(leaf: Fact, context: Context) -> Answer | None:
    """What an observation tells that counts the events of the time asked for: "COPD exacerbations in the last 12 months: 3"."""
    window = leaf.timing.window
    if not isinstance(leaf, HasCondition) or leaf.times is None or window is None or window.start is None or window.end is not None:
        return None
    counted = [each for each in context.record.once(of_periods) if _is_counted(each, leaf.concept.id)]
    told = covering(window.start, counted, context.on)
    latest = latest_readings([each.reading for each in told], context.on)
    counts = {reading.item.value for reading in latest}
    if len(counts) == 1:
        n = int(cast(float, counts.pop()))
        return Answer(_compared(leaf.times, n, n), tuple(map(show_reading, latest)))
    others = [each.reading for each in counted if each.reading.item.value and each.reading.first <= context.on]
    return _of_other_times(leaf, others[-1]) if others else None


def _of_other_times(leaf: Fact, reading: Reading) -> Answer:
    """A count of another time shows that the events need not be among the conditions, which therefore do not deny them."""
    shown = show_reading(reading)
    because = Because("stale", f"{shown.text} is not of the time asked for", f"how often there was {leaf.concept.name} in that time")
    return Answer(UNKNOWN, (shown,), (because,))


def _is_counted(told: OfAPeriod, concept: str | None) -> bool:
    """Whether it is a whole number, and of this."""
    value, names = told.reading.item.value, (told.name, told.name.removesuffix("s"), _EVENTS.sub("", told.name))
    counted = isinstance(value, float) and value >= 0 and value == int(value) and told.reading.item.comparator is None
    return counted and concept is not None and concept in (name_id(each, "condition") for each in names)


def count_answer(leaf: Fact, counted: Counted) -> Answer:
    """The truth of a leaf with a count."""
    assert leaf.times is not None
    low, high = _bounds(leaf, counted)
    truth = _compared(leaf.times, low, high)
    if truth is not UNKNOWN:
        evidence = tuple(show_entry(e) for e in counted.sure) or counted.once.evidence
        assumed = (counted.closed,) if counted.closed is not None and _compared(leaf.times, low, inf) is UNKNOWN else ()
        return Answer(truth, evidence, assumptions=tuple(dict.fromkeys((*counted.once.assumptions, *assumed))))
    known = f"at least {low}" if high == inf else f"{low} to {high:g}"
    name = leaf.concept.name
    because = Because("missing", f"how often there was {name} is not known: {known} by the record", f"all entries on {name} in that time")
    return Answer(UNKNOWN, reasons=(because,))


def _bounds(leaf: Fact, counted: Counted) -> tuple[int, float]:
    """The least and the most that the record allows."""
    if counted.once.truth is FALSE:
        return 0, 0
    drugs = isinstance(leaf, TakesMedication)
    low = _different_drugs(counted.sure) if drugs else _different_days(counted.sure)
    low = max(low, 1) if counted.once.truth is TRUE else low
    entries = (*counted.sure, *counted.perhaps)
    if counted.closed is None or any(map(_may_be_several, entries)) or any(map(_lasts, entries)):
        return low, inf
    return low, max(low, (low if drugs else len(counted.sure)) + len(counted.perhaps))


def _compared(times: Times, low: int, high: float) -> Truth:
    n = times.n
    match times.operator:
        case ">=":
            return _truth(low >= n, high < n)
        case ">":
            return _truth(low > n, high <= n)
        case "<=":
            return _truth(high <= n, low > n)
        case "<":
            return _truth(high < n, low >= n)
        case "=":
            return _truth(low == n == high, not low <= n <= high)


def _truth(surely: bool, never: bool) -> Truth:
    return TRUE if surely else FALSE if never else UNKNOWN


def _different_drugs(entries: Sequence[Entry]) -> int:
    return len({e.ids[0] if e.ids else e.item.label.casefold() for e in entries})


def _different_days(entries: Sequence[Entry]) -> int:
    """The most entries that cannot be of one and the same day; one without a date may be any of the others."""
    days = sorted((d for e in entries if (d := _day(e)) is not None), key=lambda d: d.last)
    count = 0
    latest: date | None = None
    for day in days:
        if latest is None or day.first > latest:
            count, latest = count + 1, day.last
    return max(count, 1) if entries else 0


def _day(entry: Entry) -> PartialDate | None:
    item = entry.item
    if isinstance(item, Condition):
        return item.onset
    if isinstance(item, Procedure):
        return item.date or item.start
    return item.start if isinstance(item, Medication) else None

"""CONDITION_OCCURRENCE → conditions.

A row is the record of a condition at some visit, not its course: "typically recorded as single snapshot records with no end date", where
one date may stand as start and end (OMOP CDM v5.4, CONDITION_OCCURRENCE, user guide and ETL conventions). Hence:

- An end date counts as the condition's end only if it is later than the start, and not just the end of the visit of the record.
- A state (diabetes) with no such end goes on (contract §5), and its later rows repeat it: one entry, from the first of them.
- An event (infarction) with no such end lasted from that day for up to 30 days: the persistence window of OMOP's condition eras.
- What cannot be told is a date between two days, so that an answer which depends on it is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from eligibility.patient.dates import PartialDate, add_days
from eligibility.patient.lookups import resolve
from eligibility.patient.omop.allergies import allergen
from eligibility.patient.omop.chart import Chart, Named, Row, named
from eligibility.patient.record import Allergy, Condition
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_rows import Nature

# Source: OHDSI ETL documentation, CONDITION_ERA and DRUG_ERA: "a standard Persistence Window of 30 days".
PERSISTENCE_DAYS = 30

_UNCONFIRMED = 32899  # "Preliminary diagnosis". Source: Athena, domain Condition Status
_RESOLVED = 32906  # "Resolved condition", there too
# Words of a status, in its concept's name or in the source's own value.
_UNCONFIRMED_WORDS = (
    "preliminary",
    "provisional",
    "suspected",
    "possible",
    "probable",
    "differential",
    "condition to be diagnosed",
    "unconfirmed",
)
_REFUTED_WORDS = ("refuted", "ruled out", "rule out", "entered in error", "excluded")
_RESOLVED_WORDS = ("resolved",)
_PAST_WORDS = ("history of", "past history", "historical", "inactive", "remission")

Status = Literal["present", "resolved", "unconfirmed", "refuted", "past"]


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """A row as understood. `end`: the day the condition ended; `open_end`: it ended then or later, or not at all."""

    row: Row
    subject: Named
    start: date
    end: date | None
    open_end: bool
    resolved: bool
    nature: Nature | None


def read_conditions(chart: Chart, rows: Iterable[Row]) -> None:
    """Adds the conditions of a person; the visits must be known already."""
    states: dict[tuple[str, int | None], list[_Occurrence]] = {}
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        found = _occurrence(chart, row)
        if found is None:
            continue
        if found.nature == "state":
            concept = found.subject.concept
            states.setdefault((found.subject.name, concept.id if concept else None), []).append(found)
            continue
        same = (found.subject, found.start, found.end, found.resolved)
        if same in seen:
            row.changed("condition_start_date", "repeats an earlier row")
            continue
        seen.add(same)
        _add(chart, found)
    for occurrences in states.values():
        for episode in _episodes(sorted(occurrences, key=lambda o: o.start)):
            _add(chart, episode)


def _occurrence(chart: Chart, row: Row) -> _Occurrence | None:
    subject = named(chart, row, "condition")
    if subject is None:
        return None
    status = _status(chart, row)
    if status in ("unconfirmed", "refuted"):
        row.left_out("condition_status_concept_id", "the entry is left out: the diagnosis was not confirmed", _status_words(chart, row))
        return None
    start = row.begin("condition_start_date", "condition_start_datetime")
    if start is None:
        return None
    if status == "past":
        chart.add(row, Condition, **subject.fields, **past(start))
        row.changed("condition_status_concept_id", "a condition of the past: had before that day, whether still is not known")
        return None
    end = row.day("condition_end_date")
    if end is not None and end < start:
        row.left_out("condition_end_date", "the entry is left out: it ends before it starts", f"{end}, start {start}")
        return None
    substance = allergen(subject.name)
    if substance is not None:
        chart.add(row, Allergy, name=substance)
        row.changed("condition_concept_id", "read as an allergy", subject.name)
        return None
    ids = resolve(subject.name, subject.codes, "condition")
    concept = vocabulary().concept(ids[0]) if ids else None
    # "Status post liver transplantation" among the conditions is an act.
    nature = None if concept is None else "event" if concept.domain == "procedure" else concept.nature
    resolved = status == "resolved"
    if resolved:
        return _Occurrence(row, subject, start, end, False, True, nature)
    known, open_end = _own_end(chart, row, start, end)
    return _Occurrence(row, subject, start, known, open_end, False, nature)


def past(known: date) -> dict[str, PartialDate]:
    """The dates of something that a record of that day calls past: it began by then, and may or may not have ended."""
    return {"onset": PartialDate.between(None, known), "end": PartialDate.between(None, None)}


def _own_end(chart: Chart, row: Row, start: date, end: date | None) -> tuple[date | None, bool]:
    """The end of the condition itself, and whether it may also be no more than the end of the record."""
    if end is None or end == start:
        return None, False
    id = row.id("visit_occurrence_id")
    if not id:
        return end, False
    visit = chart.visits.get(id)
    if visit is None:
        row.changed("condition_end_date", "the visit is not there: the condition ended on that day or later, or not at all")
        return end, True
    if end <= visit[1]:
        row.changed("condition_end_date", "the end of the visit, not of the condition")
        return None, False
    return end, False


def _status(chart: Chart, row: Row) -> Status:
    id = row.id("condition_status_concept_id")
    if id in (_UNCONFIRMED, _RESOLVED):
        return "unconfirmed" if id == _UNCONFIRMED else "resolved"
    words = (_status_words(chart, row) or "").casefold()
    for status, known in _STATUSES:
        if any(w in words for w in known):
            return status
    return "present"


_STATUSES: tuple[tuple[Status, tuple[str, ...]], ...] = (
    ("refuted", _REFUTED_WORDS),
    ("unconfirmed", _UNCONFIRMED_WORDS),
    ("past", _PAST_WORDS),
    ("resolved", _RESOLVED_WORDS),
)


def _status_words(chart: Chart, row: Row) -> str | None:
    concept = chart.concept(row, "condition_status_concept_id")
    return concept.name if concept is not None else row.text("condition_status_source_value")


def _episodes(occurrences: Iterable[_Occurrence]) -> Iterator[_Occurrence]:
    """The rows of one state, oldest first, as its episodes: a row inside one, or after one whose end nobody knows, repeats it."""
    current: _Occurrence | None = None
    for each in occurrences:
        if current is None or _over(current, each.start):
            if current is not None:
                yield current
            current = each
            continue
        each.row.changed("condition_start_date", "repeats the condition of an earlier row")
        if each.resolved or each.end is None or current.end is None or each.end > current.end:
            # The latest word on the end counts; against an earlier row without an end, an end is not certain.
            doubtful = each.end is not None and not each.resolved and current.end is None
            current = replace(current, end=each.end, open_end=each.open_end or doubtful, resolved=each.resolved)
    if current is not None:
        yield current


def _over(episode: _Occurrence, day: date) -> bool:
    """Whether the episode had ended by that day."""
    if episode.resolved:
        return episode.end is None or episode.end < day
    return episode.end is not None and not episode.open_end and episode.end < day


def _add(chart: Chart, found: _Occurrence) -> None:
    onset, end = PartialDate.of(found.start), found.end
    if found.row.text("stop_reason") is not None:
        # "Does not necessarily imply that the condition is no longer occurring" (OMOP CDM v5.4).
        found.row.left_out("stop_reason", "a stop reason does not say whether the condition has ended")
    if found.resolved:
        if end == found.start and found.nature == "state":
            # One date for both: the day on which it was known to be over.
            known = PartialDate.between(None, end)
            chart.add(found.row, Condition, **found.subject.fields, status="resolved", onset=known, end=known)
            return
        chart.add(found.row, Condition, **found.subject.fields, status="resolved", onset=onset, end=PartialDate.of(end) if end else None)
        return
    chart.add(found.row, Condition, **found.subject.fields, onset=onset, end=_course_end(found))


def _course_end(found: _Occurrence) -> PartialDate | None:
    if found.end is not None:
        return PartialDate.between(found.end, None) if found.open_end else PartialDate.of(found.end)
    if found.nature == "state":
        return None
    if found.nature == "event":
        return PartialDate.between(found.start, add_days(found.start, PERSISTENCE_DAYS))
    # Neither a state nor an event as far as the vocabulary knows.
    return PartialDate.between(found.start, None)

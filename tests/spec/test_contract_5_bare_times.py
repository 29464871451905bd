"""Contract §5: times with no word that says from when on, or up to when, they are counted."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, cond, done, open_list, took

EVENTS = "Stroke, TIA or myocardial infarction < 6 months"


def happened(name: str, onset: str) -> dict[str, Any]:
    return closed(open_list(cond(name, onset)))


@table(
    excludes(EVENTS, "long ago", happened("stroke", "2020-01-01"), "match"),
    excludes(EVENTS, "the first, of late", happened("stroke", "2026-09-01"), "fail"),
    excludes(EVENTS, "the last, of late", happened("myocardial infarction", "2026-09-01"), "fail"),
    excludes("Stroke/TIA < 6 months", "long ago", happened("stroke", "2020-01-01"), "match"),
    excludes("Major surgery or radiotherapy < 4 weeks", "long ago", done("appendectomy", "2019-01-01"), "match"),
    excludes("Heart failure or stroke < 6 months", "a state of long standing", happened("heart failure", "2020-01-01"), "fail"),
)
def test_a_bare_time_behind_events_is_that_of_each(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


STEADY = "Taking metformin for at least 3 months prior to screening"


@table(
    needs(STEADY, "stopped long ago", took("metformin", "2015-01-01", "2016-01-01"), "fail"),
    needs(STEADY, "still taken", took("metformin", "2015-01-01"), "match"),
    needs(STEADY, "begun of late", took("metformin", "2026-10-20"), "fail"),
    needs("Asthma for at least 6 months before enrollment", "since long", happened("asthma", "2020-01-01"), "match"),
    needs("Asthma for at least 6 months before enrollment", "of late", happened("asthma", "2026-10-01"), "fail"),
)
def test_what_lasts_up_to_the_screening_is_there_now(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


FREE = "No seizures for at least 6 months prior to screening"
WASHED_OUT = "No chemotherapy for at least 4 weeks before randomization"


@table(
    needs(FREE, "one of late", happened("seizure", "2026-10-01"), "fail"),
    needs(FREE, "one long ago", happened("seizure", "2024-10-01"), "match"),
    needs("Seizure-free for at least 12 months before enrollment", "one in the year", happened("seizure", "2026-03-01"), "fail"),
    needs(WASHED_OUT, "too late", done("chemotherapy", "2026-10-20"), "fail"),
    needs(WASHED_OUT, "long ago", done("chemotherapy", "2026-03-20"), "match"),
)
def test_what_is_denied_up_to_a_day_was_not_there_at_any_time_before(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)

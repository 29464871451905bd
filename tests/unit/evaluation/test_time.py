"""Contract §5: the day of judgement, windows, states and events, partial dates, anchors."""

from datetime import date
from typing import Any

import pytest

from by_hand import (
    EVER,
    ON,
    PLANNED,
    compared,
    condition,
    conditions,
    lab,
    labs,
    last,
    medication,
    procedure,
    stated,
    truth,
)
from eligibility.rules.nodes import Duration, TimeUnit, Timing, Window

ENDED = {"name": "ascites", "onset": "2026-01-10", "end": "2026-03-10"}


# ------------------------------------------------------------------ the day of judgement


def test_entries_dated_after_the_day_of_judgement_are_not_seen() -> None:
    assert truth(condition("ascites"), conditions({"name": "ascites", "onset": "2026-11-02"})) == "unknown: missing"
    assert truth(condition("ascites"), conditions({"name": "ascites", "onset": "2026-11-01"})) == "true"
    assert truth(compared("INR", ">", 1), labs(lab("INR", 2, day="2026-11-02"))) == "unknown: missing"
    assert truth(medication("prednisone"), {"medications": [{"name": "prednisone", "start": "2026-11-02"}]}) == "unknown: missing"
    assert (
        truth(procedure("liver transplantation"), {"procedures": [{"name": "liver transplantation", "date": "2026-11-02"}]})
        == "unknown: missing"
    )
    assert truth(stated("pregnancy"), labs(lab("pregnancy", True, day="2026-11-02"))) == "unknown: missing"


def test_a_date_that_may_lie_after_the_day_of_judgement_leaves_it_open() -> None:
    assert truth(condition("ascites"), conditions({"name": "ascites", "onset": "2026-11"})) == "unknown: imprecise_date"
    assert truth(condition("ascites"), conditions({"name": "ascites", "onset": "2026-11"}), date(2026, 11, 30)) == "true"
    assert truth(compared("INR", ">", 1), labs(lab("INR", 2, day="2026-11"))) == "unknown: imprecise_date"


def test_an_earlier_day_of_judgement_sees_the_record_as_it_was() -> None:
    record = conditions(ENDED)
    assert truth(condition("ascites"), record, date(2026, 2, 1)) == "true"
    assert truth(condition("ascites"), record, date(2026, 3, 10)) == "true"
    assert truth(condition("ascites"), record, date(2026, 3, 11)) == "false"


def test_planned_procedures_are_seen_as_plans_only() -> None:
    record = {"procedures": [{"name": "liver transplantation", "status": "planned", "date": "2026-12-01"}]}
    assert truth(procedure("liver transplantation", PLANNED), record) == "true"
    assert truth(procedure("liver transplantation"), record) == "unknown: missing"
    assert truth(procedure("liver transplantation", EVER), record) == "unknown: missing"
    soon = Timing(tense="planned", window=Window(start=Duration(value=4, unit="week"), direction="future"))
    later = Timing(tense="planned", window=Window(start=Duration(value=30, unit="day"), direction="future"))
    assert truth(procedure("liver transplantation", soon), record) == "unknown: missing"
    assert truth(procedure("liver transplantation", later), record) == "true"
    undated = {"procedures": [{"name": "liver transplantation", "status": "planned"}]}
    assert truth(procedure("liver transplantation", PLANNED), undated) == "true"
    assert truth(procedure("liver transplantation", soon), undated) == "unknown: undated"
    past = {"procedures": [{"name": "liver transplantation", "status": "planned", "date": "2026-10-01"}]}
    assert truth(procedure("liver transplantation", PLANNED), past) == "unknown: stale"


# ------------------------------------------------------------------ which value


def test_the_most_recent_value_counts() -> None:
    record = labs(lab("INR", 3, day="2026-10-01"), lab("INR", 1, day="2026-10-30"), lab("INR", 3, day="2026-10-29"))
    assert truth(compared("INR", ">=", 2), record) == "false"


def test_the_value_of_a_window_is_its_most_recent() -> None:
    record = labs(lab("INR", 3, day="2026-10-05"), lab("INR", 1, day="2026-09-30"))
    assert truth(compared("INR", ">=", 2, last(4, "week")), record) == "true"
    assert truth(compared("INR", ">=", 2, last(1, "week")), record) == "unknown: stale"


def test_values_of_one_day_that_disagree_matter_only_if_the_answer_depends_on_them() -> None:
    record = labs(lab("INR", 1.4), lab("INR", 1.6))
    assert truth(compared("INR", ">=", 1.5), record) == "unknown: conflicting_values"
    assert truth(compared("INR", ">=", 1.3), record) == "true"
    assert truth(compared("INR", ">=", 1.7), record) == "false"
    assert truth(stated("pregnancy"), labs(lab("pregnancy", True), lab("pregnancy", False))) == "unknown: conflicting_values"


def test_an_undated_value_may_be_the_most_recent() -> None:
    assert truth(compared("INR", ">=", 1.5), labs(lab("INR", 2, day=None))) == "true"
    assert truth(compared("INR", ">=", 1.5), labs(lab("INR", 2, day=None), lab("INR", 1))) == "unknown: undated"
    assert truth(compared("INR", ">=", 1.5), labs(lab("INR", 2, day=None), lab("INR", 3))) == "true"
    assert truth(compared("INR", ">=", 1.5, last(4, "week")), labs(lab("INR", 2, day=None))) == "unknown: undated"


def test_a_partly_dated_value_may_be_the_most_recent() -> None:
    record = labs(lab("INR", 2, day="2026-10"), lab("INR", 1, day="2026-10-15"))
    assert truth(compared("INR", ">=", 1.5), record) == "unknown: imprecise_date"
    assert truth(compared("INR", ">=", 1.5), labs(lab("INR", 2, day="2026-09"), lab("INR", 1, day="2026-10-15"))) == "false"


# ------------------------------------------------------------------ windows


@pytest.mark.parametrize(
    ("value", "unit", "first_day"),
    [
        (28, "day", "2026-10-04"),
        (4, "week", "2026-10-04"),
        (1, "month", "2026-10-01"),
        (6, "month", "2026-05-01"),
        (1, "year", "2025-11-01"),
        (24, "hour", "2026-10-31"),
    ],
)
def test_a_window_has_both_its_ends(value: float, unit: TimeUnit, first_day: str) -> None:
    rule = condition("stroke", last(value, unit))
    day = date.fromisoformat(first_day)
    assert truth(rule, conditions({"name": "stroke", "onset": first_day})) == "true"
    assert truth(rule, conditions({"name": "stroke", "onset": ON.isoformat()})) == "true"
    before = date.fromordinal(day.toordinal() - 1).isoformat()
    assert truth(rule, conditions({"name": "stroke", "onset": before})) == "unknown: missing"
    assert truth(rule, conditions({"name": "stroke", "onset": before}, complete=["conditions"])) == "false"


def test_a_month_from_a_day_that_the_month_lacks() -> None:
    rule = condition("stroke", last(6, "month"))
    assert truth(rule, conditions({"name": "stroke", "onset": "2026-02-28"}), date(2026, 8, 31)) == "true"
    assert truth(rule, conditions({"name": "stroke", "onset": "2026-02-27"}), date(2026, 8, 31)) == "unknown: missing"


def test_a_window_may_end_before_its_anchor() -> None:
    long_ago = Timing(window=Window(end=Duration(value=6, unit="month")))
    rule = condition("stroke", long_ago)
    assert truth(rule, conditions({"name": "stroke", "onset": "2026-05-01"})) == "true"
    assert truth(rule, conditions({"name": "stroke", "onset": "2026-05-02"})) == "unknown: missing"


def test_hours_that_are_no_whole_days_are_known_only_to_the_day() -> None:
    rule = condition("stroke", last(36, "hour"))
    assert truth(rule, conditions({"name": "stroke", "onset": "2026-10-31"})) == "true"
    assert truth(rule, conditions({"name": "stroke", "onset": "2026-10-30"})) == "unknown: imprecise_date"
    assert truth(rule, conditions({"name": "stroke", "onset": "2026-10-29"})) == "unknown: missing"


# ------------------------------------------------------------------ anchors


@pytest.mark.parametrize("anchor", ["screening", "enrolment", "randomisation", "first dose", "consent", "Randomization"])
def test_the_anchors_of_a_trial_are_the_day_of_judgement_unless_dated(anchor: str) -> None:
    rule = condition("stroke", last(4, "week", anchor))
    record = conditions({"name": "stroke", "onset": "2026-10-10"})
    assert truth(rule, record) == "true"
    key = {"enrolment": "enrollment", "randomisation": "randomization", "Randomization": "randomization"}.get(anchor, anchor)
    assert truth(rule, record, anchors={key: date(2026, 10, 5)}) == "unknown: missing"
    assert truth(rule, record, anchors={key: date(2026, 11, 8)}) == "unknown: missing"
    assert truth(rule, record, anchors={key: date(2026, 11, 7)}) == "true"


def test_another_event_is_an_anchor_only_if_the_caller_dates_it() -> None:
    rule = condition("stroke", last(4, "week", "the index surgery"))
    record = conditions({"name": "stroke", "onset": "2026-10-10"})
    assert truth(rule, record) == "unknown: anchor_undated"
    assert truth(rule, record, anchors={"index surgery": date(2026, 10, 20)}) == "unknown: anchor_undated"
    assert truth(rule, record, anchors={"the index surgery": date(2026, 10, 20)}) == "true"
    assert truth(rule, conditions({"name": "stroke", "status": "absent"})) == "false"
    assert truth(rule, {"complete": ["conditions"]}) == "false"


def test_a_window_that_lies_ahead_is_not_closed_by_a_list_of_today() -> None:
    rule = condition("stroke", last(4, "week", "first dose"))
    assert truth(rule, {"complete": ["conditions"]}, anchors={"first dose": date(2027, 1, 1)}) == "unknown: missing"


# ------------------------------------------------------------------ states and events


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"onset": "2020"}, "true"),
        ({}, "true"),
        ({"onset": "2026-11-01"}, "true"),
        ({"status": "resolved"}, "false"),
        ({"onset": "2020", "status": "resolved"}, "false"),
        ({"onset": "2020", "end": "2026-10-31"}, "false"),
        ({"onset": "2020", "end": "2026-11-01"}, "true"),
        ({"onset": "2020", "end": "2027"}, "true"),
        ({"onset": "2020", "end": "2026-11"}, "true"),
        ({"onset": "2020", "end": "2026"}, "unknown: imprecise_date"),
        ({"end": "2025"}, "false"),
        ({"status": "resolved", "end": "2026-12-24"}, "true"),
    ],
)
def test_a_state_holds_from_its_onset_until_its_end(entry: dict[str, Any], expected: str) -> None:
    assert truth(condition("hypertension"), conditions({"name": "hypertension"} | entry)) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"onset": "2020"}, "true"),
        ({}, "true"),
        ({"status": "resolved", "onset": "2020"}, "unknown: undated"),
        ({"onset": "2020", "end": "2026-05-01"}, "true"),
        ({"onset": "2020", "end": "2026-04-30"}, "false"),
        ({"onset": "2020", "end": "2026-04"}, "false"),
        ({"onset": "2020", "end": "2026"}, "unknown: imprecise_date"),
        ({"onset": "2026-05"}, "true"),
        ({"end": "2026-06-01"}, "true"),
    ],
)
def test_a_state_counts_if_it_overlaps_the_window(entry: dict[str, Any], expected: str) -> None:
    assert truth(condition("hypertension", last(6, "month")), conditions({"name": "hypertension"} | entry)) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"onset": "2026-06-01"}, "true"),
        ({"onset": "2026-06-01", "end": "2026-06-20"}, "true"),
        ({"onset": "2020"}, "false"),
        ({}, "unknown: undated"),
        ({"onset": "2026"}, "unknown: imprecise_date"),
        ({"onset": "2026-05"}, "true"),
    ],
)
def test_words_of_onset_need_the_onset_inside(entry: dict[str, Any], expected: str) -> None:
    assert truth(condition("hypertension", last(6, "month", onset=True)), conditions({"name": "hypertension"} | entry)) == expected


@pytest.mark.parametrize(
    ("entry", "present", "recent", "ever"),
    [
        ({"onset": "2026-10-01"}, "true", "true", "true"),
        ({"onset": "2026-10-01", "status": "resolved"}, "unknown: missing", "true", "true"),
        ({"onset": "2026-10-01", "end": "2026-10-12"}, "unknown: missing", "true", "true"),
        ({"onset": "2020-01-01"}, "true", "unknown: missing", "true"),
        ({"onset": "2020-01-01", "end": "2026-10-12"}, "unknown: missing", "true", "true"),
        ({"onset": "2020-01-01", "status": "resolved"}, "unknown: missing", "unknown: missing", "true"),
        ({}, "true", "unknown: undated", "true"),
        ({"status": "resolved"}, "unknown: missing", "unknown: undated", "true"),
        ({"onset": "2026"}, "unknown: imprecise_date", "unknown: imprecise_date", "unknown: imprecise_date"),
        ({"onset": "2026-05"}, "true", "true", "true"),
        ({"onset": "2026-04"}, "true", "unknown: missing", "true"),
        ({"onset": "2025-12"}, "true", "unknown: missing", "true"),
        ({"onset": "2026-10-01", "end": "2026-12-01"}, "true", "true", "true"),
        ({"status": "absent"}, "false", "false", "false"),
    ],
)
def test_an_event_counts_at_its_onset(entry: dict[str, Any], present: str, recent: str, ever: str) -> None:
    record = conditions({"name": "stroke"} | entry)
    assert truth(condition("stroke"), record) == present
    assert truth(condition("stroke", last(6, "month")), record) == recent
    assert truth(condition("stroke", EVER), record) == ever


def test_an_event_says_nothing_about_another_one() -> None:
    record = conditions({"name": "stroke", "onset": "2020-01-01", "status": "resolved"})
    assert truth(condition("stroke", last(6, "month")), record) == "unknown: missing"
    assert truth(condition("stroke", last(6, "month")), record | {"complete": ["conditions"]}) == "false"


def test_a_name_nobody_knows_may_be_a_state_or_an_event() -> None:
    record = conditions({"name": "Zorg crisis", "onset": "2020-01-01"})
    assert truth(condition("Zorg crisis"), record) == "true"
    assert truth(condition("Zorg crisis", EVER), record) == "true"
    assert truth(condition("Zorg crisis", last(6, "month")), record) == "unknown: ambiguous"
    recent = conditions({"name": "Zorg crisis", "onset": "2026-10-01"})
    assert truth(condition("Zorg crisis", last(6, "month")), recent) == "true"


@pytest.mark.parametrize(
    ("value", "day", "expected"),
    [
        (False, "2026-10-30", "false"),
        (False, "2026-05-01", "false"),
        (False, "2026-04-30", "unknown: stale"),
        (False, None, "unknown: undated"),
        (True, "2026-10-30", "true"),
        (True, "2026-04-30", "unknown: stale"),
        (True, None, "unknown: undated"),
    ],
)
def test_a_yes_or_no_counts_inside_the_window(value: bool, day: str | None, expected: str) -> None:
    timing = last(6, "month")
    assert truth(condition("stroke", timing), labs(lab("stroke", value, day=day))) == expected
    assert (
        truth(
            stated("participation in another clinical trial", timing=timing),
            labs(lab("participation in another clinical trial", value, day=day)),
        )
        == expected
    )


def test_an_undated_event_does_not_contest_a_denial_inside_the_window() -> None:
    record = labs(lab("stroke", False), **conditions({"name": "stroke", "status": "resolved"}))
    assert truth(condition("stroke", last(6, "month")), record) == "false"


def test_a_history_has_now_in_it() -> None:
    assert truth(condition("hypertension", EVER), conditions("hypertension")) == "true"
    assert truth(condition("hypertension", EVER), conditions({"name": "hypertension", "status": "resolved"})) == "true"
    assert truth(medication("prednisone", EVER), {"medications": [{"name": "prednisone", "status": "stopped"}]}) == "true"


# ------------------------------------------------------------------ medications and procedures


@pytest.mark.parametrize(
    ("entry", "present", "recent"),
    [
        ({}, "true", "true"),
        ({"start": "2020"}, "true", "true"),
        ({"status": "stopped"}, "false", "unknown: undated"),
        ({"start": "2026-10-10", "status": "stopped"}, "false", "true"),
        ({"start": "2020", "end": "2026-10-04"}, "false", "true"),
        ({"start": "2020", "end": "2026-10-03"}, "false", "false"),
        ({"start": "2020", "end": "2026-11-01"}, "true", "true"),
        ({"end": "2026-10"}, "false", "unknown: imprecise_date"),
    ],
)
def test_a_medication_holds_from_start_to_end(entry: dict[str, Any], present: str, recent: str) -> None:
    record = {"medications": [{"name": "prednisone"} | entry]}
    assert truth(medication("prednisone"), record) == present
    assert truth(medication("prednisone", last(28, "day")), record) == recent


def test_a_stopped_drug_does_not_deny_its_class() -> None:
    record = {"medications": [{"name": "prednisone", "status": "stopped"}]}
    assert truth(medication("corticosteroid"), record) == "unknown: missing"


@pytest.mark.parametrize(
    ("entry", "present", "recent"),
    [
        ({"date": "2019-03"}, "true", "unknown: missing"),
        ({}, "true", "unknown: undated"),
        ({"date": "2026-10-04"}, "true", "true"),
        ({"start": "2026-10-01", "end": "2026-10-05"}, "true", "true"),
        ({"date": "2026-10"}, "true", "unknown: imprecise_date"),
    ],
)
def test_a_one_off_procedure_is_meant_at_any_time_before(entry: dict[str, Any], present: str, recent: str) -> None:
    record = {"procedures": [{"name": "liver transplantation"} | entry]}
    assert truth(procedure("liver transplantation"), record) == present
    assert truth(procedure("liver transplantation", last(28, "day")), record) == recent


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"start": "2026-01-05"}, "true"),
        ({"start": "2026-01-05", "end": "2026-11-01"}, "true"),
        ({"start": "2026-01-05", "end": "2026-10-31"}, "false"),
        ({"date": "2026-10-25"}, "true"),
        ({"date": "2026-10-24"}, "unknown: missing"),
        ({}, "unknown: undated"),
        ({"date": "2026-10"}, "unknown: imprecise_date"),
    ],
)
def test_a_continuing_treatment_is_meant_at_present(entry: dict[str, Any], expected: str) -> None:
    record = {"procedures": [{"name": "haemodialysis"} | entry]}
    assert truth(procedure("haemodialysis"), record) == expected
    assert truth(procedure("haemodialysis", EVER), record) == ("unknown: imprecise_date" if entry == {"date": "2026-11"} else "true")


def test_a_course_of_treatment_counts_in_a_window_that_it_overlaps() -> None:
    record = {"procedures": [{"name": "radiotherapy", "start": "2026-01-05", "end": "2026-10-10"}]}
    assert truth(procedure("radiotherapy", last(28, "day")), record) == "true"
    assert truth(procedure("radiotherapy", last(14, "day")), record) == "false"

"""Which thing a time belongs to, and what it asks of it (contract §5)."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_criterion, to_text
from spec.contract import outcome
from spec.records import NOTHING, closed, cond, done, drug, open_list, operated, proc, says, takes, treated


def had(name: str, *onsets: str) -> dict[str, Any]:
    return closed(open_list(*(cond(name, day) for day in onsets)))


@pytest.mark.parametrize(
    "text", ["Stroke 3 to 12 months before enrollment", "Stroke between 3 and 12 months ago", "Stroke 3-12 months prior to randomization"]
)
def test_neither_later_nor_earlier(text: str) -> None:
    outcomes = [outcome("inclusion", text, had("stroke", day)) for day in ("2025-10-31", "2025-11-01", "2026-08-01", "2026-08-02")]
    assert outcomes == ["fail", "match", "match", "fail"]


def test_a_time_before_a_list_counts_for_all_of_it() -> None:
    text = "Within the last 6 months, stroke or myocardial infarction"
    for name in ("stroke", "myocardial infarction"):
        assert [outcome("exclusion", text, had(name, day)) for day in ("2026-04-30", "2026-05-01")] == ["match", "fail"]


def test_an_event_does_not_last() -> None:
    for text in ("Stroke (< 6 months)", "Recent (< 6 months) stroke", "Recent (within 6 months) stroke", "Stroke < 6 months"):
        assert [outcome("exclusion", text, had("stroke", day)) for day in ("2026-04-30", "2026-06-01")] == ["match", "fail"], text
    assert "lasting < 6 months" in to_text(compile_criterion("Rheumatoid arthritis (< 6 months)", "exclusion").rule)


def test_a_disease_diagnosed_so_long_before_is_asked_for() -> None:
    for text in (
        "Multiple sclerosis diagnosed at least 6 months before screening",
        "Multiple sclerosis at least 6 months before screening",
        "Diagnosis of multiple sclerosis 6 months or more before screening",
    ):
        assert outcome("inclusion", text, had("multiple sclerosis", "2020-01-01")) == "match", text
        assert outcome("inclusion", text, had("multiple sclerosis", "2026-09-01")) == "fail", text
        assert outcome("inclusion", text, had("multiple sclerosis")) == "fail", text


def test_an_event_so_long_before_may_be_asked_for_or_forbidden_since() -> None:
    text = "Myocardial infarction at least 6 months before enrollment"
    assert outcome("inclusion", text, had("myocardial infarction", "2020-01-01")) == "match"
    assert outcome("inclusion", text, had("myocardial infarction", "2026-09-01")) == "fail"
    assert outcome("inclusion", text, had("myocardial infarction")) == "unknown"
    assert outcome("inclusion", text, had("myocardial infarction"), conditions=("myocardial infarction",)) == "fail"


def test_time_since_asks_for_none_in_it() -> None:
    for text in ("At least 4 weeks since chemotherapy", "4 weeks or more since chemotherapy", "4 or more weeks since chemotherapy"):
        assert outcome("inclusion", text, NOTHING) == "match", text
        assert outcome("inclusion", text, done("chemotherapy", "2026-10-20")) == "fail", text


@pytest.mark.parametrize(
    "text",
    [
        "Any investigational drug within 30 days or 5 half-lives, whichever is longer, before randomization",
        "Any investigational drug within 30 days or five half-lives (whichever is longer) before randomization",
        "Any investigational drug within 30 days or 5 half-lives of the drug, whichever is longer, before randomization",
        "Any investigational drug within 5 half-lives or 30 days, whichever is longer, before randomization",
    ],
)
def test_half_lives_and_the_anchor_behind_them(text: str) -> None:
    expected = 'rule: medication "investigational drug", within 30 days or 5 half-lives, whichever is longer, before "randomization"'
    assert to_text(compile_criterion(text, "exclusion").rule) == expected


@pytest.mark.parametrize("length", ["for 3 or more years", "for three years or more", "for 3 consecutive years", "for three (3) years"])
def test_ways_to_say_how_long(length: str) -> None:
    assert to_text(compile_criterion(f"Smoking {length}").rule) == 'rule: "Smoking" is true, lasting >= 3 years'


# ------------------------------------------------------------------ whose time it is


def test_a_time_behind_a_treatment_is_the_treatments() -> None:
    text = "Type 2 diabetes on metformin for at least 3 months"
    record = had("type 2 diabetes", "2010-01-01") | treated(drug("metformin", "2026-01-01"))
    assert outcome("inclusion", text, record) == "match"
    record["medications"] = [{"name": "metformin", "start": "2026-10-01"}]
    assert outcome("inclusion", text, record) == "fail"
    text = "Bladder cancer scheduled for cystectomy within the next 30 days"
    record = had("bladder cancer", "2026-10-01")
    assert outcome("inclusion", text, record | operated(proc("cystectomy", "2026-11-20", status="planned"))) == "match"
    assert outcome("inclusion", text, record | {"procedures": []}) == "fail"


@pytest.mark.parametrize(
    "text",
    [
        "Immunosuppressants, e.g. methotrexate, in the past 4 weeks",
        "Immunosuppressants such as methotrexate in the past 4 weeks",
        "Immunosuppressants, such as methotrexate or tacrolimus, in the past 4 weeks",
    ],
)
def test_a_time_behind_examples_is_that_of_the_general_term(text: str) -> None:
    def taken(name: str, end: str) -> dict[str, Any]:
        return takes(name, start="2020-01-01", end=end)

    for name in ("methotrexate", "azathioprine"):
        assert outcome("exclusion", text, taken(name, "2026-10-20")) == "fail", name
        assert outcome("exclusion", text, taken(name, "2026-08-20")) == "match", name


def test_the_same_at_another_time() -> None:
    text = "Surgery within the last 6 months or planned within the next 30 days"
    planned = operated(proc("surgery", "2026-11-20", status="planned"))
    done = operated(proc("surgery", "2026-09-20"))
    assert [outcome("exclusion", text, record) for record in (planned, done)] == ["fail", "fail"]


# ------------------------------------------------------------------ the day at just that distance, and the latest of several


def given(*days: str) -> dict[str, Any]:
    return closed(operated(*(proc("chemotherapy", day) for day in days)))


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("At least 4 weeks since chemotherapy", "inclusion", ["match", "match", "fail"]),
        ("More than 4 weeks since chemotherapy", "inclusion", ["match", "fail", "fail"]),
        ("Chemotherapy less than 4 weeks before enrollment", "exclusion", ["match", "match", "fail"]),
        ("Chemotherapy within 4 weeks before enrollment", "exclusion", ["match", "fail", "fail"]),
        ("Chemotherapy more than 4 weeks ago", "inclusion", ["match", "fail", "fail"]),
        ("Chemotherapy at least 4 weeks ago", "inclusion", ["match", "match", "fail"]),
    ],
)
def test_less_and_more_than_leave_out_the_day_itself(text: str, kind: str, expected: list[str]) -> None:
    assert [outcome(kind, text, given(day)) for day in ("2026-10-03", "2026-10-04", "2026-10-05")] == expected


def test_hours_leave_the_day_itself_open() -> None:
    assert outcome("exclusion", "Chemotherapy less than 24 hours before enrollment", given("2026-10-31")) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "At least 4 weeks since the last dose of chemotherapy",
        "At least 4 weeks must have elapsed since the last chemotherapy",
        "4 weeks must have passed since completion of chemotherapy",
        "4 weeks or more have elapsed since chemotherapy",
        "The last dose of chemotherapy must be at least 4 weeks before enrollment",
        "At least 4 weeks from last chemotherapy",
        "4 weeks since the last chemotherapy",
    ],
)
def test_the_time_since_the_last_one_asks_for_none_in_it(text: str) -> None:
    records = (NOTHING, given("2026-10-03"), given("2026-09-01", "2026-10-05"))
    assert [outcome("inclusion", text, record) for record in records] == ["match", "match", "fail"]


def test_the_last_one_so_long_ago_asks_for_one_and_none_since() -> None:
    text = "Last chemotherapy more than 6 months ago"
    records = (given("2026-01-01"), given("2026-01-01", "2026-09-01"), NOTHING)
    assert [outcome("inclusion", text, record) for record in records] == ["match", "fail", "fail"]


def test_a_time_counted_from_what_follows_is_not_that_of_what_stands_before() -> None:
    text = "Metastasis at least 1 year after adjuvant chemotherapy"
    assert outcome("inclusion", text, had("metastasis", "2020-01-01")) == "unknown"


@pytest.mark.parametrize(
    "when", ["within 4 weeks (6 weeks for nitrosoureas or mitomycin) before enrollment", "within 4 weeks (6 weeks for nitrosoureas)"]
)
def test_brackets_with_a_longer_time_for_some(when: str) -> None:
    text = f"Patients who have had chemotherapy or radiotherapy {when}"
    carmustine = takes("carmustine", start="2026-09-25", end="2026-09-25")
    radiotherapy = done("radiotherapy", "2026-10-20")
    records = (NOTHING, carmustine, radiotherapy, given("2026-09-25"), given("2026-09-15"))
    assert [outcome("exclusion", text, record) for record in records] == ["match", "fail", "fail", "unknown", "match"]


def test_brackets_with_a_shorter_time_for_some() -> None:
    text = "At least 4 weeks since radiotherapy (2 weeks for palliative radiotherapy)"
    records = [done(name, "2026-10-10") for name in ("palliative radiotherapy", "brachytherapy")]
    assert [outcome("inclusion", text, record) for record in records] == ["match", "fail"]


@pytest.mark.parametrize(
    "until",
    [
        "for 6 months after the last dose of study drug",
        "and for at least 6 months after the last dose of study drug",
        "during the study and for 6 months after the last dose",
        "until 30 days after completion of study treatment",
        "for 94 days post treatment",
    ],
)
def test_how_long_contraception_will_go_on_needs_no_proof(until: str) -> None:
    text = f"Agrees to use effective contraception {until}"
    record = closed(says("contraception", True, since="2026-10-01"))
    assert outcome("inclusion", text, record) == "match"


def test_so_many_weeks_of_a_treatment_are_how_long_it_was_given() -> None:
    text = "At least 6 weeks of trastuzumab"
    starts = ("2026-09-01", "2026-10-15")
    assert [outcome("inclusion", text, takes("trastuzumab", start=day)) for day in starts] == ["match", "fail"]


@pytest.mark.parametrize("text", ["Surgery, radiotherapy, experimental drugs within 30 days", "Surgery, or radiotherapy within 30 days"])
def test_a_time_behind_commas_alone_may_be_said_of_all(text: str) -> None:
    surgery = [done("surgery", day) for day in ("2020-01-01", "2026-10-20")]
    assert [outcome("exclusion", text, record) for record in (NOTHING, *surgery)] == ["match", "unknown", "fail"]


def test_a_time_in_the_middle_of_a_list_is_its_members_own() -> None:
    text = "Heart failure, myocardial infarction within 6 months, cardiac arrhythmia"
    assert outcome("exclusion", text, had("heart failure", "2020-01-01")) == "fail"

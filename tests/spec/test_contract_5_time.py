"""Contract §5, sentence by sentence: when a finding counts. The day of judgement is 2026-11-01 (`ON`)."""

from __future__ import annotations

from datetime import date
from typing import Any

from spec.contract import Kind, check, excludes, needs, result, table
from spec.records import Record, absent, all_of, closed, cond, drug, labs, listed, obs, open_list, operated, proc, treated

Options = dict[str, Any]


# ------------------------------------------------------------------ the day of judgement


@table(
    needs("Hemoglobin ≥ 9 g/dL", "dated after `on`", labs(obs("Hb", 12, "g/dL", "2026-11-02")), "unknown: missing"),
    needs("Hemoglobin ≥ 9 g/dL", "dated on `on`", labs(obs("Hb", 12, "g/dL", "2026-11-01")), "match"),
    needs("Hemoglobin ≥ 9 g/dL", "a later `on`", labs(obs("Hb", 12, "g/dL", "2026-11-02")), "match", on=date(2026, 11, 2)),
    needs("Hemoglobin ≥ 9 g/dL", "a future one beside a past", labs(obs("Hb", 8, "g/dL"), obs("Hb", 12, "g/dL", "2026-12-01")), "fail"),
    excludes("Ascites", "begins after `on`, list closed", closed(conditions=[cond("ascites", "2026-11-02")]), "match"),
    excludes("Ascites", "begins after `on`, list open", open_list(cond("ascites", "2026-11-02")), "unknown: missing"),
    excludes("Ascites", "may begin after `on`", open_list(cond("ascites", "2026-11")), "unknown: imprecise_date"),
    excludes("Ascites", "may begin after `on`, closed", closed(conditions=[cond("ascites", "2026-11")]), "unknown: imprecise_date"),
    excludes("Prior liver transplantation", "in the future", closed(procedures=[proc("liver transplantation", "2026-11-20")]), "match"),
    excludes("Planned liver transplantation", "planned", operated(proc("liver transplantation", "2026-11-20", status="planned")), "fail"),
    excludes("Prior liver transplantation", "planned", closed(procedures=[proc("liver transplantation", status="planned")]), "match"),
    excludes("Prior liver transplantation", "planned, open", operated(proc("liver transplantation", status="planned")), "unknown"),
)
def test_entries_after_the_day_of_judgement_are_not_seen_but_plans(
    kind: Kind, text: str, record: Record, expected: str, options: Options
) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ which value


@table(
    needs("INR ≤ 1.5", "the newest", labs(obs("INR", 2, day="2026-10-01"), obs("INR", 1.2, day="2026-10-30")), "match"),
    needs("INR ≤ 1.5", "the newest, listed first", labs(obs("INR", 1.2, day="2026-10-30"), obs("INR", 2, day="2026-10-01")), "match"),
    needs("INR ≤ 1.5", "same day, both fit", labs(obs("INR", 1.1), obs("INR", 1.4)), "match"),
    needs("INR ≤ 1.5", "same day, neither fits", labs(obs("INR", 1.6), obs("INR", 1.9)), "fail"),
    needs("INR ≤ 1.5", "same day, they disagree", labs(obs("INR", 1.1), obs("INR", 1.9)), "unknown: conflicting_values"),
    needs("INR ≤ 1.5", "same value twice", labs(obs("INR", 1.1), obs("INR", 1.1)), "match"),
    needs("INR ≤ 1.5", "an older day that disagrees", labs(obs("INR", 1.1), obs("INR", 1.9, day="2026-10-29")), "match"),
    needs("INR ≤ 1.5", "a month that may be newer", labs(obs("INR", 1.1, day="2026-10-12"), obs("INR", 1.9, day="2026-10")), "unknown"),
    needs("INR ≤ 1.5", "a month that is older", labs(obs("INR", 1.1, day="2026-10-12"), obs("INR", 1.9, day="2026-09")), "match"),
    needs("INR ≤ 1.5", "one undated", labs(obs("INR", 1.1, day=None)), "match"),
    needs("INR ≤ 1.5", "an undated one beside", labs(obs("INR", 1.1), obs("INR", 1.9, day=None)), "unknown: undated"),
    needs("INR ≤ 1.5 within 7 days", "six days old", labs(obs("INR", 1.1, day="2026-10-26")), "match"),
    needs("INR ≤ 1.5 within 7 days", "seven days old", labs(obs("INR", 1.1, day="2026-10-25")), "match"),
    needs("INR ≤ 1.5 within 7 days", "eight days old", labs(obs("INR", 1.1, day="2026-10-24")), "unknown: stale"),
    needs("INR ≤ 1.5 within 7 days", "undated", labs(obs("INR", 1.1, day=None)), "unknown: undated"),
    needs("INR ≤ 1.5 within 7 days", "a month, perhaps inside", labs(obs("INR", 1.1, day="2026-10")), "unknown: imprecise_date"),
    needs("INR ≤ 1.5 within 7 days", "old and bad, new and good", labs(obs("INR", 3, day="2026-10-01"), obs("INR", 1.1)), "match"),
    needs("INR ≤ 1.5 within 7 days", "old and bad alone", labs(obs("INR", 3, day="2026-10-01")), "unknown: stale"),
)
def test_the_value_is_the_most_recent_one_within_the_window(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ windows


@table(
    excludes("Stroke within 6 months", "on the first day", open_list(cond("stroke", "2026-05-01")), "fail"),
    excludes("Stroke within 6 months", "a day before it", all_of(cond("stroke", "2026-04-30")), "match"),
    excludes("Stroke within 6 months", "a day before it, open list", open_list(cond("stroke", "2026-04-30")), "unknown: missing"),
    excludes("Stroke within 6 months", "today", open_list(cond("stroke", "2026-11-01")), "fail"),
    excludes("Stroke within 6 months", "a year that contains the edge", all_of(cond("stroke", "2026")), "unknown: imprecise_date"),
    excludes("Stroke within 6 months", "the month of the edge", all_of(cond("stroke", "2026-04")), "match"),
    excludes("Stroke within 6 months", "a month inside", open_list(cond("stroke", "2026-05")), "fail"),
    excludes("Stroke within 6 months", "undated", all_of(cond("stroke")), "unknown: undated"),
    excludes("Stroke within 6 months", "resolved, inside", open_list(cond("stroke", "2026-08-01", status="resolved")), "fail"),
    excludes("Stroke within 6 months", "resolved, before", all_of(cond("stroke", "2026-01-01", status="resolved")), "match"),
    excludes("Stroke within 6 months", "an end only, before", all_of(cond("stroke", end="2026-03-01")), "match"),
    excludes("Stroke within 6 months", "an end only, inside", all_of(cond("stroke", end="2026-08-01")), "fail"),
    excludes("Stroke within 6 months", "before the window until in it", open_list(cond("stroke", "2026-04-20", end="2026-05-20")), "fail"),
    excludes("Stroke within 6 months", "never", open_list(*absent("stroke")), "match"),
    excludes("Stroke within 6 months", "denied inside", labs(obs("stroke", False)), "match"),
    excludes("Stroke within 6 months", "denied before the window", labs(obs("stroke", False, day="2026-01-01")), "unknown: stale"),
    excludes(
        "Stroke within 6 months",
        "denied, then dated",
        {**labs(obs("stroke", False)), **open_list(cond("stroke", "2026-08-01"))},
        "unknown: conflicting_values",
    ),
    excludes("Stroke within 2 weeks", "fourteen days", open_list(cond("stroke", "2026-10-18")), "fail"),
    excludes("Stroke within 2 weeks", "fifteen days", all_of(cond("stroke", "2026-10-17")), "match"),
    excludes("Stroke within 1 year", "the same day last year", open_list(cond("stroke", "2025-11-01")), "fail"),
    excludes("Stroke within 1 year", "a day more", all_of(cond("stroke", "2025-10-31")), "match"),
    excludes("Surgery within 4 weeks", "28 days", operated(proc("hip replacement", "2026-10-04")), "fail"),
    excludes("Coronary angiography within 4 weeks", "28 days", operated(proc("coronary angiography", "2026-10-04")), "fail"),
    excludes("Coronary angiography within 4 weeks", "29 days", closed(procedures=[proc("coronary angiography", "2026-10-03")]), "match"),
    excludes("Coronary angiography within 4 weeks", "undated", closed(procedures=[proc("coronary angiography")]), "unknown: undated"),
    excludes(
        "Coronary angiography within 4 weeks",
        "planned",
        closed(procedures=[proc("coronary angiography", "2026-10-04", status="planned")]),
        "match",
    ),
)
def test_a_window_reaches_from_its_first_day_to_today_both_included(
    kind: Kind, text: str, record: Record, expected: str, options: Options
) -> None:
    check(kind, text, record, expected, options)


def test_months_go_by_the_calendar() -> None:
    text, on = "Stroke within 6 months", date(2026, 8, 31)
    assert result("exclusion", text, open_list(cond("stroke", "2026-02-28")), on=on).outcome == "fail"
    assert result("exclusion", text, all_of(cond("stroke", "2026-02-27")), on=on).outcome == "match"


@table(
    excludes("Stroke within 6 months before randomization", "as of `on`", all_of(cond("stroke", "2026-04-30")), "match"),
    excludes(
        "Stroke within 6 months before randomization", "dated earlier", all_of(cond("stroke", "2026-04-30")), "fail",
        anchors={"randomization": date(2026, 10, 30)},
    ),
    excludes(
        "Stroke within 6 months before randomization", "after the anchor", all_of(cond("stroke", "2026-10-31")), "match",
        anchors={"randomization": date(2026, 10, 30)},
    ),
    excludes(
        "Stroke within 6 months before the first dose", "a later anchor", all_of(cond("stroke", "2026-05-05")), "match",
        anchors={"first dose": date(2026, 11, 6)},
    ),
    excludes("Stroke within 6 months before screening", "an anchor of the trial", open_list(cond("stroke", "2026-05-01")), "fail"),
    excludes("Stroke within 6 months before enrollment", "an anchor of the trial", open_list(cond("stroke", "2026-05-01")), "fail"),
)  # fmt: skip
def test_anchors_are_the_day_of_judgement_unless_dated(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ states persist, events do not


@table(
    needs("Cirrhosis", "since long ago", open_list(cond("cirrhosis", "2010")), "match"),
    needs("Cirrhosis", "no date", listed("cirrhosis"), "match"),
    needs("Cirrhosis", "ended", open_list(cond("cirrhosis", "2010", end="2020")), "fail"),
    needs("Cirrhosis", "resolved, undated", listed("cirrhosis", status="resolved"), "fail"),
    needs("Cirrhosis", "ends today", open_list(cond("cirrhosis", "2010", end="2026-11-01")), "match"),
    needs("Cirrhosis", "ended yesterday", open_list(cond("cirrhosis", "2010", end="2026-10-31")), "fail"),
    needs("Cirrhosis", "ends this month", open_list(cond("cirrhosis", "2010", end="2026-11")), "match"),
    needs("Cirrhosis", "ended some time this year", open_list(cond("cirrhosis", "2010", end="2026")), "unknown: imprecise_date"),
    needs("Ascites", "ended, and again", open_list(cond("ascites", "2026-01", end="2026-02"), cond("ascites", "2026-10")), "match"),
    excludes("Asthma within 6 months", "a state that overlaps", open_list(cond("asthma", "2010")), "fail"),
    excludes("Asthma within 6 months", "ended before", open_list(cond("asthma", "2010", end="2026-04-30")), "match"),
    excludes("Asthma within 6 months", "ended inside", open_list(cond("asthma", "2010", end="2026-05-01")), "fail"),
    excludes("Asthma within 6 months", "resolved, no end", open_list(cond("asthma", "2010", status="resolved")), "unknown: undated"),
    excludes("Myocardial infarction", "active", open_list(cond("myocardial infarction", "2026-10-20")), "fail"),
    excludes(
        "Myocardial infarction",
        "resolved says nothing of another",
        open_list(cond("myocardial infarction", "2026-10-20", status="resolved")),
        "unknown",
    ),
    excludes("Myocardial infarction", "resolved, list complete", all_of(cond("myocardial infarction", "2020", status="resolved")), "match"),
    excludes("Prior myocardial infarction", "resolved", open_list(cond("myocardial infarction", "2020", status="resolved")), "fail"),
    excludes("History of myocardial infarction", "active", open_list(cond("myocardial infarction", "2026-10-20")), "fail"),
    excludes("History of asthma", "ended", open_list(cond("asthma", "1990", end="2000")), "fail"),
    excludes("History of asthma", "never", open_list(*absent("asthma")), "match"),
    excludes("Prior chemotherapy", "stopped", treated(drug("cisplatin", "2020-01-01", end="2020-06-01")), "fail"),
    excludes("Current use of prednisone", "stopped", treated(drug("prednisone", "2026-01-01", end="2026-06-01")), "match"),
    excludes("Current use of prednisone", "stopped, no date", treated(drug("prednisone", status="stopped")), "match"),
    excludes("Current use of prednisone", "ends today", treated(drug("prednisone", "2026-01-01", end="2026-11-01")), "fail"),
    excludes("Current use of prednisone", "ends later", treated(drug("prednisone", "2026-01-01", end="2026-12-01")), "fail"),
    excludes("Prednisone within 4 weeks", "stopped inside", treated(drug("prednisone", "2026-01-01", end="2026-10-04")), "fail"),
    excludes("Prednisone within 4 weeks", "stopped a day before", treated(drug("prednisone", "2026-01-01", end="2026-10-03")), "match"),
    excludes(
        "Prednisone within 4 weeks", "stopped, no end", treated(drug("prednisone", "2026-01-01", status="stopped")), "unknown: undated"
    ),
    excludes("Prednisone within 4 weeks", "began inside and stopped", treated(drug("prednisone", "2026-10-10", status="stopped")), "fail"),
    excludes(
        "Prednisone within 4 weeks",
        "another course before",
        treated(drug("prednisone", "2026-01-01", end="2026-02-01"), drug("prednisone", "2026-10-20")),
        "fail",
    ),
)
def test_states_persist_until_they_end_and_events_count_at_their_onset(
    kind: Kind, text: str, record: Record, expected: str, options: Options
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Ascites developed within 4 weeks", "inside", open_list(cond("ascites", "2026-10-20")), "match"),
    needs("Ascites developed within 4 weeks", "before, going on", open_list(cond("ascites", "2026-01-20")), "fail"),
    needs("Ascites developed within 4 weeks", "undated", listed("ascites"), "unknown: undated"),
    needs("Ascites developed within 4 weeks", "a month at the edge", open_list(cond("ascites", "2026-10")), "unknown: imprecise_date"),
    needs("Newly diagnosed asthma within 3 months", "inside", open_list(cond("asthma", "2026-09-01")), "match"),
    needs("Newly diagnosed asthma within 3 months", "before", open_list(cond("asthma", "2026-07-31")), "fail"),
    needs("HBsAg positive for more than 6 months", "since long", labs(obs("HBsAg", "positive", since="2020-01-01")), "match"),
    needs("HBsAg positive for more than 6 months", "since just so long", labs(obs("HBsAg", "positive", since="2026-05-01")), "fail"),
    needs("HBsAg positive for more than 6 months", "a day more", labs(obs("HBsAg", "positive", since="2026-04-30")), "match"),
    needs("HBsAg positive for more than 6 months", "a month at the edge", labs(obs("HBsAg", "positive", since="2026-04")), "match"),
    needs("HBsAg positive for more than 6 months", "no since", labs(obs("HBsAg", "positive")), "unknown"),
    needs(
        "HBsAg positive for more than 6 months",
        "two values",
        labs(obs("HBsAg", "positive", day="2025-01-01"), obs("HBsAg", "positive")),
        "match",
    ),
    needs(
        "HBsAg positive for more than 6 months",
        "a negative between",
        labs(obs("HBsAg", "positive", day="2025-01-01"), obs("HBsAg", "negative", day="2026-08-01"), obs("HBsAg", "positive")),
        "fail",
    ),
    needs(
        "HBsAg positive for more than 6 months",
        "negative now",
        labs(obs("HBsAg", "positive", day="2025-01-01"), obs("HBsAg", "negative")),
        "fail",
    ),
    needs("Hypertension for more than 5 years", "longer", open_list(cond("hypertension", "2021-10-31")), "match"),
    needs("Hypertension for more than 5 years", "exactly", open_list(cond("hypertension", "2021-11-01")), "fail"),
    needs("Hypertension for more than 5 years", "the year of the edge", open_list(cond("hypertension", "2021")), "unknown: imprecise_date"),
    needs("Hypertension for more than 5 years", "ended", open_list(cond("hypertension", "2001", end="2020")), "fail"),
    needs("Hypertension for more than 5 years", "no onset", listed("hypertension"), "unknown: undated"),
    needs("Hypertension for at least 5 years", "exactly", open_list(cond("hypertension", "2021-11-01")), "match"),
)
def test_onset_and_duration_are_asked_of_the_beginning(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Dialysis", "going on", operated(proc("hemodialysis", start="2026-01-01")), "fail"),
    excludes("Dialysis", "ended", operated(proc("dialysis", start="2026-01-01", end="2026-02-01")), "match"),
    excludes("Dialysis", "one kind ended", operated(proc("hemodialysis", start="2026-01-01", end="2026-02-01")), "unknown: missing"),
    excludes("Dialysis", "a session 7 days ago", operated(proc("hemodialysis", "2026-10-25")), "fail"),
    excludes("Dialysis", "a session 8 days ago", closed(procedures=[proc("hemodialysis", "2026-10-24")]), "match"),
    excludes("Dialysis", "a session 8 days ago, open", operated(proc("hemodialysis", "2026-10-24")), "unknown"),
    excludes(
        "Mechanical ventilation",
        "ended",
        closed(procedures=[proc("mechanical ventilation", start="2026-01-01", end="2026-01-05")]),
        "match",
    ),
    excludes("Liver transplantation", "long ago", operated(proc("liver transplantation", "2001")), "fail"),
    excludes("Liver transplantation", "undated", operated(proc("liver transplantation")), "fail"),
    excludes("Liver transplantation", "among the conditions, as a status", open_list(cond("liver transplantation", "2001")), "fail"),
    excludes("Liver transplantation", "never", operated(*absent("liver transplantation")), "match"),
    excludes("Planned liver transplantation", "never done says nothing of plans", operated(*absent("liver transplantation")), "unknown"),
)
def test_a_continuing_treatment_is_meant_at_present_a_single_act_at_any_time(
    kind: Kind, text: str, record: Record, expected: str, options: Options
) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ age


def born(day: str) -> Record:
    return {"birth_date": day}


@table(
    needs("Age 18 to 60 years", "60 years and 11 months", born("1965-12-01"), "match"),
    needs("Age 18 to 60 years", "the day before 61", born("1965-11-02"), "match"),
    needs("Age 18 to 60 years", "61 today", born("1965-11-01"), "fail"),
    needs("Age 18 to 60 years", "18 today", born("2008-11-01"), "match"),
    needs("Age 18 to 60 years", "18 tomorrow", born("2008-11-02"), "fail"),
    needs("Age ≤ 60 years", "60 years and 11 months", born("1965-12-01"), "match"),
    needs("Age < 60 years", "the day before 60", born("1966-11-02"), "match"),
    needs("Age < 60 years", "60 today", born("1966-11-01"), "fail"),
    needs("Age ≥ 18 years", "18 today", born("2008-11-01"), "match"),
    needs("Older than 18 years", "18 today", born("2008-11-01"), "fail"),
    needs("Older than 18 years", "18 since yesterday", born("2008-10-31"), "match"),
    needs("Age > 18 years", "18 since yesterday", born("2008-10-31"), "match"),
    excludes("Age > 24 years", "24 and a half", born("2002-05-01"), "match"),
    excludes("Age > 24 years", "25 today", born("2001-11-01"), "fail"),
    excludes("Age > 24 years", "25 tomorrow", born("2001-11-02"), "match"),
    excludes("Age < 18 years", "18 today", born("2008-11-01"), "match"),
    excludes("Age < 18 years", "18 tomorrow", born("2008-11-02"), "fail"),
    needs("Age ≥ 18 years", "the year of birth decides not", born("2008"), "unknown: imprecise_date"),
    needs("Age ≥ 18 years", "the year of birth decides", born("2007"), "match"),
    needs("Age 18 to 60 years", "a whole-year age", {"age": 60}, "match"),
    needs("Age 18 to 60 years", "a whole-year age beyond", {"age": 61}, "fail"),
    needs("Older than 18 years", "a whole-year age at the limit", {"age": 18}, "unknown: imprecise_date"),
    needs("Older than 18 years", "a whole-year age above", {"age": 19}, "match"),
    needs("Age < 60 years", "a whole-year age below", {"age": 59}, "match"),
    excludes("Age > 24 years", "a whole-year age", {"age": 24}, "match"),
    needs("Age ≥ 6 months", "a whole-year age of 0", {"age": 0}, "unknown: imprecise_date"),
    needs("Age ≥ 6 months", "six months today", born("2026-05-01"), "match"),
    needs("Age ≥ 18 years", "not recorded", {}, "unknown: missing"),
    needs("Age ≥ 18 years", "a birth date beside an age", {"birth_date": "2000-01-01", "age": 3}, "match"),
)
def test_age_is_in_completed_units(kind: Kind, text: str, record: Record, expected: str, options: Options) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ what grows, half-lives


@table(
    needs("Gestational age ≥ 24 weeks", "advanced to `on`", labs(obs("gestational age", 20, "weeks", "2026-10-04")), "match"),
    needs("Gestational age ≥ 24 weeks", "a day short", labs(obs("gestational age", 20, "weeks", "2026-10-05")), "fail"),
    needs("Gestational age < 28 weeks", "undated", labs(obs("gestational age", 20, "weeks", None)), "unknown: undated"),
    needs(
        "Gestational age ≥ 24 weeks", "of an earlier pregnancy", labs(obs("gestational age", 20, "weeks", "2024-10-05")), "unknown: stale"
    ),
    needs("Gestational age ≥ 24 weeks", "a month that decides", labs(obs("gestational age", 20, "weeks", "2026-10")), "unknown"),
    excludes(
        "Prednisone within 4 weeks or 5 half-lives, whichever is longer",
        "inside the weeks",
        treated(drug("prednisone", "2026-01-01", end="2026-10-10")),
        "fail",
    ),
    excludes(
        "Prednisone within 4 weeks or 5 half-lives, whichever is longer",
        "before them",
        treated(drug("prednisone", "2026-01-01", end="2026-09-10")),
        "unknown: half_life_unknown",
    ),
    excludes(
        "Prednisone within 4 weeks or 5 half-lives, whichever is longer",
        "never",
        treated({"name": "prednisone", "status": "absent"}),
        "match",
    ),
)
def test_quantities_that_grow_are_advanced_and_half_lives_settle_only_inside_the_fixed_time(
    kind: Kind, text: str, record: Record, expected: str, options: Options
) -> None:
    check(kind, text, record, expected, options)

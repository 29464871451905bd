"""How often something was: counts of events, procedures and drugs (contract §§4 and 5)."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_criterion, to_text
from spec.contract import check, excludes, needs, outcome, table
from spec.records import NOTHING, closed, has, listed, open_list, operated, proc


def strokes(*days: str | None, **fields: Any) -> dict[str, Any]:
    entries = [{"name": "stroke", "status": "resolved"} | ({"onset": day} if day is not None else {}) for day in days]
    return open_list(*entries, **fields)


def test_events_of_different_days_are_counted() -> None:
    text = "History of at least two strokes"
    assert outcome("inclusion", text, strokes("2019-02-01", "2021-06-05")) == "match"
    assert outcome("inclusion", text, strokes("2019-02-01")) == "unknown"
    assert outcome("inclusion", text, strokes("2019-02-01", **NOTHING)) == "fail"
    assert outcome("inclusion", text, strokes(**NOTHING)) == "fail"


def test_entries_that_may_be_the_same_event_count_once() -> None:
    text = "At least two strokes"
    assert outcome("inclusion", text, strokes("2019-02-01", "2019-02-01")) == "unknown"
    assert outcome("inclusion", text, strokes("2019", "2019-02-01")) == "unknown"
    assert outcome("inclusion", text, strokes(None, "2019-02-01", **NOTHING)) == "unknown"
    assert outcome("inclusion", text, strokes("2018", "2019-02-01")) == "match"


def test_more_than_a_number_are_excluded() -> None:
    text = "More than 2 strokes"
    assert outcome("exclusion", text, strokes("2019-02-01", "2020-02-01", "2021-02-01")) == "fail"
    assert outcome("exclusion", text, strokes("2019-02-01", "2020-02-01")) == "unknown"
    assert outcome("exclusion", text, strokes("2019-02-01", "2020-02-01", **NOTHING)) == "match"


def test_only_those_inside_the_window_count() -> None:
    text = "≥ 2 exacerbations of COPD in the past 12 months"
    entries = [{"name": "COPD exacerbation", "onset": day, "end": day} for day in ("2025-01-10", "2026-03-01", "2026-08-01")]
    assert outcome("inclusion", text, {"conditions": entries}) == "match"
    assert outcome("inclusion", text, {"conditions": entries[:2]}) == "unknown"
    assert outcome("inclusion", text, {"conditions": entries[:2], **NOTHING}) == "fail"


def test_an_entry_of_a_lasting_disease_does_not_say_how_many_episodes() -> None:
    text = "At least 3 episodes of depression"
    once = has("depression", onset="2020-01-01")
    assert outcome("inclusion", text, once) == "unknown"


def test_one_or_more_is_that_there_is_one() -> None:
    for text in ("One or more strokes", "At least one stroke", "At least 1 prior stroke"):
        assert "times >= 1" in to_text(compile_criterion(text).rule), text
    assert outcome("inclusion", "At least one brain metastasis", listed("brain metastasis")) == "match"
    assert outcome("inclusion", "At least one brain metastasis", listed("brain metastasis", status="absent")) == "fail"


def test_different_drugs_are_counted() -> None:
    text = "Treated with at least 2 antidepressants"
    drugs = [{"name": name} for name in ("sertraline", "mirtazapine")]
    assert outcome("inclusion", text, {"medications": drugs}) == "match"
    assert outcome("inclusion", text, {"medications": [drugs[0], drugs[0]]}) == "unknown"
    assert outcome("inclusion", text, {"medications": [drugs[0]], **NOTHING}) == "fail"


@pytest.mark.parametrize(
    "text",
    [
        "More than two cytotoxic regimens",
        "More than two lines of cytotoxic drugs",
        "More than two cytotoxic drug containing courses",
        "3 or more brain metastases",
        "More than 3 urinary tract infections per year",
    ],
)
def test_what_entries_cannot_tell_is_not_counted(text: str) -> None:
    assert "times" not in to_text(compile_criterion(text, "exclusion").rule)


@table(
    needs("No more than 1 prior hormone therapy", "none", closed(), "match"),
    needs("No more than 1 prior hormone therapy", "some", closed(operated(proc("hormone therapy", "2020"))), "unknown"),
    needs("Fewer than 3 prior immunotherapies", "none", closed(), "match"),
    needs("At least 2 prior hormone therapies", "none", closed(), "fail"),
    excludes("More than 2 prior hormone therapies", "none", closed(), "match"),
)
def test_a_maximum_asks_for_none(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


def test_an_entry_in_the_plural_may_be_several() -> None:
    text = "More than 2 seizures within 4 weeks"
    assert outcome("exclusion", text, closed(open_list({"name": "seizures", "onset": "2026-10-20"}))) == "unknown"
    assert outcome("exclusion", text, closed(open_list({"name": "recurrent seizures"}))) == "unknown"
    assert outcome("exclusion", text, closed(open_list({"name": "seizure", "onset": "2026-10-20"}))) == "match"
    assert outcome("exclusion", text, NOTHING) == "match"

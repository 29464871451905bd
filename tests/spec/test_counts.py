"""How often something was: counts of events, procedures and drugs (contract §§4 and 5)."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import Trial, compile_criterion, screen, to_text
from spec.records import ON


def outcome(text: str, record: dict[str, Any], kind: str = "inclusion") -> str:
    result = screen(record, Trial.from_criteria(**{kind: [text]}), on=ON)
    return str(result["I1" if kind == "inclusion" else "E1"].outcome)


def strokes(*days: str | None, **fields: Any) -> dict[str, Any]:
    entries = [{"name": "stroke", "status": "resolved"} | ({"onset": day} if day is not None else {}) for day in days]
    return {"conditions": entries, **fields}


COMPLETE = {"complete": ["conditions", "procedures", "medications"]}


def test_events_of_different_days_are_counted() -> None:
    text = "History of at least two strokes"
    assert outcome(text, strokes("2019-02-01", "2021-06-05")) == "match"
    assert outcome(text, strokes("2019-02-01")) == "unknown"
    assert outcome(text, strokes("2019-02-01", **COMPLETE)) == "fail"
    assert outcome(text, strokes(**COMPLETE)) == "fail"


def test_entries_that_may_be_the_same_event_count_once() -> None:
    text = "At least two strokes"
    assert outcome(text, strokes("2019-02-01", "2019-02-01")) == "unknown"
    assert outcome(text, strokes("2019", "2019-02-01")) == "unknown"
    assert outcome(text, strokes(None, "2019-02-01", **COMPLETE)) == "unknown"
    assert outcome(text, strokes("2018", "2019-02-01")) == "match"


def test_more_than_a_number_are_excluded() -> None:
    text = "More than 2 strokes"
    assert outcome(text, strokes("2019-02-01", "2020-02-01", "2021-02-01"), "exclusion") == "fail"
    assert outcome(text, strokes("2019-02-01", "2020-02-01"), "exclusion") == "unknown"
    assert outcome(text, strokes("2019-02-01", "2020-02-01", **COMPLETE), "exclusion") == "match"


def test_only_those_inside_the_window_count() -> None:
    text = "≥ 2 exacerbations of COPD in the past 12 months"
    entries = [{"name": "COPD exacerbation", "onset": day, "end": day} for day in ("2025-01-10", "2026-03-01", "2026-08-01")]
    assert outcome(text, {"conditions": entries}) == "match"
    assert outcome(text, {"conditions": entries[:2]}) == "unknown"
    assert outcome(text, {"conditions": entries[:2], **COMPLETE}) == "fail"


def test_an_entry_of_a_lasting_disease_does_not_say_how_many_episodes() -> None:
    text = "At least 3 episodes of depression"
    once = {"conditions": [{"name": "depression", "onset": "2020-01-01"}], **COMPLETE}
    assert outcome(text, once) == "unknown"


def test_one_or_more_is_that_there_is_one() -> None:
    for text in ("One or more strokes", "At least one stroke", "At least 1 prior stroke"):
        assert "times >= 1" in to_text(compile_criterion(text).rule), text
    assert outcome("At least one brain metastasis", {"conditions": [{"name": "brain metastasis"}]}) == "match"
    assert outcome("At least one brain metastasis", {"conditions": [{"name": "brain metastasis", "status": "absent"}]}) == "fail"


def test_different_drugs_are_counted() -> None:
    text = "Treated with at least 2 antidepressants"
    drugs = [{"name": name} for name in ("sertraline", "mirtazapine")]
    assert outcome(text, {"medications": drugs}) == "match"
    assert outcome(text, {"medications": [drugs[0], drugs[0]]}) == "unknown"
    assert outcome(text, {"medications": [drugs[0]], **COMPLETE}) == "fail"


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

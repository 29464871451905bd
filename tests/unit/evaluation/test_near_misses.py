"""Names that nearly are the one asked for: pointed out, never matched, and never taken for something else."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility import Trial, screen
from eligibility.evaluation.results import CriterionResult


def asked(text: str, name: str, complete: tuple[str, ...] = ()) -> CriterionResult:
    record = {"conditions": [{"name": name}], "complete": list(complete)}
    return screen(record, Trial.from_criteria(exclusion=[text]), on=date(2026, 11, 1)).criteria[0]


@pytest.mark.parametrize(
    ("text", "name"), [("hepatocellular carcinoma", "hepatocelular carcinoma"), ("wobbly knee syndrome", "wobbly knee syndrom")]
)
def test_a_near_miss_is_pointed_out(text: str, name: str) -> None:
    result = asked(text, name)
    assert result.outcome == "unknown"
    assert f"it has {name!r}, which is not known as a name of it: is it misspelt?" in result.reasons[0].text


@pytest.mark.parametrize(("text", "name"), [("rheumatoid artritis", "rheumatoid arthritis"), ("hepatits B", "hepatitis B")])
def test_a_criterion_that_is_misspelt_is_pointed_out(text: str, name: str) -> None:
    result = asked(text, name)
    assert result.outcome == "unknown"
    assert any(f"it has {name!r}: is {text!r} a misspelt {name!r}?" in reason.text for reason in result.reasons)


def test_a_name_that_is_known_is_no_near_miss() -> None:
    assert "misspelt" not in asked("hypothyroidism", "hyperthyroidism").reasons[0].text


@pytest.mark.parametrize(("text", "name"), [("cirrhosis", "cirrosis"), ("Parkinson's disease", "PD")])
def test_a_complete_list_is_not_sure_of_a_misspelt_name_or_an_unknown_abbreviation(text: str, name: str) -> None:
    assert asked(text, name, ("conditions",)).outcome == "unknown"


def test_an_unknown_phrase_matches_the_identical_name_only() -> None:
    assert asked("wobbly knee syndrome", "Wobbly Knee Syndromes").outcome == "fail"
    assert asked("wobbly knee syndrome", "knee pain").outcome == "unknown"

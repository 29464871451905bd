"""Contract §2: "other" leaves out the trial's own condition, which the inclusion criteria tell where nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import Trial, compile_trial, screen
from spec.contract import check, excludes, needs, table
from spec.records import ON, has

TEXT = """Inclusion Criteria:
- Biopsy proven rectal cancer
- Age over 18 years
Exclusion Criteria:
- Other malignancy
"""


@pytest.mark.parametrize(("disease", "expected"), [("rectal cancer", "unknown"), ("lung cancer", "fail"), ("gout", "match")])
def test_the_inclusion_criteria_tell_what_a_trial_is_for(disease: str, expected: str) -> None:
    result = screen(has(disease), compile_trial(TEXT), on=ON)["E1"]
    assert result.outcome == expected


def test_an_exception_of_the_same_name_stands() -> None:
    trial = Trial.from_criteria(inclusion=["Breast cancer"], exclusion=["Any other malignancy, except breast cancer"])
    assert screen(has("breast cancer"), trial, on=ON)["E1"].outcome == "match"


def test_any_disease_may_be_the_trial_s_where_it_is_for_any() -> None:
    trial = Trial.from_criteria(inclusion=["Cancer"], exclusion=["Other malignancy"])
    assert screen(has("lung cancer"), trial, on=ON)["E1"].outcome == "unknown"


def test_named_conditions_come_first() -> None:
    trial = Trial.from_criteria(inclusion=["Gout"], exclusion=["Another disease"], conditions=("asthma",))
    outcomes = [screen(has(name), trial, on=ON)["E1"].outcome for name in ("asthma", "gout")]
    assert outcomes == ["match", "fail"]


@table(
    needs("No other malignancy", "the trial's own", has("breast cancer"), "match", conditions=("breast cancer",)),
    needs("No other malignancy", "another", has("lung cancer"), "fail", conditions=("breast cancer",)),
    excludes("Other malignancy", "the trial's own", has("breast cancer"), "match", conditions=("breast cancer",)),
    excludes("Malignancy", "the trial's own", has("breast cancer"), "fail", conditions=("breast cancer",)),
)
def test_no_other_denies_what_is_other(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_a_named_exception_is_no_assumption() -> None:
    trial = Trial.from_criteria(inclusion=["Breast cancer"], exclusion=["Malignancy other than breast cancer"])
    assert screen(has("breast cancer"), trial, on=ON)["E1"].outcome == "match"

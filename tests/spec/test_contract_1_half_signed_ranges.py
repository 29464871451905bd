"""Ranges with one sign, and words that ask nothing of anybody (contract §§1 and 6)."""

from __future__ import annotations

import pytest

from spec.contract import outcome
from spec.records import says


def aged(text: str) -> dict[int, str]:
    return {age: outcome("inclusion", text, {"age": age}) for age in (4, 5, 17, 18, 65, 66)}


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("Age 5 to < 18 years", {5, 17}),
        ("Age: 5 - <18 years", {5, 17}),
        ("Aged 5 years to less than 18 years", {5, 17}),
        ("5 to < 18 years of age", {5, 17}),
        ("18 to ≤ 65 years of age", {18, 65}),
        ("Age ≥ 18 to 65 years", {18, 65}),
        ("Age ≥ 18-65 years", {18, 65}),
        ("Age 5 up to and including 17 years", {5, 17}),
    ],
)
def test_an_age_with_one_sign(text: str, fit: set[int]) -> None:
    assert {age for age, got in aged(text).items() if got == "match"} == fit
    assert "unknown" not in aged(text).values()


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("BMI 18.5 to < 30 kg/m2", {18.5, 29.9}),
        ("BMI: 18.5 - <30", {18.5, 29.9}),
        ("BMI > 18.5 to 30 kg/m2", {29.9, 30}),
        ("BMI ≥ 18.5 to 30 kg/m2", {18.5, 29.9, 30}),
    ],
)
def test_a_value_with_one_sign(text: str, fit: set[float]) -> None:
    found = {value: outcome("inclusion", text, says("BMI", value, "kg/m2")) for value in (18, 18.5, 29.9, 30, 31)}
    assert {value for value, got in found.items() if got == "match"} == fit


@pytest.mark.parametrize("text", ["Platelets at least 4 to 6", "Chemotherapy at least 4 to 6 weeks ago", "Creatinine ≤ 1 to 2 mg/dL"])
def test_the_least_of_two_is_no_range(text: str) -> None:
    assert outcome("inclusion", text, {"complete": ["procedures"]}) == "unknown"


@pytest.mark.parametrize(
    "text",
    ["Any age", "All ages", "Patients of any age", "Any gender, race or ethnicity", "No age limits", "Patients of all ages and both sexes"],
)
def test_whoever_they_are_fits(text: str) -> None:
    assert outcome("inclusion", text, {}) == "match"


@pytest.mark.parametrize("text", ["Women of any age", "Women of any race or ethnicity", "Women of all ages", "Women only", "Female only"])
def test_any_age_of_one_sex_asks_for_the_sex(text: str) -> None:
    assert [outcome("inclusion", text, {"sex": sex}) for sex in ("female", "male")] == ["match", "fail"]


@pytest.mark.parametrize("text", ["Any age above 65 years", "Adults only", "Adults of any sex"])
def test_a_limit_beside_any_age_is_asked_for(text: str) -> None:
    assert outcome("inclusion", text, {"age": 17}) == "fail"


def test_any_before_another_noun_is_not_skipped() -> None:
    assert outcome("exclusion", "Any sex hormones", {"medications": [{"name": "estradiol"}]}) != "match"

"""The language of numbers, from the words of a criterion to its answer at and around the limit."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import Trial, compile_criterion, screen, to_text
from spec.contract import Kind, outcome
from spec.records import ON, Record, drug, labs, obs, treated


def answer(text: str, *observations: Record, kind: Kind = "inclusion", **fields: Any) -> str:
    """The outcome of one criterion for these observations."""
    return outcome(kind, text, labs(*observations, **fields))


def at(text: str, name: str, unit: str | None, *values: float, kind: Kind = "inclusion") -> list[str]:
    """The outcomes for several values of one observation."""
    return [answer(text, obs(name, value, unit), kind=kind) for value in values]


def aged(text: str, *ages: int, kind: Kind = "inclusion", **fields: Any) -> list[str]:
    return [answer(text, kind=kind, age=age, **fields) for age in ages]


# ------------------------------------------------------------------ numbers and their units


def test_number_words_take_units() -> None:
    assert at("Hemoglobin at least nine g/dL", "hemoglobin", "g/dL", 8.9, 9) == ["fail", "match"]


@pytest.mark.parametrize("name", ["ULN", "LLN"])
def test_the_abbreviation_behind_the_words_of_a_limit_says_it_again(name: str) -> None:
    word = "upper" if name == "ULN" else "lower"
    text = f"Calcium ≥ 0.8 × {word} limit of normal ({name})"
    assert to_text(compile_criterion(text).rule) == f'rule: "Calcium" >= 0.8 x {name}'


@pytest.mark.parametrize("times", ["2.5 x", "2.5-fold", "2.5 fold the", "2.5 times the", "2.5 ×"])
def test_ways_to_say_a_multiple(times: str) -> None:
    assert to_text(compile_criterion(f"ALT below {times} ULN").rule) == 'rule: "Alanine aminotransferase" < 2.5 x ULN'


# ------------------------------------------------------------------ the name, a colon, the value


def test_a_colon_between_a_name_and_its_value_introduces_nothing() -> None:
    assert at("BMI: 18 to 30", "BMI", "kg/m2", 17.9, 18, 30, 30.1) == ["fail", "match", "match", "fail"]
    assert at("Hemoglobin level: at least 9 g/dL", "hemoglobin", "g/dL", 8.9, 9) == ["fail", "match"]
    assert aged("Age: 18 - 65", 17, 18, 65, 66) == ["fail", "match", "match", "fail"]
    assert aged("Age limit: 18 to 65", 17, 18, 65, 66) == ["fail", "match", "match", "fail"]


# ------------------------------------------------------------------ ranges


@pytest.mark.parametrize("text", ["140 mmHg ≤ SBP < 190 mmHg", "190 mmHg > SBP ≥ 140 mmHg", "SBP ≥ 140 and < 190 mmHg"])
def test_the_name_between_its_two_limits(text: str) -> None:
    assert at(text, "SBP", "mmHg", 139, 140, 189, 190) == ["fail", "match", "match", "fail"]


@pytest.mark.parametrize(
    "text",
    ["BMI outside the range of 18 to 30", "BMI outside 18-30 kg/m2", "BMI not between 18 and 30", "BMI out of the range of 18 to 30 kg/m²"],
)
def test_outside_a_range(text: str) -> None:
    assert at(text, "BMI", "kg/m2", 17.9, 18, 30, 30.1, kind="exclusion") == ["fail", "match", "match", "fail"]
    assert at(text, "BMI", "kg/m2", 17.9, 18, 30, 30.1) == ["match", "fail", "fail", "match"]


def test_over_one_and_under_another() -> None:
    for text in ("Over 18 and under 75 years of age", "Age above 18 and below 75", "Older than 18 and younger than 75 years"):
        assert aged(text, 17, 40, 74, 75) == ["fail", "match", "match", "fail"], text
    assert aged("Below 18 and above 75 years of age", 17, 18, 75, 76, kind="exclusion") == ["fail", "match", "match", "fail"]


def test_a_plus_behind_an_age() -> None:
    for text in ("Age 60+", "Aged 60+ years", "60+ years old"):
        assert aged(text, 59, 60) == ["fail", "match"], text


def test_an_age_for_each_sex() -> None:
    text = "Men 50 years or older and women 55 years or older"
    assert aged(text, 49, 50, sex="male") == ["fail", "match"]
    assert aged(text, 54, 55, sex="female") == ["fail", "match"]
    assert aged(text, 49, 52, 55) == ["fail", "unknown", "match"]


# ------------------------------------------------------------------ gestational age

PREGNANT = obs("pregnancy", True)


@pytest.mark.parametrize(
    "text",
    [
        "Gestational age 24+0 to 36+6 weeks",
        "24 + 0 to 36 + 6 weeks of gestation",
        "24 weeks 0 days to 36 weeks 6 days of gestation",
        "Between 24 weeks and 36 weeks 6 days of gestation",
    ],
)
def test_weeks_and_days_of_a_pregnancy(text: str) -> None:
    values = (23.9, 24, 36.85, 37)
    assert [answer(text, PREGNANT, obs("gestational age", v, "wk", "2026-11-01")) for v in values] == ["fail", "match", "match", "fail"]


def test_the_unit_names_the_gestational_age() -> None:
    for text in ("≥ 37 weeks gestation", "At least 37 completed weeks of gestation", "At 37 weeks of gestation or more"):
        outcomes = [answer(text, obs("gestational age", v, "wk", "2026-11-01")) for v in (36.9, 37)]
        assert outcomes == ["fail", "match"], text
    text = "Pregnant women between 12 and 16 gestational weeks"
    assert answer(text, PREGNANT, obs("gestational age", 14, "wk", "2026-11-01")) == "match"
    assert answer(text, obs("pregnancy", False), obs("gestational age", 14, "wk", "2026-11-01")) == "fail"
    assert answer(text, PREGNANT, obs("gestational age", 17, "wk", "2026-11-01")) == "fail"


def test_a_gestational_age_is_not_how_long_something_lasts() -> None:
    rule = to_text(compile_criterion("Pre-eclampsia before delivery at < 34 weeks of gestation", "exclusion").rule)
    assert "lasting" not in rule
    assert "within" not in rule


# ------------------------------------------------------------------ limits of subgroups


def liver(ast: float, *metastases: str) -> dict[str, Any]:
    conditions = [{"name": "liver metastasis", "status": status} for status in metastases]
    observations = [{"name": name, "value": ast, "unit": "U/L", "high": 40, "date": "2026-10-31"} for name in ("AST", "ALT")]
    return {"observations": observations, "conditions": conditions}


@pytest.mark.parametrize(
    "text",
    [
        "AST and ALT ≤ 2.5 × ULN, or ≤ 5 × ULN for patients with liver metastases",
        "AST/ALT ≤ 2.5 x ULN (≤ 5 x ULN with liver metastases)",
        "ALT and AST ≤ 2.5 times ULN (≤ 5 times ULN in patients with liver metastases)",
    ],
)
def test_a_wider_limit_of_a_subgroup_is_for_all_the_names(text: str) -> None:
    trial = Trial.from_criteria(inclusion=[text])

    def outcome(record: dict[str, Any]) -> str:
        return str(screen(record, trial, on=ON)["I1"].outcome)

    assert [outcome(liver(value, "absent")) for value in (90, 110)] == ["match", "fail"]
    assert [outcome(liver(value, "active")) for value in (90, 190, 210)] == ["match", "match", "fail"]
    one_high = liver(90, "active")
    one_high["observations"][0]["value"] = 300
    assert outcome(one_high) == "fail"


def test_a_limit_does_not_borrow_the_name_of_another() -> None:
    rule = to_text(compile_criterion("Tumour size ≥ 15 mm and the short axis at least 12 mm").rule)
    assert '"Tumour size" >= 12' not in rule


# ------------------------------------------------------------------ rates


def test_how_often_is_not_how_long() -> None:
    for text in ("Headache on at least 15 days per month", "Headache ≥ 15 days/month", "Headache 15 or more days a month"):
        rule = to_text(compile_criterion(text).rule)
        assert "lasting" not in rule, text
        assert "15 d/mo" in rule, text


@pytest.mark.parametrize("written", ["3 times per week", "3 times a week", "3 times/week", "3 times weekly"])
def test_times_a_week(written: str) -> None:
    assert to_text(compile_criterion(f"Swimming more than {written}", "exclusion").rule) == 'rule: "Swimming" > 3 {times}/wk'


# ------------------------------------------------------------------ doses


def on_prednisone(dose: float, unit: str = "mg/day") -> dict[str, Any]:
    return treated(drug("prednisone", "2026-01-01", dose=dose, unit=unit))


@pytest.mark.parametrize(
    "text",
    [
        "Prednisone > 10 mg/day",
        "More than 10 mg prednisone per day",
        "Prednisone at a dose of more than 10 mg daily",
        "Prednisone at doses greater than 10 mg a day",
        "Prednisone dose > 10 mg per day",
    ],
)
def test_ways_to_say_a_dose(text: str) -> None:
    trial = Trial.from_criteria(exclusion=[text])
    assert [str(screen(on_prednisone(dose), trial, on=ON)["E1"].outcome) for dose in (10, 11)] == ["match", "fail"]


def test_a_cumulative_dose_is_not_that_of_an_entry() -> None:
    for text in ("Prednisone at a cumulative dose > 1000 mg", "Total prednisone dose > 1000 mg", "Prednisone (total dose > 1000 mg)"):
        trial = Trial.from_criteria(exclusion=[text])
        assert str(screen(on_prednisone(10, "mg"), trial, on=ON)["E1"].outcome) == "unknown", text


# ------------------------------------------------------------------ numbers alone


def test_a_number_alone_is_one_of_a_few_or_lost_its_comparator() -> None:
    assert at("Gleason score 7", "Gleason score", None, 6, 7, 8) == ["unknown", "unknown", "unknown"]
    assert at("ECOG performance status 2", "ECOG", None, 1, 2, 3) == ["unknown", "unknown", "unknown"]
    assert at("ECOG status 0,1", "ECOG", None, 0, 1, 2) == ["match", "match", "fail"]
    assert at("ECOG = 0, 1 or 2", "ECOG", None, 0, 2, 3) == ["match", "match", "fail"]
    assert at("MMSE 24", "MMSE", None, 23, 24) == ["unknown", "unknown"]
    assert at("ECOG performance status (see appendix 2)", "ECOG", None, 2) == ["unknown"]


def test_the_range_of_a_scale_is_no_limit() -> None:
    for text in (
        "Pain score of at least 4 on a 0-10 scale",
        "Pain score (range 0-10) ≥ 4",
        "Pain score ≥ 4 on a 0 to 10 numeric rating scale",
    ):
        assert "between" not in to_text(compile_criterion(text).rule), text


@pytest.mark.parametrize(
    "written", ["Minimum hemoglobin of 9 g/dL", "Hemoglobin must be 9 g/dL or above", "A minimum hemoglobin level of 9 g/dL"]
)
def test_a_minimum_before_the_name(written: str) -> None:
    assert at(written, "hemoglobin", "g/dL", 8.9, 9) == ["fail", "match"]


def test_must_not_exceed() -> None:
    for text in ("Hemoglobin does not exceed 18 g/dL", "Hemoglobin must not exceed 18 g/dL", "Hemoglobin cannot exceed 18 g/dL"):
        assert at(text, "hemoglobin", "g/dL", 18, 18.1) == ["match", "fail"], text


def test_powers_and_words() -> None:
    assert at("HBV DNA > 10^5 IU/mL", "HBV DNA", "IU/mL", 1e5, 1.1e5) == ["fail", "match"]
    assert at("HBV DNA > 1.0E5 IU/mL", "HBV DNA", "IU/mL", 1e5, 1.1e5) == ["fail", "match"]
    assert at("BMI over thirty-five kg/m2", "BMI", "kg/m2", 35, 36) == ["fail", "match"]
    assert aged("Between eighteen and seventy-five years of age", 17, 18, 75, 76) == ["fail", "match", "match", "fail"]


def test_a_limit_in_the_absence_of_a_condition() -> None:
    trial = Trial.from_criteria(inclusion=["AST ≤ 2.5 × ULN in the absence of liver metastases"])
    outcomes = [str(screen(liver(value, "absent"), trial, on=ON)["I1"].outcome) for value in (90, 110)]
    assert outcomes == ["match", "fail"]
    assert str(screen(liver(110, "active"), trial, on=ON)["I1"].outcome) == "unknown"
    cases = Trial.from_criteria(inclusion=["AST ≤ 2.5 × ULN without liver metastases, or ≤ 5 × ULN with liver metastases"])
    assert [str(screen(liver(value, "active"), cases, on=ON)["I1"].outcome) for value in (190, 210)] == ["match", "fail"]

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
)
def test_no_other_denies_what_is_other(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_a_named_exception_is_no_assumption() -> None:
    trial = Trial.from_criteria(inclusion=["Breast cancer"], exclusion=["Malignancy other than breast cancer"])
    assert screen(has("breast cancer"), trial, on=ON)["E1"].outcome == "match"


# ------------------------------------------------------------------ words so wide that what the trial is for is among them

IN_BREAST_CANCER = {"conditions": ("breast cancer",)}


@table(
    excludes("History of malignancy within 5 years", "the trial's own", has("breast cancer"), "unknown: ambiguous", **IN_BREAST_CANCER),
    excludes("History of malignancy within 5 years", "another", has("lung cancer", onset="2025-01"), "fail", **IN_BREAST_CANCER),
    excludes("History of malignancy within 5 years", "none", has("gout"), "match", **IN_BREAST_CANCER),
    excludes("Malignancy, HIV infection or gout", "the trial's own", has("breast cancer"), "unknown: ambiguous", **IN_BREAST_CANCER),
    excludes("Malignancy, HIV infection or gout", "a member", has("gout"), "fail", **IN_BREAST_CANCER),
    excludes("Known malignancy except basal cell carcinoma", "its kind", has("breast cancer"), "unknown: ambiguous", **IN_BREAST_CANCER),
    excludes("Malignancy of the breast, stage IV", "narrowed", has("gout"), "match", **IN_BREAST_CANCER),
    excludes("Inflammatory breast cancer", "a kind of it", has("inflammatory breast cancer"), "fail", **IN_BREAST_CANCER),
    excludes("Breast cancer", "itself, said by name", has("breast cancer"), "fail", **IN_BREAST_CANCER),
    excludes("Prior malignancy", "of a trial of any cancer", has("lung cancer"), "unknown", conditions=("Neoplasms",)),
    excludes("Prior malignancy", "none", has("gout"), "match", conditions=("Neoplasms",)),
    excludes("Serious comorbidity", "the trial's own", has("breast cancer", severity="severe"), "match", **IN_BREAST_CANCER),
    excludes("Concomitant disease", "another", has("gout"), "fail", **IN_BREAST_CANCER),
    excludes("Malignancy", "in a trial of something else", has("breast cancer"), "fail", conditions=("gout",)),
    needs("No history of malignancy within 5 years", "the trial's own", has("breast cancer"), "unknown: ambiguous", **IN_BREAST_CANCER),
    needs("No history of malignancy within 5 years", "another", has("lung cancer", onset="2025-01"), "fail", **IN_BREAST_CANCER),
)
def test_no_exclusion_means_what_every_patient_has(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_what_all_patients_must_have_is_left_out_of_a_history() -> None:
    trial = Trial.from_criteria(inclusion=["Breast cancer"], exclusion=["History of malignancy within 5 years", "Active malignancy"])
    outcomes = [[screen(has(name), trial, on=ON)[i].outcome for i in ("E1", "E2")] for name in ("breast cancer", "lung cancer", "gout")]
    # After surgery, a trial may well exclude those whose cancer is still active.
    assert outcomes == [["match", "unknown"], ["fail", "fail"], ["match", "match"]]
    assert trial["E1"].notes == ("'malignancy' is read without breast cancer, which every patient of the trial must have",)


def test_of_two_diseases_that_are_asked_for_the_other_may_exclude() -> None:
    trial = Trial.from_criteria(inclusion=["Breast cancer or lung cancer"], exclusion=["History of malignancy"])
    assert screen(has("lung cancer"), trial, on=ON)["E1"].outcome == "unknown"


def test_who_had_a_disease_may_be_asked_to_have_it_no_more() -> None:
    trial = Trial.from_criteria(inclusion=["History of breast cancer (currently without malignant disease)"])
    assert screen(has("breast cancer"), trial, on=ON)["I1"].outcome == "fail"


IN_BREAST = ["Breast cancer", "Recurrent disease or stage IV disease"]


@pytest.mark.parametrize(("stage", "expected"), [("IV", "match"), ("I", "unknown")])
def test_a_stage_is_of_the_cancer_that_the_criteria_ask_for(stage: str, expected: str) -> None:
    trial = Trial.from_criteria(inclusion=IN_BREAST)
    assert screen(has("breast cancer", stage=stage), trial, on=ON)["I2"].outcome == expected


def test_a_stage_of_another_cancer_decides_nothing() -> None:
    trial = Trial.from_criteria(inclusion=["Breast cancer", "Stage IV disease"])
    assert screen(has("lung cancer", stage="IV"), trial, on=ON)["I2"].outcome == "unknown"
    assert screen(has("breast cancer", stage="I"), trial, on=ON)["I2"].outcome == "fail"

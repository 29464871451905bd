"""Contract §2, Permissions: of whom they are said, other words for them, and those that state whom the trial is for."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, result, table
from spec.records import MAN, NOTHING, WOMAN, done, has, says


@table(
    needs("Women with prior asthma are also eligible", "a man", MAN, "match"),
    needs("Female patients with gout are allowed", "a man", MAN, "match"),
    needs("Men with gout or asthma are also eligible", "a woman", WOMAN, "match"),
    needs("Patients older than 70 with prior stroke are also eligible", "50 years", MAN, "match"),
    needs("Tumors with any HER2 status are permitted", "no tumour", NOTHING, "match"),
    needs("Brain metastases with stable symptoms are permitted", "none", NOTHING, "match"),
    needs("Men are also eligible", "a woman", WOMAN, "match"),
    needs("Women with prior asthma are not eligible", "a man", MAN, "match"),
    needs("Women with prior asthma are not eligible", "such a woman", WOMAN | has("asthma"), "fail"),
)
def test_a_permission_is_said_of_its_whole_subject(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("The study allows patients with asthma", "none", NOTHING, "match"),
    needs("The protocol permits tumors with any HER2 status", "no tumour", NOTHING, "match"),
    needs("Biopsy is optional", "none", NOTHING, "match"),
    needs("Biopsy is recommended but not required", "none", NOTHING, "match"),
    needs("Measurable disease is not mandatory", "none", NOTHING, "match"),
    needs("Gout, but asthma is not necessary", "no asthma", has("gout"), "match"),
    needs("Biopsy is recommended", "none", NOTHING, "unknown"),
    needs("Biopsy is required, but patients may opt out", "none", NOTHING, "unknown"),
    needs("Tumor biopsy will be performed before treatment", "none", NOTHING, "unknown"),
    needs("Gout even if asthma is present", "gout alone", has("gout"), "match"),
    needs("Gout even if asthma is present", "no gout", NOTHING, "fail"),
    needs("Biopsy", "none", NOTHING, "fail"),
)
def test_other_words_of_permission_and_advice(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


OF_AGE = "Women 18 years or older are eligible for the study"
OPERATED = "Women aged 18 or older undergoing mastectomy will be eligible"


@table(
    needs(OF_AGE, "a man", MAN, "fail"),
    needs(OF_AGE, "a girl", {"sex": "female", "age": 16}, "fail"),
    needs(OF_AGE, "such a woman", WOMAN, "match"),
    needs(OPERATED, "none", WOMAN, "fail"),
    needs(OPERATED, "such", WOMAN | done("mastectomy", "2026-10-31"), "match"),
    needs("Individuals between the ages of 18-75 will be included in the study", "80 years", MAN | {"age": 80}, "fail"),
    needs("Individuals between the ages of 18-75 will be included in the study", "50 years", MAN, "match"),
    needs("Patients with gout are eligible", "none", NOTHING, "match"),
    needs("Patients with gout are eligible", "gout", has("gout"), "match"),
    needs("Patients undergoing surgery will be included", "none", NOTHING, "unknown"),
    needs("Patients with mild gout are eligible", "none", NOTHING, "match"),
    needs("Patients with prior gout are eligible", "none", NOTHING, "match"),
    needs("Patients older than 70 are eligible", "50 years", MAN, "match"),
    excludes("Patients with gout may participate", "gout", has("gout"), "match"),
)
def test_a_permission_may_state_whom_the_trial_is_for(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_the_trial_s_own_disease_is_asked_for() -> None:
    assert result("inclusion", "Patients with gout are eligible", NOTHING, conditions=("gout",)).outcome == "fail"
    assert result("inclusion", "Patients with gout are eligible", NOTHING, conditions=("asthma",)).outcome == "match"


INCLUDED = "Diabetic patients, 18 years and older, were included if they had asthma"


@table(
    needs(INCLUDED, "diabetes alone", MAN | has("diabetes"), "fail"),
    needs(INCLUDED, "both", MAN | has("diabetes", "asthma"), "match"),
    needs("Patients aged 18 years or older were included if they had asthma", "none", MAN, "fail"),
    needs("Type II diabetic patients", "type 2", has("type 2 diabetes"), "match"),
    needs("Type II diabetic patients", "type 1", has("type 1 diabetes"), "fail"),
)
def test_who_was_included_if_they_had_something(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Diagnosis of colon cancer. Lung Cancer Patients", "colon", has("colon cancer"), "unknown"),
    needs("Diagnosis of colon cancer. Lung Cancer Patients", "neither", NOTHING, "fail"),
    needs("Age 18 or older. Lung cancer patients", "no cancer", NOTHING, "fail"),
    needs("Malignancy. Lung cancer patients", "colon", has("colon cancer"), "fail"),
)
def test_a_sentence_that_names_another_population(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        "Participation in another chemotherapy trial", "in another trial", says("participation in another clinical trial", True), "unknown"
    ),
    excludes("Participation in another chemotherapy trial", "in none", says("participation in another clinical trial", False), "match"),
    excludes(
        "Participating in another physiotherapy study", "in another trial", says("participation in another clinical trial", True), "unknown"
    ),
    excludes("Participation in other diabetes clinical trials", "in none", says("participation in another clinical trial", False), "match"),
    excludes("Enrolled in another drug study", "in another trial", says("participation in another clinical trial", True), "fail"),
    excludes(
        "Participation in an investigational new drug trial",
        "in another trial",
        says("participation in another clinical trial", True),
        "fail",
    ),
)
def test_a_trial_s_kind_is_no_treatment_of_the_patient(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

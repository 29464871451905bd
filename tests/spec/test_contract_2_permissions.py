"""Contract §2, Permissions: exceptions of what is forbidden beside them; of whom they are said, and for whom the trial is."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, result, table
from spec.records import MAN, NOTHING, WOMAN, done, has, operated, proc, says, takes

TREATED = "Gout. Patients with treated gout are allowed."


@table(
    excludes("Prior cancer; however, patients with basal cell carcinoma are eligible", "it", has("basal cell carcinoma"), "match"),
    excludes("Prior cancer; however, patients with basal cell carcinoma are eligible", "another", has("lung cancer"), "fail"),
    excludes(
        "Prior cancer; however, patients with basal cell carcinoma are eligible", "both", has("basal cell carcinoma", "lung cancer"), "fail"
    ),
    excludes("Taking aspirin is permitted; other NSAIDs are not allowed", "aspirin", takes("aspirin"), "match"),
    excludes("Taking aspirin is permitted; other NSAIDs are not allowed", "another", takes("ibuprofen"), "fail"),
    excludes("NSAIDs (aspirin is permitted)", "aspirin", takes("aspirin"), "match"),
    excludes("Asthma or stroke. Patients with a lacunar stroke are allowed.", "lacunar", has("lacunar stroke"), "match"),
    excludes("Asthma or stroke. Patients with a lacunar stroke are allowed.", "asthma", has("asthma"), "fail"),
    needs("No stroke; patients with a lacunar stroke are allowed", "lacunar", has("lacunar stroke"), "match"),
    needs("No stroke; patients with a lacunar stroke are allowed", "another", has("hemorrhagic stroke"), "fail"),
    needs("Must not take NSAIDs; aspirin is permitted", "aspirin", takes("aspirin"), "match"),
)
def test_a_kind_of_what_is_forbidden_is_excused(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(TREATED, "perhaps treated", has("gout"), "unknown"),
    excludes(TREATED, "none", NOTHING, "match"),
    needs("No gout (treated gout is allowed)", "perhaps treated", has("gout"), "unknown"),
    needs("No gout (treated gout is allowed)", "none", NOTHING, "match"),
    excludes("Gout (colchicine is allowed)", "colchicine, which may excuse", has("gout") | takes("colchicine"), "unknown"),
    excludes("Gout (colchicine is allowed)", "no colchicine", has("gout"), "fail"),
    excludes("Prior chemotherapy. Adjuvant chemotherapy is allowed if well tolerated", "none", NOTHING, "match"),
    excludes(
        "Prior chemotherapy. Adjuvant chemotherapy is allowed if well tolerated",
        "perhaps tolerated",
        done("adjuvant chemotherapy", "2020-01-01"),
        "unknown",
    ),
    needs("Bilirubin < 2 mg/dL (those with hepatitis are eligible)", "high", says("total bilirubin", 5, "mg/dL"), "unknown"),
    needs("Gout and not eligible for surgery", "gout", has("gout"), "unknown"),
    needs("Gout and not eligible for surgery", "no gout", NOTHING, "fail"),
)
def test_what_may_excuse_leaves_open(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Acceptable renal function (creatinine < 2 mg/dL)", "too high", says("creatinine", 3, "mg/dL"), "fail"),
    needs("Must agree to use acceptable contraception", "uses none", says("contraception", False), "fail"),
    needs("Patients eligible to undergo surgery", "none done", NOTHING, "unknown"),
    needs("Eligible patients must have gout", "none", NOTHING, "fail"),
    needs("Eligible patients must have gout", "gout", has("gout"), "match"),
    excludes("Contraindication to aspirin, heparin", "taking the second", takes("heparin"), "unknown"),
    excludes("Unsuitable for aspirin or zorblafinib", "taking what no table has", takes("zorblafinib"), "unknown"),
    excludes("Inadequate response to aspirin or heparin", "taking the second", takes("heparin"), "unknown"),
    excludes("Unwilling to discontinue aspirin or heparin", "taking the second", takes("heparin"), "unknown"),
    needs("Able to undergo surgery or dialysis", "none", NOTHING, "unknown"),
    excludes(
        "Doxorubicin > 360 mg. Doxorubicin is allowed as neoadjuvant or adjuvant therapy",
        "adjuvant",
        done("adjuvant chemotherapy", "2020-01-01"),
        "match",
    ),
    excludes("Gout. Patients with asthma for 5 years, or patients with stroke are eligible", "asthma", has("asthma"), "match"),
    needs("Proven gout and eligible for adjuvant or neoadjuvant chemotherapy", "no gout", NOTHING, "fail"),
    needs("Proven gout and eligible for adjuvant or neoadjuvant chemotherapy", "gout", has("gout"), "unknown"),
)
def test_words_of_permission_in_a_demand_permit_nothing(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ of whom they are said


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
    needs(OPERATED, "one who is to have it", WOMAN | operated(proc("mastectomy", status="planned")), "match"),
    needs(OPERATED, "one who has had it", WOMAN | done("mastectomy", "2026-10-31"), "unknown"),
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

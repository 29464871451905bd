"""Contract §2: severity, stage and grade are conditions of their own, and so is being active; what an entry's words say of them."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table

CLOSED: dict[str, Any] = {"complete": ["conditions", "family_history"]}


def has(name: str, **fields: Any) -> dict[str, Any]:
    return {"conditions": [{"name": name, **fields}]}


HBSAG = {"observations": [{"name": "HBsAg", "value": "positive", "date": "2026-10-01"}]}


@table(
    excludes("Active hepatitis B", "a carrier", has("hepatitis B carrier"), "unknown"),
    excludes("Active hepatitis B", "a carrier, closed list", CLOSED | has("hepatitis B carrier"), "unknown"),
    excludes("Active hepatitis B", "said to be inactive", CLOSED | has("inactive hepatitis B carrier"), "match"),
    excludes("Active hepatitis B", "no word of it", has("chronic hepatitis B"), "fail"),
    excludes("Active hepatitis B", "by its test", HBSAG, "fail"),
    excludes("Hepatitis B", "a carrier", has("hepatitis B carrier"), "fail"),
    excludes("Active infection", "a latent one", has("latent syphilis"), "unknown"),
    excludes("Active infection", "one", has("pneumonia"), "fail"),
    excludes("Active liver disease", "a carrier", has("hepatitis B carrier"), "unknown"),
    excludes("Ongoing or active infection", "one", has("pneumonia"), "fail"),
    excludes("Active tuberculosis", "a latent one", has("latent tuberculosis"), "unknown"),
    excludes("Active tuberculosis", "history", has("history of tuberculosis"), "unknown"),
)
def test_what_lies_dormant_is_not_surely_active(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Serious infection", "severe", has("infection", severity="severe"), "fail"),
    excludes("Serious infection", "moderate", has("infection", severity="moderate"), "unknown: needs_judgement"),
    excludes("Serious heart disease", "a mild infarction", has("myocardial infarction", severity="mild"), "unknown"),
    excludes("Serious infection", "so named", has("serious infection"), "fail"),
    excludes("Serious infection", "not told", has("infection"), "unknown: severity_not_recorded"),
    excludes("Serious infection", "none", CLOSED, "match"),
    excludes("Severe infection", "called serious", has("serious infection"), "unknown"),
    excludes("Severe infection", "moderate", has("infection", severity="moderate"), "match"),
    excludes("Serious or severe asthma", "moderate", has("asthma", severity="moderate"), "unknown"),
)
def test_serious_is_a_judgement_that_severity_can_only_affirm(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Grade 3 breast cancer", "of a stage", has("breast cancer", stage="III"), "unknown"),
    needs("Grade 3 breast cancer", "of another stage", has("breast cancer", stage="II"), "unknown"),
    needs("Grade 3 breast cancer", "of the grade", has("breast cancer", stage="grade 3"), "match"),
    needs("Grade 3 breast cancer", "by its name", has("grade 3 breast cancer"), "match"),
    needs("Grade 3 breast cancer", "of another grade", has("grade 1 breast cancer"), "fail"),
    needs("Breast cancer (grade 3)", "of a stage", has("breast cancer", stage="III"), "unknown"),
    needs("Breast cancer, grade 2 or higher", "of a grade", has("breast cancer", stage="grade 3"), "match"),
    needs("Stage III breast cancer", "of a grade", has("breast cancer", stage="grade 3"), "unknown"),
    needs("Stage III breast cancer", "of the stage", has("breast cancer", stage="III"), "match"),
    needs("Breast cancer (stage I, grade 2)", "of one of them", has("breast cancer", stage="I"), "unknown"),
    needs("Stage I, grade 2 breast cancer", "of one of them", has("stage I grade 2 breast cancer"), "match"),
    needs("Stage I grade 2 breast cancer", "not of the first", has("breast cancer", stage="III"), "fail"),
    needs("Breast cancer, grade 1 or 2, stage I", "not of the last", has("breast cancer", stage="III"), "fail"),
    needs("Stage I to operable stage III breast cancer", "between", has("breast cancer", stage="II"), "unknown"),
    needs("Grade 3 or 4 glioma", "graded, as it has no stage", has("glioma", stage="III"), "match"),
    excludes("Grade 3 follicular lymphoma", "of a stage", has("follicular lymphoma", stage="III"), "unknown"),
)
def test_the_grade_of_a_tumour_is_not_its_stage(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Stage III melanoma", "metastatic", has("metastatic melanoma"), "unknown"),
    needs("Stage IV melanoma", "metastatic", has("metastatic melanoma"), "unknown"),
    needs("Stage III or IV melanoma", "metastatic", has("metastatic melanoma"), "match"),
    needs("Stage I melanoma", "metastatic", has("metastatic melanoma"), "fail"),
    needs("Metastatic melanoma", "stage III", has("melanoma", stage="III"), "unknown"),
    needs("Metastatic melanoma", "stage IV", has("melanoma", stage="IV"), "match"),
    needs("Stage III colon cancer", "metastatic", has("metastatic colon cancer"), "fail"),
    needs("Stage IV colon cancer", "metastatic", has("metastatic colon cancer"), "match"),
)
def test_a_metastatic_melanoma_may_be_of_two_stages(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def said(name: str, value: bool = True) -> dict[str, Any]:
    return {"observations": [{"name": name, "value": value, "date": "2026-10-01"}]}


@table(
    needs("Able to read English", "speaks it", said("speaks English"), "unknown"),
    needs("Able to read English", "does not speak it", said("speaks English", False), "unknown"),
    needs("Able to read English", "reads it", said("reads English"), "match"),
    needs("Able to read English", "masters it", said("English language"), "match"),
    needs("Able to read and write English", "reads it", said("reads English"), "unknown"),
    needs("Speaks and reads English", "reads it", said("reads English"), "unknown"),
    needs("Speaks and reads English", "both", said("speaks and reads English"), "match"),
    needs("Able to read Italian", "speaks it", said("Italian speaking"), "unknown"),
    needs("Able to speak English", "reads it", said("reads English"), "unknown"),
    needs("Able to speak English", "speaks it", said("speaks English"), "match"),
    needs("Fluent in English", "does not", said("English language", False), "fail"),
    needs("Able to speak Mandarin", "speaks a Chinese language", said("speaks Chinese"), "unknown"),
    needs("Able to speak Mandarin", "speaks none", said("speaks Chinese", False), "fail"),
    needs("Able to speak Chinese", "speaks one", said("speaks Mandarin"), "match"),
)
def test_what_one_can_do_in_a_language(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def in_family(name: str) -> dict[str, Any]:
    return {"family_history": [{"name": name, "relation": "mother"}]}


@table(
    excludes("Family history of liver disease caused by alcohol", "no word of it", in_family("liver disease"), "unknown"),
    excludes("Family history of liver disease due to alcohol", "none", CLOSED, "match"),
    excludes("Family history of lung cancer in a non-smoker", "no word of it", in_family("lung cancer"), "unknown"),
    excludes("Family history of lung cancer", "no word of it", in_family("lung cancer"), "fail"),
)
def test_a_relatives_disease_has_its_cause(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Peripheral nervous system disease", "a kind of it", has("peripheral neuropathy"), "fail"),
    excludes("Peripheral nervous system disease", "no neuropathy", has("neuropathy", status="absent"), "unknown"),
    excludes("Peripheral neuropathy", "one of the system", has("peripheral nervous system disease"), "unknown"),
    excludes("Epileptic seizures", "of a fever", has("febrile seizure"), "unknown"),
    excludes("Epileptic seizures", "of no known kind", has("seizure"), "unknown"),
    excludes("Epileptic seizures", "so named", has("epileptic seizure"), "fail"),
    excludes("Seizures, febrile or epileptic", "a fever", CLOSED | has("fever"), "match"),
    excludes("Seizures, febrile or epileptic", "the first", has("febrile seizure"), "fail"),
    excludes("Seizures", "epileptic", has("epileptic seizure"), "fail"),
)
def test_names_that_are_wider_or_narrower(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

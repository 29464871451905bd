"""Names of the record that say more than the name: they are taken apart as the criterion's words are (contract §§2 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import Kind, answers, check, excludes, needs, table
from spec.records import absent, has, listed, operated, proc, says


@table(
    needs("Severe asthma", "in the name", listed("severe asthma"), "match"),
    needs("Severe asthma", "mild in the name", listed("mild asthma"), "fail"),
    needs("Severe asthma", "of something else", listed("asthma with severe eczema"), "unknown: severity_not_recorded"),
    excludes("Asthma", "the name with more", listed("severe persistent asthma"), "fail"),
    excludes("Severe infection", "a kind of it", listed("severe pneumonia"), "fail"),
    needs("Stage IV breast cancer", "before", listed("stage IV breast cancer"), "match"),
    needs("Stage IV breast cancer", "behind", listed("Breast cancer, stage 4"), "match"),
    needs("Stage IV breast cancer", "another stage", listed("stage IIIB breast cancer"), "fail"),
    needs("Stage III breast cancer", "a grade is no stage", has("grade 3 breast cancer"), "unknown: stage_not_recorded"),
    excludes("Heart failure NYHA III-IV", "its class", listed("heart failure, NYHA class II"), "match"),
    excludes("Chronic kidney disease stage 4 or 5", "its stage", listed("CKD stage 4"), "fail"),
    excludes("Cirrhosis due to hepatitis B", "behind", listed("cirrhosis due to hepatitis B"), "fail"),
    excludes("Cirrhosis due to hepatitis B", "before", listed("HBV-related cirrhosis"), "fail"),
)
def test_severity_stage_and_cause_in_a_name_count(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Metastatic breast cancer", "the very words", listed("metastatic breast cancer"), "match"),
    needs("Metastatic breast cancer", "another cancer", has("metastatic colon cancer"), "fail"),
    needs("Metastatic breast cancer", "stage IV", listed("breast cancer", stage="IV"), "match"),
    needs("Metastatic breast cancer", "stage II", listed("breast cancer", stage="II"), "unknown: missing"),
    needs("Stage IV breast cancer", "metastatic", listed("metastatic breast cancer"), "match"),
    excludes("Bilateral breast cancer", "the very words", listed("bilateral breast cancer"), "fail"),
    excludes("Bilateral breast cancer", "one side", listed("left breast cancer"), "unknown: missing"),
    excludes("Uncontrolled hypertension", "in other words", listed("poorly controlled hypertension"), "fail"),
    excludes("Uncontrolled hypertension", "the contrary", listed("well controlled hypertension"), "match"),
    excludes("Controlled hypertension", "only one word of it", has("poorly controlled hypertension"), "match"),
    excludes("Arthritis of the knee", "its site", listed("arthritis of the left knee"), "fail"),
)
def test_describing_words_in_a_name_count(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("HER2-positive breast cancer", "in the name", listed("HER2-positive breast cancer"), "match"),
    needs("HER2-positive breast cancer", "a sign", listed("HER2+ breast cancer"), "match"),
    needs("HER2-positive breast cancer", "the contrary", listed("HER2-negative breast cancer"), "fail"),
    needs(
        "HER2-positive breast cancer",
        "the test itself counts first",
        {**listed("HER2-positive breast cancer"), "observations": [{"name": "HER2", "value": "negative", "date": "2026-10-01"}]},
        "fail",
    ),
    needs("HER2-positive breast cancer", "over", listed("HER2-positive breast cancer", status="resolved", end="2020"), "unknown"),
)
def test_a_result_in_a_name_counts(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Asthma", "suspected", listed("suspected asthma"), "unknown"),
    excludes("Asthma", "history", listed("history of asthma"), "unknown"),
    excludes("Asthma", "family", listed("family history of asthma"), "unknown"),
    excludes("Asthma", "risk", listed("risk of asthma"), "unknown"),
    excludes("Asthma", "denied in part", listed("severe asthma", status="absent"), "unknown"),
    excludes("Asthma", "ended in part", listed("severe asthma", status="resolved"), "unknown"),
    excludes("Brain cancer", "where it began is not said", has("metastatic brain cancer"), "unknown"),
    excludes("Metastasis", "told by a word", has("metastatic breast cancer"), "fail"),
    excludes("Severe eczema", "told in passing", has("asthma with severe eczema"), "unknown"),
)
def test_a_name_that_is_not_understood_as_a_whole_stays_open(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ products and codes in place of names


@table(
    excludes("Use of anticoagulants", "a product by its strength", {"medications": [{"name": "warfarin 5 mg"}]}, "fail"),
    excludes("Use of anticoagulants", "as RxNorm names it", {"medications": [{"name": "Warfarin Sodium 5 MG Oral Tablet"}]}, "fail"),
    excludes("Use of NSAIDs", "a combination", {"medications": [{"name": "ibuprofen 200 MG / pseudoephedrine 30 MG Oral Tablet"}]}, "fail"),
    excludes("Use of anticoagulants", "words that may end it", {"medications": [{"name": "warfarin 5 mg, stopped"}]}, "unknown"),
    excludes("Prior warfarin", "one product denied", {"medications": [{"name": "warfarin 5 mg", "status": "absent"}]}, "unknown"),
    excludes("Malignancy", "a code for a name", {"conditions": [{"name": "C22.0"}]}, "fail"),
    excludes("Heart failure", "a code before the name", {"conditions": [{"name": "I50.9 Heart failure, unspecified"}]}, "fail"),
    excludes("Heart failure", "a code behind the name", {"conditions": [{"name": "Heart failure (ICD-10: I50.9)"}]}, "fail"),
    excludes("Heart failure", "a code and other words", {"conditions": [{"name": "I50.9 ruled out"}]}, "unknown"),
    excludes("Vitamin B12 deficiency", "no code", {"conditions": [{"name": "B12"}]}, "unknown"),
)
def test_products_and_codes_for_names(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def coded(code: str) -> dict[str, Any]:
    """A record with the condition of this ICD-10-CM code."""
    return {"conditions": [{"codes": [{"system": "ICD-10-CM", "code": code}]}]}


@table(
    needs("Chronic kidney disease stage 4", "the stage of a code", coded("N18.4"), "match"),
    needs("Chronic kidney disease stage 4", "another stage", coded("N18.31"), "fail"),
    needs("Chronic kidney disease stage 4", "another stage, unspecified further", coded("N18.30"), "fail"),
    needs("Chronic kidney disease stage 4", "no stage", coded("N18.9"), "unknown"),
    excludes("Severe asthma", "the severity of a code", coded("J45.50"), "fail"),
    excludes("Severe asthma", "no severity", coded("J45.909"), "unknown"),
)
def test_codes_tell_stage_and_severity(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers(
        "Prior cholecystectomy",
        (operated(proc("laparoscopic cholecystectomy", "2020")), "fail"),
        (operated(proc("robot-assisted cholecystectomy", "2020")), "fail"),
        (operated(*absent("laparoscopic cholecystectomy")), "unknown"),  # there may have been an open one
        (operated(*absent("cholecystectomy")), "match"),
    ),
    *answers("Prior laparoscopic cholecystectomy", (operated(proc("cholecystectomy", "2020")), "unknown")),
)
def test_how_an_operation_was_done_makes_no_other_of_it(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    *answers("Unable to provide informed consent", (says("able to provide informed consent", False), "fail")),
    *answers("Unable to provide informed consent", (says("capacity to consent", False), "fail")),
    *answers("Unable to provide informed consent", (says("capacity to consent", True), "unknown")),
)
def test_what_needs_something_is_not_so_without_it(
    kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)

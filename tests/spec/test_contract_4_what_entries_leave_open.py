"""What an entry leaves open although it names something near what is asked (contract §4)."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, has, says


def dated(*procedures: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A record of these procedures with their dates, perhaps not all there are."""
    return {"procedures": [{"name": name, "date": date} for name, date in procedures], **more}


@table(
    excludes("Knee surgery", "how it was done is open", dated(("knee arthroscopy", "2026-10-01"), **NOTHING), "unknown"),
    excludes("Brain surgery", "a biopsy", dated(("brain biopsy", "2026-10-01"), **NOTHING), "unknown"),
    excludes("Radiotherapy", "told by its parts", dated(("radiation therapy to the left lung", "2026-10-01"), **NOTHING), "match"),
    excludes(
        "History of radiotherapy", "told by its parts", dated(("radiation therapy to the left lung", "2020-10-01"), **NOTHING), "fail"
    ),
)
def test_parts_of_a_name_deny_nothing(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Smoked within the last 12 months", "former", says("smoking status", "former smoker"), "unknown"),
    excludes("Smoked within the last 12 months", "never", says("smoking status", "never smoker"), "match"),
    excludes("Current smoker", "former", says("smoking status", "former smoker"), "match"),
    excludes("History of smoking", "former", says("smoking status", "former smoker"), "fail"),
    excludes("Pregnancy within the last 6 months", "previous", says("pregnancy", "previous"), "unknown"),
)
def test_former_says_that_it_was(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


PUT_IN = ("pacemaker", "2020-06-15")


@table(
    excludes("Pacemaker", "removed later", dated(PUT_IN, ("pacemaker removal", "2022-01-01")), "match"),
    excludes("Pacemaker", "removed in that year", dated(PUT_IN, ("pacemaker removal", "2020")), "unknown"),
    excludes("Pacemaker", "put in at some time of that year", dated(("pacemaker", "2020"), ("pacemaker removal", "2020-03-01")), "unknown"),
    excludes("Pacemaker", "removed before", dated(PUT_IN, ("pacemaker removal", "2019-01-01")), "fail"),
    excludes("Pacemaker", "replaced", dated(PUT_IN, ("pacemaker", "2022-01-01"), ("pacemaker removal", "2022-01-01")), "unknown"),
    excludes("Implanted device", "another removed", dated(PUT_IN, ("removal of cochlear implant", "2022-01-01")), "fail"),
)
def test_a_removal_ends_what_it_took_out(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("HER2-positive gastric cancer", "of another cancer", has("HER2-negative breast cancer", "gastric cancer"), "unknown"),
    needs("HER2-positive gastric cancer", "of another cancer", has("HER2-positive breast cancer", "gastric cancer"), "unknown"),
    needs("HER2-positive breast cancer", "of the same", has("HER2-positive breast cancer"), "match"),
    needs("HER2-positive breast cancer", "a result before its spread", has("HER2-positive breast cancer", "bone metastasis"), "match"),
    needs("Stage III breast cancer", "a stage", has("stage III breast cancer"), "match"),
    excludes("Allergy to iodinated contrast", "which is open", has("contrast media allergy"), "unknown"),
    excludes("Allergy to penicillin", "which is open", has("antibiotic allergy"), "unknown"),
)
def test_whose_result_or_stage_it_is(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Chronic kidney disease", "on dialysis", dated(("haemodialysis", "2026-01-10"), **NOTHING), "unknown"),
    excludes("Renal failure", "on dialysis", dated(("haemodialysis", "2026-01-10"), **NOTHING), "unknown"),
    excludes("Coronary artery disease", "a stent", dated(("percutaneous coronary intervention", "2026-01-10"), **NOTHING), "unknown"),
    excludes("Asthma", "a stent", dated(("percutaneous coronary intervention", "2026-01-10"), **NOTHING), "match"),
)
def test_a_treatment_leaves_its_diseases_open(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)

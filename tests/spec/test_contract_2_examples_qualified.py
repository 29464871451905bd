"""Contract §2, Examples: what is said of a general term is asked of its examples too."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import allergic, cond, has, operated, proc, takes


def mastectomy(stage: str) -> dict[str, Any]:
    """A complete record of a breast cancer of this stage and its operation."""
    return has("breast cancer", stage=stage) | operated(proc("mastectomy", "2026-05-01"))


@table(
    excludes("Intravenous antibiotics such as vancomycin", "by mouth", takes("vancomycin", route="oral"), "match"),
    excludes("Intravenous antibiotics such as vancomycin", "into a vein", takes("vancomycin", route="intravenous"), "fail"),
    excludes("Inhaled corticosteroids such as budesonide", "by mouth", takes("budesonide", route="oral"), "match"),
    excludes("Oral corticosteroids (prednisone)", "into a vein", takes("prednisone", route="intravenous"), "match"),
    excludes("Oral corticosteroids (prednisone)", "by mouth", takes("prednisone", route="oral"), "fail"),
    excludes("Steroids > 10 mg/day (e.g. prednisone)", "less", takes("prednisone", dose=5, unit="mg/day"), "unknown"),
    excludes("Steroids > 10 mg/day (e.g. prednisone)", "more", takes("prednisone", dose=20, unit="mg/day"), "fail"),
    excludes("Chronic use of immunosuppressants such as azathioprine", "since when?", takes("azathioprine"), "unknown"),
    excludes("Taxanes for breast cancer (docetaxel)", "for another", takes("docetaxel", indication="lung cancer"), "match"),
    excludes("Taxanes for breast cancer (docetaxel)", "for it", takes("docetaxel", indication="breast cancer"), "fail"),
    excludes("Chemotherapy for metastatic gastric cancer (docetaxel)", "another", takes("docetaxel", indication="lung cancer"), "unknown"),
)
def test_how_and_for_what_a_treatment_is_given(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Severe infection (pneumonia, sepsis)", "a mild one", has("pneumonia", severity="mild"), "match"),
    excludes("Severe infection (pneumonia, sepsis)", "a severe one", has("pneumonia", severity="severe"), "fail"),
    excludes("Severe infection (pneumonia, sepsis)", "what is grave in itself", has("sepsis"), "fail"),
    excludes("Severe liver disease (e.g. hepatitis)", "a mild one", has("hepatitis B", severity="mild"), "match"),
    excludes("Uncontrolled cardiac disease (angina, arrhythmia)", "angina", has("angina"), "unknown"),
    excludes("Infection requiring drainage (e.g. abscess)", "an abscess", has("abscess"), "unknown"),
    excludes(
        "Severe allergy to antibiotics such as penicillin",
        "a mild one",
        allergic(cond("penicillin", severity="mild")),
        "unknown",
    ),
    needs("Surgery for stage I-III breast cancer (mastectomy)", "of stage IV?", mastectomy("IV"), "unknown"),
)
def test_what_is_said_of_a_disease(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Uncontrolled heart disease, e.g. unstable angina", "with an adjective of its own", has("unstable angina"), "fail"),
    excludes("Severe heart disease such as chronic heart failure due to hypertension", "with more of its own", has("gout"), "match"),
    excludes("Clinically significant heart disease such as angina", "what is significant they say", has("angina"), "fail"),
    excludes("Serious illness (e.g. colitis)", "which are serious they say", has("colitis"), "fail"),
    excludes("Uncontrolled heart disease such as infarction", "what cannot be controlled", has("myocardial infarction"), "fail"),
    excludes("Severe hypertension (e.g. pheochromocytoma)", "no kind of it", has("pheochromocytoma"), "fail"),
)
def test_examples_that_need_no_more(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

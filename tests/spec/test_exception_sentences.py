"""Contract §2, Exceptions: in a sentence of their own, in brackets, and what their conditions ask."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, done, has, says, takes

CASE = "Any disease. Exception to the above: treated gout, in which case the drug must not be a beta-blocker or thiazide"
KNOWN = "Has a known additional malignancy. Exceptions include basal cell carcinoma or in situ cervical cancer."
LOW = "Hemoglobin above 9 g/dL. Exception: thalassemia"
BLOCKER = has("glaucoma") | takes("propranolol")


@table(
    excludes("Cancer. Exception: basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    excludes("Cancer. Exception: basal cell carcinoma", "another", has("lung cancer"), "fail"),
    excludes("Cancer. The only exception is basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    excludes("Cancer. Exception to this: basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    excludes("Cancer. Exception to this: basal cell carcinoma", "none", NOTHING, "match"),
    excludes("Cancer. Asthma. Exceptions are basal cell carcinoma; mild asthma", "the first", has("basal cell carcinoma"), "match"),
    excludes("Cancer. Asthma. Exceptions are basal cell carcinoma; mild asthma", "mild", has("asthma", severity="mild"), "match"),
    excludes("Cancer. Asthma. Exceptions are basal cell carcinoma; mild asthma", "severe", has("asthma", severity="severe"), "fail"),
    excludes("Cancer. Exceptions: treated cervical cancer", "perhaps treated", has("cervical cancer"), "unknown"),
    excludes("Cancer. Exceptions: skin cancer or any other cancer", "another", has("lung cancer"), "unknown"),
    excludes(KNOWN, "basal", has("basal cell carcinoma"), "match"),
    excludes(KNOWN, "another", has("lung cancer"), "fail"),
    needs("No cancer. Exception: basal cell carcinoma", "it", has("basal cell carcinoma"), "match"),
    needs("No cancer. Exception: basal cell carcinoma", "another", has("lung cancer"), "fail"),
    needs(LOW, "excused", says("hemoglobin", 8, "g/dL") | has("thalassemia"), "match"),
    needs(LOW, "high", says("hemoglobin", 10, "g/dL"), "match"),
)
def test_an_exception_in_a_sentence_of_its_own(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(CASE, "of another disease, a drug named there", BLOCKER, "fail"),
    excludes(CASE, "the drug alone", takes("propranolol"), "match"),
    excludes(CASE, "gout, perhaps excused", has("gout"), "unknown"),
    excludes(CASE, "another", has("asthma"), "fail"),
    excludes(CASE, "none", NOTHING, "match"),
)
def test_the_conditions_of_an_exception_exclude_nobody_else(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


RECENT = "Surgery (biopsy is excluded) within 4 weeks"
TUMOUR = "Any cancer (basal cell carcinoma excluded)"


@table(
    excludes(RECENT, "another", done("mastectomy", "2026-10-20"), "fail"),
    excludes(RECENT, "it", done("biopsy", "2026-10-20"), "match"),
    excludes(RECENT, "another, long ago", done("mastectomy", "2026-01-20"), "match"),
    excludes("Surgery (biopsy and endoscopy are excluded) within 4 weeks", "it", done("endoscopy", "2026-10-20"), "match"),
    excludes(TUMOUR, "it", has("basal cell carcinoma"), "match"),
    excludes(TUMOUR, "another", has("lung cancer"), "fail"),
)
def test_what_brackets_exclude_among_the_exclusions_is_not_meant(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def unmeasurable(*names: str) -> dict[str, Any]:
    """A complete record of these conditions, and no measurable disease."""
    return has(*names) | says("measurable disease", False)


WAIVED = "Measurable disease, unless the patient has bone metastases, in which case measurable disease is not required"
LUMP = "A breast lump, unless the patient has metastases, in which case a breast lump is not required"


@table(
    needs(WAIVED, "excused", unmeasurable("bone metastasis"), "match"),
    needs(WAIVED, "not excused", unmeasurable(), "fail"),
    needs(LUMP, "the lump", has("breast lump"), "match"),
    needs(LUMP, "excused", has("metastasis"), "match"),
    needs(LUMP, "neither", NOTHING, "fail"),
    needs("Bilirubin < 2 mg/dL, unless Gilbert's syndrome, in which case < 5 mg/dL", "low", says("total bilirubin", 1, "mg/dL"), "match"),
)
def test_what_is_not_required_in_that_case_says_it_again(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

"""Lines of treatment of which only some count, assays of HER2 beside its name, nodes, recovery, the only site of a disease."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_criterion, compile_trial, screen, to_text
from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, ON, cond, done, has, labs, listed, obs, says, takes, took

LINES = "Number of prior lines of therapy"
WITH_CANCER = {"conditions": [cond("breast cancer")]}
ADVANCED = "Number of prior lines of chemotherapy for advanced disease"
AT_MOST = "No more than 2 prior chemotherapy regimens for metastatic disease"
COUNTED = table(
    needs(AT_MOST, "as many", says(ADVANCED, 2), "match"),
    needs(AT_MOST, "more", says(ADVANCED, 3), "fail"),
    needs(AT_MOST, "with those before surgery it is another number", says("Number of prior lines of chemotherapy", 3), "unknown"),
    needs(AT_MOST, "with hormones too", says(LINES, 4), "unknown"),
    needs("At least 1 prior chemotherapy line in the metastatic setting", "one", says(ADVANCED, 1), "match"),
    needs("Up to 2 prior lines of chemotherapy for metastatic breast cancer", "more", says(ADVANCED, 3), "fail"),
    needs("Up to 2 prior regimens for locally advanced or metastatic disease", "more", says(LINES + " for advanced disease", 3), "fail"),
    needs("No more than 1 prior regimen in the adjuvant setting", "of others nothing is known", says(LINES, 3), "unknown"),
    needs("At least 2 prior lines of therapy", "all of them", says(LINES, 2), "match"),
    excludes("More than 3 prior chemotherapy regimens", "hormones are none", says(LINES, 5), "unknown"),
)


@COUNTED
def test_lines_are_counted_of_the_kind_that_is_meant(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


SYSTEMIC = "No prior systemic therapy for breast cancer"
HISTORIES = table(
    needs(SYSTEMIC, "surgery is none", done("mastectomy", "2025-01-01"), "match"),
    needs(SYSTEMIC, "for what it was is not recorded", took("tamoxifen", "2024-01-01", "2025-01-01") | WITH_CANCER, "unknown"),
    needs(SYSTEMIC, "a drug that may tell of one", took("tamoxifen", "2024-01-01", "2025-01-01"), "unknown"),
    needs(SYSTEMIC, "an open record", {}, "unknown"),
    excludes("Prior systemic therapy", "given", done("chemotherapy", "2020-01-01"), "fail"),
    needs("No more than 2 prior systemic therapies", "they are counted", says(LINES, 3), "fail"),
)


@HISTORIES
def test_a_treatment_of_the_past_is_no_count(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


IHC, FISH = "HER2 immunohistochemistry score", "HER2 in situ hybridisation"
POSITIVE = "HER2 overexpression, defined as IHC 3+ or FISH positive"
NEGATIVE = "HER2-negative, defined as IHC 0-1+, or IHC 2+ and FISH not amplified"
ASSAYS = table(
    needs(POSITIVE, "the score", says(IHC, "3+"), "match"),
    needs(POSITIVE, "the other", labs(obs(IHC, "2+"), obs(FISH, "positive")), "match"),
    needs(POSITIVE, "neither", labs(obs(IHC, "2+"), obs(FISH, "negative")), "fail"),
    needs(POSITIVE, "one is not recorded", says(IHC, "2+"), "unknown"),
    needs(NEGATIVE, "a low score", says(IHC, "1+"), "match"),
    needs(NEGATIVE, "decided by the genes", labs(obs(IHC, "2+"), obs(FISH, "negative")), "match"),
    needs(NEGATIVE, "amplified", labs(obs(IHC, "2+"), obs(FISH, "positive")), "fail"),
    needs("HER2 0 or 1+ by IHC", "within", says(IHC, "0"), "match"),
    needs("HER2 0 or 1+ by IHC", "above", says(IHC, "2+"), "fail"),
    needs("HER2 2+ or 3+", "a plus makes it a score", says(IHC, "3+"), "match"),
    needs("HER2-positive disease IHC 3+", "the score is the result", says(IHC, "3+") | listed("breast cancer"), "match"),
    needs("HER2 less than IHC 3+", "a sign before the name of the assay is kept in words", says(IHC, "2+"), "unknown"),
    needs("ALK rearrangement or HER2, FISH positive", "of which of them?", says(FISH, "positive"), "unknown"),
    excludes("Allergy to fish", "an animal", NOTHING, "match"),
)


@ASSAYS
def test_assays_beside_her2_are_those_of_her2(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


POSITIVE_NODES = "Positive axillary lymph nodes"
NODES = table(
    needs("Node-positive breast cancer", "both", says("lymph node status", "positive") | listed("breast cancer"), "match"),
    needs("Node-positive breast cancer", "the nodes are not", says("lymph node status", "negative") | listed("breast cancer"), "fail"),
    needs("Node-positive breast cancer", "not recorded", listed("breast cancer"), "unknown"),
    needs("Axillary node negative", "it is", says("axillary lymph node status", "negative"), "match"),
    excludes(POSITIVE_NODES, "it is", says("nodal status", "positive"), "fail"),
    excludes(POSITIVE_NODES, "it is not", says("nodal status", "negative"), "match"),
    needs("At least 4 positive axillary lymph nodes", "a number", says("number of positive lymph nodes", 5), "match"),
    needs("Clinically node negative", "another examination may find more", says("lymph node status", "positive"), "unknown"),
    needs("Lymph node negative disease", "no disease of that name", has("breast cancer"), "unknown"),
)


@NODES
def test_nodes_are_positive_or_not(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


RECOVERED = "Recovered from the effects of earlier treatment"
REST = "At least 4 weeks since major surgery, with full recovery"
RECOVERY = table(
    needs(REST, "long ago and recovered", done("major surgery", "2025-01-01") | says(RECOVERED, True), "match"),
    needs(REST, "not recovered", done("major surgery", "2025-01-01") | says(RECOVERED, False), "fail"),
    needs(REST, "not recorded", done("major surgery", "2025-01-01"), "unknown"),
    needs("Adequate recovery from recent surgery and radiotherapy", "of both", says(RECOVERED, True), "match"),
    needs("Adequate recovery from stroke", "no treatment", says(RECOVERED, False), "unknown"),
    excludes("Hepatitis with full recovery", "no treatment", has("hepatitis") | says(RECOVERED, False), "unknown"),
    needs("Adequate recovery of bone marrow function after chemotherapy", "of an organ", says(RECOVERED, False), "unknown"),
)


@RECOVERY
def test_recovery_is_from_treatment(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


ONLY = "Bone metastases as the only site of disease"
EITHER = "Ascites or bone metastases as the only manifestation of cancer"
SITES = table(
    excludes(ONLY, "none", has("breast cancer"), "match"),
    excludes(ONLY, "whether there are others is not recorded", has("bone metastasis"), "unknown"),
    excludes(EITHER, "the first may be meant so too", has("ascites"), "unknown"),
    excludes(EITHER, "neither", has("asthma"), "match"),
    excludes("Bone lesions as the only site of cancer", "it is not said of the cancer", has("breast cancer"), "unknown"),
    needs("No asthma or other non-measurable disease", "what is denied by its name is denied with the list", has("epilepsy"), "unknown"),
    needs("No asthma or other non-measurable disease", "the first", has("asthma"), "fail"),
)


@SITES
def test_the_only_site_of_a_disease_is_a_quality_of_it(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


PURPOSE = "Chemotherapy, immunotherapy, or hormone therapy for the treatment of breast cancer"
PURPOSES = table(
    excludes(PURPOSE, "none", NOTHING, "match"),
    excludes(PURPOSE, "for another disease?", done("chemotherapy", "2026-10-30"), "unknown"),
    excludes("Tamoxifen for the treatment of early breast cancer", "for which disease?", takes("tamoxifen"), "unknown"),
    excludes("Tamoxifen for the treatment of early breast cancer", "none", NOTHING, "match"),
)


@PURPOSES
def test_what_a_list_is_for_may_be_said_of_each(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_a_cancer_that_only_some_criteria_name_may_be_the_trials_own() -> None:
    text = "Inclusion criteria:\nConfirmed neoplasm\nPrior treatment for melanoma must have ended\nExclusion criteria:\nOther malignancy\n"
    trial = compile_trial(text)
    assert screen(has("melanoma"), trial, on=ON)["E1"].outcome == "unknown"
    assert screen(NOTHING, trial, on=ON)["E1"].outcome == "match"
    assert screen(takes("aspirin"), trial, on=ON)["E1"].outcome == "match"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("HER2-overexpressing breast cancer", 'all of ("HER2 status" is "positive"; condition "breast cancer")'),
        ("Breast cancer overexpressing HER2", 'all of (condition "breast cancer"; "HER2 status" is "positive")'),
        ("No HER2 overexpression", 'not ("HER2 status" is "positive")'),
        ("HER2 gene amplification by FISH", '"HER2 in situ hybridisation" is "positive"'),
        ("HER2 not amplified", '"HER2 in situ hybridisation" is "negative"'),
        (
            "ER negative and HER2 non-amplified",
            'all of ("Oestrogen receptor status" is "negative"; "HER2 in situ hybridisation" is "negative")',
        ),
        ("Negative for HER2 amplification", '"HER2 in situ hybridisation" is "negative"'),
    ],
)
def test_overexpression_is_a_status_and_amplification_a_result_of_the_gene(text: str, canonical: str) -> None:
    assert to_text(compile_criterion(text, kind="inclusion").rule) == f"rule: {canonical}"

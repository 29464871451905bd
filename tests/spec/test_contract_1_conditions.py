"""Contract §1, requirements on a subgroup: what "if" says of whom, in whatever order, and limits that a subgroup has of its own."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import check, excludes, needs, table
from spec.records import MAN, done, has, says, takes

SPREAD = {"conditions": [{"name": "liver metastases"}]}


def ast(times: float) -> dict[str, Any]:
    return MAN | says("AST", 40 * times, "U/L", low=10, high=40)


def alt(times: float) -> dict[str, Any]:
    return MAN | says("ALT", 40 * times, "U/L", low=10, high=40)


WIDER = [
    "AST ≤ 2.5 × ULN, if liver metastases ≤ 5 × ULN",
    "AST ≤ 2.5 × ULN, if liver metastases, ≤ 5 × ULN",
    "AST ≤ 2.5 × ULN; if liver metastases, ≤ 5 × ULN",
    "AST ≤ 2.5 × ULN. If liver metastases are present, then ≤ 5 × ULN",
    "AST ≤ 2.5 × ULN. If liver metastases are present, AST ≤ 5 × ULN",
    "AST ≤ 2.5 × ULN (if liver metastases, ≤ 5 × ULN)",
    "AST ≤ 2.5 × ULN (in the case of liver metastases ≤ 5 × ULN)",
    "AST ≤ 2.5 × ULN (≤ 5 × ULN if liver metastases)",
    "AST ≤ 2.5 × ULN (or ≤ 5 × ULN if liver metastases)",
    "AST ≤ 2.5 × ULN or ≤ 5 x ULN in case of liver metastases",
    "AST ≤ 2.5 × ULN, but ≤ 5 x ULN for those with known liver metastases",
    "AST ≤ 2.5 × ULN, ≤ 5 × ULN with liver metastases",
    "AST ≤ 2.5 × ULN unless liver metastases, then ≤ 5 × ULN",
    "AST ≤ 2.5 × ULN unless liver metastases are present, in which case ≤ 5 × ULN",
    "AST ≤ 2.5 × ULN (unless liver metastases, in which case AST ≤ 5 × ULN)",
    "AST ≤ 2.5 × ULN except in patients with liver metastases, where ≤ 5 × ULN",
    "AST ≤ 2.5 × ULN if no liver metastases or ≤ 5 × ULN in the presence of liver metastases",
    "AST ≤ 2.5 × ULN without liver metastases; ≤ 5 × ULN with liver metastases",
    "AST and creatinine ≤ 2.5 × ULN, if liver metastases ≤ 5 × ULN",
]


@pytest.mark.parametrize("text", WIDER)
def test_a_wider_limit_stands_for_the_first_in_its_subgroup(text: str) -> None:
    creatinine = says("creatinine", 1, "mg/dL", low=0.6, high=1.2)["observations"]
    for times, spread, expected in ((2, {}, "match"), (4, {}, "fail"), (2, SPREAD, "match"), (4, SPREAD, "match"), (6, SPREAD, "fail")):
        record = ast(times) | spread
        check("inclusion", text, record | {"observations": [*record["observations"], *creatinine]}, expected)


@pytest.mark.parametrize(
    "text",
    [
        "AST > 2.5 × ULN, if liver metastases > 5 × ULN",
        "AST > 2.5 × ULN (> 5 × ULN if liver metastases)",
        "AST > 2.5 × ULN or > 5 × ULN in patients with liver metastases",
        "AST > 2.5 × ULN; if liver metastases, AST > 5 × ULN",
        "AST > 2.5 × ULN for patients without liver metastases or > 5 × ULN for patients with liver metastases",
    ],
)
def test_a_wider_limit_stands_for_the_first_among_exclusions(text: str) -> None:
    for times, spread, expected in ((2, {}, "match"), (4, {}, "fail"), (2, SPREAD, "match"), (4, SPREAD, "match"), (6, SPREAD, "fail")):
        check("exclusion", text, ast(times) | spread, expected)


INR_2 = MAN | says("INR", 2)
HEART_FAILURE = {"conditions": [{"name": "heart failure"}]}
SHARED = "Alkaline phosphatase (ALP), ALT, and AST ≤ 2.5 × ULN (≤ 5 × ULN if liver metastases)"


@table(
    needs("HbA1c < 8 %, in patients with heart failure < 7 %", "stricter", MAN | says("HbA1c", 7.5, "%") | HEART_FAILURE, "fail"),
    needs("INR ≤ 1.5, if on warfarin ≤ 3", "on it", INR_2 | {"medications": takes("warfarin")["medications"]}, "match"),
    needs("INR ≤ 1.5, if on warfarin ≤ 3", "not on it", INR_2, "fail"),
    needs("INR ≤ 1.5 (if on warfarin, INR 2.5-3)", "on it", INR_2 | {"medications": takes("warfarin")["medications"]}, "fail"),
    needs("INR ≤ 1.5 (if on warfarin, INR 2.5-3)", "not on it", INR_2, "fail"),
    needs("Haemoglobin ≥ 9 g/dL, if transfused within 7 days ≥ 10 g/dL", "not transfused", MAN | says("haemoglobin", 7, "g/dL"), "fail"),
    needs("HbA1c < 8 %, or < 7 % if heart failure", "stricter", MAN | says("HbA1c", 7.5, "%") | HEART_FAILURE, "fail"),
    needs("Age ≥ 18 years, if female ≥ 21 years", "a boy", {"sex": "male", "age": 10}, "fail"),
    needs("Age ≥ 18 years, if female ≥ 21 years", "a woman of 19", {"sex": "female", "age": 19}, "fail"),
    needs(
        "Haemoglobin ≥ 9 g/dL if male, ≥ 8 g/dL if female", "a woman", MAN | says("haemoglobin", 8.5, "g/dL") | {"sex": "female"}, "match"
    ),
    needs("Haemoglobin ≥ 9 g/dL if male, ≥ 8 g/dL if female", "a man", MAN | says("haemoglobin", 8.5, "g/dL"), "fail"),
)
def test_limits_of_subgroups(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


def test_a_limit_of_a_subgroup_is_of_all_names_of_the_list() -> None:
    record = ast(4) | SPREAD
    others = [*alt(4)["observations"], *says("alkaline phosphatase", 400, "U/L", low=30, high=100)["observations"]]
    check("inclusion", SHARED, record | {"observations": [*record["observations"], *others]}, "match")


POOR = MAN | says("HbA1c", 9.5, "%")
DIABETIC = {"conditions": [{"name": "type 2 diabetes"}]}


@table(
    needs("If the patient has diabetes, HbA1c must be < 8 %", "no diabetes", POOR, "match"),
    needs("If the patient has diabetes, HbA1c must be < 8 %", "diabetes", POOR | DIABETIC, "fail"),
    needs("If the patient has diabetes; HbA1c must be < 8 %", "no diabetes", POOR, "match"),
    needs("If the patient has diabetes; HbA1c must be < 8 %", "diabetes", POOR | DIABETIC, "fail"),
    needs("If diabetic HbA1c < 8 %", "no diabetes", POOR, "match"),
    needs("If diabetic HbA1c < 8 %", "diabetes", POOR | DIABETIC, "fail"),
    needs("HbA1c < 8 %, if diabetic", "no diabetes", POOR, "match"),
    needs("HbA1c < 8 %, if diabetic", "diabetes", POOR | DIABETIC, "fail"),
    needs("Gout, if diabetic, HbA1c < 8 %", "gout without diabetes", has("gout") | {"observations": POOR["observations"]}, "match"),
    needs("Gout, if diabetic, HbA1c < 8 %", "diabetes without gout", POOR | DIABETIC, "fail"),
    needs("If female, negative pregnancy test", "a man", MAN, "match"),
    needs("If diabetic;", "no diabetes", MAN, "unknown"),
    excludes("If the patient has diabetes", "diabetes", MAN | DIABETIC, "fail"),
    excludes("If the patient has diabetes", "none", MAN, "match"),
)
def test_a_clause_with_if_asks_of_those_it_names(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


SCANNED = done("chest CT", "2026-10-30")


@table(
    needs("Chest CT and brain MRI as clinically indicated", "none", MAN, "unknown: needs_judgement"),
    needs("Chest CT and brain MRI, if indicated", "one", SCANNED, "unknown"),
    needs("Chest CT when clinically indicated", "done", SCANNED, "match"),
    needs("Chest CT (if clinically indicated)", "none", MAN, "unknown"),
    needs("Chest CT (if clinically indicated)", "done", SCANNED, "match"),
    needs("Chest CT (if applicable)", "none", MAN, "unknown"),
    needs("Gout and chest CT as appropriate", "no gout", SCANNED, "fail"),
    needs("Gout and chest CT as appropriate", "gout", SCANNED | {"conditions": [{"name": "gout"}]}, "match"),
    needs("Assent, if applicable", "not recorded", takes("aspirin"), "unknown"),
)
def test_what_is_done_if_indicated_is_asked_of_nobody_else(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

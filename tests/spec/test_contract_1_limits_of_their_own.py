"""Limits that a part of the patients has of its own, however they are written (contract §1, §2)."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import Kind, check, excludes, needs, table
from spec.records import closed, labs, listed, obs, takes

GILBERT = "Gilbert's syndrome"
METASTASES = "liver metastases"


def bilirubin(value: float, *diseases: str) -> dict[str, Any]:
    """A complete record of this bilirubin, in mg/dL, with an upper limit of normal of 1, and of these diseases."""
    return closed(labs(obs("total bilirubin", value, "mg/dL", high=1)), listed(*diseases))


def ast(value: float, *diseases: str) -> dict[str, Any]:
    """A complete record of this AST, in U/L, with an upper limit of normal of 40, and of these diseases."""
    return closed(labs(obs("AST", value, "U/L", high=40)), listed(*diseases))


WRITTEN = [
    "Total bilirubin ≤ 1.5 × ULN (except subjects with Gilbert Syndrome, who can have total bilirubin < 3.0 mg/dL)",
    "Total bilirubin ≤ 1.5 × ULN (except subjects with Gilbert Syndrome who may have total bilirubin < 3.0 mg/dL)",
    "Total bilirubin ≤ 1.5 × ULN, except patients with Gilbert's syndrome, who must have total bilirubin < 3.0 mg/dL",
    "Total bilirubin ≤ 1.5 × ULN (except patients with Gilbert's syndrome, total bilirubin < 3.0 mg/dL)",
    "Total bilirubin ≤ 1.5 × ULN (or < 3.0 mg/dL in patients with Gilbert's syndrome)",
    "Total bilirubin ≤ 1.5 × ULN (Gilbert's syndrome: < 3 mg/dL)",
    "Total bilirubin ≤ 1.5 × ULN (for Gilbert's syndrome, < 3 mg/dL)",
    "Total bilirubin ≤ 1.5 × ULN. Patients with Gilbert's syndrome: total bilirubin < 3 mg/dL",
]


@pytest.mark.parametrize("text", WRITTEN)
@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (bilirubin(1.2), "match"),
        (bilirubin(2.5), "fail"),
        (bilirubin(2.5, GILBERT), "match"),
        (bilirubin(5, GILBERT), "fail"),
        (bilirubin(5), "fail"),
    ],
)
def test_the_limit_of_a_part_of_the_patients_stands_for_that_of_all(text: str, record: dict[str, Any], expected: str) -> None:
    check("inclusion", text, record, expected, None)


@table(
    excludes(
        "Total bilirubin > 1.5 × ULN (except Gilbert's syndrome, total bilirubin > 3 mg/dL)", "their own", bilirubin(2.5, GILBERT), "match"
    ),
    excludes("Total bilirubin > 1.5 × ULN (except Gilbert's syndrome, total bilirubin > 3 mg/dL)", "beyond", bilirubin(5, GILBERT), "fail"),
    excludes("Total bilirubin > 1.5 × ULN (except Gilbert's syndrome, total bilirubin > 3 mg/dL)", "without", bilirubin(2.5), "fail"),
    needs("AST ≤ 3 × ULN (≤ 5 if liver metastases)", "a multiple as well", ast(180, METASTASES), "match"),
    needs("AST ≤ 3 × ULN (≤ 5 if liver metastases)", "above", ast(220, METASTASES), "fail"),
    needs("AST ≤ 3 × ULN, or ≤ 5 in case of liver metastases", "a multiple as well", ast(180, METASTASES), "match"),
    needs("AST ≤ 3 × ULN (5 in patients with liver metastases)", "without", ast(180), "fail"),
    needs(
        "INR ≤ 1.5 × ULN (≤ 3 in patients with atrial fibrillation)",
        "a number of its own",
        closed(labs(obs("INR", 2.5, high=1.2)), listed("atrial fibrillation")),
        "match",
    ),
    needs(
        "INR ≤ 1.5 × ULN (≤ 3 in patients with atrial fibrillation)", "without", closed(labs(obs("INR", 2.5, high=1.2)), listed()), "fail"
    ),
)
def test_a_second_limit_is_read_beside_the_first(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


CLEARANCE = (
    "Creatinine ≤ 1.5 × institutional normal OR creatinine clearance ≥ 60 mL/min "
    "for patients with creatinine levels above institutional normal"
)
STEROIDS = "Systemic corticosteroids (> 10 mg daily prednisone equivalents)"


def kidneys(creatinine: float, clearance: float) -> dict[str, Any]:
    """Creatinine in mg/dL, with limits of normal of 0.6 and 1, and creatinine clearance in mL/min."""
    return labs(obs("creatinine", creatinine, "mg/dL", low=0.6, high=1), obs("creatinine clearance", clearance, "mL/min"))


@table(
    needs("AST ≤ 3 × ULN (≤ 5 × ULN for strangeness)", "for whom nobody knows", ast(180), "unknown"),
    needs("AST ≤ 3 × ULN (5 × ULN in strange disease)", "low for all", ast(50), "match"),
    needs("AST ≤ 3 × ULN (5 × ULN in strange disease)", "too high for all", ast(300), "fail"),
    needs(CLEARANCE, "the creatinine", kidneys(1.2, 40), "match"),
    needs(CLEARANCE, "the clearance", kidneys(2, 70), "match"),
    needs(CLEARANCE, "neither", kidneys(2, 40), "fail"),
    excludes(
        STEROIDS,
        "another, of which the dose would have to be converted",
        takes("dexamethasone", dose=8, unit="mg/day"),
        "unknown",
    ),
    needs("Creatinine no greater than normal", "below the range", kidneys(0.5, 90), "match"),
    needs("Creatinine no greater than normal", "above", kidneys(1.1, 90), "fail"),
    excludes("Heart failure (≥ NYHA class II)", "a higher class", closed(listed("heart failure"), labs(obs("NYHA class", "III"))), "fail"),
    excludes("Heart failure (≥ NYHA class II)", "a lower class", closed(listed("heart failure"), labs(obs("NYHA class", "I"))), "match"),
    needs("AST ≤ 3 × ULN (up to 5 × ULN is allowed if liver metastases)", "allowed", ast(180, METASTASES), "match"),
    needs("AST ≤ 3 × ULN (up to 5 × ULN is allowed if liver metastases)", "not for them", ast(180), "fail"),
    needs("ECOG 0-1 (2 allowed if due to disease)", "perhaps allowed", labs(obs("ECOG", 2)), "unknown"),
    needs(
        "Bilirubin ≤ 3 mg/dL, AST ≤ 3 × ULN (unless liver metastases), bilirubin < 5 mg/dL if Gilbert's syndrome",
        "brackets end an exception",
        closed(labs(obs("total bilirubin", 1, "mg/dL"), obs("AST", 30, "U/L", high=40)), listed()),
        "match",
    ),
    needs("HbA1c (6-9 %) diabetes", "words behind the brackets are not dropped", closed(labs(obs("HbA1c", 7, "%")), listed()), "unknown"),
    excludes(STEROIDS, "none", takes("metformin"), "match"),
)
def test_whom_and_what_a_limit_is_counted_for(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

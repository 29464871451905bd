"""Contract §1 and §2: wider limits that some of the patients may have, and sentences that say whom a limit is for."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import Kind, check, excludes, needs, table
from spec.records import absent, closed, labs, listed, obs, takes

GILBERT = "Gilbert's syndrome"
METASTASES = "liver metastases"


def enzymes(ast: float, alt: float, *diseases: str) -> dict[str, Any]:
    """A complete record of these enzymes, in U/L, with upper limits of normal of 40, and of these diseases."""
    return closed(labs(obs("AST", ast, "U/L", high=40), obs("ALT", alt, "U/L", high=40)), listed(*diseases))


def bilirubin(value: float, *diseases: str) -> dict[str, Any]:
    """A complete record of this bilirubin, in mg/dL, with an upper limit of normal of 1, and of these diseases."""
    return closed(labs(obs("total bilirubin", value, "mg/dL", high=1)), listed(*diseases))


BOTH = [
    "AST and ALT ≤ 2.5 × ULN. Patients with liver metastases may have AST and ALT ≤ 5 × ULN.",
    "AST and ALT ≤ 2.5 × ULN; patients with liver metastases may have AST and ALT ≤ 5 × ULN",
    "AST and ALT ≤ 2.5 × ULN, except patients with liver metastases who may have AST and ALT ≤ 5 × ULN",
    "AST and ALT ≤ 2.5 × ULN (except patients with liver metastases, who may have AST and ALT ≤ 5 × ULN)",
    "AST and ALT ≤ 2.5 × ULN, except patients with liver metastases who may have values ≤ 5 × ULN",
    "AST/ALT ≤ 2.5 × ULN (patients with liver metastases may have AST/ALT ≤ 5 × ULN)",
    "AST/ALT ≤ 2.5 × ULN (patients with liver metastases: AST/ALT ≤ 5 × ULN)",
    "AST and ALT ≤ 2.5 × ULN. Patients with liver metastases: ≤ 5 × ULN.",
    "AST and ALT ≤ 2.5 × ULN. Subjects with liver metastases are allowed to have ≤ 5 × ULN.",
    "AST and ALT ≤ 2.5 × ULN. Subjects with liver metastases who have AST and ALT ≤ 5 × ULN may be enrolled.",
]


@pytest.mark.parametrize("text", BOTH)
@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (enzymes(60, 60), "match"),
        (enzymes(160, 60), "fail"),
        (enzymes(60, 160), "fail"),
        (enzymes(160, 160, METASTASES), "match"),
        (enzymes(220, 60, METASTASES), "fail"),
        (enzymes(60, 220, METASTASES), "fail"),
    ],
)
def test_a_wider_limit_is_permitted_to_those_named_alone(text: str, record: dict[str, Any], expected: str) -> None:
    check("inclusion", text, record, expected)


EXCLUDED = [
    "AST or ALT > 2.5 × ULN (patients with liver metastases may have ≤ 5 × ULN)",
    "AST/ALT > 2.5 × ULN (> 5 × ULN for patients with liver metastases)",
    "AST or ALT > 2.5 × ULN. Patients with liver metastases may have AST or ALT ≤ 5 × ULN.",
]


@pytest.mark.parametrize("text", EXCLUDED)
@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (enzymes(60, 60), "match"),
        (enzymes(160, 60), "fail"),
        (enzymes(160, 160, METASTASES), "match"),
        (enzymes(220, 60, METASTASES), "fail"),
    ],
)
def test_who_may_have_more_is_excluded_above_that(text: str, record: dict[str, Any], expected: str) -> None:
    check("exclusion", text, record, expected)


def both(bilirubin: float, alt: float, *diseases: str) -> dict[str, Any]:
    """Bilirubin in mg/dL and ALT in U/L, with upper limits of normal of 1 and 40."""
    return closed(labs(obs("total bilirubin", bilirubin, "mg/dL", high=1), obs("ALT", alt, "U/L", high=40)), listed(*diseases))


TOGETHER = "Bilirubin ≤ 1.5 × ULN; ALT ≤ 2.5 × ULN. Patients with Gilbert's syndrome may have bilirubin ≤ 3 × ULN."
ANTICOAGULANTS = "INR ≤ 1.5. This applies only to patients who do not receive anticoagulants."


@table(
    needs(TOGETHER, "the limit further back", both(2, 30, GILBERT), "match"),
    needs(TOGETHER, "not for others", both(2, 30), "fail"),
    needs(TOGETHER, "not of the other limit", both(1, 160, GILBERT), "fail"),
    needs("Bilirubin ≤ 1.5 × ULN. This does not apply to patients with Gilbert's syndrome.", "for them", bilirubin(4, GILBERT), "match"),
    needs("Bilirubin ≤ 1.5 × ULN. This does not apply to patients with Gilbert's syndrome.", "for others", bilirubin(4), "fail"),
    excludes("Bilirubin > 1.5 × ULN. This does not apply to patients with Gilbert's syndrome.", "for them", bilirubin(4, GILBERT), "match"),
    needs(ANTICOAGULANTS, "for others", takes("warfarin") | labs(obs("INR", 2.5)), "match"),
    needs(ANTICOAGULANTS, "for them", {"medications": absent("anticoagulants")} | labs(obs("INR", 2.5)), "fail"),
    needs("ANC ≥ 1500/µL. Patients with strangeness may have ANC ≥ 1000/µL.", "who is not known", labs(obs("ANC", 1200, "/uL")), "unknown"),
    needs("ANC ≥ 1500/µL. Patients with strangeness may have ANC ≥ 1000/µL.", "low for all", labs(obs("ANC", 900, "/uL")), "fail"),
)
def test_whom_a_limit_is_for_may_be_said_behind_it(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Severe hypersensitivity (≥ Grade 3) to pembrolizumab or its excipients", "none", closed(), "match"),
    excludes("Hypersensitivity (allergy) to aspirin", "another allergy", {"allergies": [{"name": "penicillin"}]}, "unknown"),
    excludes("Intolerance (e.g. rash) to aspirin", "an intolerance", {"allergies": [{"name": "aspirin"}]}, "fail"),
    needs("BMI [18, 30] kg/m2", "between", labs(obs("BMI", 24, "kg/m2")), "match"),
    needs("BMI (18, 30)", "outside", labs(obs("BMI", 31, "kg/m2")), "fail"),
    needs("Age (18-65)", "inside", {"age": 40}, "match"),
    needs("Hb ≥ 13 (males) or ≥ 12 (females) g/dL", "a woman", {"sex": "female"} | labs(obs("Hb", 12.5, "g/dL")), "match"),
    needs("Hb ≥ 13 (males) or ≥ 12 (females) g/dL", "a man", {"sex": "male"} | labs(obs("Hb", 12.5, "g/dL")), "fail"),
    needs("Lung cancer diagnosed with CT or MRI", "how it was found", listed("lung cancer"), "match"),
)
def test_brackets_part_no_statement(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)

"""Contract §2: exceptions announced by name, second results, and what stands with one member of a list alone."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_trial, screen
from spec.contract import Kind, check, excludes, needs, table
from spec.records import ON, all_of, closed, labs, listed, obs

INLINE = (
    "Inclusion Criteria:\n* AST and ALP ≤ 2.5 × ULN, with the following exceptions: Patients with liver metastases: AST ≤ 5 × ULN; "
    "Patients with bone metastases: ALP ≤ 5 × ULN"
)
NESTED = (
    "Inclusion Criteria:\n* AST and ALP ≤ 2.5 × ULN, with the following exceptions:\n"
    "  * Patients with liver metastases: AST ≤ 5 × ULN\n  * Patients with bone metastases: ALP ≤ 5 × ULN"
)


def enzymes(ast: float, alp: float, *diseases: str) -> dict[str, Any]:
    """A complete record of these enzymes, in U/L, with upper limits of normal of 40 and 120, and of these diseases."""
    return closed(labs(obs("AST", ast, "U/L", high=40), obs("ALP", alp, "U/L", high=120)), listed(*diseases))


@pytest.mark.parametrize("text", [INLINE, NESTED])
@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (enzymes(60, 200), "match"),
        (enzymes(160, 200), "fail"),
        (enzymes(160, 200, "liver metastases"), "match"),
        (enzymes(160, 200, "bone metastases"), "fail"),
        (enzymes(60, 500, "bone metastases"), "match"),
        (enzymes(60, 500, "liver metastases"), "fail"),
    ],
)
def test_exceptions_with_limits_of_their_own_are_each_for_their_people(text: str, record: dict[str, Any], expected: str) -> None:
    assert str(screen(record, compile_trial(f"{text}\n* Age > 18"), on=ON).criteria[0].outcome) == expected


HCV = "Negative HCV antibody, or positive HCV antibody test followed by a negative HCV RNA test"
BIPOLAR = "Psychotic disorder, depression with psychotic features, bipolar or related disorders, or autism"
ADOLESCENTS = "FEV1 < 80% predicted (< 90% for subjects 12-17 years of age)"


@table(
    needs(HCV, "cured", labs(obs("HCV antibody", "positive"), obs("HCV RNA", "negative")), "match"),
    needs(HCV, "not cured", labs(obs("HCV antibody", "positive"), obs("HCV RNA", "positive")), "fail"),
    needs("One of the following: gout; asthma and eczema", "half of the second", closed(listed("asthma")), "fail"),
    needs("One of the following: gout; asthma and eczema", "all of the second", closed(listed("asthma", "eczema")), "match"),
    excludes(BIPOLAR, "a later member alone", listed("autism"), "fail"),
    excludes(BIPOLAR, "any other disease", all_of({"name": "gout"}), "unknown"),
    excludes("Asthma or COPD, with the following exceptions: mild asthma", "excepted", listed("asthma", severity="mild"), "unknown"),
    needs("Patients with asthma, or COPD, should have an ECG", "neither", closed(), "match"),
    needs(ADOLESCENTS, "one of 15 years", {"age": 15} | labs(obs("FEV1 percent predicted", 85, "%")), "match"),
    needs(ADOLESCENTS, "an adult", {"age": 40} | labs(obs("FEV1 percent predicted", 85, "%")), "fail"),
    excludes("Systolic blood pressure < 95 mmHg on 2 consecutive measurements", "higher", labs(obs("SBP", 120, "mmHg")), "match"),
    excludes("Systolic blood pressure < 95 mmHg on 2 consecutive measurements", "lower once", labs(obs("SBP", 90, "mmHg")), "unknown"),
    excludes(
        "Any disease, metabolic disorder, or other finding that would preclude participation", "perhaps", listed("diabetes"), "unknown"
    ),
)
def test_what_goes_with_what(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)

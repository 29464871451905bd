"""Contract §1: what stands under the heading of a group of patients is asked of those alone."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_trial, screen
from spec.records import ON, has, labs, obs

Record = dict[str, Any]
HIGH, LOW = labs(obs("HbA1c", 9, "%")), labs(obs("HbA1c", 6, "%"))

OF_DIABETICS = "Exclusion criteria:\nFor subjects with type 2 diabetes:\n- Pregnancy\nFor healthy controls:\n- HbA1c > 8 %\n"
OF_COHORTS = "Inclusion criteria (cohort A):\n- HbA1c < 8 %\n\nInclusion criteria (cohort B):\n- Asthma\n"
OF_CANCERS = "Breast Cancer Inclusion Criteria:\n- HER2 positive\n\nOvarian Cancer Inclusion Criteria:\n- Ascites\n"
OF_A_PROCEDURE = "Exclusion criteria for the biopsy:\n- INR > 1.5\n"
OF_OTHERS = "Inclusion criteria for family members:\n- Age 18 years or older\n"
ON_SUBJECTS = "Inclusion criteria:\nHepatic:\n- Bilirubin < 2 mg/dL\nInclusion criteria for all participants:\n- HbA1c < 8 %\n"
PREGNANT = {"observations": [obs("pregnancy", True)]}


@pytest.mark.parametrize(
    ("text", "criterion", "record", "expected"),
    [
        (OF_DIABETICS, "E1", has("type 2 diabetes") | PREGNANT, "fail"),
        (OF_DIABETICS, "E1", has("asthma") | PREGNANT, "match"),
        (OF_DIABETICS, "E1", PREGNANT, "unknown"),
        (OF_DIABETICS, "E2", HIGH, "unknown"),
        (OF_DIABETICS, "E2", LOW, "match"),
        (OF_COHORTS, "I1", HIGH, "unknown"),
        (OF_COHORTS, "I1", LOW, "match"),
        (OF_COHORTS, "I2", has("gout"), "unknown"),
        (OF_CANCERS, "I1", has("ovarian cancer"), "match"),
        (OF_CANCERS, "I2", has("ovarian cancer"), "fail"),
        (OF_CANCERS, "I2", has("ovarian cancer", "ascites"), "match"),
        (OF_A_PROCEDURE, "E1", labs(obs("INR", 2)), "unknown"),
        (OF_A_PROCEDURE, "E1", labs(obs("INR", 1)), "match"),
        (OF_OTHERS, "I1", {"age": 12}, "unknown"),
        (ON_SUBJECTS, "I1", labs(obs("bilirubin", 3, "mg/dL")), "fail"),
        (ON_SUBJECTS, "I2", HIGH, "fail"),
    ],
)
def test_a_heading_says_of_whom_it_is_asked(text: str, criterion: str, record: Record, expected: str) -> None:
    report = screen(record, text, on=ON)
    assert report[criterion].outcome == expected, report[criterion].reasons


def test_the_group_is_shown_where_it_stands() -> None:
    trial = compile_trial(OF_DIABETICS)
    guard = trial["E1"].rule.children[0]  # type: ignore[union-attr]
    assert guard.span.of(OF_DIABETICS) == "subjects with type 2 diabetes"
    assert trial["E1"].notes == ("it stands under the heading 'For subjects with type 2 diabetes', and is asked of those people alone",)

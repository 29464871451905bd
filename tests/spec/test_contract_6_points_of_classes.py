"""Classes that are ranges of a score: Child-Pugh A5 to C15, in criteria and in records (contract §6)."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility.errors import PatientError
from eligibility.patient.record import read_patient
from spec.contract import Kind, check, excludes, needs, outcome, table
from spec.records import Record, says

AS_RECORDED = {
    "5 points": says("Child-Pugh score", 5),
    "A": says("Child-Pugh class", "A"),
    "A (6)": says("Child-Pugh", "A (6)"),
    "B": says("Child-Pugh class", "B"),
    "B7": says("Child-Pugh", "B7"),
    "8": says("Child-Pugh", 8),
    "C": says("Child-Pugh score", "C"),
}
# Who fits, and of whom the record leaves it open.
LIMITS = {
    "Child-Pugh class A": ({"5 points", "A", "A (6)"}, set()),
    "Child-Pugh score ≤ 6": ({"5 points", "A", "A (6)"}, set()),
    "Child-Pugh ≤ 7": ({"5 points", "A", "A (6)", "B7"}, {"B"}),
    "Child-Pugh ≤ B7": ({"5 points", "A", "A (6)", "B7"}, {"B"}),
    "Child-Pugh A5-B7": ({"5 points", "A", "A (6)", "B7"}, {"B"}),
    "Child-Pugh A or B7": ({"5 points", "A", "A (6)", "B7"}, {"B"}),
    "Child-Pugh A/B7": ({"5 points", "A", "A (6)", "B7"}, {"B"}),
    "Child-Pugh score A5 or A6": ({"5 points", "A", "A (6)"}, set()),
    "Child-Pugh A6 or better": ({"5 points", "A", "A (6)"}, set()),
    "Child-Pugh A5": ({"5 points"}, {"A"}),
    "Child-Pugh B8 or worse": ({"8", "C"}, {"B"}),
    "Child-Pugh > B7": ({"8", "C"}, {"B"}),
    "Child-Pugh A only": ({"5 points", "A", "A (6)"}, set()),
}


@pytest.mark.parametrize("text", LIMITS)
def test_points_and_classes_are_one_scale(text: str) -> None:
    fit, left_open = LIMITS[text]
    wanted = {name: "match" if name in fit else "unknown" if name in left_open else "fail" for name in AS_RECORDED}
    assert {name: outcome("inclusion", text, record) for name, record in AS_RECORDED.items()} == wanted


@pytest.mark.parametrize("value", ["A9", "B5", "D", "16", 22.0])
def test_points_that_are_not_of_the_class_are_refused(value: str | float) -> None:
    with pytest.raises(PatientError, match="expected one of A, B, C"):
        read_patient({"observations": [{"name": "Child-Pugh", "value": value}]})


@table(
    needs("CKD stage 3", "its part", says("CKD stage", "3b"), "match"),
    needs("CKD stage 3b", "a number is no eGFR", says("CKD stage", "3"), "unknown"),
    excludes("Child-Pugh C", "B", says("Child-Pugh", "B9"), "match"),
)
def test_other_classes_stay_what_they_are(kind: Kind, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

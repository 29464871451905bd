"""What is remembered of a patient from one screening to the next never answers for another day or another closed list."""

from __future__ import annotations

from datetime import date

import pytest

from eligibility import Patient, Trial, screen

_DIABETES = Trial.from_criteria(exclusion=["Diabetes mellitus"])
_TRIALS = (_DIABETES, Trial.from_criteria(exclusion=["Diabetes mellitus", "Asthma"]))


def patient() -> Patient:
    """Somebody who has had diabetes since 2020."""
    return Patient.model_validate({"conditions": [{"name": "type 2 diabetes", "onset": "2020-01-01"}]})


@pytest.mark.parametrize("trial", _TRIALS)
def test_another_day_is_answered_anew(trial: Trial) -> None:
    somebody = patient()
    days = (date(2026, 1, 1), date(2019, 1, 1), date(2026, 1, 1))
    assert [screen(somebody, trial, on=day)["E1"].outcome for day in days] == ["fail", "unknown", "fail"]


def test_another_closed_list_is_answered_anew() -> None:
    somebody = Patient.model_validate({"conditions": [{"name": "gout"}]})
    settings: tuple[tuple[str, ...], ...] = ((), ("conditions",), ())
    outcomes = [screen(somebody, _DIABETES, on=date(2026, 1, 1), assume_complete=each)["E1"].outcome for each in settings]
    assert outcomes == ["unknown", "match", "unknown"]


def test_another_patient_is_answered_anew() -> None:
    others = (patient(), Patient.model_validate({"conditions": [{"name": "diabetes", "status": "absent"}]}), patient())
    assert [screen(each, _DIABETES, on=date(2026, 1, 1))["E1"].outcome for each in others] == ["fail", "match", "fail"]

"""The numbers of criteria as rows: what each is said of, its unit as written, its place in the text."""

from __future__ import annotations

import pytest

from eligibility import Trial, compile_trial
from eligibility.report.constraints import Constraint, constraints


def rows(text: str) -> list[Constraint]:
    return list(constraints(compile_trial(f"Inclusion Criteria:\n\n* {text}\n")))


def row(text: str) -> Constraint:
    (only,) = rows(text)
    return only


def test_a_row_has_its_place_in_the_text() -> None:
    trial: Trial = compile_trial("Inclusion Criteria:\n\n* Hemoglobin at least 9 g/dL\n")
    (found,) = constraints(trial)
    assert trial.source[found.start : found.end] == "at least 9 g/dL"
    assert (found.variable, found.op, found.value, found.unit) == ("Hemoglobin", "GTEQ", 9, "g/dL")


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ("Took part in at least 20 tango lessons", "tango lessons"),
        ("A score of at least 46 on the Hummingbird Questionnaire", "Hummingbird Questionnaire"),
        ("Gliders with high (> 90%) landing rate", "landing rate"),
        ("Quokka volume (< 7 mL in men; < 5 mL in women)", "Quokka volume"),
    ],
)
def test_what_a_number_is_said_of_where_the_words_are_not_understood(text: str, variable: str) -> None:
    assert all(variable.casefold() in " ".join([r.variable, *r.variable_aliases]).casefold() for r in rows(text)), rows(text)


def test_the_age_of_somebody_else_is_an_age() -> None:
    found = row("Caregiver at least 21 years old")
    assert (found.variable.casefold().startswith("age"), found.value, found.temporal) == (True, 21, False)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Smoking for 3 or more years", "years"),
        ("Smoking for at least one (1) year", "year"),
        ("Swimming more than 2 times per week", "times per week"),
        ("Headache at least 4 days/week", "days/week"),
        ("Blood pressure below 130/85 mmHg", "mmHg"),
    ],
)
def test_the_unit_as_written(text: str, unit: str) -> None:
    assert {r.unit for r in rows(text)} == {unit}


def test_counts_have_rows() -> None:
    found = row("At least 2 strokes")
    assert (found.variable, found.op, found.value) == ("strokes", "GTEQ", 2)


def test_names_with_numbers_and_ranges_of_scales_are_no_constraints() -> None:
    assert rows("Unusual type II wobble") == []
    assert [r.value for r in rows("Pain score of at least 4 on a 0-10 scale")] == [4]

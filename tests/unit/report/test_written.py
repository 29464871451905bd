"""The numbers of a criterion as its text writes them."""

from __future__ import annotations

import pytest

from eligibility import compile_trial
from eligibility.report.written import Words, Written, class_number


def numbers(text: str) -> list[tuple[Written, str]]:
    """The comparisons of a criterion, each with its words."""
    trial = compile_trial(f"Inclusion Criteria:\n\n* {text}\n")
    (criterion,) = trial.criteria
    return [(found, found.span.of(trial.source)) for found in Words(trial.source, criterion).numbers]


@pytest.mark.parametrize(
    ("text", "form", "operator", "values", "unit", "time", "words"),
    [
        ("Hemoglobin >= 9 g/dL", "limit", "GTEQ", (9,), "g/dL", None, ">= 9 g/dL"),
        ("Platelets > 100 x 10^9/L", "limit", "GT", (100,), "x 10^9/L", None, "> 100 x 10^9/L"),
        ("Bilirubin ≤ 1.5 × ULN", "limit", "LTEQ", (1.5,), "× ULN", None, "≤ 1.5 × ULN"),
        ("T-score ≤ -2.5", "limit", "LTEQ", (-2.5,), None, None, "≤ -2.5"),
        ("LVEF 50%", "limit", "EQ", (50,), "%", None, "50%"),
        ("Age 18 to 65 years", "limit", "BETWEEN", (18, 65), "years", "year", "18 to 65 years"),
        ("ECOG 0-1", "limit", "BETWEEN", (0, 1), None, None, "0-1"),
        ("NYHA class III or IV", "classes", "IN", (3, 4), None, None, "III or IV"),
        ("Stroke within 6 months", "window", "LTEQ", (6,), "months", "month", "within 6 months"),
        ("Smoking for more than 3 years", "lasting", "GT", (3,), "years", "year", "for more than 3 years"),
        ("At least 4 weeks since chemotherapy", "gap", "GTEQ", (4,), "weeks", "week", "At least 4 weeks since"),
        ("Life expectancy one (1) month", "limit", "EQ", (1,), "month", "month", "one (1) month"),
        ("Blood pressure below 130/85 mmHg", "limit", "LT", (130,), "mmHg", None, "below 130/85 mmHg"),
    ],
)
def test_a_comparison_as_written(
    text: str, form: str, operator: str, values: tuple[float, ...], unit: str | None, time: str | None, words: str
) -> None:
    ((found, place),) = numbers(text)
    assert (found.form, found.operator, found.numbers, found.unit, found.time, place) == (form, operator, values, unit, time, words)


def test_two_limits_have_the_words_of_their_own() -> None:
    found = [(w.operator, w.numbers, w.unit, place) for w, place in numbers("HbA1c < 7% or > 9%")]
    assert found == [("LT", (7,), "%", "< 7% "), ("GT", (9,), "%", "or > 9%")]


def test_a_range_in_two_units_of_time_is_two_limits() -> None:
    found = [(w.operator, w.numbers, w.time) for w, _ in numbers("At least 6 months but less than 3 years of smoking")]
    assert found == [("GTEQ", (6,), "month"), ("LT", (3,), "year")]


def test_half_lives_are_a_comparison_of_their_own() -> None:
    found = [(w.form, w.numbers, w.unit) for w, _ in numbers("Chemotherapy within 4 weeks or 5 half-lives, whichever is longer")]
    assert found == [("window", (4,), "weeks"), ("half_lives", (5,), "half-lives")]


def test_two_digits_and_a_comma_may_be_a_list() -> None:
    assert ("classes", "IN", (0, 1)) in [(w.form, w.operator, w.numbers) for w, _ in numbers("ECOG 0,1")]


@pytest.mark.parametrize("text", ["Child-Pugh A", "Stage IIIB", "Stroke within the past year", "ALT ≤ ULN", "Asthma"])
def test_what_has_no_number_in_it_is_no_comparison(text: str) -> None:
    assert numbers(text) == []


def test_the_numbers_of_parts_come_in_the_order_of_the_text() -> None:
    trial = compile_trial("Inclusion Criteria:\n\nOne of the following:\n1. Age above 60 years\n2. INR above 2\n")
    (criterion,) = trial.criteria
    words = Words(trial.source, criterion)
    assert [w.numbers for w in words.numbers] == [(60,), (2,)]
    assert " ".join(t.text for t in words.tokens) == "One of the following : Age above 60 years INR above 2"


@pytest.mark.parametrize(
    ("name", "expected"), [("IV", 4), ("X", 10), ("4", 4), ("12", 12), ("XI", None), ("iv", None), ("A", None), ("IIIB", None), ("", None)]
)
def test_the_number_that_a_class_is_called_by(name: str, expected: float | None) -> None:
    assert class_number(name) == expected


def test_a_superscript_is_no_class() -> None:
    assert class_number("²") is None

"""Ages and sexes in many words (contract §1), each text answered for men and women of ten ages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product

import pytest
from _pytest.mark.structures import ParameterSet

from spec.contract import Kind, outcome
from spec.truth_tables import wanted

Truth = Callable[[int, str], bool]
PEOPLE = list(product((5, 12, 17, 18, 30, 40, 65, 67, 80), ("male", "female")))


def said(truth: Truth, kinds: Iterable[Kind], *texts: str) -> list[ParameterSet]:
    """Texts that say the same thing, and of whom it is true."""
    return [pytest.param(kind, text, truth, id=f"{kind}: {text}") for text in texts for kind in kinds]


TEXTS = [
    *said(
        lambda age, sex: age >= 18,
        ["inclusion"],
        "Age ≥ 18",
        "18 years or older",
        "Aged 18 and over",
        "At least 18 years of age",
        "Adults (≥ 18 years)",
        "Adults",
        "Male or female, 18 years or older",
        "Minimum age 18",
        "18+ years",
        "not younger than 18 years",
        "Aged eighteen years or older",
        "Adults of either sex aged 18 or older",
    ),
    *said(
        lambda age, sex: 18 <= age <= 65,
        ["inclusion"],
        "Age 18 to 65",
        "18-65 years",
        "Between 18 and 65 years of age",
        "18 ≤ age ≤ 65",
        "Age range 18-65",
        "at least 18 years and no older than 65 years",
        "18-65 y/o",
    ),
    *said(
        lambda age, sex: age < 18,
        ["inclusion", "exclusion"],
        "Under 18 years",
        "Patients under the age of 18",
        "Minors",
        "Children (< 18 years)",
        "Pediatric patients (< 18 years)",
    ),
    *said(
        lambda age, sex: age < 18 or age > 65,
        ["exclusion"],
        "Age < 18 or > 65 years",
        "Younger than 18 or older than 65 years",
        "Outside the age range of 18-65",
        "Outside of the age range 18 to 65 years",
        "Not between 18 and 65 years",
    ),
    *said(
        lambda age, sex: sex == "female", ["inclusion"], "Women", "Female patients", "Gender: female", "Must be female", "Women of any age"
    ),
    *said(
        lambda age, sex: sex == "female" and age >= 18,
        ["inclusion"],
        "Women ≥ 18 years",
        "Female, age ≥ 18 years",
        "Adult women",
        "Female patients aged ≥ 18 years",
    ),
    *said(
        lambda age, sex: age >= (18 if sex == "male" else 40),
        ["inclusion"],
        "Men ≥ 18 years or women ≥ 40 years",
        "Men ≥ 18 years and women ≥ 40 years",
        "Men at least 18 years old or women at least 40 years old",
    ),
    *said(
        lambda age, sex: 5 <= age < 18,
        ["inclusion"],
        "Children aged 5-17",
        "Boys and girls aged 5-17 years",
        "Age ≥ 5 years and < 18 years",
    ),
    *said(lambda age, sex: True, ["inclusion"], "Male or female", "Both sexes", "Male or female of any age"),
]


@pytest.mark.parametrize(("kind", "text", "truth"), TEXTS)
def test_ages_answer_as_their_words_say(kind: Kind, text: str, truth: Truth) -> None:
    found = {(age, sex): outcome(kind, text, {"age": age, "sex": sex}) for age, sex in PEOPLE}
    assert found == {(age, sex): wanted(kind, truth(age, sex)) for age, sex in PEOPLE}


# Below a heading such as "BMI:" the number is no age.
UNREAD = ["Women over 17", "Women ≥ 18", "Men > 40", "Women 18-65", "Adults 20 to 30", "Patients over 60"]


@pytest.mark.parametrize("text", UNREAD)
def test_a_limit_that_names_nothing_is_no_subgroup(text: str) -> None:
    assert {outcome("inclusion", text, {"age": age, "sex": sex}) for age, sex in PEOPLE} == {"unknown"}

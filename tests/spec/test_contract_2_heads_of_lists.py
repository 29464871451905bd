"""Contract §2, Lists: what stands before a list beside its head, of whom it is asked, and how many of it are asked for."""

from __future__ import annotations

from typing import Any

import pytest

from eligibility import compile_trial, screen
from spec.contract import Kind, check, excludes, needs, table
from spec.records import ON, all_of, attested, closed, labs, listed, obs


def outcome(text: str, record: dict[str, Any]) -> str:
    """The outcome of the first criterion of a trial's text, which may hold a list."""
    return str(screen(record, compile_trial(f"{text}\n* Age > 18"), on=ON).criteria[0].outcome)


GOUT = "Inclusion Criteria:\n* Gout with at least one of the following:\n  * Asthma\n  * Eczema"
MERCK = (
    "Inclusion Criteria:\n"
    "* A female participant is eligible to participate if she is not pregnant, and at least one of the following conditions applies:\n"
    "  * Not a woman of childbearing potential\n"
    "  * A woman of childbearing potential who uses contraception\n"
    "* Age > 18"
)
STATES = "Inclusion Criteria:\n* Not pregnant and meets one of the following criteria:\n  * Postmenopausal\n  * Surgically sterile"
ASKED = "Inclusion Criteria:\n* Women must meet one of the following:\n  * Postmenopausal\n  * Surgically sterile"
TWO = "Inclusion Criteria:\n* Gout and at least 2 of the following:\n  * Asthma\n  * Eczema\n  * Hypertension"
WHO = "Inclusion Criteria:\n* Patients with gout who meet all of the following:\n  * Asthma\n  * Eczema"
WIDER = "Inclusion Criteria:\n* Patients with liver metastases:\n  * AST < 5 x ULN"
COPD = "Inclusion Criteria:\n* Criteria for patients with COPD\n  * LVEF > 40%"
KNOWN = "Inclusion Criteria:\n* Hepatitis B positive subjects\n  * Participants with HBV are eligible if HBV DNA is undetectable"
EXCLUDED = "Exclusion Criteria:\n* Patients will not be included if one or more of the following criteria applies:\n  * Gout\n  * Asthma"
WOMAN, MAN = {"sex": "female"}, {"sex": "male"}


def woman(**values: bool) -> dict[str, Any]:
    """A woman of whom these are attested."""
    return WOMAN | attested(**values)


@pytest.mark.parametrize(
    ("text", "record", "expected"),
    [
        (GOUT, closed(listed("gout", "asthma")), "match"),
        (GOUT, closed(listed("gout")), "fail"),
        (GOUT, closed(listed("asthma", "eczema")), "fail"),
        (MERCK, MAN, "match"),
        (MERCK, woman(pregnancy=False, childbearing_potential=False), "match"),
        (MERCK, woman(pregnancy=False, childbearing_potential=True, contraception=True), "match"),
        (MERCK, woman(pregnancy=False, childbearing_potential=True, contraception=False), "fail"),
        (MERCK, woman(pregnancy=True), "fail"),
        (STATES, woman(pregnancy=False, postmenopausal=True), "match"),
        (STATES, woman(pregnancy=False, postmenopausal=False, surgically_sterile=False), "fail"),
        (ASKED, woman(postmenopausal=True, surgically_sterile=False), "match"),
        (ASKED, MAN, "match"),
        (TWO, closed(listed("gout", "asthma", "eczema")), "match"),
        (TWO, closed(listed("gout", "asthma")), "fail"),
        (WHO, closed(listed("asthma", "eczema")), "fail"),
        (WHO, closed(listed("gout", "asthma", "eczema")), "match"),
        (WIDER, closed(labs(obs("AST", 300, "U/L", high=40)), listed()), "unknown"),
        (COPD, closed(labs(obs("LVEF", 30, "%")), listed()), "match"),
        (COPD, closed(labs(obs("LVEF", 30, "%")), listed("COPD")), "fail"),
        (KNOWN, closed(listed()), "match"),
        (EXCLUDED, closed(listed("asthma")), "fail"),
        (EXCLUDED, closed(listed()), "match"),
    ],
)
def test_the_head_of_a_list_says_whose_it_is_and_how_much_of_it_is_asked(text: str, record: dict[str, Any], expected: str) -> None:
    assert outcome(text, record) == expected


BMI_28 = labs(obs("BMI", 28, "kg/m2")) | listed("asthma")
ALONE_28, ALONE_31 = (closed(labs(obs("BMI", bmi, "kg/m2")), listed()) for bmi in (28, 31))
EITHER = "BMI ≥ 30 or ≥ 27 kg/m2 with at least one of the following: hypertension, asthma"


@table(
    needs("BMI ≥ 27 kg/m2 with at least one of the following: hypertension, asthma", "one", BMI_28, "match"),
    needs(EITHER, "one", BMI_28, "match"),
    needs(EITHER, "none", ALONE_28, "fail"),
    needs(EITHER, "the first", ALONE_31, "match"),
    excludes("Patients are not eligible if any of the following criteria are met: gout; asthma", "the second", listed("asthma"), "fail"),
    needs("Patients with gout if all the following conditions are met", "which conditions is lost", listed("gout"), "unknown"),
)
def test_a_list_behind_a_colon_goes_with_what_stands_before_it(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


LESIONS = "Measurable disease. Irradiated lesions are considered measurable if they have grown."
VACCINES = "Live vaccine within 30 days. Examples of live vaccines include: measles, mumps and yellow fever."
TESTED = "Positive pregnancy test. If the urine test cannot be confirmed as negative, a serum pregnancy test will be required."
ECOG = "ECOG 0 to 1. Evaluation of ECOG is to be performed within 7 days prior to randomization."
REPLACED = "Autoimmune disease. Replacement therapy is not considered a form of systemic treatment."


@table(
    excludes(VACCINES, "no vaccine, no measles", closed(), "match"),
    excludes(TESTED, "negative", labs(obs("pregnancy test", "negative")), "match"),
    needs(ECOG, "a new result", labs(obs("ECOG", 1)), "match"),
    needs(ECOG, "an old result", labs(obs("ECOG", 1, day="2026-08-01")), "unknown"),
    needs(
        "Measurable disease. Irradiated lesions are considered measurable if they have grown.",
        "some",
        attested(measurable_disease=True),
        "match",
    ),
    excludes(REPLACED, "none", all_of(), "match"),
    excludes(REPLACED, "whom it excuses, nobody knows", listed("lupus"), "unknown"),
    needs("HbA1c 7.0 to 10.5% (53 and 91 mmol/mol)", "in the first unit", labs(obs("HbA1c", 8, "%")), "match"),
    needs("HbA1c 7.0 to 10.5% (53 and 91 mmol/mol)", "outside", labs(obs("HbA1c", 11, "%")), "fail"),
)
def test_sentences_that_explain_the_one_before_ask_nothing_of_their_own(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)

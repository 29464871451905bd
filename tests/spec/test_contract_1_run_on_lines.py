"""Statements without a sign between them, numbers of their own, and limits that share a sign (contract §1 and §6)."""

from __future__ import annotations

from itertools import product

import pytest

from spec.contract import outcome
from spec.records import Record, obs

RUN_ON = [
    "AST ≤ 100 U/L Creatinine ≤ 1.5 mg/dL Hemoglobin ≥ 9 g/dL",
    "AST ≤ 100 U/L; Creatinine ≤ 1.5 mg/dL; Hemoglobin ≥ 9 g/dL",
    "AST ≤ 100 U/L, creatinine ≤ 1.5 mg/dL, hemoglobin ≥ 9 g/dL",
    "AST ≤ 100 U/L. Creatinine ≤ 1.5 mg/dL. Hemoglobin ≥ 9 g/dL.",
    "AST ≤ 100 U/L - Creatinine ≤ 1.5 mg/dL - Hemoglobin ≥ 9 g/dL",
    "1. AST ≤ 100 U/L, creatinine ≤ 1.5 mg/dL and hemoglobin ≥ 9 g/dL",
]
RESULTS = list(product((90, 110), (1.4, 1.6), (8, 10)))


def measured(ast: float, creatinine: float, haemoglobin: float) -> Record:
    return {"observations": [obs("AST", ast, "U/L"), obs("creatinine", creatinine, "mg/dL"), obs("hemoglobin", haemoglobin, "g/dL")]}


@pytest.mark.parametrize("text", RUN_ON)
def test_each_limit_is_that_of_the_measure_before_it(text: str) -> None:
    found = {result: outcome("inclusion", text, measured(*result)) for result in RESULTS}
    assert found == {(a, c, h): "match" if a <= 100 and c <= 1.5 and h >= 9 else "fail" for a, c, h in RESULTS}


CREATININE = [
    ("Creatinine ≤ 1.5 mg/dL or 1.5 × ULN, whichever is lower", False, False),
    ("Creatinine ≤ 1.5 mg/dL or ≤ 1.5 × ULN, whichever is lower", False, False),
    ("Creatinine ≤ 1.5 mg/dL or ≤ 1.5 × ULN (whichever is lower)", False, False),
    ("Creatinine ≤ 1.5 mg/dL or 1.5 × ULN, whichever is higher", True, True),
    ("Creatinine ≤ 1.5 mg/dL or ≤ 1.5 × ULN, whichever is greater", True, True),
    ("Creatinine ≤ 1.5 mg/dL or ≤ 1.5 × ULN", True, True),
]


@pytest.mark.parametrize(("text", "above_one", "above_other"), CREATININE)
def test_of_two_limits_that_counts_which_the_words_say(text: str, above_one: bool, above_other: bool) -> None:
    def answer(value: float, high: float) -> str:
        return outcome("inclusion", text, {"observations": [obs("creatinine", value, "mg/dL", low=0.5, high=high)]})

    expected = {True: "match", False: "fail"}
    assert answer(1.4, 1.2) == "match"  # below both: 1.5 and 1.8
    assert answer(1.9, 1.2) == "fail"  # above both
    assert answer(1.6, 1.2) == expected[above_one]  # above 1.5 mg/dL alone
    assert answer(1.4, 0.9) == expected[above_other]  # above 1.5 × ULN, 1.35, alone


BY_SEX = [
    "QTc > 450 ms in men or > 470 ms in women",
    "QTc > 450 ms in men or 470 ms in women",
    "QTc > 450 ms (men) or 470 ms (women)",
    "QTc > 450 ms for males or > 470 ms for females",
    "QTc > 450 ms (males) or > 470 ms (females)",
]


@pytest.mark.parametrize("text", BY_SEX)
def test_the_sign_of_one_sex_is_that_of_the_other(text: str) -> None:
    rows = list(product(("male", "female"), (440, 460, 480)))
    found = {(sex, qtc): outcome("exclusion", text, {"sex": sex, "observations": [obs("QTc", qtc, "ms")]}) for sex, qtc in rows}
    assert found == {(sex, qtc): "fail" if qtc > (450 if sex == "male" else 470) else "match" for sex, qtc in rows}


TWO = "Creatinine > 2 mg/dL Hypertension"


@pytest.mark.parametrize(("value", "conditions", "answer"), [(3, [], "fail"), (1, ["hypertension"], "fail"), (1, [], "match")])
def test_a_name_with_a_capital_behind_a_limit_is_another_statement(value: float, conditions: list[str], answer: str) -> None:
    record = {
        "observations": [obs("creatinine", value, "mg/dL")],
        "conditions": [{"name": name} for name in conditions],
        "complete": ["conditions"],
    }
    assert outcome("exclusion", TWO, record) == answer

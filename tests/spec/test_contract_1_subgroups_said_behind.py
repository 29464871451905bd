"""Of whom something is asked, where that is said behind it (contract §1): a requirement on a subgroup, which others need not meet."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import Kind, check, needs, result, table
from spec.records import MAN, closed, labs, listed, obs, says

NEGATIVE = says("pregnancy test", "negative")
POSITIVE = says("pregnancy test", "positive")


@pytest.mark.parametrize(
    "text",
    [
        "Negative pregnancy test in women of childbearing potential",
        "Negative pregnancy test for women of childbearing potential only",
        "Negative pregnancy test, for women of childbearing potential only",
        "Negative pregnancy test (women of childbearing potential)",
        "Negative pregnancy test (WOCBP only)",
        "For women of childbearing potential only: negative pregnancy test",
        "Negative urine or serum pregnancy test done =< 7 days prior to registration, for women of childbearing potential only",
    ],
)
def test_a_pregnancy_test_of_women_who_may_be_pregnant_asks_nothing_of_a_man(text: str) -> None:
    man = result("inclusion", text, MAN)
    assert (man.outcome, man.applicable) == ("match", False)
    check("inclusion", text, NEGATIVE, "match")
    check("inclusion", text, {"sex": "female", **POSITIVE}, "fail")  # who is pregnant is of childbearing potential
    both = labs(obs("pregnancy test", "positive"), obs("childbearing potential", True), sex="female")
    check("inclusion", text, both, "fail")


@table(
    needs("Contraception for women of childbearing potential", "a man", MAN, "match"),
    needs("Willing to use contraception (for women of childbearing potential)", "a man", MAN, "match"),
    needs("ALT ≤ 5 x ULN for patients with liver metastases only", "none", closed(says("ALT", 400, "U/L", high=40)), "match"),
    needs("Only for women: negative pregnancy test", "a man", MAN, "match"),
    needs("Women must not have asthma", "a man with asthma", closed(listed("asthma"), sex="male"), "match"),
    needs("Hemoglobin ≥ 12 g/dL (women)", "a man", labs(obs("hemoglobin", 10, "g/dL"), sex="male"), "match"),
    needs("Hemoglobin ≥ 13 g/dL (men) or ≥ 12 g/dL (women)", "a man", labs(obs("hemoglobin", 12.5, "g/dL"), sex="male"), "fail"),
    needs("Hemoglobin ≥ 13 g/dL (men) or ≥ 12 g/dL (women)", "a woman", labs(obs("hemoglobin", 12.5, "g/dL"), sex="female"), "match"),
    needs("HbA1c ≤ 8 % (diabetics)", "none", closed(says("HbA1c", 9, "%")), "match"),
)
def test_words_of_people_behind_a_demand_open_a_subgroup(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs(
        "Negative pregnancy test ≤ 7 days prior to registration",
        "a week ago",
        says("pregnancy test", "negative", day="2026-10-25"),
        "match",
    ),
    needs(
        "Negative pregnancy test ≤ 7 days prior to registration", "older", says("pregnancy test", "negative", day="2026-10-24"), "unknown"
    ),
    needs(
        "Platelets ≥ 100 x 10^9/L (obtained =< 7 days prior to enrollment)",
        "older",
        says("platelets", 150, "10*9/L", "2026-10-01"),
        "unknown",
    ),
    needs(
        "The following laboratory values obtained =< 14 days prior to registration: platelets ≥ 100 x 10^9/L",
        "older",
        says("platelets", 150, "10*9/L", "2026-10-01"),
        "unknown",
    ),
    needs("Negative pregnancy test (serum or urine)", "negative", NEGATIVE, "match"),
)
def test_how_old_a_result_may_be_is_its_window(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

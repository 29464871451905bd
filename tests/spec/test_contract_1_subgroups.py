"""Whom a demand is for when people are listed, and who they are beside what they refuse (contract §1)."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import check, excludes, needs, table
from spec.records import attested


def person(sex: str, **facts: bool) -> dict[str, Any]:
    """A complete record of one of this sex, of whom these statements are attested."""
    return {"sex": sex, **attested(**facts)}


@pytest.mark.parametrize(
    "text",
    [
        "Women of childbearing potential and men must use contraception",
        "Women of child-bearing potential and men must agree to use adequate contraception",
        "Women of childbearing potential or men must agree to use contraception",
        "Men and women of childbearing potential must use contraception",
        "Male patients and female patients of childbearing potential must use contraception",
    ],
)
def test_a_demand_behind_a_list_of_people_is_for_each_of_them(text: str) -> None:
    check("inclusion", text, person("male", contraception=True), "match")
    check("inclusion", text, person("male", contraception=False), "fail")
    check("inclusion", text, person("female", childbearing_potential=False, contraception=False), "match")
    check("inclusion", text, person("female", childbearing_potential=True, contraception=False), "fail")
    check("inclusion", text, person("female", childbearing_potential=True, contraception=True), "match")


@table(
    needs("Women and men must be able to consent", "unable", person("male", capacity_to_consent=False), "fail"),
    needs("Otherwise healthy men and women", "not healthy", person("male", healthy_volunteer=False), "fail"),
    excludes(
        "Women of childbearing potential and unwilling to use contraception",
        "uses it",
        person("female", childbearing_potential=True, contraception=True),
        "match",
    ),
    excludes(
        "Women of childbearing potential and unwilling to use contraception",
        "does not",
        person("female", childbearing_potential=True, contraception=False),
        "fail",
    ),
    excludes("Sexually active and not using contraception", "uses it", person("male", sexual_activity=True, contraception=True), "match"),
)
def test_who_they_are_excludes_nobody(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)

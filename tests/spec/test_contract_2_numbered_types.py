"""Diseases told apart by a number: the number is part of the name, and no stage of one disease (contract §2)."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import check, excludes, needs, table
from spec.records import has, listed

TYPE_1, TYPE_2 = has("type 1 diabetes"), has("type 2 diabetes")
NEITHER = has("gestational diabetes", status="resolved", end="2020")


@pytest.mark.parametrize(
    "text",
    [
        "Type 1 or 2 diabetes",
        "Type I or type II diabetes mellitus",
        "Diabetes type 1 or 2",
        "Diabetes mellitus (type 1 or type 2)",
        "Type I/II diabetes",
        "No type 1 or type 2 diabetes",
    ],
)
@pytest.mark.parametrize("record", [TYPE_1, TYPE_2, NEITHER])
def test_each_number_names_a_disease(text: str, record: dict[str, Any]) -> None:
    kind, expected = ("inclusion", "fail") if text.startswith("No") else ("exclusion", "fail")
    check(kind, text, record, "match" if record is NEITHER else expected)  # type: ignore[arg-type]  # one of the two kinds


@table(
    needs("Type 1 diabetes", "the other type", TYPE_2, "fail"),
    needs("Diabetes (type 1)", "in brackets", TYPE_1, "match"),
    needs("Diabetes (type 1)", "the other type", TYPE_2, "fail"),
    excludes("Poorly controlled type 1 or 2 diabetes", "control not recorded", TYPE_2, "unknown"),
    excludes("Neurofibromatosis type 1 or 2", "the second", listed("neurofibromatosis type 2"), "fail"),
    excludes("Hepatorenal syndrome (type 1)", "no name of its own", listed("hepatorenal syndrome"), "unknown"),
)
def test_a_type_with_or_without_a_name(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)

"""Usual criteria of many fields with records, and what each record settles: written by people who knew the contract and no rule.

`tables/*.jsonl` has one text in a line. No answer may be the opposite of the one written down. Not all of them are found yet; how many
are must not fall.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from spec.contract import outcome
from spec.truth_tables import COMPLETE

TABLES = Path(__file__).parent / "tables"
ANSWERED = {
    "cardiology": 0.59,
    "hospital": 0.71,
    "internal": 0.58,
    "liver": 0.75,
    "medicine": 0.80,
    "mixed": 0.74,
    "neurology": 0.56,
    "oncology": 0.68,
    "protocols": 0.63,
    "specialties": 0.65,
    "sponsors_medicine": 0.47,
    "sponsors_oncology": 0.54,
    "surgery": 0.64,
    "volunteers": 0.55,
}
"""The least share of the definite answers that are found, by table."""


@cache
def rows(field: str) -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in (TABLES / f"{field}.jsonl").read_text("utf-8").splitlines())


def patient(record: dict[str, Any]) -> dict[str, Any]:
    """A woman of 50 with complete lists, unless the record says otherwise."""
    fields = {"sex": "female", "complete": COMPLETE, **record}
    born = {} if "birth_date" in fields else {"birth_date": f"{2026 - fields.get('age', 50)}-03-01"}
    return {name: value for name, value in (fields | born).items() if name != "age"}


def found(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The outcome of each case beside the one written down."""
    conditions = tuple(row.get("conditions", ()))
    return [(outcome(row["kind"], row["text"], patient(c["record"]), conditions), c["outcome"]) for c in row["cases"]]


@pytest.mark.parametrize("row", [pytest.param(r, id=r["text"]) for field in sorted(ANSWERED) for r in rows(field)])
def test_no_answer_is_against_the_table(row: dict[str, Any]) -> None:
    assert [got for got, wanted in found(row) if got not in (wanted, "unknown")] == []


@pytest.mark.parametrize("field", sorted(ANSWERED))
def test_the_share_of_answers_that_are_found_does_not_fall(field: str) -> None:
    pairs = [pair for row in rows(field) for pair in found(row) if pair[1] != "unknown"]
    assert sum(got == wanted for got, wanted in pairs) / len(pairs) >= ANSWERED[field]

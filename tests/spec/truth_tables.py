"""Criteria over grids of records: what a text says of two or three things, for every combination of their being there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from spec.contract import Kind, outcome
from spec.records import Record

Grid = Mapping[str, Record]
COMPLETE = ["conditions", "procedures", "medications", "allergies", "family_history"]


def wanted(kind: Kind, true: bool) -> str:
    """The outcome of a statement that is true, or false (contract §1)."""
    return "match" if true == (kind == "inclusion") else "fail"


def expected(kind: Kind, true: Iterable[str], grid: Grid) -> dict[str, str]:
    """The outcome for each record of a grid, of those of which the statement is true."""
    return {name: wanted(kind, name in set(true)) for name in grid}


def found(kind: Kind, text: str, grid: Grid) -> dict[str, str]:
    """The outcome for each record of a grid."""
    return {name: outcome(kind, text, {"complete": COMPLETE, **record}) for name, record in grid.items()}


def combinations(things: Mapping[str, Any], names: Iterable[str]) -> dict[str, Record]:
    """A record for every combination of these conditions, by the letters of those that are in it ("-": none)."""
    letters = list(names)
    grid: dict[str, Record] = {}
    for present in product((False, True), repeat=len(letters)):
        there = [letter for letter, yes in zip(letters, present, strict=True) if yes]
        grid["".join(there) or "-"] = {"conditions": [{"name": things[letter]} for letter in there]}
    return grid

"""Lines of the seed trials' tables: a criterion by its number, a record, the outcome; `row` makes one, `check_seed` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from eligibility import Trial, load_trial, screen
from spec.records import ON, Record

SEEDS = Path(__file__).parents[2] / "seeds"


@cache
def seed(trial: str) -> Trial:
    """A seed trial by its registry number, compiled once."""
    return load_trial(SEEDS / f"{trial}.txt")


def answer(trial: str, criterion: str, record: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The outcome of one criterion on `ON`, and the reason codes if it is unknown."""
    result = screen(record, seed(trial), on=ON)[criterion]
    return str(result.outcome), tuple(str(reason.code) for reason in result.reasons)


def row(criterion: str, special: str, record: Record, expected: str, wrong: str | None = None) -> ParameterSet:
    """One line of a table; `unknown: code` expects that reason too, `wrong` says what is amiss where the answer is not yet this."""
    outcome, _, code = expected.partition(": ")
    marks = [pytest.mark.xfail(strict=True, reason=wrong)] if wrong else []
    return pytest.param(criterion, record, outcome, code, id=f"{criterion} {expected}: {special}", marks=marks)


def check_seed(trial: str, criterion: str, record: Record, outcome: str, code: str) -> None:
    """The criterion has that outcome, and the reason code is among its reasons."""
    got, codes = answer(trial, criterion, record)
    assert (criterion, got) == (criterion, outcome)
    assert not code or code in codes

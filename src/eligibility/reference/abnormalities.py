"""Conditions that are named for a measured value, or found by one: thrombocytopenia for low platelets, obesity by the body mass index.

The rows of `data/measured_by.csv` (the value is outside its own reference range) and `data/told_by_values.csv` (for values without one).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from eligibility.reference.vocabulary_tables import hand_made_records

Comparator = Literal["<", "<=", ">", ">="]


class Abnormality(NamedTuple):
    """The observation that a condition is named for, and on which side of its reference range it then is, where that is all it says."""

    observation: str
    beyond: Literal["low", "high"] | None


@cache
def abnormalities() -> Mapping[str, Abnormality]:
    """Condition → what is abnormal in it."""
    rows = hand_made_records("measured_by.csv")
    return {r["condition"]: Abnormality(r["observation"], cast(Literal["low", "high"] | None, r["beyond"] or None)) for r in rows}


class TellingLimit(NamedTuple):
    """A limit, in a unit of the observation, beyond which a value may be called a condition; `sex`: of whom, where limits differ."""

    observation: str
    operator: Comparator
    value: float
    unit: str
    sex: str | None


@cache
def telling_limits() -> Mapping[str, tuple[TellingLimit, ...]]:
    """Condition → the limits of the values that may be called so."""
    found: dict[str, tuple[TellingLimit, ...]] = {}
    for row in hand_made_records("told_by_values.csv"):
        operator = cast(Comparator, row["operator"])
        limit = TellingLimit(row["observation"], operator, float(row["value"]), row["unit"], row["sex"] or None)
        found[row["condition"]] = (*found.get(row["condition"], ()), limit)
    return found


@cache
def telling_observations() -> frozenset[str]:
    """The observations that have such a limit."""
    return frozenset(limit.observation for limits in telling_limits().values() for limit in limits)

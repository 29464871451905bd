"""Conditions that are named for a measured value: thrombocytopenia for low platelets. The rows of `data/measured_by.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple, cast

from eligibility.reference.vocabulary_tables import hand_made_records


class Abnormality(NamedTuple):
    """The observation that a condition is named for, and on which side of its reference range it then is, where that is all it says."""

    observation: str
    beyond: Literal["low", "high"] | None


@cache
def abnormalities() -> Mapping[str, Abnormality]:
    """Condition → what is abnormal in it."""
    rows = hand_made_records("measured_by.csv")
    return {r["condition"]: Abnormality(r["observation"], cast(Literal["low", "high"] | None, r["beyond"] or None)) for r in rows}

"""One demand on two scales: "ECOG 0-1 (Karnofsky >= 70 %)", "haemoglobin >= 9 g/dL (haematocrit >= 27 %)"."""

from __future__ import annotations

from functools import cache

from eligibility.reference.vocabulary_tables import hand_made_records
from eligibility.rules.nodes import AnyNode, Comparison, OneOf, Range


def says_again(node: AnyNode, other: AnyNode) -> bool:
    """Whether one limit says on another scale what the other says."""
    limits = (Comparison, Range, OneOf)
    if not isinstance(node, limits) or not isinstance(other, limits) or node.timing != other.timing:
        return False
    return frozenset((node.observation.id, other.observation.id)) in _pairs()


@cache
def _pairs() -> frozenset[frozenset[str | None]]:
    """The rows of `data/same_measure.csv`: two observations of the same thing."""
    return frozenset(frozenset((row["one"], row["other"])) for row in hand_made_records("same_measure.csv"))

"""Two limits of one measurement, of which one may stand for the other."""

from __future__ import annotations

from eligibility.rules.nodes import Comparison, Limit, Multiple, Quantity


def limit_alike(one: Comparison, other: Comparison) -> bool:
    """Whether both limit the same thing from the same side, so that one may stand for the other."""
    same = one.observation == other.observation and one.operator[0] == other.operator[0] and one.operator != "="
    return same and all(isinstance(each.limit, Multiple | Quantity) for each in (one, other))


def are_comparable(one: Limit, other: Limit) -> bool:
    """Whether their sizes tell which is the wider: numbers in one unit, or multiples of one limit of the laboratory."""
    if isinstance(one, Multiple) and isinstance(other, Multiple):
        return one.of == other.of
    return isinstance(one, Quantity) and isinstance(other, Quantity) and one.unit == other.unit


def size_of(limit: Limit) -> float:
    return limit.factor if isinstance(limit, Multiple) else limit.value if isinstance(limit, Quantity) else 0.0

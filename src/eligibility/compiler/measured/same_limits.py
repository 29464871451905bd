"""Two limits of one measurement, of which one may stand for the other."""

from __future__ import annotations

from eligibility.rules.nodes import Comparison, Multiple, Quantity


def limit_alike(one: Comparison, other: Comparison) -> bool:
    """Whether both limit the same thing from the same side, so that one may stand for the other."""
    same = one.observation == other.observation and one.operator[0] == other.operator[0] and one.operator != "="
    return same and all(isinstance(each.limit, Multiple | Quantity) for each in (one, other))

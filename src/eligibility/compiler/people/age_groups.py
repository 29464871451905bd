"""People of ages that nobody has at once, joined by "and": it is enough to be among one of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import Age, AllOf, Ambiguous, AnyNode, AnyOf
from eligibility.spans import Span

_IN_YEARS = {"year": 1.0, "month": 1 / 12, "week": 7 / 365.25, "day": 1 / 365.25}


def of_ages_apart(nodes: Sequence[AnyNode], span: Span) -> AnyNode | None:
    """ "Children 6 to 11 years and adolescents 12 to 17 years with asthma": either; what follows the last is said of all."""
    said = [_parts(n) for n in nodes]
    ages = [[p for p in parts if _is_age(p)] for parts in said]
    if not all(len(own) == 1 for own in ages) or not any(are_apart(a, b) for (a,), (b,) in combinations(ages, 2)):
        return None
    *bare, last = said
    if any(len(parts) > 1 for parts in bare):
        return AnyOf(span=span, children=tuple(nodes))
    rest = [p for p in last if not _is_age(p)]
    return conjunction([AnyOf(span=span, children=tuple(own[0] for own in ages)), *rest], span)


def are_apart(one: AnyNode, other: AnyNode) -> bool:
    """Whether no age is of both."""
    low_one, high_one = _ends(one)
    low_other, high_other = _ends(other)
    if high_one == low_other or high_other == low_one:
        return not _touch(one, other)
    return high_one < low_other or high_other < low_one


def _touch(one: AnyNode, other: AnyNode) -> bool:
    """Whether the end of one is said to be of it, and so is the beginning of the other: "≤ 18 years", "≥ 18 years"."""
    return all(
        a.high is None or a.high_inclusive
        for n in (one, other)
        for a in (n.readings if isinstance(n, Ambiguous) else (n,))
        if isinstance(a, Age)
    )


def ages_of(node: AnyNode) -> list[AnyNode]:
    """The ages among the parts of a statement."""
    return [p for p in _parts(node) if _is_age(p)]


def _parts(node: AnyNode) -> list[AnyNode]:
    if isinstance(node, AllOf) and node.label is None:
        return [part for child in node.children for part in _parts(child)]
    return [node]


def _is_age(node: AnyNode) -> bool:
    return isinstance(node, Age) or (isinstance(node, Ambiguous) and all(isinstance(r, Age) for r in node.readings))


def _ends(node: AnyNode) -> tuple[float, float]:
    """The lowest and the highest age, in years, of any reading."""
    readings = node.readings if isinstance(node, Ambiguous) else (node,)
    ages = [r for r in readings if isinstance(r, Age)]
    lows = [(a.low or 0.0) * _IN_YEARS.get(a.unit, 0.0) for a in ages]
    highs = [a.high * _IN_YEARS.get(a.unit, float("inf")) if a.high is not None else float("inf") for a in ages]
    return min(lows), max(highs)

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
    if not any(map(_is_age, said[0])):
        return None
    ages = [[p for p in parts if _is_age(p)] for parts in said]
    if not all(len(own) == 1 for own in ages) or not any(are_apart(a, b) for (a,), (b,) in combinations(ages, 2)):
        return None
    *bare, last = said
    if any(len(parts) > 1 for parts in bare):
        return AnyOf(span=span, children=tuple(nodes))
    rest = [p for p in last if not _is_age(p)]
    return conjunction([AnyOf(span=span, children=tuple(own[0] for own in ages)), *rest], span)


def are_apart(one: AnyNode, other: AnyNode) -> bool:
    """Whether no age is of both, however they are read."""
    return all(_ends_before(a, b) or _ends_before(b, a) for a in _readings(one) for b in _readings(other))


def _readings(node: AnyNode) -> list[Age]:
    return [r for r in (node.readings if isinstance(node, Ambiguous) else (node,)) if isinstance(r, Age)]


def _ends_before(one: Age, other: Age) -> bool:
    """Whether one ends below where the other begins; "≤ 18 years" and "≥ 18 years" meet."""
    if one.high is None or other.low is None or not {one.unit, other.unit} <= _IN_YEARS.keys():
        return False
    end, start = one.high * _IN_YEARS[one.unit], other.low * _IN_YEARS[other.unit]
    return end < start or (end == start and not (one.high_inclusive and other.low_inclusive))


def ages_of(node: AnyNode) -> list[AnyNode]:
    """The ages among the parts of a statement."""
    return [p for p in _parts(node) if _is_age(p)]


def _parts(node: AnyNode) -> list[AnyNode]:
    if isinstance(node, AllOf) and node.label is None:
        return [part for child in node.children for part in _parts(child)]
    return [node]


def _is_age(node: AnyNode) -> bool:
    return isinstance(node, Age) or (isinstance(node, Ambiguous) and all(isinstance(r, Age) for r in node.readings))

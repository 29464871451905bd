"""What is asked of those who miss a demand: "QTcF ≤ 450 ms; patients with a QTcF > 450 ms must have a pacemaker" (contract §1).

A demand on a subgroup that the demand beside it lets nobody into would ask nothing of anybody. It is another way to take part.
"""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.measured.same_limits import are_comparable, size_of
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, Comparison, Implies, Limit, Not, OneOf, Range, Stated
from eligibility.rules.printing import without_spans
from eligibility.spans import hull

# Stages of life of which one leaves no room for another. Source: STRAW+10 stages of reproductive ageing.
_STAGES = frozenset({"premenopausal", "perimenopausal", "postmenopausal"})


def with_those_who_miss(nodes: Sequence[AnyNode]) -> list[AnyNode]:
    """The statements, each demand that is followed by one of those who miss it made a choice between the two."""
    kept: list[AnyNode] = []
    for node in nodes:
        place = next((i for i, before in enumerate(kept) if isinstance(node, Implies) and _missed(before, node.guard) is not None), None)
        if place is None or not isinstance(node, Implies):
            kept.append(node)
            continue
        kept[place] = _or_else(kept[place], node)
    return kept


def _or_else(demand: AnyNode, otherwise: Implies) -> AnyNode:
    part = _missed(demand, otherwise.guard)
    assert part is not None
    other = conjunction([otherwise.guard, otherwise.requirement], otherwise.span)
    either = disjunction([part, other], hull([part.span, otherwise.span]))
    if part is demand or not isinstance(demand, AllOf):
        return either
    return demand.replaced(children=tuple(either if child is part else child for child in demand.children))


def _missed(demand: AnyNode, guard: AnyNode) -> AnyNode | None:
    """The part of a demand that nobody of the guard meets."""
    parts = demand.children if isinstance(demand, AllOf) else (demand,)
    return next((part for part in parts if _excludes(part, guard)), None)


def _excludes(part: AnyNode, guard: AnyNode) -> bool:
    match guard:
        case AllOf():
            return any(_excludes(part, child) for child in guard.children)
        case AnyOf():
            return all(_excludes(part, child) for child in guard.children)
        case Not():
            return without_spans(guard.child) == without_spans(part)
        case Stated() if isinstance(part, Stated):
            stages = {part.observation.id, guard.observation.id}
            return part.value and guard.value and len(stages) == 2 and stages <= _STAGES
        case OneOf() if isinstance(part, OneOf):
            return part.observation == guard.observation and set(part.values).isdisjoint(guard.values)
        case Comparison() | Range() if isinstance(part, Comparison | Range):
            return part.observation == guard.observation and _are_apart(part, guard)
        case _:
            return False


Bound = tuple[Limit, bool]
"""A limit, and whether a value at it is within."""


def _are_apart(one: Comparison | Range, other: Comparison | Range) -> bool:
    return _is_below(one, other) or _is_below(other, one)


def _is_below(one: Comparison | Range, other: Comparison | Range) -> bool:
    """Whether all values of the one lie below all of the other."""
    high, low = _upper(one), _lower(other)
    if high is None or low is None or not are_comparable(high[0], low[0]):
        return False
    top, bottom = size_of(high[0]), size_of(low[0])
    return top < bottom or (top == bottom and not (high[1] and low[1]))


def _upper(node: Comparison | Range) -> Bound | None:
    if isinstance(node, Range):
        return node.high.limit, node.high.inclusive
    return (node.limit, node.operator == "<=") if node.operator[0] == "<" else None


def _lower(node: Comparison | Range) -> Bound | None:
    if isinstance(node, Range):
        return node.low.limit, node.low.inclusive
    return (node.limit, node.operator == ">=") if node.operator[0] == ">" else None

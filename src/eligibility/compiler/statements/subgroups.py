"""Limits of their own for a subgroup: "≤ 2.5 × ULN (≤ 5 × ULN if liver metastases)" (contract §1)."""

from __future__ import annotations

from eligibility.compiler.frames.context import observation_of, observation_ref
from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, Comparison, Implies, Limit, Multiple, Quantity
from eligibility.spans import Span


def with_subgroup(node: AnyNode, subgroup: Implies, span: Span) -> AnyNode:
    """ "≤ 2.5 × ULN (≤ 5 × ULN if liver metastases)": a wider limit replaces the first in the subgroup, a stricter one adds to it."""
    inner = subgroup.requirement
    if isinstance(node, AllOf) and isinstance(inner, AllOf) and len(node.children) == len(inner.children):
        # "AST/ALT ≤ 3 × ULN (≤ 5 × ULN …)": each name has its own pair of limits.
        one_by_one = (subgroup.model_copy(update={"requirement": part}) for part in inner.children)
        return AllOf(span=span, children=tuple(with_subgroup(n, s, span) for n, s in zip(node.children, one_by_one, strict=True)))
    wider = (
        isinstance(node, Comparison)
        and isinstance(inner, Comparison)
        and node.operator[0] == inner.operator[0]
        and node.operator != "="
        and isinstance(node.limit, Multiple | Quantity)
        and isinstance(inner.limit, type(node.limit))
        and (_size(inner.limit) > _size(node.limit)) == (node.operator[0] == "<")
    )
    if wider:
        return AnyOf(span=span, children=(node, AllOf(span=subgroup.span, children=(subgroup.guard, inner))))
    return AllOf(span=span, children=(node, subgroup))


def for_observation(subgroup: Implies, observation_id: str) -> Implies:
    """The same limit of a subgroup for another of the names that share it."""
    inner = subgroup.requirement
    if not isinstance(inner, Comparison):
        return subgroup
    observation = observation_ref(observation_of(observation_id))
    return subgroup.model_copy(update={"requirement": inner.model_copy(update={"observation": observation})})


def _size(limit: Limit) -> float:
    return limit.factor if isinstance(limit, Multiple) else limit.value if isinstance(limit, Quantity) else 0.0

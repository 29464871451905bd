"""Limits of their own for a subgroup: "≤ 2.5 × ULN (≤ 5 × ULN if liver metastases)" (contract §1)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import combinations, pairwise
from math import inf

from eligibility.compiler.frames.context import observation_of, observation_ref
from eligibility.compiler.measured.same_limits import limit_alike, size_of
from eligibility.compiler.syntax.phrases import OPPOSITE
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import Age, AllOf, Ambiguous, AnyNode, AnyOf, Comparison, Implies, Limit, Not, Quantity, walk
from eligibility.spans import Span, hull


def with_subgroup(node: AnyNode, subgroup: Implies, span: Span) -> AnyNode:
    """ "≤ 2.5 × ULN (≤ 5 × ULN if liver metastases)": a wider limit replaces the first in the subgroup, a stricter one adds to it."""
    inner = subgroup.requirement
    if isinstance(node, AllOf | AnyOf) and isinstance(inner, AllOf) and len(node.children) == len(inner.children):
        # "AST/ALT ≤ 3 × ULN (≤ 5 × ULN …)": each name has its own pair of limits.
        one_by_one = (subgroup.replaced(requirement=part) for part in inner.children)
        return type(node)(span=span, children=tuple(with_subgroup(n, s, span) for n, s in zip(node.children, one_by_one, strict=True)))
    if isinstance(node, Comparison) and isinstance(inner, AllOf):
        # "AST and ALT ≤ 3 × ULN (if liver metastases, AST and ALT ≤ 5 × ULN)"
        of_this = [c for c in inner.children if isinstance(c, Comparison) and c.observation == node.observation]
        if len(of_this) == 1:
            return with_subgroup(node, subgroup.replaced(requirement=of_this[0]), span)
    if not (isinstance(node, Comparison) and isinstance(inner, Comparison)) or not limit_alike(node, inner):
        return AllOf(span=span, children=(node, subgroup))
    if not isinstance(inner.limit, type(node.limit)):
        # "≤ 1.5 × ULN (≤ 3 mg/dL in Gilbert's syndrome)": which is the wider depends on the laboratory.
        others = Implies(span=node.span, guard=Not(span=subgroup.guard.span, child=subgroup.guard), requirement=node)
        return AllOf(span=span, children=(others, subgroup))
    if (size_of(inner.limit) > size_of(node.limit)) == (node.operator[0] == "<"):
        return AnyOf(span=span, children=(node, AllOf(span=subgroup.span, children=(subgroup.guard, inner))))
    return AllOf(span=span, children=(node, subgroup))


def with_limits_of_subgroups(nodes: Sequence[AnyNode], others: Sequence[AnyNode]) -> list[AnyNode] | None:
    """The statements with limits that only some of the patients have; None where the others are no such limits of what stands before.

    Who is excluded above one limit, and may have up to another, is excluded above that.
    """
    kept = list(nodes)
    for other in others:
        subgroup = _for_a_subgroup(other)
        if subgroup is None or not _own_limits(subgroup):
            return None
        turned = subgroup.replaced(requirement=_turned(subgroup.requirement))
        placed = next((p for p in (limits_of_subgroups([*kept, s]) for s in (subgroup, turned)) if len(p) == len(kept)), None)
        if placed is None:
            return None
        kept = placed
    return kept


def _turned(requirement: AnyNode) -> AnyNode:
    if isinstance(requirement, AllOf):
        return requirement.replaced(children=tuple(map(_turned, requirement.children)))
    if isinstance(requirement, Comparison) and requirement.operator in OPPOSITE:
        return requirement.replaced(operator=OPPOSITE[requirement.operator])
    return requirement


def limits_of_subgroups(nodes: Sequence[AnyNode]) -> list[AnyNode]:
    """ "AST ≤ 2.5 × ULN. If liver metastases, AST ≤ 5 × ULN": a later limit of a subgroup stands beside the one for all."""
    if len(nodes) < 2 or not any(isinstance(node, Implies | Ambiguous) for node in nodes):
        return list(nodes)
    kept: list[AnyNode] = []
    for node in nodes:
        subgroup = _for_a_subgroup(node)
        limits = _own_limits(subgroup)
        places = [next((i for i, n in enumerate(kept) if _holds(n, limit)), None) for limit in limits]
        if subgroup is None or not limits or None in places:
            kept.append(node)
            continue
        for limit, place in zip(limits, places, strict=True):
            if place is not None:
                kept[place] = _with_limit(kept[place], subgroup.replaced(requirement=limit))
    return kept


def with_age_groups(nodes: Sequence[AnyNode]) -> list[AnyNode]:
    """ "Patients < 75 years must have ECOG 0–2; patients ≥ 75 years must have ECOG 0–1": each is asked of its own people."""
    ages = [_age_of(node) for node in nodes]
    if not any(_are_apart(a, b) for a, b in combinations([a for a in ages if a is not None], 2)):
        return list(nodes)
    return [_asked_at(age, node) if age is not None else node for age, node in zip(ages, nodes, strict=True)]


def _age_of(node: AnyNode) -> Age | None:
    """The one age in what is asked for together with other things."""
    ages = [c for c in node.children if isinstance(c, Age)] if isinstance(node, AllOf) and node.label is None else []
    return ages[0] if isinstance(node, AllOf) and len(ages) == 1 and len(node.children) > 1 else None


def _asked_at(age: Age, node: AnyNode) -> AnyNode:
    assert isinstance(node, AllOf)
    return Implies(span=node.span, guard=age, requirement=conjunction([c for c in node.children if c is not age], node.span))


def _are_apart(one: Age, other: Age) -> bool:
    younger, older = sorted((one, other), key=lambda age: age.high if age.high is not None else inf)
    if younger.high is None or older.low is None or younger.unit != older.unit:
        return False
    return younger.high < older.low or (younger.high == older.low and not (younger.high_inclusive and older.low_inclusive))


def said_of_both_units(node: AnyNode) -> AnyNode:
    """ "Haemoglobin ≥ 9 g/dL or ≥ 5.6 mmol/L (without transfusion)": what stands behind a limit in two units is asked for with either."""
    if not isinstance(node, AllOf | AnyOf):
        return node
    node = node.replaced(children=tuple(map(said_of_both_units, node.children)))
    first, second = node.children if isinstance(node, AnyOf) and len(node.children) == 2 else (None, None)
    if not isinstance(first, Comparison) or not isinstance(second, AllOf):
        return node
    again, *more = second.children
    if not isinstance(again, Comparison) or not limit_alike(first, again) or not _in_two_units(first.limit, again.limit):
        return node
    return AllOf(span=node.span, label=node.label, children=(AnyOf(span=hull([first.span, again.span]), children=(first, again)), *more))


def _in_two_units(one: Limit, other: Limit) -> bool:
    return isinstance(one, Quantity) and isinstance(other, Quantity) and one.unit != other.unit


def with_shared_guards(node: AnyNode) -> AnyNode:
    """ "Bilirubin < ULN, or bilirubin ≤ 3 × ULN or direct bilirubin ≤ ULN in patients with Gilbert's syndrome".

    A wider limit that everybody might use leaves the first without a use: it is that of the patients named behind the next one.
    """
    if not isinstance(node, AnyOf):
        return node
    parts = [part for child in node.children for part in (child.children if isinstance(child, AnyOf) and child.label is None else (child,))]
    for place, (limit, following) in enumerate(pairwise(parts)):
        guard = _guard_of_limit(following)
        if guard is not None and isinstance(limit, Comparison) and any(_is_idle_beside(before, limit) for before in parts[:place]):
            parts[place] = AllOf(span=limit.span, children=(guard, limit))
            return node.replaced(children=tuple(parts))
    return node


def _guard_of_limit(node: AnyNode) -> AnyNode | None:
    """Of whom a limit is asked that stands among alternatives."""
    guarded = isinstance(node, AllOf) and len(node.children) == 2 and isinstance(node.children[1], Comparison)
    return node.children[0] if isinstance(node, AllOf) and guarded else None


def _is_idle_beside(before: AnyNode, limit: Comparison) -> bool:
    """Whether nobody meets the one who does not meet the other."""
    if not isinstance(before, Comparison) or not limit_alike(before, limit) or not isinstance(before.limit, type(limit.limit)):
        return False
    return (size_of(limit.limit) > size_of(before.limit)) == (limit.operator[0] == "<")


def _for_a_subgroup(node: AnyNode) -> Implies | None:
    """The statement, where it may be for a part of the patients; of two limits of one thing it is."""
    if not isinstance(node, Ambiguous):
        return node if isinstance(node, Implies) else None
    first, *others = node.readings
    same = isinstance(first, Implies) and all(isinstance(o, AllOf) and o.children == (first.guard, first.requirement) for o in others)
    return first if isinstance(first, Implies) and same else None


def _own_limits(subgroup: Implies | None) -> list[Comparison]:
    """The limits that a statement asks of a subgroup alone, if it asks for nothing else."""
    if subgroup is None:
        return []
    asked = subgroup.requirement.children if isinstance(subgroup.requirement, AllOf) else (subgroup.requirement,)
    limits = [a for a in asked if isinstance(a, Comparison)]
    measured = {n.observation for n in walk(subgroup.guard) if isinstance(n, Comparison)}
    return limits if len(limits) == len(asked) and not any(c.observation in measured for c in limits) else []


def _holds(node: AnyNode, limit: Comparison) -> bool:
    if isinstance(node, AllOf | AnyOf):
        return any(_holds(child, limit) for child in node.children if isinstance(child, Comparison))
    return isinstance(node, Comparison) and limit_alike(node, limit)


def _with_limit(node: AnyNode, subgroup: Implies) -> AnyNode:
    limit = subgroup.requirement
    if isinstance(node, AllOf | AnyOf) and isinstance(limit, Comparison):
        return node.replaced(children=tuple(with_subgroup(c, subgroup, c.span) if _holds(c, limit) else c for c in node.children))
    return with_subgroup(node, subgroup, hull([node.span, subgroup.span]))


def for_observation(subgroup: Implies, observation_id: str) -> Implies:
    """The same limit of a subgroup for another of the names that share it."""
    inner = subgroup.requirement
    if not isinstance(inner, Comparison):
        return subgroup
    observation = observation_ref(observation_of(observation_id))
    return subgroup.replaced(requirement=inner.replaced(observation=observation))


def limits_only(node: AnyNode, observation_ids: Set[str]) -> bool:
    """Whether all of it are limits of these observations."""
    parts = node.children if isinstance(node, AllOf | AnyOf) else (node,)
    return all(isinstance(part, Comparison) and part.observation.id in observation_ids for part in parts)

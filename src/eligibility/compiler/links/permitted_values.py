"""Values permitted to some: "ALT ≤ 3 × ULN; ALT ≤ 5 × ULN is acceptable with liver metastases", "ECOG 0–1; ECOG 2 is allowed if …".

Beside a limit of the same measurement this is the wider limit of those people, and asks nothing of whoever meets the first; beside what
excludes ("ALT > 3 × ULN; …") it excuses those who have the permitted value.
"""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context, observation_of, observation_ref
from eligibility.compiler.measured.same_limits import limit_alike
from eligibility.compiler.skeleton.reach import segment_elements
from eligibility.compiler.statements.subgroups import with_subgroup
from eligibility.compiler.syntax.parse_tree import Element, Segment
from eligibility.compiler.syntax.phrases import Amount
from eligibility.reference.observations import scale_value
from eligibility.rules.nodes import Age, AllOf, AnyNode, AnyOf, Comparison, Implies, Multiple, Not, OneOf, Range
from eligibility.spans import hull


def with_permitted_values(nodes: Sequence[AnyNode], ctx: Context) -> list[AnyNode]:
    """The statements, each such permission made a limit of the people whom it is for."""
    if not ctx.ledger.permitted:
        return list(nodes)
    kept: list[AnyNode] = []
    for node in nodes:
        permission = _permission(node, ctx)
        beside = [_beside(n, permission, ctx) for n in kept] if permission is not None else []
        place = next((i for i, n in enumerate(beside) if n is not None), None)
        if permission is None:
            kept.append(node)
        elif place is not None:
            del ctx.ledger.permitted[permission.span]
            kept[place] = beside[place] or kept[place]
        elif _is_below_normal_limit(permission.guard):
            del ctx.ledger.permitted[permission.span]
            kept.append(_of_those_people(permission, ctx))
        else:
            kept.append(node)
    return kept


def _permission(node: AnyNode, ctx: Context) -> Implies | None:
    """A permission under a condition: what is permitted, and to whom; among exclusions it is denied."""
    inner = node.child if ctx.kind == "exclusion" and isinstance(node, Not) else node
    return inner if isinstance(inner, Implies) and inner.span in ctx.ledger.permitted else None


def _is_below_normal_limit(value: AnyNode) -> bool:
    """ "≤ 5 × ULN" is a limit; "haemoglobin < 10 g/dL" may as well be what goes beyond one."""
    return isinstance(value, Comparison) and value.operator[0] == "<" and isinstance(value.limit, Multiple)


def _of_those_people(permission: Implies, ctx: Context) -> AnyNode:
    """ "ALT ≤ 5 × ULN is acceptable with liver metastases", by itself: what is asked of those who have them."""
    asked = permission.replaced(guard=permission.requirement, requirement=permission.guard)
    return asked if ctx.kind == "inclusion" else Not(span=asked.span, child=asked)


def _beside(limit: AnyNode, permission: Implies, ctx: Context) -> AnyNode | None:
    """A limit, or the one of several, with what is permitted beside it; None where it is on another measurement."""
    several = AllOf if ctx.kind == "inclusion" else AnyOf
    if isinstance(limit, several) and limit.label is None:
        inner = [_beside(child, permission, ctx) for child in limit.children]
        children = tuple(new or old for new, old in zip(inner, limit.children, strict=True))
        return limit.replaced(children=children) if any(n is not None for n in inner) else None
    if not _is_alike(limit, permission.guard):
        return None
    span = hull([limit.span, permission.span])
    both = AllOf(span=permission.span, children=(permission.guard, permission.requirement))
    if ctx.kind == "exclusion":
        return AllOf(span=span, children=(limit, Not(span=permission.span, child=both)))
    if isinstance(limit, Comparison) and isinstance(permission.guard, Comparison) and limit_alike(limit, permission.guard):
        return with_subgroup(limit, Implies(span=permission.span, guard=permission.requirement, requirement=permission.guard), span)
    return AnyOf(span=span, children=(limit, both))


def _is_alike(node: AnyNode, value: AnyNode) -> bool:
    """Whether a statement is on the same measurement, which the value is within or beyond ("> 2 is acceptable in Gilbert's syndrome")."""
    if isinstance(node, Age) or isinstance(value, Age):
        return isinstance(node, Age) and isinstance(value, Age)
    if not isinstance(node, OneOf | Range | Comparison) or not isinstance(value, OneOf | Comparison):
        return False
    return node.observation == value.observation


def class_alone(allowed: Segment) -> OneOf | None:
    """ "ECOG 2", as what is allowed: just that class, whatever sign a limit of that number would have lost."""
    parts = [p for p in segment_elements(allowed) if not isinstance(p, Element) or p.type not in ("FILLER", "SUBJECT", "FOR", "WITH")]
    if len(parts) != 2 or not all(isinstance(p, Element) for p in parts):
        return None
    name, number = (p for p in parts if isinstance(p, Element))
    measured = name.reading("MEAS", "SCALE") if name.type in ("MEAS", "SCALE") else None
    if measured is None or number.type != "BARE" or not isinstance(number.value, Amount) or number.value.unit is not None:
        return None
    known = observation_of(measured)
    value = scale_value(known, f"{number.value.value:g}") if known.kind in ("class", "score") else None
    if value is None:
        return None
    return OneOf(span=hull([name.span, number.span]), observation=observation_ref(known), values=(value,))

"""Values permitted to some: "ALT ≤ 3 × ULN; ALT ≤ 5 × ULN is acceptable with liver metastases", "ECOG 0–1; ECOG 2 is allowed if …".

Beside a limit of the same measurement this is the wider limit of those people, and asks nothing of whoever meets the first.
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
from eligibility.rules.nodes import Age, AllOf, AnyNode, AnyOf, Comparison, Implies, Multiple, OneOf, Range
from eligibility.spans import hull


def with_permitted_values(nodes: Sequence[AnyNode], ctx: Context) -> list[AnyNode]:
    """The statements, each such permission made a limit of the people whom it is for."""
    if ctx.kind != "inclusion" or not any(isinstance(n, Implies) for n in nodes):
        return list(nodes)
    kept: list[AnyNode] = []
    for node in nodes:
        permission = node if isinstance(node, Implies) and node.span in ctx.ledger.permitted else None
        widened = [_widened(n, permission) for n in kept] if permission is not None else []
        place = next((i for i, n in enumerate(widened) if n is not None), None)
        if permission is None or place is None:
            kept.append(_of_those_people(permission, ctx) if permission is not None and _is_below_normal_limit(permission.guard) else node)
            continue
        del ctx.ledger.permitted[permission.span]
        kept[place] = widened[place] or kept[place]
    return kept


def _is_below_normal_limit(value: AnyNode) -> bool:
    """ "≤ 5 × ULN" is a limit; "haemoglobin < 10 g/dL" may as well be what goes beyond one."""
    return isinstance(value, Comparison) and value.operator[0] == "<" and isinstance(value.limit, Multiple)


def _of_those_people(permission: Implies, ctx: Context) -> AnyNode:
    """ "ALT ≤ 5 × ULN is acceptable with liver metastases", by itself: what is asked of those who have them."""
    del ctx.ledger.permitted[permission.span]
    return permission.replaced(guard=permission.requirement, requirement=permission.guard)


def _widened(limit: AnyNode, permission: Implies) -> AnyNode | None:
    """A limit, or the one of several, with what is permitted beside it; None where it is on another measurement."""
    if isinstance(limit, AllOf) and limit.label is None:
        place = next((i for i, child in enumerate(limit.children) if _is_alike(child, permission.guard)), None)
        inner = _widened(limit.children[place], permission) if place is not None else None
        if place is None or inner is None:
            return None
        return limit.replaced(children=(*limit.children[:place], inner, *limit.children[place + 1 :]))
    if not _is_alike(limit, permission.guard):
        return None
    span = hull([limit.span, permission.span])
    if isinstance(limit, Comparison) and isinstance(permission.guard, Comparison) and limit_alike(limit, permission.guard):
        return with_subgroup(limit, Implies(span=permission.span, guard=permission.requirement, requirement=permission.guard), span)
    return AnyOf(span=span, children=(limit, AllOf(span=permission.span, children=(permission.guard, permission.requirement))))


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

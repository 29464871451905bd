"""Lists under one time that has to lie between: "less than 4 weeks since A or B", "A or B more than 6 months before"."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.connectives import disjunction
from eligibility.compiler.frames import Frame
from eligibility.rules.nodes import Ambiguous, AnyNode, Not
from eligibility.spans import hull

_RECORDED = ("COND", "ORG", "PROC", "DRUG")


def pass_gap_on(source: Frame, target: Frame) -> None:
    """A time said before the list is that of each member."""
    recorded = bool(target.heads) and target.heads[0].type in _RECORDED
    own_time = target.windows or target.gap is not None or target.lasting is not None or target.tensed
    if source.gap is None or not recorded or own_time or target.negated or target.values or target.node is not None:
        return
    said = next((e for e in source.elements if e.type == "GAP"), None)
    if said is None or (source.heads and source.heads[0].span.start >= said.span.end):
        target.gap = source.gap


def same_gap(one: Frame, other: Frame) -> bool:
    """Whether one time is said of both."""
    return one.gap is not None and one.gap is other.gap and one.node is None and other.node is None


def kept_apart(nodes: Sequence[AnyNode]) -> AnyNode | None:
    """ "A or B at least 4 weeks before" asks for neither within the 4 weeks; None where it does not deny.

    Where it may deny or demand, one reading is of all members together.
    """
    span = hull(n.span for n in nodes)
    denied = [n.child for n in nodes if isinstance(n, Not)]
    if len(denied) == len(nodes):
        return Not(span=span, child=disjunction(denied, span))
    either = [n for n in nodes if isinstance(n, Ambiguous) and len(n.readings) == 2]
    free = [n.readings[1].child for n in either if isinstance(n.readings[1], Not)]
    if len(free) != len(nodes):
        return None
    earlier = disjunction([n.readings[0] for n in either], span)
    return Ambiguous(span=span, readings=(earlier, Not(span=span, child=disjunction(free, span))), why=either[0].why)

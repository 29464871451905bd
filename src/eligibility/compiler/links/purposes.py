"""What is given for two things: in "steroids for asthma or arthritis" the second may be a purpose too, or a thing of its own."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.statements.build import build
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import Ambiguous
from eligibility.spans import hull

_PLAIN = ("COND", "ORG", "DESC", "SEV", "FILLER", "WINDOW", "SITE")
_WHY = "it may be what the treatment before it is for, or count by itself"


def join_purposes(items: list[Item], ctx: Context) -> list[Item]:
    """The items; a purpose and the bare disease behind its "or" are one, with both readings."""
    joined: list[Item] = []
    for item in items:
        previous = joined[-1] if joined else None
        if previous is not None and _may_be_a_purpose(previous, item):
            joined[-1] = Item(_either(previous.frame, item.frame, ctx), item.separator)
        else:
            joined.append(item)
    return joined


def _may_be_a_purpose(previous: Item, item: Item) -> bool:
    before, frame = previous.frame, item.frame
    if before.purpose is None or not before.purposes or before.node is not None or previous.strong:
        return False
    plain = frame.node is None and not (frame.values or frame.groups or frame.left or frame.extra or frame.linked or frame.guard)
    disease = frame.head is not None and frame.head.type in ("COND", "ORG") and all(e.type in _PLAIN for e in frame.elements)
    return plain and disease and previous.separator is not None and previous.separator.type == "OR"


def _either(before: Frame, frame: Frame, ctx: Context) -> Frame:
    negated = before.negated
    first, second = before.copy(), frame.copy()
    first.negated = second.negated = False
    both = first.copy()
    both.elements = [*both.elements, *frame.elements]
    both.purposes = [*both.purposes, *frame.heads]
    both.windows = both.windows or list(frame.windows)
    apart = disjunction([build(first, ctx), build(second, ctx)], hull([before.span, frame.span]))
    node = Ambiguous(span=apart.span, readings=(build(both, ctx), apart), why=_WHY)
    return Frame(node=node, elements=[*before.elements, *frame.elements], negated=negated)

"""What is given for several things: in "steroids for asthma or arthritis" the second may be a purpose too, or a thing of its own."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.statements.readings import build
from eligibility.compiler.statements.treated import is_treated
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.treatment_purposes import purpose_of
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import Ambiguous, AnyNode
from eligibility.spans import hull

_PLAIN = ("COND", "ORG", "DESC", "SEV", "FILLER", "WINDOW", "SITE", "ACTIVE", "CURR", "HIST", "ONSET", "RECENT", "DIAGNOSED")
_WHY = "it may be what the treatment before it is for, or count by itself"


def join_purposes(items: list[Item], ctx: Context) -> list[Item]:
    """The items; a purpose and the bare diseases up to the "or" behind it are one, with both readings."""
    joined: list[Item] = []
    index = 0
    while index < len(items):
        end = _end_of_purposes(items, index, ctx)
        if end > index + 1:
            frames = [i.frame for i in items[index:end]]
            joined.append(Item(_either(frames[0], frames[1:], ctx), items[end - 1].separator))
        else:
            joined.append(items[index])
        index = end
    return joined


def _end_of_purposes(items: Sequence[Item], start: int, ctx: Context) -> int:
    """The place behind the last disease that may be a purpose of the treatment at `start`; only "or" closes such a list."""
    end = start + 1
    if not _has_purpose(items[start].frame):
        return end
    closing = ("OR", "AND") if ctx.mode == "any" else ("OR",)
    for index in range(start + 1, len(items)):
        separator = items[index - 1].separator
        alone = index == start + 1 and items[index - 1].strong  # ", or" behind a single member begins a new statement
        if (
            separator is None
            or alone
            or separator.type not in (*closing, "COMMA")
            or not _may_be_a_purpose(items[start].frame, items[index].frame)
        ):
            break
        if separator.type in closing:
            end = index + 1
    return end


def _has_purpose(frame: Frame) -> bool:
    if frame.node is not None or frame.head is None or frame.values:
        return False
    return bool(frame.purpose is not None and frame.purposes) or is_treated(frame)


def _may_be_a_purpose(before: Frame, frame: Frame) -> bool:
    plain = frame.node is None and not (frame.values or frame.groups or frame.left or frame.extra or frame.linked or frame.guard)
    disease = frame.head is not None and frame.head.type in ("COND", "ORG") and all(map(_is_plain, frame.elements))
    return plain and disease and _is_treated_by(before, frame)


def _is_plain(element: Element) -> bool:
    """ "Hospitalization for asthma or a history of stroke": with a noun for the past the second is a thing of its own."""
    return element.type in _PLAIN and not (element.type == "HIST" and "history" in element.word)


def _is_treated_by(before: Frame, frame: Frame) -> bool:
    """Whether the treatment may be for the disease: of "chemotherapy for lymphoma or heart failure" only the first is a purpose."""
    assert before.head is not None
    assert frame.head is not None
    usual = purpose_of(before.head.value) if before.head.type in ("PROC", "DRUG") else None
    wanted = vocabulary().lookup(usual.purpose, "condition") if usual is not None and usual.purpose else None
    as_usual = wanted is not None and all(vocabulary().is_a(p.value, wanted.id) for p in before.purposes)
    return wanted is None or not as_usual or vocabulary().is_a(frame.head.value, wanted.id)


def _either(before: Frame, others: Sequence[Frame], ctx: Context) -> Frame:
    first, rest = before.copy(), [f.copy() for f in others]
    for frame in (first, *rest):
        frame.negated = False
    span = hull([before.span, *(f.span for f in others)])
    apart = disjunction([build(first, ctx), *(build(f, ctx) for f in rest)], span)
    both = _for_all(before, others, ctx)
    node = Ambiguous(span=apart.span, readings=(both, apart), why=_WHY)
    elements = [e for f in (before, *others) for e in f.elements]
    return Frame(node=node, elements=elements, negated=before.negated)


def _for_all(before: Frame, others: Sequence[Frame], ctx: Context) -> AnyNode:
    """The treatment for any of them."""
    if before.blocked:
        return ctx.opaque(hull([before.span, *(f.span for f in others)]))
    both = before.copy()
    both.negated = False
    both.elements = [*both.elements, *(e for f in others for e in f.elements)]
    both.purposes = [*both.purposes, *(h for f in others for h in f.heads)]
    both.windows = both.windows or next((list(f.windows) for f in others if f.windows), [])
    return build(both, ctx)

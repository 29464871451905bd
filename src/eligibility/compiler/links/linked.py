"""A link word with what stands behind it, and the frames that it makes."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.reach import all_elements
from eligibility.compiler.statements.readings import build
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Segment
from eligibility.compiler.syntax.phrases import Compared
from eligibility.rules.nodes import AnyNode
from eligibility.spans import Span, hull


@dataclass(frozen=True, slots=True)
class Linked:
    """A link word and the statements behind it; `exhaustive`: they stand in a list of their own (contract §2, Examples)."""

    word: Element
    nodes: list[AnyNode]
    span: Span
    exhaustive: bool = False
    choice: bool = False  # "defined by one of the following"
    waives: bool = False  # "in which case it is not required"
    timed: bool = False  # a time stands behind the link word


def is_by_a_value(word: Element, inner: Segment) -> bool:
    """Whether a finding is said to be made by a value that is asked for: "documented by LVEF < 40 %", but not "by two tests"."""
    elements = all_elements(inner) if word.type == "HOW" else []
    amounts = [e.value.amount for e in elements if e.type == "LIMIT" and isinstance(e.value, Compared)]
    measured = any_of_type(elements, ("MEAS", "SCALE"))
    return any(not amount.is_length and (measured or amount.unit is not None) for amount in amounts)


def is_clause(word: Element, inner: Segment) -> bool:
    """ "Unless the viral load is undetectable and the CD4 count ≥ 350": all of it must hold, where "except A and B" lists kinds."""
    joined = any(s.type == "AND" for s in inner.separators)
    said = ("LIMIT", "TAKING", "NORMAL", "DEMAND", "SUBJECT")
    return word.word == "unless" and joined and any_of_type(all_elements(inner), said)


def keep(frame: Frame, link: Linked) -> Frame:
    """The frame before the link, which what stands behind it now belongs to."""
    frame.elements.append(link.word)
    frame.linked.append(link.span)
    return frame


def frame_of(node: AnyNode, link: Linked) -> Frame:
    """A frame of what the two sides of the link make together."""
    return Frame(node=node.replaced(span=hull([node.span, link.span])), elements=[link.word])


def statement_of(frame: Frame, ctx: Context) -> AnyNode | None:
    """What the frame states by itself."""
    return None if frame.empty else build(frame, ctx)

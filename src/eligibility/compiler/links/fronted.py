"""Exceptions said before what they are made from: "except for those with asthma, lung disease" (contract §2, Exceptions)."""

from __future__ import annotations

from collections.abc import Callable

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.linked import Linked
from eligibility.compiler.links.links import apply_link
from eligibility.compiler.skeleton.reach import elements_worth, segment_elements
from eligibility.compiler.statements.readings import build
from eligibility.compiler.syntax.parse_tree import Element, Segment
from eligibility.rules.nodes import AnyNode, Fact, Not, Opaque, walk
from eligibility.spans import hull


def fronted_exception(
    segment: Segment,
    ctx: Context,
    read: Callable[[Segment, Context], AnyNode | None],
    linked: Callable[[Element, Segment, Context], list[AnyNode]],
) -> AnyNode | None:
    """What stands up to its comma is an exception of what follows; None if the segment opens with no exception.

    With more commas than that one, or before a demand for something recorded, the text does not show what is excepted from what.
    """
    parts = _split(segment)
    if parts is None:
        return None
    word, exception, rest = parts
    node = read(rest, ctx) if rest is not None else None
    demanded = node is not None and ctx.mode == "all" and not isinstance(node, Not) and any(isinstance(n, Fact) for n in walk(node))
    if node is None or demanded or isinstance(node.child if isinstance(node, Not) else node, Opaque):
        return ctx.opaque(hull([word.span, *(p.span for p in segment_elements(segment))]))
    nodes = linked(word, exception, ctx)
    frame = apply_link(Linked(word, nodes, hull([word.span, *(n.span for n in nodes)])), Frame(node=node), ctx)
    return build(frame, ctx)


def _split(segment: Segment) -> tuple[Element, Segment, Segment | None] | None:
    """The link word, the exception and what it is made from, of "except for A, B"; without the last where the commas are more than one."""
    if not segment.separators or segment.separators[0].type not in ("EXCEPT", "UNLESS") or elements_worth(segment.units[0]):
        return None
    commas = [i for i, s in enumerate(segment.separators) if s.type == "COMMA"]
    # "An exception is …" speaks of what stands before it.
    if not commas or segment.separators[0].word in ("exception", "exceptions"):
        return None
    exception = Segment(segment.units[1 : commas[0] + 1], segment.separators[1 : commas[0]])
    rest = Segment(segment.units[commas[0] + 1 :], segment.separators[commas[0] + 1 :]) if len(commas) == 1 else None
    return segment.separators[0], exception, rest

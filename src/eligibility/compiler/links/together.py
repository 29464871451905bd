"""Statements that stand beside each other in one criterion: sentences, segments, the members of a list."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, is_connective
from eligibility.spans import Span, hull


def combined(nodes: Sequence[AnyNode], ctx: Context) -> AnyNode:
    """Sentences: all of what is asked for, any of what is excluded."""
    if len(nodes) == 1 and not is_connective(nodes[0]):
        return nodes[0]
    span = _place_of(nodes)
    return conjunction(list(nodes), span) if ctx.mode == "all" else disjunction(list(nodes), span)


def by_semicolons(nodes: list[AnyNode], separators: list[Element], ctx: Context) -> AnyNode:
    """Segments; what the semicolons say between them counts."""
    if len(nodes) == 1 and not is_connective(nodes[0]):
        return nodes[0]
    span = _place_of(nodes)
    said_or = any(s.value == "or" for s in separators)
    if ctx.mode == "any" or (said_or and not any(s.value == "and" for s in separators)):
        return disjunction(nodes, span)
    return conjunction(nodes, span)


def _place_of(nodes: Sequence[AnyNode]) -> Span:
    return nodes[0].span if len(nodes) == 1 else hull(n.span for n in nodes)  # mostly there is but one


def members(node: AnyNode, ctx: Context) -> list[AnyNode]:
    """The members of a list that was read as one statement."""
    if isinstance(node, AllOf | AnyOf) and node.label is None and isinstance(node, AllOf if ctx.mode == "all" else AnyOf):
        return list(node.children)
    return [node]

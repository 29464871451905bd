"""Lists of the kinds of a disease behind it, of which nobody has all."""

from __future__ import annotations

from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, HasCondition


def any_kind(head: Element | None, node: AnyNode) -> AnyNode:
    """ "A heart disease, i.e. heart failure, angina and infarction": nobody needs all of what are kinds of the thing itself."""
    if not isinstance(node, AllOf) or node.label is not None or head is None or head.type != "COND":
        return node
    kinds = (
        isinstance(c, HasCondition) and c.concept.id is not None and vocabulary().is_a(c.concept.id, head.value) for c in node.children
    )
    return AnyOf(span=node.span, children=node.children) if all(kinds) else node

"""Operations of these days: "patients undergoing hip replacement" are to have it, or have just had it."""

from __future__ import annotations

from eligibility.rules.nodes import AnyNode, AnyOf, HasProcedure, Timing


def of_these_days(node: AnyNode) -> AnyNode:
    """A planned one is meant; of one that was done, the record does not say whether it is still the one of which the words speak."""
    if not isinstance(node, HasProcedure):
        return node
    to_come = node.replaced(timing=Timing(tense="planned"))
    done = node.replaced(descriptors=(*node.descriptors, "undergoing"))
    return AnyOf(span=node.span, children=(to_come, done))

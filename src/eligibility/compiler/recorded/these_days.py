"""Operations of these days: "patients undergoing hip replacement" are to have it, or have just had it."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AnyNode, AnyOf, HasProcedure, Timing


def of_these_days(node: AnyNode, frame: Frame) -> AnyNode:
    """A planned one is meant; of one that was done, the record does not say whether it is still the one of which the words speak."""
    timed = frame.history or frame.planned or frame.windows or frame.gap is not None or frame.lasting is not None
    concept = vocabulary().concept(frame.head.value) if frame.undergoing and frame.head is not None and not timed else None
    if not isinstance(node, HasProcedure) or concept is None or concept.continuing:
        return node
    to_come = node.replaced(timing=Timing(tense="planned"))
    done = node.replaced(descriptors=(*node.descriptors, "undergoing"))
    return AnyOf(span=node.span, children=(to_come, done))

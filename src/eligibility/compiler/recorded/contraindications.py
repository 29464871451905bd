"""What is a contraindication a person judges, but what the text names as one is one: "contraindications to MRI, e.g. a pacemaker"."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AnyNode, HasAllergy, HasCondition, HasProcedure, Stated, WithExamples
from eligibility.spans import hull


def contraindicated(frame: Frame, ctx: Context) -> Frame:
    """ "Contraindications to MRI (pacemaker, cochlear implant)": the frame with the examples of its brackets."""
    examples = frame.brackets.examples if frame.brackets is not None else ()
    named = contraindicated_by(frame, examples, ctx) if frame.blocked and examples else None
    if named is None:
        return frame
    ctx.ledger.take(frame.elements)
    return Frame(node=named, negated=frame.negated, polarity=frame.polarity)


def contraindicated_by(frame: Frame, examples: Sequence[AnyNode], ctx: Context) -> WithExamples | None:
    """The examples with the words they are of; None where they may be of what is contraindicated ("… to surgery such as mastectomy")."""
    words = [e for e in frame.elements if e.type == "BLOCK"]
    named = bool(words) and all(e.word.startswith("contraindication") for e in words)
    if not named or not examples or not all(_may_contraindicate(n, frame) for n in examples):
        return None
    span = hull([frame.span, *(n.span for n in examples)])
    return WithExamples(span=span, general=ctx.opaque(frame.span), examples=tuple(examples))


def _may_contraindicate(node: AnyNode, frame: Frame) -> bool:
    if isinstance(node, HasAllergy):
        return node.concept.id != "substance"  # a "hypersensitivity" to what is contraindicated, which is not said again
    if isinstance(node, Stated):
        return True
    if not isinstance(node, HasCondition | HasProcedure) or node.concept.id is None:
        return False
    of = [value for e in frame.elements if (value := e.reading("PROC", "DRUG", "COND")) is not None]
    return bool(of) and not any(vocabulary().is_a(node.concept.id, concept) for concept in of)

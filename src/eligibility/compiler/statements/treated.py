"""What is given for a disease and has no name: "current treatment for hepatitis C"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.recorded.facts import fact
from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AnyNode, AnyOf
from eligibility.text.tokens import Token

_ANY_DRUG, _ANTICANCER, _CANCER = "medication", "anticancer-therapy", "malignancy"
_PLAIN = ("FILLER", "SUBJECT", "HIST", "CURR", "NEG", "TAKING", "THERAPY", "FOR", "COND", "ORG", "WINDOW", "GAP", "ANCHOR")


def is_treated(frame: Frame) -> bool:
    """ "Treatment for asthma": what is given has no name, and the disease is only what it is for."""
    start = frame.head.span.start if frame.head is not None else 0
    before = {e.type for e in frame.elements if e.span.end <= start}
    return frame.blocked and {"FOR", "THERAPY"} <= before


def treatment(frame: Frame, ctx: Context) -> AnyNode | None:
    """A drug recorded as given for the disease is such a treatment; whether anything else is, a person must see.

    What is given for a cancer is an anticancer treatment: whoever had none had none for it.
    """
    plain = not (frame.values or frame.groups or frame.planned or frame.judged) and all(e.type in _PLAIN for e in frame.elements)
    if not plain or not is_treated(frame):
        return None
    of_cancer = all(vocabulary().is_a(h.value, _CANCER) for h in frame.heads)
    kind, concept = ("PROC", _ANTICANCER) if of_cancer else ("DRUG", _ANY_DRUG)
    word = next(e for e in frame.elements if e.type == "THERAPY")
    given = frame.copy()
    head = Element(kind, concept, word.span, (Token(word.tokens[0].text, word.span, (Reading(kind, concept),)),))
    given.purpose, given.purposes = next(e for e in frame.elements if e.type == "FOR"), list(frame.heads)
    given.heads, given.blocked = [head], False
    node = fact(given, head, frame.span, ctx)
    return node if of_cancer else AnyOf(span=frame.span, children=(node, ctx.opaque(frame.span)))

"""What is given for a disease and has no name: "current treatment for hepatitis C", "previous prostate cancer therapy"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.handed_down import names_one
from eligibility.compiler.recorded.compounds import names_its_treatment
from eligibility.compiler.recorded.facts import fact
from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.treatments import ANY_DRUG
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AnyNode, AnyOf, HasProcedure, TakesMedication
from eligibility.text.tokens import Token

_ANY_PROCEDURE, _CANCER = "procedure", "malignancy"
_PLAIN = ("FILLER", "SUBJECT", "HIST", "CURR", "NEG", "TAKING", "THERAPY", "FOR", "COND", "ORG", "WINDOW", "GAP", "ANCHOR")


def is_treated(frame: Frame) -> bool:
    """ "Treatment for asthma": what is given has no name, and the disease is only what it is for."""
    if names_its_treatment(frame):
        return True
    if not frame.blocked or not frame.heads:
        return False
    before = {e.type for e in frame.elements if e.span.end <= frame.heads[0].span.start}
    return {"FOR", "THERAPY"} <= before


def treatment(frame: Frame, ctx: Context) -> AnyNode | None:
    """A drug recorded as given for the disease is such a treatment; whether anything else is, a person must see.

    Of a cancer the record tells more: whoever had no procedure and no drug had none for it.
    """
    other = any(e.word.endswith("other") for e in frame.elements)  # than what a trial or a sentence before names
    if frame.values or frame.planned or frame.judged or other or not is_treated(frame):
        return None
    of_cancer = all(vocabulary().is_a(h.value, _CANCER) for h in frame.heads)
    purpose = next((e for e in frame.elements if e.type == "FOR"), frame.heads[0])
    # Adjectives of the cancer are part of what the treatment is described as being for.
    if not all(e.type in _PLAIN or (of_cancer and e.type == "DESC" and e.span.start >= purpose.span.end) for e in frame.elements):
        return None
    word = next(e for e in frame.elements if e.type == "THERAPY")
    drug = fact(*_given(frame, word, purpose, "DRUG", ANY_DRUG), frame.span, ctx)
    if not of_cancer:
        return AnyOf(span=frame.span, children=(drug, ctx.opaque(frame.span)))
    done = fact(*_given(frame, word, purpose, "PROC", _ANY_PROCEDURE), frame.span, ctx)
    if purpose.word != "for" and isinstance(done, HasProcedure):
        # "Prostate cancer therapy", "treatment of it": a "prostate cancer screening" has the words of the disease, and is not for it.
        done = done.replaced(descriptors=tuple(f"for {words.removeprefix('of ')}" for words in done.descriptors))
    if isinstance(drug, TakesMedication) and isinstance(done, HasProcedure):
        more = (d for d in done.descriptors if not names_one(d, drug.indication))
        drug = drug.replaced(descriptors=(*drug.descriptors, *more))
    return AnyOf(span=frame.span, children=(drug, done))


def _given(frame: Frame, word: Element, purpose: Element, kind: str, concept: str) -> tuple[Frame, Element]:
    """The frame of any drug or procedure for the disease, and its head."""
    given = frame.copy()
    head = Element(kind, concept, word.span, (Token(word.tokens[0].text, word.span, (Reading(kind, concept),)),))
    given.purpose, given.purposes = purpose, list(frame.heads)
    given.heads, given.blocked, given.descriptors = [head], False, []
    return given, head

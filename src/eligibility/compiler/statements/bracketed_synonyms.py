"""Another name of the head in brackets: "total bilirubin (TBil)", "hepatitis B virus (HBV)", "magnesium (Mg)"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import HEADS, Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.names import fold_word
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span, hull


def is_synonym(inner: list[Element], frame: Frame, ctx: Context) -> bool:
    """An abbreviation or another name of the head adds nothing: "(TBil)", "(HCC)", "(UC-MSC)"."""
    whole = hull(e.span for e in inner) if inner else Span(0, 0)
    if (
        inner
        and " " not in ctx.words(whole)
        and _abbreviates(ctx.words(whole), [e for e in frame.elements if e.span.end <= whole.start], ctx)
    ):
        return True
    if inner and frame.head is not None and _names_again(ctx.words(whole).rstrip("+"), frame.head):
        return True
    heads = {(r.type, r.value) for h in frame.heads for t in h.tokens for r in t.readings}
    before = [e for e in frame.elements if not inner or e.span.end <= inner[0].span.start]
    for element in inner:
        same = any((r.type, r.value) in heads for t in element.tokens for r in t.readings if r.type != "WORD")
        if not same and not _stands_for(element, frame, heads) and not _initials(element, before, ctx):
            return False
    return bool(inner)


def _names_again(words: str, head: Element) -> bool:
    """Whether the words are another name of the head; a short one of an analyte counts beside it only: "magnesium (Mg)"."""
    if head.type == "MEAS":
        measured = observations().get(head.value)
        return measured is not None and words in measured.record_names
    known = name_of(words, head.type)
    return known is not None and known.value == head.value


def _stands_for(element: Element, frame: Frame, heads: set[tuple[str, str]]) -> bool:
    """ "hepatitis B virus (HBV)": an organism and its disease name each other."""
    organism = element.reading("ORG")
    if organism is None:
        return False
    disease = vocabulary().caused_by(organism)
    causes = {(r.type, r.value) for c in frame.causes for t in c.tokens for r in t.readings}
    return ("ORG", organism) in heads | causes or (disease is not None and ("COND", disease.id) in heads)


def _initials(element: Element, before: list[Element], ctx: Context) -> bool:
    """Whether a word in brackets abbreviates the words before it: its letters stand in them in order, the first at the start of a word.

    Source of the method: Schwartz and Hearst, A simple algorithm for identifying abbreviation definitions in biomedical text, 2003.
    """
    return element.type in ("WORD", *HEADS) and _abbreviates(ctx.words(element.span), before, ctx)


def _abbreviates(word: str, before: list[Element], ctx: Context) -> bool:
    letters = [c.casefold() for c in word if c.isalnum()]
    capitals = sum(c.isupper() for c in word)
    if capitals < 2 or len(word) > 12:
        return False
    words = [fold_word(w) for e in before for w in ctx.words(e.span).replace("-", " ").split()]
    text = " ".join(words[-min(len(letters) + 5, len(letters) * 2) :])
    place = len(text)
    for index, letter in reversed(list(enumerate(letters))):
        place = text.rfind(letter, 0, place)
        while index == 0 and place > 0 and text[place - 1] != " ":
            place = text.rfind(letter, 0, place)
        if place < 0:
            return False
    return True

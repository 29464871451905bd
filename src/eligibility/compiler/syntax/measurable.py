"""Measurable disease in a sentence of its own: "disease must be measurable", "at least one lesion that is measurable"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_SAID = {"measurable": "measurable-disease", "evaluable": "evaluable-disease"}
MEASURABLE = frozenset(_SAID)
_NOUNS = frozenset({"disease", "tumor", "tumors", "tumour", "tumours", "lesion", "lesions", "cancer"})
_BETWEEN = ("FILLER", "DEMAND", "SUBJECT")


def with_measurable(elements: list[Element]) -> list[Element]:
    """The elements, the noun and what is said of it made the fact that is attested."""
    result: list[Element] = []
    for element in elements:
        place = _noun_before(result) if element.word in MEASURABLE and element.type in ("DESC", "WORD") else None
        if place is None:
            result.append(element)
            continue
        said = [*result[place:], element]
        span = Span(said[0].span.start, element.span.end)
        attested = Reading("ATTR", _SAID[element.word])
        words = " ".join(t.text for e in said for t in e.tokens)
        result[place:] = [Element("ATTR", attested.value, span, (Token(words, span, (attested,)),))]
    return result


def _noun_before(before: list[Element]) -> int | None:
    """Where "disease" stands, with nothing between but "must be", "that is"."""
    place = len(before) - 1
    while place >= 0 and before[place].type in _BETWEEN:
        place -= 1
    linked = 0 <= place < len(before) - 1
    return place if linked and before[place].word in _NOUNS else None

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
    for element in _with_adjectives_between(elements):
        place = _noun_before(result) if element.word in MEASURABLE and element.type in ("DESC", "WORD") else None
        if place is None:
            result.append(element)
            continue
        said = [*result[place:], element]
        span = Span(said[0].span.start, element.span.end)
        words = " ".join(t.text for e in said for t in e.tokens)
        result[place:] = [_element("ATTR", _SAID[element.word], words, span)]
    return result


_DESCRIBING = ("DESC", "SITE")
_JOINING = ("OR", "AND", "SLASH", "COMMA")


def _with_adjectives_between(elements: list[Element]) -> list[Element]:
    """ "Measurable metastatic disease" is measurable disease of a kind, which a record of measurable disease alone does not tell."""
    for place, element in enumerate(elements):
        joined = place > 0 and elements[place - 1].type in _JOINING
        if element.word not in MEASURABLE or element.type != "DESC" or joined:
            continue
        behind = next((n for n in range(place + 1, len(elements)) if elements[n].type not in _DESCRIBING), len(elements))
        noun = _noun_apart(elements[behind], _SAID[element.word]) if behind < len(elements) else []
        if not noun or (behind == place + 1 and len(noun) == 1):
            continue
        element.type, element.value = "FILLER", ""
        for each in elements[place + 1 : behind]:
            each.type, each.value = "DESC", ""
        elements[behind : behind + 1] = noun
    return elements


def _noun_apart(element: Element, attested: str) -> list[Element]:
    """ "Metastatic disease" taken apart: what it is described as, and the noun, which is the fact that is attested."""
    *adjectives, noun = element.tokens[0].text.split()
    if element.type not in ("COND", "DISEASENOUN", "WORD") or len(element.tokens) != 1 or noun.casefold() not in _NOUNS:
        return []
    start, end = element.span
    described = " ".join(adjectives)
    parts = [_element("DESC", "", described, Span(start, start + len(described)))] if adjectives else []
    return [*parts, _element("ATTR", attested, noun, Span(end - len(noun), end))]


def _element(kind: str, value: str, text: str, span: Span) -> Element:
    return Element(kind, value, span, (Token(text, span, (Reading(kind, value),)),))


def _noun_before(before: list[Element]) -> int | None:
    """Where "disease" stands, with nothing between but "must be", "that is"."""
    place = len(before) - 1
    while place >= 0 and before[place].type in _BETWEEN:
        place -= 1
    linked = 0 <= place < len(before) - 1
    return place if linked and before[place].word in _NOUNS else None

""" "But not" before a disease of quite another kind: "gout but not asthma" is gout without asthma, unlike "cancer but not skin cancer"."""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.reference.strangers import are_strangers
from eligibility.spans import Span
from eligibility.text.tokens import Token

BUT_NOT = "but not"
_ENDS = ("STOP", "SEMI")
_BESIDE = ("FILLER", "DESC", "SEV", "ACTIVE", "HIST", "CURR", "SUBJECT", "WITH")


def with_contrasted_strangers(elements: list[Element]) -> list[Element]:
    """The elements, each such "but not" parted into "but", which joins, and "not"."""
    result: list[Element] = []
    for index, element in enumerate(elements):
        if element.type != "EXCEPT" or element.word != BUT_NOT or not _are_strangers(elements, index):
            result.append(element)
            continue
        span = element.span
        middle = span.start + len("but")
        result += [
            _part(element, Token("but", Span(span.start, middle), (Reading("AND", ""),))),
            _part(element, Token("not", Span(span.end - len("not"), span.end), (Reading("NEG", ""),))),
        ]
    return result


def _part(element: Element, token: Token) -> Element:
    return replace(element, type=token.type, value="", span=token.span, tokens=(token,))


def _are_strangers(elements: list[Element], place: int) -> bool:
    """Whether what follows is a disease, and so is all that stands before it in the sentence, of quite other kinds."""
    behind = next((e for e in elements[place + 1 :] if e.type not in _BESIDE), None)
    start = max((i + 1 for i in range(place) if elements[i].type in _ENDS), default=0)
    before = [e for e in elements[start:place] if e.may_be("COND", "PROC", "DRUG")]
    if behind is None or behind.type != "COND" or not before:
        return False
    return all(e.type == "COND" and are_strangers(e.value, behind.value) for e in before)

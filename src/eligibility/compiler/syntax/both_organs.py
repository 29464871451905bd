"""Both of two organs: "glaucoma in both eyes" is a bilateral one."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_BOTH, _IN = "both ", frozenset({"in", "of", "affecting"})


def with_both_organs(elements: list[Element]) -> list[Element]:
    """The elements, "in both" before each such organ made a word that describes what is in it."""
    result: list[Element] = []
    for element in elements:
        if element.type == "SITE" and element.word.startswith(_BOTH) and result and result[-1].word in _IN:
            cut = element.span.start + len(_BOTH)
            text = element.tokens[0].text
            both, organ = Span(element.span.start, cut - 1), Span(cut, element.span.end)
            opening = result.pop()
            said = Span(opening.span.start, both.end)
            result.append(Element("DESC", "", said, (Token("bilateral", said, (Reading("DESC", ""),)),)))
            if not any(e.type == "SITE" for e in result[-3:]):
                result.append(Element("SITE", element.value, organ, (Token(text[len(_BOTH) :], organ, (Reading("SITE", element.value),)),)))
            continue
        result.append(element)
    return result

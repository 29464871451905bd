"""Both of two organs: "glaucoma in both eyes" is a bilateral one."""

from __future__ import annotations

import re

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_BOTH = re.compile(r"both\s+(?=\S)", re.IGNORECASE)
_IN = frozenset({"in", "of", "affecting"})


def with_both_organs(elements: list[Element]) -> list[Element]:
    """The elements, "in both" behind the name of a disease made a word that describes it, before the organ."""
    result: list[Element] = []
    for element in elements:
        text = element.tokens[0].text
        both = _BOTH.match(text) if element.type == "SITE" and len(element.tokens) == 1 else None
        if both is None or len(result) < 2 or result[-1].word not in _IN or result[-2].type != "COND":
            result.append(element)
            continue
        opening = result.pop()
        said = Span(opening.span.start, element.span.start + len(both[0].rstrip()))
        organ = Span(element.span.start + both.end(), element.span.end)
        result.append(Element("DESC", "", said, (Token("bilateral", said, (Reading("DESC", ""),)),)))
        result.append(Element("SITE", element.value, organ, (Token(text[both.end() :], organ, (Reading("SITE", element.value),)),)))
    return result

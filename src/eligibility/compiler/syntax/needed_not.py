""" "The last regimen need not contain a taxane" asks for nothing, and denies nothing either."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.spans import Span

NEED = frozenset({"need", "needs"})


def with_no_need(elements: list[Element]) -> list[Element]:
    """The elements, such words made one that keeps what is said with it from being a statement on the patient."""
    result: list[Element] = []
    for element in elements:
        if element.type == "NEG" and element.word.split()[0] == "not" and result and result[-1].type == "WORD" and result[-1].word in NEED:
            need = result.pop()
            result.append(Element("BLOCK", "", Span(need.span.start, element.span.end), (*need.tokens, *element.tokens)))
        else:
            result.append(element)
    return result

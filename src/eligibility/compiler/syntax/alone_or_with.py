"""A treatment "alone or combined with" another: the other one may be given or not, and is asked for by nobody."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.spans import Span

ALONE = frozenset({"alone", "monotherapy", "as monotherapy"})


def with_alone_or_with(elements: list[Element]) -> list[Element]:
    """The elements, such words made the link that "with or without" is, and no comma before them."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        parts = elements[index : index + 3]
        if result and [p.type for p in parts[1:]] == ["OR", "WITH"] and parts[0].word in ALONE and _names_medicine(elements[index + 3 :]):
            if result[-1].type == "COMMA":
                result.pop()
            span = Span(parts[0].span.start, parts[2].span.end)
            result.append(Element("REGARDLESS", "", span, tuple(t for p in parts for t in p.tokens)))
            index += 3
            continue
        result.append(elements[index])
        index += 1
    return result


def _names_medicine(behind: list[Element]) -> bool:
    return next((e.type for e in behind if e.type != "FILLER"), None) == "DRUG"

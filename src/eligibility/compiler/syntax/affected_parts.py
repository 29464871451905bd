"""The part that a disease of a system is in: "disorders of the musculoskeletal system affecting the lower limbs" are no others of it."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.reference.mentions import Reading
from eligibility.spans import hull
from eligibility.text.tokens import Token

AFFECTING = frozenset({"affecting", "involving"})
_SEPARATORS = ("COMMA", "AND", "OR", "SEMI", "STOP", "COLON", "LPAR", "RPAR", "SLASH")


def with_affected_parts(elements: list[Element]) -> list[Element]:
    """The elements, the words for the part made one that describes the disease; the only place that is told is that of the disease."""
    for index, element in enumerate(elements):
        if element.word not in AFFECTING or element.type != "WORD" or not _has_a_place(elements[:index]):
            continue
        end = index + 1
        while end < len(elements) and elements[end].type in ("FILLER", "SITE", "DESC"):
            end += 1
        clause = elements[index:end]
        if any_of_type(clause, ("SITE",)):
            token = Token(" ".join(t.text for e in clause for t in e.tokens), hull(e.span for e in clause), (Reading("DESC", ""),))
            return [*elements[:index], Element("DESC", "", token.span, (token,)), *with_affected_parts(elements[end:])]
    return elements


def _has_a_place(before: list[Element]) -> bool:
    start = next((n + 1 for n in range(len(before) - 1, -1, -1) if before[n].type in _SEPARATORS), 0)
    return any_of_type(before[start:], ("SITE",))

""" "Within 12 cm of the anal verge", "≥ 5 cm from the carina": how far from a place, and neither a size nor a disease of that place."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount, Between, Compared
from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

_LENGTHS = frozenset({"mm", "cm", "m", "[in_i]"})
FROM = frozenset({"of", "from", "above", "below", "away from", "proximal to", "distal to", "beyond"})
_RUN = ("FILLER", "WORD", "SITE", "COND", "CLASSVALUE", "DISEASENOUN", "CAUSE", "CMP", "DESC", "PROC", "HYPHEN")


def with_distances(elements: list[Element]) -> list[Element]:
    """The elements, the words of each such distance as words that are not understood."""
    for index in range(len(elements) - 1):
        if not _is_length(elements[index]):
            continue
        within = index > 0 and elements[index - 1].type == "WITHIN"
        if elements[index + 1].word not in FROM or (elements[index + 1].word == "of" and not within):
            continue
        end = index + 2
        while end < len(elements) and elements[end].type in _RUN:
            end += 1
        for each in elements[index - within : end]:
            each.type, each.value = "WORD", ""
            each.tokens = tuple(Token(t.text, t.span, (Reading("WORD", ""),)) for t in each.tokens)
    return elements


def _is_length(element: Element) -> bool:
    value = element.value
    if isinstance(value, Between):
        value = value.high
    amount = value.amount if isinstance(value, Compared) else value
    return element.type in ("LIMIT", "BARE") and isinstance(amount, Amount) and amount.unit in _LENGTHS

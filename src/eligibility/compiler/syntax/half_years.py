""" "Half a year": six months."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

HALF = "half"
_MONTHS = 6.0


def with_halved_years(tokens: list[Token]) -> list[Token]:
    """The tokens, "half a year" and "half year" read as a number of months; other halves stay as they are."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        width = _width(tokens, index)
        if width:
            half, year = tokens[index], tokens[index + width - 1]
            result.append(Token("6", Span(half.span.start, half.span.end), (Reading("NUM", "6"),), _MONTHS))
            result.append(Token("months", Span(half.span.end, year.span.end), (Reading("TU", "month"),)))
            index += width
        else:
            result.append(tokens[index])
            index += 1
    return result


def _width(tokens: list[Token], index: int) -> int:
    """How many tokens from here say half a year."""
    if tokens[index].word != HALF:
        return 0
    behind = tokens[index + 1 : index + 3]
    if behind and behind[0].word in ("year", "a year"):
        return 2
    return 3 if [t.word for t in behind] == ["a", "year"] else 0

"""The two halves of a place that one sign joins: "upper or lower limb"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

HALVES = frozenset({"or lower", "and lower"})


def with_halves(tokens: list[Token]) -> list[Token]:
    """ "Upper or lower respiratory infection": two halves of a place, and no number with all below it."""
    result: list[Token] = []
    for token in tokens:
        if token.word in HALVES and result and result[-1].word == "upper":
            sign, _, half = token.text.partition(" ")
            middle = token.span.start + len(sign)
            result.append(Token(sign, Span(token.span.start, middle), (Reading(sign.upper(), ""),)))
            result.append(Token(half, Span(token.span.end - len(half), token.span.end), (Reading("WORD", ""),)))
        else:
            result.append(token)
    return result

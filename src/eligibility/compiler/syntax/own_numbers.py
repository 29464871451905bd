"""The number of a criterion at its own head: "1. Age ≥ 18 years", "2) ECOG 0–1", as lists are copied with them."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_ENDS = ("STOP", "RPAR")


def without_own_number(tokens: list[Token]) -> list[Token]:
    """The tokens, such a number carrying nothing."""
    if len(tokens) < 3 or tokens[0].type != "NUM" or tokens[1].type not in _ENDS or len(tokens[1].text) != 1:
        return tokens
    number, sign, first = tokens[:3]
    numbers_it = (
        number.text.isdecimal() and number.span.end == sign.span.start and first.span.start > sign.span.end and number.span.start == 0
    )
    if not numbers_it:
        return tokens
    said = Token(f"{number.text}{sign.text}", Span(number.span.start, sign.span.end), (Reading("FILLER", ""),))
    return [said, *tokens[2:]]

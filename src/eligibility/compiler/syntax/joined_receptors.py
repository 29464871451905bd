"""Receptors of which a list says the noun once: "estrogen, progesterone, and HER2 receptor negative"."""

from __future__ import annotations

from eligibility.reference.whole_names import name_of
from eligibility.text.tokens import Token

_NOUNS = ("receptor", "receptors", "receptor status")
_BETWEEN = ("COMMA", "AND", "OR", "SLASH", "FILLER")


def with_receptors(tokens: list[Token]) -> list[Token]:
    """The tokens, each hormone before such a noun read as its receptor, and not as a medicine."""
    result = list(tokens)
    for index, token in enumerate(tokens):
        if token.may_be("TEST") and token.word.endswith(_NOUNS):
            _read_before(result, index)
    return result


def _read_before(tokens: list[Token], noun: int) -> None:
    place = noun - 1
    while place > 0 and tokens[place].type in _BETWEEN:
        while place > 0 and tokens[place].type in _BETWEEN:
            place -= 1
        token = tokens[place]
        receptor = name_of(f"{token.text} receptor", "TEST") if token.may_be("DRUG", "MEAS", "TEST") else None
        if receptor is None:
            return
        tokens[place] = Token(token.text, token.span, (receptor,), token.number)
        place -= 1

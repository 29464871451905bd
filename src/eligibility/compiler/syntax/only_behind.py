""" "Women only", "Child-Pugh A only": behind who they are, or a class of a scale, "only" says no more than is said already.

Behind anything else ("metformin only", "surgery only") it denies what the record may have beside it, and is not understood.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

ONLY = "only"
_PEOPLE = ("SEXNOUN", "AGENOUN")
_ENDS = ("COMMA", "SEMI", "STOP", "PERIOD")
_FEW = 6  # how many tokens a scale's name and its classes take: "ECOG performance status 0 or 1 only"


def with_only_behind(tokens: list[Token]) -> list[Token]:
    """The tokens, each such "only" as a word without meaning."""
    return [merged([t], Reading("FILLER", "")) if t.word == ONLY and _says_nothing(tokens, i) else t for i, t in enumerate(tokens)]


def _says_nothing(tokens: list[Token], place: int) -> bool:
    if place + 1 < len(tokens) and tokens[place + 1].type not in _ENDS:
        return False
    before = _sentence_before(tokens, place)
    if not before:
        return False
    if any(token.type in _PEOPLE for token in before):
        return all(token.type in (*_PEOPLE, "SUBJECT", "AND", "OR", "FILLER") for token in before)
    return _is_class(before[-1]) and any(token.may_be("SCALE", "MEAS", "CLASSWORD") for token in before[-_FEW:-1])


def _sentence_before(tokens: list[Token], place: int) -> list[Token]:
    start = next((i + 1 for i in range(place - 1, -1, -1) if tokens[i].type in _ENDS), 0)
    return tokens[start:place]


def _is_class(token: Token) -> bool:
    return token.may_be("NUM", "CLASSVALUE")

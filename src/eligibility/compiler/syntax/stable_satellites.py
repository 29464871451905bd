""" "MSS", "pMMR", "microsatellite stable", "proficient mismatch repair": one test, whose result is in the name."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token, merged

_TEST, _NEGATIVE = Reading("TEST", "msi-status"), Reading("POSITIVE", "negative")
_SHORT = {"mss": 2, "pmmr": 1}  # word → where the test and the result part in it
_REPAIR = (["mismatch", "repair"], ["mmr"])
STABLE_WORDS = frozenset({"mss", "pmmr", "stable", "proficient"})


def with_stable_satellites(tokens: list[Token]) -> list[Token]:
    """The tokens, each such name as the test and its negative result."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        found, length = _named(tokens, index)
        again = tokens[index + length : index + length + 3]
        if found and [t.type for t in again[::2]] == ["LPAR", "RPAR"] and again[1].word in _SHORT:
            found[-1] = merged([found[-1], *again], found[-1].readings[0])  # "microsatellite stable (MSS)"
            length += 3
        result += found or [tokens[index]]
        index += length or 1
    return result


def _named(tokens: list[Token], start: int) -> tuple[list[Token], int]:
    """The test and its result that begin here, and how many tokens say so."""
    token = tokens[start]
    if token.word in _SHORT and len(token.text) == len(token.word):
        return _parted(token, _SHORT[token.word]), 1
    words = [t.word for t in tokens[start : start + 4]]
    if words[:2] == ["microsatellite", "stable"] or words[:3] == ["microsatellite", "-", "stable"]:
        length = 2 if words[1] == "stable" else 3
        return [merged(tokens[start : start + length - 1], _TEST), merged([tokens[start + length - 1]], _NEGATIVE)], length
    for name in _REPAIR:
        size = len(name)
        if words[: size + 1] == ["proficient", *name]:
            return [merged([token], _NEGATIVE), merged(tokens[start + 1 : start + 1 + size], _TEST)], size + 1
        if words[: size + 1] == [*name, "proficient"]:
            return [merged(tokens[start : start + size], _TEST), merged([tokens[start + size]], _NEGATIVE)], size + 1
    return [], 0


def _parted(token: Token, place: int) -> list[Token]:
    """One written word as two tokens, the shorter of which is the result."""
    first, second = token.text[:place], token.text[place:]
    spans = Span(token.span.start, token.span.start + place), Span(token.span.start + place, token.span.end)
    readings = (_TEST, _NEGATIVE) if len(first) > len(second) else (_NEGATIVE, _TEST)
    return [Token(text, span, (reading,)) for text, span, reading in zip((first, second), spans, readings, strict=True)]

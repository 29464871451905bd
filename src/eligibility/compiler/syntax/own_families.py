"""Histories of the patient or the family, joined by a sign: "personal and/or family history of", "family/personal history of"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

OWN_OR_FAMILY = frozenset({"personal", "own", "family", "familial"})
_OWN = ("personal", "own")
_EITHER = ("OR", "SLASH")


def with_own_families(tokens: list[Token]) -> list[Token]:
    """The tokens, such words read as one: "and" alone asks for both, and is left as it is."""
    result = list(tokens)
    index = 0
    while index + 2 < len(result):
        first, sign, history = result[index : index + 3]
        of_family = history.type == "FAMHIST" and history.reading("FAMHIST") == "" and first.word in _OWN
        of_own = history.type == "HIST" and history.word.startswith("personal history") and first.word in OWN_OR_FAMILY - set(_OWN)
        if sign.type in _EITHER and (of_family or of_own):
            text = f"{first.text} {sign.text} {history.text}"
            result[index : index + 3] = [Token(text, Span(first.span.start, history.span.end), (Reading("FAMHIST", "personal"),))]
        index += 1
    return result

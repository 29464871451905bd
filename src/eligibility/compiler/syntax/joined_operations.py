"""Nouns that say once more what kind of thing a name is: "operation of coronary bypass grafting", "EEG procedure", "sinus pathology"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_OF_ACTS = frozenset({"operation", "operations", "procedure", "procedures", "surgery"})
_OF_DISEASES = frozenset({"pathology", "pathologies"})
KIND_NOUNS = _OF_ACTS | _OF_DISEASES
_ARTICLES = ("", "a", "an", "the")
_OF_A_TIME = frozenset({"date", "day", "time", "room", "site", "unit"})
# Behind "pathology" these are the pathologist's.
_REPORTED = (
    "report",
    "review",
    "result",
    "assess",
    "specimen",
    "slide",
    "confirm",
    "laborator",
    "department",
    "material",
    "sample",
    "block",
)


def with_kind_nouns(tokens: list[Token]) -> list[Token]:
    """The tokens, such nouns read as words that add nothing to the name beside them."""
    result = list(tokens)
    for index, token in enumerate(tokens):
        if token.word in _OF_ACTS and (end := _before_its_name(tokens, index)) is not None:
            result[index] = _silent(token)
            result[index + 1 : end] = map(_silent, tokens[index + 1 : end])
        elif token.word in KIND_NOUNS and index and _ends_a_name(tokens, index):
            result[index] = _silent(token)
    return result


def _before_its_name(tokens: list[Token], index: int) -> int | None:
    """Where the name of the act begins behind "operation of (a)"; None where none does."""
    following = tokens[index + 1 : index + 4]
    if len(following) < 2 or following[0].word not in ("of", "of the", "of a"):
        return None
    place = index + 2 + (following[1].word in _ARTICLES)
    named = place < len(tokens) and tokens[place].type == "PROC" and tokens[place].word not in KIND_NOUNS
    return place if named else None


def _ends_a_name(tokens: list[Token], index: int) -> bool:
    token, before, following = tokens[index], tokens[index - 1], tokens[index + 1] if index + 1 < len(tokens) else None
    close = token.span.start - before.span.end == 1
    if token.word in _OF_ACTS and following is not None and following.word in _OF_A_TIME:
        return False  # "the hip replacement operation date"
    if token.word in _OF_ACTS:
        return close and before.type == "PROC" and before.word not in KIND_NOUNS and token.word != "surgery"
    reported = following is not None and following.word.startswith(_REPORTED)
    return close and before.type == "COND" and not reported


def _silent(token: Token) -> Token:
    return Token(token.text, Span(*token.span), (Reading("FILLER", ""),))

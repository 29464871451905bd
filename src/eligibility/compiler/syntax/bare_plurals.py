"""Times without a number: "within the year" is one year, but "within weeks" and "in the past months" are some number that nobody tells."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

_LIMITING = ("WITHIN", "PAST")


def with_bare_plurals(tokens: list[Token]) -> list[Token]:
    """The tokens, each such plural read as a plain word."""
    return [_as_word(t) if i and _is_bare_plural(tokens[i - 1], t) else t for i, t in enumerate(tokens)]


def _is_bare_plural(before: Token, token: Token) -> bool:
    return token.type == "TU" and token.word.endswith("s") and before.may_be(*_LIMITING)


def _as_word(token: Token) -> Token:
    return Token(token.text, token.span, (Reading("WORD", ""),))

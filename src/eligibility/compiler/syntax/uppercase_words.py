"""Names in capitals that in small letters are words of no meaning: the HER of "HER tyrosine kinase inhibitors" is no pronoun."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

NAMES = frozenset({"her"})


def with_names_in_capitals(tokens: list[Token]) -> list[Token]:
    """The tokens, each such name a word; in a text that is all in capitals nothing tells them from the pronoun."""
    if not any(c.islower() for t in tokens for c in t.text):
        return tokens
    return [Token(t.text, t.span, (Reading("WORD", ""),)) if t.word in NAMES and t.text.isupper() else t for t in tokens]

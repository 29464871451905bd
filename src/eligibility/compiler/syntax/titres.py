"""Titres: "ANA ≥ 1:80" is no limit of 1, and the colon opens no list. No unit is one that records have, so that it stays as written."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged


def with_titres(tokens: list[Token]) -> list[Token]:
    """The tokens, each "1:80" as one word."""
    result: list[Token] = []
    for token in tokens:
        result.append(token)
        if len(result) > 2 and token.type == "NUM" and result[-2].type == "COLON" and result[-3].text == "1":
            one, colon = result[-3:-1]
            if one.span.end == colon.span.start and colon.span.end == token.span.start:
                result[-3:] = [merged(result[-3:], Reading("WORD", ""))]
    return result

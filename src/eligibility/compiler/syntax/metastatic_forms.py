"""Abbreviations of cancers with an m for metastatic before them: "mCRPC" is a metastatic CRPC, "mCRC" a metastatic CRC."""

from __future__ import annotations

from eligibility.reference.entry_names import is_short_for_metastatic
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

METASTATIC_FORMS = frozenset({"mcrpc", "mcrc"})
"""Those that the tables know as names of the cancer; others are unknown words."""
METASTATIC = "metastatic"


def with_metastatic_forms(tokens: list[Token]) -> list[Token]:
    """The tokens, each such abbreviation taken apart into what the m stands for and the cancer."""
    result: list[Token] = []
    for token in tokens:
        if token.type == "COND" and is_short_for_metastatic(token.text):
            start, end = token.span
            result.append(Token(METASTATIC, Span(start, start + 1), (Reading("DESC", ""),)))
            result.append(Token(token.text[1:], Span(start + 1, end), token.readings))
        else:
            result.append(token)
    return result

"""Abbreviations of cancers with an m for metastatic before them: "mCRPC" is a metastatic CRPC, "mCRC" a metastatic CRC."""

from __future__ import annotations

from eligibility.reference.entry_names import is_short_for_metastatic, spelled_out
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.spans import Span
from eligibility.text.tokens import Token

METASTATIC_FORMS = frozenset({"mcrpc", "mcrc", "mbc"})
"""Those that the tables know as names of the cancer; others are unknown words."""
METASTATIC = "metastatic"


def with_metastatic_forms(tokens: list[Token]) -> list[Token]:
    """The tokens, each such abbreviation taken apart into what the m stands for and the cancer."""
    result: list[Token] = []
    for token in tokens:
        whole = spelled_out(token.text) if token.type == "WORD" else token.text
        concept = vocabulary().lookup(whole.removeprefix(f"{METASTATIC} "), "condition") if whole != token.text else None
        if concept is not None:
            start, end = token.span
            result.append(Token(METASTATIC, Span(start, start + 1), (Reading("DESC", ""),)))
            result.append(Token(concept.name, Span(start + 1, end), (Reading("COND", concept.id),)))
        elif token.type == "COND" and is_short_for_metastatic(token.text):
            start, end = token.span
            result.append(Token(METASTATIC, Span(start, start + 1), (Reading("DESC", ""),)))
            result.append(Token(token.text[1:], Span(start + 1, end), token.readings))
        else:
            result.append(token)
    return result

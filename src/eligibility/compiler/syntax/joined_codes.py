"""Codes of investigational drugs: "ABT-888", "GSK1120212" name a medicine, though no table has it."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.name_endings import is_drug_code
from eligibility.spans import Span
from eligibility.text.tokens import Token


def with_codes(tokens: list[Token]) -> list[Token]:
    """The tokens, each such code made one word that names a drug."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        size = _size_of_code(tokens[index : index + 3]) if tokens[index].type == "WORD" else 0
        if not size:
            result.append(tokens[index])
            index += 1
            continue
        said = tokens[index : index + size]
        text = "".join(t.text for t in said)
        result.append(Token(text, Span(said[0].span.start, said[-1].span.end), (Reading("WORD", text),)))
        index += size
    return result


def _size_of_code(tokens: list[Token]) -> int:
    """Of how many tokens a code consists that begins here; 0 where none does, or it is one word already."""
    if len(tokens) < 3 or [t.type for t in tokens] != ["WORD", "HYPHEN", "NUM"]:
        return 0
    letters, hyphen, number = tokens
    beside = letters.span.end == hyphen.span.start and hyphen.span.end == number.span.start
    return 3 if beside and is_drug_code(letters.text + number.text) else 0

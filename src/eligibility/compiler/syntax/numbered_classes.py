"""Classes of a number and a letter: "CKD stage 3a", "genotype 1b", "stage 2B or 3A". Without it a letter would part from its number."""

from __future__ import annotations

import re

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

CLASS_NAMES = ("SCALE", "CLASSWORD")
NUMBERED_NAMES = frozenset({"genotype", "genotypes", "subtype", "subtypes"})
_LETTER = re.compile(r"[A-Ea-e][1-4]?$")
_NUMBER = re.compile(r"\d{1,2}$")
_TO = ("HYPHEN", "DASH", "TO")
_BETWEEN = ("NUM", "CLASSVALUE", "OR", "AND", "COMMA", "SLASH", "HYPHEN", "DASH", "TO", "FILLER", "CMP", "LPAR", "RPAR", "EQUALS", "COLON")


def with_numbered_classes(tokens: list[Token]) -> list[Token]:
    """The tokens, each such number and letter behind the name of a scale made one class."""
    result: list[Token] = []
    index, behind = 0, False
    while index < len(tokens):
        token = tokens[index]
        behind = token.type in CLASS_NAMES or token.word in NUMBERED_NAMES or (behind and token.type in _BETWEEN)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if behind and following is not None and _is_class(token, following):
            text = token.text + following.text
            if len(result) > 1 and result[-1].type in _TO and result[-2].type == "NUM":  # "stage 2-3B"
                result[-2] = Token(result[-2].text, result[-2].span, (Reading("CLASSVALUE", result[-2].text),))
            result.append(Token(text, Span(token.span.start, following.span.end), (Reading("CLASSVALUE", text),)))
            index += 2
            continue
        result.append(token)
        index += 1
    return result


def _is_class(number: Token, letter: Token) -> bool:
    joined = number.span.end == letter.span.start and not letter.may_be("TU", "UNIT")  # "5d" are days
    return joined and number.type == "NUM" and _NUMBER.match(number.text) is not None and _LETTER.match(letter.text) is not None

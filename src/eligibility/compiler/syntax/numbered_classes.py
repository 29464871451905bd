"""Classes of a number and a letter: "CKD stage 3a", "genotype 1b", "stage 2B or 3A", "Child-Pugh B7".

Without it a letter would part from its number.
"""

from __future__ import annotations

import re

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

CLASS_NAMES = ("SCALE", "CLASSWORD")
NUMBERED_NAMES = frozenset({"genotype", "genotypes", "subtype", "subtypes"})
_LETTER = re.compile(r"[A-Ea-e][1-4]?$")
_SCORED_SCALES = ("child-pugh-class", "child-pugh")
_SCORED = re.compile(r"[A-Ca-c]\d{1,2}")  # "Child-Pugh A5", "B7": the class with its points
_NUMBER = re.compile(r"\d{1,2}$")
_TO = ("HYPHEN", "DASH", "TO")
_BETWEEN = ("NUM", "CLASSVALUE", "OR", "AND", "COMMA", "SLASH", "HYPHEN", "DASH", "TO", "FILLER", "CMP", "LPAR", "RPAR", "EQUALS", "COLON")


def with_numbered_classes(tokens: list[Token]) -> list[Token]:
    """The tokens, each such number and letter behind the name of a scale made one class."""
    result: list[Token] = []
    index, behind, scored = 0, False, False
    while index < len(tokens):
        token = tokens[index]
        named = token.type in CLASS_NAMES or token.value in _SCORED_SCALES or token.word in NUMBERED_NAMES
        behind = named or (behind and token.type in _BETWEEN)
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        scored = scored or token.value in _SCORED_SCALES
        if scored and behind and _SCORED.fullmatch(token.text):
            result.append(Token(token.text, token.span, (Reading("CLASSVALUE", token.text.upper()),)))
            index += 1
            continue
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
    unit = letter.may_be("TU", "UNIT") and not letter.text.isupper()  # "5d" are days, "class 1D" is a class
    joined = number.span.end == letter.span.start and not unit
    return joined and number.type == "NUM" and _NUMBER.match(number.text) is not None and _LETTER.match(letter.text) is not None

"""A name in brackets with its abbreviation in brackets of its own: "AST (glutamic oxaloacetic transaminase [SGOT])" names one thing."""

from __future__ import annotations

from eligibility.text.tokens import Token, merged

_NAMES = ("MEAS", "COND", "DRUG", "PROC", "TEST", "SCALE")


def with_nested_names(tokens: list[Token]) -> list[Token]:
    """The tokens, inside brackets each name one token with the same name that stands in brackets behind it."""
    result: list[Token] = []
    depth = index = 0
    while index < len(tokens):
        token = tokens[index]
        depth += (token.type == "LPAR") - (token.type == "RPAR")
        if depth > 0 and _is_said_again(tokens, index):
            result.append(merged(tokens[index : index + 4], *token.readings))
            index += 4
            continue
        result.append(token)
        index += 1
    return result


def _is_said_again(tokens: list[Token], index: int) -> bool:
    name, behind = tokens[index], tokens[index + 1 : index + 4]
    if name.type not in _NAMES or len(behind) < 3 or behind[0].type != "LPAR" or behind[2].type != "RPAR":
        return False
    return behind[1].reading(name.type) == name.reading(name.type)

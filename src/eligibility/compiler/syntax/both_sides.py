""" "Above or below the normal range", "lower or higher than normal": outside it, whichever side is named first."""

from __future__ import annotations

import re

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_UP = frozenset({"above", "over", "higher", "greater", "more", ">", "exceeding"})
_DOWN = frozenset({"below", "under", "lower", "less", "<"})
SIDES = _UP | _DOWN
_SIDE = re.compile(r"(?:or |nor )?(\S+)(?: than)?(?: normal)?")
_BETWEEN = frozenset({"or", "nor", "and or", "the", "than", "/"})


def with_both_sides(tokens: list[Token]) -> list[Token]:
    """The tokens, each such phrase as "abnormal"."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _behind(tokens, index)
        result.append(merged(tokens[index:end], Reading("NORMAL", "abnormal")) if end > index else tokens[index])
        index = max(end, index + 1)
    return result


def _behind(tokens: list[Token], start: int) -> int:
    """The place behind two sides of normal; `start` where there are none."""
    sides: set[bool] = set()
    for place in range(start, min(start + 7, len(tokens))):
        token = tokens[place]
        side = _side_of(token)
        if side is not None:
            sides.add(side)
        if token.type == "NORMAL" and (token.value == "normal" or side is not None):
            return place + 1 if len(sides) == 2 else start
        if side is None and (not sides or token.word not in _BETWEEN):
            return start
    return start


def _side_of(token: Token) -> bool | None:
    """Whether the word says above (true) or below; None for another word."""
    found = _SIDE.fullmatch(token.word)
    if found is None:
        return None
    return True if found[1] in _UP else False if found[1] in _DOWN else None

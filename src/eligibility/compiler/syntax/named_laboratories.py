"""Whose normal limits are meant: "below the institutional (or local laboratory) normal range", "2.5 × institutional (local) ULN".

A record's own reference range is that of the laboratory that measured it, so such words say nothing.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_NAMES = """
    institutional institution institution's institutions local laboratory laboratory's lab lab's labs site site's central center center's
    centre hospital hospital's respective testing performing
"""
LABORATORIES = frozenset({*_NAMES.split(), "local laboratory", "central laboratory", "local lab"})
_BETWEEN = ("LPAR", "RPAR", "OR", "AND", "SLASH")
_LIMITS = ("ULN", "LLN", "NORMAL")
_SIDES = {"<": "low", ">": "high"}  # "not above" leaves a range open at its other end
_LONGEST = 8


def with_laboratories(tokens: list[Token]) -> list[Token]:
    """Several of them before a limit of normal, made one with it; a single one the language knows with the limit."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _end_of_names(tokens, index) if tokens[index].word in LABORATORIES else index
        limit = tokens[end] if end - index > 1 and end < len(tokens) and tokens[end].type in _LIMITS else None
        if limit is None:
            result.append(tokens[index])
            index += 1
            continue
        run = tokens[index : end + 1]
        side = _side_before(result) if limit.reading("NORMAL") == "normal" else None
        if side is not None:
            start = len(result) - (2 if result[-1].word == "the" else 1)
            run = [*result[start:], *run]
            del result[start:]
        readings = limit.readings if side is None else (Reading("NORMAL", side),)
        result.append(merged(run, *readings))
        index = end + 1
    return result


def _end_of_names(tokens: list[Token], start: int) -> int:
    """The place behind the names, whose brackets are closed there."""
    end, opened = start, 0
    while end < min(len(tokens), start + _LONGEST) and (tokens[end].word in (*LABORATORIES, "the") or tokens[end].type in _BETWEEN):
        opened += (tokens[end].type == "LPAR") - (tokens[end].type == "RPAR")
        end += 1
    return end if opened == 0 else start


def _side_before(tokens: list[Token]) -> str | None:
    """ "Below the", "above", "within": on which side of the normal range, or that it is in it."""
    place = len(tokens) - (2 if tokens and tokens[-1].word == "the" else 1)
    if place < 0:
        return None
    return "normal" if tokens[place].word == "within" else _SIDES.get(tokens[place].reading("CMP") or "")

""" "Any age", "of any gender, race or ethnicity", "all ages and both sexes": whoever they are, nothing is asked of them."""

from __future__ import annotations

import re

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_QUALITIES = "age ages sex sexes gender genders race races ethnicity ethnicities nationality nationalities religion religions"
QUALITIES = frozenset(_QUALITIES.split())
"""What people are of, one word each."""
_ORIGINS = re.compile(r"(ethnic|racial) (origin|group|background)s?")
_ANY = re.compile(r"(?:of )?(?:any|all|either|both)(?: (\w+))?")
_BETWEEN = ("COMMA", "SLASH", "OR", "AND")
_ENDS = ("COMMA", "SEMI", "STOP", "PERIOD", "COLON", "AND")
_MEASURED = ("CMP", "NUM", "BETWEEN", "RANGING", "EQUALS")  # "any age above 18" is a limit
_NAMES = ("WORD", "PROC", "THERAPY", "DRUG", "COND", "MEAS", "TEST")  # "any sex hormones", "any age spots"
_NO_PEOPLE = frozenset({"at", "for", "no", "not"})  # "diagnosed at any age", "mean for all ages": of something else


def with_any_people(tokens: list[Token]) -> list[Token]:
    """The tokens, each such phrase as one that asks nothing."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _behind(tokens, index)
        kind = "NOTHING" if _stands_alone(tokens, index, end) else "FILLER"
        result.append(merged(tokens[index:end], Reading(kind, "")) if end > index else tokens[index])
        index = max(end, index + 1)
    return result


def _stands_alone(tokens: list[Token], start: int, end: int) -> bool:
    """Whether it is a statement of its own; "women of any age" is one of the sex, and loses nothing by it."""
    if end == start + 1 and tokens[start].type == "NOTHING":
        return not start or tokens[start - 1].type not in ("SEXNOUN", "AGENOUN")
    before = tokens[start - 1].type if start else "COMMA"
    return before in ("SUBJECT", *_ENDS) and (end == len(tokens) or tokens[end].type in (*_ENDS, "ALLOWED"))


def _behind(tokens: list[Token], start: int) -> int:
    """The place behind the phrase; `start` where there is none."""
    if start and tokens[start - 1].word in _NO_PEOPLE:
        return start
    end = _behind_first(tokens, start)
    if end == start:
        return start
    while end + 1 < len(tokens) and tokens[end].type in _BETWEEN:
        first = end + (2 if tokens[end + 1].type in _BETWEEN else 1)  # ", or"
        behind = _behind_quality(tokens, first)
        if behind == first:
            break
        end = behind
    return start if end < len(tokens) and tokens[end].may_be(*_MEASURED, *_NAMES) else end


def _behind_first(tokens: list[Token], start: int) -> int:
    """The place behind "any age", "of any age", in as many tokens as may be; `start` where there is nothing of the kind."""
    if tokens[start].type == "NOTHING" and tokens[start].word.startswith("of "):
        return start + 1
    place = start + 1 if tokens[start].word == "of" and start + 1 < len(tokens) else start
    opening = _ANY.fullmatch(tokens[place].word)
    if opening is None:
        return start
    if opening[1] is not None:
        return place + 1 if opening[1] in QUALITIES else start
    end = _behind_quality(tokens, place + 1)
    return end if end > place + 1 else start


def _behind_quality(tokens: list[Token], place: int) -> int:
    """The place behind a word for what people are of; `place` where there is none."""
    if place < len(tokens) and (tokens[place].word in QUALITIES or _ORIGINS.fullmatch(tokens[place].word)):
        return place + 1
    return place + 2 if _ORIGINS.fullmatch(" ".join(token.word for token in tokens[place : place + 2])) else place

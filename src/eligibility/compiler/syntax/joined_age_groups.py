"""Names of age groups beside an age in numbers: in "infants aged 6 to 35 months" the numbers say who is meant.

And the sides of which one is enough: "glaucoma in at least one eye".
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token, merged

AGE_GROUPS = frozenset(
    {"infant", "infants", "newborn", "newborns", "neonate", "neonates", "baby", "babies", "toddler", "toddlers"}
    | {"preschooler", "preschoolers", "adolescent", "adolescents", "teenager", "teenagers", "teen", "teens", "youth", "youths"}
)
_BEFORE = frozenset({"FILLER", "ATTR", "SEXNOUN", "SUBJECT", "DESC", "NOTHING"})
_BETWEEN = frozenset({"AND", "OR", "COMMA", "SLASH"})
_NUMBERED = frozenset({"NUM", "CMP", "BETWEEN", "RANGING"})
_LONGEST_AGE = 9


def with_age_groups(tokens: list[Token]) -> list[Token]:
    """The tokens with age groups before an age in numbers made one word for people."""
    for start, token in enumerate(tokens):
        if token.word in AGE_GROUPS or token.type == "AGENOUN":
            end = _end_of_groups(tokens, start)
            alone = end == start + 1 and token.type == "AGENOUN"
            if alone or not _gives_age(tokens, end):
                break
            return [*tokens[:start], merged(tokens[start:end], Reading("SUBJECT", "")), *tokens[end:]]
        if token.type not in _BEFORE or token.word in ("of", "to"):
            break
    return tokens


def _end_of_groups(tokens: list[Token], start: int) -> int:
    end = start + 1
    while end + 1 < len(tokens) and tokens[end].type in _BETWEEN and _is_group(tokens[end + 1]):
        end += 2
    return end


def _is_group(token: Token) -> bool:
    return token.type == "AGENOUN" or token.word in AGE_GROUPS


def _gives_age(tokens: list[Token], place: int) -> bool:
    while place < len(tokens) and tokens[place].type in ("SUBJECT", "SEXNOUN", "FILLER") and tokens[place].word != "of":
        place += 1
    if place == len(tokens):
        return False
    said = any(t.type in ("OLD", "AGE") or {"age", "old"} & set(t.word.split()) for t in tokens[place : place + _LONGEST_AGE])
    return (tokens[place].type == "AGE" or tokens[place].word.startswith("age")) or (said and tokens[place].type in _NUMBERED)


def with_sides(tokens: list[Token]) -> list[Token]:
    """ "In at least one eye": a place, and no number of what is there."""
    for index in range(1, len(tokens) - 2):
        least, one, site = tokens[index : index + 3]
        counted = least.word == "at least" and one.word in ("one", "1")
        if counted and site.type == "SITE" and tokens[index - 1].word in ("in", "of", "on", "affecting", "involving"):
            said = Token(f"{least.text} {one.text}", Span(least.span.start, one.span.end), (Reading("FILLER", ""),))
            return [*tokens[:index], said, *with_sides(tokens[index + 2 :])]
    return tokens

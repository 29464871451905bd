"""Circumstances that share their noun: "surgery under general or spinal anaesthesia".

The list behind the opening word becomes one token; cut at its "or", the rest would be a statement of its own.
"""

from __future__ import annotations

from itertools import takewhile

from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.text.tokens import Token, merged

_NAMED = ("PROC", "COND", "DRUG")
_ROUTES = ("ROUTE", "DESC")  # how it is given: "oral or intravenous antibiotics"
_HALVES = ("WORD", "SITE", *_ROUTES, *_NAMED)
_JOINED_BY = ("OR", "AND", "SLASH", "COMMA")
_ENDS = frozenset({"STOP", "SEMI", "COMMA", "AND", "OR", "COLON", "LPAR", "RPAR"} | {"EG", "IE", "EXCEPT", "UNLESS", "CAUSE", "WITH", "IF"})
_LONGEST = 10
REQUIRING = "requiring"


def with_circumstances(tokens: list[Token]) -> list[Token]:
    """The tokens with the list in each such circumstance made one."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _end(tokens, index) if _opens(tokens[index]) else None
        result.append(tokens[index])
        index += 1
        if end is not None:
            result.append(merged(tokens[index:end], Reading("WORD", "")))
            index = end
    return result


def _opens(token: Token) -> bool:
    return token.may_be("TAIL") or (token.type == "TAKING" and token.word == REQUIRING)


def _end(tokens: list[Token], start: int) -> int | None:
    """The place behind the shared noun; None where no name stands before the opening word, or each part has a noun of its own."""
    before = takewhile(lambda t: t.type not in _ENDS, reversed(tokens[:start]))
    if not any(t.may_be(*_NAMED) for t in before):
        return None
    run = list(takewhile(lambda t: t.may_be(*_HALVES) or t.type in (*_JOINED_BY, "FILLER"), tokens[start + 1 : start + _LONGEST]))
    parts = _parts(run)
    for size in range(len(parts), 1, -1):
        *adjectives, noun = parts[size - 1]
        if noun.type in _NAMED and all(t.type in _ROUTES for t in adjectives) and _share_noun(parts[: size - 1], adjectives, noun):
            return tokens.index(noun, start) + 1
    return None


def _parts(run: list[Token]) -> list[list[Token]]:
    """What stands between the words that join."""
    parts: list[list[Token]] = [[]]
    for token in run:
        if token.type in _JOINED_BY:
            parts.append([])
        elif token.type != "FILLER":
            parts[-1].append(token)
    return [p for p in parts if p]


def _share_noun(halves: list[list[Token]], adjectives: list[Token], noun: Token) -> bool:
    """Whether the first half is no name without the noun, and each of them is one with it, or says how it is given."""
    word = noun.text.split()[-1]
    has_adjective = bool(adjectives) or " " in noun.text
    return has_adjective and not halves[0][-1].may_be(noun.type) and all(_is_half(half, word, noun.type) for half in halves)


def _is_half(half: list[Token], noun: str, kind: str) -> bool:
    name = " ".join(t.text for t in half)
    return all(t.type in _ROUTES for t in half) or name_of(f"{name} {noun}", kind) is not None

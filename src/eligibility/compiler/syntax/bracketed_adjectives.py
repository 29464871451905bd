"""Adjectives in brackets before their noun: denials, and what an adjective before them is defined by.

"History of (non-infectious) pneumonitis" is one of non-infectious pneumonitis; in "significant (i.e., symptomatic) heart disease"
the symptoms are asked for, too (contract §2, Definitions). Another adjective there may be meant or not: "(recurrent) glioma".
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

_ADJECTIVE_ENDINGS = ("ic", "al", "ous", "ary", "ive", "ing", "ed", "ar", "able")
_BEFORE = ("FILLER", "HIST", "NEG", "CURR", "OF", "ACTIVE", "SEV", "DESC", "EXCLUDED", "LISTNOUN", "OR", "AND", "COMMA")
_IDLE = Reading("FILLER", "")
_QUALITIES = ("DESC", "ACTIVE", "SEV")
_LONGEST = 4


def without_adjective_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without brackets around nothing but such an adjective of the disease behind them."""
    result = list(tokens)
    place = 0
    while place < len(result):
        opens = result[place].type == "LPAR"
        defined = _end_of_definition(result, place) if opens else None
        end = defined or (_end_of_adjective(result, place) if opens else None)
        if defined is not None:
            result[place + 1 : defined - 1] = [Token(t.text, t.span, (_IDLE,)) for t in result[place + 1 : defined - 1]]
        if end is not None:
            del result[end]
            del result[place]
        place += 1
    return result


def _end_of_definition(tokens: list[Token], opening: int) -> int | None:
    """The place of the closing bracket behind nothing but an adjective that says what the one before the brackets means."""
    said = tokens[max(0, opening - 1) : opening + 6]
    types = [t.type for t in said if t.type != "COMMA"]
    if types[:3] != ["DESC", "LPAR", "IE"] or len(types) < 6 or types[3] not in _QUALITIES or types[4] != "RPAR":
        return None
    closing = next(i for i, t in enumerate(said) if t.type == "RPAR")
    return opening - 1 + closing if said[closing + 1].may_be("COND") else None


def _end_of_adjective(tokens: list[Token], opening: int) -> int | None:
    """The place of the closing bracket."""
    if opening and tokens[opening - 1].type not in _BEFORE:
        return None
    closing = next((i for i in range(opening + 2, min(len(tokens), opening + 2 + _LONGEST)) if tokens[i].type == "RPAR"), None)
    if closing is None or closing + 1 == len(tokens) or not tokens[closing + 1].may_be("COND"):
        return None
    inside = tokens[opening + 1 : closing]
    denied = inside[0].word.startswith("non") and inside[-1].word.endswith(_ADJECTIVE_ENDINGS)
    return closing if denied and all(t.type in ("WORD", "HYPHEN") for t in inside) else None

"""Denials in brackets before their noun: "history of (non-infectious) pneumonitis" is one of non-infectious pneumonitis.

Another adjective there may be meant or not: "(recurrent) glioma".
"""

from __future__ import annotations

from eligibility.text.tokens import Token

_ADJECTIVE_ENDINGS = ("ic", "al", "ous", "ary", "ive", "ing", "ed", "ar", "able")
_BEFORE = ("FILLER", "HIST", "NEG", "CURR", "OF", "ACTIVE", "SEV", "DESC", "EXCLUDED", "LISTNOUN", "OR", "AND", "COMMA")
_LONGEST = 4


def without_adjective_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens without brackets around nothing but a denied adjective of the disease behind them."""
    result = list(tokens)
    place = 0
    while place < len(result):
        end = _end_of_adjective(result, place) if result[place].type == "LPAR" else None
        if end is not None:
            del result[end]
            del result[place]
        place += 1
    return result


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

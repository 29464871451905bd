"""Purposes whose adjectives share one noun: "chemotherapy for unresectable, locally advanced or metastatic breast cancer".

All of it says what the treatment was for, and becomes one token; cut at its "or", the rest would be a disease of its own.
"""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import any_of_type
from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_BETWEEN = frozenset(
    {
        "DESC",
        "SEV",
        "ACTIVE",
        "CURR",
        "HIST",
        "ONSET",
        "RECENT",
        "DIAGNOSED",
        "FILLER",
        "THERAPY",
        "CLASSWORD",
        "CLASSVALUE",
        "NUM",
        "COMMA",
        "OR",
        "AND",
        "SLASH",
    }
)
_COUNTED = ("prior-lines", "prior-chemotherapy-lines")  # of treatment
_JOINED_BY = ("OR", "AND", "SLASH")
_ENDS = frozenset({"STOP", "SEMI", "COMMA", "AND", "OR", "COLON", "LPAR", "RPAR"} | {"EG", "IE", "EXCEPT", "UNLESS", "CAUSE", "WITH", "IF"})
_LONGEST = 14


def with_purposes(tokens: list[Token]) -> list[Token]:
    """The tokens with each such purpose made one."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _end_of_purpose(tokens, index)
        if end is None:
            result.append(tokens[index])
            index += 1
            continue
        result.append(merged(tokens[index:end], Reading("DESC", "")))
        index = end
    return result


def _end_of_purpose(tokens: list[Token], start: int) -> int | None:
    """The place behind the one noun of a purpose; None where each part has a noun of its own, or nothing is given before it."""
    if tokens[start].type != "FOR" or tokens[start].word != "for":
        return None
    before = takewhile(lambda t: t.type not in _ENDS, reversed(tokens[:start]))
    if not any(t.may_be("PROC", "DRUG") or t.type == "THERAPY" or t.reading("MEAS") in _COUNTED for t in before):
        return None
    run = list(takewhile(lambda t: t.type in _BETWEEN, tokens[start + 1 : start + _LONGEST]))
    noun = start + 1 + len(run)
    joined = any_of_type(run, _JOINED_BY) and run[0].type not in ("OR", "AND", "COMMA")
    # "Metastatic disease" has its adjective in its name; what stands before "or" has no noun of its own either way.
    described = any_of_type(run, ("DESC", "SEV", "CLASSWORD", "ACTIVE", "ONSET", "RECENT"))
    if not joined or not described or noun >= len(tokens) or tokens[noun].type not in ("COND", "DISEASENOUN"):
        return None
    return noun + 1

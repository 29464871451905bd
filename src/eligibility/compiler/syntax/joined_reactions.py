"""Kinds of allergic reactions that share what they are to: "severe allergic, anaphylactic, or other hypersensitivity reactions to latex".

An adjective alone would be an allergy to anything.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

REACTING = frozenset(
    {
        "allergic",
        "anaphylactic",
        "anaphylactoid",
        "hypersensitivity",
        "hypersensitive",
        "idiosyncratic",
        "allergy",
        "allergies",
        "anaphylaxis",
    }
    | {"intolerance", "known allergy", "known hypersensitivity"}
)
_JOINS = ("COMMA", "OR", "AND", "SLASH", "OTHER")


def with_reactions(tokens: list[Token]) -> list[Token]:
    """The tokens, each such list made one with the words behind it that say "to"."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _end(tokens, index) if tokens[index].word in REACTING else None
        if end is None:
            result.append(tokens[index])
            index += 1
            continue
        result.append(merged(tokens[index:end], Reading("ALLERGY", "")))
        index = end
    return result


def _end(tokens: list[Token], start: int) -> int | None:
    """The place behind the last reaction, which goes on with "to"; None where the list ends in something else."""
    place = start + 1
    while place + 1 < len(tokens) and tokens[place].type in _JOINS:
        while place + 1 < len(tokens) and tokens[place].type in _JOINS:
            place += 1
        if tokens[place].type == "ALLERGY":
            return place + 1
        if tokens[place].word not in REACTING:
            return None
        place += 1
    return None

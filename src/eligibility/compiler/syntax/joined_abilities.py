"""Abilities that share what they are for: "inability or unwillingness to comply", "able (in his physician's opinion) and willing to".

Each alone would be an ability to do nothing; who lacks one of them lacks what both are for. Whose opinion it is need not be proved.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_WORDS = {
    "ABLE": frozenset({"able", "ability", "capable", "capacity", "willing", "willingness", "availability", "readiness", "agree", "agrees"}),
    "UNABLE": frozenset({"unable", "inability", "incapable", "unwilling", "unwillingness", "refusal", "incapacity"}),
}
ABILITIES = _WORDS["ABLE"] | _WORDS["UNABLE"]
_JOINS = ("AND", "OR", "SLASH", "COMMA")
_OPENING, _CLOSING = ("LPAR", "COMMA"), ("RPAR", "COMMA")


def with_joined_abilities(tokens: list[Token]) -> list[Token]:
    """The tokens, an ability before another one of its kind made one with it; what both are for stands behind the second."""
    result = list(tokens)
    for index in range(len(tokens) - 3, -1, -1):  # from the last one, as three may stand in a row
        if result[index].type == "JUDGE" and result[index + 1].type == "COMMA" and result[index + 2].type in _WORDS:
            result[index : index + 3] = [merged(result[index : index + 3], *result[index + 2].readings)]
            continue
        kind = _kind(result[index])
        second = _second(result, index) if kind is not None else None
        if second is not None and _kind(result[second], of_fact=True) == kind:
            readings = result[second].readings if result[second].type == "ATTR" else (Reading(kind or "", ""),)
            result[index : second + 1] = [merged(result[index : second + 1], *readings)]
    return result


def _kind(token: Token, of_fact: bool = False) -> str | None:
    """Whether it says an ability or the lack of one; `of_fact`: also where the whole is the name of a fact ("willing to comply")."""
    if token.type in _WORDS:
        return token.type
    first = token.word.split()[0]
    named = token.type == "WORD" or (of_fact and token.type == "ATTR")
    return next((kind for kind, words in _WORDS.items() if named and first in words), None)


def _second(tokens: list[Token], index: int) -> int | None:
    """The place of what is joined to the ability there; between them at most whose opinion it is may stand."""
    place = index + 1
    opinion = [t.type for t in tokens[place : place + 3]]
    if len(opinion) == 3 and opinion[0] in _OPENING and opinion[1] == "JUDGE" and opinion[2] in _CLOSING:
        place += 3
    return place + 1 if place + 1 < len(tokens) and tokens[place].type in _JOINS else None

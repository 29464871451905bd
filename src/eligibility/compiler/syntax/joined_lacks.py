"""Words of too little before what everybody is expected to have: "poor venous access" denies the access, "limited English" the language."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

TOO_LITTLE = frozenset({"poor", "inadequate", "insufficient", "limited", "deficient", "low", "unsatisfactory", "ineffective"})
_OF_SKILLS = frozenset({"command", "knowledge", "understanding", "comprehension", "proficiency", "fluency", "mastery", "skills", "use"})
# What is adequate or is not there; of smoking or pregnancy nobody has too little.
_EXPECTED = frozenset(
    {
        "venous-access",
        "compliance",
        "contraception",
        "literate",
        "decision-capacity",
        "family-support",
        "telephone-access",
        "smartphone-access",
    }
)
_DIVIDING = ("COMMA", "SEMI", "OR", "AND", "COLON", "PERIOD")


def with_lacks(tokens: list[Token]) -> list[Token]:
    """The tokens with the words that say something is lacking made one denial."""
    result: list[Token] = []
    index = 0
    denied = False  # in "without limited English" the word is of its own name
    while index < len(tokens):
        denied = (denied or tokens[index].type == "NEG") and tokens[index].type not in _DIVIDING
        end = None if denied else _end_of_lack(tokens, index)
        if end is None:
            result.append(tokens[index])
            index += 1
            continue
        result.append(merged(tokens[index:end], Reading("NEG", "")))
        index = end
    return result


def _end_of_lack(tokens: list[Token], start: int) -> int | None:
    """The place of the name of what is lacking; None where no lack begins at `start`."""
    if tokens[start].word not in TOO_LITTLE:
        return None
    place = start + 1
    if place < len(tokens) and tokens[place].word in _OF_SKILLS:
        place += 1
        while place < len(tokens) and tokens[place].type == "FILLER":
            place += 1
    lacking = tokens[place].reading("ATTR") if place < len(tokens) else None
    return place if lacking is not None and (lacking in _EXPECTED or lacking.endswith("-language")) else None

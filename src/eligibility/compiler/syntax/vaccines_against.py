"""Vaccines named by what they are against: "vaccinated against influenza", "vaccination against hepatitis B or measles".

The disease is not what the words ask for. Where one of a list has no vaccine that a table knows, all of it stays as it stands. "Vaccinated
with hepatitis B virus" says the same of a germ; where no table knows the vaccine, the germ is a word that is not understood.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.text.tokens import Token, merged

_PAST = frozenset({"vaccinated", "immunized", "immunised", "inoculated", "vaccinated against", "immunized against", "immunised against"})
_NOUNS = frozenset({"vaccine", "vaccines", "vaccination", "vaccinations", "immunization", "immunisation", "inoculation"})
_WITH_GERMS = frozenset(f"{word} with" for word in ("vaccinated", "immunized", "immunised", "inoculated", *_NOUNS))
_AGAINST = "against"
VACCINES = _PAST | _NOUNS | _WITH_GERMS
OPENINGS = {_AGAINST} | {word for word in VACCINES if word.endswith((_AGAINST, " with"))}
_JOINS = ("COMMA", "OR", "AND", "SLASH")


def with_vaccines_against(tokens: list[Token]) -> list[Token]:
    """The tokens, each such disease made the vaccine, and a verb before it one of the past."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        opening = _behind_opening(tokens, index)
        named = _vaccines(tokens, opening) if opening is not None else []
        if opening is None or not named:
            result.append(tokens[index])
            index += 1
            if opening is not None and tokens[index - 1].word in _WITH_GERMS and tokens[index].may_be("COND", "ORG"):
                result.append(Token(tokens[index].text, tokens[index].span, (Reading("WORD", ""),)))
                index += 1
            continue
        said = tokens[index:opening]
        past = said[0].word.split()[0] in _PAST
        if past:
            result.append(merged(said, Reading("HIST", "")))
        else:
            named[0] = merged([*said, named[0]], *named[0].readings)
        result += named
        index = opening + len(named)
    return result


def _behind_opening(tokens: list[Token], index: int) -> int | None:
    """The place behind "vaccinated against"."""
    if tokens[index].word not in VACCINES:
        return None
    if tokens[index].word.endswith(_AGAINST) or tokens[index].word in _WITH_GERMS:
        return index + 1 if index + 1 < len(tokens) else None
    follows = index + 1 < len(tokens) and tokens[index + 1].word == _AGAINST
    return index + 2 if follows else None


def _vaccines(tokens: list[Token], start: int) -> list[Token]:
    """The list of diseases there as a list of vaccines; empty where one of them is none that a table knows."""
    found: list[Token] = []
    place = start
    while place < len(tokens) and tokens[place].may_be("COND", "ORG"):
        reading = name_of(f"{tokens[place].text.removesuffix(' virus')} vaccine", "DRUG")
        if reading is None:
            return []
        found.append(Token(tokens[place].text, tokens[place].span, (reading,)))
        if place + 1 >= len(tokens) or tokens[place + 1].type not in _JOINS:
            return found
        found.append(tokens[place + 1])
        place += 2
    return found[:-1]

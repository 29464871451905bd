"""The first dose of a medicine that only the trial has: "the first infusion of Zorblex", "the start of Zorblex treatment".

A name that no table has, behind words for a beginning that something is to lie before, is the trial's own medicine: an anchor of times.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_ANCHOR = "first dose"
_BEGINNINGS = frozenset({"start", "beginning", "initiation", "commencement", "start of", "initiation of"})
_GIVING = frozenset({"infusion", "treatment", "therapy", "dosing", "administration", "injection", "dose"})
_GIVEN = frozenset({"treatment with", "therapy with", "dosing with", "administration of", "infusion of"})
BEGINNING_WORDS = _BEGINNINGS | _GIVEN
_OF = ("of", "of the", "with")
_ARTICLES = ("the", "a", "an")
_BEFORE = ("BEFORE", "WITHIN")
_ENDS = ("STOP", "SEMI", "COMMA", "RPAR", "AND", "OR")


def with_first_doses(tokens: list[Token]) -> list[Token]:
    """The tokens, each such beginning made one anchor."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _end(tokens, index)
        if end == index or not _is_placed(tokens, index):
            result.append(tokens[index])
            index += 1
            continue
        result.append(merged(tokens[index:end], Reading("ANCHOR", _ANCHOR)))
        index = end
    return result


def _is_placed(tokens: list[Token], index: int) -> bool:
    """Whether something is said to lie before it."""
    place = index - 1
    while place > 0 and (tokens[place].word in _ARTICLES or tokens[place].type == "TAKING"):
        place -= 1  # "of receiving the first dose"
    before = tokens[place] if place >= 0 else None
    return before is not None and (before.type in _BEFORE or before.word.split(" ")[0] in ("before", "prior", "of"))


def _end(tokens: list[Token], index: int) -> int:
    """The place behind the words of the beginning; `index` where there are none."""
    token = tokens[index]
    if token.reading("ANCHOR") == _ANCHOR or token.word in _BEGINNINGS:
        place = index + 1
        if place < len(tokens) and tokens[place].word in _OF:
            place += 1
        elif token.word not in ("start of", "initiation of"):
            return index
        place += place < len(tokens) and tokens[place].word in _ARTICLES
        if not _is_medicine(tokens, place, known=token.may_be("ANCHOR")):
            return index
        while place + 2 < len(tokens) and tokens[place + 1].type in ("AND", "OR") and _is_medicine(tokens, place + 2, known=True):
            place += 2  # "the first doses of pertuzumab and trastuzumab"
        given = place + 1 < len(tokens) and (tokens[place + 1].word in _GIVING or tokens[place + 1].reading("ANCHOR") == _ANCHOR)
        end = place + 1 + given
        # "The start of Zorblex" alone may be anything that starts.
        return end if _closes(tokens, end) and (given or token.may_be("ANCHOR")) else index
    if token.word in _GIVEN and _is_unknown_name(tokens, index + 1) and _closes(tokens, index + 2):
        return index + 2
    return index


def _is_medicine(tokens: list[Token], place: int, *, known: bool) -> bool:
    """Whether the trial's medicine may stand there; one that the tables have only behind words for its first dose (`known`)."""
    named = known and place < len(tokens) and tokens[place].type == "DRUG"
    return named or _is_unknown_name(tokens, place)


def _is_unknown_name(tokens: list[Token], place: int) -> bool:
    """Whether a name that no table has stands there, written as one: with a capital, or with a figure in it."""
    if place >= len(tokens) or len(tokens[place].readings) != 1 or tokens[place].type != "WORD":
        return False
    text = tokens[place].text
    return len(text) > 3 and (text[0].isupper() or any(c.isdigit() for c in text))


def _closes(tokens: list[Token], place: int) -> bool:
    return place >= len(tokens) or tokens[place].type in _ENDS

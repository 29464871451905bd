"""That something is left open: "no limit on the number of prior regimens" and "age: no restriction" permit, and ask for nothing.

What a patient is not limited in is a finding of theirs: "no limitation of movement", "no restrictions in daily activities".
"""

from __future__ import annotations

from itertools import takewhile

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

UNLIMITED = "UNLIMITED"
NONE = "none"
_SAID_BEHIND = ("specified", "stated", "restricted")
_ON = frozenset({"on", "for", "to", "as to", "as", "of", "regarding", "concerning", "with respect to", "with regard to", "in terms of"})
_ENDS = ("COMMA", "SEMI", "STOP", "PERIOD", "COLON", "LPAR", "RPAR", "HYPHEN")
_BY_A_TRIAL = ("HIST", "AGE", "SEXNOUN")  # what a protocol limits: "prior therapy", "age"
_GIVEN = ("PROC", "DRUG", "COND", "THERAPY")
# "No limit on prior therapy completed at least 4 weeks before enrollment" does limit it.
_LIMITING = ("NUM", "TU", "WITHIN", "LATEST")
_LIMITED_WORDS = "age sex gender number numbers amount type types kind duration line lines dose timing prior"
_OF_TREATMENT = frozenset(_LIMITED_WORDS.split())


def with_freedoms(tokens: list[Token]) -> list[Token]:
    """The tokens, each "no limit" with what goes with it read as a permission where a protocol sets the limit, else as plain words."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = index + 1
        token = tokens[index]
        if token.type == UNLIMITED:
            end = _end_of_freedom(tokens, index)
            token = _as(_kind(tokens, index, end), tokens[index:end])
        elif _is_of_label(tokens, index):
            closed = end == len(tokens) or tokens[end].type in _ENDS
            token = _as("EXCLUDED" if closed else "WORD", tokens[index:end])
        result.append(token)
        index = end
    return result


def _as(kind: str, tokens: list[Token]) -> Token:
    return merged(tokens, Reading(kind, ""))


def _kind(tokens: list[Token], start: int, end: int) -> str:
    """A permission of what goes with it, words that ask nothing by themselves, or words about the patient."""
    if end > start + 1:
        return "ALLOWED"
    closed = end == len(tokens) or tokens[end].type in _ENDS
    if closed and (start == 0 or tokens[start - 1].type in _ENDS):
        return "NOTHING"
    if not tokens[start].word.endswith(_SAID_BEHIND):
        return "WORD"
    given = any(t.may_be(*_GIVEN) for t in tokens[max(0, start - 3) : start])
    return "ALLOWED" if closed and given else "NOTHING"


def _is_of_label(tokens: list[Token], place: int) -> bool:
    """ "Prior chemotherapy: none"; with more behind it ("none within 4 weeks", "none or grade 1") it is not understood."""
    signed = place > 1 and tokens[place].word == NONE and tokens[place - 1].type in ("COLON", "HYPHEN", "DASH")
    return signed and tokens[place - 2].may_be("PROC", "DRUG", "COND")


def _end_of_freedom(tokens: list[Token], start: int) -> int:
    """The place behind "no limit on the", where something follows that a protocol limits; else the place behind the words alone."""
    place = start + 1
    if place < len(tokens) and tokens[place].word in _ON:
        while place < len(tokens) and (tokens[place].word in _ON or tokens[place].type == "FILLER"):
            place += 1
        said = set(tokens[place].word.split()) if place < len(tokens) else set()
        limited = any(t.may_be(*_LIMITING) for t in takewhile(lambda t: t.type not in _ENDS, tokens[place:]))
        if place < len(tokens) and not limited and (tokens[place].may_be(*_BY_A_TRIAL) or said & _OF_TREATMENT):
            return place
    return start + 1

"""Neighbouring tokens on how something was found, or on a result: one token before phrases are looked for.

"Clinical or radiological evidence of" shares its noun, "evidence or history of" its preposition; "HER2 (+)" is positive, and the plus of
"IHC 1+" belongs to the score.
"""

from __future__ import annotations

from itertools import pairwise

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

# Adjectives and adverbs of examinations.
_EXAMINED = frozenset(
    {
        "clinical",
        "radiological",
        "radiologic",
        "radiographic",
        "radiographical",
        "imaging",
        "mammographic",
        "ultrasonographic",
        "sonographic",
    }
    | {"histological", "histologic", "cytological", "cytologic", "pathological", "pathologic", "microscopic", "endoscopic", "angiographic"}
    | {"laboratory", "biochemical", "microbiological", "serological", "serologic", "electrocardiographic", "echocardiographic"}
    | {"clinically", "radiologically", "radiographically", "histologically", "cytologically", "pathologically", "histopathologically"}
)
_EVIDENCE = frozenset(
    {"evidence of", "confirmation of", "diagnosis of", "documentation of", "proof of", "verification of"}
    | {"confirmed", "proven", "documented", "verified"}
)
_OF_PRESENCE = frozenset({"evidence", "presence", "diagnosis"})
_EVALUATIONS = frozenset({"evaluation", "assessment", "examination", "work-up", "workup", "investigation"})
_COMPRISING = frozenset({"that includes", "which includes", "including", "includes", "based on", "consisting of", "with"})
FINDING_WORDS = _EXAMINED | _OF_PRESENCE | _EVALUATIONS
_JOINED_BY = ("OR", "AND", "COMMA", "SLASH")
_MOST = 8
# What a score of staining or of a test strip is said beside; elsewhere a plus behind a number means "and more".
_SCORED = frozenset(
    {"ihc", "immunohistochemistry", "immunohistochemical", "her2", "her-2", "her2/neu", "her-2/neu", "dipstick", "staining"}
)
_HIGHEST_SCORE = 4
_NEAR = 8


def with_findings(tokens: list[Token]) -> list[Token]:
    """The tokens with those that say one thing about a finding made one."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token, behind = tokens[index], index + 1
        scored = behind < len(tokens) and tokens[behind].type == "PLUS"
        found = _joined(tokens, index) if scored or token.type == "LPAR" or token.word in FINDING_WORDS else None
        token, index = found or (token, behind)
        result.append(token)
    return result


def _joined(tokens: list[Token], start: int) -> tuple[Token, int] | None:
    """What begins at a bracket, at a word on findings or before a plus, made one, and the place behind it."""
    if tokens[start].type == "LPAR":
        return _result(tokens, start)
    if start + 1 < len(tokens) and tokens[start + 1].type == "PLUS":
        return _score(tokens, start)
    return _evidence(tokens, start) or _presence(tokens, start) or _evaluation(tokens, start)


def _evidence(tokens: list[Token], start: int) -> tuple[Token, int] | None:
    """ "Clinical, mammographic or pathologic diagnosis of"."""
    if tokens[start].word not in _EXAMINED:
        return None
    place = start
    while place < min(len(tokens), start + _MOST):
        text = tokens[place].word
        behind = place + 1
        if text in _EXAMINED and behind < len(tokens) and tokens[behind].word in _EVIDENCE:
            place = behind
            break
        if tokens[place].type == "HOWADJ" and place > start:
            break
        if text not in _EXAMINED or behind >= len(tokens) or tokens[behind].type not in _JOINED_BY:
            return None
        place += 2
    else:
        return None
    return _merged(tokens[start : place + 1], Reading("HOWADJ", "")), place + 1


def _presence(tokens: list[Token], start: int) -> tuple[Token, int] | None:
    """ "Evidence or history of": at any time, now included."""
    if len(tokens) < start + 3 or tokens[start].word not in _OF_PRESENCE:
        return None
    if tokens[start + 1].type != "OR" or tokens[start + 2].type != "HIST" or not tokens[start + 2].word.endswith(" of"):
        return None
    return _merged(tokens[start : start + 3], Reading("HIST", "")), start + 3


def _result(tokens: list[Token], start: int) -> tuple[Token, int] | None:
    """ "(+)", "(-)" behind the name of a test."""
    if start == 0 or len(tokens) < start + 3 or tokens[start + 2].type != "RPAR":
        return None
    sign = {"PLUS": "positive", "HYPHEN": "negative", "DASH": "negative"}.get(tokens[start + 1].type)
    if sign is None or not tokens[start - 1].may_be("TEST", "ORG"):
        return None
    return _merged(tokens[start : start + 3], Reading("POSITIVE", sign)), start + 3


def _evaluation(tokens: list[Token], start: int) -> tuple[Token, int] | None:
    """ "Active tuberculosis (clinical evaluation that includes history and examination)": how it is found."""
    place = start + 1 if tokens[start].word in _EXAMINED else start
    comprises = place + 1 < len(tokens) and tokens[place].word in _EVALUATIONS and tokens[place + 1].word in _COMPRISING
    opens = start > 1 and tokens[start - 1].type == "LPAR" and tokens[start - 2].may_be("COND")
    return (_merged(tokens[start : place + 2], Reading("HOW", "")), place + 2) if comprises and opens else None


def _score(tokens: list[Token], start: int) -> tuple[Token, int] | None:
    """ "1+" among words on staining."""
    number, plus = tokens[start], tokens[start + 1]
    if not number.may_be("NUM") or plus.span.start != number.span.end:
        return None
    following = tokens[start + 2] if start + 2 < len(tokens) else None
    if not number.text.isdecimal() or number.number > _HIGHEST_SCORE or (following is not None and following.may_be("NUM", "TU", "OLD")):
        return None
    beside = tokens[max(0, start - _NEAR) : start + _NEAR]
    if not any(word in _SCORED for t in beside for word in t.word.split()):
        return None
    merged = _merged([number, plus], number.readings[0])
    return Token(merged.text, merged.span, number.readings, number.number), start + 2


def _merged(tokens: list[Token], reading: Reading) -> Token:
    text = tokens[0].text
    for before, token in pairwise(tokens):
        text += (" " if token.span.start > before.span.end else "") + token.text
    return Token(text, Span(tokens[0].span.start, tokens[-1].span.end), (reading,))

"""Assays of HER2 without its name: in "HER2-positive (IHC 3+ or FISH positive)" the score and the result are those of HER2.

They are tests of their own beside the status that they decide. Source: ASCO/CAP guideline on HER2 testing in breast cancer, 2018.
"""

from __future__ import annotations

from itertools import takewhile

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token, merged

ASSAY = "ASSAY"
_STATUS, _SCORE, _HYBRIDISATION = "her2-status", "her2-ihc", "her2-ish"
# Of these no assay here is meant: oestrogen and progesterone receptors are given in percent of cells, and are in no chromosome doubled.
_BESIDE = frozenset({_STATUS, _SCORE, _HYBRIDISATION, "er-status", "pr-status", "hormone-receptor-status"})
_NOUNS = frozenset({"score", "scores", "staining", "status", "result", "expression", "overexpression"})
_SAID = _NOUNS | {"of", "a", "an", "is"}
_AMPLIFIED = frozenset({"amplified", "amplification"})
_DENYING = frozenset({"not", "no", "non", "without"})
_BEFORE_A_RESULT = _DENYING | {"is", "are", "gene"}
_JOINING = ("OR", "HYPHEN", "DASH", "TO", "COMMA", "SLASH")
_ADJECTIVES = ("DESC", "SEV", "ACTIVE", "HYPHEN", "POSITIVE")
_HIGHEST = 3


def with_assays(tokens: list[Token]) -> list[Token]:
    """The tokens, each assay that gives a score or a result made its name."""
    tests = {r.value for t in tokens for r in t.readings if r.type in ("TEST", "SCALE") and t.type != "WORD"}
    if not tests & {_STATUS, _SCORE, _HYBRIDISATION} or not tests <= _BESIDE:
        return tokens
    result = _with_one_name(tokens)
    for index, token in enumerate(result):
        kind = token.reading(ASSAY) or _behind_by(token)
        if kind == "ihc" and (_score_behind(result, index) or _score_before(result, index)):
            result[index] = _renamed(token, Reading("SCALE", _SCORE))
        elif token.reading("TEST") == _STATUS and index + 1 < len(result) and _is_staining(result[index + 1]):
            result[index] = _renamed(token, Reading("SCALE", _SCORE))  # "HER2 3+": a score by its plus
        elif kind == "ish" and token.reading(ASSAY) and _result_beside(result, index):
            result[index] = _renamed(token, Reading("TEST", _HYBRIDISATION))
    return _beside_diseases(result)


def _beside_diseases(tokens: list[Token]) -> list[Token]:
    """ "HER2-positive disease IHC 3+", "HER2 3+ breast cancer": beside a disease the assay is asked for as well, and is no stage of it."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        named = token.value in (_SCORE, _HYBRIDISATION) and len(token.readings) == 1
        if (named and result and result[-1].type == "COND") or _goes_on_with_disease(result, tokens[index:]):
            start = token.span.start
            result.append(Token("with", Span(start, start), (Reading("WITH", ""),)))
        result.append(token)
    return result


def _goes_on_with_disease(before: list[Token], following: list[Token]) -> bool:
    """Whether a score stands right before, of which the name comes first, and a disease with its adjectives begins."""
    scored = len(before) > 1 and _is_staining(before[-1]) and before[-2].value == _SCORE
    noun = next((t for t in following if t.type not in _ADJECTIVES), None)
    return scored and noun is not None and noun.type == "COND"


def _with_one_name(tokens: list[Token]) -> list[Token]:
    """ "Immunohistochemistry (IHC)" is one name."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        inside = tokens[index + 1 : index + 4]
        again = [t.type for t in inside[::2]] == ["LPAR", "RPAR"] and tokens[index].reading(ASSAY) is not None
        size = 4 if again and inside[1].reading(ASSAY) == tokens[index].reading(ASSAY) else 1
        result.append(tokens[index] if size == 1 else merged(tokens[index : index + size], *tokens[index].readings))
        index += size
    return result


def _behind_by(token: Token) -> str | None:
    """ "By IHC" says how a score was found, and so of which assay it is."""
    words = token.word.split()
    return "ihc" if token.type == "HOW" and words[0] == "by" and words[1:] in (["ihc"], ["immunohistochemistry"]) else None


def _score_behind(tokens: list[Token], index: int) -> bool:
    """ "IHC 3+", "IHC score of 0 or 1+"; what stands between says nothing."""
    between = list(takewhile(lambda t: t.word in _SAID or t.type in ("HYPHEN", "FILLER"), tokens[index + 1 :]))
    score = index + 1 + len(between)
    if tokens[index].reading(ASSAY) is None or score >= len(tokens) or not _is_score(tokens[score]) or _is_limited(tokens, index):
        return False
    _silence(tokens, index + 1, score)
    last = score
    while last + 1 < len(tokens) and (_is_score(tokens[last + 1]) or tokens[last + 1].type in _JOINING):
        last += 1
    behind = next((i for i in range(last + 1, min(len(tokens), last + 2)) if tokens[i].word in _NOUNS), None)
    if behind is not None:
        _silence(tokens, behind, behind + 1)
    return True


def _score_before(tokens: list[Token], index: int) -> bool:
    """ "HER2 0 or 1+ by IHC": the score is that of the assay, and the name before it says of what."""
    first = index
    while first and (tokens[first - 1].word in _SAID or tokens[first - 1].type in (*_JOINING, "FILLER") or _is_score(tokens[first - 1])):
        first -= 1
    scores = [t for t in tokens[first:index] if _is_score(t)]
    if not any(t.text.endswith("+") for t in scores) or _is_limited(tokens, first):
        return False
    _silence(tokens, first, index)
    if first and tokens[first - 1].reading("TEST") == _STATUS:
        _silence(tokens, first - 1, first)
    return True


def _is_limited(tokens: list[Token], index: int) -> bool:
    """ "Less than IHC 3+": the sign before it is read nowhere, and would be lost."""
    return index > 0 and tokens[index - 1].type in ("CMP", "NEG", "EXCEPT")


def _is_score(token: Token) -> bool:
    plain = token.text.removesuffix("+")
    return token.may_be("NUM") and plain.isdecimal() and int(plain) <= _HIGHEST


def _is_staining(token: Token) -> bool:
    return _is_score(token) and token.text.endswith("+")


def _result_beside(tokens: list[Token], index: int) -> bool:
    """ "FISH-positive", "FISH+", "FISH not amplified", "positive FISH"."""
    between = list(takewhile(lambda t: t.type == "HYPHEN" or t.word in _BEFORE_A_RESULT, tokens[index + 1 : index + 5]))
    place = index + 1 + len(between)
    behind = tokens[place] if place < len(tokens) else None
    if behind is not None and behind.word in _AMPLIFIED:
        denied = any(t.word in _DENYING for t in between)
        _silence(tokens, index + 1, place)
        tokens[place] = _renamed(behind, Reading("POSITIVE", "negative" if denied else "positive"))
        return True
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if behind is not None and behind.type == "POSITIVE" and all(t.type in ("HYPHEN", "FILLER") for t in between):
        return True
    if following is not None and following.type == "PLUS" and following.span.start == tokens[index].span.end:
        return True
    return index > 0 and tokens[index - 1].type == "POSITIVE"


def _silence(tokens: list[Token], start: int, end: int) -> None:
    for place in range(start, end):
        if tokens[place].type not in _JOINING and not _is_score(tokens[place]):
            tokens[place] = _renamed(tokens[place], Reading("FILLER", ""))


def _renamed(token: Token, reading: Reading) -> Token:
    return Token(token.text, token.span, (reading,))

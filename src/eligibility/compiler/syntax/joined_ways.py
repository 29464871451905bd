"""How a finding was made, said before it: "histologically or cytologically confirmed", "biopsy-proven", "radiological evidence of".

Ways of finding, joined by "or", "and" or a comma, with the verb or noun for the finding behind them are one word of the language: it asks
nothing, and is kept beside the finding (contract §2, How).
"""

from __future__ import annotations

from itertools import pairwise

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_FIELDS = """
    histolog cytolog patholog histopatholog cytopatholog anatomopatholog radiolog serolog virolog bacteriolog microbiolog mycolog
    parasitolog neurolog immunolog cytogenet genet biochem immunohistochem clin med radiograph angiograph echocardiograph ultrasonograph
    sonograph mammograph tomograph electrocardiograph electrophysiolog endoscop colonoscop bronchoscop laparoscop arthroscop microscop
    polysomnograph spirometr manometr urodynam
"""
_OTHERS = """
    biopsy tissue laboratory imaging culture physician molecularly molecular pcr mri ct x-ray ecg doctor specialist histology cytology
    pathology polysomnography spirometry angiography colonoscopy endoscopy echocardiography ultrasound surgically surgical
"""
# "Histologically", "histological" and "histologic".
WAYS = frozenset({field + ending for field in _FIELDS.split() for ending in ("ically", "ical", "ic")} | set(_OTHERS.split()))
_VERBS = frozenset(
    {
        "confirmed",
        "proven",
        "proved",
        "documented",
        "verified",
        "diagnosed",
        "established",
        "demonstrated",
        "evident",
        "ascertained",
        "detectable",
        "detected",
        "apparent",
    }
)
_NOUNS = frozenset({"confirmation", "diagnosis", "proof", "documentation", "verification", "evidence"})
# Before the ways: "no definitive clinical or radiologic evidence of metastases".
_HOW_SURE = frozenset({"definitive", "definite", "clear", "convincing", "unequivocal", "objective", "conclusive"})
_JOINS = ("OR", "AND", "SLASH", "COMMA")
_LONGEST = 16  # tokens: more ways are none that people write, and each would be looked through from each


def with_ways_before(tokens: list[Token]) -> list[Token]:
    """The tokens with each such way made one."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _end_of_ways(tokens, index) if _is_way(tokens[index]) else None
        if end is None:
            result.append(tokens[index])
            index += 1
            continue
        last, rest = _parted(tokens[end - 1])
        how_sure = [result.pop()] if result and result[-1].word in _HOW_SURE else []
        said = [*how_sure, *tokens[index : end - 1], last]
        result.append(Token(_written(said), Span(said[0].span.start, last.span.end), (Reading("HOWADJ", ""),)))
        result += rest
        index = end
    return result


def _written(tokens: list[Token]) -> str:
    """The words as they stand: "histologically/cytologically confirmed"."""
    text = tokens[0].text
    for before, token in pairwise(tokens):
        text += token.text if token.span.start == before.span.end else f" {token.text}"
    return text


def _behind_hyphen(tokens: list[Token], place: int) -> int:
    """ "Biopsy-proven", "histologically- or cytologically-proven"."""
    return place + 1 if place < len(tokens) and tokens[place].type == "HYPHEN" else place


def _parted(token: Token) -> tuple[Token, list[Token]]:
    """ "Confirmed | diagnosis of", "confirmed | by": what a table has behind the verb says nothing more."""
    verb, space, behind = token.text.partition(" ")
    if not space or verb.casefold() not in _VERBS:
        return token, []
    start = token.span.end - len(behind)
    rest = Token(behind, Span(start, token.span.end), (Reading("FILLER", ""),))
    return Token(verb, Span(token.span.start, token.span.start + len(verb)), token.readings), [rest]


def _is_way(token: Token) -> bool:
    return token.word in WAYS


def _end_of_ways(tokens: list[Token], start: int) -> int | None:
    """The place behind the verb, or the noun and its "of"; None where none follows the ways."""
    place = _behind_hyphen(tokens, start + 1)
    last = min(len(tokens), start + _LONGEST)
    while place + 1 < last:
        joins = 1
        while tokens[place].type in _JOINS and joins < 3 and place + joins < len(tokens) and tokens[place + joins].type in _JOINS:
            joins += 1  # ", or"
        if tokens[place].type not in _JOINS or place + joins >= len(tokens) or not _is_way(tokens[place + joins]):
            break
        place = _behind_hyphen(tokens, place + joins + 1)
    if place >= len(tokens):
        return None
    first, *more = tokens[place].word.split()
    if first in _VERBS:
        return place + 1
    if first not in _NOUNS:
        return None
    if more == ["of"]:
        return place + 1
    follows = not more and place + 1 < len(tokens) and tokens[place + 1].word.split()[0] == "of"
    return place + 2 if follows else None

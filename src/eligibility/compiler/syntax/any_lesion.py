"""Where a tumour was examined: "HER2-positive primary or metastatic lesion" says that it may be either, and asks for no metastasis."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

PRIMARY = frozenset({"primary"})
_BEFORE = frozenset({"in", "in the", "the", "of", "either"})
_LESIONS = frozenset({"tumor", "tumour", "lesion", "site", "cancer", "disease", "carcinoma"})
_JOINED_BY = ("OR", "AND", "SLASH")
_MOST_WORDS_BACK = 6


def with_any_lesion(tokens: list[Token]) -> list[Token]:
    """The tokens, "primary or metastatic lesion" behind the result of a test made one word that says nothing."""
    for index, token in enumerate(tokens):
        end = _end(tokens, index) if token.word in PRIMARY and _behind_a_result(tokens[:index]) else None
        if end is not None:
            start = index
            while start and tokens[start - 1].word in _BEFORE:
                start -= 1
            return [*tokens[:start], merged(tokens[start:end], Reading("FILLER", "")), *with_any_lesion(tokens[end:])]
    return tokens


def _behind_a_result(before: list[Token]) -> bool:
    near = before[-_MOST_WORDS_BACK:]
    result = next((n for n in range(len(near) - 1, -1, -1) if near[n].type == "POSITIVE"), None)
    if result is None or any(t.type in ("COMMA", "SEMI", "STOP") for t in near[result:]):
        return False
    return any(t.type == "TEST" for t in near)


def _end(tokens: list[Token], start: int) -> int | None:
    """Behind the name of the metastasis; None where something else stands there."""
    place = start + 1
    if place < len(tokens) and tokens[place].word in _LESIONS:
        place += 1
    if place + 1 >= len(tokens) or tokens[place].type not in _JOINED_BY:
        return None
    spread = tokens[place + 1]
    return place + 2 if spread.type == "COND" and spread.word.startswith("metasta") else None

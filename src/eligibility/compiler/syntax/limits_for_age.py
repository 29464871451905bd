"""Of whom a limit of normal is, said behind it: "≤ 1.5 × ULN for age", "normal for age and gender". The record's own range is for them."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_LIMITS = ("ULN", "LLN", "NORMAL")
_FURTHER = frozenset({"sex", "gender", "height", "weight", "race", "group", "size"})
_VALUES = ("CMP", "NUM", "BETWEEN", "POST", "RANGING", "UNIT", "TU")


def with_limits_for_age(tokens: list[Token]) -> list[Token]:
    """The tokens, such words made one without a meaning."""
    for index in range(1, len(tokens) - 1):
        opening, age = tokens[index], tokens[index + 1]
        if opening.type != "FOR" or age.type != "AGE" or not _is_of_a_limit(tokens, index):
            continue
        end = index + 2
        while end < len(tokens) and (tokens[end].type in ("AND", "OR", "SLASH") or tokens[end].word in _FURTHER):
            end += 1
        while tokens[end - 1].type in ("AND", "OR", "SLASH"):
            end -= 1  # it joins another statement
        if end < len(tokens) and tokens[end].type in _VALUES:
            continue  # "normal for age > 60 years"
        words = tokens[index:end]
        span = Span(words[0].span.start, words[-1].span.end)
        said = Token(" ".join(t.text for t in words), span, (Reading("FILLER", ""),))
        return [*tokens[:index], said, *with_limits_for_age(tokens[end:])]
    return tokens


def _is_of_a_limit(tokens: list[Token], index: int) -> bool:
    """Whether a limit stands right before, with its abbreviation in brackets or without."""
    before = tokens[:index]
    if before[-1].type == "RPAR":
        opening = next((i for i in range(len(before) - 1, -1, -1) if before[i].type == "LPAR"), 0)
        before = before[:opening]
    return bool(before) and before[-1].may_be(*_LIMITS)

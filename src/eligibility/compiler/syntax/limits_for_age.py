"""Of whom a limit of normal is, said behind it: "≤ 1.5 × ULN for age", "normal for age and gender". The record's own range is for them."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token, merged

_LIMITS = ("ULN", "LLN", "NORMAL")
_FURTHER = frozenset({"sex", "gender", "height", "weight", "race", "group", "size"})
_JOINING = ("AND", "OR", "SLASH")
_IN_BRACKETS = 3  # "upper limit of normal (ULN)"
_VALUES = ("CMP", "NUM", "BETWEEN", "POST", "RANGING", "UNIT", "TU")


def with_limits_for_age(tokens: list[Token]) -> list[Token]:
    """The tokens, such words made one without a meaning."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        end = _end_of_people(tokens, index) if _is_of_a_limit(result) else None
        if end is None:
            result.append(tokens[index])
            index += 1
            continue
        result.append(merged(tokens[index:end], Reading("FILLER", "")))
        index = end
    return result


def _end_of_people(tokens: list[Token], index: int) -> int | None:
    """Where "for age and sex" ends that begins there; "for age > 60 years" names a limit of its own."""
    if [t.type for t in tokens[index : index + 2]] != ["FOR", "AGE"]:
        return None
    end = index + 2
    while end < len(tokens) and (tokens[end].type in _JOINING or tokens[end].word in _FURTHER):
        end += 1
    while tokens[end - 1].type in _JOINING:
        end -= 1  # it joins another statement
    return None if end < len(tokens) and tokens[end].type in _VALUES else end


def _is_of_a_limit(before: list[Token]) -> bool:
    """Whether a limit stands right before, with its abbreviation in brackets or without."""
    if len(before) > _IN_BRACKETS and before[-1].type == "RPAR" and before[-_IN_BRACKETS].type == "LPAR":
        before = before[-_IN_BRACKETS - 1 : -_IN_BRACKETS]
    return bool(before) and before[-1].may_be(*_LIMITS)

"""Whom a second limit in brackets is for, however they are joined: "(≤ 5 × ULN in X)", "(for X, ≤ 5 × ULN)", "(X: ≤ 5 × ULN)"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.compiler.syntax.origins import is_origin_word
from eligibility.compiler.syntax.phrases import Amount, Compared

_THINGS = ("WORD", "COND", "DRUG", "PROC")
_NAMES = (*_THINGS, "DISEASENOUN", "SITE", "DESC", "SEV", "FILLER", "SUBJECT", "THERAPY", "ACTIVE", "TAKING", "HYPHEN", "OR")
_ADVERBS = ("COMMA", "COLON")


def with_bracketed_subgroups(elements: list[Element]) -> list[Element]:
    """The elements, each such limit made one under a condition: "(≤ 5 × ULN if X)", "(if X, ≤ 5 × ULN)"."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        result.append(elements[index])
        index += 1
        end = _closing(elements, index) if result[-1].type == "LPAR" and _is_limited(result[:-1]) else None
        if end is not None:
            result += _under_condition(elements[index:end])
            index = end
    return result


def _closing(elements: list[Element], start: int) -> int | None:
    return next((n for n in range(start, len(elements)) if elements[n].type in ("RPAR", "LPAR")), None)


def _is_limited(before: list[Element]) -> bool:
    """Whether the limit of a measurement stands before the brackets."""
    return len(before) > 1 and before[-1].type == "LIMIT" and any_of_type(before, ("MEAS",))


def _under_condition(inner: list[Element]) -> list[Element]:
    if len(inner) < 3:
        return inner
    first, last = inner[0], inner[-1]
    if _is_amount(first) and inner[1].type == "FOR" and _named(inner[2:]):
        inner[1].type = "IF"
    elif first.type == "FOR" and _is_amount(last) and inner[-2].type in _ADVERBS and _named(inner[1:-2]):
        first.type, inner[-2].type = "IF", "COMMA"
    elif _is_amount(last) and inner[-2].type == "COLON" and _named(inner[:-2]):
        colon = inner[-2]
        colon.type = "COMMA"
        return [Element("IF", "", colon.span, colon.tokens), *inner]
    return inner


def _is_amount(element: Element) -> bool:
    value = element.value
    amount = value.amount if element.type == "LIMIT" and isinstance(value, Compared) else value if element.type == "BARE" else None
    return isinstance(amount, Amount) and amount.time is None


def _named(people: list[Element]) -> bool:
    named = any_of_type(people, _THINGS) or any(map(is_origin_word, people))
    return named and all(e.type in _NAMES or is_origin_word(e) for e in people)

"""Ranges in brackets of their own, right behind what they limit: "age (18-65)", "BMI [18, 30]", "7 to 10.5% (53 and 91 mmol/mol)"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.units_behind_brackets import unit_at
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_LIMITED = ("AGE", "MEAS")
_ENDS = 6  # the name, both brackets, both numbers and what joins them


def with_ranges(tokens: list[Token]) -> list[Token]:
    """The tokens, such brackets taken into the numbers; a comma between the ends of an interval joins them."""
    if not any(one.type == "LPAR" and other.type == "NUM" for one, other in pairwise(tokens)):
        return tokens
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        kind = tokens[index].type
        if kind == "LPAR" and _is_again(tokens, index):
            joining = tokens[index + 2]
            result += [*tokens[index : index + 2], Token(joining.text, joining.span, (Reading("TO", ""),))]
            index += 3
            continue
        found = tokens[index : index + _ENDS] if kind in _LIMITED else []
        if not found or not _is_range(found):
            result.append(tokens[index])
            index += 1
            continue
        name, opening, low, joining, high, closing = found
        sign = joining if joining.type != "COMMA" else Token(joining.text, joining.span, (Reading("TO", ""),))
        result += [
            name,
            Token(low.text, Span(opening.span.start, low.span.end), low.readings, low.number),
            sign,
            Token(high.text, Span(high.span.start, closing.span.end), high.readings, high.number),
        ]
        index += _ENDS
        unit = unit_at(tokens, index)
        if unit is not None:
            code, end = unit
            written = Span(tokens[index].span.start, tokens[end - 1].span.end)
            result.append(Token("".join(t.text for t in tokens[index:end]), written, (Reading("UNIT", code),)))
            index = end
    return result


def _is_range(found: list[Token]) -> bool:
    if len(found) < _ENDS:
        return False
    _, opening, low, joining, high, closing = found
    bracketed = opening.type == "LPAR" and closing.type == "RPAR"
    joined = joining.type in ("COMMA", "TO", "HYPHEN", "DASH") or joining.word == "to"
    return bracketed and joined and low.type == high.type == "NUM" and low.number < high.number


def _is_again(tokens: list[Token], opening: int) -> bool:
    """Whether brackets behind a unit begin there that hold two numbers joined by "and", and another unit: a range said again in it."""
    found = tokens[opening : opening + _ENDS]
    if len(found) < _ENDS or not opening or not tokens[opening - 1].may_be("UNIT", "PERCENT"):
        return False
    _, low, joining, high, unit, closing = found
    bracketed = found[0].type == "LPAR" and closing.type == "RPAR" and joining.type == "AND" and unit.may_be("UNIT", "PERCENT")
    return bracketed and low.type == high.type == "NUM" and low.number < high.number

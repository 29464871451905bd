"""Units that brackets part from their number: "≥ 13 (males) or ≥ 12 (females) g/dL"."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.units import match_unit
from eligibility.spans import Span
from eligibility.text.tokens import Token

_LONGEST = 7
_MOST_INSIDE = 4
_PEOPLE = ("SEXNOUN", "AGENOUN", "SUBJECT", "FOR", "FILLER")


def with_units_behind(tokens: list[Token]) -> list[Token]:
    """The tokens, such a unit read with the number before the brackets; its own words carry nothing further."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        closing = _closing(tokens, index)
        unit = unit_at(tokens, closing + 1) if closing is not None and result and result[-1].type == "NUM" else None
        if closing is None or unit is None:
            result.append(tokens[index])
            index += 1
            continue
        code, end = unit
        place = result[-1].span.end
        words = tokens[closing + 1 : end]
        written = Span(words[0].span.start, words[-1].span.end)
        result.append(Token(code, Span(place, place), (Reading("UNIT", code),)))
        result += [*tokens[index : closing + 1], Token("".join(t.text for t in words), written, (Reading("FILLER", ""),))]
        index = end
    return result


def _closing(tokens: list[Token], opening: int) -> int | None:
    """The end of brackets around nothing but people: "(males)", "(for women)"."""
    if tokens[opening].type != "LPAR":
        return None
    inside = tokens[opening + 1 : opening + 2 + _MOST_INSIDE]
    size = next((i for i, t in enumerate(inside) if t.type not in _PEOPLE), len(inside))
    return opening + 1 + size if 0 < size < len(inside) and inside[size].type == "RPAR" else None


def unit_at(tokens: list[Token], start: int) -> tuple[str, int] | None:
    """The longest unit that begins there, and the place behind it; a number begins none."""
    if start >= len(tokens) or tokens[start].type == "NUM":
        return None
    for end in range(min(len(tokens), start + _LONGEST), start, -1):
        written = "".join(t.text for t in tokens[start:end])
        found = match_unit(written, 0)
        if found is not None and found.end == len(written):
            return found.code, end
    return None

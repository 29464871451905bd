"""The open end of a limit in brackets: "grade 2 (or worse)" says the same as "grade 2 or worse"."""

from __future__ import annotations

from eligibility.spans import Span
from eligibility.text.tokens import Token

_LIMITED = ("NUM", "CLASSVALUE", "UNIT", "TU", "PERCENT")


def without_brackets(tokens: list[Token]) -> list[Token]:
    """The tokens, brackets around nothing but "or worse" behind a value taken into its token."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        inner = tokens[index + 1 : index + 3]
        if tokens[index].type == "LPAR" and _is_end(inner) and result and result[-1].may_be(*_LIMITED):
            span = Span(tokens[index].span.start, inner[1].span.end)
            result.append(Token(inner[0].text, span, inner[0].readings, inner[0].number))
            index += 3
        else:
            result.append(tokens[index])
            index += 1
    return result


def _is_end(inner: list[Token]) -> bool:
    return len(inner) == 2 and inner[0].may_be("POST") and inner[1].type == "RPAR" and inner[0].word.startswith(("or ", "and "))

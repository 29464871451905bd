"""Ages in brackets right behind people: "adults (≥ 21 years)" says what "adults ≥ 21 years" says."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import any_of_type
from eligibility.spans import Span
from eligibility.text.tokens import Token

_PEOPLE = ("SEXNOUN", "AGENOUN", "SUBJECT")
_GROUPS = frozenset({"elderly", "infants", "newborns", "neonates", "babies", "toddlers", "adolescents", "teenagers", "children"})
PEOPLE = frozenset({*_PEOPLE, *_GROUPS})
_BEHIND = ("WITH", "FOR", "COND", "MEAS", "PROC", "DRUG")
_LIMIT = ("CMP", "NUM", "TU", "POST", "AND", "HYPHEN", "DASH", "TO")
_LONGEST = 9


def with_bracketed_ages(tokens: list[Token]) -> list[Token]:
    """The tokens without the brackets around such ages, whose first and last words take up their place."""
    result: list[Token] = []
    index, of_others = 0, False
    while index < len(tokens):
        token = tokens[index]
        opens = token.type == "LPAR" and bool(result) and not of_others
        named = opens and (result[-1].type in _PEOPLE or result[-1].word in _GROUPS)
        end = _end_of_age(tokens, index) if named else None
        if end is None:
            result.append(token)
            of_others = of_others or token.type in _BEHIND or token.word in ("of", "to")  # "a woman with a child (< 3 years)"
            index += 1
            continue
        inside = tokens[index + 1 : end]
        first, *between, last = inside
        opened, closed = Span(token.span.start, first.span.end), Span(last.span.start, tokens[end].span.end)
        result += [_spanning(first, opened), *between, _spanning(last, closed)]
        index = end + 1
    return result


def _end_of_age(tokens: list[Token], opening: int) -> int | None:
    """Where the brackets end that open there, if they hold nothing but limits in a time."""
    end = next((i for i in range(opening + 1, min(opening + _LONGEST, len(tokens))) if tokens[i].type == "RPAR"), None)
    inside = tokens[opening + 1 : end] if end is not None else []
    limits = all(t.type in _LIMIT or t.word == "to" for t in inside)
    timed = len(inside) > 1 and any_of_type(inside, ("TU",)) and inside[0].type in ("CMP", "NUM")
    bounded = any(t.type != "NUM" and t.type != "TU" for t in inside)
    return end if limits and timed and bounded else None


def _spanning(token: Token, span: Span) -> Token:
    return Token(token.text, span, token.readings, token.number)

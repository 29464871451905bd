"""An abbreviation in brackets inside a name: "monoamine oxidase (MAO) inhibitors" is the name without it."""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

_BEFORE, _BEHIND = 4, 3  # tokens of the name on either side of its brackets
_KINDS = ("DRUG", "COND", "PROC", "MEAS", "TEST", "SCALE", "ATTR")
_ENDS = ("COMMA", "SEMI", "STOP", "COLON", "LPAR", "RPAR", "OR", "AND", "SLASH")


def with_abbreviations(tokens: list[Token]) -> list[Token]:
    """The tokens, each such name with its brackets made one."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        found = _name_around(result, tokens, index) if tokens[index].type == "LPAR" else None
        if found is None:
            result.append(tokens[index])
            index += 1
            continue
        name, reading, before, behind = found
        span = Span(result[-before].span.start, tokens[index + 2 + behind].span.end)
        result[-before:] = [Token(name, span, (reading,))]
        index += 3 + behind
    return result


def _name_around(before: list[Token], tokens: list[Token], opening: int) -> tuple[str, Reading, int, int] | None:
    """The longest name that is known without the brackets, its reading, and how many tokens it has before and behind them."""
    if opening + 3 >= len(tokens) or tokens[opening + 2].type != "RPAR" or not before:
        return None
    behind = _run(tokens[opening + 3 : opening + 3 + _BEHIND])
    for first in range(min(_BEFORE, len(_run(before[::-1]))), 0, -1):
        words = [t.text for t in before[-first:]]
        if not _abbreviates(tokens[opening + 1].text, words):
            continue
        for last in range(len(behind), 0, -1):
            name = " ".join([*words, *(t.text for t in behind[:last])])
            reading = name_of(name, *_KINDS)
            if reading is not None:
                return name, reading, first, last
    return None


def _run(tokens: list[Token]) -> list[Token]:
    ends = (i for i, t in enumerate(tokens) if t.type in _ENDS)
    return tokens[: next(ends, len(tokens))]


def _abbreviates(letters: str, words: list[str]) -> bool:
    """Whether the letters are capitals of which the first begins one of the words: "MAO" of "monoamine oxidase"."""
    return len(letters) > 1 and letters.isupper() and any(w[:1].casefold() == letters[0].casefold() for w in words)

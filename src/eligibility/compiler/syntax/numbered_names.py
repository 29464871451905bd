"""Numbers that go on with a name that ends in one: "diabetes type 1, 2 or 3" names three diseases.

A list of numbers would else be a value of its own. A number that makes no known name is kept as a word, which is not understood.
"""

from __future__ import annotations

from eligibility.reference.mentions import Reading
from eligibility.reference.whole_names import name_of
from eligibility.text.tokens import Token

_JOINED_BY = ("OR", "AND", "SLASH", "COMMA")
# What a number may be of: "type 1 diabetes, 2 weeks", "2 strokes".
_COUNTED = (
    *("TU", "UNIT", "PERCENT", "TIMES", "DASH", "HYPHEN", "NUM", "CMP", "MULTIPLE", "TO"),
    *("WORD", "DESC", "COND", "PROC", "DRUG", "ASPECT"),
)


def with_numbered_names(tokens: list[Token]) -> list[Token]:
    """The tokens, each such number made the name that it stands for."""
    result = list(tokens)
    index = 0
    while index < len(tokens):
        numbers = _numbers_behind(tokens, index)
        stem = tokens[index].text.rpartition(" ")[0]
        # A single number may be another thing; that is seen where the units are known (compiler/recorded/numbered_types.py).
        if len(numbers) > 1:
            for place in numbers:
                result[place] = _named(tokens[place], f"{stem} {tokens[place].text}")
        index = numbers[-1] + 1 if numbers else index + 1
    return result


def _numbers_behind(tokens: list[Token], index: int) -> list[int]:
    """Where the numbers stand that are joined to a name with a number at its end, and to each other."""
    name = tokens[index]
    if name.type != "COND" or " " not in name.text or not name.text[-1].isdecimal() or not name.text.rpartition(" ")[2].isdecimal():
        return []
    places: list[int] = []
    place = index + 2
    while place < len(tokens) and tokens[place - 1].type in _JOINED_BY and tokens[place].type == "NUM" and tokens[place].text.isdecimal():
        places.append(place)
        place += 2
    last = places[-1] + 1 if places else len(tokens)
    if last < len(tokens) and tokens[last].may_be(*_COUNTED):
        places.pop()
    return places


def _named(token: Token, name: str) -> Token:
    reading = name_of(name, "COND")
    return Token(name if reading is not None else token.text, token.span, (reading or Reading("WORD", ""),))

"""Limits that are said twice: "within 4 weeks (28 days)", "LVEF > 50 % and more".

A time in brackets that is as long as the one before them says it again; one that is longer or shorter is another limit, of somebody else.
"""

from __future__ import annotations

from eligibility.spans import Span
from eligibility.text.tokens import Token

# Days of a unit, the fewest and the most: a month is said to have 28 to 31 days, or 4 weeks.
_DAYS = {
    "hour": (1 / 24, 1 / 24),
    "day": (1.0, 1.0),
    "week": (7.0, 7.0),
    "month": (28.0, 31.0),
    "year": (360.0, 366.0),
}
_DIRECTION = {">": ">", ">=": ">", "<": "<", "<=": "<"}
_GOING_ON = ("FILLER", "ULN", "LLN", "NORMAL", "NUM", "CMP", "OF")
_VALUE = ("NUM", "UNIT", "PERCENT", "TU", "FILLER", "TIMES", "ULN", "LLN")


def without_repeated_times(tokens: list[Token]) -> list[Token]:
    """The tokens, brackets that say the time before them again taken into its unit."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        if tokens[index].type == "LPAR" and _says_again(result[-2:], tokens[index + 1 : index + 4]):
            unit, end = result[-1], tokens[index + 3].span.end
            result[-1] = Token(unit.text, Span(unit.span.start, end), unit.readings, unit.number)
            index += 4
        else:
            result.append(tokens[index])
            index += 1
    return result


def without_repeated_ends(tokens: list[Token]) -> list[Token]:
    """The tokens, an "and more" or "or higher" behind a limit of that direction taken into the token before it."""
    result: list[Token] = []
    for index, token in enumerate(tokens):
        direction = _DIRECTION.get(token.reading("POST") or "")
        goes_on = tokens[index + 1 : index + 2] and tokens[index + 1].type in _GOING_ON  # "< 50 % or below the lower limit of normal"
        if result and direction is not None and not goes_on and token.word.startswith(("and ", "or ")) and _compared(result) == direction:
            last = result[-1]
            result[-1] = Token(last.text, Span(last.span.start, token.span.end), last.readings, last.number)
        else:
            result.append(token)
    return result


def _says_again(before: list[Token], inner: list[Token]) -> bool:
    if len(before) != 2 or len(inner) != 3 or inner[2].type != "RPAR":
        return False
    first, second = _days(*before), _days(*inner[:2])
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def _days(number: Token, unit: Token) -> tuple[float, float] | None:
    """How many days a number of units is, at least and at most."""
    if not number.may_be("NUM") or not unit.may_be("TU"):
        return None
    fewest, most = _DAYS.get(unit.reading("TU") or "", (0.0, 0.0))
    return (number.number * fewest, number.number * most) if most else None


def _compared(before: list[Token]) -> str | None:
    """The direction of the comparison whose value ends here."""
    place = len(before) - 1
    while place >= 0 and before[place].type in _VALUE:
        place -= 1
    valued = place < len(before) - 1
    return _DIRECTION.get(before[place].reading("CMP") or "") if valued and place >= 0 else None

"""Values in canonical text: numbers, quoted strings, units, limits, ages, lengths of time, ids.

Each function writes what one rule of `grammars/canonical.lark` reads.
"""

from __future__ import annotations

import re
from typing import assert_never

from eligibility.rules.nodes import Age, Bound, Duration, Equivalents, HalfLives, Limit, Multiple, Quantity, Window

_BARE_UNIT = re.compile(r'[^\s,;()="<>\\]+')
_WORDS_AFTER_NUMBER = frozenset({"x", "and", "exclusive", "per"})
_BARE_ID = re.compile(r'[^"{}\s(),;]+')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}


def number_text(value: float) -> str:
    """The shortest text that reads back to exactly this number.

    >>> number_text(12.0), number_text(0.1), number_text(1e-7)
    ('12', '0.1', '1e-07')
    """
    return repr(value).removesuffix(".0")


def escaped(text: str) -> str:
    r"""Text fit to stand between double quotes on one line: quotes, backslashes and whatever does not print are escaped.

    >>> print(escaped('the "study" drug' + chr(0x200B)))
    the \"study\" drug\u{200b}
    """
    return "".join(_ESCAPES.get(c) or (c if c.isprintable() else f"\\u{{{ord(c):x}}}") for c in text)


def quoted(text: str) -> str:
    return f'"{escaped(text)}"'


def _reach(window: Window) -> str:
    start, end = (duration_text(each) if each is not None else None for each in (window.start, window.end))
    if start is None:
        return "any time" if end is None else f"{'more than' if window.open else 'at least'} {end}"
    if end is None:
        return f"{'less than' if window.open else 'within'} {start}"
    return f"from {start} to {end}"


def _half_lives(half_lives: HalfLives | None) -> str:
    return f" or {number_text(half_lives.count)} half-lives, whichever is {half_lives.whichever}," if half_lives else ""


def window_text(window: Window) -> str:
    anchor = "on" if window.anchor == "on" else quoted(window.anchor)
    side = "before" if window.direction == "past" else "after"
    return f"{_reach(window)}{_half_lives(window.half_lives)} {side} {anchor}"


def duration_text(duration: Duration) -> str:
    return f"{number_text(duration.value)} {duration.unit}{'' if duration.value == 1 else 's'}"


def age_text(age: Age) -> str:
    ends = []
    if age.low is not None or not age.low_inclusive or age.low_exact:
        ends.append(f"{'>=' if age.low_inclusive else '>'} {'exactly ' if age.low_exact else ''}{_age_number(age.low)}")
    if age.high is not None or not age.high_inclusive:
        ends.append(f"{'<=' if age.high_inclusive else '<'} {_age_number(age.high)}")
    return f"{' and '.join(ends) or 'any'} {age.unit}s"


def _age_number(value: float | None) -> str:
    return "any" if value is None else number_text(value)


def limit_text(limit: Limit) -> str:
    match limit:
        case Quantity():
            return quantity_text(limit)
        case Equivalents():
            return " = ".join(map(quantity_text, limit.quantities))
        case Multiple():
            return f"{number_text(limit.factor)} x {limit.of}"
        case _:
            assert_never(limit)


def bound_text(bound: Bound) -> str:
    return limit_text(bound.limit) + ("" if bound.inclusive else " exclusive")


def quantity_text(quantity: Quantity) -> str:
    return number_text(quantity.value) + (f" {_unit(quantity.unit)}" if quantity.unit is not None else "")


def _unit(unit: str) -> str:
    bare = _BARE_UNIT.fullmatch(unit) and unit.isprintable() and unit not in _WORDS_AFTER_NUMBER
    return unit if bare else quoted(unit)


def identifier_text(concept_id: str | None) -> str:
    if concept_id is None:
        return "{?}"
    bare = _BARE_ID.fullmatch(concept_id) and concept_id.isprintable() and concept_id != "?"
    return f"{{{concept_id}}}" if bare else f"{{{quoted(concept_id)}}}"

"""The numbers of a criterion as its text writes them: where, with what operator and unit.

A rule tree holds what a number means (UCUM codes, windows as fields of a node); this finds the words it was made from again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, assert_never

from eligibility.compiler.syntax.parse_tree import Element, find_phrases
from eligibility.compiler.syntax.phrases import (
    Amount,
    Attested,
    Between,
    Categories,
    Classes,
    Compared,
    Either,
    Elsewhere,
    Formula,
    Gap,
    Listed,
    Phrase,
    Rate,
)
from eligibility.report.places import all_words
from eligibility.rules.nodes import Comparator, Lasting, TimeUnit, Window
from eligibility.rules.trial import Criterion
from eligibility.spans import Span
from eligibility.text.tokens import Token, tokenize

Operator = Literal["LT", "LTEQ", "GT", "GTEQ", "EQ", "BETWEEN", "IN"]
Form = Literal["limit", "classes", "window", "gap", "lasting", "half_lives"]

OPERATORS: dict[Comparator, Operator] = {"<": "LT", "<=": "LTEQ", ">": "GT", ">=": "GTEQ", "=": "EQ"}
_ROMAN = {roman: float(number) for number, roman in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)}
# Between a number and its unit: "one (1) month", "60+ years", "3 or more years", "6 consecutive weeks", "130/85 mmHg".
_BEFORE_UNITS = ("LPAR", "NUM", "RPAR", "PLUS", "POST", "WHOLE", "SLASH")
_UNITS = ("UNIT", "PERCENT", "TU", "ULN", "LLN", "HALFLIFE")


@dataclass(frozen=True, slots=True)
class Written:
    """One comparison as written. `numbers`: one, the two ends of a range (BETWEEN), or all that are listed (IN).

    `unit`: the words of the unit, None where there is none; `time`: the unit of time they name.
    """

    span: Span
    form: Form
    operator: Operator
    numbers: tuple[float, ...]
    unit: str | None = None
    time: TimeUnit | None = None


class Words:
    """The own words of a criterion and of its parts: their names, and their numbers as written. Read when first asked for."""

    def __init__(self, source: str, criterion: Criterion) -> None:
        self.source = source
        self._pieces = tuple(span for _, span in all_words(source, criterion))

    @cached_property
    def _read(self) -> tuple[tuple[Token, ...], tuple[Written, ...]]:
        tokens: list[Token] = []
        numbers: list[Written] = []
        for piece in self._pieces:
            found = tokenize(piece.of(self.source))
            for token in found:
                token.span = token.span.shifted(piece.start)
            tokens += found
            for element in find_phrases(found):
                numbers += written(element, self.source)
        return tuple(tokens), tuple(numbers)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens, their spans in the trial's source."""
        return self._read[0]

    @property
    def numbers(self) -> tuple[Written, ...]:
        """All comparisons that are written out, in the order of the text."""
        return self._read[1]


def written(element: Element, source: str) -> Iterator[Written]:
    """The comparisons of one phrase; none for what has no number in it (class A or B, a formula, "past year")."""
    if not isinstance(element.value, Phrase):
        return
    for row in _of_phrase(element.value, element, source):
        listed = row.form == "classes" and isinstance(element.value, Amount)
        if row.numbers and (listed or all(_is_written(number, element.tokens) for number in row.numbers)):
            yield row


def _of_phrase(phrase: Phrase, element: Element, source: str) -> Iterator[Written]:
    span = element.span
    match phrase:
        case Amount() as amount:
            yield _limit("EQ", (amount,), element)
            if re.fullmatch(r"\d,\d", text := span.of(source)):  # "ECOG 0,1": a list, if the scale has whole numbers
                yield Written(span, "classes", "IN", (float(text[0]), float(text[2])))
        case Compared(operator=operator, amount=amount):
            yield _limit(OPERATORS[operator], (amount,), element)
        case Between(low=low, high=high):
            if low.time == high.time:
                yield _limit("BETWEEN", (low, high), element)
            else:  # "at least 6 months but less than 3 years"
                yield _limit("GTEQ" if phrase.low_inclusive else "GT", (low,), element)
                yield _limit("LTEQ" if phrase.high_inclusive else "LT", (high,), element)
        case Either(one=one, other=other):
            middle = next(t.span.start for t in element.tokens if t.type in ("OR", "AND", "POST"))
            yield replace(_limit(OPERATORS[one.operator], (one.amount,), element), span=Span(span.start, middle))
            yield replace(_limit(OPERATORS[other.operator], (other.amount,), element), span=Span(middle, span.end))
        case Rate(limit=limit):
            yield from _of_phrase(limit, element, source)
        case Gap(operator=operator, duration=length) | Elsewhere(operator=operator, duration=length):
            yield Written(span, "gap", OPERATORS[operator], (length.value,), _unit((length.value,), element), length.unit)
        case Window(start=length):
            if length is not None:
                yield Written(span, "window", "LTEQ", (length.value,), _unit((length.value,), element), length.unit)
            if phrase.half_lives is not None:
                count = phrase.half_lives.count
                yield Written(span, "half_lives", "LTEQ", (count,), _unit((count,), element))
        case Lasting(operator=operator, duration=length):
            yield Written(span, "lasting", OPERATORS[operator], (length.value,), _unit((length.value,), element), length.unit)
        case Classes() as classes:
            yield from _classes(classes, element)
        case Listed(numbers=numbers):
            yield Written(span, "classes", "IN", numbers)
        case Formula() | Categories() | Attested():
            return
        case _:
            assert_never(phrase)


def _limit(operator: Operator, amounts: tuple[Amount, ...], element: Element) -> Written:
    numbers = tuple(amount.value for amount in amounts)
    return Written(element.span, "limit", operator, numbers, _unit(numbers, element), amounts[-1].time)


def _classes(classes: Classes, element: Element) -> Iterator[Written]:
    numbers = tuple(number for name in classes.values if (number := class_number(name)) is not None)
    if len(numbers) != len(classes.values):
        return  # "Child-Pugh A", "stage IIIB": no numbers
    if classes.operator is not None:
        operator = OPERATORS[classes.operator]
    elif len(numbers) == 1:
        operator = "EQ"
    else:
        operator = "BETWEEN" if classes.span_of_range else "IN"
    yield Written(element.span, "classes", operator, numbers)


def class_number(name: str) -> float | None:
    """The number that a class is called by, Roman or Arabic; None for letters and mixtures (A, IIIB, T2)."""
    if name in _ROMAN:
        return _ROMAN[name]
    return float(name) if name.isdecimal() else None


def _is_written(number: float, tokens: tuple[Token, ...]) -> bool:
    """Whether a number stands in the text itself; that of "past year" and "≤ ULN" does not."""
    size = abs(number)  # "≤ -2.5": the sign is a token of its own
    return any((t.may_be("NUM") and t.number == size) or class_number(t.reading("CLASSVALUE") or "") == size for t in tokens)


def _unit(numbers: tuple[float, ...], element: Element) -> str | None:
    """The words of the unit behind one of the numbers: "%", "x 10^9/L", "× ULN"."""
    for index, token in enumerate(element.tokens):
        if not (token.type == "NUM" and (token.number in numbers or -token.number in numbers)):
            continue
        unit: list[str] = []
        for following in element.tokens[index + 1 :]:
            if following.type in _UNITS:
                unit.append(following.text.lstrip("-‐‑"))
                break
            if following.type in _BEFORE_UNITS and not unit:
                continue
            if following.type not in ("TIMES", "FILLER"):
                break
            unit.append(following.text)
        else:
            unit = []
        if unit and unit[-1] in {t.text.lstrip("-‐‑") for t in element.tokens if t.type in _UNITS}:
            return " ".join(unit)
    return None

"""Builders of `grammars/phrases.lark`: quantities, limits and changes, each method named like its production."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.phrases import (
    OPPOSITE,
    Amount,
    Between,
    Compared,
    Either,
    Phrase,
    Rate,
    is_said_of_pregnancy,
)
from eligibility.compiler.syntax.sides_of_normal import outside
from eligibility.reference.mentions import Reading
from eligibility.rules.nodes import Comparator, TimeUnit
from eligibility.text.tokens import Token


class NoPhrase(Exception):  # noqa: N818 - it is an answer, not an error
    """What the grammar allows and the meaning of the words does not."""


def _shared_unit(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    """In "20 to 40 %" and "1 to 3 × ULN" the first number has the unit of the second."""
    if low.parts and high.time != "week":
        raise NoPhrase  # "24 + 0" is said of weeks
    if low.unit is None and low.time is None and low.multiple_of is None:
        low = replace(high, value=low.value)
    elif high.unit is None and high.time is None and high.multiple_of is None:
        high = replace(low, value=high.value)
    return low, high


def _amounts(parts: Sequence[Any]) -> list[Amount]:
    return [p for p in parts if isinstance(p, Amount)]


def _tokens(parts: Sequence[Any], *types: str) -> list[Token]:
    return [p for p in parts if isinstance(p, Token) and p.type in types]


# How many of the second unit make one of the first, for lengths that are written in two.
_PARTS = {("week", "day"): 7, ("year", "month"): 12, ("hour", "minute"): 60}
_AGE_WORDS = frozenset({"old", "older", "young", "younger", "elder", "age", "aged"})


def _is_said_of_age(amount: Amount, operator: Token) -> bool:
    plain = amount.unit is None and amount.multiple_of is None
    return plain and any(word in _AGE_WORDS for word in re.findall(r"[a-z]+", operator.word))


def _range_signed(low: Amount, high: Amount, operator: Token, end: str) -> Between:
    """A range of which one end has a sign, that of the lower (">") or of the upper one ("<")."""
    if operator.value[0] != end:
        raise NoPhrase
    low, high = _shared_unit(low, high)
    if low.old or high.old or _is_said_of_age(high, operator):
        low, high = _as_age(low), _as_age(high)
    if (low.unit, low.time) == (high.unit, high.time) and low.value >= high.value:
        raise NoPhrase
    return Between(low, high, operator.value != ">", operator.value != "<")


def _as_age(amount: Amount) -> Amount:
    """ "Older than 18 years", and a bare number that a word says is an age: "55 and older", "over the age of 18"."""
    return replace(amount, time=amount.time or "year", old=True)


class LimitPhrases:
    """Meanings of quantities and of what they are limits of."""

    # -- quantities

    def number(self, token: Token) -> float:
        return token.number

    def number_twice(self, word: Token, *rest: Token) -> float:
        if any(t.number != word.number for t in rest if t.type == "NUM"):
            raise NoPhrase  # "two (2)" says it twice; "grade 3 (2) months" does not
        return word.number

    def plain(self, number: float) -> Amount:
        return Amount(number)

    def measured(self, number: float, unit: Token) -> Amount:
        return Amount(number, unit=unit.value)

    def percent(self, number: float, _sign: Token) -> Amount:
        return Amount(number, unit="%")

    def time(self, number: float, *words: Token) -> Amount:
        unit = next(t for t in words if t.type == "TU")
        text = unit.word
        said_of_pregnancy = is_said_of_pregnancy(text)
        said_old = any_of_type(words, ("OLD",)) or "old" in text or "age" in text or text in ("yo", "y/o", "y.o.")
        return Amount(number, time=cast(TimeUnit, unit.value), old=said_old and not said_of_pregnancy, of_pregnancy=said_of_pregnancy)

    def weeks_and_days(self, weeks: Token, _plus: Token, days: Token, *words: Token) -> Amount:
        if words[0].value != "week" or days.number >= 7:
            raise NoPhrase
        return self.time(weeks.number + days.number / 7, *words)

    def weeks_plus_days(self, weeks: Token, _plus: Token, days: Token) -> Amount:
        if days.number >= 7:
            raise NoPhrase
        return Amount(weeks.number + days.number / 7, parts=True)

    def weeks_and_sevenths(self, weeks: Token, days: Token, slash: Token, seven: Token, *words: Token) -> Amount:
        if seven.number != 7:
            raise NoPhrase
        return self.weeks_and_days(weeks, slash, days, *words)

    def weeks_plus_sevenths(self, weeks: Token, days: Token, slash: Token, seven: Token) -> Amount:
        if seven.number != 7:
            raise NoPhrase
        return self.weeks_plus_days(weeks, slash, days)

    def two_units(self, number: float, unit: Token, *words: Token) -> Amount:
        """ "37 weeks 6 days", "1 year 6 months": one length, in the larger unit."""
        smaller = next(t for t in words if t.type == "NUM")
        last = next(t for t in words if t.type == "TU")
        parts = _PARTS.get((unit.value, last.value))
        if parts is None or smaller.number >= parts:
            raise NoPhrase
        found = self.time(number + smaller.number / parts, *(t for t in words if t is not smaller))
        return replace(found, time=cast(TimeUnit, unit.value))

    def uln(self, word: Token, *_again: Token) -> Token:
        return word

    def lln(self, word: Token, *_again: Token) -> Token:
        return word

    def times_uln(self, number: float, *_words: Token) -> Amount:
        return Amount(number, multiple_of="ULN")

    def times_lln(self, number: float, *_words: Token) -> Amount:
        return Amount(number, multiple_of="LLN")

    def times_normal(self, number: float, *words: Token) -> Amount:
        if words[-1].value != "normal":
            raise NoPhrase
        return Amount(number, multiple_of="ULN")

    def twice_uln(self, twice: Token, *_words: Token) -> Amount:
        return Amount(float(twice.value), multiple_of="ULN")

    def twice_normal(self, twice: Token, *words: Token) -> Amount:
        return self.times_normal(float(twice.value), *words)

    def once_uln(self, _word: Token) -> Amount:
        return Amount(1.0, multiple_of="ULN")

    def once_lln(self, _word: Token) -> Amount:
        return Amount(1.0, multiple_of="LLN")

    # -- limits

    def upper_or_lower(self, operator: Token, *rest: Any) -> Compared:
        amount: Amount = rest[-1]
        if _is_said_of_age(amount, operator):
            amount = _as_age(amount)
        return Compared(cast(Comparator, operator.value), amount)

    def negative(self, operator: Token, *rest: Any) -> Compared:
        amount: Amount = rest[-1]
        return Compared(cast(Comparator, operator.value), replace(amount, value=-amount.value))

    def pair(self, operator: Token, *rest: Any) -> Compared:
        first, second = (p for p in rest if isinstance(p, float))
        unit = next((p.value for p in rest if isinstance(p, Token) and p.type == "UNIT"), None)
        return Compared(cast(Comparator, operator.value), Amount(first, unit=unit), over=Amount(second, unit=unit))

    def postfixed(self, amount: Amount, operator: Token) -> Compared:
        if _is_said_of_age(amount, operator):
            amount = _as_age(amount)
        return Compared(cast(Comparator, operator.value), amount, postfixed=True)

    def negative_postfixed(self, minus: Token, number: Token, *rest: Token) -> Compared:
        if minus.span.end != number.span.start:
            raise NoPhrase  # "age - 18 or older": a dash
        *unit, operator = rest
        amount = self.measured(number.number, unit[0]) if unit else Amount(number.number)
        return Compared(cast(Comparator, operator.value), replace(amount, value=-amount.value), postfixed=True)

    def pair_postfixed(self, first: Token, _slash: Token, second: Token, *rest: Token) -> Compared:
        unit = rest[0].value if len(rest) > 1 else None
        best = Amount(second.number, unit=unit)
        return Compared(cast(Comparator, rest[-1].value), Amount(first.number, unit=unit), over=best, postfixed=True)

    def postfixed_equal(self, _sign: Token, amount: Amount, operator: Token) -> Compared:
        return self.postfixed(amount, operator)

    def postfixed_time(self, amount: Amount, operator: Token, *words: Token) -> Compared:
        """ "3 or more years": the unit stands behind the words of the comparison."""
        if amount != Amount(amount.value):
            raise NoPhrase
        return self.postfixed(self.time(amount.value, *words), operator)

    def postfixed_unit(self, amount: Amount, operator: Token, unit: Token) -> Compared:
        if amount != Amount(amount.value):
            raise NoPhrase
        return Compared(cast(Comparator, operator.value), self.measured(amount.value, unit), postfixed=True)

    def age_and_more(self, *words: Token) -> Compared:
        number = next(t for t in words if t.type == "NUM").number
        unit = [t for t in words if t.type == "TU"]
        return Compared(">=", _as_age(self.time(number, *unit) if unit else Amount(number)), postfixed=True)

    def and_more(self, number: Token, _plus: Token, unit: Token, old: Token | None = None) -> Compared:
        return Compared(">=", self.time(number.number, *(t for t in (unit, old) if t is not None)), postfixed=True)

    def equal(self, _sign: Token, amount: Amount) -> Compared:
        return Compared("=", amount)

    def equal_or(self, _sign: Token, operator: Token, amount: Amount) -> Compared:
        return Compared(cast(Comparator, operator.value), amount)

    def up_to_normal(self, operator: Token, *words: Token) -> Compared:
        """ "Not above normal": the end of the range that it would leave; which one "< normal" means, nobody knows."""
        ends = {"<=": "ULN", ">": "ULN", ">=": "LLN"}
        if words[-1].value != "normal" or operator.value not in ends:
            raise NoPhrase
        return Compared(cast(Comparator, operator.value), Amount(1.0, multiple_of=ends[operator.value]))

    def above_normal(self, twice: Token, operator: Token, *words: Token) -> Compared:
        return Compared(cast(Comparator, operator.value), self.times_normal(float(twice.value), *words))

    def edge(self, amount: Amount) -> tuple[Amount, bool]:
        return amount, True

    def edge_said(self, amount: Amount, word: Token) -> tuple[Amount, bool]:
        return amount, word.value == "inclusive"

    def between(self, *parts: Any) -> Between:
        (low, low_inclusive), (high, high_inclusive) = (p for p in parts if isinstance(p, tuple))
        low, high = _shared_unit(low, high)
        turned = low.unit == high.unit and low.value > high.value and bool(_tokens(parts, "BETWEEN"))
        if turned:  # "between 78 and 24 letters"
            return Between(high, low, high_inclusive, low_inclusive)
        return Between(low, high, low_inclusive, high_inclusive)

    def between_ages(self, *parts: Any) -> Between | None:
        found = self.between(*parts)
        if found.low.unit is not None or found.high.unit is not None:
            return None
        low, high = _as_age(found.low), _as_age(found.high)
        return replace(found, low=low, high=high)

    def between_negative(self, *parts: Any) -> Between:
        one, other = (replace(a, value=-a.value) for a in _shared_unit(*_amounts(parts)))
        return Between(one, other) if one.value <= other.value else Between(other, one)

    def pair_of_ages(self, low: Token, _and: Token, high: Token, unit: Token, old: Token | None = None) -> Between | None:
        upper = self.time(high.number, *(t for t in (unit, old) if t is not None))
        # Only an age is a range without "between": "at 3 and 6 months" are two times.
        return Between(replace(upper, value=low.number), upper) if upper.old and low.number < high.number else None

    def two_bounds(self, *parts: Any) -> Between | Either | None:
        operators = [p.value for p in _tokens(parts, "CMP")]
        amounts = _shared_unit(*_amounts(parts))
        old = any(_is_said_of_age(a, o) for a, o in zip(amounts, _tokens(parts, "CMP"), strict=True)) or any(a.old for a in amounts)
        if old:
            amounts = (_as_age(amounts[0]), _as_age(amounts[1]))
        bounds = sorted(zip(operators, amounts, strict=True), key=lambda b: b[0] in ("<", "<="))
        (low_op, low), (high_op, high) = bounds
        if low_op[0] == high_op[0]:
            return None  # "≥ 1.5 and ≥ 1.4 mg/dL in males and females": two statements
        if (low.unit, low.time) == (high.unit, high.time) and low.value > high.value:
            return Either(Compared(cast(Comparator, high_op), high), Compared(cast(Comparator, low_op), low))  # "below 18 and above 45"
        return Between(low, high, low_op != ">", high_op != "<")

    def upper_signed(self, *parts: Any) -> Between:
        """ "5 to < 18 years": only the second end says whether it belongs to the range."""
        ((low, low_inclusive),) = (p for p in parts if isinstance(p, tuple))
        (high,) = _amounts(parts)
        (operator,) = _tokens(parts, "CMP")
        return replace(_range_signed(low, high, operator, "<"), low_inclusive=low_inclusive)

    def lower_signed(self, operator: Token, low: Amount, to: Token, edge: tuple[Amount, bool]) -> Between:
        """ "≥ 18 to 75 years". "At least 4 to 6 weeks" is no range: it leaves open which of the two is enough."""
        high, high_inclusive = edge
        if not high.old and (re.search("[a-z]", operator.word) or high.time not in (None, "year")):
            raise NoPhrase
        return replace(_range_signed(low, high, operator, ">"), high_inclusive=high_inclusive)

    def bound_but_not(self, first: Token, one: Amount, but: Token, second: Token, other: Amount) -> Between | Either | None:
        if not but.word.endswith("not"):
            return None
        against = Token(second.text, second.span, (Reading("CMP", OPPOSITE[cast(Comparator, second.value)]),))
        return self.two_bounds(first, one, against, other)

    def outside(self, *parts: Any) -> Either:
        """ "Outside the range of 18 to 30": below or above it; a bound that the range excludes is outside."""
        return outside(self.between(*parts))

    def sandwich(self, first: Amount, sign: Token, *rest: Any) -> Between | None:
        last: Amount = rest[-1]
        second = _tokens(rest, "SIGN")[-1]
        if sign.value[0] != second.value[0] or sign.value == "=":
            return None
        names = tuple(p for p in rest if isinstance(p, Token) and p is not second)
        rising = sign.value[0] == "<"
        low, high = _shared_unit(first, last) if rising else _shared_unit(last, first)
        low_sign, high_sign = (sign, second) if rising else (second, sign)
        return Between(low, high, "=" in low_sign.value, "=" in high_sign.value, names)

    def inner(self, token: Token) -> Token:
        return token

    def minus(self, token: Token) -> Token:
        return token

    def either_bound(self, op1: Token, low: Amount, _or: Token, op2: Token, high: Amount) -> Either | None:
        if op1.value[0] == op2.value[0]:
            return None  # "≤ 2.5 or ≤ 5 if …": two statements, not the two sides of a range
        low, high = _shared_unit(low, high)
        if _is_said_of_age(low, op1) or _is_said_of_age(high, op2) or low.old or high.old:
            low, high = _as_age(low), _as_age(high)
        return Either(Compared(cast(Comparator, op1.value), low), Compared(cast(Comparator, op2.value), high))

    def either_post(self, op1: Token, low: Amount, post: Token, *rest: Any) -> Either | Between:
        """ "Under 18 or over 70", "over 18 and under 75": the words "or over" are one token, which alone would mean "18 or more"."""
        joined = post.word.split()[0]
        high: Amount = rest[-1]
        op2 = cast(Comparator, post.value[0])
        if joined not in ("or", "and") or op1.value[0] == op2:
            raise NoPhrase
        low, high = _shared_unit(low, high)
        if any(_is_said_of_age(a, o) or a.old for a, o in ((low, op1), (high, post))):
            low, high = _as_age(low), _as_age(high)
        if joined == "and" and op2 == "<":
            return Between(low, high, op1.value != ">", False)  # "over 18 and under 75"
        return Either(Compared(cast(Comparator, op1.value), low), Compared(op2, high))

    def than(self, token: Token) -> Token:
        return token

    def limit(self, phrase: Phrase) -> Phrase:
        return phrase

    def bare(self, amount: Amount) -> Amount:
        return amount

    # -- change

    def rate(self, per: Token, direction: Token, limit: Compared) -> Rate:
        return Rate(direction.value, limit, per.value)

    def rise(self, direction: Token, limit: Compared) -> Rate:
        return Rate(direction.value, limit, None)

    def rise_per(self, direction: Token, limit: Compared, per: Token) -> Rate:
        return Rate(direction.value, limit, per.value)

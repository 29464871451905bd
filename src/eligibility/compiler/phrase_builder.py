"""Builders of `grammars/phrases.lark`: one method per production, each named like it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from lark import Transformer, v_args

from eligibility.compiler.category_phrases import categories_of
from eligibility.compiler.phrases import (
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
    is_said_of_pregnancy,
)
from eligibility.rules.nodes import Comparator, Duration, HalfLives, Lasting, TimeUnit, Window
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


_OTHER_TRIAL = "other-trial-participation"
_THIS = frozenset({"the", "this", "our", "these"})
# How many of the second unit make one of the first, for lengths that are written in two.
_PARTS = {("week", "day"): 7, ("year", "month"): 12, ("hour", "minute"): 60}
_AGE_WORDS = frozenset({"old", "older", "young", "younger", "elder", "age", "aged"})


def _is_said_of_age(amount: Amount, operator: Token) -> bool:
    plain = amount.unit is None and amount.multiple_of is None
    return plain and any(word in _AGE_WORDS for word in re.findall(r"[a-z]+", operator.text.casefold()))


def _as_age(amount: Amount) -> Amount:
    """ "Older than 18 years", and a bare number that a word says is an age: "55 and older", "over the age of 18"."""
    return replace(amount, time=amount.time or "year", old=True)


@v_args(inline=True)
class PhraseBuilder(Transformer[Any, Phrase]):
    """Meanings of phrases."""

    def start(self, phrase: Phrase | None) -> Phrase | None:
        return phrase

    # -- other trials

    def trial_word(self, token: Token) -> Token:
        return token

    def participation(self, *tokens: Token) -> Attested:
        named = [t.value for t in tokens if t.type == "ATTR"]
        if named not in ([], [_OTHER_TRIAL]):
            raise NoPhrase
        others = bool(named) or any(t.type == "OTHER" for t in tokens)
        if not others and any(t.text.casefold() in _THIS for t in tokens):
            raise NoPhrase  # "participating in this study" is what the trial itself asks for
        return Attested(_OTHER_TRIAL)

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
        text = unit.text.casefold()
        said_of_pregnancy = is_said_of_pregnancy(text)
        said_old = any(t.type == "OLD" for t in words) or "old" in text or "age" in text or text in ("yo", "y/o", "y.o.")
        return Amount(number, time=cast(TimeUnit, unit.value), old=said_old and not said_of_pregnancy, of_pregnancy=said_of_pregnancy)

    def weeks_and_days(self, weeks: Token, _plus: Token, days: Token, *words: Token) -> Amount:
        if words[0].value != "week" or days.number >= 7:
            raise NoPhrase
        return self.time(weeks.number + days.number / 7, *words)

    def weeks_plus_days(self, weeks: Token, _plus: Token, days: Token) -> Amount:
        if days.number >= 7:
            raise NoPhrase
        return Amount(weeks.number + days.number / 7, parts=True)

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

    def above_normal(self, twice: Token, operator: Token, *words: Token) -> Compared:
        return Compared(cast(Comparator, operator.value), self.times_normal(float(twice.value), *words))

    def edge(self, amount: Amount) -> tuple[Amount, bool]:
        return amount, True

    def edge_said(self, amount: Amount, word: Token) -> tuple[Amount, bool]:
        return amount, word.value == "inclusive"

    def between(self, *parts: Any) -> Between:
        (low, low_inclusive), (high, high_inclusive) = (p for p in parts if isinstance(p, tuple))
        return Between(*_shared_unit(low, high), low_inclusive, high_inclusive)

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

    def outside(self, *parts: Any) -> Either:
        """ "Outside the range of 18 to 30": below or above it; a bound that the range excludes is outside."""
        found = self.between(*parts)
        low, high = Compared("<" if found.low_inclusive else "<=", found.low), Compared(">" if found.high_inclusive else ">=", found.high)
        return Either(low, high)

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
        joined = post.text.casefold().split()[0]
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

    # -- time

    def length(self, number: float, *words: Token) -> Duration:
        unit = next(word for word in words if word.type == "TU")
        return Duration(value=number, unit=cast(TimeUnit, unit.value))

    def anchor(self, *words: Token) -> tuple[str, bool]:
        return words[-1].value, False

    def anchor_after(self, *words: Token) -> tuple[str, bool]:
        return words[-1].value, True

    def event(self, *words: Any) -> Any:
        # The production `event` gives the words themselves; `since` then hands them on behind its preposition.
        text = " ".join(w for w in words if not isinstance(w, Token))
        return (text, False) if any(isinstance(w, Token) for w in words) else text

    def event_after(self, *words: Any) -> tuple[str, bool]:
        return " ".join(w for w in words if not isinstance(w, Token)), True

    def event_word(self, word: Token) -> str:
        return word.text

    def with_window(self, _with: Token, number: float, unit: Token) -> Window:
        """ "With 3 months" is registry English for "within"; "with one-year follow-up" is not."""
        if unit.text[0] in "-‐‑":
            raise NoPhrase
        return Window(start=self.length(number, unit))

    def past_window(self, _within: Token, length: Duration, since: tuple[str, bool] = ("on", False)) -> Window:
        return _window(length, since)

    def past_one(self, _past: Token, unit: Token, since: tuple[str, bool] = ("on", False)) -> Window:
        return _window(Duration(value=1, unit=cast(TimeUnit, unit.value)), since)

    def next_window(self, _next: Token, length: Duration) -> Window:
        return Window(start=length, direction="future")

    def next_one(self, _next: Token, unit: Token) -> Window:
        return Window(start=Duration(value=1, unit=cast(TimeUnit, unit.value)), direction="future")

    def past_window_before(self, length: Duration, *words: Token) -> Window:
        return Window(start=length, anchor=words[-1].value)

    def window_before(self, length: Duration, *words: Any) -> Window:
        return Window(start=length, anchor=words[-1])

    def window_or_half_lives(self, _within: Token, length: Duration, _or: Token, halves: HalfLives, *ending: Any) -> Window:
        """The last thing it is counted from is the anchor: "5 half-lives of the drug, whichever is longer, before screening"."""
        since = next((p for p in reversed(ending) if isinstance(p, tuple)), ("on", False))
        said = next((p for p in ending if isinstance(p, str)), "longer")
        return _window(length, since).model_copy(update={"half_lives": halves.model_copy(update={"whichever": said})})

    def halflives(self, number: float, *_words: Token) -> HalfLives:
        return HalfLives(count=number)

    def whichever(self, *words: Token) -> str:
        return next(w.value for w in words if w.type == "WHICHEVER")

    def range_before(self, between: Between, *words: Token) -> Window:
        return _between_times(between, words[-1].value)

    def range_ago(self, between: Between, _ago: Token) -> Window:
        return _between_times(between, "on")

    def gap(self, operator: Token, length: Duration, *words: Token) -> Gap:
        return Gap(cast(Comparator, operator.value), length, words[-1].value)

    def gap_ago(self, operator: Token, length: Duration, _ago: Token) -> Gap:
        return Gap(cast(Comparator, operator.value), length, "on", ago=True)

    def gap_since(self, operator: Token, length: Duration, _since: Token) -> Gap:
        return Gap(cast(Comparator, operator.value), length, "on", since=True)

    def gap_post(self, amount: Amount, operator: Token, *words: Token) -> Gap:
        return Gap(cast(Comparator, operator.value), _postfixed_length(amount, words), words[-1].value)

    def gap_ago_post(self, amount: Amount, operator: Token, *words: Token) -> Gap:
        return Gap(cast(Comparator, operator.value), _postfixed_length(amount, words), "on", ago=True)

    def gap_since_post(self, amount: Amount, operator: Token, *words: Token) -> Gap:
        return Gap(cast(Comparator, operator.value), _postfixed_length(amount, words), "on", since=True)

    def any_time_before(self, *words: Token) -> Window:
        return Window(anchor=words[-1].value)

    def in_the_first(self, _first: Token, length: Duration) -> Elsewhere:
        return Elsewhere("<=", length)

    def so_long_after(self, length: Duration, *_words: Any) -> Elsewhere:
        return Elsewhere(">=", length)

    def until_before(self, _until: Token, length: Duration, _before: Token) -> Elsewhere:
        return Elsewhere("<=", length)

    def elsewhere(self, phrase: Elsewhere) -> Elsewhere:
        return phrase

    def lasting_compared(self, _for: Token, operator: Token, length: Duration) -> Lasting:
        return Lasting(operator=cast(Comparator, operator.value), duration=length)

    def lasting_exactly(self, _for: Token, length: Duration) -> Lasting:
        return Lasting(operator=">=", duration=length)

    def lasting_postfixed(self, _for: Token, length: Duration, operator: Token) -> Lasting:
        return Lasting(operator=cast(Comparator, operator.value), duration=length)

    def lasting_postfixed_unit(self, _for: Token, number: float, operator: Token, unit: Token) -> Lasting:
        return Lasting(operator=cast(Comparator, operator.value), duration=self.length(number, unit))

    def lasting_for(self, operator: Token, length: Duration, _duration: Token) -> Lasting:
        return Lasting(operator=cast(Comparator, operator.value), duration=length)

    def lasting_said(self, length: Duration, _duration: Token) -> Lasting:
        return Lasting(operator=">=", duration=length)

    def lasting_history(self, *parts: Any) -> Lasting | None:
        """ "At least a 2-year history of": only "history of" itself; "3 months prior" is a time before something."""
        length = next(p for p in parts if isinstance(p, Duration))
        if "history" not in parts[-1].text.casefold():
            return None
        operator = parts[0].value if isinstance(parts[0], Token) and parts[0].type == "CMP" else ">="
        return Lasting(operator=cast(Comparator, operator), duration=length)

    # -- classes

    def values(self, *parts: Any) -> tuple[tuple[str, ...], bool]:
        values = tuple(p for p in parts if isinstance(p, str))
        joiners = [p.type for p in parts if isinstance(p, Token) and p.type != "CLASSWORD"]
        return values, len(values) == 2 and joiners[0] in ("TO", "HYPHEN", "DASH")

    def roman(self, *parts: Any) -> tuple[tuple[str, ...], bool]:
        return self.values(*(p.value if isinstance(p, Token) and p.type == "CLASSVALUE" else p for p in parts))

    def value(self, token: Token) -> str:
        return token.value if token.type == "CLASSVALUE" else token.text  # "Ⅲ" is III

    def joiner(self, token: Token) -> Token:
        return token

    def conj(self, token: Token) -> Token:
        return token

    def to(self, token: Token) -> Token:
        return token

    def included(self, *_parts: Any) -> bool:
        return True

    def classes(self, *parts: Any) -> Classes | Between | Listed:
        values, is_range = next(p for p in parts if isinstance(p, tuple))
        numbers = _scored(values, parts)
        if len(numbers) > 1:
            return Between(Amount(numbers[0]), Amount(numbers[1])) if is_range else Listed(numbers)
        return Classes(values, _class_word(parts), None, is_range)

    def classes_from(self, *parts: Any) -> Classes | Compared:
        operator = next(p.value for p in parts if isinstance(p, Token) and p.type == "CMP")
        if parts[-1] is True:  # "below grade II (including grade II)"
            operator = {"<": "<=", ">": ">="}.get(operator, operator)
        value = next(
            p if isinstance(p, str) else p.text for p in parts if isinstance(p, str) or (isinstance(p, Token) and p.type == "CLASSVALUE")
        )
        return _open_class(value, cast(Comparator, operator), parts)

    def classes_post(self, *parts: Any) -> Classes | Compared:
        return _open_class(parts[-2], cast(Comparator, parts[-1].value), parts)

    def listed(self, *parts: Any) -> Listed:
        return Listed(tuple(p.number for p in parts if isinstance(p, Token) and p.type == "NUM"))

    # -- T, N and M

    def category(self, token: Token) -> str:
        return token.value

    def category_sign(self, token: Token) -> Token:
        return token

    def short_sign(self, token: Token) -> Token:
        return token

    def category_next(self, *parts: Any) -> tuple[Token | None, str]:
        last = parts[-1]
        return (parts[0] if len(parts) > 1 else None, last.text if isinstance(last, Token) else last)

    def categories(self, first: str, *following: tuple[Token | None, str]) -> Categories:
        return categories_of(first, [(sign.type if sign is not None else "", value) for sign, value in following])

    # -- formula

    def term(self, number: Token, *_rest: Any) -> float:
        return number.number

    def formula(self, score: Token, *parts: Any) -> Formula:
        coefficients = tuple(p for p in parts if isinstance(p, float))
        if len(coefficients) < 2:
            raise NoPhrase  # "ECOG = 1" is a value
        return Formula(score.value, coefficients)


def _postfixed_length(amount: Amount, words: Sequence[Token]) -> Duration:
    """ "6 months or more", "6 or more months"."""
    unit = next((t.value for t in words if t.type == "TU"), amount.time)
    if unit is None or amount.old or amount.unit is not None or amount.multiple_of is not None or words[-1].text.casefold() == "from":
        raise NoPhrase
    return Duration(value=amount.value, unit=cast(TimeUnit, unit))


def _between_times(between: Between, anchor: str) -> Window:
    """ "3 to 12 months before enrollment": neither earlier nor later."""
    if between.low.time is None or between.high.time is None or between.high.old or between.inside:
        raise NoPhrase
    start, end = (Duration(value=a.value, unit=cast(TimeUnit, a.time)) for a in (between.high, between.low))
    return Window(start=start, end=end, anchor=anchor)


def _window(length: Duration, since: tuple[str, bool]) -> Window:
    """So long before the anchor, or after it."""
    anchor, after = since
    return Window(start=length, anchor=anchor, direction="future" if after else "past")


def _class_word(parts: Sequence[Any]) -> str | None:
    return next((p.text.casefold() for p in parts if isinstance(p, Token) and p.type == "CLASSWORD"), None)


def _scored(values: tuple[str, ...], parts: Sequence[Any]) -> tuple[float, ...]:
    """The numbers of a score ("a score of 0-1"): unlike classes, they are measured."""
    word = _class_word(parts)
    scored = word is not None and word.startswith(("score", "level")) and all(v.isdecimal() for v in values)
    return tuple(float(v) for v in values) if scored else ()


def _open_class(value: str, operator: Comparator, parts: Sequence[Any]) -> Classes | Compared:
    numbers = _scored((value,), parts)
    return Compared(operator, Amount(numbers[0])) if numbers else Classes((value,), _class_word(parts), operator)

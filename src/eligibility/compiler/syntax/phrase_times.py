"""Builders of `grammars/phrases.lark`: windows, gaps and durations, each method named like its production."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from eligibility.compiler.syntax.phrase_limits import NoPhrase
from eligibility.compiler.syntax.phrases import (
    Amount,
    Between,
    Elsewhere,
    Gap,
)
from eligibility.reference.whole_names import name_of
from eligibility.rules.nodes import Comparator, Duration, HalfLives, Lasting, TimeUnit, Window
from eligibility.text.tokens import Token


class TimePhrases:
    """Meanings of times."""

    # -- time

    def length(self, number: float, *words: Token) -> Duration:
        unit = next(word for word in words if word.type == "TU")
        return Duration(value=number, unit=cast(TimeUnit, unit.value))

    def anchor(self, *words: Token) -> tuple[str, bool]:
        return words[-1].value, False

    def anchor_after(self, *words: Token) -> tuple[str, bool]:
        return words[-1].value, True

    def event(self, *words: Token | str) -> str:
        """ "Completion of the adjuvant chemotherapy" without its articles; "study treatment" is a drug first, but an anchor here."""
        name = " ".join(w if isinstance(w, str) else w.text for w in words if isinstance(w, str) or w.type != "FILLER")
        known = name_of(name, "ANCHOR")
        return known.value if known is not None else name

    def since_event(self, *words: Any) -> tuple[str, bool]:
        return words[-1], False

    def since_event_after(self, *words: Any) -> tuple[str, bool]:
        return words[-1], True

    def event_word(self, word: Token) -> str:
        return word.text

    def with_window(self, _with: Token, number: float, unit: Token, since: tuple[str, bool] = ("on", False)) -> Window:
        """ "With 3 months" is registry English for "within"; "with one-year follow-up" is not."""
        if unit.text[0] in "-‐‑":
            raise NoPhrase
        return _window(self.length(number, unit), since)

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

    def window_or_half_lives(self, _within: Token, first: Any, _or: Token, second: Any, *ending: Any) -> Window:
        """The last thing it is counted from is the anchor: "5 half-lives of the drug, whichever is longer, before screening"."""
        halves, length = (first, second) if isinstance(first, HalfLives) else (second, first)
        since = next((p for p in reversed(ending) if isinstance(p, tuple)), ("on", False))
        said = next((p for p in ending if isinstance(p, str)), "longer")
        return _window(length, since).replaced(half_lives=halves.replaced(whichever=said))

    def halflives(self, number: float, *_words: Token) -> HalfLives:
        return HalfLives(count=number)

    def whichever(self, *words: Token) -> str:
        """Which of two lengths counts; what is said of limits too is meant of them."""
        said = next(w.value for w in words if w.type == "WHICHEVER")
        return {"higher": "longer", "lower": "shorter"}.get(said, said)

    def range_before(self, between: Between | None, *words: Token) -> Window:
        return _between_times(between, words[-1].value)

    def range_ago(self, between: Between | None, _ago: Token) -> Window:
        return _between_times(between, "on")

    def range_since(self, between: Between | None, *since: Token) -> Gap:
        window = _between_times(between, "on")
        assert window.end is not None
        return Gap(">=", window.end, "on", since=True, until=window.start, latest=any(w.type == "LATEST" for w in since))

    def gap(self, operator: Token, length: Duration, *words: Token) -> Gap:
        return Gap(cast(Comparator, operator.value), length, words[-1].value)

    def gap_ago(self, operator: Token, length: Duration, _ago: Token) -> Gap:
        return Gap(cast(Comparator, operator.value), length, "on", ago=True)

    def gap_since(self, operator: Token, length: Duration, *_since: Token) -> Gap:
        return Gap(cast(Comparator, operator.value), length, "on", since=True)

    def gap_from(self, operator: Token, length: Duration, *words: Token) -> Gap:
        """ "At least 4 weeks from enrollment": before it, as far as a record can say."""
        return Gap(cast(Comparator, operator.value), length, words[-1].value)

    def elapsed(self, length: Duration, *_since: Token) -> Gap:
        return Gap(">=", length, "on", since=True)

    def time_since(self, length: Duration, *_since: Token) -> Gap:
        """ "4 weeks since": so long at least where it is asked for."""
        return Gap("=", length, "on", since=True)

    def latest(self, *words: Token) -> Token:
        """ "The last", which the time since it is about anyhow."""
        return words[-1]

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

    def so_long_after(self, *words: Any) -> Elsewhere:
        return Elsewhere(">=", next(w for w in words if isinstance(w, Duration)))

    def ending(self, *words: Token) -> Token:
        return words[-1]

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
        if "history" not in parts[-1].word:
            return None
        operator = parts[0].value if isinstance(parts[0], Token) and parts[0].type == "CMP" else ">="
        return Lasting(operator=cast(Comparator, operator), duration=length)


def _postfixed_length(amount: Amount, words: Sequence[Token]) -> Duration:
    """ "6 months or more", "6 or more months"."""
    unit = next((t.value for t in words if t.type == "TU"), amount.time)
    if unit is None or amount.old or amount.unit is not None or amount.multiple_of is not None or words[-1].word == "from":
        raise NoPhrase
    return Duration(value=amount.value, unit=cast(TimeUnit, unit))


def _between_times(between: Between | None, anchor: str) -> Window:
    """ "3 to 12 months before enrollment": neither earlier nor later. "< 150, ≤ 12 weeks before" are two things, of which one is a time."""
    if between is None or between.low.time is None or between.high.time is None or between.high.old or between.inside:
        raise NoPhrase
    start, end = (Duration(value=a.value, unit=cast(TimeUnit, a.time)) for a in (between.high, between.low))
    return Window(start=start, end=end, anchor=anchor)


def _window(length: Duration, since: tuple[str, bool]) -> Window:
    """So long before the anchor, or after it."""
    anchor, after = since
    return Window.made(start=length, anchor=anchor, direction="future" if after else "past")

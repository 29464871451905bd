"""Builders of `grammars/phrases.lark`: one method per production, each named like it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from eligibility.compiler.syntax.category_phrases import categories_of
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.phrase_limits import LimitPhrases, NoPhrase
from eligibility.compiler.syntax.phrase_times import TimePhrases
from eligibility.compiler.syntax.phrases import (
    Amount,
    Attested,
    Between,
    Categories,
    Classes,
    Compared,
    Formula,
    Listed,
    Phrase,
)
from eligibility.rules.nodes import Comparator
from eligibility.text.tokens import Token

_OTHER_TRIAL = "other-trial-participation"
_THIS = frozenset({"the", "this", "our", "these"})


class PhraseBuilder(LimitPhrases, TimePhrases):
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
        others = bool(named) or any_of_type(tokens, ("OTHER",))
        if not others and any(t.word in _THIS for t in tokens):
            raise NoPhrase  # "participating in this study" is what the trial itself asks for
        return Attested(_OTHER_TRIAL)

    # -- classes

    def values(self, *parts: Any) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
        """The values, whether they are the ends of a range, and the words between them: "stage II or stage III"."""
        values = tuple(p for p in parts if isinstance(p, str))
        joiners = [p.type for p in parts if isinstance(p, Token) and p.type != "CLASSWORD"]
        words = tuple(p.word for p in parts if isinstance(p, Token) and p.type == "CLASSWORD")
        return values, len(values) == 2 and joiners[0] in ("TO", "HYPHEN", "DASH"), words

    def roman(self, *parts: Any) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
        plain = {"CLASSVALUE": lambda t: t.value, "NUM": lambda t: t.text}
        return self.values(*(plain[p.type](p) if isinstance(p, Token) and p.type in plain else p for p in parts))

    def value(self, token: Token) -> str:
        return token.value if token.type == "CLASSVALUE" else token.text  # "Ⅲ" is III

    def class_value(self, token: Token) -> str:
        return token.value

    def joiner(self, token: Token) -> Token:
        return token

    def conj(self, token: Token) -> Token:
        return token

    def to(self, token: Token) -> Token:
        return token

    def included(self, *_parts: Any) -> bool:
        return True

    def classes(self, *parts: Any) -> Classes | Between | Listed:
        values, is_range, words = next(p for p in parts if isinstance(p, tuple))
        if len({w[:5] for w in (*words, _class_word(parts) or "") if w.startswith(("stage", "grade"))}) > 1:
            raise NoPhrase  # "stage I, grade 2" is two classes
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
        # A better class is a lower one: that of less disease.
        operator = "<=" if parts[-1].word.endswith("better") else parts[-1].value
        return _open_class(parts[-2], cast(Comparator, operator), parts)

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


def _class_word(parts: Sequence[Any]) -> str | None:
    return next((p.word for p in parts if isinstance(p, Token) and p.type == "CLASSWORD"), None)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")  # also "0.5 or 1"


def _scored(values: tuple[str, ...], parts: Sequence[Any]) -> tuple[float, ...]:
    """The numbers of a score ("a score of 0-1"): unlike classes, they are measured."""
    word = _class_word(parts)
    scored = word is not None and word.startswith(("score", "level")) and all(_NUMBER.fullmatch(v) for v in values)
    return tuple(float(v) for v in values) if scored else ()


def _open_class(value: str, operator: Comparator, parts: Sequence[Any]) -> Classes | Compared:
    numbers = _scored((value,), parts)
    return Compared(operator, Amount(numbers[0])) if numbers else Classes((value,), _class_word(parts), operator)

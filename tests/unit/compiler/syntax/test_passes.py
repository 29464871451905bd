"""A pass that says what it looks for must not find anything elsewhere: with or without that look, every text reads the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eligibility.compiler.syntax import joined_tokens, signs
from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.parse_tree import find_phrases
from eligibility.compiler.syntax.passes import Pass, in_elements, in_tokens, run_passes
from eligibility.text.tokens import Token, tokenize

TEXTS = re.findall(
    r"^(?:inclusion|exclusion)(?: \[[^\]]*\])?> (.+)$",
    (Path(__file__).parents[3] / "golden" / "language.txt").read_text("utf-8"),
    re.MULTILINE,
)


def tokens_of(text: str) -> list[tuple[str, object, object]]:
    return [(t.text, t.span, t.readings) for t in joined_tokens.joined(tokenize(text))]


def elements_of(text: str) -> list[tuple[str, object, object]]:
    return [(e.type, e.value, e.span) for e in signs.with_signs_read(find_phrases(joined_tokens.joined(tokenize(text))))]


def test_every_pass_says_all_that_it_looks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(TEXTS) > 100
    before = [(tokens_of(text), elements_of(text)) for text in TEXTS]
    monkeypatch.setattr(joined_tokens, "in_tokens", lambda tokens: _Everything())
    monkeypatch.setattr(signs, "in_elements", lambda elements: _Everything())
    assert [(tokens_of(text), elements_of(text)) for text in TEXTS] == before


class _Everything(set[str]):
    """A row in which anything may stand."""

    def isdisjoint(self, other: object) -> bool:
        return False


def test_what_an_earlier_pass_has_made_is_seen_by_a_later_one() -> None:
    def rename(tokens: list[Token]) -> list[Token]:
        return [Token("found", tokens[0].span, tokens[0].readings)]

    seen: list[str] = []

    def look(tokens: list[Token]) -> list[Token]:
        seen.extend(t.word for t in tokens)
        return tokens

    run_passes(tokenize("Asthma"), (Pass(rename, words={"asthma"}), Pass(look, words={"found"}), Pass(look, words={"asthma"})), in_tokens)
    assert seen == ["found"]


def test_a_phrase_shows_its_type_and_first_word() -> None:
    elements: list[Element] = find_phrases(tokenize("at least 18 years"))
    assert {"at least", elements[0].type} <= in_elements(elements)

"""A pass that says what it looks for must not find anything elsewhere: with or without that look, every text reads the same."""

from __future__ import annotations

import re
from functools import partial, reduce
from operator import or_
from pathlib import Path

import pytest

from eligibility.compiler.syntax import joined_tokens, signs
from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.parse_tree import find_phrases
from eligibility.compiler.syntax.passes import Pass, Passes, concern_elements, concern_tokens, run_passes
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
    monkeypatch.setattr(joined_tokens, "concern_tokens", all_of_them)
    monkeypatch.setattr(signs, "concern_elements", all_of_them)
    assert [(tokens_of(text), elements_of(text)) for text in TEXTS] == before


def all_of_them(row: object, looking_for: dict[str, int]) -> int:
    """The passes that a row concerns in which anything may stand."""
    return reduce(or_, looking_for.values())


def test_a_pass_that_nothing_concerns_is_not_run() -> None:
    run: list[str] = []

    def note(name: str, tokens: list[Token]) -> list[Token]:
        run.append(name)
        return tokens

    looks = {"first": {"words": {"asthma"}}, "second": {"kinds": {"PROC"}}, "third": {"kinds": {"COND"}}, "fourth": {"words": {"Asthma"}}}
    run_passes(tokenize("Asthma"), Passes(*(Pass(partial(note, name), **look) for name, look in looks.items())), concern_tokens)
    assert run == ["first", "third"]


def test_what_an_earlier_pass_has_made_is_seen_by_a_later_one() -> None:
    def rename(tokens: list[Token]) -> list[Token]:
        return [Token("found", tokens[0].span, tokens[0].readings)]

    seen: list[str] = []

    def look(tokens: list[Token]) -> list[Token]:
        seen.extend(t.word for t in tokens)
        return tokens

    passes = Passes(Pass(rename, words={"asthma"}), Pass(look, words={"found"}), Pass(look, words={"asthma"}))
    run_passes(tokenize("Asthma"), passes, concern_tokens)
    assert seen == ["found"]


def test_a_phrase_shows_its_type_and_first_word() -> None:
    elements: list[Element] = find_phrases(tokenize("at least 18 years"))
    assert concern_elements(elements, {"at least": 1, elements[0].type: 2, "asthma": 4}) == 3

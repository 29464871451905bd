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
    run_passes(
        tokenize("Asthma"), Passes(*(Pass(partial(note, name), **look) for name, look in looks.items()), in_place=False), concern_tokens
    )
    assert run == ["first", "third"]


def test_a_pass_is_run_only_where_what_it_asks_for_beside_it_stands_too() -> None:
    run: list[str] = []

    def note(name: str, tokens: list[Token]) -> list[Token]:
        run.append(name)
        return tokens

    beside: dict[str, set[str]] = {"both": {"copd", "CMP"}, "one": {"CMP"}, "none": set()}
    passes = [Pass(partial(note, name), kinds={"COND"}, beside=others) for name, others in beside.items()]
    run_passes(tokenize("Asthma or COPD"), Passes(*passes, in_place=False), concern_tokens)
    assert run == ["both", "none"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_pass_over_tokens_leaves_them_as_they_are(text: str) -> None:
    row = tokenize(text)
    for change in joined_tokens._PASSES.changes:
        before = [(t, repr(t)) for t in row]
        row = change(row)
        assert all(repr(token) == words for token, words in before)


def test_a_change_in_place_is_seen_by_a_later_pass() -> None:
    def rename(elements: list[Element]) -> list[Element]:
        elements[0].type = "FOUND"
        return elements

    seen: list[str] = []

    def look(elements: list[Element]) -> list[Element]:
        seen.extend(e.type for e in elements)
        return elements

    passes = Passes(Pass(rename, words={"asthma"}), Pass(look, kinds={"FOUND"}), in_place=True)
    run_passes(find_phrases(tokenize("Asthma")), passes, concern_elements)
    assert seen == ["FOUND"]


def test_what_an_earlier_pass_has_made_is_seen_by_a_later_one() -> None:
    def rename(tokens: list[Token]) -> list[Token]:
        return [Token("found", tokens[0].span, tokens[0].readings)]

    seen: list[str] = []

    def look(tokens: list[Token]) -> list[Token]:
        seen.extend(t.word for t in tokens)
        return tokens

    passes = Passes(Pass(rename, words={"asthma"}), Pass(look, words={"found"}), Pass(look, words={"asthma"}), in_place=False)
    run_passes(tokenize("Asthma"), passes, concern_tokens)
    assert seen == ["found"]


def test_a_phrase_shows_its_type_and_first_word() -> None:
    elements: list[Element] = find_phrases(tokenize("at least 18 years"))
    assert concern_elements(elements, {"at least": 1, elements[0].type: 2, "asthma": 4}) == 3

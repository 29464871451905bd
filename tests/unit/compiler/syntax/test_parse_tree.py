"""The skeleton of a criterion: blocks, sentences, segments, units, groups. It is never refused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility.compiler.syntax.parse_tree import Block, Element, Group, find_phrases, parse
from eligibility.text.tokens import tokenize


def skeleton(text: str) -> Block:
    return parse(tokenize(text))


def groups(text: str) -> list[str]:
    """The words of the outermost brackets."""
    units = [unit for sentence in skeleton(text).sentences for segment in sentence.segments for unit in segment.units]
    return [part.span.of(text) for unit in units for part in unit.parts if isinstance(part, Group)]


def test_semicolons_part_segments_and_stops_sentences() -> None:
    block = skeleton("ascites; jaundice. Diabetes")
    assert [len(sentence.segments) for sentence in block.sentences] == [2, 1]
    assert [stop.type for stop in block.separators] == ["STOP"]


def test_commas_and_conjunctions_part_units() -> None:
    (sentence,) = skeleton("ascites, jaundice and diabetes or fever").sentences
    (segment,) = sentence.segments
    assert len(segment.units) == 4
    assert [separator.type for separator in segment.separators] == ["COMMA", "AND", "OR"]


def test_brackets_are_groups_with_their_place() -> None:
    assert groups("heart failure (NYHA III-IV) or fever [high]") == ["(NYHA III-IV)", "[high]"]


@pytest.mark.parametrize("text", ["(fever", "fever)", ")(", "((("])
def test_brackets_without_a_partner_are_words(text: str) -> None:
    assert groups(text) == []


def test_one_bracket_too_many_spoils_no_other() -> None:
    assert groups("fever (high) ) and jaundice (deep)") == ["(high)", "(deep)"]


def test_a_slash_between_names_is_or_but_not_between_measures() -> None:
    assert [e.type for e in separators("ascites/jaundice")] == ["OR"]
    assert [e.type for e in separators("AST/ALT")] == []


def separators(text: str) -> list[Element]:
    return [s for sentence in skeleton(text).sentences for segment in sentence.segments for s in segment.separators]


@given(st.text(max_size=60))
def test_any_text_has_a_skeleton_and_its_elements_keep_their_order(text: str) -> None:
    skeleton(text)
    spans = [element.span for element in find_phrases(tokenize(text))]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_ten_thousand_brackets_have_a_skeleton() -> None:
    assert isinstance(skeleton("(" * 10_000 + "fever" + ")" * 10_000), Block)

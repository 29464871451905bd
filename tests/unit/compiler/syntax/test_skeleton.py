"""A criterion of one row is not parsed: its skeleton is what the grammar would make of it."""

from __future__ import annotations

import pytest

from eligibility.compiler.syntax import parse_tree
from eligibility.compiler.syntax.elements import Element
from eligibility.text.tokens import tokenize


def by_grammar(elements: list[Element]) -> object:
    parse = parse_tree._skeleton_grammar().parse()
    for kind, part in parse_tree._rows_and_signs(elements):
        assert parse.feed(kind, part)
    return parse.finish()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "asthma",
        "severe bacterial infection",
        "asthma or gout",
        "no asthma, gout caused by lead: (severe)",
        "asthma (severe), caused by dust; gout. Stroke",
    ],
)
def test_the_skeleton_is_that_of_the_grammar(text: str) -> None:
    elements = parse_tree.find_phrases(tokenize(text))
    assert repr(parse_tree._skeleton(elements)) == repr(by_grammar(elements))

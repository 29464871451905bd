"""The driver over Lark's tables answers as Lark's own parser does, for any tokens, in both grammars of criteria."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark import Lark, Token, UnexpectedInput

from eligibility.compiler.syntax.lalr import END, Table
from eligibility.resources import grammar_file

GRAMMARS = ("phrases.lark", "structure.lark")


@cache
def grammar(name: str) -> Lark:
    """A grammar with no builders, so that its value is the parse tree itself."""
    return Lark(grammar_file(name).read_text("utf-8"), parser="lalr", lexer="basic", strict=True)


@cache
def table(name: str) -> Table:
    return Table.of(grammar(name))


def read_by_lark(name: str, kinds: list[str]) -> tuple[list[set[str]], Any]:
    """What may stand at each place, as far as the tokens fit, and the tree."""
    parser: Any = grammar(name).parse_interactive("")
    choices = [set(parser.choices())]
    try:
        for kind in kinds:
            parser.feed_token(Token(kind, kind))
            choices.append(set(parser.choices()))
        return choices, parser.feed_eof()
    except UnexpectedInput:
        return choices, None


def read_by_table(name: str, kinds: list[str]) -> tuple[list[set[str]], Any]:
    parse = table(name).parse()
    choices = [set(parse.choices())]
    for kind in kinds:
        if not parse.feed(kind, Token(kind, kind)):
            return choices, None
        choices.append(set(parse.choices()))
    return choices, parse.finish()


@st.composite
def tokens(draw: st.DrawFn, name: str) -> list[str]:
    """Tokens that mostly fit, as the table has it, so that long phrases come up; now and then any token."""
    every = sorted({kind for row in table(name).rows.values() for kind in row if kind.isupper() and kind != END})
    parse = table(name).parse()
    kinds: list[str] = []
    for _ in range(draw(st.integers(0, 14))):
        fitting = sorted(kind for kind in parse.choices() if kind in every)
        kind = draw(st.sampled_from(fitting if fitting and draw(st.integers(0, 9)) else every))
        kinds.append(kind)
        if not parse.feed(kind, Token(kind, kind)):
            break
    return kinds


@pytest.mark.parametrize("name", GRAMMARS)
@given(st.data())
def test_the_driver_reads_as_lark_does(name: str, data: st.DataObject) -> None:
    kinds = data.draw(tokens(name))
    assert read_by_table(name, kinds) == read_by_lark(name, kinds)


@pytest.mark.parametrize("name", GRAMMARS)
@given(st.data())
def test_a_copy_goes_its_own_way(name: str, data: st.DataObject) -> None:
    kinds = data.draw(tokens(name))
    parse = table(name).parse()
    for kind in kinds[:-1]:
        parse.feed(kind, Token(kind, kind))
    before = set(parse.choices())
    for kind in kinds[-1:]:
        parse.copy().feed(kind, Token(kind, kind))
    assert set(parse.choices()) == before

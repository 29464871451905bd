"""Passes over a row of tokens or elements, each run only where something stands that it looks for.

Most passes find nothing in most criteria. One look at what stands in the row spares the walk through it, which is a tenth of the time that
compiling takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from eligibility.compiler.syntax.elements import Element
from eligibility.text.tokens import Token

Part = TypeVar("Part", Token, Element)


@dataclass(frozen=True, slots=True)
class Pass(Generic[Part]):
    """A change of a row, and what some part must be, or say in small letters, for the pass to find anything to change."""

    change: Callable[[list[Part]], list[Part]]
    kinds: Iterable[str] = ()
    words: Iterable[str] = ()


def run_passes(row: list[Part], passes: Sequence[Pass[Part]], contents: Callable[[list[Part]], set[str]]) -> list[Part]:
    """The row after all passes, in order. `contents` tells what stands in it: its types, which are in capitals, and its words."""
    found = contents(row)
    for one in passes:
        if not (found.isdisjoint(one.kinds) and found.isdisjoint(one.words)):
            row = one.change(row)
            found = contents(row)
    return row


def in_tokens(tokens: list[Token]) -> set[str]:
    """All types that tokens may be of, and their words."""
    found = {t.word for t in tokens}
    for token in tokens:
        for reading in token.readings:
            found.add(reading.type)
    return found


def in_elements(elements: list[Element]) -> set[str]:
    """The types of elements, and of the tokens in them, and their first words."""
    found = {e.type for e in elements}
    for element in elements:
        found.add(element.word)
        for reading in element.tokens[0].readings:
            found.add(reading.type)
    return found

"""Passes over a row of tokens or elements, each run only where something stands that it looks for.

Most passes find nothing in most criteria. One look at what stands in the row spares the walk through it, which is a tenth of the time that
compiling takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

from eligibility.compiler.syntax.elements import Element
from eligibility.text.tokens import Token

Part = TypeVar("Part", Token, Element)


@dataclass(frozen=True, slots=True)
class Pass(Generic[Part]):
    """A change of a row, and what some part must be, or say in small letters, for the pass to find anything to change.

    `beside`: types and words of which the row must have one, too.
    """

    change: Callable[[list[Part]], list[Part]]
    kinds: Iterable[str] = ()
    words: Iterable[str] = ()
    beside: Iterable[str] = ()


class Passes(Generic[Part]):
    """Passes in their order, with what each looks for turned round: from a type or word to those that look for it.

    Sets of passes are the bits of a number, the first pass the lowest one, so that those of a whole row are put together by "or". As many
    bits further up are the passes for which something must stand beside it.
    `in_place`: they change what stands in the row; others make new parts, so that a row of the same parts is the same row.
    """

    def __init__(self, *passes: Pass[Part], in_place: bool) -> None:
        self.in_place = in_place
        self.changes: tuple[Callable[[list[Part]], list[Part]], ...] = tuple(each.change for each in passes)
        self.looking_for = _looking_for(passes)
        self.asking_no_more = reduce(or_, (1 << place for place, each in enumerate(passes) if not each.beside), 0)

    def among(self, concerned: int) -> int:
        """Those that find all that they look for."""
        return concerned & (concerned >> len(self.changes) | self.asking_no_more)


def _looking_for(passes: Sequence[Pass[Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, each in enumerate(passes):
        for look in (*each.kinds, *each.words):
            found[look] = found.get(look, 0) | 1 << place
        for look in each.beside:
            found[look] = found.get(look, 0) | 1 << place + len(passes)
    return found


def run_passes(row: list[Part], passes: Passes[Part], concerned: Callable[[list[Part], dict[str, int]], int]) -> list[Part]:
    """The row after all passes, in order. `concerned` tells which of them something in the row concerns."""
    looking_for, changes = passes.looking_for, passes.changes
    left = passes.among(concerned(row, looking_for))
    standing = _as_it_stands(row) if left and passes.in_place else row
    while left:
        behind = (left & -left).bit_length()  # the place behind the first one left
        row = changes[behind - 1](row)
        now = _as_it_stands(row) if passes.in_place else row
        if now != standing:
            standing, left = now, passes.among(concerned(row, looking_for))
        left = left >> behind << behind
    return row


def _as_it_stands(row: Sequence[Any]) -> list[Any]:
    """The elements of a row, whose words no pass changes in place, and their types."""
    return [*row, *[element.type for element in row]]


def concern_tokens(tokens: Sequence[Token], looking_for: dict[str, int]) -> int:
    """The passes that look for a word of the tokens, or for a type that one of them may be of."""
    concerned = 0
    for token in tokens:
        concerned |= looking_for.get(token.word, 0)
        for kind, _ in token.readings:
            concerned |= looking_for.get(kind, 0)
    return concerned


def concern_elements(elements: Sequence[Element], looking_for: dict[str, int]) -> int:
    """The passes that look for the first word of an element, its type, or a type that its first token may be of."""
    concerned = concern_tokens([element.tokens[0] for element in elements], looking_for)
    for element in elements:
        concerned |= looking_for.get(element.type, 0)
    return concerned

""" "Infection not resolved at least 4 weeks before screening": when it was over, and not when it was."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

_OVER = frozenset({"resolved", "healed", "cleared", "subsided"})


def with_times_of_recovery(elements: list[Element]) -> list[Element]:
    """The elements, each time right behind such a word as words that are not understood."""
    for before, time in pairwise(elements):
        if time.type in ("WINDOW", "GAP") and before.tokens[-1].word.rpartition(" ")[2] in _OVER:
            time.type, time.value = "WORD", ""
            time.tokens = tuple(Token(t.text, t.span, (Reading("WORD", ""),)) for t in time.tokens)
            before.type = "HIST" if before.type == "DESC" else before.type  # it may be over since
    return elements

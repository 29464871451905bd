""" "They are included in a training programme" tells where somebody takes part, and permits nothing."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import Element

INCLUDED = frozenset({"are included", "is included", "were included", "was included"})
_IN = ("in", "in a", "in an")


def with_inclusions_elsewhere(elements: list[Element]) -> list[Element]:
    """The elements, each such word a plain one; what it is said of a study, or with no place, permits."""
    for word, place in pairwise(elements):
        if word.type == "ALLOWED" and word.word in INCLUDED and place.word in _IN:
            word.type, word.value = "WORD", ""
    return elements


def with_demanded_parts(elements: list[Element]) -> list[Element]:
    """ "Prior therapy, which must have included a taxane": a demand, and no example of what stands before it."""
    for demand, word in pairwise(elements):
        if word.type == "EG" and word.word in ("include", "included") and demand.type == "DEMAND":
            word.type, word.value = ("HIST" if word.word == "included" else "FILLER"), ""
    return elements

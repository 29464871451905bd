"""Words for people by where their families are from: "for Asians", "of African descent"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.observations import is_origin


def is_origin_word(element: Element) -> bool:
    """Whether an element says of which race or ethnicity people are."""
    return element.type == "ATTR" and isinstance(element.value, str) and is_origin(element.value)


def silence_populations(elements: list[Element]) -> None:
    """ "Asian populations" are Asians."""
    for origin, noun in pairwise(elements):
        if is_origin_word(origin) and noun.word in ("population", "populations"):
            noun.type, noun.value = "FILLER", ""

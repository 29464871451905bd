"""What patients are said to have by "whose": "patients whose creatinine exceeds 1.5 mg/dL", "creatinine elevation > 1.5 mg/dL"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import Element

WHOSE = "whose"
ELEVATION = frozenset({"elevation", "elevations"})
_MEASURED = ("MEAS", "SCALE", "AGE")


def with_own_values(elements: list[Element]) -> list[Element]:
    """The elements, "whose" before the name of a measure read as what only leads over to it; of others it may tell of a relative."""
    for word, following in pairwise(elements):
        if word.word == WHOSE and word.type in ("WORD", "BLOCK") and following.type in _MEASURED:
            word.type, word.value = "FILLER", ""
    return elements


def with_risen_values(elements: list[Element]) -> list[Element]:
    """The elements, "elevation" between a measure and a lower limit carrying nothing: so high it is said to be."""
    for measure, word, limit in zip(elements, elements[1:], elements[2:], strict=False):
        raised = limit.type == "LIMIT" and getattr(limit.value, "operator", "")[:1] == ">"
        if word.word in ELEVATION and word.type == "WORD" and measure.type == "MEAS" and raised:
            word.type, word.value = "FILLER", ""
    return elements

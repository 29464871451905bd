"""Verbs behind a medicine and before a time, which say no more than the two: "aspirin taken within 14 days"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import SEPARATORS, Element

TAKEN = frozenset({"taken", "used", "administered", "given", "ingested", "consumed"})
_TIMES = ("WINDOW", "GAP", "LASTING")


def with_taken_within(elements: list[Element]) -> list[Element]:
    """The elements, each such verb made a word that says nothing."""
    medicine = False
    for element, following in zip(elements, [*elements[1:], None], strict=True):
        if element.type in SEPARATORS:
            medicine = medicine and element.type in ("COMMA", "AND", "OR")
        elif element.type == "DRUG":
            medicine = True
        elif medicine and element.type == "WORD" and element.word in TAKEN and following is not None and following.type in _TIMES:
            element.type, element.value = "FILLER", ""
    return elements

"""Letters and numbers of a list within a sentence: "a. haemoglobin ≥ 90 g/L; b. bilirubin ≤ 20 µmol/L"."""

from __future__ import annotations

import re

from eligibility.compiler.syntax.elements import Element

_MARK = re.compile(r"[a-h]|[ivx]{1,4}")
_OPENS = ("SEMI", "COLON")
_MARKED = ("WORD", "CLASSVALUE")


def without_letters(elements: list[Element]) -> list[Element]:
    """The elements, such a mark and its stop carrying nothing."""
    for before, mark, stop in zip(elements, elements[1:], elements[2:], strict=False):
        if stop.type == "STOP" and before.type in _OPENS and mark.type in _MARKED and _MARK.fullmatch(mark.word):
            mark.type = stop.type = "FILLER"
    return elements

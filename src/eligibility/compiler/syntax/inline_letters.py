"""Letters and numbers of a list within a sentence: "a. haemoglobin ≥ 90 g/L; b. bilirubin ≤ 20 µmol/L"."""

from __future__ import annotations

import re

from eligibility.compiler.syntax.elements import Element

_MARK = re.compile(r"[a-h]|[ivx]{1,4}")
_ORDERS = (tuple("abcdefgh"), ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"))
LETTERS = frozenset(mark for order in _ORDERS for mark in order)
_OPENS = ("SEMI", "COLON")
_MARKED = ("WORD", "CLASSVALUE", "FILLER")  # "a" is an article, too


def without_letters(elements: list[Element]) -> list[Element]:
    """The elements, such marks and their stops carrying nothing where at least two follow each other: "C. difficile" is none."""
    marks = []
    for before, mark, stop in zip([None, *elements], elements, elements[1:], strict=False):
        opens = before is None or before.type in _OPENS
        if stop.type == "STOP" and opens and mark.type in _MARKED and _MARK.fullmatch(mark.word):
            marks.append((mark, stop))
    for order in _ORDERS:
        found = [(mark, stop) for mark, stop in marks if mark.word in order]
        places = [order.index(mark.word) for mark, _ in found]
        if len(places) > 1 and places == list(range(places[0], places[0] + len(places))):
            for mark, stop in found:
                mark.type = stop.type = "FILLER"
            return elements
    return elements

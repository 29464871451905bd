"""How something was found, said behind it: "QTc > 480 ms on screening ECG", "cirrhosis confirmed by biopsy or imaging"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of

_MEASURED = ("LIMIT", "LISTED", "NORMAL")
ON = frozenset({"on", "on a", "on an", "on the", "at"})
_EXAMINATIONS = ("imaging", "electrocardiogram", "electroencephalogram", "biopsy")
_BETWEEN = ("FILLER", "DESC", "MEASMOD", "SITE", "WORD", "RESTING")
_FARTHEST = 8


def with_ways(elements: list[Element]) -> list[Element]:
    """The elements, such words made the link that "by" is."""
    for index, element in enumerate(elements):
        before = elements[index - 1] if index else None
        if before is None:
            continue
        if _is_on_examination(elements, index, before) or _opens_ways(elements, index, before):
            element.type = "HOW"
    return elements


_FOUND = ("WORD", "DISEASENOUN")


def _is_on_examination(elements: list[Element], index: int, before: Element) -> bool:
    element = elements[index]
    on = element.type in ("TAKING", "WORD", "TAIL") and element.word in ON
    if not on:
        return False
    found = (before.may_be("COND") or before.type in _FOUND) and not _names_a_place(elements[index + 1 : index + 1 + _FARTHEST])
    if any_of_type(elements[:index], ("HOW",)):
        return False  # "confirmed by analysis on biopsy": it goes on
    return (before.type in _MEASURED or found) and _is_examination(elements[index + 1 : index + 1 + _FARTHEST])


def _names_a_place(elements: list[Element]) -> bool:
    """ "Fibrosis on liver biopsy" is fibrosis of the liver."""
    examination = next((e for e in elements if e.type == "PROC"), None)
    words = examination.word.split() if examination is not None else ()
    return any_of_type(elements, ("SITE",)) or any(name_of(word, "SITE") is not None for word in words)


def _opens_ways(elements: list[Element], index: int, before: Element) -> bool:
    element = elements[index]
    by = element.type == "HOWADJ" and " by " in element.word
    return by and before.type == "COND" and _goes_on(elements, index)


def _goes_on(elements: list[Element], index: int) -> bool:
    """Whether further ways follow, and no disease: "confirmed by biopsy, imaging or clinical findings"."""
    following = elements[index + 1 : index + 1 + _FARTHEST]
    named = any(
        e.may_be("COND", "DRUG", "MEAS", "ATTR", "NEG", "LIMIT", "PROC", "SCALE", "TEST") and not _is_examination([e]) for e in following
    )
    return bool(following) and following[0].type in ("COMMA", "OR", "AND") and not named


def _is_examination(elements: list[Element]) -> bool:
    for index, element in enumerate(elements):
        if element.type == "PROC":
            placed = any_of_type(elements[index + 1 :], ("SITE",))  # "on DXA of the hip": where is asked for as well
            return not placed and any(vocabulary().is_a(element.value, act) for act in _EXAMINATIONS)
        if element.type not in _BETWEEN:
            return False
    return False

"""Findings that no table has, on an examination: "congestion on chest radiograph" is a finding, and asks for no examination."""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import Element, one_word
from eligibility.reference.vocabulary import vocabulary

SEEN = frozenset({"on", "on a", "on an", "on the"})
_EXAMINATIONS = ("imaging", "electrocardiogram", "electroencephalogram", "endoscopy")
_BETWEEN = ("FILLER", "DESC", "SITE", "WORD", "MEASMOD")
_FARTHEST = 5


def with_findings_seen(elements: list[Element]) -> list[Element]:
    """The elements, each unknown word with such an examination behind it made one unknown word."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        end = _end(elements, index) if result and _is_noun(result[-1]) else None
        if end is None:
            result.append(elements[index])
            index += 1
            continue
        result.append(one_word([result.pop(), *elements[index:end]]))
        index = end
    return result


def _is_noun(element: Element) -> bool:
    """Whether it may name a finding; "visualized on mammogram" says how another was found."""
    return element.type == "WORD" and not element.word.endswith(("ed", "en", "nt", "ble", "own"))


def _end(elements: list[Element], index: int) -> int | None:
    """The place behind "on" and the examination, which begin at `index`; None where something else does."""
    if elements[index].word not in SEEN:
        return None
    between = list(takewhile(lambda e: e.type in _BETWEEN, elements[index + 1 : index + _FARTHEST]))
    place = index + 1 + len(between)
    if not _is_examination(elements, place):
        return None
    while place + 2 < len(elements) and elements[place + 1].type in ("OR", "SLASH", "AND") and _is_examination(elements, place + 2):
        place += 2  # "on CTA or MRA"
    return place + 1


def _is_examination(elements: list[Element], place: int) -> bool:
    named = elements[place] if place < len(elements) and elements[place].type == "PROC" else None
    return named is not None and any(vocabulary().is_a(named.value, each) for each in _EXAMINATIONS)

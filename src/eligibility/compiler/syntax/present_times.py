"""The day on which a patient is judged: "at the time of signing the ICF", "on the day of screening" (contract §5, anchors)."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_SIGNING = "at the time of signing"
PRESENT = frozenset({"time", "day", "date", "moment", _SIGNING})
_ON = frozenset({"at", "on", "upon"})
_BEFORE = frozenset({"signing", "signature", "obtaining", "giving", "providing", "written", "study", "the", "their", "of"})
_BEHIND = frozenset({"form", "document", "signature", "visit", "signing"})
_ANCHORS = ("consent", "enrollment", "screening", "randomization", "baseline")


def with_present_times(elements: list[Element]) -> list[Element]:
    """Such a time as one word that says nothing: a statement is judged on that day anyhow."""
    index = 0
    while index < len(elements):
        found = _time_at(elements, index) if elements[index].word in PRESENT else None
        if found is not None:
            start, end = found
            span = Span(elements[start].span.start, elements[end - 1].span.end)
            text = " ".join(e.word for e in elements[start:end])
            elements = [*elements[:start], Element("FILLER", "", span, (Token(text, span, (Reading("FILLER", ""),)),)), *elements[end:]]
            index = start
        index += 1
    return elements


def _time_at(elements: list[Element], index: int) -> tuple[int, int] | None:
    """Where the time begins and ends whose noun stands at this place."""
    start, place = index, index + 1
    if elements[index].word != _SIGNING:
        start -= 2 if index and elements[index - 1].word == "the" else 1
        if start < 0 or elements[start].word not in _ON or place == len(elements) or elements[place].word != "of":
            return None
    while place < len(elements) and elements[place].word in _BEFORE:
        place += 1
    if place == len(elements) or not _is_anchor(elements[place]):
        return None
    place += 1
    while place < len(elements) and elements[place].word in _BEHIND:
        place += 1
    return start, place


def _is_anchor(element: Element) -> bool:
    readings = [r for t in element.tokens for r in t.readings]
    return any((r.type == "ANCHOR" and r.value in _ANCHORS) or (r.type, r.value) == ("ATTR", "informed-consent") for r in readings)

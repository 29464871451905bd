"""The time of the trial itself, which begins after a patient is judged: "major surgery during the study" is planned for it."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import SEPARATORS, Element
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.spans import Span
from eligibility.text.tokens import Token

_DURING = ("during", "throughout")
_NAMED = frozenset({"treatment", "study", "trial", "participation", "therapy"})
STUDY_TIMES = frozenset(
    f"{opening} {rest}"
    for opening in _DURING
    for rest in ("the trial", "the study", "study participation", "this study", "the study period", "this trial", "the treatment")
) | frozenset(_DURING)
_TENSES = ("PLAN", "HIST", "WINDOW", "GAP", "NOPLAN", "ONSET", "CURR", "TAKING", "ACTIVE")


def with_study_times(elements: list[Element]) -> list[Element]:
    """Such a time behind the name of a procedure made a word for what is planned."""
    result: list[Element] = []
    index, start = 0, 0  # `start`: the first element of the unit
    while index < len(elements):
        element = elements[index]
        if element.type in SEPARATORS:
            start = len(result) + 1
        end = _end_of_time(elements, index) if element.word in STUDY_TIMES else None
        unit = result[start:]
        if end is None or not unit or not _is_event(unit[-1]) or any(e.type in _TENSES for e in unit):
            result.append(element)
            index += 1
            continue
        span = Span(element.span.start, elements[end - 1].span.end)
        text = " ".join(e.word for e in elements[index:end])
        result.append(Element("PLAN", "", span, (Token(text, span, (Reading("PLAN", ""),)),)))
        index = end
    return result


def _is_event(element: Element) -> bool:
    """Whether it is a procedure that is over once it was done: dialysis that goes on during the trial may have begun before it."""
    concept = vocabulary().concept(element.value) if element.type == "PROC" and element.value else None
    return element.type == "PROC" and not (concept is not None and concept.continuing)


def _end_of_time(elements: list[Element], index: int) -> int | None:
    """The place behind the time, at which its unit must end."""
    place = index + 1
    if elements[index].word in _DURING:
        while place < len(elements) and elements[place].type == "FILLER":
            place += 1
        if place == len(elements) or elements[place].word not in _NAMED:
            return None
        place += 1
    behind = elements[place : place + 2]
    other_time = (
        len(behind) == 2 and behind[0].type == "OR" and behind[1].type in _TENSES
    )  # "during the study or within 3 weeks of its start"
    return place if not behind or (behind[0].type in SEPARATORS and not other_time) else None

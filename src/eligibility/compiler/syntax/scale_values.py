"""Classes that a scale calls by names of its own: "METAVIR F2 or F3", "liver fibrosis stage F2-F4", "fibrosis stage ≥ F3"."""

from __future__ import annotations

from typing import cast

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Classes
from eligibility.reference.observations import observation, scale_value
from eligibility.rules.nodes import Comparator
from eligibility.spans import Span

_JOINING = ("COMMA", "OR", "HYPHEN", "DASH", "SLASH")
_RANGING = ("HYPHEN", "DASH")


def with_scale_values(elements: list[Element]) -> list[Element]:
    """The elements, such names behind that of their scale made its classes."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        element = elements[index]
        result.append(element)
        index += 1
        found = _classes(element.value, elements, index) if element.type == "SCALE" else None
        if found is not None:
            end, classes = found
            span = Span(elements[index].span.start, elements[end - 1].span.end)
            result.append(Element("CLASSES", classes, span, tuple(t for e in elements[index:end] for t in e.tokens)))
            index = end
    return result


def _classes(scale: str, elements: list[Element], start: int) -> tuple[int, Classes] | None:
    """The place behind the classes which begin at `start`, and these; None where no word there names one."""
    sign = elements[start] if start < len(elements) and elements[start].type == "CMP" else None
    place = start + (sign is not None)
    if not _names_class(scale, elements, place):
        return None
    values, ranging = [elements[place].tokens[0].text], False
    place += 1
    while sign is None and place < len(elements) and elements[place].type in _JOINING and _names_class(scale, elements, place + 1):
        ranging = ranging or elements[place].type in _RANGING
        values.append(elements[place + 1].tokens[0].text)
        place += 2
    if sign is not None:
        return place, Classes(tuple(values), operator=cast(Comparator, sign.value))
    return (place, Classes(tuple(values), span_of_range=ranging)) if not ranging or len(values) == 2 else None


def _names_class(scale: str, elements: list[Element], place: int) -> bool:
    named = elements[place] if place < len(elements) and elements[place].type == "WORD" else None
    known = observation(scale)
    return named is not None and len(named.tokens) == 1 and known.kind == "class" and scale_value(known, named.tokens[0].text) is not None

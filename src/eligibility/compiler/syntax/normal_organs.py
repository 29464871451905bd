"""Organs that are said to be normal together: "normal uterus and ovaries" asks for no disease of the ovaries."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

_JOINING = ("AND", "OR", "COMMA", "SLASH")
_BEHIND = ("STOP", "SEMI", "RPAR", "HOW", "WITH")


def with_normal_organs(elements: list[Element]) -> list[Element]:
    """The elements, what joins such organs made no separator: they are one statement."""
    for index, element in enumerate(elements):
        if element.type == "NORMAL" and element.value == "normal":
            _join(elements, index + 1)
    return elements


def _join(elements: list[Element], start: int) -> None:
    end, joining = start, []
    while end < len(elements) and elements[end].type in (*_JOINING, "SITE", "FILLER"):
        joining += [elements[end]] if elements[end].type in _JOINING else []
        end += 1
    sites = sum(e.type == "SITE" for e in elements[start:end])
    ends = end == len(elements) or elements[end].type in _BEHIND or elements[end].word in ("at", "on", "by")
    if sites > 1 and ends and elements[end - 1].type == "SITE":
        for element in joining:
            element.type, element.value = "FILLER", ""

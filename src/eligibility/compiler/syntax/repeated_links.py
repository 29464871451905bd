"""A "with" that is said again: "treatment with A, with B or with C" is a list of what the treatment is with."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.vocabulary import vocabulary

_LISTING = ("COMMA", "OR", "AND")
_OPENING = ("TAKING", "COND", "PROC")
_SILENT = ("FILLER", "DESC", "ROUTE", "HIST")


def with_repeated_links(elements: list[Element]) -> list[Element]:
    """The elements, each such "with" behind a comma or an "or" made a word that says nothing, where names of the same kind follow."""
    kind: str | None = None
    for index, element in enumerate(elements):
        words = element.word.split()
        if element.type in ("STOP", "SEMI", "COLON"):
            kind = None
        elif element.type in _OPENING and len(words) > 1 and "with" in words[1:]:
            kind = _kind_behind(elements, index) if element.type == "TAKING" else _kind(element)
        elif element.type == "WITH" and element.word == "with":
            again = index > 0 and elements[index - 1].type in _LISTING and kind is not None
            if again and _kind_behind(elements, index) == kind:
                element.type, element.value = "FILLER", ""
            else:
                kind = None
    return elements


def _kind_behind(elements: list[Element], index: int) -> str | None:
    return next((_kind(e) for e in elements[index + 1 :] if e.type not in _SILENT), None)


def _kind(element: Element) -> str | None:
    """A treatment, or an infection; of nothing else does a "with" make a list: "infection with HIV, with fever"."""
    if element.type in ("DRUG", "PROC"):
        return "treatment"
    infected = element.type == "ORG" or (element.type == "COND" and vocabulary().is_a(element.value, "infection"))
    return "infection" if infected else None

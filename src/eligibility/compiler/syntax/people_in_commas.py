"""People between commas, of whom the next member of a list is said: "gout, or, in women, asthma" is "gout, or in women asthma"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

PEOPLE_BEHIND = ("in", "for", "among")
_PEOPLE = ("SEXNOUN", "AGENOUN")


def with_people_in_commas(elements: list[Element]) -> list[Element]:
    """The elements, the commas around such people made words that part nothing."""
    for index, element in enumerate(elements):
        before = [e for e in elements[max(0, index - 2) : index] if e.type != "COMMA"]
        opens = element.type == "FOR" and element.word in PEOPLE_BEHIND and bool(before) and before[-1].type in ("OR", "AND")
        if not opens or [e.type for e in elements[index + 2 : index + 3]] != ["COMMA"] or elements[index + 1].type not in _PEOPLE:
            continue
        for comma in (elements[index - 1], elements[index + 2]):
            comma.type = "FILLER" if comma.type == "COMMA" else comma.type
    return elements

""" "Systemic" before adjectives of a disease says how far it is spread: "systemic fungal, bacterial or viral infection".

Before a medicine it is a route.
"""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

SYSTEMIC = "systemic"
_BETWEEN = ("WORD", "COMMA", "OR", "AND", "SLASH")


def with_systemic_diseases(elements: list[Element]) -> list[Element]:
    """The elements, such a route made a word that describes."""
    for index, element in enumerate(elements):
        if element.type != "ROUTE" or element.word != SYSTEMIC or [e.type for e in elements[index + 1 : index + 2]] != ["WORD"]:
            continue
        noun = next((e for e in elements[index + 1 :] if e.type not in _BETWEEN), None)
        if noun is not None and noun.type == "COND":
            element.type = "DESC"
    return elements

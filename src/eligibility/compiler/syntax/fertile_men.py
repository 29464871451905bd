"""Men "of childbearing age" or "potential": they bear no children, and are meant where they can father some."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

_BEARING, _FERTILE = "childbearing-potential", Reading("ATTR", "fertile")


def with_fertile_men(elements: list[Element]) -> list[Element]:
    """The elements, what is said so of men alone made their fertility."""
    for index, element in enumerate(elements):
        people = elements[index - 1] if index else None
        if element.type != "ATTR" or element.value != _BEARING or people is None or people.type != "SEXNOUN" or people.value != "male":
            continue
        joined = index > 1 and elements[index - 2].type in ("AND", "OR", "SLASH")  # "women and men of childbearing potential"
        if not joined:
            element.type, element.value = _FERTILE
            element.tokens = (Token(element.tokens[0].text, element.span, (_FERTILE,)),)
    return elements

"""Adjectives of a disease that are said of people: "neutropenic patients", "children who are autistic"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import SEPARATORS, Element
from eligibility.reference.adjectives import disease_of
from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

PEOPLE = frozenset({"SUBJECT", "SEXNOUN", "AGENOUN"})
MINORS = frozenset({"minor", "minors"})
_BEING = frozenset({"are", "is", "being", "be", "who"})


def with_diseased_people(elements: list[Element]) -> list[Element]:
    """The elements, each such adjective read as having the disease."""
    for index, element in enumerate(elements):
        if element.type == "SEV" and _are_minors(elements, index):
            element.type, element.value = "AGENOUN", "child"
        if element.type != "WORD" or len(element.tokens) != 1 or not _is_said_of_people(elements, index):
            continue
        disease = disease_of(element.word)
        if disease is not None:
            element.type, element.value = "COND", disease.id
            element.tokens = (Token(element.tokens[0].text, element.span, (Reading("COND", disease.id),)),)
    return elements


def _are_minors(elements: list[Element], index: int) -> bool:
    """ "Minors", "minor patients": people who are not of age, and not of little weight like "minor surgery"."""
    element, following = elements[index], elements[index + 1 : index + 2]
    if element.word not in MINORS:
        return False
    closes = not following or following[0].type in SEPARATORS
    return following[0].type == "SUBJECT" if element.word == "minor" and following else element.word == "minors" and closes


def _is_said_of_people(elements: list[Element], index: int) -> bool:
    """Whether people follow, or stand before with nothing but "who are" between; what follows "hypertensive" may be its noun."""
    following = elements[index + 1] if index + 1 < len(elements) else None
    if following is not None and following.type in PEOPLE:
        return True
    closes = following is None or following.type in SEPARATORS
    before = elements[max(0, index - 3) : index]
    while before and before[-1].type == "FILLER":
        if before[-1].word.split()[-1] not in _BEING:
            return False
        before.pop()
    return closes and len(before) < len(elements[max(0, index - 3) : index]) and bool(before) and before[-1].type in PEOPLE

"""Those who are "under" a treatment receive it: "patients under dialysis"; an operation "under anaesthesia" is another thing."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

UNDER = "under"
_PEOPLE = ("SUBJECT", "FILLER", "SEXNOUN", "AGENOUN", "CURR", "NEG", "PEOPLE", "DEMAND")
_DESCRIBING = ("FILLER", "DESC", "ROUTE", "HYPHEN", "ACTIVE")


def with_those_under(elements: list[Element]) -> list[Element]:
    """The elements, "under" behind nothing but people read as the taking of the treatment that comes next."""
    for place, element in enumerate(elements):
        if element.type not in ("WORD", "CMP") or element.word != UNDER:
            continue
        opens = place == 0 or elements[place - 1].type in ("COMMA", "SEMI", "OR", "AND", "STOP", "COLON", *_PEOPLE)
        before = elements[max(0, place - 3) : place]
        people = all(e.type in ("COMMA", "SEMI", "OR", "AND", "STOP", "COLON", *_PEOPLE) for e in before)
        following = next((e for e in elements[place + 1 : place + 4] if e.type not in _DESCRIBING), None)
        if opens and people and following is not None and following.may_be("PROC", "DRUG", "THERAPY"):
            element.type, element.value = "TAKING", ""
    return elements

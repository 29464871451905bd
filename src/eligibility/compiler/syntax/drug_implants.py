"""Implants that give a medicine: "a dexamethasone intravitreal implant", "buprenorphine implant" are that medicine."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import Element

IMPLANTS = frozenset({"implant", "implants"})


def with_drug_implants(elements: list[Element]) -> list[Element]:
    """The elements, such a noun right behind the name of a medicine made a word that says no more than the name."""
    for before, element in pairwise(elements):
        if element.type == "PROC" and element.word in IMPLANTS and before.type == "DRUG":
            element.type, element.value = "FILLER", ""
    return elements

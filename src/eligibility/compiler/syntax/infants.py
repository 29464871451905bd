"""Infants and newborns who are the patients themselves, and not those of a mother: "preterm infants with respiratory distress"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

_STAGES = {
    **dict.fromkeys(("infant", "infants", "baby", "babies"), "infant"),
    **dict.fromkeys(("neonate", "neonates", "newborn", "newborns", "newborn infants"), "neonate"),
}
INFANTS = frozenset(_STAGES)
_ENDS = ("STOP", "SEMI", "COLON")
_BEFORE = ("WORD", "DESC", "FILLER", "ATTR", "SEV", "SEXNOUN", "COND", "HYPHEN")
_OF_OTHERS = frozenset({"of", "her", "their", "whose", "nursing", "breastfed", "unborn"})


def with_infants(elements: list[Element]) -> list[Element]:
    """The elements, such a noun that opens a sentence made an age."""
    opening = True
    for element in elements:
        if opening and element.word in INFANTS and element.type in ("PEOPLE", "WORD"):
            element.type, element.value = "AGENOUN", _STAGES[element.word]
        opening = element.type in _ENDS or (opening and element.type in _BEFORE and _OF_OTHERS.isdisjoint(element.word.split()))
    return elements

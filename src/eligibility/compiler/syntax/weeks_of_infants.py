"""Weeks of gestation of those who are born: "newborns ≥ 36 weeks' gestation" limits their gestational age at birth, not their age."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import SEPARATORS, Element
from eligibility.compiler.syntax.phrases import counts_pregnancy
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

_AT_BIRTH = "gestational-age-at-birth"
_EARLY = frozenset({"preterm", "premature", "pre-term", "late-preterm"})
INFANTS = frozenset({"newborn", "newborns", "infant", "infants", "neonate", "neonates", "baby", "babies", "newborn infants"})
_NAMES = ("MEAS", "SCALE", "TEST", "COND", "PROC")


def with_weeks_of_infants(elements: list[Element]) -> list[Element]:
    """The elements, the name of the measurement put before each such limit that has none."""
    result: list[Element] = []
    for element in elements:
        if element.type == "LIMIT" and counts_pregnancy(element.value) and _are_born(result):
            where = Span(element.span.start, element.span.start)
            result.append(Element("WITH", "", where, (Token("with", where, (Reading("WITH", ""),)),)))
            result.append(Element("MEAS", _AT_BIRTH, where, (Token("weeks", where, (Reading("MEAS", _AT_BIRTH),)),)))
        result.append(element)
    return result


def _are_born(before: list[Element]) -> bool:
    """Whether the words right before speak of infants, and name nothing else that may be measured; "preterm" only says the same."""
    infants = None
    for element in reversed(before):
        if element.type in SEPARATORS or element.type in _NAMES:
            break
        infants = element if element.word in INFANTS else infants
        if (infants is not None and element.type == "WORD" and element.word in _EARLY) or element.word in ("born", "at", "of"):
            element.type, element.value = "FILLER", ""
    return infants is not None

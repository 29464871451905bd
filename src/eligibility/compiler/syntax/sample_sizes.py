"""How many people a trial takes: "Sixty patients with asthma", "100 healthy volunteers" ask nothing of the patient."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount

_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_BETWEEN = ("DESC", "FILLER", "AGENOUN", "SEXNOUN")
_OPENING = ("STOP", "SEMI", "COLON")
_FEWEST = 5  # "two children" are the patient's own
_LOOKED_AT = 4


def without_sample_sizes(elements: list[Element]) -> list[Element]:
    """The elements, a number of people at the beginning of a statement read as no condition."""
    for index, element in enumerate(elements):
        begins = index == 0 or elements[index - 1].type in _OPENING
        if begins and element.type == "BARE" and _is_count(element.value) and _counts_people(elements[index + 1 : index + _LOOKED_AT]):
            element.type, element.value = "FILLER", ""
    return elements


def _is_count(value: object) -> bool:
    return isinstance(value, Amount) and value == Amount(value.value) and value.value >= _FEWEST and value.value == int(value.value)


def _counts_people(following: list[Element]) -> bool:
    for element in following:
        healthy = element.type == "ATTR" and element.value == "healthy-volunteer"
        plural = element.tokens[0].word.split()[0].endswith(("s", "men", "children"))
        if healthy or (element.type in _PEOPLE and plural):
            return True
        if element.type not in _BETWEEN:
            return False
    return False

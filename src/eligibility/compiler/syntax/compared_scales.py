"""A comparison before the name of a scale: "≥ NYHA class II", "> CTCAE grade 2"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import cast

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount, Classes
from eligibility.rules.nodes import Comparator


def with_compared_scales(elements: list[Element]) -> list[Element]:
    """The elements, the comparison moved behind the name, where it compares the class."""
    for place, (sign, scale) in enumerate(pairwise(elements)):
        if sign.type != "CMP" or scale.type != "SCALE":
            continue
        said = elements[end] if (end := _behind_names(elements, place + 1, scale)) < len(elements) else sign
        found = _one_class(said)
        if found is not None:
            said.type, said.value = "CLASSES", replace(found, operator=cast(Comparator, sign.value))
            sign.type, sign.value = "FILLER", ""
    return elements


def _behind_names(elements: list[Element], start: int, scale: Element) -> int:
    """The place behind a scale and its abbreviation in brackets: "New York Heart Association (NYHA)"."""
    rest = elements[start + 1 : start + 4]
    again = [e.type for e in rest] == ["LPAR", "SCALE", "RPAR"] and rest[1].value == scale.value
    return start + 4 if again else start + 1


def _one_class(element: Element) -> Classes | None:
    value = element.value
    if isinstance(value, Classes):
        return value if len(value.values) == 1 and value.operator is None else None
    whole = isinstance(value, Amount) and value == Amount(value.value) and value.value == int(value.value)
    return Classes((f"{value.value:g}",)) if whole and isinstance(value, Amount) else None

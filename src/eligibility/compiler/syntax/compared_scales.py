"""A comparison before the name of a scale: "≥ NYHA class II", "> CTCAE grade 2"."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount, Classes
from eligibility.rules.nodes import Comparator


def with_compared_scales(elements: list[Element]) -> list[Element]:
    """The elements, the comparison moved behind the name, where it compares the class."""
    for sign, scale, said in zip(elements, elements[1:], elements[2:], strict=False):
        found = _one_class(said) if sign.type == "CMP" and scale.type == "SCALE" else None
        if found is not None:
            said.type, said.value = "CLASSES", replace(found, operator=cast(Comparator, sign.value))
            sign.type, sign.value = "FILLER", ""
    return elements


def _one_class(element: Element) -> Classes | None:
    value = element.value
    if isinstance(value, Classes):
        return value if len(value.values) == 1 and value.operator is None else None
    whole = isinstance(value, Amount) and value == Amount(value.value) and value.value == int(value.value)
    return Classes((f"{value.value:g}",)) if whole and isinstance(value, Amount) else None

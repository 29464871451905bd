"""What is less than normal: "platelets lower than normal", "TSH less than the normal range"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

# Of these only high values are of interest; "< normal" may ask them to be below the upper limit as well as below the lower one.
_HIGH_ALONE = frozenset(
    {"alt", "ast", "alp", "ggt", "total-bilirubin", "direct-bilirubin", "indirect-bilirubin", "ldh", "crp", "inr", "creatinine", "bun"}
)


def with_values_below_normal(elements: list[Element]) -> list[Element]:
    """The elements, such a comparison made the lower side of the range in words; a sign may mean either end, which nobody knows."""
    for index, element in enumerate(elements):
        if element.type != "CMP" or element.value != "<":
            continue
        place = index + 1 + (elements[index + 1 : index + 2] != [] and elements[index + 1].type == "FILLER")
        normal = elements[place] if place < len(elements) else None
        if normal is None or normal.type != "NORMAL" or normal.value != "normal":
            continue
        measured = {e.reading("MEAS") for e in elements}
        low = element.word != "<" and not measured & _HIGH_ALONE
        element.type, element.value = ("NORMAL", "low") if low else ("BLOCK", "")
        normal.type, normal.value = "FILLER", ""
    return elements

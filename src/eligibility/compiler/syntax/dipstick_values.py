"""Classes of a dipstick beside the name of what it measures: "proteinuria ≥ 2+" is no 2 g of protein."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount, Compared
from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

_PROTEIN, _DIPSTICK = "urine-protein", "urine-dipstick-protein"
_HIGHEST = 4
PROTEIN = frozenset({"proteinuria", "urine protein", "urinary protein", "protein in urine"})


def with_dipstick_values(elements: list[Element]) -> list[Element]:
    """The measurement made that by dipstick where its value is one of its classes; where the dipstick is named too, that is meant."""
    for index, element in enumerate(elements):
        value = elements[index + 1] if index + 1 < len(elements) else None
        if element.type != "MEAS" or element.value != _PROTEIN:
            continue
        if (before := _class_before(elements, index)) is not None:
            _read_by_dipstick(element, elements[index + 1 : index + 7])
            before.type = "FILLER" if before.type == "PLUS" else before.type
            continue
        if value is None or not _is_class(value):
            continue
        sign = elements[index + 2] if index + 2 < len(elements) and elements[index + 2].type == "PLUS" else None
        if sign is None and not value.tokens[-1].text.endswith("+"):
            continue
        behind = elements[index + 2 + (sign is not None) : index + 4]
        if any(e.type == "POST" for e in behind):
            continue  # "2+ or greater" is no class of its own
        _read_by_dipstick(element, elements[index + 1 : index + 7])
        if sign is not None:
            sign.type = "FILLER"
    return elements


def _class_before(elements: list[Element], index: int) -> Element | None:
    """The last part of a class right before the name: "≥ 2+ proteinuria"."""
    before = elements[index - 1] if index else None
    if before is not None and before.type == "PLUS" and index > 1 and _is_class(elements[index - 2]):
        return before
    return before if before is not None and _is_class(before) and before.tokens[-1].text.endswith("+") else None


def _read_by_dipstick(element: Element, behind: list[Element]) -> None:
    named = any(e.type == "SCALE" and e.value == _DIPSTICK for e in behind)
    reading = Reading("FILLER", "") if named else Reading("SCALE", _DIPSTICK)
    element.type, element.value = reading
    element.tokens = (Token(element.tokens[0].text, element.span, (reading,)),)


def _is_class(element: Element) -> bool:
    amount = element.value.amount if isinstance(element.value, Compared) else element.value
    return isinstance(amount, Amount) and amount == Amount(amount.value) and 1 <= amount.value <= _HIGHEST

"""A limit that shares the "× ULN" of the limit before it: "AST ≤ 3 × ULN (≤ 5 if liver metastases)"."""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount, Compared
from eligibility.reference.observations import observations

_BETWEEN = ("LPAR", "OR", "COMMA", "FILLER")
_BEHIND = ("IF", "WITH", "FOR", "RPAR", "STOP", "SEMI")
_NUMBERS = ("LIMIT", "BARE")
_HIGHEST = 20  # no enzyme has a limit of so few U/L; CTCAE v5.0 ends its multiples of the ULN there


def with_shared_multiples(elements: list[Element]) -> list[Element]:
    """The elements, a bare number that is one more limit of an enzyme made a multiple like that before it."""
    measured: Element | None = None
    multiple: str | None = None
    for index, element in enumerate(elements):
        amount = _amount(element) if element.type in _NUMBERS else None
        if element.type == "MEAS":
            measured, multiple = element, None
        elif amount is not None and amount.multiple_of is not None:
            multiple = amount.multiple_of
        elif amount is not None and multiple and _is_bare(amount) and _limits(elements, index) and _of_enzyme(measured):
            meant = replace(amount, multiple_of=multiple)
            element.value = replace(element.value, amount=meant) if isinstance(element.value, Compared) else meant
        elif element.type not in _BETWEEN:
            multiple = None
    return elements


def _amount(element: Element) -> Amount | None:
    value = element.value
    if isinstance(value, Compared):
        return value.amount if element.type == "LIMIT" and value.over is None else None
    return value if element.type == "BARE" and isinstance(value, Amount) else None


def _is_bare(amount: Amount) -> bool:
    return amount == Amount(amount.value) and amount.value <= _HIGHEST


def _limits(elements: list[Element], index: int) -> bool:
    """Whether the number neither counts nor numbers anything: "(5 if liver metastases)", not "(5 lesions)", ", 2) if"."""
    opens = elements[index].type == "LIMIT" or elements[index - 1].type == "LPAR"
    return opens and (index + 1 == len(elements) or elements[index + 1].type in _BEHIND)


def _of_enzyme(measured: Element | None) -> bool:
    """Whether what is measured is an activity, in U/L."""
    observation = observations().get(measured.value) if measured is not None else None
    return observation is not None and bool(observation.units) and observation.units[0] == "U/L"

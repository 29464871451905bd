"""Numbers that share the sign of the limit before them: "> 450 ms in men or 470 ms in women", "≤ 1.5 mg/dL or 1.5 × ULN, whichever …"."""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.syntax.elements import BOTH, SEPARATORS, Element
from eligibility.compiler.syntax.phrases import Amount, Compared

_JOINING = ("OR", "AND", "COMMA", "SEMI", "SLASH")
_AROUND = ("FOR", "FILLER", "LPAR", "RPAR", "COLON", "COMMA")
# Which of two limits counts, by what the words say of them; and the sign of the limits where both must then hold.
_NARROWER = {"higher": ">", "longer": ">", "lower": "<", "shorter": "<"}


def with_signs_for_each_sex(elements: list[Element]) -> list[Element]:
    """The elements, a bare number for the other sex made a limit like that of the first: "> 450 ms in men or 470 ms in women"."""
    limit: Compared | None = None
    sex: str | None = None
    for index, element in enumerate(elements):
        if element.type == "LIMIT" and isinstance(element.value, Compared):
            limit, sex = element.value, _sex_of(elements, index)
        elif element.type == "BARE" and limit is not None and (sex is not None or elements[index - 1].type == "LPAR"):
            other = _sex_of(elements, index)
            if other is not None and other != sex and _is_alike(element.value, limit.amount):
                amount = limit.amount
                element.type, element.value = "LIMIT", Compared(limit.operator, replace(amount, value=element.value.value))
        elif element.type == "COLON" and _parts_from_sexes(elements, index):
            element.type, element.value = "FILLER", ""  # "hemoglobin: men ≥ 13 g/dL, women ≥ 12 g/dL"
        elif element.type == "SEMI" and limit is not None and sex is not None and _begins_limit_of_other(elements, index + 1, sex):
            element.type, element.value = "COMMA", ""
        elif element.type == "MEAS" or element.type not in (*_JOINING, *_AROUND, "SEXNOUN"):
            limit = None
    return elements


def _parts_from_sexes(elements: list[Element], colon: int) -> bool:
    return colon > 0 and [e.type for e in elements[colon - 1 : colon + 3]] == ["MEAS", "COLON", "SEXNOUN", "LIMIT"]


def _begins_limit_of_other(elements: list[Element], start: int, sex: str) -> bool:
    """ "≥ 13 g/dL for men; | ≥ 12 g/dL for women": the semicolon parts two limits of one measure."""
    if start >= len(elements) or elements[start].type not in ("LIMIT", "BARE"):
        return False
    other = _sex_of(elements, start)
    return other is not None and other != sex


def with_chosen_limits(elements: list[Element]) -> list[Element]:
    """The elements, of two limits both or either asked for, as the words behind them say: "< 50 % or < LLN, whichever is lower".

    "Whichever is lower" of two upper limits, or "whichever is higher" of two lower ones, means that both must hold.
    """
    for index, said in enumerate(elements):
        sign = _NARROWER.get(said.value) if said.type == "WHICHEVER" else None
        place = index - 1 if index and elements[index - 1].type in ("COMMA", "LPAR") else index
        goes_on = index + 1 < len(elements) and elements[index + 1].type not in SEPARATORS
        if sign is None or place < 3 or goes_on:
            continue
        first, joined, second = elements[place - 3 : place]
        limit = first.value if first.type == "LIMIT" else None
        if not isinstance(limit, Compared) or joined.type != "OR":
            continue
        if second.type == "BARE" and isinstance(second.value, Amount) and _is_plain(second.value):
            second.type, second.value = "LIMIT", Compared(limit.operator, second.value)
        other = second.value if second.type == "LIMIT" else None
        if not isinstance(other, Compared) or other.operator[0] != limit.operator[0]:
            continue
        if limit.operator[0] == sign:
            joined.type, joined.value = "AND", BOTH
        said.type, said.value = "FILLER", ""
        if place < index and elements[place].type == "COMMA":
            elements[place].type = "FILLER"
    return elements


def _sex_of(elements: list[Element], index: int) -> str | None:
    """For which sex a number is: "in men", "(women)", "for females"; the word behind it, or right before it ("men: 450 ms")."""
    behind = index + 1
    while behind < len(elements) and behind < index + 4 and elements[behind].type in ("FOR", "FILLER", "LPAR"):
        behind += 1
    if behind < len(elements) and elements[behind].type == "SEXNOUN":
        return str(elements[behind].value)
    before = index - 1
    while before >= 0 and elements[before].type in ("COLON", "FILLER"):
        before -= 1
    return str(elements[before].value) if before >= 0 and elements[before].type == "SEXNOUN" else None


def _is_alike(number: object, amount: Amount) -> bool:
    """Whether a number is one of the same unit, or of none that is written."""
    if not isinstance(number, Amount) or number.time is not None or amount.time is not None:
        return False
    said = (number.unit, number.multiple_of)
    return said in ((amount.unit, amount.multiple_of), (None, None))


def _is_plain(amount: Amount) -> bool:
    return amount.time is None and (amount.unit is not None or amount.multiple_of is not None)

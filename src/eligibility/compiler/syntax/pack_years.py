""" "Smoking history ≤ 10 pack-years": how much it was, also of who never smoked."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Between, Compared
from eligibility.reference.mentions import Reading
from eligibility.text.tokens import Token

SMOKING = "smoker"
_PACK_YEARS = "{pack-years}"


def with_pack_years(elements: list[Element]) -> list[Element]:
    """The elements, the smoking right before a number of pack-years made the name of these."""
    for index in range(1, len(elements)):
        if elements[index].type != "LIMIT" or not _counts_pack_years(elements[index].value):
            continue
        place = index - 1
        while place > 0 and elements[place].type in ("HIST", "FILLER"):
            place -= 1
        named = elements[place]
        if named.type == "ATTR" and named.value == SMOKING:
            for between in elements[place + 1 : index]:
                between.type, between.value = "FILLER", ""
            reading = Reading("MEAS", "pack-years")
            named.type, named.value = reading
            named.tokens = tuple(Token(t.text, t.span, (reading,)) for t in named.tokens)
    return elements


def _counts_pack_years(value: object) -> bool:
    sides = value.sides() if isinstance(value, Between) else (value,)
    return all(isinstance(side, Compared) and side.amount.unit == _PACK_YEARS for side in sides)

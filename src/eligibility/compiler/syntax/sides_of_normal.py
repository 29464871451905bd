"""Values less than normal, or outside it or a range: "platelets lower than normal", "outside the age range of 18–65"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Between, Compared, Either

# Of these only high values are of interest; "< normal" may ask them to be below the upper limit as well as below the lower one.
_HIGH_ALONE = frozenset(
    {"alt", "ast", "alp", "ggt", "total-bilirubin", "direct-bilirubin", "indirect-bilirubin", "ldh", "crp", "inr", "creatinine", "bun"}
)
OUTSIDE = frozenset({"outside", "outside of", "out of", "not within", "not in"})
_WITH_ANOTHER = ("LIMIT", "POST", "OR")  # "less than normal or greater than normal"


def with_sides_of_normal(elements: list[Element]) -> list[Element]:
    """The elements, such words made a side of the range.

    "Less than normal" is the lower side, with a sign it may mean either end, which nobody knows.
    """
    for index, element in enumerate(elements):
        less = element.type == "CMP" and element.value == "<"
        if not less and element.word not in OUTSIDE:
            continue
        place = index + 1
        while place < len(elements) and elements[place].type in ("FILLER", "MEASMOD"):
            place += 1
        normal = elements[place] if place < len(elements) else None
        if normal is None or normal.type != "NORMAL" or normal.value != "normal":
            continue
        element.type, element.value = _side(element, elements, elements[place + 1 : place + 2]) if less else ("NORMAL", "abnormal")
        for each in elements[index + 1 : place + 1]:
            each.type, each.value = "FILLER", ""
    return elements


def with_limits_outside(elements: list[Element]) -> list[Element]:
    """The elements, "outside" before the name of what has a range made the two sides of that range."""
    for index, element in enumerate(elements):
        if element.word not in OUTSIDE or element.type not in ("WORD", "OUTSIDE", "EXCEPT"):
            continue
        behind = [e for e in elements[index + 1 :] if e.type not in ("FILLER", "MEASMOD")][:2]
        if [e.type for e in behind[1:]] == ["LIMIT"] and behind[0].type in ("AGE", "MEAS") and isinstance(behind[1].value, Between):
            behind[1].value = outside(behind[1].value)
            element.type, element.value = "FILLER", ""
    return elements


def outside(found: Between) -> Either:
    """Below a range or above it; a bound that the range excludes is outside."""
    low, high = Compared("<" if found.low_inclusive else "<=", found.low), Compared(">" if found.high_inclusive else ">=", found.high)
    return Either(low, high)


def _side(comparison: Element, elements: list[Element], behind: list[Element]) -> tuple[str, str]:
    measured = {e.reading("MEAS") for e in elements}
    below = comparison.word != "below" and measured & _HIGH_ALONE
    either = any(e.type in _WITH_ANOTHER for e in behind)
    return ("BLOCK", "") if comparison.word == "<" or below or either else ("NORMAL", "low")

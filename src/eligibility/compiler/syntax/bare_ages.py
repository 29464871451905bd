"""Ages without a unit right behind people: "adults 18 to 65", "persons under 18".

Said of men and women alone such a number may be of what a heading names ("Haemoglobin: women ≥ 12"), and so may one behind a sign.
"""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.syntax.elements import SEPARATORS, Element
from eligibility.compiler.syntax.phrases import Amount, Between, Compared

_PEOPLE = ("SUBJECT", "AGENOUN")
_LEAST, _MOST = 16, 100  # an age that trials part people at, and that few measures have
_WORDS = frozenset({"over", "under", "above", "below", "between", "from"})


def with_bare_ages(elements: list[Element]) -> list[Element]:
    """The elements, such a limit at the head of a text made one of an age in years."""
    said = [e for e in elements if e.type != "FILLER"]
    if len(said) < 2 or said[0].type not in _PEOPLE or said[1].type != "LIMIT":
        return elements
    limit = said[1]
    if len(said) > 2 and said[2].type not in (*SEPARATORS, "WITH", "DIAGNOSED", "UNDERGOING", "PLAN", "TAKING"):
        return elements
    if isinstance(limit.value, Compared) and limit.word in _WORDS and _is_age(limit.value.amount):
        limit.value = replace(limit.value, amount=_in_years(limit.value.amount))
    elif isinstance(limit.value, Between) and _is_age(limit.value.low) and _is_age(limit.value.high):
        limit.value = replace(limit.value, low=_in_years(limit.value.low), high=_in_years(limit.value.high))
    return elements


def _is_age(amount: Amount) -> bool:
    bare = amount.unit is None and amount.time is None and amount.multiple_of is None and not amount.of_pregnancy
    return bare and _LEAST <= amount.value <= _MOST


def _in_years(amount: Amount) -> Amount:
    return replace(amount, time="year", old=True)

""" "Preeclampsia at < 34 weeks": the week of the pregnancy at that time, and not how long ago it was or how long it has lasted."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Between, Compared, Elsewhere
from eligibility.rules.nodes import Duration

_PREGNANT = ("pregnan", "gravid", "gestation")


def with_weeks_of_events(elements: list[Element]) -> list[Element]:
    """The elements: "at" before weeks without meaning behind a pregnancy, else the weeks as a time that is not counted from today."""
    pregnant = any(word.startswith(_PREGNANT) for element in elements for word in element.word.split())
    for at, limit in pairwise(elements):
        if at.word != "at" or limit.type != "LIMIT" or not isinstance(limit.value, Compared | Between):
            continue
        first = limit.value if isinstance(limit.value, Compared) else limit.value.sides()[0]
        if first.amount.time != "week" or first.amount.old or first.amount.of_pregnancy:
            continue
        if pregnant:
            at.type, at.value = "FILLER", ""
        else:
            limit.type, limit.value = "ELSEWHERE", Elsewhere(first.operator, Duration(value=first.amount.value, unit="week"))
    return elements

"""The ages that stages of life stand for; where sources differ, the narrowest and the widest are both kept."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import Age, Ambiguous, AnyNode
from eligibility.spans import Span


@dataclass(frozen=True)
class _Years:
    """From `low` up to, and without, `high`."""

    low: float
    high: float = float("inf")


# Narrow, wide. Sources: ICH E11(R1) 2017 (infants and toddlers to 23 months, children from 2, adolescents to 16 or 18 years),
# WHO, Infant health (below 1 year) and Adolescent health (10 to 19 years), CDC, Child development (toddlers to 3 years),
# NCI, Adolescents and young adults with cancer (15 to 39 years), ICH E7 (65 years), UN, World population ageing (60 years).
_STAGES: dict[str, tuple[_Years, _Years]] = {
    "infant": (_Years(0, 1), _Years(0, 2)),
    "toddler": (_Years(1, 2), _Years(1, 4)),
    "child": (_Years(0, 18), _Years(0, 18)),
    "adolescent": (_Years(12, 18), _Years(10, 20)),
    "young-adult": (_Years(18, 25), _Years(18, 40)),
    "adult": (_Years(18), _Years(18)),
    "elderly": (_Years(65), _Years(60)),
}
# A newborn is at most 28 days old. Source: WHO, Newborn health; ICH E11(R1) ends it a day before.
_NEWBORN_TO = 28.0


def stage_of_life(names: str, span: Span) -> AnyNode:
    """The ages of stages whose names are apart by bars: "child|adolescent"."""
    newborn = [Age(span=span, high=_NEWBORN_TO, unit="day")] if "newborn" in names.split("|") else []
    named = [n for n in names.split("|") if n in _STAGES]
    if not named:
        return newborn[0]
    if newborn:
        return disjunction([newborn[0], stage_of_life("|".join(named), span)], span)
    narrow, wide = (_ages(sorted((_STAGES[n][i] for n in named), key=lambda y: y.low), span) for i in (0, 1))
    if narrow == wide:
        return narrow
    return Ambiguous(span=span, readings=(narrow, wide), why="sources differ in the ages that they give to " + " and ".join(named))


def _ages(stages: list[_Years], span: Span) -> AnyNode:
    joined = [stages[0]]
    for stage in stages[1:]:
        if stage.low <= joined[-1].high:
            joined[-1] = _Years(joined[-1].low, max(joined[-1].high, stage.high))
        else:
            joined.append(stage)
    return disjunction([_age(years, span) for years in joined], span)


def _age(years: _Years, span: Span) -> AnyNode:
    if years.high == float("inf"):
        return Age(span=span, low=years.low)
    return Age(span=span, low=years.low or None, high=years.high, high_inclusive=False)

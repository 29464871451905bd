"""Criteria that only name a population: "Breast cancer patients" above the criteria of one cohort, "Lung cancer patients" above the others.

Nobody has to be of both, so that being of one of them is enough; what the criteria below ask for, and of whom, the text does not show.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AnyOf, HasCondition, Opaque
from eligibility.rules.trial import Criterion

_NAMES_PATIENTS = re.compile(r"(?i)^\W*(?:[\w\-/]+\s+){1,5}(?:patients|subjects|participants|cohort|group|arm)\s*[:.]?$")
_NOTE = "it names one of several populations; being of another may be enough"


def settle_populations(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria; of populations with quite different diseases, each is one of those that are enough."""
    named = [c for c in criteria if c.kind == "inclusion" and _disease(c) is not None and _NAMES_PATIENTS.match(c.text)]
    several = [c for c in named if any(_differ(c, other) for other in named if other is not c)]
    return tuple(_one_of_several(c) if any(c is s for s in several) else c for c in criteria)


def _disease(criterion: Criterion) -> str | None:
    return criterion.rule.concept.id if isinstance(criterion.rule, HasCondition) else None


def _differ(one: Criterion, other: Criterion) -> bool:
    first, second = _disease(one), _disease(other)
    if first is None or second is None:
        return False
    return not vocabulary().is_a(first, second) and not vocabulary().is_a(second, first)


def _one_of_several(criterion: Criterion) -> Criterion:
    rule = criterion.rule
    either = AnyOf(span=rule.span, children=(rule, Opaque(span=rule.span, text=" ".join(criterion.text.split()))))
    return criterion.replaced(rule=either, notes=(*criterion.notes, _NOTE))

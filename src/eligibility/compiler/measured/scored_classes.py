"""Classes with the points that make them: "Child-Pugh A5–B7", "A or B7", "≤ B7", also "Child-Pugh ≤ 7", which can only be points."""

from __future__ import annotations

from eligibility.compiler.syntax.phrases import Amount, Between, Classes, Compared, Listed
from eligibility.reference.calculators import scale_of_score, score_of, scored_class, scores_of_classes
from eligibility.reference.observations import Observation, observation


def as_points(scale: Observation, value: object) -> tuple[Observation, Compared | Between | Listed] | None:
    """The score and what it is limited to, of a scale whose classes are ranges of a score, or of that score; None for other values."""
    classes = scale.id if scores_of_classes(scale.id) else scale_of_score(scale.id)
    score = score_of(classes) if classes is not None else None
    if classes is None or score is None:
        return None
    points = observation(score)
    if scale.id == classes and isinstance(value, Compared | Between | Listed):
        return (points, value) if _are_points(classes, value) else None
    limit = _limit(classes, value) if isinstance(value, Classes) else None
    return (points, limit) if limit is not None else None


def _are_points(scale: str, value: Compared | Between | Listed) -> bool:
    amounts = (
        [Amount(n) for n in value.numbers]
        if isinstance(value, Listed)
        else [side.amount for side in value.sides()]
        if isinstance(value, Between)
        else [value.amount]
    )
    return all(each == Amount(each.value) and scored_class(scale, f"{each.value:g}") is not None for each in amounts)


def _limit(scale: str, value: Classes) -> Compared | Between | Listed | None:
    ranges = [_range(scale, name) for name in value.values]
    known = [each for each in ranges if each is not None]
    if not known or len(known) < len(ranges):
        return None
    low, high = min(each[0] for each in known), max(each[1] for each in known)
    if value.operator is not None:
        return Compared(value.operator, Amount(high if value.operator in ("<=", ">") else low))
    points = {n for one, other in known for n in range(int(one), int(other) + 1)}
    if value.span_of_range or points == set(range(int(low), int(high) + 1)):
        return Between(Amount(low), Amount(high))
    return Listed(tuple(float(n) for n in sorted(points)))


def _range(scale: str, name: str) -> tuple[float, float] | None:
    """The points of a class ("A"), or of a class with its points ("B7")."""
    found = scored_class(scale, name)
    return (found[1], found[1]) if found is not None else scores_of_classes(scale).get(name.upper())

"""One demand on two scales: "ECOG 0-1 (Karnofsky >= 70 %)", "haemoglobin >= 9 g/dL (haematocrit >= 27 %)"."""

from __future__ import annotations

from functools import cache
from operator import ge, gt, le, lt

from eligibility.compiler.frames.context import observation_of
from eligibility.reference.calculators import class_of_score, score_of
from eligibility.reference.vocabulary_tables import hand_made_records
from eligibility.rules.nodes import AnyNode, Bound, Comparison, Equivalents, Limit, OneOf, Quantity, Range


def says_again(node: AnyNode, other: AnyNode) -> bool:
    """Whether one limit says on another scale what the other says."""
    limits = (Comparison, Range, OneOf)
    if not isinstance(node, limits) or not isinstance(other, limits) or node.timing != other.timing:
        return False
    if isinstance(node, OneOf) and not isinstance(other, OneOf) and _are_its_scores(node, other):
        return True
    return frozenset((node.observation.id, other.observation.id)) in _pairs()


def _are_its_scores(classes: OneOf, scores: Comparison | Range) -> bool:
    """ "Child-Pugh class A (score 5-6)": just the scores of these classes; "A or B (≤ 7)" asks for more."""
    scale, score = classes.observation.id, scores.observation.id
    if scale is None or score is None or score_of(scale) != score:
        return False
    low, high = observation_of(score).plausible or (0, 0)
    each = range(int(low), int(high) + 1)
    return bool(each) and all((class_of_score(scale, n) in classes.values) == _within(scores, n) for n in each)


def _within(limit: Comparison | Range, number: float) -> bool:
    if isinstance(limit, Comparison):
        return _holds(number, limit.operator, limit.limit)
    ends = ((">=" if limit.low.inclusive else ">", limit.low), ("<=" if limit.high.inclusive else "<", limit.high))
    return all(_holds(number, operator, end.limit) for operator, end in ends)


def _holds(number: float, operator: str, limit: Limit) -> bool:
    compare = {"<": lt, "<=": le, ">": gt, ">=": ge}.get(operator)
    return compare is not None and isinstance(limit, Quantity) and compare(number, limit.value)


def in_both_units(node: AnyNode, other: AnyNode) -> Range | None:
    """ "HbA1c 7.0–10.5 % (53–91 mmol/mol)": one range, each end of which counts as written; None if the two are not that."""
    if not isinstance(node, Range) or not isinstance(other, Range) or node.observation != other.observation:
        return None
    low, high = _in_both(node.low, other.low), _in_both(node.high, other.high)
    return node.replaced(low=low, high=high) if low is not None and high is not None else None


def _in_both(one: Bound, other: Bound) -> Bound | None:
    said, again = one.limit, other.limit
    if not isinstance(said, Quantity) or not isinstance(again, Quantity) or said.unit == again.unit or one.inclusive != other.inclusive:
        return None
    return one.replaced(limit=Equivalents(quantities=(said, again)))


@cache
def _pairs() -> frozenset[frozenset[str | None]]:
    """The rows of `data/same_measure.csv`: two observations of the same thing."""
    return frozenset(frozenset((row["one"], row["other"])) for row in hand_made_records("same_measure.csv"))

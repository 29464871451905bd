"""Results by the values of other tests: HER2 status by immunohistochemistry and in situ hybridisation.

Which value tells which result is in `data/entailments.csv`, kind `graded`. Where the tests disagree, they tell nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Answer
from eligibility.logic import TRUE, truth_of
from eligibility.reference.entailments import entailed
from eligibility.reference.observations import observation
from eligibility.rules.nodes import ConceptRef, OneOf

Judge = Callable[[OneOf, Context], Answer]


def graded_answer(leaf: OneOf, context: Context, judge: Judge) -> Answer | None:
    """The answer by the values of other tests; None where they tell nothing, or not the same. `judge` answers the same of another test."""
    told = [
        (result, answer)
        for test, value, result in _grades(leaf.observation.id or "")
        if context.record.of(test) and (answer := judge(_asked_of(leaf, test, value), context)).truth is TRUE
    ]
    results = {result for result, _ in told}
    if len(results) != 1:
        return None
    evidence = tuple(shown for _, answer in told for shown in answer.evidence)
    return Answer(truth_of(results.pop() in leaf.values), evidence, (), tuple(a for _, answer in told for a in answer.assumptions))


def _asked_of(leaf: OneOf, test: str, value: str) -> OneOf:
    return leaf.replaced(observation=ConceptRef(id=test, name=observation(test).name), values=(value,))


@cache
def _grades(subject: str) -> tuple[tuple[str, str, str], ...]:
    """Test, value and the result that it means."""
    rules = entailed("graded").get(subject, ())
    parted = ((*rule.partition("=")[0].split(":"), rule.partition("=")[2]) for rule in rules)
    return tuple((test, value, result) for test, value, result in parted)

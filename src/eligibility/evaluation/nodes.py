"""Every node of a rule tree against one patient: connectives by Kleene's logic, leaves by their own modules. Written to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eligibility.evaluation.changes import change_answer
from eligibility.evaluation.context import Context
from eligibility.evaluation.demographics import age_answer, sex_answer
from eligibility.evaluation.evidence import Answer, Because, NodeResult, ReasonCode, Shown, decided_by, leaf_result
from eligibility.evaluation.facts import fact_answer
from eligibility.evaluation.observations import comparison_answer, one_of_answer, range_answer
from eligibility.evaluation.statements import opaque_answer, stated_answer
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth, agreed, all_of, any_of, at_least, consensus, implies, negate
from eligibility.rules.nodes import (
    Age,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    AtLeast,
    Change,
    Comparison,
    FamilyHistory,
    HasAllergy,
    HasCondition,
    HasProcedure,
    Implies,
    Node,
    Not,
    OneOf,
    Opaque,
    Permission,
    Range,
    Restated,
    Sex,
    Stated,
    TakesMedication,
    WithExamples,
)

Settled = Sequence[tuple[AnyNode, bool]]
"""Parts of a rule that a person has answered."""


def evaluate_node(node: AnyNode, context: Context, settled: Settled = ()) -> NodeResult:
    """The truth of a statement about the patient, with the results of all nodes below it."""
    for part, truth in settled:
        if node == part:
            return leaf_result(node, Answer(TRUE if truth else FALSE, (Shown("answers", None, "answered by a person"),)))
    answer = _ANSWERS.get(type(node))
    if answer is not None:
        return leaf_result(node, answer(node, context))
    match node:
        case AllOf():
            return _all_of(node, _each(node.children, context, settled))
        case AnyOf():
            return _any_of(node, _each(node.children, context, settled))
        case AtLeast():
            return _at_least(node, _each(node.children, context, settled))
        case Not():
            inner = evaluate_node(node.child, context, settled)
            return NodeResult(node, negate(inner.truth), children=(inner,), deciding=(inner,), applicable=inner.applicable)
        case Implies():
            return _implies(node, evaluate_node(node.guard, context, settled), evaluate_node(node.requirement, context, settled))
        case WithExamples():
            return _with_examples(node, evaluate_node(node.general, context, settled), _each(node.examples, context, settled))
        case Ambiguous():
            return _ambiguous(node, _each(node.readings, context, settled))
        case Restated():
            return _restated(node, _each(node.statements, context, settled))
        case _:
            raise AssertionError(f"{node.kind} has no answer")


def _each(nodes: Sequence[AnyNode], context: Context, settled: Settled) -> tuple[NodeResult, ...]:
    return tuple([evaluate_node(n, context, settled) for n in nodes])


_ANSWERS: Mapping[type[Node], Callable[[Any, Context], Answer]] = {
    Permission: lambda node, context: Answer(TRUE),
    Opaque: opaque_answer,
    Age: age_answer,
    Sex: sex_answer,
    Comparison: comparison_answer,
    Range: range_answer,
    OneOf: one_of_answer,
    Change: change_answer,
    Stated: stated_answer,
    HasCondition: fact_answer,
    HasProcedure: fact_answer,
    TakesMedication: fact_answer,
    HasAllergy: fact_answer,
    FamilyHistory: fact_answer,
}
"""What answers a leaf: a table and no `match`, as most nodes are leaves and a class further down would be asked for last."""


def _with_truth(truth: Truth, results: Sequence[NodeResult]) -> tuple[NodeResult, ...]:
    return tuple([r for r in results if r.truth is truth])


def _all_of(node: AllOf, results: tuple[NodeResult, ...]) -> NodeResult:
    truth = all_of(r.truth for r in results)
    # A requirement on a subgroup decides nothing where it does not apply, unless none of them does.
    applicable = any(r.applicable for r in results)
    return NodeResult(node, truth, children=results, deciding=_with_truth(truth, results), applicable=applicable or truth is not TRUE)


def _any_of(node: AnyOf, results: tuple[NodeResult, ...]) -> NodeResult:
    truth = any_of(r.truth for r in results)
    applicable = any(r.applicable for r in results)
    return NodeResult(node, truth, children=results, deciding=_with_truth(truth, results), applicable=applicable)


def _at_least(node: AtLeast, results: tuple[NodeResult, ...]) -> NodeResult:
    truth = at_least(node.n, (r.truth for r in results))
    return NodeResult(node, truth, children=results, deciding=_with_truth(truth, results))


def _implies(node: Implies, guard: NodeResult, requirement: NodeResult) -> NodeResult:
    truth = implies(guard.truth, requirement.truth)
    if truth is UNKNOWN:
        deciding = _with_truth(UNKNOWN, (guard, requirement))
    elif truth is FALSE:
        deciding = (guard, requirement)
    elif guard.truth is FALSE:
        deciding = (guard,)
    else:
        deciding = (guard, requirement) if guard.truth is TRUE else (requirement,)
    return NodeResult(node, truth, children=(guard, requirement), deciding=deciding, applicable=guard.truth is not FALSE)


def _with_examples(node: WithExamples, general: NodeResult, examples: tuple[NodeResult, ...]) -> NodeResult:
    results = (general, *examples)
    truth = TRUE if any(r.truth is TRUE for r in results) else general.truth
    open_ones = tuple(e for e in examples if _possible(e))
    if general.truth is TRUE and _is_any_disease(general.node) and not any(e.truth is TRUE for e in examples):
        meant = Because(
            "needs_judgement",
            "the examples tell of which kind of disease is meant, and none of them is recorded",
            "which diseases are meant",
        )
        return NodeResult(node, UNKNOWN, reasons=(meant,), children=results, deciding=())
    if truth is FALSE and open_ones:
        # An entry that may be an example may be the general term, whatever denied that.
        return NodeResult(node, UNKNOWN, children=results, deciding=open_ones)
    if truth is FALSE:
        deciding: tuple[NodeResult, ...] = (general,)
    else:
        deciding = _with_truth(truth, results)
    return NodeResult(node, truth, children=results, deciding=deciding)


def _is_any_disease(general: AnyNode) -> bool:
    """ "Comorbid conditions such as sepsis or heart failure": to the letter an osteoarthritis is one too."""
    return isinstance(general, HasCondition) and general.concept.id == "condition"


# Nothing in the record is behind these: they are no sign that an example may be present.
_NOTHING_RECORDED: frozenset[ReasonCode] = frozenset({"missing", "stale", "not_understood", "needs_judgement", "comparator_lost"})


def _possible(example: NodeResult) -> bool:
    """Whether an unknown example is so by an entry whose severity, date … is not recorded."""
    reasons = [b.code for each in decided_by(example) for b in each.reasons] if example.truth is UNKNOWN else []
    return any(code not in _NOTHING_RECORDED for code in reasons)


def _ambiguous(node: Ambiguous, results: tuple[NodeResult, ...]) -> NodeResult:
    truth = agreed(r.truth for r in results)
    if truth is not UNKNOWN:
        return NodeResult(node, truth, children=results, deciding=results)
    differ = Because("ambiguous", f"the words may mean more than one thing: {node.why}", "the trial's own meaning")
    open_ones = _with_truth(UNKNOWN, results)
    # With the readings themselves unknown, what settles them may settle the whole.
    return NodeResult(node, truth, reasons=(differ,), children=results, deciding=open_ones)


def _restated(node: Restated, results: tuple[NodeResult, ...]) -> NodeResult:
    truth = consensus(r.truth for r in results)
    if truth is not UNKNOWN:
        return NodeResult(node, truth, children=results, deciding=_with_truth(truth, results))
    differing = tuple(r for r in results if r.truth is not UNKNOWN)
    if not differing:
        return NodeResult(node, truth, children=results, deciding=results)
    differ = Because("conflicting_values", "what is recorded on several scales disagrees", "which of them is right")
    return NodeResult(node, truth, reasons=(differ,), children=results)


def settled_parts(rules: Mapping[str, AnyNode], answers: Mapping[str, bool]) -> Settled:
    """The rules of answered parts of a criterion, for `evaluate_node`."""
    return [(rule, answers[criterion_id]) for criterion_id, rule in rules.items() if criterion_id in answers]

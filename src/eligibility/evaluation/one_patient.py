"""The reference engine: one trial against one patient (contract §1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from eligibility.evaluation.context import Context, ReferenceRange, Settings
from eligibility.evaluation.evidence import Answer, Because, NodeResult, ReasonCode, Shown, decided_by, leaf_result, once_each
from eligibility.evaluation.nodes import evaluate_node, settled_parts
from eligibility.evaluation.results import CriterionResult, Evidence, Missing, Outcome, Reason, Report, Verdict
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.patient.lookups import IndexedPatient
from eligibility.patient.record import Patient, check_birth
from eligibility.rules.nodes import AllOf, Implies
from eligibility.rules.trial import Criterion, CriterionKind, Trial
from eligibility.spans import Span

__all__ = ["Context", "ReferenceRange", "Settings", "evaluate", "evaluate_node"]


def evaluate(trial: Trial, patient: Patient | IndexedPatient, settings: Settings) -> Report:
    """The answers of all criteria of a trial for one patient.

    An IndexedPatient saves the indexing where one patient meets several trials. Raises PatientError if the birth date lies after `on`.
    """
    record = patient if isinstance(patient, IndexedPatient) else IndexedPatient(patient)
    check_birth(record.patient, settings.on)
    context = Context(record, settings)
    results = tuple(_criterion(c, context, {}) for c in trial.criteria)
    return Report.trusted(
        patient_id=record.patient.id,
        trial_id=trial.id,
        title=trial.title,
        on=settings.on,
        verdict=verdict_of(r.outcome for r in results),
        criteria=results,
        assumptions=tuple(dict.fromkeys(a for r in results for a in r.assumptions)),
        missing=_missing(results),
    )


def verdict_of(outcomes: Iterable[Outcome]) -> Verdict:
    """The verdict on the trial."""
    several = set(outcomes)
    return "ineligible" if "fail" in several else "undetermined" if "unknown" in several else "eligible"


def outcome_of(kind: CriterionKind, truth: Truth) -> Outcome:
    """What the truth of a statement means for the patient."""
    if truth is UNKNOWN:
        return "unknown"
    return "match" if (truth is TRUE) == (kind == "inclusion") else "fail"


Known = dict[int, NodeResult]
"""Results of nodes by identity: a part's rule is often a node of its criterion's, and is not evaluated twice."""


def _criterion(criterion: Criterion, context: Context, known: Known) -> CriterionResult:
    answers = context.settings.answers
    answered = criterion.id in answers
    notes = criterion.notes
    if answered:
        truth = TRUE if answers[criterion.id] else FALSE
        result = leaf_result(criterion.rule, Answer(truth, (Shown("answers", None, "answered by a person"),)))
        notes = (*notes, f"answered by a person: the statement is {truth.value}")
    else:
        alone = criterion.kind == "exclusion" and isinstance(criterion.rule, Implies)  # read differently inside a larger rule
        result = (None if alone else known.get(id(criterion.rule))) or _evaluated(criterion, context)
    deciding = decided_by(result)
    if criterion.children:
        known = known | {id(r.node): r for r in _nodes(result)}
    result_of = CriterionResult.trusted(
        id=criterion.id,
        kind=criterion.kind,
        text=criterion.text,
        span=criterion.span,
        outcome=outcome_of(criterion.kind, result.truth),
        truth=result.truth,
        applicable=result.applicable,
        reasons=_reasons(deciding) if result.truth is UNKNOWN else (),
        evidence=_evidence(deciding) if result.truth is not UNKNOWN else (),
        assumptions=once_each((*criterion.assumptions, *[a for r in deciding for a in r.assumptions])),
        notes=notes,
        answered=answered,
        children=tuple([_criterion(c, context, known) for c in criterion.children]),
    )
    object.__setattr__(result_of, "__pydantic_private__", {"_trace": result})
    return result_of


def _evaluated(criterion: Criterion, context: Context) -> NodeResult:
    settled = settled_parts({c.id: c.rule for c in _parts(criterion)}, context.settings.answers) if criterion.children else ()
    rule = criterion.rule
    if criterion.kind == "exclusion" and isinstance(rule, Implies):
        # Outside the subgroup a criterion is a match (contract §1): who is excluded must be in it.
        both = evaluate_node(AllOf(children=(rule.guard, rule.requirement), span=rule.span), context, settled)
        return NodeResult(rule, both.truth, children=both.children, deciding=both.deciding, applicable=both.children[0].truth is not FALSE)
    return evaluate_node(rule, context, settled)


def _nodes(result: NodeResult) -> Iterator[NodeResult]:
    yield result
    for child in result.children:
        yield from _nodes(child)


def _parts(criterion: Criterion) -> Iterator[Criterion]:
    for child in criterion.children:
        yield child
        yield from _parts(child)


def _reasons(deciding: Sequence[NodeResult]) -> tuple[Reason, ...]:
    """Each reason once, with the words that it was first a reason for."""
    first: dict[Because, Span] = {}
    for each in deciding:
        for because in each.reasons:
            first.setdefault(because, each.node.span)
    return tuple([_reason(because, span) for because, span in first.items()])


@lru_cache(maxsize=10_000)  # what a criterion lacks is the same for many patients
def _reason(because: Because, span: Span) -> Reason:
    return Reason.trusted(code=because.code, text=because.text, settle=because.settle, span=span)


def _evidence(deciding: Sequence[NodeResult]) -> tuple[Evidence, ...]:
    """Each entry once for each truth and words that it decides; what is unknown has no evidence."""
    found: dict[tuple[str, int | None, str, bool, Span], Evidence] = {}
    for each in deciding:
        truth, span = each.truth, each.node.span
        for shown in each.evidence:
            key = (shown.section, shown.index, shown.text, truth is TRUE, span)
            if key not in found:
                found[key] = Evidence.trusted(section=shown.section, index=shown.index, text=shown.text, truth=truth, span=span)
    return tuple(found.values())


def _missing(results: Sequence[CriterionResult]) -> tuple[Missing, ...]:
    wanted: dict[tuple[ReasonCode, str], list[str]] = {}
    for result in results:
        for reason in result.reasons:
            criteria = wanted.setdefault((reason.code, reason.settle), [])
            if result.id not in criteria:
                criteria.append(result.id)
    return tuple(Missing.trusted(code=code, settle=settle, criteria=tuple(ids)) for (code, settle), ids in wanted.items())

"""On which scale a stage, grade or class of a condition is."""

from __future__ import annotations

from eligibility.compiler.syntax.phrases import Classes
from eligibility.reference.observations import Observation, observations
from eligibility.reference.tumour_grades import TUMOUR_GRADE, is_graded_tumour
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import ConceptRef


def scale_for(concept: ConceptRef, classes: Classes) -> Observation | None:
    """The scale a class of a condition is on: its own, a tumour's stage or grade, or for an open "grade" that of adverse events."""
    own = _grading(concept.id) if concept.id is not None else None
    if own is None and classes.word in ("grade", "grades") and concept.id is not None and is_graded_tumour(concept.id):
        return observations().get(TUMOUR_GRADE)
    if own is None and classes.word in ("stage", "stages") and _is_cancer(concept):
        return observations().get("ajcc")
    absent = "0" in classes.values and not _is_neoplasm(concept)  # "grade 0 or 1 neuropathy"
    if own is None and classes.word in ("grade", "grades") and (classes.operator is not None or absent):
        return observations().get("ctcae")
    return own


def _is_cancer(concept: ConceptRef) -> bool:
    return _is_kind_of(concept, "malignancy")


def _is_neoplasm(concept: ConceptRef) -> bool:
    return _is_kind_of(concept, "neoplasm")


def _is_kind_of(concept: ConceptRef, name: str) -> bool:
    general = vocabulary().lookup(name, "condition")
    return general is not None and concept.id is not None and vocabulary().is_a(concept.id, general.id)


@remembered(maxsize=5_000)
def _grading(concept_id: str) -> Observation | None:
    """The scale that grades a condition, if just one does: West Haven for hepatic encephalopathy, GOLD for COPD."""
    known = vocabulary()
    scales = []
    for scale in observations().values():
        if scale.kind != "class" or scale.condition is None:
            continue
        graded = known.lookup(scale.condition, "condition")
        if graded is not None and known.is_a(concept_id, graded.id):
            scales.append(scale)
    return scales[0] if len(scales) == 1 else None

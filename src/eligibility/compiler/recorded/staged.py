"""Stages of a disease that is not named: "stage IV disease" is of the trial's own disease, else of a cancer."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.measured.measures import stage_of
from eligibility.compiler.recorded.facts import timing_of
from eligibility.compiler.recorded.own_conditions import WHOLE_KINDS
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import Ambiguous, AnyNode, ConceptRef, HasCondition

_ANY = "condition"
_WHY = "of which cancer the stage is, only other criteria tell"
# Staging systems of cancers. Sources: AJCC 8th ed., UICC TNM 8th ed., FIGO 2018, Lugano 2014.
_OF_SCALES = frozenset({"classification", "scale"})
_OF_CANCERS = frozenset({"ajcc", "uicc", "tnm", "figo", "lugano"})


def of_stage(frame: Frame, ctx: Context) -> AnyNode | None:
    """ "Stage II or III" without the name of a disease; None where a unit says no such stage."""
    said = frozenset((frame.how or "").casefold().split())
    if said & _OF_SCALES and said.isdisjoint(_OF_CANCERS):
        return None  # "stage 2b according to the Fontaine classification"
    value = frame.values[0] if len(frame.values) == 1 else None
    stage = stage_of(None, value.value) if value is not None and _is_of_one_scale(value) else None
    if stage is None:
        return None
    return _of_any(HasCondition(span=frame.span, concept=_cancer(), timing=timing_of(frame), stage=stage), ctx)


def of_the_disease(node: AnyNode, frame: Frame, ctx: Context) -> AnyNode:
    """ "Stage IV disease" as a statement on the diseases that it may be of; any other statement as it is."""
    if not isinstance(node, HasCondition) or node.concept.id != _ANY or node.stage is None or frame.other:
        return node
    if not any(_is_of_one_scale(v) for v in frame.values):
        return node
    return _of_any(node, ctx)


def _is_of_one_scale(value: Element) -> bool:
    """Whether a stage is in Roman numerals; those in Arabic ones are of many scales."""
    classes = value.value
    return isinstance(classes, Classes) and classes.word in ("stage", "stages") and not any(v.isdecimal() for v in classes.values)


def _of_any(node: HasCondition, ctx: Context) -> AnyNode:
    """The stage of the trial's own cancers, else of its other diseases; where it names none, of those that its criteria ask for, or any."""
    own = [c for c in ctx.conditions if c.id is not None]
    of_any = node.replaced(concept=_cancer())
    if own:
        return disjunction([node.replaced(concept=disease) for disease in _cancers(own) or own], node.span)
    assumed = _cancers([c for c in ctx.assumed if c.id not in WHOLE_KINDS])
    if not assumed:
        return of_any
    of_these = disjunction([node.replaced(concept=disease) for disease in assumed], node.span)
    return Ambiguous(span=node.span, readings=(of_these, of_any), why=_WHY)


def _cancers(diseases: list[ConceptRef]) -> list[ConceptRef]:
    return [d for d in diseases if d.id is not None and vocabulary().is_a(d.id, "malignancy")]


def _cancer() -> ConceptRef:
    cancer = vocabulary().lookup("malignancy", "condition")
    assert cancer is not None
    return ConceptRef(id=cancer.id, name=cancer.name)


def with_stage_behind(node: AnyNode, extra: list[AnyNode]) -> tuple[AnyNode, list[AnyNode]]:
    """ "Breast cancer with stage III disease": the stage is that of the cancer before it."""
    if not extra or not isinstance(node, HasCondition) or node.stage is not None or node.concept.id is None:
        return node, extra
    if not vocabulary().is_a(node.concept.id, "malignancy"):
        return node, extra
    for place, each in enumerate(extra):
        staged = each.readings[-1] if isinstance(each, Ambiguous) and each.why == _WHY else each
        if isinstance(staged, HasCondition) and _is_a_mere_stage(staged):
            return node.replaced(stage=staged.stage), [*extra[:place], *extra[place + 1 :]]
    return node, extra


def _is_a_mere_stage(node: HasCondition) -> bool:
    """ "Stage III disease": nothing else is said of it, and no name."""
    bare = node == HasCondition(span=node.span, concept=node.concept, stage=node.stage)
    return bare and node.stage is not None and node.concept.id in ("malignancy", _ANY)

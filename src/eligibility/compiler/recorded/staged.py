"""Stages of a disease that is not named: "stage IV disease" is of the trial's own disease, else of a cancer."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.measured.measures import stage_of
from eligibility.compiler.recorded.facts import timing_of
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import AnyNode, ConceptRef, HasCondition

_ANY = "condition"
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
    timing = timing_of(frame)
    nodes = [HasCondition(span=frame.span, concept=disease, timing=timing, stage=stage) for disease in _diseases(ctx)]
    return disjunction(list(nodes), frame.span)


def of_the_disease(node: AnyNode, frame: Frame, ctx: Context) -> AnyNode:
    """ "Stage IV disease" as a statement on the diseases that it may be of; any other statement as it is."""
    general = isinstance(node, HasCondition) and node.concept.id == _ANY and node.stage is not None and not frame.other
    if not general or not any(_is_of_one_scale(v) for v in frame.values):
        return node
    return disjunction([node.replaced(concept=disease) for disease in _diseases(ctx)], node.span)


def _is_of_one_scale(value: Element) -> bool:
    """Whether a stage is in Roman numerals; those in Arabic ones are of many scales."""
    classes = value.value
    return isinstance(classes, Classes) and classes.word in ("stage", "stages") and not any(v.isdecimal() for v in classes.values)


def _diseases(ctx: Context) -> list[ConceptRef]:
    """The trial's own cancers, else its other diseases; any cancer where it names none."""
    known = vocabulary()
    cancer = known.lookup("malignancy", "condition")
    assert cancer is not None
    own = [c for c in ctx.conditions if c.id is not None]
    return [c for c in own if c.id is not None and known.is_a(c.id, cancer.id)] or own or [ConceptRef(id=cancer.id, name=cancer.name)]


def with_stage_behind(node: AnyNode, extra: list[AnyNode]) -> tuple[AnyNode, list[AnyNode]]:
    """ "Breast cancer with stage III disease": the stage is that of the cancer before it."""
    if not extra or not isinstance(node, HasCondition) or node.stage is not None or node.concept.id is None:
        return node, extra
    if not vocabulary().is_a(node.concept.id, "malignancy"):
        return node, extra
    bare = [e for e in extra if isinstance(e, HasCondition) and e == HasCondition(span=e.span, concept=e.concept, stage=e.stage)]
    staged = next((e for e in bare if e.stage is not None and e.concept.id in ("malignancy", "condition")), None)
    if staged is None:
        return node, extra
    return node.replaced(stage=staged.stage), [e for e in extra if e is not staged]

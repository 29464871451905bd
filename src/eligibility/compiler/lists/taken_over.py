"""What stands behind a noun that the units of a list share, taken over by each of them."""

from __future__ import annotations

from eligibility.compiler.accounting.words import elements_of
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.recorded.scales import scale_for
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes
from eligibility.rules.nodes import ConceptRef


def take_over(frame: Frame, donor: Frame) -> None:
    """What stands behind a shared noun counts for all that share it: "acute or chronic liver failure unrelated to HBV"."""
    frame.cause_refs = [*frame.cause_refs, *donor.cause_refs]
    frame.cause_examples = [*frame.cause_examples, *donor.cause_examples]
    frame.not_refs = [*frame.not_refs, *donor.not_refs]
    frame.how = frame.how or donor.how
    frame.allergy = frame.allergy or donor.allergy  # "history or suspicion of allergy to latex"
    frame.windows = frame.windows or list(donor.windows)
    frame.stage = frame.stage or donor.stage
    frame.route = frame.route or donor.route
    frame.tail = frame.tail or donor.tail
    graded = _is_graded_behind(frame, donor)
    on_one_scale = graded and all(_scale(frame, v) == _scale(donor, v) for v in donor.values)
    if donor.head is not None and (donor.head.type == "DRUG" or on_one_scale):
        frame.values = frame.values or list(donor.values)  # "current or recent use of aspirin > 325 mg/day", "A or B failure > grade 1"
    # "Heart or kidney failure stage 4": whether the stage is that of both, and on which scale, is open.
    frame.blocked = frame.blocked or (graded and not on_one_scale) or _has_grade_in_brackets(frame, donor)


def _is_graded_behind(frame: Frame, donor: Frame) -> bool:
    """Whether a grade stands right behind the noun, of the disease and not of one that was named before."""
    head = donor.head
    graded = bool(donor.values) and all(v.type == "CLASSES" for v in donor.values)
    if not graded or head is None or frame.groups:
        return False
    between = [e for e in donor.elements if head.span.end <= e.span.start and e.span.end <= donor.values[0].span.start]
    return donor.values[0].span.start >= head.span.end and all(e.type == "FILLER" for e in between)


def _scale(frame: Frame, value: Element) -> str | None:
    """The scale that a class is on, of the disease of this unit."""
    concept = frame.head.value if frame.head is not None and frame.head.type == "COND" else None
    scale = scale_for(ConceptRef(id=concept, name=concept or ""), value.value) if isinstance(value.value, Classes) else None
    return scale.id if scale is not None else None


def _has_grade_in_brackets(frame: Frame, donor: Frame) -> bool:
    """ "Sensory or motor neuropathy (grade 2 or higher)": the brackets stay with the last, though the grade is that of both."""
    head = donor.head
    if head is None or frame.groups:
        return False
    behind = [g for g in donor.groups if 0 <= g.span.start - head.span.end <= 1]
    return any(any_of_type(elements_of(g.block)[:1], ("CLASSES",)) for g in behind)

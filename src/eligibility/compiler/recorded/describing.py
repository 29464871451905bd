"""The describing words of a frame: which of them make another concept of its head, which are said by its time, which are kept."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.recorded.references import condition_ref
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.metastatic_forms import METASTATIC
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.inactive_forms import ACTIVE, has_inactive_form
from eligibility.reference.language_skills import is_language, names_only_skills, skills
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import ConceptRef
from eligibility.spans import Span


def with_descriptors(frame: Frame, head: Element, ctx: Context) -> tuple[ConceptRef, tuple[str, ...]]:
    """The head's concept; a descriptor that makes a concept of its own is one: "decompensated" + "cirrhosis"."""
    concept = condition_ref(head, ctx)
    kept: list[str] = []
    for descriptor in frame.descriptors:
        word = _written(descriptor, ctx)
        if descriptor.type == "ONSET" or _is_said_by_time(descriptor, frame):
            continue  # "decompensated within 4 weeks" is an event in the course of the disease: see _decompensation
        narrower = vocabulary().lookup(f"{word} {ctx.words(head.span)}", "condition") or vocabulary().lookup(
            f"{word} {concept.name}", "condition"
        )
        if narrower is not None and concept.id is not None and vocabulary().is_a(narrower.id, concept.id):
            concept = ConceptRef(id=narrower.id, name=narrower.name)
        elif concept.id is not None and word.casefold() in concept.name.casefold().split():
            continue  # "systemic lupus" is the systemic lupus erythematosus that the table means by "lupus"
        elif descriptor.type != "ACTIVE":  # "active" says present, which is what no time word says too (contract §5)
            kept.append(word)
    if any_of_type(frame.descriptors, ("ACTIVE",)) and _may_be_inactive(concept):
        kept.append(ACTIVE)
    return concept, tuple(kept)


def take_tissue(frame: Frame, head: Element) -> None:
    """ "Nerve injury of the arm": both are asked for, and a site means any of those named; the tissue becomes a describing word."""
    before = [s for s in frame.sites if s.span.end <= head.span.start]
    behind = [s for s in frame.sites if s.span.start >= head.span.end]
    if before and behind and not any(_are_of_one(a, b) for a in before for b in behind):
        frame.sites = behind
        frame.descriptors = [*before, *frame.descriptors]


def _are_of_one(one: Element, other: Element) -> bool:
    """ "Liver lesion of the left lobe of the liver": one place is a part of the other, or the same."""
    return vocabulary().relation(one.value, other.value) != "no" or vocabulary().relation(other.value, one.value) != "no"


def _may_be_inactive(concept: ConceptRef) -> bool:
    """Whether "active" says more than that it is there: an infection that may lie dormant, or a kind of disease with such a one."""
    return concept.id is not None and concept.id != "condition" and has_inactive_form(concept.id)


def descriptors_of(frame: Frame, ctx: Context) -> tuple[str, ...]:
    """The frame's describing words; "active" says present, which is what no time word says too (contract §5)."""
    return tuple([_written(d, ctx) for d in frame.descriptors if d.type != "ACTIVE" and not _is_said_by_time(d, frame)])


def _written(descriptor: Element, ctx: Context) -> str:
    """The word as the text has it; the m of "mCRPC" is written out."""
    said = ctx.words(descriptor.span)
    return METASTATIC if said in ("m", "M") else said


def _is_said_by_time(descriptor: Element, frame: Frame) -> bool:
    """ "Recent (within 6 months)": the time says what is recent."""
    return descriptor.type == "RECENT" and bool(frame.windows or frame.lasting is not None)


def in_a_language(frame: Frame, head: Element, ctx: Context) -> tuple[str, ...]:
    """The describing words of something attested; of a language, what one is able to do in it, where that is more than to speak it."""
    described = descriptors_of(frame, ctx)
    if not is_language(head.value):
        return described
    said = frame.lender if frame.lender is not None and frame.lender.head is not None else frame
    words = ctx.words(Span(min(said.span.start, head.span.start), (said.head or head).span.end))
    asked = skills(words)
    if asked <= {"speak"} or "or" in words.casefold().split():  # either may be enough
        return described
    return (*(d for d in described if not names_only_skills(d)), *sorted(asked))


def of_relatives(frame: Frame, ctx: Context) -> tuple[str, ...]:
    """What is said of a relative's disease, for which no field is: its cause, and what narrows it from behind."""
    causes = [c.name for c in (*frame.cause_refs, *frame.cause_examples)]
    denied = [c.name for c in frame.not_refs]
    said = [f"due to {' or '.join(causes)}"] if causes else []
    said += [f"not due to {' or '.join(denied)}"] if denied else []
    behind = frame.tail is not None and not frame.tail.judged
    return (*said, ctx.words(frame.tail.element.span)) if behind and frame.tail is not None else tuple(said)


# Source: NCI Dictionary of Genetics Terms, first-degree relative: a parent, a full sibling or a child.
_FIRST_DEGREE = (*("mother", "father", "parent", "sister", "brother", "sibling"), *("daughter", "son", "child", "first-degree relative"))


def relations_of(frame: Frame) -> tuple[str, ...]:
    """Which relatives are meant; none are named where it is the whole family."""
    return _FIRST_DEGREE if frame.first_degree else ()

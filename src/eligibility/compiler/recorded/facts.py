"""Frames about recorded things → conditions, procedures, medications, allergies, family history, attested facts."""

from __future__ import annotations

import re
from functools import cache

from eligibility.compiler.frames.context import Context, observation_of, observation_ref
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.tenses import is_placed, is_up_to_a_day, says_diagnosed
from eligibility.compiler.measured.measures import stage_of
from eligibility.compiler.recorded.completed import completed, take_distance
from eligibility.compiler.recorded.describing import (
    descriptors_of,
    in_a_language,
    of_relatives,
    relations_of,
    take_tissue,
    with_descriptors,
)
from eligibility.compiler.recorded.doses import is_cumulative, is_dose, take_doses
from eligibility.compiler.recorded.formalities import is_agreed, is_formal, said_behind
from eligibility.compiler.recorded.gaps import apart
from eligibility.compiler.recorded.gestation import with_gestation
from eligibility.compiler.recorded.named_allergens import allergy_to
from eligibility.compiler.recorded.needs import is_wished, need_of
from eligibility.compiler.recorded.numbered_types import of_types
from eligibility.compiler.recorded.onsets import bare_window, event_time, from_own_onset, within_or_lasting
from eligibility.compiler.recorded.other_trials import kinds_of_trial
from eligibility.compiler.recorded.own_conditions import left_out, other_organs, own_kinds
from eligibility.compiler.recorded.plans import take_beginning
from eligibility.compiler.recorded.put_in import put_in
from eligibility.compiler.recorded.references import condition_ref, ref
from eligibility.compiler.recorded.scales import scale_for
from eligibility.compiler.recorded.serology import serology
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes, Compared
from eligibility.reference.entailments import allergen_of
from eligibility.reference.name_endings import NamedDomain
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import (
    NOW,
    AllOf,
    AnyNode,
    AnyOf,
    ConceptRef,
    Duration,
    FamilyHistory,
    HasAllergy,
    HasCondition,
    HasProcedure,
    Lasting,
    Not,
    OneOf,
    Stage,
    Stated,
    TakesMedication,
    Tense,
    Timing,
    Window,
    WithExamples,
)
from eligibility.spans import Span, hull

_RECORDED = ("COND", "ORG", "PROC", "DRUG")  # of a value the latest counts, recent or not
# Names so general that an unknown word before them makes another name, not a qualified one: "glycogen storage disease".


def timing_of(frame: Frame) -> Timing:
    """When the frame's finding counts (contract §5)."""
    window = frame.windows[0] if frame.windows else None
    if window is not None and (frame.planned or frame.intended) and window.direction == "past":
        window = window.replaced(direction="future")  # "anticipated within 3 months"
    tense: Tense = "planned" if frame.planned else "ever" if frame.history or is_placed(frame) else "present"
    lasting = frame.lasting
    if window is None and lasting is not None and lasting.operator in ("<", "<=") and _is_recent(frame):
        window, lasting = Window(start=lasting.duration, open=lasting.operator == "<"), None  # "recent (< 1 week)": so long ago
    if window is not None and lasting is not None and tense == "present" and lasting.operator in (">", ">=") and is_up_to_a_day(window):
        window = None  # "for at least 3 months prior to screening"
    if window is None and lasting is None:
        if tense == "present" and _is_recent(frame) and any_of_type(frame.heads, _RECORDED):
            tense = "ever"  # "recent infection": it may be over, and how long ago is too long is not said
        return _plain_timing(tense, frame.onset)
    behind = frame.tail.parts if frame.tail is not None else []  # "which could affect the diagnosis"
    # "A diagnosis of cirrhosis and hospitalization within 6 months": the time is one of its own, or none of the diagnosis.
    timed = any_of_type(frame.elements, ("WINDOW",)) and not (frame.current or any_of_type(frame.descriptors, ("ACTIVE",)))
    diagnosed = any((e.type == "DIAGNOSED" or timed) and says_diagnosed(e) and e not in behind for e in frame.elements)
    return Timing.made(tense=tense, window=window, onset=frame.onset or (diagnosed and window is not None), lasting=lasting)


def _is_recent(frame: Frame) -> bool:
    return any_of_type(frame.descriptors, ("RECENT",))


@cache
def _plain_timing(tense: Tense, onset: bool) -> Timing:
    return Timing(tense=tense, onset=onset)


def _timing_with_length(frame: Frame) -> Timing:
    """The same, for what may have its duration among the frame's values."""
    timing = timing_of(frame)
    lasting = _lasting(frame) if timing.lasting is None else None
    return timing if lasting is None else timing.replaced(lasting=lasting)


def _timing_of_treatment(frame: Frame, head: Element) -> Timing:
    """The same for a treatment, whose duration is said beside it: "at least 6 weeks of chemotherapy", "metformin ≥ 3 months"."""
    return _timing_with_length(frame) if _so_long_of(frame, head) else timing_of(frame)


def _so_long_of(frame: Frame, head: Element) -> Element | None:
    value = frame.values[0] if len(frame.values) == 1 else None
    if value is None or not isinstance(value.value, Compared) or not value.value.amount.is_length:
        return None
    if value.span.end <= head.span.start:
        following = next((e for e in frame.elements if e.span.start >= value.span.end), None)
        return value if following is not None and following.word == "of" else None
    # Of a course of treatment, or of an operation, it may be how long ago that was.
    concept = vocabulary().concept(head.value)
    goes_on = concept is not None and (
        head.type == "DRUG" or (concept.continuing and not vocabulary().is_a(head.value, "anticancer-therapy"))
    )
    plain = frame.lasting is None and not (frame.windows or frame.gap or frame.planned or frame.negated or frame.completed)
    ends = plain and frame.elements[-1] is value and value.value.operator[0] == ">"  # "≤ 30 days of the first dose" is a window
    return value if goes_on and ends and 0 <= value.span.start - head.span.end <= 1 else None


def fact(frame: Frame, head: Element, span: Span, ctx: Context) -> AnyNode:
    """The statement that a frame with a recordable head makes, before negation."""
    if frame.family:
        return FamilyHistory(
            span=span, concept=condition_ref(head, ctx), relations=relations_of(frame), descriptors=of_relatives(frame, ctx)
        )
    allergen = _allergen(frame, head)
    if frame.allergy or frame.allergic or allergen is not None:
        allergy = HasAllergy(span=span, concept=allergen or ref(head), severity=frame.severity)
        # "History of latex allergy": one of the past stands among the conditions.
        past = frame.history and allergen is not None
        return AnyOf(span=span, children=(allergy, _condition(frame, head, span, ctx))) if past else allergy
    take_distance(frame, ctx)
    match head.type:
        case "COND" | "ORG":
            node = _serology(frame, head, span, ctx) or _condition(frame, head, span, ctx)
        case "PROC" if is_wished(frame, head):
            return ctx.opaque(span, "needs_judgement")
        case "PROC":
            node = HasProcedure.made(
                span=span,
                concept=ref(head),
                timing=put_in(head, _timing_of_treatment(frame, head), ctx),
                how=frame.how,
                descriptors=(*descriptors_of(frame, ctx), *_purposes(frame, ctx), *(ctx.words(c.span) for c in frame.causes)),
                sites=tuple(ref(s) for s in frame.sites),
            )
        case "DRUG":
            node = _medication(frame, head, span, ctx)
        case "TEST":
            node = of_result(frame, head, span).replaced(timing=_timing_with_length(frame))
        case "ATTR":
            node = with_gestation(stated(frame, head, _timing_with_length(frame), ctx))
        case _:
            return ctx.opaque(span)
    needed = need_of(frame, head) if isinstance(node, HasProcedure) and not frame.history else None
    if needed is not None:
        # Whoever is on dialysis needs it; who is not may need it all the same, and a transplant of the past tells nothing of that.
        judged = ctx.opaque(needed, "needs_judgement")
        concept = vocabulary().concept(head.value)
        node = AnyOf(span=span, children=(node, judged)) if concept is not None and concept.continuing else judged
    if frame.gap is not None and isinstance(node, HasCondition | HasProcedure | TakesMedication):
        node = apart(frame, frame.gap, node, ctx)
    elif frame.completed is not None and isinstance(node, HasProcedure | TakesMedication):
        node = completed(frame, node, frame.completed)
    if frame.possible:
        return _possibly(frame, node, span, ctx)
    return node


def of_result(frame: Frame, test: Element, span: Span) -> OneOf:
    """The result that the frame tells of a test; of "receptor status known" some result, whichever it is."""
    result = frame.positive or "positive"
    values = ("negative", "positive") if result == "known" else (result,)
    return OneOf(span=span, observation=observation_ref(observation_of(test.value)), values=values)


_CONSENT = "informed-consent"


def stated(frame: Frame, head: Element, timing: Timing, ctx: Context) -> Stated:
    """An attested fact, with the words that narrow it."""
    observation = observation_ref(observation_of(head.value))
    behind = take_beginning(frame, head, ctx)
    if is_agreed(frame, head):
        times = [e for e in frame.elements if e.type in ("WINDOW", "LASTING") and e.span.start >= head.span.end]
        behind = (*behind, *(ctx.words(e.span) for e in times))
        timing = NOW
    revocable = head.value == _CONSENT and timing.window is None  # consent that was given may have been withdrawn
    timing = NOW if behind or revocable else timing
    if is_formal(frame):
        described = (ctx.words(d.span) for d in frame.descriptors if d.span.start >= head.span.end)
        behind = (*behind, *described, *said_behind(frame, head, ctx))
        frame.descriptors = [d for d in frame.descriptors if d.span.start < head.span.end]
    said = (*kinds_of_trial(head, ctx), *in_a_language(frame, head, ctx), *_purposes(frame, ctx))
    return Stated.made(span=frame.span, observation=observation, timing=timing, descriptors=said, circumstances="; ".join(behind) or None)


def named(frame: Frame, name: str, span: Span, ctx: Context, domain: NamedDomain = "condition") -> AnyNode:
    """Something recordable whose name the vocabulary does not know; it fits only an entry of that very name."""
    concept = ConceptRef.made(id=None, name=name)
    if frame.family:
        return FamilyHistory(span=span, concept=concept, relations=relations_of(frame), descriptors=of_relatives(frame, ctx))
    if frame.allergy:
        return allergy_to(name, span, frame.severity)
    described = descriptors_of(frame, ctx)
    if domain == "procedure":
        return HasProcedure(span=span, concept=concept, timing=timing_of(frame), how=frame.how, descriptors=described)
    if domain == "medication":
        return TakesMedication(
            span=span,
            concept=concept,
            timing=timing_of(frame),
            route=frame.route,
            indication=_indications(frame, ctx),
            descriptors=described,
        )
    return HasCondition.made(
        span=span,
        concept=concept,
        timing=timing_of(frame),
        severity=frame.severity,
        due_to=_causes(frame, ctx),
        how=frame.how,
        descriptors=described,
        not_due_to=tuple(frame.not_refs),
        other_than=other_organs(ctx.conditions) if frame.other else (),
        sites=tuple(ref(s) for s in frame.sites if ctx.words(s.span).casefold() not in name.casefold()),
    )


def _serology(frame: Frame, head: Element, span: Span, ctx: Context) -> AnyNode | None:
    return serology(frame, head, timing_of(frame), span, ctx) if frame.positive is not None else None


def _allergen(frame: Frame, head: Element) -> ConceptRef | None:
    """ "Latex allergy" is an allergy to latex, which records list among the allergies."""
    allergen = allergen_of(head.value) if head.type == "COND" else None
    concept = vocabulary().concept(allergen) if allergen is not None else None
    timed = frame.windows or frame.onset or frame.lasting is not None or frame.gap is not None or frame.planned
    plain = not (timed or frame.values or frame.stage or frame.cause_refs or frame.causes or frame.descriptors)
    return ConceptRef(id=concept.id, name=concept.name) if concept is not None and plain else None


def _condition(frame: Frame, head: Element, span: Span, ctx: Context) -> AnyNode:
    take_tissue(frame, head)
    concept, descriptors = with_descriptors(frame, head, ctx)
    said = [stage_of(scale_for(concept, v.value), v.value) for v in frame.values if isinstance(v.value, Classes)]
    stages = list(dict.fromkeys([s for s in said if s is not None]))
    timing = from_own_onset(event_time(concept, _timing_with_length(frame)), concept, ctx)
    node: AnyNode = HasCondition.made(
        span=span,
        concept=concept,
        timing=timing,
        severity=frame.severity,
        stage=stages[-1] if stages else frame.stage,
        due_to=_causes(frame, ctx),
        not_due_to=tuple(frame.not_refs),
        sites=tuple([ref(s) for s in frame.sites]),
        other_than=_others(concept, frame, ctx),
        descriptors=descriptors,
        how=frame.how,
    )
    if len(frame.values) == 1 and isinstance(node, HasCondition):
        node = of_types(node, frame.values[0].value) or node
    if isinstance(node, HasCondition) and len(stages) > 1:
        return _of_stages(node, stages, frame, ctx)
    node = _decompensation(frame, node, ctx)
    if frame.cause_examples:
        assert isinstance(node, HasCondition)
        known = node.replaced(due_to=tuple(frame.cause_examples))
        node = WithExamples(span=span, general=node, examples=(known,))
    elif isinstance(node, HasCondition) and _may_be_a_window(frame, ctx):
        node = within_or_lasting(node)
    if ctx.kind == "exclusion" and isinstance(node, HasCondition) and _counts_absence(node.stage) and _is_demanded(frame):
        return ctx.opaque(span)  # "diarrhea should be grade 1 or less" excludes those with more
    asked = ctx.kind == "inclusion" and ctx.mode == "all" and not ctx.excepting and not frame.negated
    if asked and isinstance(node, HasCondition) and _counts_absence(node.stage):
        # "Neuropathy ≤ grade 1" is also none: grade 0.
        return AnyOf(span=span, children=(node, Not(span=span, child=node.replaced(stage=None))))
    return Not(span=span, child=node) if frame.positive == "negative" else node


def _may_be_a_window(frame: Frame, ctx: Context) -> bool:
    """Whether "< 6 months" stands alone behind what rules out: "heart failure < 6 months", but "pain of less than 6 weeks"."""
    return (ctx.kind == "exclusion" or frame.negated) and bare_window(frame) is not None


def _is_demanded(frame: Frame) -> bool:
    return any(e.word.split()[0] in ("must", "should", "shall") for e in frame.elements if e.type == "FILLER")


def _counts_absence(stage: Stage | None) -> bool:
    scale = observations().get(stage.scale) if stage is not None and stage.scale is not None else None
    return stage is not None and scale is not None and scale.absent_value in stage.values


def _of_stages(node: HasCondition, stages: list[Stage], frame: Frame, ctx: Context) -> AnyNode:
    """ "Stage I, grade 2" is of both; two stages on one scale ("stage I to operable stage III") are a range of some kind."""
    if len({s.scale for s in stages}) == len(stages):
        return AllOf(span=node.span, children=tuple(node.replaced(stage=s) for s in stages))
    classes = ctx.opaque(hull(v.span for v in frame.values if isinstance(v.value, Classes)))
    return AllOf(span=node.span, children=(node.replaced(stage=None), classes))


def _decompensation(frame: Frame, node: AnyNode, ctx: Context) -> AnyNode:
    """ "Chronic liver disease decompensated within 4 weeks": the time is that of the decompensation, not of the disease."""
    if not frame.descriptors or not isinstance(node, HasCondition):
        return node
    word = next((d for d in frame.descriptors if d.type == "ONSET"), None)
    if word is None:
        return node
    names = (f"{ctx.words(word.span)} {node.concept.name}", f"{node.concept.name} decompensation")
    event = next((c for c in (vocabulary().lookup(n, "condition") for n in names) if c is not None), None)
    ref = ConceptRef(id=event.id, name=event.name) if event is not None else ConceptRef(id=None, name=names[0])
    disease = node.replaced(timing=Timing(tense=node.timing.tense), descriptors=())
    turn = HasCondition(span=node.span, concept=ref, timing=node.timing, severity=node.severity, descriptors=node.descriptors)
    return AllOf(span=node.span, children=(disease, turn))


def _lasting(frame: Frame) -> Lasting | None:
    """A limit in a unit of time says how long a state has lasted: "abstinence < 6 months"."""
    for element in frame.values:
        value = element.value
        if isinstance(value, Compared) and value.amount.is_length and value.amount.time is not None:
            return Lasting(operator=value.operator, duration=Duration(value=value.amount.value, unit=value.amount.time))
    return None


def values_used(frame: Frame, head: Element) -> list[Element]:
    """The values of a frame that `fact` turns into stage or duration; the others are left for the caller."""
    if frame.family or frame.allergy:
        return []
    if head.type in ("COND", "ORG"):
        return [
            v
            for v in frame.values
            if (isinstance(v.value, Classes) and stage_of(scale_for(condition_ref(head, None), v.value), v.value) is not None)
            or (isinstance(v.value, Compared) and v.value.amount.is_length)
        ]
    if head.type in ("ATTR", "TEST"):
        return [v for v in frame.values if isinstance(v.value, Compared) and v.value.amount.is_length]
    if head.type in ("DRUG", "PROC") and (said := _so_long_of(frame, head)) is not None:
        return [said]
    if head.type == "DRUG" and is_cumulative(frame):
        return []
    if head.type == "DRUG":
        return [v for v in frame.values if is_dose(v.value)]
    return []


_BESIDE = ("comorbid", "co-morbid", "concomitant ", "concurrent ", "coexisting ", "co-existing ")


def _others(concept: ConceptRef, frame: Frame, ctx: Context) -> tuple[ConceptRef, ...]:
    """ "Other malignancy" leaves out the trial's own conditions, and so do names that say "beside" themselves: "comorbidity"."""
    beside = frame.head is not None and frame.head.word.startswith(_BESIDE)
    if not (frame.other or beside) or concept.id is None:
        return ()
    return own_kinds(ctx.conditions, concept.id) if ctx.conditions else left_out(ctx.assumed, concept.id)


def _causes(frame: Frame, ctx: Context) -> tuple[ConceptRef, ...]:
    causes = (*[condition_ref(c, ctx) for c in frame.causes], *frame.cause_refs)
    if frame.other_cause is not None:
        causes += (ConceptRef(id=None, name=ctx.words(frame.other_cause.span)),)
    return causes


def _medication(frame: Frame, head: Element, span: Span, ctx: Context) -> AnyNode:
    if head.value == "drug:alcohol" and not ctx.causing:
        return ctx.opaque(span, "not_recordable")  # no list of medications tells what somebody drinks
    given = TakesMedication.made(
        span=span,
        concept=ref(head),
        timing=_timing_of_treatment(frame, head),
        route=frame.route,
        how=frame.how,
        indication=_indications(frame, ctx),
    )
    doses = take_doses(frame)
    given = given.replaced(descriptors=descriptors_of(frame, ctx))
    return conjunction([given.replaced(dose=dose) for dose in doses], span) if doses else given


def _indications(frame: Frame, ctx: Context) -> tuple[ConceptRef, ...]:
    named = (ConceptRef(id=None, name=ctx.words(frame.indication.span)),) if frame.indication is not None else ()
    return (*_causes(frame, ctx), *(condition_ref(p, ctx) for p in frame.purposes), *named)


def _purposes(frame: Frame, ctx: Context) -> tuple[str, ...]:
    """What a procedure was for, in the text's words: no record has a field for it."""
    if frame.purpose is None or not frame.purposes:
        return ()
    return (" ".join(ctx.words(hull([frame.purpose.span, *(p.span for p in frame.purposes)])).split()),)


_KNOWN = "(?:known|confirmed|proven|documented)"
_SAID_KNOWN = re.compile(rf"(?i)\b(?:{_KNOWN}\s*(?:or|and/or|/)\s*|\s*(?:or|and/or|/)\s*{_KNOWN}\b)")


def _possibly(frame: Frame, node: AnyNode, span: Span, ctx: Context) -> AnyNode:
    """ "Suspected pulmonary embolism": the disease itself is enough; its absence does not deny the suspicion.

    Of what is attested the record's word is the answer: "known or suspected pregnancy", "suspected non-compliance".
    """
    if isinstance(node, Stated):
        return node
    words = ctx.words(span)
    said = next((e for e in frame.elements if e.type == "POSSIBLE"), None)
    if said is not None and frame.head is not None and said.span.end <= frame.head.span.start:
        words = ctx.words(Span(said.span.start, frame.head.span.end))
    name = _SAID_KNOWN.sub("", " ".join(words.split()))
    concept = ConceptRef(id=None, name=name)
    if not isinstance(node, HasCondition):
        general = HasCondition(span=span, concept=concept, timing=timing_of(frame))
        return WithExamples(span=span, general=general, examples=(node,))
    return AnyOf(span=span, children=(node, node.replaced(concept=concept)))

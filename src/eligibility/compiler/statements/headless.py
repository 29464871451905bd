"""Units without a name that is known: an allergy or condition of unknown name, the diseases of an organ, or words that stay opaque."""

from __future__ import annotations

import re

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.incapable import incapable
from eligibility.compiler.lists.handed_down import says_it_matters
from eligibility.compiler.lists.sayable import is_state
from eligibility.compiler.measured.life_stages import stage_of_life
from eligibility.compiler.measured.unnamed import unnamed_limits
from eligibility.compiler.people.people import (
    sexed,
)
from eligibility.compiler.recorded.any_medication import is_any_medication
from eligibility.compiler.recorded.describing import descriptors_of
from eligibility.compiler.recorded.facts import (
    named,
    timing_of,
)
from eligibility.compiler.recorded.modifiers import (
    coined_name,
    take_adjectives,
)
from eligibility.compiler.recorded.named_allergens import allergy_to
from eligibility.compiler.recorded.references import condition_ref
from eligibility.compiler.recorded.staged import of_stage
from eligibility.compiler.syntax.parse_tree import LINKS, Element
from eligibility.compiler.syntax.precluded import INCAPABLE
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import (
    AnyNode,
    ConceptRef,
    HasAllergy,
    HasCondition,
    Sex,
    TakesMedication,
)
from eligibility.spans import Span, hull


def headless(frame: Frame, ctx: Context) -> AnyNode:
    """No name was recognised: an allergy or condition of unknown name, an organ's diseases, or opaque words."""
    span = frame.span
    said = [e for e in frame.elements if e.type not in ("FILLER", "SUBJECT")]
    if [e.type for e in said] == [INCAPABLE]:
        frame.left.clear()
        return incapable(said[0], ctx.words(said[0].span))  # "social situations that would limit compliance"
    staged = of_stage(frame, ctx)
    if staged is not None:
        return sexed(staged, frame, ctx)
    if frame.values and not frame.allergy and not frame.family:
        return sexed(unnamed_limits(frame, timing_of(frame), ctx) or all_opaque(frame, ctx), frame, ctx)
    if frame.allergy:
        return _allergy(frame, ctx)
    if frame.allergic and (general := _any_allergy(frame, ctx)) is not None:
        return general
    if frame.other_cause is not None:
        return HasCondition(span=span, concept=ConceptRef(id=None, name=ctx.words(frame.other_cause.span)))
    if frame.therapy and is_any_medication(frame, ctx):
        return TakesMedication(span=span, concept=ConceptRef(id="medication", name="any medication"), timing=timing_of(frame))
    if frame.shared_noun:  # "vulvar | or vaginal dysplasia"
        word = frame.elements[-1]
        frame.left = [e for e in frame.left if e is not word]
        return sexed(named(frame, f"{ctx.words(word.span)} {frame.shared_noun}", span, ctx), frame, ctx)
    nouns = [e for e in frame.elements if e.type == "DISEASENOUN"]
    if frame.sites and not nouns and any(e.type == "THERAPY" and e.span.start >= frame.sites[0].span.end for e in frame.elements):
        return all_opaque(frame, ctx)  # "orthopaedic treatment" is no disease of the bones
    if nouns and any(e.type == "THERAPY" and e.span.end <= nouns[-1].span.start for e in frame.elements) and frame.left[:1] != nouns[:1]:
        return all_opaque(frame, ctx)  # "therapies intended to treat the condition" are no condition
    refs = [condition_ref(site, ctx) for site in frame.sites] if frame.sites and not _is_of_the_organ(frame) else []
    if refs and (nouns or _is_plain(frame, ctx)) and all(ref.id is not None for ref in refs):
        _take_nouns(frame, nouns)
        nodes: list[AnyNode] = [_site_condition(frame, ref, ctx) for ref in refs]
        return sexed(disjunction(nodes, span), frame, ctx)
    if nouns:
        name = _noun_name(frame, nouns[-1], ctx)
        return sexed(named(frame, name, span, ctx), frame, ctx)
    only_people = not (frame.left or frame.values or frame.descriptors or frame.normal or frame.positive is not None)
    aged = [stage_of_life(frame.ages[0], span)] if len(set(frame.ages)) == 1 else []
    if frame.sexes and only_people and not frame.groups and len(set(frame.ages)) < 2:
        return conjunction([Sex(span=span, sex=frame.sexes[0]), *aged], span)
    if aged and only_people:
        return sexed(aged[0], frame, ctx)
    coined = coined_name(frame, ctx)
    if coined is not None:
        return sexed(named(frame, coined[1], span, ctx, coined[0]), frame, ctx)
    return all_opaque(frame, ctx)


# Of an organ each of them says that it has some disease; what the others tell of it ("lesion", "event") may be none.
_ANY_DISEASE = ("problem", "illness", "pathology", "pathologies", "comorbidit", "co-morbidit", "ailment", "condition")
_KINDS_OF_DISEASE = (
    "dysfunction",
    "insufficienc",
    "impairment",
    "abnormalit",
    "malformation",
    "anomal",
    "defect",
    "derangement",
    "disturbance",
)


def _take_nouns(frame: Frame, nouns: list[Element]) -> None:
    """ "Ocular comorbidity" is any disease of the eye, "respiratory dysfunction" one of that description."""
    for noun in nouns:
        if noun.word.startswith((*_ANY_DISEASE, *_KINDS_OF_DISEASE)) and noun in frame.left:
            frame.left.remove(noun)
            if not noun.word.startswith(_ANY_DISEASE):
                frame.descriptors.append(Element("DESC", "", noun.span, noun.tokens))


def _is_of_the_organ(frame: Frame) -> bool:
    """ "Negative lymph nodes", "normal liver": said of the organ, not of a disease of it; "abnormal liver" is one."""
    return frame.positive is not None or frame.normal not in (None, "abnormal") or _says_absence(frame)


def _says_absence(frame: Frame) -> bool:
    """ "Absence of the uterus" is no absence of its diseases."""
    return any(e.type == "NEG" and e.word.startswith(("absence", "absent", "lack")) for e in frame.elements)


def _is_plain(frame: Frame, ctx: Context) -> bool:
    return not frame.left and all(is_state(ctx.words(d.span)) for d in frame.descriptors)


# "SGLT2 inhibitors, or intolerance to one": to what was named before.
_PRONOUN = re.compile(r"(?i)(?:any |either |one )?(?:of )?(?:it|its|them|these|those|this|that|one|any|either|both|such|the same|same)")


def _allergy(frame: Frame, ctx: Context) -> AnyNode:
    """An allergy to what no table has, or to something in general: "any substance"; to a kind of what one has, it is described as such."""
    name = _allergen(frame, ctx)
    if name is not None and _PRONOUN.fullmatch(name):
        return all_opaque(frame, ctx)
    return allergy_to(name, frame.span, frame.severity)


def other_name(frame: Frame, ctx: Context) -> AnyNode:
    """ "Ovarian cyst removal", "prevention of stroke": something of another name, or words that no record could hold."""
    known = frame.heads[0].span
    coined = coined_name(frame, ctx)
    if coined is None or known.end - known.start >= len(coined[1]):
        return all_opaque(frame, ctx)
    return sexed(named(frame, coined[1], frame.span, ctx, coined[0]), frame, ctx)


def _any_allergy(frame: Frame, ctx: Context) -> AnyNode | None:
    """ "Highly allergic": an allergy to anything, of that description; None where more is said than that."""
    take_adjectives(frame, next(e for e in frame.elements if e.type == "ALLERGYANY"))
    if frame.left:
        return None
    substance = ConceptRef(id="substance", name="any substance")
    return HasAllergy(span=frame.span, concept=substance, severity=frame.severity, descriptors=descriptors_of(frame, ctx))


def all_opaque(frame: Frame, ctx: Context) -> AnyNode:
    """The unit as one opaque node, the words left over in it among them."""
    frame.left.clear()
    return ctx.opaque(frame.span)


def _site_condition(frame: Frame, ref: ConceptRef, ctx: Context) -> AnyNode:
    said = descriptors_of(frame, ctx)
    if frame.brackets is not None:
        # "Significant cardiac impairment (angina, infarction)": they are significant.
        said = tuple(d for d in said if not says_it_matters(d))
    return HasCondition(span=frame.span, concept=ref, timing=timing_of(frame), severity=frame.severity, descriptors=said)


def _noun_name(frame: Frame, noun: Element, ctx: Context) -> str:
    """The words of a name that ends in a noun of disease: "vital organ dysfunction"; they are no longer left over."""
    named = ("WORD", "DISEASENOUN", "SITE", "VITAL", "MEASMOD", "OTHER", "FOR", "ROUTE")
    parts = [e for e in frame.elements if e.type in named and e.span.start < noun.span.end]
    narrowing = frame.tail.parts if frame.tail is not None else []
    for element in frame.elements:
        if element.span.start >= noun.span.end:
            if element.type not in (*named, "FILLER") or element in narrowing:
                break
            parts.append(element)
    while parts[-1].type == "FILLER":
        parts.pop()
    frame.left[:] = [e for e in frame.left if e not in parts]
    return " ".join(ctx.words(Span(parts[0].span.start, parts[-1].span.end)).split())


def _allergen(frame: Frame, ctx: Context) -> str | None:
    """What an allergy of no known name is to: the words behind "allergic to", or all of a later member of the list."""
    opening = next((e.span.end for e in frame.elements if e.type == "ALLERGY"), 0)
    words = [e for e in frame.elements if e.span.start >= opening and e.type not in ("FILLER", "SUBJECT", "WINDOW", *LINKS)]
    frame.left.clear()
    return " ".join(ctx.words(hull(e.span for e in words)).split()) if words else None

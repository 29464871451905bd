"""The concepts that elements name."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context, concept_ref, observation_of, observation_ref
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import ConceptRef


def ref(element: Element) -> ConceptRef:
    """The concept or observation that an element stands for."""
    if element.type in ("MEAS", "TEST", "ATTR", "SCALE"):
        return observation_ref(observation_of(element.value))
    return concept_ref(element.value)


def condition_ref(element: Element, ctx: Context | None) -> ConceptRef:
    """The condition an element names; an organism stands for the disease it causes, an organ for its diseases."""
    known = vocabulary()
    if (reading := element.reading("COND")) is not None:
        return concept_ref(reading)
    concept = None
    if (organism := element.reading("ORG")) is not None:
        concept = known.caused_by(organism)
    elif (site := element.reading("SITE")) is not None:
        concept = known.disease_of(site)
    if concept is not None:
        return ConceptRef.made(id=concept.id, name=concept.name)
    if element.may_be("DRUG", "PROC"):
        return concept_ref(element.reading("DRUG", "PROC") or element.value)
    return ConceptRef.made(id=None, name=ctx.words(element.span) if ctx is not None else element.tokens[0].text)

"""What a disease that precludes consent or compliance means for who has it: no capacity to consent, no ability to comply (contract §2)."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.observations import observation
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import AnyNode, ConceptRef, Not, Stated


def incapable(element: Element, why: str | None = None) -> AnyNode:
    """That the patient is not capable of one of the things that the element says are precluded; `why`: words on what prevents it."""
    return disjunction([_not_able(element, able, why) for able in element.value.split("|")], element.span)


def _not_able(element: Element, able: str, why: str | None) -> Not:
    stated = Stated(span=element.span, observation=ConceptRef(id=able, name=observation(able).name), circumstances=why)
    return Not(span=element.span, child=stated)

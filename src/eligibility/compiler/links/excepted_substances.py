"""Substances excepted from their abuse: "substance use disorder other than nicotine" excepts nicotine dependence, and no taking of it."""

from __future__ import annotations

from eligibility.reference.vocabulary import Concept, vocabulary
from eligibility.rules.nodes import AnyNode, ConceptRef, HasCondition, Opaque, Stated, TakesMedication

_ABUSE = "substance-abuse"
_DISORDERS = ("use disorder", "abuse", "dependence")


def as_disorders(nodes: list[AnyNode], inner: AnyNode) -> list[AnyNode]:
    """What is excepted from abuse: the disorders of the substances named; opaque where none is known, since who takes it is not excused."""
    id = inner.concept.id if isinstance(inner, HasCondition) else None
    if id is None or not vocabulary().is_a(id, _ABUSE):
        return nodes
    return [_disorder(node) if isinstance(node, TakesMedication | Stated | Opaque) else node for node in nodes]


def _disorder(node: TakesMedication | Stated | Opaque) -> AnyNode:
    name = _name(node)
    found = next((c for noun in _DISORDERS if (c := _lookup(f"{name} {noun}")) is not None), None)
    if found is None:
        return node if isinstance(node, Opaque) else Opaque(span=node.span, text=name)
    return HasCondition(span=node.span, concept=ConceptRef(id=found.id, name=found.name))


def _name(node: TakesMedication | Stated | Opaque) -> str:
    match node:
        case TakesMedication():
            return node.concept.name
        case Stated():
            return node.observation.name.removesuffix(" use")
        case Opaque():
            return node.text


def _lookup(name: str) -> Concept | None:
    return vocabulary().lookup(name, "condition")

"""Statements joined: all of them, or any, without needless nesting or repetition."""

from __future__ import annotations

from eligibility.rules.nodes import (
    AllOf,
    AnyNode,
    AnyOf,
    Fact,
    Opaque,
)
from eligibility.rules.printing import without_spans
from eligibility.spans import Span, hull

# Longer lists are not searched for repetitions: that would take time that grows with the square of the length.
_FEW = 12


def conjunction(nodes: list[AnyNode], span: Span, label: str | None = None) -> AnyNode:
    """All of the nodes; one alone stands for itself, and nested conjunctions without a label are one."""
    if len(nodes) == 1 and label is None and type(nodes[0]) is not AllOf:  # an instance check that fails takes five times as long
        return nodes[0]
    flat: list[AnyNode] = []
    for node in nodes:
        flat += node.children if type(node) is AllOf and node.label is None else [node]
    return flat[0] if len(flat) == 1 and label is None else _of(AllOf, flat, span, label)


def disjunction(nodes: list[AnyNode], span: Span, label: str | None = None) -> AnyNode:
    """Any of the nodes, likewise."""
    if len(nodes) == 1 and label is None and type(nodes[0]) is not AnyOf:
        return nodes[0]
    flat: list[AnyNode] = []
    for node in nodes:
        for part in node.children if type(node) is AnyOf and node.label is None else (node,):
            if flat and type(part) is Opaque and type(flat[-1]) is Opaque and part.reason == flat[-1].reason == "needs_judgement":
                flat[-1] = _together(flat[-1], part)
            else:
                flat.append(part)
    flat = _distinct(flat)
    return flat[0] if len(flat) == 1 and label is None else _of(AnyOf, flat, span, label)


def _of(connective: type[AllOf] | type[AnyOf], nodes: list[AnyNode], span: Span, label: str | None) -> AnyNode:
    # Of nothing at all no connective can be made: validation says so.
    return (connective.made if nodes else connective)(span=span, children=tuple(nodes), label=label)


def _distinct(nodes: list[AnyNode]) -> list[AnyNode]:
    """Each statement once; the place of a repeated one reaches over both ("cannot consent or refuses to")."""
    if not 1 < len(nodes) <= _FEW:
        return nodes
    subjects = [_subject(node) for node in nodes]
    if len(set(subjects)) == len(nodes):
        return nodes
    kept: list[AnyNode] = []
    bare: list[AnyNode | None] = []
    for node, subject in zip(nodes, subjects, strict=True):
        words = without_spans(node) if subjects.count(subject) > 1 else None
        if words is not None and words in bare:
            place = bare.index(words)
            kept[place] = kept[place].replaced(span=hull([kept[place].span, node.span]))
        else:
            kept.append(node)
            bare.append(words)
    return kept


def _subject(node: AnyNode) -> tuple[str, str | None]:
    """What two statements that say the same have in common; it is compared faster than the statements."""
    if type(node) is Opaque:
        return node.kind, node.text
    return node.kind, node.concept.id if isinstance(node, Fact) else None


def _together(one: Opaque, other: Opaque) -> Opaque:
    """Alternatives that both need a person's judgement are one question."""
    return Opaque(span=hull([one.span, other.span]), text=f"{one.text} or {other.text}", reason=one.reason)

"""Groups of people of which nobody is in both, joined by "and": it is enough to be in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from eligibility.reference.entailments import entailed
from eligibility.rules.nodes import AnyNode, AnyOf, Not, Stated
from eligibility.spans import Span


def of_groups_apart(nodes: Sequence[AnyNode], span: Span) -> AnyNode | None:
    """ "Pre- and postmenopausal women", "smokers and non-smokers": either of them. None where somebody could be all of it."""
    attested = all(isinstance(n.child if isinstance(n, Not) else n, Stated) for n in nodes)
    if not attested or not any(_exclude(a, b) for a, b in combinations(nodes, 2)):
        return None
    return AnyOf(span=span, children=tuple(nodes))


def _exclude(one: AnyNode, other: AnyNode) -> bool:
    if isinstance(one, Not) != isinstance(other, Not):
        attested, denied = (other, one.child) if isinstance(one, Not) else (one, other.child if isinstance(other, Not) else other)
        return attested.replaced(span=denied.span) == denied
    if not (isinstance(one, Stated) and isinstance(other, Stated)):
        return False
    excluding = entailed("excludes")
    return other.observation.id in excluding.get(one.observation.id or "", ()) and one.value == other.value

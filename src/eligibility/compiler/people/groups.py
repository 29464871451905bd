"""Groups of people of which nobody is in both, joined by "and": it is enough to be in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from eligibility.reference.entailments import entailed
from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, Not, Sex, Stated
from eligibility.spans import Span

_WOMEN = frozenset({"women", "females", "woman", "female"})


def of_groups_apart(nodes: Sequence[AnyNode], said: str, span: Span) -> AnyNode | None:
    """ "Pre- and postmenopausal women", "smokers and non-smokers": either of them. None where somebody could be all of it.

    `said`: the words of all of them. A man is not pregnant either, and is not meant by "pregnant and non-pregnant women".
    """
    attested = all(isinstance(n.child if isinstance(n, Not) else n, Stated) for n in nodes)
    if not attested or not any(_exclude(a, b) for a, b in combinations(nodes, 2)):
        return None
    either = AnyOf(span=span, children=tuple(nodes))
    of_women = not _WOMEN.isdisjoint(said.casefold().split())
    return AllOf(span=span, children=(Sex(span=span, sex="female"), either)) if of_women else either


def _exclude(one: AnyNode, other: AnyNode) -> bool:
    if isinstance(one, Not) != isinstance(other, Not):
        attested, denied = (other, one.child) if isinstance(one, Not) else (one, other.child if isinstance(other, Not) else other)
        return attested.replaced(span=denied.span) == denied
    if not (isinstance(one, Stated) and isinstance(other, Stated)):
        return False
    excluding = entailed("excludes")
    return other.observation.id in excluding.get(one.observation.id or "", ()) and one.value == other.value

"""Groups of people of which nobody is in both, joined by "and": it is enough to be in one of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from eligibility.compiler.syntax.openings import FERTILE
from eligibility.reference.entailments import entailed
from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, Not, Sex, Stated
from eligibility.spans import Span, hull

_WOMEN = frozenset({"women", "females", "woman", "female"})


def of_groups_apart(nodes: Sequence[AnyNode], said: str, span: Span) -> AnyNode | None:
    """ "Pre- and postmenopausal women", "smokers and non-smokers": either of them. None where somebody could be all of it.

    `said`: the words of all of them. A man is not pregnant either, and is not meant by "pregnant and non-pregnant women".
    """
    nodes = [_without_sex(n) for n in nodes]
    attested = all(isinstance(n.child if isinstance(n, Not) else n, Stated) for n in nodes)
    if not attested or not any(_exclude(a, b) for a, b in combinations(nodes, 2)):
        return None
    either = AnyOf(span=span, children=tuple(nodes))
    of_women = not _WOMEN.isdisjoint(said.casefold().split())
    return AllOf(span=span, children=(Sex(span=span, sex="female"), either)) if of_women else either


def _without_sex(node: AnyNode) -> AnyNode:
    """The fact of "non-pregnant women": that they are women, the words of all of them say again."""
    parts = _parts(node)
    others = [part for part in parts if not (isinstance(part, Sex) and part.sex == "female")]
    return others[0] if len(parts) == 2 and len(others) == 1 else node


def with_shared_refusal(nodes: Sequence[AnyNode]) -> list[AnyNode]:
    """ "Women of childbearing potential or men not using contraception": those of either sex who use none, and not all the women."""
    result = list(nodes)
    for place in range(len(result) - 2, -1, -1):
        refused = [part for part in _parts(result[place + 1]) if _is_refusal(part)]
        man = any(isinstance(part, Sex) for part in _parts(result[place + 1]))
        people = result[place]
        if man and refused and isinstance(people, Sex | Stated) and (isinstance(people, Sex) or people.observation.id in FERTILE):
            result[place] = AllOf(span=hull([people.span, refused[0].span]), children=(people, *refused))
    return result


def _parts(node: AnyNode) -> tuple[AnyNode, ...]:
    return node.children if isinstance(node, AllOf) else ()


def _is_refusal(node: AnyNode) -> bool:
    return isinstance(node, Not) and isinstance(node.child, Stated) and node.child.observation.id == "contraception"


def _exclude(one: AnyNode, other: AnyNode) -> bool:
    if isinstance(one, Not) != isinstance(other, Not):
        attested, denied = (other, one.child) if isinstance(one, Not) else (one, other.child if isinstance(other, Not) else other)
        return attested.replaced(span=denied.span) == denied
    if not (isinstance(one, Stated) and isinstance(other, Stated)):
        return False
    excluding = entailed("excludes")
    return other.observation.id in excluding.get(one.observation.id or "", ()) and one.value == other.value

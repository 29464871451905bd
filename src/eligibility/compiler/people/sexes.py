"""People of both sexes, joined by "and": nobody is both, so it is enough to be among one of them."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.rules.nodes import AllOf, AnyNode, AnyOf, Implies, Sex, Stated
from eligibility.spans import Span


def of_both_sexes(nodes: Sequence[AnyNode], span: Span) -> AnyNode | None:
    """ "Women who use contraception and men": one or the other. "Boys and girls from 7 to 12 years": what follows is said of both."""
    sexes = [_sex(n) for n in nodes]
    if not all(sexes) or len(set(sexes)) < 2:
        return None
    *bare, last = nodes
    if all(isinstance(n, Sex) for n in bare) and isinstance(last, AllOf):
        own = [c for c in last.children if isinstance(c, Sex)]
        rest = tuple(c for c in last.children if not isinstance(c, Sex))
        return AllOf(span=span, children=(AnyOf(span=span, children=(*bare, *own)), *rest)) if own else None
    return AnyOf(span=span, children=tuple(nodes))


def demands_both_sexes(node: AnyNode) -> bool:
    """Whether nobody could meet it, or what is said of one sex is asked of the other: the words were not joined as they are meant."""
    if not isinstance(node, AllOf):
        return False
    demanded = {s for c in node.children if (s := _demanded(c)) is not None}
    named = {c.guard.sex for c in node.children if isinstance(c, Implies) and isinstance(c.guard, Sex)}
    return bool(demanded) and len(demanded | named) > 1


def _demanded(node: AnyNode) -> str | None:
    if isinstance(node, Stated) and node.value and node.observation.id == "pregnancy":
        return "female"
    return node.sex if isinstance(node, Sex) else None


def _sex(node: AnyNode) -> str | None:
    if isinstance(node, AllOf) and node.label is None:
        return next((s for c in node.children if (s := _sex(c)) is not None), None)
    return node.sex if isinstance(node, Sex) else None

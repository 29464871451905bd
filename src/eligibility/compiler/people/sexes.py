"""People of both sexes, joined by "and": nobody is both, so it is enough to be among one of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from eligibility.compiler.people.age_groups import ages_of, are_apart
from eligibility.compiler.syntax.elements import Element
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import (
    Age,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    AtLeast,
    Comparison,
    HasCondition,
    Implies,
    Not,
    OneOf,
    Opaque,
    Range,
    Sex,
    Stated,
    walk,
    with_children,
)
from eligibility.spans import Span


def of_both_sexes(nodes: Sequence[AnyNode], span: Span) -> AnyNode | None:
    """ "Women who use contraception and men": one or the other. "Boys and girls from 7 to 12 years": what follows is said of both."""
    sexes = [_sex(n) for n in nodes]
    if not all(sexes) or len(set(sexes)) < 2:
        return None
    *bare, last = nodes
    if all(map(_is_bare, bare)) and isinstance(last, AllOf):
        own = [c for c in last.children if _sex(c) is not None]
        rest = tuple(c for c in last.children if c not in own)
        if not all(isinstance(n, Sex) for n in bare) and not all(isinstance(c, Age | HasCondition) for c in rest):
            return AnyOf(span=span, children=tuple(nodes))
        return AllOf(span=span, children=(AnyOf(span=span, children=(*bare, *own)), *rest)) if own else None
    return AnyOf(span=span, children=tuple(nodes))


def of_either_sex(nodes: Sequence[AnyNode], first_words: str, span: Span) -> AnyNode | None:
    """ "Healthy men or non-pregnant women aged 18 to 55 years": the age behind the last, and what stands before the first, is said of both.

    So is the disease behind the last, where nothing else is said of the others: "men or postmenopausal women with breast cancer".

    `first_words`: the words of the first of them.
    """
    first, *between, last = nodes
    if _sex(first) is None:
        return None
    bare = all(map(_is_bare, (first, *between)))
    shared = (Age, HasCondition) if bare else (Age,)
    of_all = [c for c in last.children if isinstance(c, shared)] if isinstance(last, AllOf) and last.label is None else []
    aged = any(isinstance(part, Age) for node in (first, *between) for part in walk(node))
    if not of_all or aged or not (_sex(last) or _is_of_women(last)) or _sex(first) == _sex(last):
        return None
    said = [c for c in first.children if not isinstance(c, Sex)] if isinstance(first, AllOf) and first.label is None else []
    if said and (first_words.casefold().split() or [""])[-1] in _NOUNS:
        own: list[AnyNode] = [c for c in first.children if isinstance(c, Sex)] if isinstance(first, AllOf) else []
        first = conjunction(own, first.span)
    else:
        said = []
    rest = [c for c in last.children if c not in of_all] if isinstance(last, AllOf) else []
    either = AnyOf(span=span, children=(first, *between, conjunction(rest, last.span)))
    return conjunction([*said, either, *of_all], span)


_NOUNS = frozenset({"men", "women", "males", "females", "male", "female", "man", "woman", "boys", "girls"})


def limits_among_alternatives(node: AnyNode) -> AnyNode:
    """ "Hb > 13 g/dL in men, or platelets > 100": a limit for one sex, as one of several cases, is met by nobody of the other."""
    if isinstance(node, AnyOf | AtLeast):
        return with_children(node, _as_alternative)
    return with_children(node, limits_among_alternatives) if isinstance(node, AllOf | Ambiguous) else node


def unread_limit(node: AnyNode, elements: Sequence[Element]) -> AnyNode:
    """ "Women over 40": of what the limit is, is not said, and so not either whether women are asked for or only they are asked."""
    if not isinstance(node, Implies) or not isinstance(node.guard, Sex) or not isinstance(node.requirement, Opaque):
        return node
    said = {e.type for e in elements} - {"FILLER"}
    return node.requirement if said <= {"SEXNOUN", "LIMIT", "AGE", "OLD"} else node


def _as_alternative(node: AnyNode) -> AnyNode:
    """One of several cases, also where it asks for more than the limit."""
    if isinstance(node, AllOf):
        return with_children(node, lambda child: _case(child) or limits_among_alternatives(child))
    return _case(node) or limits_among_alternatives(node)


def _case(node: AnyNode) -> AnyNode | None:
    limited = isinstance(node, Implies) and isinstance(node.guard, Sex) and isinstance(node.requirement, Comparison | Range | OneOf)
    return AllOf(span=node.span, children=(node.guard, node.requirement)) if isinstance(node, Implies) and limited else None


_MENOPAUSE = ("postmenopausal", "premenopausal", "perimenopausal")
_OF_WOMEN = ("pregnancy", "breastfeeding", "childbearing-potential", *_MENOPAUSE)


def _is_of_women(node: AnyNode) -> bool:
    return any(isinstance(n, Stated) and n.observation.id in _OF_WOMEN for n in walk(node))


def said_of(people: AnyNode, listed: AnyNode, span: Span) -> AnyNode:
    """The people and the list that is said of them; "women who are pregnant or smoke": the sex is not said again of the pregnant."""
    asked = people.children if isinstance(people, AllOf) and people.label is None else (people,)
    female = [n for n in asked if isinstance(n, Sex) and n.sex == "female"]
    if not female or not isinstance(listed, AnyOf) or not any(map(_implies_female, listed.children)):
        return conjunction([people, listed], span)
    each = tuple(c if _implies_female(c) else conjunction([*female, c], c.span) for c in listed.children)
    return conjunction([*(n for n in asked if n not in female), listed.replaced(children=each)], span)


def _implies_female(node: AnyNode) -> bool:
    if isinstance(node, AllOf):
        return any(map(_implies_female, node.children))
    return isinstance(node, Stated) and node.value and node.observation.id in _OF_WOMEN


def is_impossible(node: AnyNode) -> bool:
    """Whether nobody could meet it, or what is said of one sex is asked of the other: the words were not joined as they are meant."""
    if not isinstance(node, AllOf):
        return False
    demanded = {s for c in node.children if (s := _demanded(c)) is not None}
    named = {c.guard.sex for c in node.children if isinstance(c, Implies) and isinstance(c.guard, Sex)}
    stated = {(c.observation.id, c.timing) for c in node.children if isinstance(c, Stated)}
    denied = {(c.child.observation.id, c.child.timing) for c in node.children if isinstance(c, Not) and isinstance(c.child, Stated)}
    ages = combinations(ages_of(node), 2)
    return (bool(demanded) and len(demanded | named) > 1) or not stated.isdisjoint(denied) or any(are_apart(a, b) for a, b in ages)


def _demanded(node: AnyNode) -> str | None:
    if isinstance(node, Stated) and node.value and node.observation.id in _OF_WOMEN:
        return "female"
    return node.sex if isinstance(node, Sex) else None


def _sex(node: AnyNode) -> str | None:
    if isinstance(node, AllOf) and node.label is None:
        return next((s for c in node.children if (s := _sex(c)) is not None), None)
    return "female" if _is_menopausal(node) else node.sex if isinstance(node, Sex) else None


def _is_bare(node: AnyNode) -> bool:
    return isinstance(node, Sex) or _is_menopausal(node)


def _is_menopausal(node: AnyNode) -> bool:
    return isinstance(node, Stated) and node.value and node.observation.id in _MENOPAUSE

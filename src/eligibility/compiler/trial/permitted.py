"""What a permission does to the statements beside it (contract §2, Permissions).

Alone it rules nobody out. Beside a statement of who may not take part ("no brain metastases; patients with treated ones are eligible")
it says whom that leaves out. What is a kind of the thing forbidden is an exception of it. Whether anything else was meant as one, a
person must see: only whoever plainly has not what is permitted is not excused by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from eligibility.compiler.links.exceptions import but_for, excused_fact, is_fact
from eligibility.rules.nodes import (
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    Comparison,
    Implies,
    Not,
    OneOf,
    Opaque,
    Permission,
    Range,
    Sex,
    Stated,
    children,
    walk,
    with_children,
)
from eligibility.rules.printing import without_spans
from eligibility.rules.trial import CriterionKind
from eligibility.spans import Span

Permitted = Mapping[Span, AnyNode]  # by the place of a permission, what it permits


def excuse(rule: AnyNode, kind: CriterionKind, permitted: Permitted) -> AnyNode:
    """The rule with the permissions in it made exceptions of what they stand beside."""
    return rule if _is_denied(rule) else _excused(rule, permitted, forbids=kind == "exclusion")


def _excused(node: AnyNode, permitted: Permitted, forbids: bool) -> AnyNode:
    """`forbids`: what is stated here says who may not take part, as in an exclusion and behind a negation in an inclusion."""
    inside = forbids != isinstance(node, Not)
    node = with_children(node, lambda part: part if _permits(part, permitted) else _excused(part, permitted, inside))
    said = [part for part in children(node) if _permits(part, permitted)]
    if not said or (len(said) == len(children(node)) and not any(_is_denied(part) for part in said)):
        return node
    if isinstance(node, AnyOf | AllOf) and len(said) < len(children(node)):
        if forbids:
            return _forbidden(node, said, permitted)
        if isinstance(node, AllOf) and not any(_is_denied(part) for part in said):
            return _asked(node, permitted)
    # Permitted instead of what is asked for ("bilirubin < 2 mg/dL (patients with Gilbert's syndrome are eligible)"), or denied alone.
    return with_children(node, lambda part: _open(part) if part in said and not _is_conditional(part) else part)


def _forbidden(node: AnyOf | AllOf, said: list[AnyNode], permitted: Permitted) -> AnyNode:
    """Permissions beside what is forbidden."""
    parts = list(node.children)
    exceptions: list[AnyNode] = []
    for conditional in [part for part in said if _is_conditional(part)]:
        parts, excused = _excused_on_condition(parts, conditional)
        exceptions += excused
    said = [part for part in said if part in parts]
    for permission in said:
        for kind, words in _kinds(permission, permitted):
            narrowed = [None if part in said else but_for(part, kind) for part in parts]
            parts = [part if n is None else n for n, part in zip(narrowed, parts, strict=True)]
            if not _is_conditional(permission) and all(n is None for n in narrowed):
                exceptions.append(Not(span=words.span, child=_perhaps(words, kind)))
    parts = [part for part in parts if part not in said or _is_conditional(part)]
    alone = len(parts) == 1 and node.label is None
    if not exceptions:
        return parts[0].replaced(span=node.span) if alone else node.replaced(children=tuple(parts))
    stated = parts[0] if alone else node.replaced(children=tuple(parts))
    before = stated.children if isinstance(stated, AllOf) and stated.label is None else (stated,)
    return AllOf(span=node.span, children=(*before, *exceptions))


def _asked(node: AllOf, permitted: Permitted) -> AnyNode:
    """Permissions among the demands of an inclusion: they excuse from what is denied there."""
    parts = list(node.children)
    for place, said in enumerate(node.children):
        for kind, words in _kinds(said, permitted) if _permits(said, permitted) else ():
            narrowed = [but_for(part.child, kind) if isinstance(part, Not) else None for part in parts]
            parts = [p if n is None else p.replaced(child=n) for n, p in zip(narrowed, parts, strict=True)]
            before = parts[place - 1] if place else None
            if before is not None and not _is_conditional(words) and _excuses_from(before, kind, words):
                parts[place - 1] = AnyOf(span=before.span, children=(before, _perhaps(words, kind)))
                continue
            denied = before
            unclear = kind is None or any(isinstance(n, Opaque) for n in walk(kind))
            if isinstance(denied, Not) and not _is_conditional(words) and unclear and all(n is None for n in narrowed):
                exception = Not(span=words.span, child=_open(words))
                parts[place - 1] = denied.replaced(child=AllOf(span=denied.span, children=(denied.child, exception)))
    return node.replaced(children=tuple(parts))


def _excused_on_condition(parts: list[AnyNode], permission: AnyNode) -> tuple[list[AnyNode], list[AnyNode]]:
    """ "HCV antibody positive. Those are eligible if HCV RNA is negative": the statement but for them; of others a person must see it."""
    said = permission.child if isinstance(permission, Not) else permission
    assert isinstance(said, Implies)
    same = [part for part in parts if part is not permission and without_spans(part) == without_spans(said.guard)]
    measured = isinstance(said.guard, OneOf | Comparison | Range)
    if same and measured:
        denied = Not(span=said.requirement.span, child=said.requirement)
        narrowed = [AllOf(span=p.span, children=(p, denied)) if p in same else p for p in parts if p is not permission]
        return narrowed, []
    limits = any(isinstance(n, Comparison | Range) for part in parts if part is not permission for n in walk(part))
    if same or not limits or any(isinstance(n, Opaque) for n in walk(said)):
        return parts, []
    perhaps = Opaque(span=permission.span, text="whether this excuses from it")
    return parts, [Not(span=permission.span, child=AllOf(span=permission.span, children=(said.guard, said.requirement, perhaps)))]


_BY_DECISION = re.compile(r"(?i)\b(?:approv\w+|discuss\w+|discretion|consult\w+|agreement|case[- ]by[- ]case|waiver|permission)\b")


# "Prior chemotherapy is allowed at the investigator's discretion" says nothing of an age before it.
_OTHERS = re.compile(
    r"(?i)\W*(?:other |some )?"
    r"(?:patients?|subjects?|participants?|individuals?|those|people|women|men|exceptions?|exemptions?|waivers?|others?)\b"
)
_TOLD_APART = re.compile(
    r"(?i)\W*(?:patients?|subjects?|participants?|individuals?|those|people) (?:(?:who|that) )?"
    r"(?:(?:are|have|is|were|do|does|did) )?(?:not|never|no|without)\b"
)
_SEX = re.compile(r"(?i)\W*(?:(?P<male>men|males)|women|females) are (?:also )?eligible\b")


def _excuses_from(demand: AnyNode, kind: AnyNode | None, words: AnyNode) -> bool:
    """Whether it permits those who miss the demand before it.

    They have another value of what it limits ("ECOG 0-1. Patients with ECOG 2 may be enrolled"), somebody decides on each of them, or
    they are told by what they are not ("a stable dose of steroids; patients not on steroids are eligible").
    """
    if isinstance(demand, Not | Permission | Opaque):
        return False
    if isinstance(kind, Sex):
        return not isinstance(demand, Implies) and demand.kind != "age"  # "age 18-65. Women are eligible" excuses from no age
    limited = {n.observation.id for n in walk(demand) if isinstance(n, _MEASURED)}
    permitted = {n.observation.id for n in walk(kind) if isinstance(n, _MEASURED)} if kind is not None else set()
    said = " ".join(n.text for n in walk(words) if isinstance(n, Permission))
    others = _OTHERS.match(said) is not None and _BY_DECISION.search(said) is not None
    return bool(limited & permitted) or others or _TOLD_APART.match(said) is not None


_MEASURED = (Comparison, Range, OneOf, Stated)


def _permits(node: AnyNode, permitted: Permitted) -> bool:
    """Whether it permits something, perhaps under a condition ("allowed if stable"); words that ask nothing ("any stage") do not."""
    if isinstance(node, AllOf | AnyOf | Ambiguous):
        return all(_permits(part, permitted) and not _is_conditional(part) for part in children(node))
    return _is_denied(node) or (node.span in permitted and (isinstance(node, Permission) or _is_conditional(node)))


def _is_conditional(node: AnyNode) -> bool:
    return isinstance(node.child if isinstance(node, Not) else node, Implies)


def _is_denied(node: AnyNode) -> bool:
    """Whether it is nothing but permissions, which as an exclusion are denied."""
    if isinstance(node, AllOf | AnyOf | Ambiguous):
        return all(map(_is_denied, children(node)))
    return isinstance(node, Not) and isinstance(node.child, Permission)


def _kinds(permission: AnyNode, permitted: Permitted) -> list[tuple[AnyNode | None, AnyNode]]:
    """What is permitted, one by one, with the node that says it."""
    if isinstance(permission, AllOf | AnyOf | Ambiguous):
        return [pair for part in children(permission) for pair in _kinds(part, permitted)]
    return [(permitted.get(permission.span) or _sex_permitted(permission), permission)]


def _sex_permitted(permission: AnyNode) -> Sex | None:
    """ "Premenopausal women must have …; men are eligible": whom the demands on the other sex do not concern."""
    said = _SEX.match(permission.text) if isinstance(permission, Permission) else None
    return Sex(span=permission.span, sex="male" if said["male"] else "female") if said is not None else None


def _perhaps(words: AnyNode, kind: AnyNode | None) -> AnyNode:
    """What is permitted, if a person finds that it was meant as an exception here; whoever has it not needs no such look."""
    return AllOf(span=words.span, children=(kind, _open(words))) if kind is not None and _is_known(kind) else _open(words)


def _is_known(kind: AnyNode) -> bool:
    """Whether nothing in it is left unread: a known name, or several ("HBsAg negative but anti-HBc positive")."""
    if is_fact(kind):
        fact = excused_fact(kind)
        return fact is not None and fact.concept.id is not None
    if isinstance(kind, AllOf | AnyOf | Not):
        return all(map(_is_known, children(kind)))
    return isinstance(kind, Comparison | Range | OneOf | Stated | Sex)


def _open(node: AnyNode) -> Opaque:
    said = [part.text for part in walk(node) if isinstance(part, Permission)]
    return Opaque(span=node.span, text=" ".join(said))

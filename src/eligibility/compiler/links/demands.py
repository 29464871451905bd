"""Demands among the exclusions: "women must use contraception" rules out whoever does not (contract §1, Polarity).

They are read as the requirements they are, and denied. A demand on a subgroup rules out those of the subgroup who do not meet it, and
nobody else; beside other exclusions it is not enough to be outside the subgroup.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from eligibility.compiler.frames.context import Context
from eligibility.compiler.people.guards import with_all_words
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit, any_part_of_type
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, AnyOf, Fact, Implies, Not, Opaque, walk, with_children
from eligibility.spans import hull

_DEMANDING = ("must", "should")
_MAY_DEMAND = ("DEMAND", "LIMIT")
_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})


def denied_demand(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """Who does not meet the demand that the segment makes, beside who is excluded before it; None if it makes no demand."""
    if ctx.kind != "exclusion" or ctx.mode != "any" or ctx.excepting or not any_part_of_type(segment, _MAY_DEMAND):
        return None
    start = _start(segment)
    if start is None:
        return _required(segment, ctx, read)
    demand = Segment(segment.units[start:], segment.separators[start:])
    requirement = read(demand, replace(ctx.requiring(), kind="inclusion"))
    before = read(Segment(segment.units[:start], segment.separators[: start - 1]), ctx) if start else None
    if requirement is None:
        return None
    requirement = with_all_words(requirement, demand, ctx)
    denied = _denied(requirement) if _opens_with_people(segment.units[start]) else _unless_met(requirement)
    nodes = [denied] if before is None else [before, denied]
    return disjunction(nodes, hull(n.span for n in nodes))


_REQUIRING = frozenset({"is required", "are required", "is mandatory", "will be required"})
_WHY = "it may say who is excluded, as they need it, or what everybody must have"


def _required(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """ "A negative test is required" is a demand; of a treatment it may as well say that those who need it are excluded."""
    *before, last = segment.units
    said = [p for p in last.parts if isinstance(p, Element) and p.type != "FILLER"]
    if len(said) < 2 or said[-1].type != "DEMAND" or said[-1].word not in _REQUIRING or said[-1] is not last.parts[-1]:
        return None
    elements = [p for u in segment.units for p in u.parts if isinstance(p, Element)]
    if any(s.type not in ("COMMA", "OR", "AND") for s in segment.separators) or any(_is_other_clause(e) for e in elements):
        return None
    subject = Segment([*before, Unit(last.parts[:-1])], segment.separators)
    requirement = read(subject, replace(ctx.requiring(), kind="inclusion"))
    if requirement is None:
        return None
    ctx.ledger.take([said[-1]])
    denied = _denied(requirement)
    if not any(isinstance(n, Fact) for n in walk(requirement)):
        return denied
    excluded = read(subject, ctx)
    return denied if excluded is None else Ambiguous(span=denied.span, readings=(excluded, denied), why=_WHY)


def _is_other_clause(element: Element) -> bool:
    """Whether it says of whom or in what case: "in whom surgery is required", "no dialysis is required"."""
    return element.type in ("NEG", "MUSTNOT", "ALLOWED", *_PEOPLE) or bool(_RELATIVE & set(element.word.split()))


def _start(segment: Segment) -> int | None:
    """The unit with which the statement of a demand begins; None where there is none, or the beginning is not plain."""
    place = next((i for i, unit in enumerate(segment.units) if _demands(unit)), None)
    if place is None or any(isinstance(p, Element) and p.type in ("EXCLUDED", "ALLOWED") for u in segment.units for p in u.parts):
        return None
    conditional = segment.separators[:1] != [] and segment.separators[0].type == "IF" and not segment.units[0].parts
    if place == 0 or conditional:
        return 0
    if _opens_with_people(segment.units[place]) and segment.separators[place - 1].type in ("COMMA", "AND", "OR"):
        return place
    forbids = any(p.type == "MUSTNOT" for p in segment.units[0].parts if isinstance(p, Element))  # "must not smoke and must …"
    joined = {s.type for s in segment.separators[:place]} <= ({"OR", "COMMA", "WITH", "AND"} if forbids else {"OR", "COMMA", "WITH"})
    return 0 if joined and _opens_with_people(segment.units[0]) else None


def _demands(unit: Unit) -> bool:
    """ "Patients must …", "the dose must not exceed …"; "patients who must …" only describes them."""
    elements = [p for p in unit.parts if isinstance(p, Element)]
    place = next((i for i, e in enumerate(elements) if e.type in _MAY_DEMAND and e.word.startswith(_DEMANDING)), None)
    if place is None:
        return False
    return not any(w in _RELATIVE for e in elements[:place] for w in e.word.split())


def _opens_with_people(unit: Unit) -> bool:
    opening = next((p for p in unit.parts if isinstance(p, Element) and p.type != "FILLER"), None)
    return opening is not None and opening.type in _PEOPLE


def _denied(node: AnyNode) -> AnyNode:
    match node:
        case Opaque():
            return node
        case Not():
            return node.child
        case Implies():
            return node.replaced(requirement=_denied(node.requirement))
        case AllOf() if node.label is None and any(isinstance(c, Implies) for c in node.children):
            return disjunction([_denied(c) for c in node.children], node.span)
        case Ambiguous():
            return node.replaced(readings=tuple(map(_denied, node.readings)))
        case _:
            return Not(span=node.span, child=node)


def _unless_met(node: AnyNode) -> AnyNode:
    """ "Such a mass must be biopsied": words that are not understood beside a demand may say of what it is made."""
    opaque: list[AnyNode] = [c for c in node.children if isinstance(c, Opaque)] if isinstance(node, AllOf) and node.label is None else []
    understood: list[AnyNode] = [c for c in node.children if not isinstance(c, Opaque)] if opaque and isinstance(node, AllOf) else []
    if not understood:
        return _denied(node)
    return conjunction([*opaque, _denied(conjunction(understood, node.span))], node.span)


def within_subgroups(rule: AnyNode) -> AnyNode:
    """An exclusion whose alternatives for a subgroup hold for those in it alone. One that is nothing else says so itself (`Implies`)."""
    return rule.replaced(requirement=_inside(rule.requirement)) if isinstance(rule, Implies) else _inside(rule)


_OF_OTHERS = (Implies, AllOf, AnyOf, Ambiguous)


def _inside(node: AnyNode) -> AnyNode:
    if type(node) not in _OF_OTHERS:
        return node
    match node:
        case Implies():
            return conjunction([node.guard, _inside(node.requirement)], node.span)
        case AllOf():
            # "AST > 2.5 × ULN, if liver metastases > 5 × ULN": beside another condition, outside the subgroup that one decides.
            beside = any(not isinstance(c, Implies | Not) for c in node.children)
            return with_children(node, lambda child: child if beside and isinstance(child, Implies) else _inside(child))
        case AnyOf() | Ambiguous():
            return with_children(node, _inside)
        case _:
            return node

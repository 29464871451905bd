"""What "if" and "in patients with" do: a requirement for a subgroup, a condition beside a finding (contract §1)."""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.indicated import only_if_indicated
from eligibility.compiler.links.linked import Linked, frame_of, keep, statement_of
from eligibility.compiler.links.permissions import asked_of_the_permitted
from eligibility.compiler.people.people import for_subgroup
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import (
    AllOf,
    Ambiguous,
    AnyNode,
    Comparison,
    Fact,
    HasCondition,
    HasProcedure,
    Implies,
    Not,
    OneOf,
    Opaque,
    Range,
    Stated,
    TakesMedication,
    walk,
)
from eligibility.spans import Span, hull


def is_absence(link: Linked, frame: Frame, ctx: Context) -> bool:
    """Whether a limit that is asked for is followed by "in the absence of" a condition."""
    denied = [n.child for n in link.nodes if isinstance(n, Not)]
    limited = bool(frame.values) and bool(frame.heads) and frame.heads[0].may_be("MEAS") and frame.node is None
    asked = limited and frame.guard is None and ctx.kind == "inclusion"
    return asked and len(denied) == len(link.nodes) == 1 and isinstance(denied[0], HasCondition)


def guarded_by_absence(link: Linked, frame: Frame) -> Frame:
    """ "AST ≤ 3 × ULN in the absence of liver metastases": a limit for those without them, or one for all, who must have none."""
    frame.guard, frame.guard_may_be_asked = link.nodes[0], True
    return keep(frame, link)


_CONDITIONS = frozenset({"following", "criteria", "conditions", "requirements"})
_NEAR = 6
_MOMENTS = ("when", "while", "at the time of")
_PROVISOS = ("provid", "as long as", "so long as", "on condition", "on the condition", "under the condition", "with the proviso")


def guarded(link: Linked, frame: Frame, ctx: Context) -> Frame:
    """A requirement for a subgroup; behind a noun the subgroup is a further condition."""
    if not link.nodes and link.word.word == "if applicable" and not frame.empty and frame.tail is None:
        link = replace(link, nodes=[ctx.opaque(link.word.span, "needs_judgement")])
    if not link.nodes:
        # "May take part if:", "allowed if they meet the criteria": the condition is not there to be read.
        taking_part = frame.head is not None and frame.head.word.startswith("participat")
        frame.blocked = frame.blocked or taking_part or frame.polarity == "allowed"
        behind = ctx.text[link.word.span.end :].split()[:_NEAR]
        if not frame.blocked and not frame.empty and _CONDITIONS & {w.casefold() for w in behind}:
            frame.extra.append(ctx.opaque(link.word.span))  # "if all the following conditions are met": which these are is lost
        return keep(frame, link)
    guard = disjunction(list(link.nodes), link.span) if link.choice else conjunction(list(link.nodes), link.span)
    if frame.values and link.word.word.startswith(_MOMENTS) and all(isinstance(n, HasProcedure) for n in link.nodes):
        guard = ctx.opaque(link.span)  # "PaCO2 ≥ 50 mmHg when extubated": a value of that moment, which the record does not tell
    proviso = link.word.word.startswith(_PROVISOS)  # "platelets ≥ 100, provided none were transfused" asks for both
    if frame.values and frame.node is None and ctx.mode == "all" and not proviso:
        frame.guard = guard if frame.guard is None else conjunction([frame.guard, guard], link.span)
        return keep(frame, link)
    own = statement_of(frame, ctx)
    if own is None:
        return frame_of(guard, link)
    span = hull([own.span, link.span])
    permission = asked_of_the_permitted(own, guard, span, ctx)
    if permission is not None:
        return frame_of(permission, link)
    limit = _is_limit(own) and not isinstance(frame.node, AllOf)
    if limit and ctx.kind == "inclusion" and not proviso:
        return frame_of(for_subgroup(own, guard, frame), link)
    given = own.child if isinstance(own, Not) else own
    of_some = link.word.word.startswith(("in ", "for ", "among ", "if", "when", "where"))
    if of_some and _is_treatment(given) and ctx.kind == "inclusion" and ctx.mode == "all":
        if only_if_indicated(ctx.words(link.span)):
            return frame_of(Implies(span=span, guard=guard, requirement=own), link)
        return frame_of(_of_some(own, guard, span), link)  # "insulin in patients with diabetes", "bone scan if indicated"
    both = conjunction([own, guard], span)
    conditional = link.word.word.startswith(("if", "when")) and ctx.kind == "inclusion" and ctx.mode == "all" and not proviso
    if conditional and frame.able and all(isinstance(n, Opaque) for n in _parts(own)):
        return frame_of(Implies(span=span, guard=guard, requirement=own), link)  # "willing to undergo surgery if premenopausal"
    told = any(isinstance(n, Fact | Comparison | Range | OneOf | Stated) for n in walk(guard))
    if conditional and (isinstance(own, HasCondition) or (isinstance(own, Opaque) and told)):
        asked_of_some = Implies(span=span, guard=guard, requirement=own)
        allowed_to_some = Implies(span=span, guard=own, requirement=guard)  # "brain metastases, if treated"
        return frame_of(Ambiguous(span=span, readings=(both, asked_of_some, allowed_to_some), why=_OF_WHOM), link)
    joined = frame_of(both, link)
    joined.condition = guard if link.word.word in _CONDITIONAL and ctx.mode == "any" and isinstance(own, Fact) else None
    return joined


_CONDITIONAL = ("if", "only if", "when")
_OF_WHOM = "“if” may ask for both, or for the one of those with the other"


def _parts(node: AnyNode) -> tuple[AnyNode, ...]:
    return node.children if isinstance(node, AllOf) else (node,)


def _is_limit(node: AnyNode) -> bool:
    """Whether it is a value or a fact that is asked for, perhaps beside words that are not understood."""
    if isinstance(node, AllOf) and node.label is None:
        known = [n for n in node.children if not isinstance(n, Opaque)]
        return bool(known) and all(map(_is_limit, known))
    return node.kind in ("comparison", "range", "one_of", "stated", "implies")


def _is_treatment(node: AnyNode) -> bool:
    """Whether it is one, or one with none since."""
    if isinstance(node, AllOf) and node.label is None:
        return all(_is_treatment(n.child if isinstance(n, Not) else n) for n in node.children)
    return isinstance(node, TakesMedication | HasProcedure)


def _of_some(own: AnyNode, guard: AnyNode, span: Span) -> AnyNode:
    """A treatment asked of a subgroup, or of all, who must be such; what is denied of a subgroup is denied of them alone."""
    within = Implies(span=span, guard=guard, requirement=own)
    if isinstance(own, Not):
        return within
    why = "it may be asked of these patients alone, or all must be such"
    return Ambiguous(span=span, readings=(within, AllOf(span=span, children=(own, guard))), why=why)

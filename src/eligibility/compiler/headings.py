"""Lists with a head: "any of the following: …", "gout with one of: …", "anaemia not on dialysis: haemoglobin < 10 g/dL"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from eligibility.compiler.frames.context import Context, Mode
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.excused_lists import excused_list
from eligibility.compiler.links.linked import Linked
from eligibility.compiler.links.permissions import permitted_by_list
from eligibility.compiler.links.together import combined
from eligibility.compiler.lists.handed_down import to_member
from eligibility.compiler.skeleton.cohorts import for_cohort, names_a_cohort
from eligibility.compiler.skeleton.heads_of_people import demanding_guard, of_people, subgroup_of
from eligibility.compiler.skeleton.list_heads import (
    asked_bounds,
    asked_of,
    asks_for_all,
    heads_members,
    is_confirmed,
    is_denied_inside,
    is_measured,
    labelled,
    makes_something_else,
    of_that_many,
    of_the_last,
    only_counts,
    only_excludes,
    own_statement,
    permits,
    spread,
    statement_with_list,
)
from eligibility.compiler.skeleton.listed_diagnoses import listed_diagnoses
from eligibility.compiler.skeleton.reach import ends_in_link, segment_span
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AllOf, AnyNode, Implies, Not
from eligibility.spans import Span, hull


class SegmentReader(Protocol):
    """Reads a segment; `closing`: the link that closes it, with what it links to."""

    def __call__(self, segment: Segment, ctx: Context, closing: Linked | None = None) -> AnyNode | None: ...


class Readers(NamedTuple):
    """What reads the parts of a head: a segment, what stands behind a link word, a unit."""

    segment: SegmentReader
    linked: Callable[[Element, Segment, Context], list[AnyNode]]
    frame: Callable[[Unit, Context], Frame]


def heading(head: Segment, body: list[AnyNode], ctx: Context, read: Readers, separators: bool = False) -> AnyNode | None:
    """The head of a list with the rules of its members."""
    excused = excused_list(head, ctx, read.linked, lambda core: heading(core, body, ctx, read, separators))
    if excused is not None:
        return excused
    elements = [p for u in head.units for p in u.parts if isinstance(p, Element)]
    span = hull([*(e.span for e in elements), *(n.span for n in body)])
    label = " ".join(ctx.words(hull(e.span for e in elements)).split()) if elements else None
    says_any = any(e.may_be("LISTHEAD") for e in elements)
    both = statement_with_list(head, span, lambda s: read.segment(s, ctx), lambda s: heading(s, body, ctx, read, separators))
    if both is not None:
        return both
    if label is not None and names_a_cohort(label):
        return for_cohort(elements, combined(body, ctx), span, ctx)
    if makes_something_else(head, elements):
        ctx.ledger.take(elements)
        return ctx.opaque(span, "needs_judgement")
    permission = permitted_by_list(head, body, says_any, ctx, read.segment) if ctx.mode == "all" or ctx.kind == "exclusion" else None
    if permission is not None:
        return permission
    guard = demanding_guard(head, ctx, read.segment)
    if guard is not None:
        ctx.ledger.take(elements)
        return Implies(span=span, guard=guard, requirement=disjunction(body, span) if says_any else conjunction(body, span))
    definition = bool(head.separators) and head.separators[0].type == "IE" and not head.units[0].parts
    if not definition and ends_in_link(head) and not only_excludes(head):
        place = len(head.separators) - 1
        examples = separators and head.separators[place].type == "EG" and not says_any  # in one line; a list below is whole
        linked = Linked(head.separators[place], _counted_in(head, body, span), span, exhaustive=not examples, choice=says_any)
        return read.segment(Segment(head.units[: place + 1], head.separators[:place]), ctx, closing=linked)
    guard = subgroup_of(head, ctx, read.segment)
    if guard is not None:
        return asked_of(guard, disjunction(body, span) if says_any else conjunction(body, span), span)
    of_them = of_people(head, body, span, ctx, read.segment) if not says_any else None
    if of_them is not None:
        return of_them
    says_all = asks_for_all(elements, label)
    mode: Mode = "any" if says_any else "all" if says_all else ctx.mode
    only_list = says_any or definition or asked_bounds(elements) is not None
    own = None if only_list else own_statement(head, separators, mode, ctx, read.segment)
    confirmed = ctx.kind == "inclusion" and is_confirmed(head)  # the disease, and the values which show that it is there
    if (
        own is not None
        and not (not confirmed and all(is_measured(n) or (ctx.kind == "inclusion" and permits(n)) for n in body))
        and not heads_members(own, body)
    ):
        narrow = of_the_last(own, body, span) if mode == "all" else None
        return narrow or labelled([own, *body], span, None, mode)
    return _headed(head, body, span, label, mode, ctx, read)


def _counted_in(head: Segment, body: list[AnyNode], span: Span) -> list[AnyNode]:
    """ "High-risk disease, defined as at least 2 of the following: …": the members, so many of them as the last words ask for."""
    bounds = asked_bounds([p for p in head.units[-1].parts if isinstance(p, Element)])
    counted = of_that_many(spread(body), bounds, span) if bounds is not None and bounds != (1, None) else None
    return body if counted is None else [counted]


def _headed(head: Segment, body: list[AnyNode], span: Span, label: str | None, mode: Mode, ctx: Context, read: Readers) -> AnyNode:
    """The list under its head: what that says of all ("history of any of the following within 6 months") is said of each."""
    frames = [read.frame(u, ctx) for u in head.units]
    bounds = asked_bounds([p for u in head.units for p in u.parts if isinstance(p, Element)])
    members, left = spread(body) if bounds is not None else list(body), []
    for frame in frames:
        ctx.ledger.take(frame.elements)
        members = [to_member(m, frame, ctx) for m in members]
        if frame.blocked or frame.judged or frame.able or frame.unable or frame.gap is not None:
            left.append(ctx.opaque(frame.span, "needs_judgement" if frame.judged or frame.able or frame.unable else "not_understood"))
    elements = [e for f in frames for e in f.elements]
    counted = bounds is not None and only_counts(elements)
    left = [] if counted else left
    forbidden = ctx.kind == "inclusion" and any(f.polarity in ("must_not", "excluded") for f in frames)
    if is_denied_inside(head):
        named = read.segment(head, ctx)
        denied: list[AnyNode] = [c for c in named.children if isinstance(c, Not)] if isinstance(named, AllOf) else []
        return conjunction([labelled(members, span, label, mode), *(denied or [ctx.opaque(segment_span(head))])], span)
    if forbidden or any(f.negated and (f.left or not f.named_by_denial) for f in frames):
        node: AnyNode = Not(span=span, child=labelled(members, span, label, "any"))
    elif bounds is not None and (bounds != (1, None) or counted):
        node = of_that_many(members, bounds, span) or ctx.opaque(span)
    else:
        diagnoses = listed_diagnoses(elements, members, span, label) if mode == ctx.mode == "all" and bounds is None else None
        node = diagnoses or labelled(members, span, label, "any" if bounds is not None else mode)
    return conjunction([node, *left], span)

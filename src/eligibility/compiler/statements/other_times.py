"""Brackets that give another time for some of what stands before them: "no chemotherapy within 4 weeks (6 weeks for nitrosoureas)"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Block, Element, Group
from eligibility.compiler.syntax.phrases import Amount
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import (
    AllOf,
    AnyNode,
    AnyOf,
    Duration,
    HasProcedure,
    Lasting,
    Not,
    Opaque,
    TakesMedication,
    Timing,
    Window,
)
from eligibility.rules.times import is_shorter

BlockReader = Callable[[Block, Context], AnyNode | None]
_GIVEN = ("HIST", "SUBJECT", "TAKING", "FILLER")
Given = HasProcedure | TakesMedication


@dataclass(frozen=True, slots=True)
class OtherTime:
    """The time for some of the things, and what they are: a list of treatments, as far as it is understood."""

    duration: Duration
    things: AnyNode


def other_time(elements: list[Element], group: Group, frame: Frame, ctx: Context, read_block: BlockReader) -> OtherTime | None:
    """What the brackets say, if they say another time; the words that say it are taken out of them."""
    said = [e for e in elements if e.type != "FILLER"]
    if not said or not (frame.gap is not None or any(w.start is not None and w.end is None for w in frame.windows)):
        return None
    segment = group.block.sentences[0].segments[0]
    if segment.separators and segment.separators[-1].type == "COLON" and segment.units[-1].parts == said[-1:]:
        return _behind_colon(said, group, ctx, read_block)
    duration = _duration(said[0])
    if duration is None or not any(e.may_be("DRUG", "PROC") for e in said[1:]):
        return None
    opening = [said[0], *(e for e in said[1:2] if e.may_be("FOR"))]
    if segment.separators and segment.separators[0].type == "IF" and set(map(id, segment.units[0].parts)) <= set(map(id, opening)):
        # "(6 weeks if prior nitrosourea)": if it was given, which is what the time is for.
        opening += [p for p in segment.units[1].parts if isinstance(p, Element) and p.type in _GIVEN]
        segment.units, segment.separators = segment.units[1:], segment.separators[1:]
    segment.units[0].parts = [p for p in segment.units[0].parts if p not in opening]
    ctx.ledger.take(opening)
    things = read_block(group.block, ctx.listing())
    return OtherTime(duration, ctx.opaque(group.span) if things is None else things)


def _behind_colon(said: list[Element], group: Group, ctx: Context, read_block: BlockReader) -> OtherTime | None:
    """ "(rituximab: last 12 months)"."""
    duration = _duration(said[-1])
    if duration is None or not any(e.may_be("DRUG", "PROC") for e in said[:-1]):
        return None
    segment = group.block.sentences[0].segments[0]
    segment.units, segment.separators = segment.units[:-1], segment.separators[:-1]
    ctx.ledger.take(said[-1:])
    things = read_block(group.block, ctx.listing())
    return OtherTime(duration, ctx.opaque(group.span) if things is None else things)


def _duration(element: Element) -> Duration | None:
    match element.value:
        case Amount(time=unit) as amount if element.type == "BARE" and unit is not None and amount.is_length:
            return Duration(value=amount.value, unit=unit)
        case Lasting(operator=">=" | ">", duration=duration):
            return duration
        case Window(start=Duration() as duration, end=None, direction="past", half_lives=None):
            return duration
    return None


def with_other_time(node: AnyNode, other: OtherTime, ctx: Context) -> AnyNode:
    """The statement with the other time for some.

    A longer one adds to it; a shorter one takes the things out of it, which needs names that can be told apart.
    """
    if isinstance(node, Not):
        return node.replaced(child=with_other_time(node.child, other, ctx))
    if not isinstance(node, HasProcedure | TakesMedication) or node.timing.window is None or node.timing.window.start is None:
        return AllOf(span=node.span, children=(node, ctx.opaque(other.things.span)))
    window = node.timing.window
    assert window.start is not None
    timing = node.timing.replaced(window=window.replaced(start=other.duration))
    things = _timed(other.things, timing, ctx)
    if isinstance(things, Opaque):  # some of them, nobody can tell which
        things = conjunction([node.replaced(timing=timing), things], things.span)
    if is_shorter(window.start, other.duration):
        return disjunction([node, things], node.span)
    names = _names(other.things, type(node))
    if names is None:
        return AllOf(span=node.span, children=(node, ctx.opaque(other.things.span)))
    others = node.replaced(other_than=(*node.other_than, *(n.concept for n in names)))
    return disjunction([others, things], node.span)


def _timed(node: AnyNode, timing: Timing, ctx: Context) -> AnyNode:
    match node:
        case HasProcedure() | TakesMedication() if node.timing == Timing():
            return node.replaced(timing=timing)
        case AnyOf():
            return node.replaced(children=tuple(_timed(c, timing, ctx) for c in node.children))
        case Opaque():
            return node
        case _:
            return ctx.opaque(node.span)


def _names(node: AnyNode, kind: type[Given]) -> tuple[Given, ...] | None:
    """The things named, if all are plain names of that kind."""
    parts = node.children if isinstance(node, AnyOf) else (node,)
    plain = tuple(p for p in parts if isinstance(p, kind) and p.concept.id is not None and p == kind(span=p.span, concept=p.concept))
    return plain if len(plain) == len(parts) else None

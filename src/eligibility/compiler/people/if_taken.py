""" "Hydroxyurea, if taken, must have been started 6 months ago", "cirrhosis, if present, must be compensated": asked of these people."""

from __future__ import annotations

from collections.abc import Callable

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.reach import all_elements, segment_span
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit
from eligibility.rules.nodes import NOW, AnyNode, Fact, Implies, Timing
from eligibility.rules.printing import without_spans
from eligibility.spans import hull

_WORDS = "taken used given administered received prescribed any taking receiving treated present using"
_IN_THE_PAST = ("given", "administered", "received")
_THINGS = ("DRUG", "PROC", "COND")
_EVER = Timing(tense="ever")
_TAKEN = frozenset(_WORDS.split())


def if_taken(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """What is asked of a treatment or a disease if there is one; None where the words say something else."""
    place = if_taken_place(segment) if ctx.kind == "inclusion" and ctx.mode == "all" else None
    if place is None:
        return None
    before = [i for i in range(place) if segment.units[i].parts]
    named = [p for i in before for p in segment.units[i].parts if isinstance(p, Element) and p.type in ("HIST", *_THINGS)]
    if len(before) != 1 or sum(p.type in _THINGS for p in named) != 1:
        return ctx.opaque(segment_span(segment))  # it asks nobody for any of it; what it asks of who has it stays open
    demand = segment.units[place + 2 :]
    joined = Unit([*segment.units[before[0]].parts, *(demand[0].parts if demand else [])])
    guard = _had(read(Segment([Unit(list(named))], []), ctx.requiring()), segment.units[place + 1])
    requirement = read(Segment([joined, *demand[1:]], segment.separators[place + 2 :]), ctx)
    if guard is None or requirement is None:
        return ctx.opaque(segment_span(segment))
    ctx.ledger.take(all_elements(Segment(segment.units[place : place + 2], [segment.separators[place]])))
    if isinstance(requirement, Implies) and without_spans(requirement.guard) == without_spans(guard):
        return requirement
    return Implies(span=hull([guard.span, requirement.span]), guard=guard, requirement=requirement)


def _had(guard: AnyNode | None, said: Unit) -> AnyNode | None:
    """The guard; of a treatment that was "received" or "given", whenever that was."""
    (word,) = said.parts
    past = isinstance(word, Element) and word.word in _IN_THE_PAST
    return guard.replaced(timing=_EVER) if past and isinstance(guard, Fact) and guard.timing == NOW else guard


def if_taken_place(segment: Segment) -> int | None:
    """The place of the empty unit before "if taken"."""
    for index, separator in enumerate(segment.separators):
        if separator.type != "IF" or segment.units[index].parts or index == 0:
            continue
        said = segment.units[index + 1].parts
        return index if len(said) == 1 and isinstance(said[0], Element) and said[0].word in _TAKEN else None
    return None

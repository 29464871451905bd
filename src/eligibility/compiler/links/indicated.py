"""What is done "as clinically indicated" or "if applicable" is asked of nobody of whom a person has not found that it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.reach import named_in, segment_elements
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import (
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    HasCondition,
    HasProcedure,
    Implies,
    TakesMedication,
    WithExamples,
    children,
    walk,
)
from eligibility.spans import Span, hull

_OPENING = frozenset({"as", "if", "when", "where", "whenever"})
_HOW = frozenset({"clinically", "medically", "is", "are"})
_LONGEST = 4  # "as is clinically indicated"
_SIGNS = "()[] .,;"
_FOUND = frozenset({"indicated", "appropriate", "applicable", "needed", "necessary", "required"})


def as_indicated(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """ "Chest CT and brain MRI as clinically indicated": all of the last in a row, if they are indicated; None if it says no such."""
    parts = _split(segment) if ctx.kind == "inclusion" and ctx.mode == "all" else None
    if parts is None:
        return None
    rest, words = parts
    node = read(rest, ctx)
    if node is None:
        return None
    listed = list(node.children) if isinstance(node, AllOf) and node.label is None else [node]
    start = len(listed)
    while start and _is_done(listed[start - 1]):
        start -= 1
    span, guard = hull([node.span, words]), ctx.opaque(words, "needs_judgement")
    if start == len(listed) and any(isinstance(n, HasCondition) for n in walk(listed[-1])):
        return conjunction([node, guard], span)
    start = min(start, len(listed) - 1)  # at least the last is meant
    asked = conjunction(listed[start:], hull(n.span for n in listed[start:]))
    return conjunction([*listed[:start], Implies(span=span, guard=guard, requirement=asked)], span)


def only_if_indicated(words: str) -> bool:
    """Whether a condition says no more than that a thing is indicated."""
    said = words.casefold().strip(_SIGNS).split()
    return bool(said) and said[-1] in _FOUND and set(said) <= _OPENING | _HOW | _FOUND


def _is_done(node: AnyNode) -> bool:
    if isinstance(node, AllOf | AnyOf | Ambiguous | WithExamples):
        return all(map(_is_done, children(node)))
    return isinstance(node, HasProcedure | TakesMedication)


def _split(segment: Segment) -> tuple[Segment, Span] | None:
    """What is done, and the words that say "if indicated" behind it."""
    if not _may_end_so(segment):
        return None
    elements = segment_elements(segment)
    if any(isinstance(e, Element) and e.type in ("NEG", "MUSTNOT", "EXCLUDED", "ALLOWED") for e in elements):
        return None
    last, before = segment.units[-1], segment.separators[-1:]
    if before and before[0].type == "IF" and only_if_indicated(_words([before[0], *last.parts])):
        units, separators, words = segment.units[:-1], segment.separators[:-1], [before[0], *last.parts]
    else:
        ends = range(max(0, len(last.parts) - _LONGEST), len(last.parts))
        place = next((i for i in ends if isinstance(last.parts[i], Element) and only_if_indicated(_words(last.parts[i:]))), None)
        if place is None or _words(last.parts[place : place + 1]).casefold() != "as":
            return None
        units, separators, words = [*segment.units[:-1], Unit(last.parts[:place])], segment.separators, last.parts[place:]
    while separators and not units[-1].parts and separators[-1].type == "COMMA":
        units, separators = units[:-1], separators[:-1]
    if not units or not named_in(units[-1], "PROC", "DRUG"):
        return None
    return Segment(list(units), list(separators)), hull(p.span for p in words)


def _may_end_so(segment: Segment) -> bool:
    """Whether the last word may be that of "if indicated", which is seen at once."""
    last = (segment.units[-1].parts or segment.separators)[-1:]
    if not last or not isinstance(last[0], Element):
        return False
    said = last[0].tokens[-1].word.strip(_SIGNS).split()
    return not said or said[-1] in _FOUND


def _words(parts: Sequence[Element | Group]) -> str:
    return " ".join(t.text for p in parts if isinstance(p, Element) for t in p.tokens) if all(isinstance(p, Element) for p in parts) else ""

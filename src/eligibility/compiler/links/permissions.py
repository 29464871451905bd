"""Permissions with a condition: "stable brain metastases allowed if asymptomatic" asks of those who have them that they are."""

from __future__ import annotations

from collections.abc import Callable

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import AnyNode, Implies, Not
from eligibility.spans import hull

# With one of these in the permission's own part it says more than what may be there.
_OTHERWISE = frozenset({"NEG", "DEMAND", "MUSTNOT", "EXCLUDED", "UNABLE", "NOPLAN"})
_CONDITIONS = ("IF", "UNLESS")


def conditional_permission(segment: Segment, ctx: Context, read: Callable[[Segment, Context], AnyNode | None]) -> AnyNode | None:
    """ "Brain metastases allowed if stable": whoever has them must be stable; the others are not asked. None if it permits nothing so."""
    parts = _split(segment)
    if parts is None:
        return None
    allowed, word, link, condition = parts
    guard, requirement = read(allowed, ctx.listing()), read(condition, ctx.requiring())
    if guard is None or requirement is None:
        return None
    ctx.ledger.take([word, link])
    span = hull([guard.span, requirement.span])
    if link.type == "UNLESS":
        requirement = Not(span=requirement.span, child=requirement)
    node = Implies(span=span, guard=guard, requirement=requirement)
    ctx.ledger.permitted[span] = conjunction([guard, requirement], span)
    return node if ctx.kind == "inclusion" else Not(span=span, child=node)


def _split(segment: Segment) -> tuple[Segment, Element, Element, Segment] | None:
    """What is allowed, the word that allows it, the link behind that, and the condition; None if the segment is no such permission."""
    for index, separator in enumerate(segment.separators):
        unit = segment.units[index]
        word = unit.parts[-1] if unit.parts else None
        if separator.type in _CONDITIONS and isinstance(word, Element) and word.type == "ALLOWED":
            units = [*segment.units[:index], Unit(unit.parts[:-1])]
            parts = [p for u in units for p in u.parts]
            if not unit.parts[:-1] or any(isinstance(p, Element) and p.type in _OTHERWISE for p in parts):
                return None
            condition = Segment(segment.units[index + 1 :], segment.separators[index + 1 :])
            return Segment(units, segment.separators[:index]), word, separator, condition
    return None

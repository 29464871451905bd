"""Lists behind a cause: "anaemia due to bleeding, diabetes": another cause of it, or another disease beside it."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.reach import last_unit, named_in
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Segment
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AnyNode
from eligibility.spans import hull

WHY = "what the comma joins may be another cause, or stand beside it"
_LINKING = ("CAUSE", "COMMA", "AND", "OR")


def causes_apart(segment: Segment) -> tuple[Segment, Segment, str] | None:
    """The segment divided at the first comma behind a cause, and whether the rest goes on with "or" or "and"; None if nothing is open."""
    if not any_of_type(segment.separators, ("CAUSE",)):
        return None
    signs = [s.type for s in segment.separators]
    if signs.count("CAUSE") != 1 or any(s not in _LINKING for s in signs):
        return None
    cause = signs.index("CAUSE")
    comma = next((i for i in range(cause + 1, len(signs)) if signs[i] == "COMMA"), None)
    if comma is None or last_unit(segment, cause, segment.separators[cause]) <= comma or not segment.units[cause].parts:
        return None
    rest = Segment(segment.units[comma + 1 :], segment.separators[comma + 1 :])
    if not all(named_in(unit, "COND", "PROC", "DRUG", "ATTR") for unit in rest.units) or _permits(rest):
        return None
    last = signs[-1]
    return Segment(segment.units[: comma + 1], segment.separators[:comma]), rest, "OR" if last == "OR" else "AND"


def _permits(rest: Segment) -> bool:
    return any(named_in(unit, "ALLOWED", "EXCLUDED", "MUSTNOT") for unit in rest.units)


def beside(nodes: Sequence[AnyNode], sign: str, ctx: Context) -> AnyNode:
    """The two parts as statements beside each other."""
    span = hull(n.span for n in nodes)
    return disjunction(list(nodes), span) if ctx.mode == "any" or sign == "OR" else conjunction(list(nodes), span)

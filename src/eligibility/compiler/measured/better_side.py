"""Limits that say that somebody has not got a disease: "no cirrhosis, defined as liver stiffness ≤ 12.5 kPa"."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.reference.observations import observation
from eligibility.reference.scale_directions import worse_end
from eligibility.rules.nodes import AnyNode, Comparison, walk


def are_on_the_better_side(nodes: Iterable[AnyNode]) -> bool:
    """Whether all limits among them lead away from the worse end of what they limit: they define the absence, and not the disease."""
    limits = [part for node in nodes for part in walk(node) if isinstance(part, Comparison)]
    return bool(limits) and all(map(_is_on_the_better_side, limits))


def _is_on_the_better_side(limit: Comparison) -> bool:
    id = limit.observation.id
    worse = worse_end(observation(id)) if id is not None else None
    return worse is not None and limit.operator[0] == ("<" if worse == "higher" else ">")

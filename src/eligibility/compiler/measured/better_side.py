"""Limits that say that somebody has not got a disease: "no cirrhosis, defined as liver stiffness ≤ 12.5 kPa"."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.compiler.frames.frame import Frame
from eligibility.reference.abnormalities import Abnormality, abnormalities
from eligibility.reference.observations import observation
from eligibility.reference.scale_directions import worse_end
from eligibility.rules.nodes import AnyNode, Comparison, walk

_WORSE = {"low": "lower", "high": "higher"}


def define_its_absence(nodes: Iterable[AnyNode], frame: Frame) -> bool:
    """Whether the limits lead away from the worse end of what they limit, where that is known.

    Which end it is tells the disease itself, where it is named for the value, or else the value's own direction.
    """
    named_for = abnormalities().get(frame.head.value) if frame.head is not None and frame.head.type == "COND" else None
    limits = [part for node in nodes for part in walk(node) if isinstance(part, Comparison)]
    sides = {side for limit in limits if (side := _is_on_the_better_side(limit, named_for)) is not None}
    return sides == {True}


def _is_on_the_better_side(limit: Comparison, named_for: Abnormality | None) -> bool | None:
    id = limit.observation.id
    disease = named_for.beyond if named_for is not None and named_for.observation == id else None
    worse = _WORSE[disease] if disease is not None else worse_end(observation(id)) if id is not None else None
    return None if worse is None else limit.operator[0] == ("<" if worse == "higher" else ">")

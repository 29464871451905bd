"""Sides of the body as clinics write them: "TKA R", "lumpectomy, Lt", "b/l knee OA"."""

from __future__ import annotations

import re

# An L or R is a side only as a word of its own, in capitals: not in "L-asparaginase", "R/L shunt", "L4".
_SHORT = re.compile(r"(?<![^\s(,])(?:(?P<left>L|[Ll]t\.?)|(?P<right>R|[Rr]t\.?)|(?P<both>[Bb]/[Ll]|[Bb]ilat\.?))(?![^\s),])")
_SIDE = r"(?:left|right|bilateral|bilaterally|unilateral|both sides|left side|right side)"
_BEHIND = re.compile(rf"(?:\s*,\s*|\s+)(?:on the )?\(?{_SIDE}\)?$", re.IGNORECASE)


def with_sides(name: str) -> str:
    """The name with its sides spelled out.

    >>> with_sides("RC tear L shoulder"), with_sides("b/l TKA"), with_sides("L-asparaginase")
    ('RC tear left shoulder', 'bilateral TKA', 'L-asparaginase')
    """
    return _SHORT.sub(lambda m: "left" if m["left"] else "right" if m["right"] else "bilateral", name)


def without_side_behind(name: str) -> str:
    """The name without a side at its end: "lumpectomy, left"."""
    return _BEHIND.sub("", name)

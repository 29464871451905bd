"""Limits of one measure for each sex, as one of several alternatives: "triglycerides > 150 or HDL < 50 in women, < 40 in men"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.rules.nodes import Sex


def join_limits_by_sex(items: list[Item]) -> None:
    """Makes the comma between such limits the "or" that stands before the first: each sex has its own, and either is enough."""
    for before, (item, following) in zip(items, pairwise(items[1:]), strict=False):
        one, other = item.frame, following.frame
        comma = item.separator
        if comma is None or comma.type != "COMMA" or before.separator_type != "OR":
            continue
        same = bool(one.values and other.values) and (not other.heads or [h.value for h in other.heads] == [h.value for h in one.heads])
        first, second = _sexes(one), _sexes(other)
        if same and first and second and first.isdisjoint(second):
            item.separator = replace(comma, type="OR")


def _sexes(frame: Frame) -> frozenset[str]:
    """Of which sexes the limit is, by its own words or by brackets behind it: "< 40 mg/dL (men)"."""
    bracketed = (*frame.brackets.people, *frame.brackets.required) if frame.brackets is not None else ()
    return frozenset((*frame.sexes, *(n.sex for n in bracketed if isinstance(n, Sex))))

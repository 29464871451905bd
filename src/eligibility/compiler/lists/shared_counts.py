"""Counts and sums that open a list: "more than 1 episode of hypoglycaemia or ketoacidosis" (contract §2, Lists).

Whether the second is counted, or excludes from the first time on, the text leaves open. A dose beside a cumulative one is a sum, too.
"""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.recorded.doses import is_cumulative, says_cumulative
from eligibility.compiler.skeleton.items import Item, own_start
from eligibility.compiler.syntax.phrases import Amount, Compared

_COUNTED = ("COND", "PROC", "DRUG")


def share_counts(items: list[Item]) -> None:
    """The count before "of" the first is perhaps one of the next, too."""
    for place, (item, following) in enumerate(pairwise(items)):
        frame, behind = item.frame, following.frame
        counted = frame.perhaps_counted or (frame.values if is_counted(frame) and _is_of(frame) and not _is_one(frame) else [])
        if not counted:
            continue
        closing = next((i.separator_type for i in items[place:] if i.separator_type != "COMMA"), None)
        joined = closing == "OR" and not item.strong
        plain = not (behind.values or behind.node or behind.negated or own_start(behind))
        if joined and plain and behind.head is not None and behind.head.type in _COUNTED:
            behind.perhaps_counted = list(counted)


def share_sums(items: list[Item]) -> None:
    """ "Cumulative dose of doxorubicin > 360 mg/m² | or epirubicin > 640 mg/m²": neither is what one entry tells."""
    for item, following in pairwise(items):
        behind = following.frame
        if not all(f.values and f.head is not None and f.head.type == "DRUG" for f in (item.frame, behind)):
            continue
        said = next(filter(says_cumulative, item.frame.elements), None)
        if said is not None and item.separator_type in ("OR", "AND", "COMMA", "SLASH") and not is_cumulative(behind):
            behind.elements = [said, *behind.elements]


def is_counted(frame: Frame) -> bool:
    """Whether its only value says how often something was: a number before its name."""
    head, value = frame.head, frame.values[0].value if len(frame.values) == 1 else None
    if head is None or head.type not in _COUNTED or not isinstance(value, Compared):
        return False
    return value.over is None and value.amount == Amount(value.amount.value) and frame.values[0].span.end <= head.span.start


def _is_one(frame: Frame) -> bool:
    """ "At least one episode of": as often as every entry says."""
    value = frame.values[0].value
    return isinstance(value, Compared) and (value.operator, value.amount.value) in ((">=", 1), (">", 0))


def _is_of(frame: Frame) -> bool:
    """ "Episodes of", between the number and the name."""
    head, value = frame.heads[0], frame.values[0]
    between = [e for e in frame.elements if value.span.end <= e.span.start < head.span.start]
    return any(e.word == "of" or e.word.endswith(" of") for e in between)

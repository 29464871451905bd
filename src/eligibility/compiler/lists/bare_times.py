"""Bare times behind a list of events: "stroke, TIA or MI < 6 months" (contract §2, Lists)."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.closing_tenses import list_before
from eligibility.compiler.recorded.onsets import bare_window
from eligibility.compiler.skeleton.items import Item, own_start
from eligibility.reference.vocabulary import vocabulary


def close_with_bare_time(items: list[Item]) -> None:
    """So long ago was each of the events before it; how long a state lasts that stands among them, or how long ago it began, is open."""
    for place in range(1, len(items)):
        before = items[place - 1]
        window = bare_window(items[place].frame)
        if window is None or before.separator_type != "OR" or own_start(items[place].frame) or not _happens(items[place].frame):
            continue
        for item in list_before(items, place):
            if item.frame.negated or item.frame.perhaps_within:
                break
            if _happens(item.frame):
                item.frame.windows = [window]
            else:
                item.frame.perhaps_within = [window]


def _happens(frame: Frame) -> bool:
    """Whether it is an operation, a treatment or an event, which does not last."""
    head = frame.head
    if head is None or head.type not in ("COND", "PROC"):
        return False
    concept = vocabulary().concept(head.value)
    return head.type == "PROC" or (concept is not None and concept.nature == "event")

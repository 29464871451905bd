"""States of all of a time: "low back pain for the past 3 months" is not one that ended two months ago."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import Duration, Lasting

_FOR = ("for the past", "for the last")


def for_the_past(items: Sequence[Item], ctx: Context) -> None:
    """What is required to be so for the past months has lasted so long; what excludes, and what is denied, counts at any time in them."""
    if ctx.kind != "inclusion":
        return
    for frame in (i.frame for i in items):
        length = _length_of_all(frame, ctx)
        if length is not None and _is_state(frame):
            frame.lasting = Lasting(operator=">=", duration=length)
            frame.windows = []


def _length_of_all(frame: Frame, ctx: Context) -> Duration | None:
    if frame.negated or frame.history or frame.lasting is not None or len(frame.windows) != 1 or frame.values:
        return None
    window = frame.windows[0]
    said = any(e.type == "WINDOW" and ctx.words(e.span).casefold().startswith(_FOR) for e in frame.elements)
    plain = window.end is None and window.anchor == "on" and window.direction == "past"
    return window.start if said and plain else None


def _is_state(frame: Frame) -> bool:
    head = frame.head
    if head is None or len(frame.heads) != 1:
        return False
    concept = vocabulary().concept(head.value) if head.type == "COND" else None
    return head.type in ("DRUG", "ATTR") or (concept is not None and concept.nature == "state")

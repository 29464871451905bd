"""Values that are said to be normal before a list: "normal creatinine and bilirubin"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item


def share_normal(items: list[Item]) -> None:
    """Gives the members of a list that say nothing of their own what is said before the first."""
    for previous, item in pairwise(items):
        if _normal_first(previous.frame) and _is_bare_measure(item.frame):
            item.frame.normal, item.frame.normal_first = previous.frame.normal, True


def _normal_first(frame: Frame) -> bool:
    """ "Normal creatinine and bilirubin": said before the list, it is said of all of it."""
    head = frame.head
    said_before = head is not None and any(e.type == "NORMAL" and e.span.end <= head.span.start for e in frame.elements)
    return frame.normal is not None and not frame.values and (frame.normal_first or said_before)


def _is_bare_measure(frame: Frame) -> bool:
    measured = frame.head is not None and frame.head.type == "MEAS"
    return measured and not frame.values and frame.normal is None and frame.positive is None and not frame.groups

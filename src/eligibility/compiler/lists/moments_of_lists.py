"""A time told by what was done, "recurrent glioma after surgery, radiotherapy and chemotherapy": the later ones are asked for by no means
by themselves, and what stands behind "before" has perhaps not been done yet."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import any_of_type

_JOINED = ("COMMA", "AND", "OR", "SLASH")
_TREATMENTS = ("PROC", "DRUG")
_BARE = (*_TREATMENTS, "FILLER", "DESC", "SITE", "WORD", "THERAPY", "WITH")  # also "chemotherapy with temozolomide"


def keep_moments(items: list[Item]) -> None:
    """Leaves the treatments of such a list to a person."""
    for item in items:
        if _is_before(item.frame):
            item.frame.blocked = True
    for item, following in pairwise(items):
        frame = item.frame
        goes_on = (frame.blocked and _is_before(frame)) or _ends_in_moment(frame) or (frame.blocked and frame.barred and _is_bare(frame))
        if goes_on and item.separator_type in _JOINED and not item.strong and _is_bare(following.frame):
            following.frame.blocked = following.frame.barred = True


def _is_before(frame: Frame) -> bool:
    """ "But before surgery": a unit of its own."""
    said = [e for e in frame.elements if e.type != "FILLER"]
    return len(said) > 1 and said[0].type == "BEFORE" and frame.head is not None and frame.head.type in _TREATMENTS and not frame.windows


def _ends_in_moment(frame: Frame) -> bool:
    """ "Recurrent glioma after surgery"."""
    parts = list(frame.tail.parts) if frame.tail is not None else []
    said = bool(parts) and parts[0].type in ("AFTER", "BEFORE") and any_of_type(parts, _TREATMENTS)
    return said and frame.head is not None and frame.head.type == "COND"


def _is_bare(frame: Frame) -> bool:
    return frame.head is not None and frame.head.type in _TREATMENTS and all(e.type in _BARE for e in frame.elements)

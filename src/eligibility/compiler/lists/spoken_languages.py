"""Languages of a list: what one is to be able to do in the first, "speak, read and write English or Spanish", is meant of each."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.reference.language_skills import is_language

_JOINED = ("OR", "AND", "COMMA", "SLASH")


def share_skills(items: list[Item]) -> None:
    """Makes the frame with the words on the skills the lender of the languages behind it."""
    for item, following in pairwise(items):
        frame, other = item.frame, following.frame
        if item.separator_type in _JOINED and _is_of_a_language(frame) and _is_of_a_language(other) and _is_bare(other):
            other.lender = frame.lender or frame


def _is_of_a_language(frame: Frame) -> bool:
    return frame.head is not None and frame.head.type == "ATTR" and is_language(frame.head.value)


def _is_bare(frame: Frame) -> bool:
    return all(e.type in ("ATTR", "FILLER") for e in frame.elements) and len(frame.heads) == 1

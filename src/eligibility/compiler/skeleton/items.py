"""A unit of a list with the separator behind it, before the list is known."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.naive import NAIVE
from eligibility.compiler.syntax.parse_tree import Element

# Elements that a frame passes on to the units after it in the same list.
STARTS = frozenset(
    {"NEG", "HIST", "CURR", "PLAN", "FAMHIST", "ALLERGY", "DEMAND", "MUSTNOT", "EXCLUDED", "AGE", "TAKING", "ABLE", "UNABLE"}
)
_ANY_TIME = frozenset({"at any time", "any time", "ever", "at any point"}) | NAIVE


@dataclass(slots=True, eq=False)
class Item:
    """A frame and the separator behind it."""

    frame: Frame
    separator: Element | None = None

    @property
    def separator_type(self) -> str | None:
        """What joins it to the unit behind it."""
        return self.separator.type if self.separator is not None else None

    @property
    def strong(self) -> bool:
        return self.separator is not None and self.separator.value == "strong"


def own_start(frame: Frame) -> bool:
    for element in frame.elements:
        if element.type not in ("FILLER", "SUBJECT"):
            return element.type in STARTS
    return False


def at_any_time(frame: Frame) -> bool:
    """ "Intracranial bleeding at any time or stroke within 6 months": behind its name the words are its own time, and of no other."""
    head = frame.head
    if head is None or frame.windows:
        return False
    return any(e.span.start >= head.span.end for e in frame.elements if e.type == "HIST" and e.word in _ANY_TIME)

"""Words of permission and denial that speak of a whole list, read before the links of its last member are."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.context import Context
from eligibility.compiler.frames import Frame
from eligibility.compiler.items import STARTS, Item


def hand_back_polarity(items: list[Item], ctx: Context) -> None:
    """ "Other studies, including those of diet, allowed": behind a comma of its own the word still speaks of what stands before it."""
    for before, item in pairwise(items):
        frame = item.frame
        if frame.empty and frame.polarity in ("allowed", "excluded") and before.frame.polarity is None and not before.frame.negated:
            before.frame.polarity = frame.polarity
            before.frame.linked.append(frame.span)
            ctx.ledger.take(frame.elements)


def denied_before(items: list[Item], frame: Frame) -> bool:
    """ "No A or B except C": the negation before the list is that of its last member too, whose exception is read first."""
    if not items or frame.empty or frame.negated or frame.node is not None:
        return False
    if items[-1].strong and not any(i.separator is not None and i.separator.type == "COMMA" for i in items[:-1]):
        return False  # ", or" behind a single member begins another statement
    for earlier in (frame, *(i.frame for i in reversed(items))):
        if earlier.negated:
            return True
        first = next((e for e in earlier.elements if e.type not in ("FILLER", "SUBJECT")), None)
        if earlier.node is not None or earlier.values or (first is not None and first.type in STARTS):
            return False
    return False

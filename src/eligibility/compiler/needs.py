"""That something is needed: neither that it was done, nor that it is planned."""

from __future__ import annotations

from eligibility.compiler.frames import Frame
from eligibility.compiler.parse_tree import Element
from eligibility.spans import Span, hull

_NEED = ("need", "requir")


def need_of(frame: Frame, head: Element) -> Span | None:
    """ "Need for dialysis", "requires a transplant": the words that say that the head is needed; None without such words."""
    said = [e for e in frame.elements if e.type == "TAKING" and e.span.end <= head.span.start]
    need = next((e for e in said if any(word in e.tokens[0].text.casefold() for word in _NEED)), None)
    return None if need is None else hull([need.span, head.span])

"""That something is needed or wished for: neither that it was done, nor that it is planned."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.spans import Span, hull

_NEED = ("need", "requir")
_WISH = frozenset({"desire", "desires", "desiring", "wants", "wanting", "wishes", "wishing", "requests", "requesting", "seeking", "place"})


def need_of(frame: Frame, head: Element) -> Span | None:
    """ "Need for dialysis", "requires a transplant": the words that say that the head is needed; None without such words."""
    said = [e for e in frame.elements if e.type == "TAKING" and e.span.end <= head.span.start]
    need = next((e for e in said if any(word in e.word for word in _NEED)), None)
    return None if need is None else hull([need.span, head.span])


def is_wished(frame: Frame, head: Element) -> bool:
    """Whether words before the head say that it is wished for, or shall be done: "desires an IUD", "to place implants"."""
    said = [t for e in frame.descriptors if e.span.end <= head.span.start for t in e.tokens]
    return any(t.word in _WISH for t in said)

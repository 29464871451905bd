"""A character range in the original text. Every node of a rule tree carries one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open character range `[start, end)`; offsets are Python `str` indices into the source text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` this span covers."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same range, `by` characters further on: from a criterion's own text to its source."""
        return Span(self.start + by, self.end + by)

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans` (at least one)."""
    pairs = iter(spans)
    first, last = next(pairs)
    for start, end in pairs:
        if start < first:
            first = start
        if end > last:
            last = end
    return Span(first, last)

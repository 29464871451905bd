"""Which words of a trial's source belong to a criterion itself, and which to its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligibility.rules.trial import Criterion
from eligibility.spans import Span

# The bullet or number of the first part stands behind the words that announce it: "… any of the following: a)".
_MARKER = re.compile(r"(?:(?<!\w)[(\[]?(?:\d{1,2}|[A-Za-z]|[ivxIVX]{2,4})[.)\]]|[-*+•●▪◦·–—])\s*$")


def own_words(source: str, criterion: Criterion) -> Iterator[Span]:
    """The place of the words that are a criterion's own: all of them, or those before and behind its parts. Each has a letter or digit."""
    if criterion.span is None:
        return
    start, end = criterion.span
    parts = [Span(*part.span) for part in criterion.children if part.span is not None]
    if not parts:
        yield Span(start, end)
        return
    head = source[start : parts[0].start].rstrip()
    marker = _MARKER.search(head)
    for span in (Span(start, start + (marker.start() if marker else len(head))), Span(parts[-1].end, end)):
        if any(c.isalnum() for c in span.of(source)):
            yield span


def all_words(source: str, criterion: Criterion) -> Iterator[tuple[Criterion, Span]]:
    """The words of a criterion and of all its parts, in the order of the text, each with the criterion whose own they are."""
    if not criterion.children:
        yield from ((criterion, span) for span in own_words(source, criterion))
        return
    own = list(own_words(source, criterion))
    first = next((part.span.start for part in criterion.children if part.span is not None), 0)
    yield from ((criterion, span) for span in own if span.start < first)
    for part in criterion.children:
        yield from all_words(source, part)
    yield from ((criterion, span) for span in own if span.start >= first)

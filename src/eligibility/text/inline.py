"""Several items in one paragraph: "including: <1> …; <2> …", "(1) … (2) …", "1. … 2. …".

Only numbers that run on from 1 (letters from a, bullets in a row), at least two of them, outside brackets and each with words of its own,
are taken for items. Everything else stays running text, where the grammar reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eligibility.spans import Span
from eligibility.text.markers import PLAIN_BULLETS, Candidate, Marker, inline_candidates

_WORD = re.compile(r"[^\W\d_]{2,}")
_EMPTY = frozenset(("or", "and", "to", "of", "the", "then", "vs", "versus"))
# Longer running text than this is not searched for lists: no author numbers items through it, and the time must stay small.
LONGEST_SEARCHED = 50_000
_NEW_SENTENCE = re.compile(r"[.;]\s+(?=[A-Z][a-z]*\s)")
_BRACKET = re.compile(r"[()\[\]（）]")
_DASHES = "-–*"
_FEWEST_DASHED = 3
_BEGINNING = re.compile(r"[A-Z][a-z]|[A-Z]{3,}|[≥≤<>]|No\b")
_PAIRS = {")": "(", "]": "[", "）": "（"}


@dataclass(frozen=True, slots=True)
class Run:
    """Items in running text: `head` before the first, each item's marker and words, `tail` after the last (None: nothing)."""

    head: Span
    items: tuple[tuple[Marker, Span], ...]
    tail: Span | None


def candidates_in(text: str, span: Span) -> list[Candidate]:
    """What could be a marker inside `span`, outside brackets; none where it is too long to be searched."""
    if span.end - span.start > LONGEST_SEARCHED:
        return []
    return _outside_brackets(text, span, list(inline_candidates(text, span.start, span.end)))


def find_run(text: str, span: Span, candidates: Sequence[Candidate]) -> Run | None:
    """The first list that begins inside `span`, which has these candidates."""
    runs: dict[str, list[Marker]] = {}
    for candidate in candidates:
        for reading in candidate.readings:
            _advance(runs.setdefault(reading.style, []), reading)
    usable = [run for run in runs.values() if _is_list(text, span, run)]
    if not usable:
        return None
    return _cut(text, span, min(usable, key=lambda run: run[0].span.start))


def continuing(
    text: str, span: Span, candidates: Sequence[Candidate], own: Marker, following: tuple[int, ...] | None
) -> tuple[tuple[Marker, Span], ...]:
    """Items that go on from an item's `own` marker inside its words ("1. Adults 2. No fever"); empty if there are none.

    `following` is the number of the next item of the list, which must fit.
    """
    if not own.ordinal and own.style not in PLAIN_BULLETS and own.style not in _DASHES:
        return ()
    run = [own]
    for candidate in candidates:
        for reading in candidate.readings:
            if reading.style == own.style and (not own.ordinal or reading.ordinal == _next(run[-1].ordinal)):
                run.append(reading)
    if len(run) == 1:
        return ()
    if following is not None and own.ordinal and following != _next(run[-1].ordinal):
        return ()
    places = _pieces(span, run)
    if own.style in _DASHES and not _are_dashed_items(text, places):
        return ()
    return tuple(places) if all(_has_words(text, piece) for _, piece in places) else ()


def _are_dashed_items(text: str, places: Sequence[tuple[Marker, Span]]) -> bool:
    """ "- Age ≥ 18 - ECOG 0-1 - Known HIV": at least three pieces that begin like sentences; else a dash joins ("stage I - III")."""
    words = [text[piece.start : piece.end].lstrip() for _, piece in places]
    introduced = ":" in words[0]  # "allergy to any of: polyamide - polyester - silver": a list of its own
    return len(words) >= _FEWEST_DASHED and not introduced and all(_BEGINNING.match(w) for w in words)


def _next(ordinal: tuple[int, ...]) -> tuple[int, ...]:
    return (*ordinal[:-1], ordinal[-1] + 1)


def _advance(run: list[Marker], reading: Marker) -> None:
    if not reading.ordinal or reading.ordinal[-1] == len(run) + 1:
        run.append(reading)
    elif reading.ordinal[-1] == 1 and len(run) == 1:
        run[0] = reading


def _is_list(text: str, span: Span, run: list[Marker]) -> bool:
    while len(run) > 1 and not _has_words(text, Span(run[-1].span.end, span.end)):
        run.pop()
    if len(run) < 2 or run[0].style == "dotted":
        return False
    if run[0].style == "1-" and (len(run) < 3 or not all(_after_stop(text, span, m) for m in run)):
        return False  # "5-FU", "2-week"
    if run[0].style in "-–*o" and not text[span.start : run[0].span.start].rstrip().endswith((":", "：")):
        return False
    return all(_has_words(text, piece) for _, piece in _pieces(span, run))


def _after_stop(text: str, span: Span, marker: Marker) -> bool:
    before = text[span.start : marker.span.start].rstrip()[-1:]
    return not before or before in ".;:,)"


def _pieces(span: Span, run: list[Marker]) -> list[tuple[Marker, Span]]:
    ends = [m.span.start for m in run[1:]] + [span.end]
    return [(m, Span(max(m.span.end, span.start), end)) for m, end in zip(run, ends, strict=True)]


def _has_words(text: str, piece: Span) -> bool:
    return any(w[0].casefold() not in _EMPTY for w in _WORD.finditer(text, piece.start, min(piece.end, piece.start + 200)))


def _cut(text: str, span: Span, run: list[Marker]) -> Run:
    pieces = _pieces(span, run)
    last_marker, last = pieces[-1]
    ends = [m.start() + 1 for m in [_NEW_SENTENCE.search(text, last.start, last.end)] if m]
    # A new sentence after the last item belongs to the whole, unless the items are sentences in a row themselves.
    if (
        ends
        and not any(_NEW_SENTENCE.search(text, piece.start, piece.end) for _, piece in pieces[:-1])
        and _has_words(text, Span(last.start, ends[0]))
    ):
        pieces[-1] = (last_marker, Span(last.start, ends[0]))
        tail: Span | None = Span(ends[0], span.end)
    else:
        tail = None
    return Run(Span(span.start, run[0].span.start), tuple(pieces), tail)


def _outside_brackets(text: str, span: Span, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that do not stand inside a pair of brackets; a marker's own brackets do not count, nor do unmatched ones."""
    if not candidates:
        return []
    own = {i for c in candidates if text[c.span.start] in "([（" for i in range(*c.span)}
    paired: list[Span] = []
    opened: list[int] = []
    for place in _BRACKET.finditer(text, span.start, span.end):
        at = place.start()
        if at in own:
            continue
        if place[0] not in _PAIRS:
            opened.append(at)
        elif opened and text[opened[-1]] == _PAIRS[place[0]]:
            paired.append(Span(opened.pop(), at + 1))
    free, closed_until, pairs = [], span.start, iter(sorted(paired))
    pair = next(pairs, None)
    for candidate in candidates:
        while pair is not None and pair.start < candidate.span.start:
            closed_until, pair = max(closed_until, pair.end), next(pairs, None)
        if candidate.span.start >= closed_until:
            free.append(candidate)
    return free

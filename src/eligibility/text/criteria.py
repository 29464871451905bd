"""Sections → criteria: every item of a list, at any depth, with its exact words and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from eligibility.errors import Diagnostic, TrialError
from eligibility.spans import Span
from eligibility.text.headings import SectionKind
from eligibility.text.inline import candidates_in, continuing, find_run
from eligibility.text.markers import Candidate, Marker
from eligibility.text.nested_lists import nest_flat_lists
from eligibility.text.outline import DEEPEST, Item, Outline, outline
from eligibility.text.sections import Section, split_sections
from eligibility.text.sources import StudyText

Role = Literal["heading", "marker", "criterion"]


@dataclass(frozen=True, slots=True)
class CriterionText:
    """A criterion's words and where they stand.

    `id`: "I1", "E3", children "E3.2". `span` is the exact place of the whole text in the source, children included, without the bullet or
    number before it; `head` that of the words before the children (= `span` if there are none, empty where items are tied by "or" alone);
    `tail` of words after them. `group` is the heading of the group it stands under ("Breast cancer cohort"). `lead` is a line above that
    announces a list and decides what its items mean ("… one of the following:"), where the text does not show how far that list reaches, so
    that this criterion may be a part of it. `sure`: how many of the children, or rows of them, surely are items of the list; before the
    others the list may be over (None: all are items). `rows`: how many of the children, from the first on, an "or" ties together, row after
    row (empty: none).
    """

    id: str
    kind: SectionKind
    span: Span
    text: str
    head: Span
    children: tuple[CriterionText, ...] = ()
    tail: Span | None = None
    group: str | None = None
    lead: str | None = None
    sure: int | None = None
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A criterion before it has its number."""

    head: Span
    children: tuple[_Part, ...] = ()
    tail: Span | None = None
    group: str | None = None
    lead: str | None = None
    sure: int | None = None
    rows: tuple[int, ...] = ()

    @property
    def span(self) -> Span:
        if not (self.tail or self.children):
            return self.head
        last = self.tail or (self.children[-1].span if self.children else self.head)
        return Span(self.head.start, last.end)


def split_criteria(text: str, section: Section) -> tuple[CriterionText, ...]:
    """The criteria of one section of `text`, numbered from 1."""
    parts, _ = _parts(text, section)
    return _numbered(text, section.kind, parts, 0)


def study_criteria(study: StudyText) -> tuple[CriterionText, ...]:
    """All criteria of a study; ids count on through several sections of a kind.

    Raises TrialError if there is none.
    """
    count = {"inclusion": 0, "exclusion": 0}
    criteria: list[CriterionText] = []
    for section in _sections(study):
        parts, _ = _parts(study.source, section)
        found = _numbered(study.source, section.kind, parts, count[section.kind])
        count[section.kind] += len(found)
        criteria.extend(found)
    if not criteria:
        raise TrialError(
            Diagnostic(
                "E110",
                "no criterion found in the eligibility text",
                hint="give a study JSON, a saved registry page, or text with 'Inclusion criteria:' and 'Exclusion criteria:' headings",
            )
        )
    return tuple(criteria)


def account(study: StudyText) -> list[tuple[Span, Role]]:
    """What each part of the eligibility text is, in order and without overlap; every character that is not space is in one of them."""
    found: list[tuple[Span, Role]] = []
    for section in _sections(study):
        if section.heading.start < section.heading.end:
            found.append((section.heading, "heading"))
        parts, seen = _parts(study.source, section)
        found.extend((span, "heading") for span in seen.labels)
        found.extend((span, "marker") for span in seen.markers)
        found.extend((span, "criterion") for part in parts for span in _own_words(part))
    return sorted(found)


def _sections(study: StudyText) -> tuple[Section, ...]:
    return split_sections(study.source, study.offset, study.offset + len(study.eligibility))


def _own_words(part: _Part) -> Iterator[Span]:
    if part.head.start < part.head.end:
        yield part.head
    for child in part.children:
        yield from _own_words(child)
    if part.tail:
        yield part.tail


def _numbered(text: str, kind: SectionKind, parts: list[_Part], before: int) -> tuple[CriterionText, ...]:
    letter = "I" if kind == "inclusion" else "E"
    return tuple(_criterion(text, kind, f"{letter}{before + i}", part) for i, part in enumerate(parts, 1))


def _criterion(text: str, kind: SectionKind, name: str, part: _Part) -> CriterionText:
    children = tuple(_criterion(text, kind, f"{name}.{i}", child) for i, child in enumerate(part.children, 1))
    return CriterionText(
        name, kind, part.span, part.span.of(text), part.head, children, part.tail, part.group, part.lead, part.sure, part.rows
    )


# ---- items to parts ----------------------------------------------------------------------------------------------------------------


def _parts(text: str, section: Section) -> tuple[list[_Part], Outline]:
    seen = nest_flat_lists(text, section.kind, outline(text, section))
    splitter = _Splitter(text, seen.markers)
    parts = splitter.siblings(seen.items, depth=1)
    lines = [_connects(text, part) for part in parts]
    seen.markers.extend(part.span for part, alone in zip(parts, lines, strict=True) if alone)
    if section.kind == "inclusion":
        return _alternatives(text, parts, lines), seen
    return [part for part, alone in zip(parts, lines, strict=True) if not alone], seen


def _connects(text: str, part: _Part) -> bool:
    """Whether a line is nothing but the "or" between those around it."""
    return not part.children and part.span.of(text).strip(" \t.,;:*_-").casefold() in ("or", "and/or")


_ENDS_IN_OR = re.compile(r"(?i)(?:^|[\s,;.])(?:and/)?or[\s:;,.]*$")
_BEGINS_WITH_OR = re.compile(r"(?:OR|Or|or|and/or)[\s,:]+")


def _alternatives(text: str, parts: list[_Part], connecting: list[bool]) -> list[_Part]:
    """Items tied by "or" become children of one criterion: each alone would demand what only one of them must meet.

    `connecting`: which of the parts are the "or" itself, on a line of its own.

    Such a criterion has no words of its own before its children. Exclusions need none of this: any of them excludes anyway.
    """
    return [
        row[0] if len(row) == 1 else _Part(Span(row[0].span.start, row[0].span.start), tuple(row), None, row[0].group, row[0].lead)
        for row in _rows(text, parts, connecting)
    ]


def _rows(text: str, parts: list[_Part], connecting: list[bool]) -> list[list[_Part]]:
    """The parts, those that "or" ties to the one before in one row with it."""
    rows: list[list[_Part]] = []
    for part, above, alone in zip(parts, [False, *connecting], connecting, strict=False):
        if alone:
            continue
        begins = above or _BEGINS_WITH_OR.match(text, part.span.start, part.span.end)
        if rows and (begins or _ends_in(_ENDS_IN_OR, text, rows[-1][-1])):
            rows[-1].append(part)
        else:
            rows.append([part])
    return rows


def _ends_in(words: re.Pattern[str], text: str, part: _Part) -> bool:
    return words.search(text, max(part.span.end - 12, part.span.start), part.span.end) is not None


_GOES_ON = re.compile(r"[;,]\s*$")


def _tied_below(text: str, parts: list[_Part], connecting: list[bool]) -> tuple[int, ...]:
    """How many items of a list below a head each row of it has: in "A; B; or C" the one "or" ties all that the signs join."""
    rows = _rows(text, parts, connecting)
    if all(len(row) == 1 for row in rows):
        return ()
    last = rows[-1]
    if len(last) == 2 and all(len(row) == 1 and _ends_in(_GOES_ON, text, row[0]) for row in rows[:-1]):
        return (sum(map(len, rows)),)
    return tuple(map(len, rows))


@dataclass(frozen=True, slots=True)
class _Splitter:
    """Makes parts of items, cutting lists inside their words. Adds the markers it finds to `markers`."""

    text: str
    markers: list[Span]

    def siblings(self, items: list[Item], depth: int) -> list[_Part]:
        parts: list[_Part] = []
        for index, item in enumerate(items):
            following = items[index + 1].marker if index + 1 < len(items) else None
            parts.extend(self._item(item, following, depth))
        return parts

    def _item(self, item: Item, following: Marker | None, depth: int) -> list[_Part]:
        head = self._trimmed(item.head)
        candidates = None if item.children else candidates_in(self.text, head)
        if item.marker and candidates is not None:
            same = following.ordinal if following and following.style == item.marker.style else None
            if more := continuing(self.text, head, candidates, item.marker, same):
                return self._row(more, item, depth)
        children, rows = self._tied(self.siblings([c for c in item.children if not self._is_tail(c, item)], depth + 1))
        tail = self._trimmed(item.children[-1].head) if item.children and self._is_tail(item.children[-1], item) else None
        if head.start == head.end:
            # A bullet with nothing but a list behind it is no criterion: its list stands in its place.
            extra = [_Part(tail, group=item.group, lead=item.lead)] if tail else []
            return children + extra
        if children or depth >= DEEPEST:
            return [_Part(head, tuple(children), tail, item.group, item.lead, self._sure(item, children, rows), rows)]
        return self._cut(head, item, depth, candidates)

    def _sure(self, item: Item, children: list[_Part], rows: tuple[int, ...]) -> int | None:
        """The members that surely are items of the list, counted after their own lists were cut and in the rows that "or" ties."""
        if item.sure is None:
            return None
        end = item.children[item.sure - 1].head.end
        firsts = accumulate(rows[:-1], initial=0) if rows else range(len(children))
        return max(1, sum(1 for first in firsts if children[first].span.start < end))

    def _is_tail(self, child: Item, parent: Item) -> bool:
        return child is parent.children[-1] and child.after_children and not child.children and len(parent.children) > 1

    def _row(self, pieces: tuple[tuple[Marker, Span], ...], item: Item, depth: int) -> list[_Part]:
        """One line that holds several items of the same list."""
        parts: list[_Part] = []
        for marker, piece in pieces:
            if marker is not item.marker:
                self.markers.append(marker.span)
            parts.extend(self._cut(self._trimmed(piece), item, depth))
        return parts

    def _cut(self, span: Span, item: Item, depth: int, candidates: list[Candidate] | None = None) -> list[_Part]:
        """The part at `span`, with the list inside it as children; `candidates` of markers in it, where they are known."""
        candidates = candidates_in(self.text, span) if candidates is None else candidates
        run = find_run(self.text, span, candidates) if depth < DEEPEST else None
        if run is None:
            return [_Part(span, group=item.group, lead=item.lead)]
        self.markers.extend(m.span for m, _ in run.items)
        children, rows = self._tied([part for _, piece in run.items for part in self._cut(self._trimmed(piece), item, depth + 1)])
        head, tail = self._trimmed(run.head), self._trimmed(run.tail) if run.tail else None
        if head.start == head.end and tail is None:
            return children
        return [_Part(head, tuple(children), tail, item.group, item.lead, rows=rows)]

    def _tied(self, children: list[_Part]) -> tuple[list[_Part], tuple[int, ...]]:
        """The children without lines that are nothing but an "or", and the rows in which "or" ties them."""
        alone = [_connects(self.text, child) for child in children]
        self.markers.extend(child.span for child, connects in zip(children, alone, strict=True) if connects)
        return [c for c, connects in zip(children, alone, strict=True) if not connects], _tied_below(self.text, children, alone)

    def _trimmed(self, span: Span) -> Span:
        words = span.of(self.text)
        start = span.start + len(words) - len(words.lstrip())
        return Span(start, max(start, span.start + len(words.rstrip())))

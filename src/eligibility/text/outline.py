"""The lines of a section → a tree of items, by markers and indentation.

Registries, protocols and word processors indent in every possible way, and pages lose indentation altogether. So a marker that goes on in
an open list ("3." after "2.") is trusted more than the column it stands in, and the column more than a change of marker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from eligibility.spans import Span
from eligibility.text.headings import heads_record
from eligibility.text.labels import (
    hanging_label,
    is_generic,
    is_label,
    is_record_label,
    is_value_label,
    opens_list,
)
from eligibility.text.lines import Line, first_letter, is_connective, is_dangling, is_ended, is_unfinished, split_lines
from eligibility.text.markers import Candidate, Marker, read_candidate, settle
from eligibility.text.sections import Section

DEEPEST = 8
_CONNECTED = re.compile(r"(?i)(?:,|\band|\bor)$")
# Below this share of lines with markers the lines without are items of their own, not the rest of a wrapped item.
_MARKED_SHARE = 0.4
# How far short of the longest line a wrapped line may stay besides the word that did not fit.
_RAGGED = 10


@dataclass(slots=True)
class Item:
    """An item being put together. `head`: its words before its children, without the marker (empty while there are none yet)."""

    head: Span
    indent: int
    marker: Marker | None = None
    group: str | None = None
    lead: str | None = None
    sure: int | None = None  # how many of the children surely are its own; None: all
    after_children: bool = False  # words of the parent that follow its children
    fused: bool = False  # stands behind another marker on the same line
    children: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The items of a section, the markers before them, and the lines that are headings of groups."""

    items: list[Item] = field(default_factory=list)
    markers: list[Span] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """A line with what its markers turned out to be; `content` is what follows them."""

    line: Line
    markers: tuple[Marker, ...]
    content: Span
    after_blank: bool


def outline(text: str, section: Section) -> Outline:
    """The items of `section` as its lines, markers and indentation arrange them."""
    places = _places(text, section)
    builder = _Builder(text, section, places)
    for index, place in enumerate(places):
        builder.add(index, place)
    return builder.outline


def _places(text: str, section: Section) -> list[_Place]:
    lines = list(split_lines(text, section.body.start, section.body.end))
    if heads_record(section.heading.of(text)):
        lines = [part for line in lines for part in _without_hanging_label(text, line)]
    if len(lines) > 1 and section.heading.start < section.heading.end and "\n" not in text[section.heading.start : lines[0].start]:
        lines[0] = lines[0]._replace(indent=lines[1].indent)  # it stands behind its heading, so its column says nothing
    candidates: list[Candidate | None] = []
    plausible: list[bool] = []
    before = ""
    for line in lines:
        candidates.append(read_candidate(text, line.start, line.end))
        plausible.append(_may_begin(before, line, candidates[-1]))
        before = text[max(line.start, line.end - 200) : line.end]
    places = []
    for line, marker in zip(lines, settle(candidates, plausible), strict=True):
        markers: tuple[Marker, ...] = (marker,) if marker else ()
        if marker and (inner := _second_marker(text, marker, line)):
            markers = (marker, inner)
        start = markers[-1].span.end if markers else line.start
        while start < line.end and text[start].isspace():
            start += 1
        if not any(c.isalnum() for c in text[start : min(line.end, start + 80)]) and not any(c.isalnum() for c in text[start : line.end]):
            start = line.end
        places.append(_Place(line, markers, Span(start, line.end), line.after_blank))
    return places


def _without_hanging_label(text: str, line: Line) -> tuple[Line, ...]:
    """A line, and the label of the next one that hangs on its end as a line of its own."""
    place = hanging_label(line.span.of(text))
    if place is None:
        return (line,)
    words = text[line.start : line.start + place].rstrip()
    return line._replace(end=line.start + len(words)), line._replace(start=line.start + place, after_blank=False)


def _may_begin(before: str, line: Line, candidate: Candidate | None) -> bool:
    """Whether the line before is no part of a sentence that runs on into this one: "… of grade\n3. Patients"."""
    if candidate is None or not candidate.readings or not before or line.after_blank:
        return True
    ordinal = candidate.readings[0].ordinal
    if _is_open(before) and ordinal:
        return False
    return ordinal in ((), (1,)) or not is_unfinished(before) or _CONNECTED.search(before) is not None


def _is_open(words: str) -> bool:
    """Whether a bracket opened near the end of the line before is still open: "(RECIST\\n1.1)"."""
    return words.rfind("(") > words.rfind(")")


def _second_marker(text: str, marker: Marker, line: Line) -> Marker | None:
    """A registry puts its own bullet before the author's: "-  1. …", "-  • …"."""
    start = marker.span.end
    while start < line.end and text[start].isspace():
        start += 1
    candidate = read_candidate(text, start, line.end) if start < line.end else None
    if candidate is None or not candidate.sure or marker.ordinal:
        return None
    return candidate.readings[0]


class _Builder:
    """Places each line in the tree; `path` holds the open items, outermost first."""

    def __init__(self, text: str, section: Section, places: list[_Place]) -> None:
        self.text = text
        self.section = section
        self.places = places
        self.outline = Outline()
        self.path: list[Item] = []
        self.group = section.group
        self.previous = ""
        self.record = heads_record(section.heading.of(text))
        self.awaits_value = False
        marked = sum(1 for p in places if p.markers)
        self.share = marked / len(places) if places else 0.0
        self.width = max((p.line.indent + p.line.end - p.line.start for p in places), default=0)
        unmarked = [first_letter(self._words(p.content)) for p in places if not p.markers]
        self.low_share = sum(c.islower() for c in unmarked) / len(unmarked) if unmarked else 0.0
        self.index = 0
        self.later = {(m.style, m.ordinal): i for i, p in enumerate(places) for m in p.markers if m.ordinal}

    def add(self, index: int, place: _Place) -> None:
        self.index = index
        self.outline.markers.extend(m.span for m in place.markers)
        if place.content.start == place.line.end and not place.markers:
            self.outline.markers.append(place.line.span)  # a ruled line
            return
        if place.content.start == place.line.end and place.markers[-1].span.end < place.line.end:
            self.outline.markers.append(Span(place.markers[-1].span.end, place.line.end))
        words = self._words(place.content)
        valued, self.awaits_value = self.awaits_value, False
        if place.markers:
            self._add_marked(index, place)
        elif is_value_label(words, record=self.record):
            self.group, self.path = self.section.group, []
            self._open(0, Item(place.content, place.line.indent))
            self.awaits_value = True
        elif valued and not is_record_label(words):
            self._extend(self.path[-1], place.content)
            self.path = []
        elif self._is_group(index, place):
            self.outline.labels.append(place.line.span)
            label = self._label(place)
            self.group, self.path = self.section.group if is_generic(label) else label, []
        else:
            self._add_unmarked(index, place)
        self.previous = self._words(place.content)

    def _words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def _label(self, place: _Place) -> str:
        return self._words(place.content).strip(" \t*_#:：")

    # -- placing -----------------------------------------------------------------------------------------------------------------

    def _open(self, level: int, item: Item) -> None:
        """Put `item` in at `level`; no level is deeper than DEEPEST."""
        del self.path[level:]
        siblings = self.path[-1].children if self.path else self.outline.items
        siblings.append(item)
        self.path.append(item)
        item.group = self.group

    def _extend(self, item: Item, content: Span) -> None:
        """More words for `item`: of its head, or behind its children."""
        if item.head.start == item.head.end:
            item.head = content
        else:
            while self.outline.markers and self.outline.markers[-1].start >= item.head.end:
                self.outline.markers.pop()  # a ruled line between the words belongs to them
            item.head = Span(item.head.start, content.end)

    def _add_marked(self, index: int, place: _Place) -> None:
        marker = place.markers[0]
        level = self._level(index, marker, place.line.indent)
        for position, each in enumerate(place.markers):
            fused = position > 0
            last = position == len(place.markers) - 1
            content = place.content if last else Span(each.span.end, each.span.end)
            if level >= DEEPEST:
                del self.outline.markers[len(self.outline.markers) - (len(place.markers) - position) :]
                self._extend(self.path[-1], Span(each.span.start, place.line.end))
                return
            self._open(level, Item(content, place.line.indent + 2 * position, each, fused=fused))
            level += 1

    def _level(self, index: int, marker: Marker, indent: int) -> int:
        """How deep an item with `marker` at column `indent` belongs."""
        if marker.style == "dotted" and (found := self._dotted_level(marker)) is not None:
            return found
        for level in reversed(range(len(self.path))):
            item = self.path[level]
            own = item.marker
            top = level == len(self.path) - 1
            heads = top and opens_list(self._words(item.head))
            goes_on = own is not None and own.style == marker.style and own.ordinal < marker.ordinal
            if goes_on and not (indent > item.indent + 1 and heads):
                return level
            if indent > item.indent + 1:
                if own is None and not heads and level == 0 and self._continues_earlier(marker):
                    return level
                return level if (item.fused or is_ended(self._words(item.head))) and not heads else level + 1
            if indent < item.indent - 1:
                continue
            if own is not None and own.style == marker.style:
                return level + 1 if heads and marker.ordinal == (1,) and self._resumes(index, own) else level
            if any(
                o.marker and o.marker.style == marker.style and (not marker.ordinal or o.marker.ordinal < marker.ordinal)
                for o in self.path[:level]
            ):
                continue
            starts = not marker.ordinal or marker.ordinal[-1] == 1
            if starts and (heads or (own is not None and own.ordinal and self._resumes(index, own))):
                return level + 1
            return level
        return 0

    def _dotted_level(self, marker: Marker) -> int | None:
        for level in reversed(range(len(self.path))):
            own = self.path[level].marker
            if own and own.ordinal and own.ordinal == marker.ordinal[: len(own.ordinal)]:
                return level + 1
            if own and own.style == marker.style and own.ordinal[:-1] == marker.ordinal[:-1]:
                return level
        return None

    def _continues_earlier(self, marker: Marker) -> bool:
        """Whether the list this marker belongs to was begun before the unmarked line above."""
        return any(i.marker and i.marker.style == marker.style for i in self.outline.items[-6:])

    def _resumes(self, index: int, own: Marker) -> bool:
        """Whether the list of `own` goes on further below."""
        return bool(own.ordinal) and self.later.get((own.style, (*own.ordinal[:-1], own.ordinal[-1] + 1)), -1) > index

    # -- lines without a marker --------------------------------------------------------------------------------------------------

    def _add_unmarked(self, index: int, place: _Place) -> None:
        if not self.path:
            self._open(0, Item(place.content, place.line.indent))
            return
        if self.path[-1].marker is not None or any(i.marker for i in self.path):
            self._after_marked(index, place)
        else:
            self._after_unmarked(place)

    def _after_marked(self, index: int, place: _Place) -> None:
        indent, root, top = place.line.indent, self.path[0], self.path[-1]
        if self._heads_anew(index, place, root):
            self.group = self.section.group
            self._open(0, Item(place.content, indent))
            return
        if self._stands_alone(place, root):
            self._open(0, Item(place.content, indent))
            return
        if top.marker is None and indent >= top.indent and not self._runs_on(place):
            self._open(len(self.path) - 1, Item(place.content, indent, after_children=top.after_children))
            return
        level = next((k for k in reversed(range(len(self.path))) if indent > self.path[k].indent), len(self.path) - 1)
        if level == len(self.path) - 1:
            if top.marker and self._begins_unmarked_list(index, place, top):
                self._open(level + 1, Item(place.content, indent))
            else:
                self._extend(top, place.content)
        elif level + 1 < DEEPEST:
            self._open(level + 1, Item(place.content, indent, after_children=True))
        else:
            self._extend(top, place.content)

    def _begins_unmarked_list(self, index: int, place: _Place, top: Item) -> bool:
        """A marked head with a colon, and two or more indented lines under it that each begin anew."""
        if place.line.indent <= top.indent or len(self.path) >= DEEPEST or not self._words(top.head).rstrip().endswith((":", "：")):
            return False
        following = self.places[index + 1] if index + 1 < len(self.places) else None
        begins = first_letter(self._words(place.content))
        return (
            (begins.isupper() or begins.isdigit())
            and following is not None
            and not following.markers
            and following.line.indent == place.line.indent
            and not is_unfinished(self._words(place.content))
            and not first_letter(self._words(following.content)).islower()
        )

    def _heads_anew(self, index: int, place: _Place, root: Item) -> bool:
        """Whether an unmarked line below marked items is the head of a list of its own: "Adequate organ function as defined by:"."""
        words = self._words(place.content)
        if root.marker is None or place.line.indent > root.indent or not words.rstrip().endswith((":", "：")):
            return False
        following = self.places[index + 1] if index + 1 < len(self.places) else None
        begins = first_letter(words).isupper() and not is_connective(words) and not is_unfinished(self.previous)
        return begins and following is not None and bool(following.markers) and not opens_list(self.previous)

    def _stands_alone(self, place: _Place, root: Item) -> bool:
        """Whether an unmarked line below marked items begins a criterion of its own."""
        words = self._words(place.content)
        if (
            place.line.indent > root.indent
            or first_letter(words).islower()
            or is_connective(words)
            or (self.previous and is_unfinished(self.previous))
        ):
            return False
        if place.after_blank:
            return not opens_list(self.previous)
        if self.share < _MARKED_SHARE:
            return not self.previous.rstrip().endswith((":", "："))
        return place.line.indent < root.indent and is_ended(self.previous)

    def _runs_on(self, place: _Place) -> bool:
        """Whether an unmarked line continues the one before it."""
        words = self._words(place.content)
        if (
            is_connective(words)
            or (is_unfinished(self.previous) and not self.previous.endswith(","))
            or (_is_open(self.previous[-200:]) and ")" in words)
        ):
            return True
        if self.previous.endswith(",") and first_letter(words).islower():
            return True
        if not first_letter(words).islower() or is_ended(self.previous) or self.previous.endswith((":", "：")) or place.after_blank:
            return False
        return (
            is_dangling(words)
            or words.endswith((":", "："))
            or self._is_wrapped(place, words)
            or (self.low_share < _MARKED_SHARE and not self._in_lower_list())
        )

    def _is_wrapped(self, place: _Place, words: str) -> bool:
        """Whether the first word of this line had no room left on the line before, as where text was broken at a width."""
        before = self.places[self.index - 1].line
        return before.indent + before.end - before.start + len(words.split(None, 1)[0]) + _RAGGED > self.width

    def _in_lower_list(self) -> bool:
        """Whether this lower-case line has another beside it: names in a column rather than the rest of a sentence."""
        beside = (self.index - 1, self.index + 1)
        return any(
            0 <= i < len(self.places) and not self.places[i].markers and first_letter(self._words(self.places[i].content)).islower()
            for i in beside
        )

    def _after_unmarked(self, place: _Place) -> None:
        indent, top = place.line.indent, self.path[-1]
        if self._runs_on(place):
            self._extend(top, place.content)
            return
        words = self._words(top.head)
        begins_low = first_letter(self._words(place.content)).islower()
        if opens_list(words) and len(self.path) < DEEPEST and (indent > top.indent + 1 or begins_low):
            self._open(len(self.path), Item(place.content, indent))
            return
        if begins_low and len(self.path) > 1 and indent >= top.indent - 1 and not place.after_blank:
            self._open(len(self.path) - 1, Item(place.content, indent))
            return
        level = next((k for k in reversed(range(len(self.path))) if indent >= self.path[k].indent - 1 and not self._lower_list(k)), 0)
        self._open(level, Item(place.content, indent))

    def _lower_list(self, level: int) -> bool:
        """Whether the list at `level` is one of lower-case lines under a head, which a capital ends."""
        return (
            level > 0
            and first_letter(self._words(self.path[level].head)).islower()
            and self.path[level].indent <= self.path[level - 1].indent + 1
        )

    # -- headings of groups ------------------------------------------------------------------------------------------------------

    def _is_group(self, index: int, place: _Place) -> bool:
        """Whether an unmarked line is a heading over the items below it."""
        words = self._words(place.content)
        if self.record and is_record_label(words):
            return True
        following = self.places[index + 1] if index + 1 < len(self.places) else None
        if len(words) > 120 or following is None or (self.path and self._joined(place)):
            return False
        bold = words.startswith(("**", "__")) and words.rstrip(" :").endswith(("**", "__")) and len(words.split()) <= 12
        if bold:
            return True
        if words.endswith((":", "：")):
            nested = bool(self.path) and self.path[0].marker is not None and place.line.indent > self.path[0].indent
            return not nested and is_label(words, self.section.kind)
        if (
            not following.markers
            or self.share < _MARKED_SHARE
            or len(words.split()) > 7
            or is_ended(words)
            or not first_letter(words).isupper()
        ):
            return False
        first = following.markers[0]
        begins = not first.ordinal or first.ordinal[-1] == 1
        outdented = place.line.indent < following.line.indent or place.after_blank
        return begins and outdented and is_label(words, self.section.kind)

    def _joined(self, place: _Place) -> bool:
        """Whether the line before runs on into this one."""
        return not place.after_blank and (is_unfinished(self.previous) and not self.previous.endswith(","))

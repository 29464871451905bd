"""Eligibility text → its inclusion and exclusion sections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from eligibility.spans import Span
from eligibility.text.headings import Heading, SectionKind, headings_midway, read_heading
from eligibility.text.lines import split_lines
from eligibility.text.markers import PLAIN_BULLETS


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text under one heading.

    `heading` is empty (start = end) for text that stands before any heading. `group`: the heading's words, where they name a part of the
    patients or a stage of the trial ("Breast Cancer Inclusion Criteria").
    """

    kind: SectionKind
    heading: Span
    body: Span
    group: str | None = None


@lru_cache(maxsize=2)  # the same text is asked for its warnings, then for its criteria
def split_sections(text: str, start: int = 0, end: int | None = None) -> tuple[Section, ...]:
    """The sections of `text[start:end]` in order; together their headings and bodies cover all of it.

    Text without any heading is one inclusion section: whatever is asked of a patient there is asked, not forbidden.

    >>> [(s.kind, s.body.of("Inclusion: A\\nExclusion: B").strip()) for s in split_sections("Inclusion: A\\nExclusion: B")]
    [('inclusion', 'A'), ('exclusion', 'B')]
    """
    end = len(text) if end is None else end
    headings = _headings(text, start, end)
    places = [start, *(h.span.start for h in headings), end]
    sections = [Section("inclusion", Span(start, start), Span(start, places[1]))] if text[start : places[1]].strip() else []
    for heading, after in zip(headings, places[2:], strict=True):
        sections.append(Section(heading.kind, heading.span, Span(heading.span.end, after), heading.group))
    return tuple(sections)


def _headings(text: str, start: int, end: int) -> list[Heading]:
    found: list[Heading] = []
    for line in split_lines(text, start, end):
        bulleted = text[line.start] in "-*+–—" + PLAIN_BULLETS and not text.startswith("**", line.start)
        begun = line.start
        if heading := read_heading(text, line.start, line.end, bulleted=bulleted):
            found.append(heading)
            begun = heading.span.end
        found.extend(headings_midway(text, begun, line.end))
    return found


def section_warnings(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """What a reader must know of sections that are not there."""
    if not any(s.heading.start < s.heading.end for s in sections):
        return ("no inclusion or exclusion heading found: the whole text is read as inclusion criteria",)
    kinds = {s.kind for s in sections}
    return tuple(f"no {kind} section found" for kind in ("inclusion", "exclusion") if kind not in kinds)

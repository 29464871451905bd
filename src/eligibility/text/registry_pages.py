"""Saved registry pages: which site's layout a text has, and where its fields and its eligibility text stand.

A layout is known by its labels. Labels stand on a line of their own with the value below, or before a colon on the value's line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from eligibility.spans import Span
from eligibility.text.headings import read_heading
from eligibility.text.lines import Line, split_lines
from eligibility.text.registry_fields import Structured, read_age, read_ages, read_sex, read_volunteers

_Field = TypeVar("_Field")
_NCT = re.compile(r"\bNCT\d{8}\b")


@dataclass(frozen=True, slots=True)
class Layout:
    """The labels of one site, case folded. `marks`: all of them stand in its pages; fields and criteria
    are looked for from the first of them on. `begin`: after the last of these (and its value) the criteria follow;
    `end`: they are over at the first of these. `title_after`: the line before the title."""

    marks: tuple[str, ...]
    begin: tuple[str, ...]
    end: tuple[str, ...]
    title_after: tuple[str, ...]
    conditions: str
    conditions_end: tuple[str, ...]
    sex: tuple[str, ...]
    ages: tuple[str, ...] = ()
    minimum: tuple[str, ...] = ()
    maximum: tuple[str, ...] = ()
    volunteers: tuple[str, ...] = ()
    described: bool = False  # a sentence about the section follows each label
    valued: bool = False  # the `begin` labels have a value below them


_AGES = "ages eligible for study"
_VOLUNTEERS = "accepts healthy volunteers"
_SEXES = ("sexes eligible for study", "genders eligible for study", "sex/genders eligible for study", "gender eligible for study")
LAYOUTS = (
    Layout(  # ClinicalTrials.Veeva
        marks=("details and patient eligibility", "ages"),
        begin=("sex", "ages", "volunteers"),
        end=("trial design", "trial contacts and locations"),
        title_after=("menu",),
        conditions="conditions",
        conditions_end=("treatments", "study type", "funder types", "identifiers"),
        sex=("sex",),
        ages=("ages",),
        volunteers=("volunteers",),
        valued=True,
    ),
    Layout(  # ClinicalTrials.gov until 2023: the fields stand above the criteria
        marks=(_AGES, "criteria"),
        begin=("criteria",),
        end=("information from the national library of medicine", "contacts and locations", "contacts", "more information", "study plan"),
        title_after=("clinicaltrials.gov menu",),
        conditions="condition or disease intervention/treatment phase",
        conditions_end=(),
        sex=_SEXES,
        ages=(_AGES,),
        volunteers=(_VOLUNTEERS,),
    ),
    Layout(  # pages with "Minimum Eligible Age": the fields stand below the criteria
        marks=("eligibility criteria", "minimum eligible age"),
        begin=("eligibility criteria",),
        end=("minimum eligible age", "maximum eligible age", "eligible sex", _VOLUNTEERS, "sponsors"),
        title_after=(),
        conditions="conditions",
        conditions_end=("keywords", "study design", "study groups", "interventions"),
        sex=("eligible sex",),
        minimum=("minimum eligible age",),
        maximum=("maximum eligible age",),
        volunteers=(_VOLUNTEERS,),
        described=True,
    ),
    Layout(  # ClinicalTrials.gov since 2023
        marks=("participation criteria", _AGES),
        begin=("description", "eligibility criteria"),
        end=(_AGES, "study plan"),
        title_after=(),
        conditions="conditions",
        conditions_end=("intervention / treatment", "other study id numbers", "study start (actual)"),
        sex=_SEXES,
        ages=(_AGES,),
        volunteers=(_VOLUNTEERS,),
    ),
)
_INTERVENTION = re.compile(
    r"\s(?:Biological|Drug|Device|Procedure|Behavioral|Other|Dietary Supplement|Radiation|Genetic|Diagnostic Test|Combination Product):.*$"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; `eligibility` is the place of the criteria in it. `warnings`: fields that could not be read."""

    id: str | None
    title: str | None
    conditions: tuple[str, ...]
    eligibility: Span
    structured: Structured
    warnings: tuple[str, ...]


def read_page(text: str) -> Page | None:
    """The page in `text`, or None if it has none of the layouts."""
    folded = text.casefold()
    if not any(all(word in folded for mark in layout.marks for word in mark.split()) for layout in LAYOUTS):
        return None
    lines = list(split_lines(text, 0, len(text)))
    labels = [_label(text, line) for line in lines]
    for layout in LAYOUTS:
        if all(mark in labels for mark in layout.marks):
            return _Reader(text, lines, labels, layout).page()
    return None


def _label(text: str, line: Line) -> str:
    """The line's words before its first colon, folded."""
    if line.end - line.start > 400:
        return ""
    return " ".join(text[line.start : line.end].partition(":")[0].casefold().split())


class _Reader:
    def __init__(self, text: str, lines: list[Line], labels: list[str], layout: Layout) -> None:
        self.text, self.lines, self.labels, self.layout = text, lines, labels, layout
        self.warnings: list[str] = []
        self.base = labels.index(layout.marks[0])

    def page(self) -> Page:
        found = _NCT.search(self.text)
        structured = self._structured()
        return Page(found[0] if found else None, self._title(), self._conditions(), self._eligibility(), structured, tuple(self.warnings))

    def _words(self, index: int) -> str:
        return self.lines[index].span.of(self.text)

    def _find(self, names: tuple[str, ...], first: int = 0) -> int | None:
        return next((i for i in range(first, len(self.labels)) if self.labels[i] in names), None)

    def _value(self, names: tuple[str, ...]) -> str | None:
        """What a label says: the words after its colon, else the next line."""
        index = self._find(names, self.base) if names else None
        if index is None:
            return None
        after = self._words(index).partition(":")[2].strip()
        if after or index + 1 >= len(self.lines):
            return after or None
        return self._words(index + 1)

    def _structured(self) -> Structured:
        layout = self.layout
        minimum, maximum = self._read(layout.ages, read_ages) or (None, None)
        return Structured(
            sex=self._read(layout.sex, read_sex),
            minimum_age=minimum or self._read(layout.minimum, read_age),
            maximum_age=maximum or self._read(layout.maximum, read_age),
            healthy_volunteers=self._read(layout.volunteers, read_volunteers),
        )

    def _read(self, names: tuple[str, ...], read: Callable[[str], _Field | None]) -> _Field | None:
        words = self._value(names)
        if words is None:
            return None
        try:
            return read(words)
        except ValueError as error:
            self.warnings.append(f"{names[0]} of the page was not read: {error}")
            return None

    def _title(self) -> str | None:
        """The first line, or the one after the site's menu."""
        menu = self._find(self.layout.title_after)
        index = 0 if menu is None else menu + 1
        return self._words(index) if index < len(self.lines) else None

    def _conditions(self) -> tuple[str, ...]:
        first = self._find((self.layout.conditions,))
        if first is None:
            return ()
        if not self.layout.conditions_end:
            return (_INTERVENTION.sub("", self._words(first + 1)).rstrip(),) if first + 1 < len(self.lines) else ()
        first += 2 if self.layout.described else 1
        last = self._find(self.layout.conditions_end, first)
        return tuple(self._words(i) for i in range(first, last)) if last is not None else ()

    def _eligibility(self) -> Span:
        layout = self.layout
        found = [i for name in layout.begin if (i := self._find((name,), self.base)) is not None]
        first = max(found) + 1
        if layout.valued and ":" not in self._words(first - 1):
            first += 1
        if layout.described and first < len(self.lines) and self._words(first).endswith(".") and not self._is_heading(first):
            first += 1
        last = self._find(layout.end, first)
        last = len(self.lines) if last is None else last
        if first >= last:
            return Span(0, 0)
        start = self.lines[first].start
        while start > 0 and self.text[start - 1] in " \t\xa0":
            start -= 1  # the first line's indentation counts as the others' does
        return Span(start, self.lines[last - 1].end)

    def _is_heading(self, index: int) -> bool:
        line = self.lines[index]
        return read_heading(self.text, line.start, line.end) is not None

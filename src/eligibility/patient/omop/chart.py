"""The record of one person as it is being read: rows in, entries and notes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from eligibility.patient.dates import PartialDate
from eligibility.patient.mistakes import diagnostics_of
from eligibility.patient.omop.cells import FAR_FUTURE, day, is_empty, number, whole
from eligibility.patient.omop.concepts import Concept, Concepts
from eligibility.patient.omop.notes import Notes
from eligibility.patient.omop.source import Cells
from eligibility.patient.omop.tables import Table
from eligibility.patient.record import (
    SECTION_OF,
    Code,
    Item,
)

_DATED = ("date", "since", "onset", "start", "end")
ItemType = TypeVar("ItemType", bound=Item)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with the notes it may need."""

    table: Table
    cells: Cells
    notes: Notes

    @property
    def place(self) -> tuple[str, str]:
        """Table and number of the row."""
        return self.table.name, self.cells.get(self.table.id) or ""

    def left_out(self, column: str, why: str, found: object = None) -> None:
        """Notes that the record lacks something of this row."""
        self.notes.add("left_out", self.place, column, self.cells.get(column) if found is None else found, why)

    def changed(self, column: str, why: str, found: object = None) -> None:
        """Notes that the record holds something of this row in another form."""
        self.notes.add("changed", self.place, column, self.cells.get(column) if found is None else found, why)

    def text(self, column: str) -> str | None:
        """The words of a cell."""
        value = self.cells.get(column)
        return None if value is None or value == "\\N" else value

    def number(self, column: str) -> float | None:
        """A number; what is none is noted."""
        value = self.cells.get(column)
        if is_empty(value):
            return None
        found = number(value)
        if found is None:
            self.left_out(column, "not a finite number")
        return found

    def id(self, column: str) -> int | None:
        """An id of a concept or a row; what is none is noted. 0 is OMOP's "no matching concept"."""
        value = self.cells.get(column)
        if is_empty(value):
            return None
        found = whole(value)
        if found is None:
            self.left_out(column, "not a whole number")
        return found

    def day(self, column: str) -> date | None:
        """A day; one that does not exist is noted. A day in the far future stands for none."""
        value = self.cells.get(column)
        if is_empty(value):
            return None
        found = day(value)
        if found is None:
            self.left_out(column, "not a date of the calendar such as 2019-03-01")
        elif found.year >= FAR_FUTURE:
            self.changed(column, "a date so far ahead is read as no date")
            return None
        return found

    def begin(self, *columns: str) -> date | None:
        """The first of some columns that holds a day; a row without any is left out of the record."""
        for column in columns:
            found = self.day(column) if column in self.cells else None
            if found is not None:
                return found
        self.left_out(columns[0], "the row has no date, and is left out")
        return None


@dataclass(slots=True)
class Chart:
    """What is known of one person so far."""

    concepts: Concepts
    ingredients: Mapping[int, tuple[int, ...]]
    birth: PartialDate
    notes: Notes = field(default_factory=Notes)
    visits: dict[int, tuple[date, date]] = field(default_factory=dict)
    entries: dict[str, list[Item]] = field(default_factory=lambda: {section: [] for section in SECTION_OF.values()})
    no_allergies: Row | None = None

    def concept(self, row: Row, column: str) -> Concept | None:
        """The concept named in a column; an id that CONCEPT lacks is noted."""
        id = row.id(column)
        found = self.concepts.get(id)
        if id and found is None:
            row.changed(column, "the CONCEPT table has no such concept")
        return found

    def add(self, row: Row, model: type[Item], **fields: Any) -> None:
        """Adds an entry. One that makes no sense is left out, and noted with what was expected."""
        try:
            item = model(**{name: value for name, value in fields.items() if value not in (None, ())})
        except ValidationError as error:
            told = next(diagnostics_of(error, model, None))
            expected, _, found = told.message.partition(", found ")
            row.left_out("", f"the entry is left out: {expected}", f"{fields.get('name')} {found}".strip())
            return
        dates = (fields.get(name) for name in _DATED)
        early = next((day for day in dates if day is not None and day.last < self.birth.first), None)
        if early is not None:
            row.left_out("", "the entry is left out: it is dated before the birth", f"{early}, birth {self.birth}")
            return
        self.entries[SECTION_OF[model]].append(item)


@dataclass(frozen=True, slots=True)
class Named:
    """What a row is about: its name, codes, and the standard concept if it has one."""

    name: str
    codes: tuple[Code, ...]
    concept: Concept | None

    @property
    def fields(self) -> dict[str, Any]:
        """For an entry of the record."""
        return {"name": self.name, "codes": self.codes}


def named(chart: Chart, row: Row, stem: str) -> Named | None:
    """What a row is about, by `<stem>_concept_id`, else by its source concept, else by its source value; None if nothing says it.

    The standard concept gives the name; both concepts give codes, since either may be the one that a vocabulary knows.
    """
    standard = chart.concept(row, f"{stem}_concept_id")
    source = chart.concept(row, f"{stem}_source_concept_id")
    text = row.text(f"{stem}_source_value")
    codes = codes_of(standard, source)
    if standard is not None:
        return Named(standard.name, codes, standard)
    if source is not None:
        row.changed(f"{stem}_concept_id", "no standard concept: named by its source concept", source.name)
        return Named(source.name, codes, source)
    if text is not None:
        row.changed(f"{stem}_concept_id", "no concept: named by its source value", text)
        return Named(text, (), None)
    row.left_out(f"{stem}_concept_id", "neither a concept nor a source value says what the row is about")
    return None


@lru_cache(maxsize=20_000)
def codes_of(*concepts: Concept | None) -> tuple[Code, ...]:
    """The codes of concepts, each once."""
    return tuple(dict.fromkeys(c.as_code() for c in concepts if c is not None and c.code and c.vocabulary not in ("", "None")))


def kind_of_value(concept: Concept) -> Literal["yes", "no", "nothing"] | None:
    """A concept as an answer: yes, no, or that nothing is known; None for any other value.

    By name, as each vocabulary has concepts of its own for them (LOINC answers, SNOMED qualifiers, survey answers).
    """
    folded = concept.folded
    if folded in _YES:
        return "yes"
    if folded in _NO:
        return "no"
    return "nothing" if is_no_information(concept.name) else None


def is_no_information(text: str) -> bool:
    """Whether words say that nothing is known.

    >>> is_no_information("Unknown"), is_no_information("PMI: Skip"), is_no_information("unknown primary")
    (True, True, False)
    """
    return text.strip().casefold().removeprefix("pmi:").strip(" .") in _NOTHING


_YES, _NO = frozenset({"yes", "y", "true"}), frozenset({"no", "n", "false"})
# Names of LOINC answers, SNOMED qualifiers, HL7 null flavours and survey answers which give no information.
_NOTHING = frozenset(
    """unknown|no information|not known|unk|n/a|na|not applicable|not available|not asked|not tested|not done|not performed|not recorded
    |not reported|declined|refused|patient refused|refused to answer|declined to answer|prefer not to answer|choose not to answer|skip
    |dont know|don't know|do not know|asked but unknown|asked but no answer|temporarily unavailable|pending|cancelled|canceled
    |no matching concept|invalid|invalid result|test not done|specimen unsatisfactory|unsatisfactory|no value|other|none recorded
    |unknown if ever smoked|smoker, current status unknown|tobacco smoking consumption unknown|not determined|undetermined""".replace(
        "\n    ", ""
    ).split("|")
)

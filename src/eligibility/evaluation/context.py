"""What every node is judged against: the indexed patient, the day, and what the caller supplied."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from eligibility.evaluation.timing import Stretch, anchor_date, stretch
from eligibility.patient.lookups import IndexedPatient
from eligibility.patient.record import Patient, Section
from eligibility.rules.nodes import Window

T = TypeVar("T")
_NOT_ASKED = object()


def _once(known: dict[Hashable, Any], key: Hashable, work: Callable[[], T]) -> T:
    found: Any = known.get(key, _NOT_ASKED)
    if found is _NOT_ASKED:
        found = known[key] = work()
    answer: T = found
    return answer


@dataclass(frozen=True, slots=True)
class ReferenceRange:
    """A reference range passed by the caller; `unit` is a UCUM code, None for an observation without units; `source`: whose it is."""

    low: float | None
    high: float | None
    unit: str | None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How to judge: as of `on`; complete sections; answers by criterion id; anchors by name; reference ranges by observation id."""

    on: date
    assume_complete: tuple[Section, ...] = ()
    answers: Mapping[str, bool] = field(default_factory=dict)
    anchors: Mapping[str, date] = field(default_factory=dict)
    reference_ranges: Mapping[str, ReferenceRange] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """One patient on one day."""

    record: IndexedPatient
    settings: Settings
    _known: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives, worked out once for each key: several criteria of a trial ask the same of the same patient."""
        return _once(self._known, key, work)

    def once_of_record(self, key: Hashable, work: Callable[[], T]) -> T:
        """The same for what depends on neither trial nor anchors: so do several trials."""
        settings = self.settings
        if settings.reference_ranges:
            return _once(self._known, key, work)
        return _once(self.record.answers((settings.on, settings.assume_complete)), key, work)

    @property
    def on(self) -> date:
        """The day of judgement."""
        return self.settings.on

    @property
    def patient(self) -> Patient:
        """The record itself."""
        return self.record.patient

    def stretch(self, window: Window) -> Stretch:
        """The days of a window, on this day and with these anchors."""
        start, end, lives = window.start, window.end, window.half_lives
        key = (
            *(window.anchor, window.direction, window.open),
            *((start.value, start.unit) if start is not None else (None, None)),
            *((end.value, end.unit) if end is not None else (None, None)),
            *((lives.count, lives.whichever) if lives is not None else (None, None)),
        )
        return self.once(key, lambda: stretch(window, self.on, anchor_date(window.anchor, self.on, self.settings.anchors)))

    def closed(self, section: Section) -> str | None:
        """What was assumed, if the section of the record is complete; None if it is open."""
        words = SECTION_WORDS[section]
        if section in self.patient.complete:
            return f"the record's list of {words} is complete, as the record says"
        if section in self.settings.assume_complete:
            return f"the record's list of {words} is complete, as the caller says"
        return None


SECTION_WORDS: Mapping[Section, str] = {
    "conditions": "conditions",
    "procedures": "procedures",
    "medications": "medications",
    "allergies": "allergies",
    "family_history": "family history",
}

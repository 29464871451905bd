"""What a column means, in the words of the record."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from eligibility.patient.dates import PartialDate
from eligibility.patient.record import Code
from eligibility.patient.sheets.cells import DayOrder, Decimal
from eligibility.patient.sheets.words import Word
from eligibility.reference.observations import Observation as Definition
from eligibility.reference.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column holds: a `field` of an entry of a `section` of the record (`mapping.FIELDS`).

    `name` and `codes` say what the entry is about; `key` is the same for everything that is about the same thing. `date` is that of a
    header such as "creatinine 2026-10-30", `label` tells apart what is repeated ("creatinine 1", "creatinine 2").
    """

    section: str
    field: str
    name: str | None = None
    codes: tuple[Code, ...] = ()
    key: str = ""
    definition: Definition | None = None
    unit: str | None = None
    date: PartialDate | None = None
    label: str = ""
    days: DayOrder | None = None
    decimal: Decimal | None = None
    words: Mapping[str, Word] = dataclasses.field(default_factory=dict)

    @property
    def called(self) -> str:
        """The name of what it is about, for a message."""
        return self.name or (self.codes[0].display or f"{self.codes[0].system} {self.codes[0].code}" if self.codes else "")

    @property
    def canonical(self) -> str | None:
        """The vocabulary's own name of what it is about; None if it is not known."""
        if self.definition is not None:
            return self.definition.name
        concept = vocabulary().concept(self.key)
        return concept.name if concept is not None else None


@dataclass(slots=True)
class Column:
    """One column of a sheet: its header, and either its meaning or why there is none.

    `suggestions` look like the header, and are never matched. `remark` is on a meaning that leaves something open.
    """

    index: int
    header: str
    meaning: Meaning | None = None
    why: str | None = None
    suggestions: tuple[str, ...] = ()
    remark: str | None = None
    stated: bool = False  # by the mapping

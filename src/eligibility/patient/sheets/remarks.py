"""What is to be told of a cell: with its row and column, so that a dry run can count by column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from eligibility.patient.reading import ReadingNote

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that the record lacks of a row (`left_out`), or holds in another form (`changed`)."""

    kind: Literal["left_out", "changed"]
    row: int
    column: str
    found: str
    why: str

    def note(self) -> ReadingNote:
        """As callers of the reader see it."""
        found = " ".join(self.found.split())
        place = f"row {self.row}, column {self.column}" if self.column else f"row {self.row}"
        return ReadingNote(
            kind=self.kind, place=place, found=found if len(found) <= _LONGEST else found[: _LONGEST - 1] + "…", why=self.why
        )

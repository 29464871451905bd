"""What of a source is not in the record, collected while it is read."""

from __future__ import annotations

from typing import Literal

from eligibility.patient.fhir.fields import shown
from eligibility.patient.reading import ReadingNote

Kind = Literal["left_out", "changed"]
MOST = 10_000
"""More single notes than this nobody reads: what is beyond is counted, so that no source fills the memory."""


class Notes:
    """Notes in the order in which they arise; what befalls many resources alike is counted instead (`tally`)."""

    def __init__(self) -> None:
        self._notes: list[ReadingNote] = []
        self._tallies: dict[tuple[Kind, str, str], tuple[int, str]] = {}

    def add(self, kind: Kind, place: str, found: object, why: str) -> None:
        """One note; `found` is what stands in the source, "" for nothing worth showing."""
        if len(self._notes) >= MOST:
            self.tally(kind, place.partition("/")[0].partition(", line ")[0], why.partition(":")[0], place)
            return
        self._notes.append(ReadingNote(kind=kind, place=place, found=shown(found), why=why))

    def tally(self, kind: Kind, field: str, why: str, example: str) -> None:
        """Counts a thing that many resources may share; `example` names the first."""
        count, first = self._tallies.get((kind, field, why), (0, example))
        self._tallies[kind, field, why] = (count + 1, first)

    def all(self) -> tuple[ReadingNote, ...]:
        """All notes: those of one place first, then the counted ones."""
        return (*self._notes, *(self._counted(*key, *value) for key, value in self._tallies.items()))

    def _counted(self, kind: Kind, field: str, why: str, count: int, first: str) -> ReadingNote:
        return ReadingNote(kind=kind, place=field, found=first if count == 1 else f"{count} of them, {first} the first", why=why)

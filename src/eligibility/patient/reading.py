"""What a reader of another source (FHIR, OMOP, a spreadsheet) hands back: the record, and what of the source is not in it.

Nothing a source says is dropped in silence: what the record has no place for, or what could not be understood, is a note.
"""

from __future__ import annotations

from typing import Literal

from eligibility.model import Model
from eligibility.patient.record import Patient


class ReadingNote(Model):
    """One thing of the source that the record does not hold, or holds otherwise than written.

    `place` is where it stands in the source ("Observation/o1.valueQuantity.unit", "row 5, column TBil"); `found` is what stands there.
    `left_out`: the record lacks it; `changed`: the record holds it in another form (a unit read as another, a time cut to a day).
    """

    kind: Literal["left_out", "changed"]
    place: str
    found: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}: {self.why} (found {self.found})" if self.found else f"{self.place}: {self.why}"


class Reading(Model):
    """One patient as read, with the notes of the reading."""

    patient: Patient
    notes: tuple[ReadingNote, ...] = ()

"""The patients of an OMOP CDM, one at a time: what `PatientLines` is for JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from eligibility.cli.terminal import complain, count, say
from eligibility.errors import EligibilityError
from eligibility.patient.from_omop import OmopReadings, read_omop
from eligibility.patient.reading import ReadingNote
from eligibility.patient.record import Patient, check_birth
from eligibility.report.reading import NoteSummary


class OmopPatients:
    """Iterates over the persons of a CDM. A broken one is reported, counted and left out; the notes are summed up at the end.

    With a `summary` they go there, and not to standard error.
    """

    def __init__(self, path: Path, on: date) -> None:
        self.path = path
        self.on = on
        self.size = 0
        self.read = 0
        self.skipped = 0
        self.summary: NoteSummary | None = None
        self._notes: dict[tuple[str, str], int] = {}
        self._readings: OmopReadings | None = None

    @property
    def position(self) -> int:
        """How far it has come, on the scale of `size`: persons."""
        return self.read + self.skipped

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Keeps the tables open, and says at the end what of them is not in the records."""
        with read_omop(self.path) as self._readings:
            self.size = self._readings.size
            yield
            self._sum_up()

    def __iter__(self) -> Iterator[Patient]:
        assert self._readings is not None
        while True:
            try:
                reading = next(self._readings, None)
                if reading is None:
                    break
                check_birth(reading.patient, self.on)
            except EligibilityError as error:
                self.skipped += 1
                complain(str(error))
                continue
            self.read += 1
            self._count(reading.notes)
            yield reading.patient
        self._count(self._readings.notes)

    def _count(self, notes: tuple[ReadingNote, ...]) -> None:
        if self.summary is not None:
            self.summary.add(notes)
            return
        for note in notes:
            key = (note.place.split(" ", 1)[0].rstrip(":"), note.why)
            self._notes[key] = self._notes.get(key, 0) + 1

    def _sum_up(self) -> None:
        for (table, why), number in sorted(self._notes.items()):
            say(f"{table}: {why} ({count(number, 'note')})")

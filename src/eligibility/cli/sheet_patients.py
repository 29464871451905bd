"""The patients of a spreadsheet, one at a time: what `PatientLines` is for JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eligibility.cli.terminal import complain, count, say
from eligibility.errors import EligibilityError
from eligibility.patient.from_csv import TableReadings, read_table
from eligibility.patient.reading import ReadingNote
from eligibility.patient.record import Patient, check_birth

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What the command line says of how to read a spreadsheet."""

    mapping: Path | None = None
    sheet: str | None = None
    value_sets: Path | None = None

    @property
    def stated(self) -> bool:
        """Whether it says anything that only a spreadsheet can follow."""
        return self.mapping is not None or self.sheet is not None


class SheetPatients:
    """Iterates over the patients of a sheet. A broken row is reported, counted and left out; the notes are counted for the end."""

    def __init__(self, path: Path, on: date, options: TableOptions) -> None:
        self.path = path
        self.on = on
        self.size = 0
        self.read = 0
        self.skipped = 0
        self.notes = 0
        self._options = options
        self._first: tuple[ReadingNote, ...] = ()
        self._readings: TableReadings | None = None

    @property
    def position(self) -> int:
        """How far it has come, on the scale of `size`: bytes."""
        return self._readings.position if self._readings is not None else 0

    @contextmanager
    def opened(self) -> Iterator[None]:
        with read_table(self.path, self._options.mapping, self._options.sheet, self._options.value_sets) as self._readings:
            self.size = self._readings.size
            yield
            self._sum_up(self._readings.notes)

    def __iter__(self) -> Iterator[Patient]:
        assert self._readings is not None
        while True:
            try:
                reading = next(self._readings, None)
                if reading is None:
                    break
                self.notes += len(reading.notes)
                self._first = (*self._first, *reading.notes)[:_SHOWN]
                check_birth(reading.patient, self.on)
            except EligibilityError as error:
                if self._readings.ended:
                    raise
                self.skipped += 1
                complain(str(error))
                continue
            self.read += 1
            yield reading.patient

    def _sum_up(self, about: tuple[ReadingNote, ...]) -> None:
        if self.notes or about:
            say(f"note: {count(self.notes + len(about), 'note')} on reading {self.path}; eligibility patients check shows them by column")
        for note in (*about, *self._first)[: 2 * _SHOWN]:
            say(f"  {note.kind.replace('_', ' ')}: {note}")

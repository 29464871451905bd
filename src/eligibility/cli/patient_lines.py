"""The patients of a JSON Lines file, one at a time, so that a list of any length fits in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO

from eligibility.cli.terminal import complain
from eligibility.errors import Diagnostic, EligibilityError, PatientError
from eligibility.patient.packed import open_file, size_of
from eligibility.patient.record import Patient, check_birth


class PatientLines:
    """Iterates over the patients of the file. Malformed lines are reported, counted and left out; so is a patient born after `on`."""

    def __init__(self, path: Path, on: date) -> None:
        self.path = path
        self.on = on
        self.size = 0
        self.position = 0
        self.read = 0
        self.skipped = 0
        self._file: IO[bytes] | None = None

    @contextmanager
    def opened(self) -> Iterator[None]:
        with _opened(self.path) as self._file:
            self.size = size_of(self._file)
            yield

    def __iter__(self) -> Iterator[Patient]:
        assert self._file is not None
        for number, line in enumerate(self._file, 1):
            self.position += len(line)
            if not line.strip():
                continue
            try:
                patient = _patient_of(line, f"{self.path}, line {number}")
                check_birth(patient, self.on)
            except EligibilityError as error:
                self.skipped += 1
                complain(str(error))
                continue
            self.read += 1
            yield patient if patient.id is not None else patient.model_copy(update={"id": f"line {number}"})


def _patient_of(line: bytes, origin: str) -> Patient:
    try:
        return Patient.from_json(line.decode("utf-8-sig"), origin)
    except UnicodeDecodeError as error:
        raise PatientError(Diagnostic("E301", f"{origin}: not UTF-8 text (byte {error.start})")) from None


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with open_file(path) as file:
        yield file

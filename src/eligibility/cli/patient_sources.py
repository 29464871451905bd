"""The patient file of the command line, in any form that is read. What is not in the record is told on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import typer

from eligibility.cli.omop_patients import OmopPatients
from eligibility.cli.patient_lines import PatientLines
from eligibility.cli.sheet_patients import SheetPatients, TableOptions
from eligibility.cli.terminal import complain, count, say
from eligibility.errors import EligibilityError
from eligibility.patient.fhir.holdings import Holdings
from eligibility.patient.from_csv import read_one_table
from eligibility.patient.from_fhir import is_fhir, opened_fhir, read_one_fhir, readings
from eligibility.patient.omop.source import is_omop
from eligibility.patient.packed import kind_of
from eligibility.patient.reading import ReadingNote
from eligibility.patient.record import Patient, check_birth, read_patient
from eligibility.patient.sheets.source import is_table
from eligibility.report.reading import NoteSummary

_SHOWN = 3
NO_OPTIONS = TableOptions()


def patient_of(path: Path, all_notes: bool = False, options: TableOptions = NO_OPTIONS, id: str | None = None) -> Patient:
    """The patient of a file; what of a FHIR file or a spreadsheet is not in the record is told on standard error. Raises PatientError."""
    if is_table(path):
        reading = read_one_table(path, id, options.mapping, options.sheet, options.value_sets)
        tell(reading.notes, str(path), all_notes)
        return reading.patient
    _only_of_tables(path, options, id)
    if not is_fhir(path):
        return read_patient(path)
    reading = read_one_fhir(path)
    tell(reading.notes, str(path), all_notes)
    return reading.patient


def _only_of_tables(path: Path, options: TableOptions, id: str | None) -> None:
    if options.stated or id is not None:
        given = "--patient" if id is not None else "--mapping" if options.mapping is not None else "--sheet"
        raise typer.BadParameter(f"{path} is not a spreadsheet (.csv, .tsv, .xlsx)", param_hint=given)


def tell(notes: Sequence[ReadingNote], what: str, all_notes: bool) -> None:
    """How many notes there are, and the first of them, or all."""
    if not notes:
        return
    shown = notes if all_notes else notes[:_SHOWN]
    more = "" if len(shown) == len(notes) else "; --notes shows all"
    say(f"note: {count(len(notes), 'note')} on reading {what}{more}")
    _say_each(shown)


def _say_each(notes: Sequence[ReadingNote]) -> None:
    for note in notes:
        say(f"  {note.kind.replace('_', ' ')}: {note}")


class FhirPatients:
    """Iterates over the patients of a FHIR source, as `PatientLines` does over those of JSON Lines; counts the notes on them.

    With a `summary` the notes go there, and not to standard error.
    """

    def __init__(self, path: Path, on: date) -> None:
        self.path = path
        self.on = on
        self.size = 0
        self.position = 0
        self.read = 0
        self.skipped = 0
        self.notes = 0
        self.summary: NoteSummary | None = None
        self._first: tuple[ReadingNote, ...] = ()
        self._holdings: Holdings | None = None

    @contextmanager
    def opened(self) -> Iterator[None]:
        with opened_fhir(self.path) as self._holdings:
            self.size = self._holdings.count()
            yield
        if self.notes and self.summary is None:
            say(f"note: {count(self.notes, 'note')} on reading {self.path}; eligibility patients check sums them up")
            _say_each(self._first)

    def __iter__(self) -> Iterator[Patient]:
        assert self._holdings is not None
        for reading in readings(self._holdings):
            self.position += 1
            self.notes += len(reading.notes)
            self._first = (*self._first, *reading.notes)[:_SHOWN]
            if self.summary is not None:
                self.summary.add(reading.notes)
            try:
                check_birth(reading.patient, self.on)
            except EligibilityError as error:
                self.skipped += 1
                complain(str(error))
                continue
            self.read += 1
            yield reading.patient


PatientList = PatientLines | FhirPatients | OmopPatients | SheetPatients


def patients_of(path: Path, on: date, options: TableOptions = NO_OPTIONS) -> PatientList:
    """The patients of a list.

    JSON Lines of the library's own records; a spreadsheet; an OMOP CDM; FHIR in NDJSON, in a bulk export's directory, or in a bundle.
    """
    if is_table(path):
        return SheetPatients(path, on, options)
    _only_of_tables(path, options, None)
    if is_omop(path):
        return OmopPatients(path, on)
    fhir = path.is_dir() or kind_of(path) in (".ndjson", ".json")
    return FhirPatients(path, on) if fhir and is_fhir(path) else PatientLines(path, on)

"""OMOP CDM v5.4 (a directory of CSV or Parquet files, or a DuckDB file) → readings, one person at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Self

from pydantic import ValidationError

from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.dates import PartialDate
from eligibility.patient.mistakes import diagnostics_of
from eligibility.patient.omop.cells import day, whole
from eligibility.patient.omop.chart import Chart, Row
from eligibility.patient.omop.concepts import Concepts, sex_of
from eligibility.patient.omop.conditions import read_conditions
from eligibility.patient.omop.drugs import read_drugs
from eligibility.patient.omop.measurements import read_measurements
from eligibility.patient.omop.notes import Notes
from eligibility.patient.omop.observations import close_allergies, read_observations
from eligibility.patient.omop.procedures import read_devices, read_procedures
from eligibility.patient.omop.source import Cells, Source
from eligibility.patient.omop.tables import EVENTS, PERSON, VISITS, VOCABULARY
from eligibility.patient.reading import Reading, ReadingNote
from eligibility.patient.record import Observation, Patient

_OLDEST_BIRTH = 1850

# In this order, which is that of the record's entries; the visits are known before.
_READERS: tuple[tuple[str, Callable[[Chart, Iterable[Row]], None]], ...] = (
    ("measurement", read_measurements),
    ("observation", read_observations),
    ("condition_occurrence", read_conditions),
    ("procedure_occurrence", read_procedures),
    ("device_exposure", read_devices),
    ("drug_exposure", read_drugs),
)


def read_omop(path: str | Path, persons: Iterable[int | str] | None = None) -> OmopReadings:
    """The persons of an OMOP CDM v5.4 as native records, in order of person_id, each with the notes of its reading.

    `path`: a directory with one CSV or Parquet file per table (person.csv, CONCEPT.csv, measurement.parquet …), or a DuckDB file.
    `persons`: only those ids. Memory stays bounded: tables are sorted on disk if need be, and of CONCEPT only what is used is kept.
    Raises PatientError for what cannot be opened, a required table or column that is missing, and an id that is not there; and, when its
    turn comes, for a person whose own row is broken: `next` goes on with the next person after that.
    """
    return OmopReadings(Path(path), persons)


class OmopReadings(Iterator[Reading]):
    """The readings of a CDM.

    `size` is the number of persons; `notes` is on the source as a whole, complete when the last person has been read.
    """

    def __init__(self, path: Path, persons: Iterable[int | str] | None = None) -> None:
        self._source = Source(path)
        chosen = _ids(persons) if persons is not None else None
        known = sorted(self._source.known_persons(chosen)) if chosen is not None else None
        if chosen is not None and known is not None and (lacking := sorted(set(chosen) - set(known))):
            self.close()
            raise PatientError(Diagnostic("E301", f"{path}: table person has no person {', '.join(map(str, lacking[:5]))}"))
        strengths: dict[int, tuple[int, ...]] = {}
        for row in self._source.used_strengths(known):
            drug, ingredient = whole(row["drug_concept_id"]), whole(row["ingredient_concept_id"])
            if drug and ingredient and row["invalid_reason"] is None:
                strengths[drug] = (*strengths.get(drug, ()), ingredient)
        self._ingredients = strengths
        self._concepts = Concepts(self._source.used_concepts(known, sorted({i for ids in strengths.values() for i in ids})))
        self.size = len(known) if known is not None else self._source.count_persons()
        self._persons = _Rows(self._source.rows(PERSON.name, known))
        self._tables = {name: _Rows(self._source.rows(name, known)) for name in EVENTS}
        self._path = path
        self._notes = Notes()
        for table in self._source.other_tables:
            if table not in VOCABULARY:
                self._notes.add("left_out", (table, ""), "", None, "the table is not read")

    @property
    def notes(self) -> tuple[ReadingNote, ...]:
        """What of the source is in no record: tables that are not read, rows of nobody."""
        return self._notes.all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the files; done by itself after the last person."""
        self._source.close()

    def __next__(self) -> Reading:
        person = self._persons.next_person()
        if person is None:
            self._finish()
            raise StopIteration
        rows = self._persons.take(person)
        events = {name: stream.take(person) for name, stream in self._tables.items()}
        if len(rows) > 1:
            raise PatientError(Diagnostic("E301", f"{self._path}: table person: person {person} has {len(rows)} rows, expected one"))
        return self._read(person, rows[0], events)

    def _finish(self) -> None:
        for name, stream in (("person", self._persons), *self._tables.items()):
            stream.skip_rest()
            if stream.of_nobody:
                text = f"{stream.of_nobody} rows" if stream.of_nobody > 1 else "1 row"
                self._notes.add("left_out", (name, ""), "person_id", text, "no person of table person has that id")
                stream.of_nobody = 0
        self.close()

    def _read(self, person: int, cells: Cells, events: dict[str, list[Cells]]) -> Reading:
        place = f"{self._path}: table person: person {person}"
        birth = _birth(cells, place)
        chart = Chart(self._concepts, self._ingredients, birth)
        own = {name: [Row(EVENTS[name], each, chart.notes) for each in rows] for name, rows in events.items()}
        own_row = Row(PERSON, cells, chart.notes)
        sex = sex_of(own_row.id("gender_concept_id"))
        if sex is None and (said := own_row.text("gender_source_value") or own_row.text("gender_concept_id")) is not None:
            own_row.left_out("gender_concept_id", "neither male (8507) nor female (8532): the sex is unknown", said)
        for name in ("race", "ethnicity"):
            category = self._concepts.get(own_row.id(f"{name}_concept_id"))
            if category is not None:
                chart.add(own_row, Observation, name=name, value=category.name)
        _read_visits(chart, own[VISITS.name])
        for name, read in _READERS:
            read(chart, own[name])
        for row in own["death"]:
            row.left_out("death_date", "the person has died; the record has no place for that")
        complete = ("allergies",) if close_allergies(chart) else ()
        try:
            entries: dict[str, Any] = {section: tuple(found) for section, found in chart.entries.items()}
            patient = Patient(id=str(person), sex=sex, birth_date=birth, complete=complete, **entries)
        except ValidationError as error:
            raise PatientError(*diagnostics_of(error, Patient, place)) from None
        return Reading(patient=patient, notes=chart.notes.all())


class _Rows:
    """The rows of one table, in order of person; those of no person are counted."""

    def __init__(self, rows: Iterator[tuple[int | None, Cells]]) -> None:
        self._rows = rows
        self._ahead = next(rows, None)
        self.of_nobody = 0

    def _step(self) -> None:
        self._ahead = next(self._rows, None)

    def next_person(self) -> int | None:
        """The person of the next row; None after the last."""
        while self._ahead is not None and self._ahead[0] is None:
            self.of_nobody += 1
            self._step()
        return self._ahead[0] if self._ahead is not None else None

    def take(self, person: int) -> list[Cells]:
        """The rows of that person, in the order of their ids, whichever order the file has them in."""
        while (ahead := self.next_person()) is not None and ahead < person:
            self.of_nobody += 1
            self._step()
        found = []
        while self._ahead is not None and self._ahead[0] == person:
            found.append(self._ahead[1])
            self._step()
        return sorted(found, key=_order)

    def skip_rest(self) -> None:
        """Counts what is left."""
        while self._ahead is not None:
            self.of_nobody += 1
            self._step()


def _order(cells: Cells) -> tuple[int, tuple[str, ...]]:
    values = tuple(value or "" for value in cells.values())
    return whole(values[0]) or 0, values


def _ids(persons: Iterable[int | str]) -> list[int]:
    found = []
    for person in (persons,) if isinstance(persons, int | str) else persons:
        id = person if isinstance(person, int) and not isinstance(person, bool) else whole(person) if isinstance(person, str) else None
        if id is None:
            raise PatientError(Diagnostic("E301", f"persons: expected a person_id, which is a whole number, found {person!r:.60}"))
        found.append(id)
    return found


def _birth(cells: Cells, place: str) -> PartialDate:
    """The birth date, as exact as the row has it. Raises PatientError if there is none, as nothing could be judged without."""
    parts: list[int] = []
    for column, lowest, highest in (("year_of_birth", _OLDEST_BIRTH, date.max.year), ("month_of_birth", 1, 12), ("day_of_birth", 1, 31)):
        text = cells.get(column)
        if text is None:
            break
        value = whole(text)
        if value is None or not lowest <= value <= highest:
            raise _no_birth(place, column, f"a whole number from {lowest} to {highest}", text)
        parts.append(value)
    if not parts:
        known = day(cells.get("birth_datetime"))
        if known is None:
            raise _no_birth(place, "year_of_birth", "a year", cells.get("birth_datetime"))
        return PartialDate.of(known)
    try:
        return PartialDate.read("-".join(f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False)))
    except ValueError:
        raise _no_birth(place, "day_of_birth", "a day of that month", cells.get("day_of_birth")) from None


def _no_birth(place: str, column: str, expected: str, found: str | None) -> PatientError:
    return PatientError(Diagnostic("E302", f"{place}: {column}: expected {expected}, found {found!r:.60}"))


def _read_visits(chart: Chart, rows: Iterable[Row]) -> None:
    for row in rows:
        id, start = whole(row.cells.get(VISITS.id)), day(row.cells.get("visit_start_date"))
        if id and start is not None:
            chart.visits[id] = (start, day(row.cells.get("visit_end_date")) or start)

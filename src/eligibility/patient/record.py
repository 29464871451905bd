"""The patient record: native JSON of contract §3 as frozen models, and `read_patient`, which names every mistake in it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from eligibility.errors import Diagnostic, PatientError
from eligibility.model import Model
from eligibility.patient.dates import PartialDate
from eligibility.patient.mistakes import diagnostics_of
from eligibility.patient.packed import kind_of, not_json_hint, open_file
from eligibility.reference.calculators import scored_class
from eligibility.reference.observations import Observation as Definition
from eligibility.reference.observations import find_observation, scale_value

Section = Literal["conditions", "procedures", "medications", "allergies", "family_history"]
SECTIONS: tuple[Section, ...] = ("conditions", "procedures", "medications", "allergies", "family_history")

# The dates of each list's entries; allergies and family history have none.
_DATED = (
    ("observations", ("date", "since")),
    ("conditions", ("onset", "end")),
    ("procedures", ("date", "start", "end")),
    ("medications", ("start", "end")),
)

ConditionStatus = Literal["active", "resolved", "absent"]
ProcedureStatus = Literal["done", "planned", "absent"]
MedicationStatus = Literal["active", "stopped", "absent"]
PresenceStatus = Literal["present", "absent"]
Severity = Literal["mild", "moderate", "severe"]
OLDEST = 150


def _refuse(field: str, expected: str) -> PydanticCustomError:
    return PydanticCustomError("sense", "expected {expected}", {"expected": expected, "field": field})


_LONGEST_TEXT = 2_000
"""Characters of a name, a site and the like; what is longer is a note, and would take long to be read as a name."""


def _text(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        raise PydanticCustomError("text", "expected {expected}", {"expected": "words"})
    words = " ".join(value.split()) if len(value) > _LONGEST_TEXT else value.strip()
    if len(words) > _LONGEST_TEXT:
        expected = f"at most {_LONGEST_TEXT:,} characters, and not a note of {len(words):,}"
        raise PydanticCustomError("text", "expected {expected}", {"expected": expected})
    return words


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("number", "expected {expected}", {"expected": "a number"})
    return _finite(value)


def _years(value: object) -> object:
    years = _number(value)
    if not isinstance(years, float) or not 0 <= years <= OLDEST:
        raise PydanticCustomError("age", "expected {expected}", {"expected": f"a number of years between 0 and {OLDEST}"})
    return years


def _finite(value: int | float) -> float:
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise PydanticCustomError("finite", "expected {expected}", {"expected": "a finite number"})
    return number


def _value(value: object) -> object:
    """A number, a boolean or a term; pydantic's own union would take true for 1 and "5" for 5."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _finite(value)
    if isinstance(value, str) and value.strip():
        return _text(value)
    raise PydanticCustomError("value", "expected {expected}", {"expected": "a number, true, false, or a term"})


def _identifier(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _text(value)


Text = Annotated[str, BeforeValidator(_text)]
Number = Annotated[float, BeforeValidator(_number)]
Value = Annotated[bool | float | str, BeforeValidator(_value)]
Years = Annotated[float, BeforeValidator(_years)]
# A stage or an id is often a bare whole number: "stage": 3.
Label = Annotated[str, BeforeValidator(_identifier)]


class Code(Model):
    """A code of a named system: {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C34.9"}."""

    system: Text
    code: Label
    display: str | None = None


class _Entry(Model):
    """What all entries have: a name, codes, or both."""

    name: Text | None = None
    codes: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.name is None and not self.codes:
            raise _refuse("name", "a name, or codes")
        return self

    @property
    def label(self) -> str:
        """What to call the entry in a message."""
        if self.name is not None:
            return self.name
        return self.codes[0].display or f"{self.codes[0].system} {self.codes[0].code}"


def _in_order(earlier: PartialDate | None, later: PartialDate | None, field: str, what: str) -> None:
    """Refuses a `later` that certainly lies before `earlier`."""
    if earlier is not None and later is not None and later.last < earlier.first:
        raise _refuse(field, f"a date not before {what} {earlier}")


class Observation(_Entry):
    """Anything measured, scored, staged, tested, asked or attested.

    `low` and `high` are that laboratory's reference range in `unit`; `since` is the date from when the value has held.
    """

    value: Value
    comparator: Literal["<", "<=", ">", ">="] | None = None
    unit: Text | None = None
    date: PartialDate | None = None
    low: Number | None = None
    high: Number | None = None
    since: PartialDate | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        numeric = isinstance(self.value, float) and not isinstance(self.value, bool)
        if self.comparator is not None and not numeric:
            raise _refuse("comparator", "no comparator: the value is not a number")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise _refuse("low", f"a lower limit of normal not above the upper one, {self.high:g}")
        if self.since is not None and self.date is not None and self.since.first > self.date.last:
            raise _refuse("since", f"a date not after the observation's own, {self.date}")
        definition = find_observation(self.name) if self.name is not None else None
        if definition is not None:
            _fits_definition(self.value, definition)
        return self


def _fits_definition(value: bool | float | str, definition: Definition) -> None:
    """Refuses a value that this observation cannot have: true for a bilirubin, class V of four classes, -3 platelets."""
    if definition.kind in ("quantity", "count", "score") and isinstance(value, bool):
        raise _refuse("value", f"a number: {definition.name} is measured")
    if definition.kind in ("quantity", "count") and isinstance(value, str) and _looks_numeric(value):
        raise _refuse("value", "a number without quotes, and < or > as comparator")
    if definition.kind == "class" and not isinstance(value, bool) and definition.values:
        written = f"{value:g}" if isinstance(value, float) else value
        if scale_value(definition, written) is None and scored_class(definition.id, written) is None:
            raise _refuse("value", f"one of {', '.join(definition.values)} ({definition.name})")
    lowest = definition.plausible[0] if definition.plausible else None
    if isinstance(value, float) and value < 0 and lowest is not None and lowest >= 0:
        raise _refuse("value", f"a number not below 0: {definition.name}")


def _looks_numeric(value: str) -> bool:
    try:
        float(value.strip().lstrip("<>=≤≥ ").replace(",", ""))
    except ValueError:
        return False
    return True


class Condition(_Entry):
    """A disease or finding. Status: `active` (default), `resolved`, `absent` (never had)."""

    status: ConditionStatus = "active"
    onset: PartialDate | None = None
    end: PartialDate | None = None
    severity: Severity | None = None
    stage: Label | None = None
    site: Text | None = None
    due_to: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        _in_order(self.onset, self.end, "end", "the onset")
        if self.status == "absent" and (self.onset is not None or self.end is not None):
            raise _refuse("status", "active or resolved: what was never had has no onset and no end")
        return self


class Procedure(_Entry):
    """Something done at a `date`, or going on from `start` to `end`. Status: `done` (default), `planned`, `absent` (never done)."""

    status: ProcedureStatus = "done"
    date: PartialDate | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    site: Text | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.date is not None and (self.start is not None or self.end is not None):
            raise _refuse("date", "either date, or start and end")
        _in_order(self.start, self.end, "end", "the start")
        if self.status == "absent" and (self.date is not None or self.start is not None or self.end is not None):
            raise _refuse("status", "done or planned: what was never done has no date")
        return self


class Medication(_Entry):
    """A drug taken from `start` to `end`. Status: `active` (default with no `end`), `stopped`, `absent` (never taken)."""

    status: MedicationStatus | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    dose: Number | None = None
    unit: Text | None = None
    route: Text | None = None
    indication: Text | None = None

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        _in_order(self.start, self.end, "end", "the start")
        if self.status == "absent" and (self.start is not None or self.end is not None):
            raise _refuse("status", "active or stopped: what was never taken has no start and no end")
        if self.dose is not None and self.dose < 0:
            raise _refuse("dose", "a number not below 0")
        return self


class Allergy(_Entry):
    """An allergy or hypersensitivity. Status: `present` (default), `absent`."""

    status: PresenceStatus = "present"
    severity: Severity | None = None


class FamilyMember(_Entry):
    """A condition of a relative. Status: `present` (default), `absent`."""

    relation: Text | None = None
    status: PresenceStatus = "present"


Item = Observation | Condition | Procedure | Medication | Allergy | FamilyMember
SECTION_OF: Mapping[type[Item], str] = {
    Observation: "observations",
    Condition: "conditions",
    Procedure: "procedures",
    Medication: "medications",
    Allergy: "allergies",
    FamilyMember: "family_history",
}


class Patient(Model):
    """One patient's record (contract §3). Every field is optional; what is not there is unknown, unless `complete` names its section."""

    id: Label | None = None
    sex: Literal["female", "male"] | None = None
    birth_date: PartialDate | None = None
    age: Years | None = None
    observations: tuple[Observation, ...] = ()
    conditions: tuple[Condition, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    medications: tuple[Medication, ...] = ()
    allergies: tuple[Allergy, ...] = ()
    family_history: tuple[FamilyMember, ...] = ()
    complete: tuple[Section, ...] = ()

    @model_validator(mode="after")
    def _begins_with_birth(self) -> Self:
        if self.birth_date is not None:
            for path, day in self._dates():
                if day.last < self.birth_date.first:
                    expected = f"a date not before the birth date {self.birth_date}"
                    raise PydanticCustomError("birth", "expected {expected}", {"expected": expected, "path": path, "found": str(day)})
        return self

    def _dates(self) -> Iterator[tuple[tuple[str | int, ...], PartialDate]]:
        """Every date of the lists, with its place in the record."""
        for section, fields in _DATED:
            for index, entry in enumerate(getattr(self, section)):
                for field in fields:
                    day = getattr(entry, field)
                    if day is not None:
                        yield (section, index, field), day

    @classmethod
    def from_json(cls, text: str, origin: str | None = None) -> Patient:
        """The patient written as JSON text; raises PatientError, like `read_patient`."""
        return _validated(_decoded(text, origin), origin)

    @classmethod
    def from_fhir(cls, source: Mapping[str, Any] | Sequence[Any] | str | Path) -> Patient:
        """The one patient of a FHIR R4 bundle, as a parsed object, JSON text or a file.

        `eligibility.read_fhir` also tells what it left out. Raises PatientError where the source is no FHIR, or does not have exactly one
        Patient resource.
        """
        # Imported here: the FHIR reader makes records, so it cannot be imported by their module; and few programs need it.
        from eligibility.patient.from_fhir import read_one_fhir

        return read_one_fhir(source).patient

    @classmethod
    def from_omop(cls, path: str | Path, person_id: int | str) -> Patient:
        """One person of an OMOP CDM v5.4; the notes of the reading are with `eligibility.read_omop`. Raises PatientError like it."""
        # Imported here: the readers make Patients, so they import this module.
        from eligibility.patient.from_omop import read_omop

        with read_omop(path, [person_id]) as readings:
            return next(readings).patient

    @classmethod
    def from_table(cls, path: str | Path, id: str | None = None, mapping: Mapping[str, Any] | str | Path | None = None) -> Patient:
        """The patient of that id in a spreadsheet (.csv, .tsv, .xlsx), or the only one of it.

        `eligibility.read_table` also tells what it left out, `eligibility.check_table` how each column is understood. Raises PatientError.
        """
        # Imported here: the reader makes Patients, so it cannot be imported by their module.
        from eligibility.patient.from_csv import read_one_table

        return read_one_table(path, id, mapping).patient


def read_patient(source: Mapping[str, Any] | Patient | str | Path, origin: str | None = None) -> Patient:
    """A patient from a mapping, JSON text, or a JSON file (a Path, or a str that is no JSON object).

    `origin` is what messages call the source; a file's name by default. Raises PatientError with one Diagnostic per problem, all together.
    """
    if isinstance(source, Patient):
        return source
    if isinstance(source, Mapping):
        return _validated(source, origin)
    if isinstance(source, str) and (source.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") or "\n" in source):
        return Patient.from_json(source, origin)
    if isinstance(source, str | Path):
        return Patient.from_json(_file_text(Path(source)), origin or str(source))
    raise PatientError(
        Diagnostic("E301", f"{_place(origin)}expected a patient record (a mapping, JSON text or a file), found {source!r:.60}")
    )


def _file_text(path: Path) -> str:
    if kind_of(path) in (".csv", ".tsv", ".xlsx", ".xlsm"):
        raise PatientError(
            Diagnostic("E301", f"{path}: a spreadsheet, not a patient record", hint="Patient.from_table or read_table reads it")
        )
    try:
        with open_file(path) as file:
            return file.read().decode("utf-8-sig")
    except OSError as error:
        raise PatientError(Diagnostic("E300", f"{path}: cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError as error:
        raise PatientError(Diagnostic("E301", f"{path}: not UTF-8 text (byte {error.start})")) from None


def _decoded(text: str, origin: str | None) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        message = f"{_place(origin)}not JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        raise PatientError(Diagnostic("E301", message, hint=not_json_hint(text))) from None
    except RecursionError:
        raise PatientError(Diagnostic("E301", f"{_place(origin)}not a patient record: nested too deeply")) from None
    except ValueError as error:  # a field twice, or a number of thousands of digits
        raise PatientError(Diagnostic("E301", f"{_place(origin)}{error}")) from None


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        # JSON would silently keep the last of them.
        raise ValueError(f"{twice}: the field stands twice in one object")
    return fields


def _validated(record: object, origin: str | None) -> Patient:
    if not isinstance(record, Mapping):
        raise PatientError(Diagnostic("E301", f"{_place(origin)}expected a patient record (a JSON object), found {_found(record)}"))
    if "resourceType" in record:
        found = f"{_place(origin)}expected a patient record, found the FHIR resource {record['resourceType']!r:.60}"
        raise PatientError(Diagnostic("E301", found, hint="Patient.from_fhir or eligibility.read_fhir reads it"))
    try:
        return Patient.model_validate(dict(record))
    except ValidationError as error:
        raise PatientError(*diagnostics_of(error, Patient, origin)) from None


def _found(record: object) -> str:
    return "a list" if isinstance(record, list) else f"{record!r:.60}"


def _place(origin: str | None) -> str:
    return f"{origin}: " if origin else ""


def check_birth(patient: Patient, on: date) -> None:
    """Refuses a patient born after the day of judgement. Raises PatientError."""
    if patient.birth_date is not None and patient.birth_date.first > on:
        who = f"patient {patient.id}: " if patient.id else ""
        message = f"{who}birth_date: {str(patient.birth_date)!r} is after {on.isoformat()}, the day of judgement (on)"
        raise PatientError(Diagnostic("E302", message, hint="correct the birth date, or pass a later `on`"))

"""FHIR R4 → patient records: `read_fhir` yields each patient of a source with notes, `read_one_fhir` wants just one.

A source is a parsed resource or bundle (of any type), a list of these, JSON text, a JSON or NDJSON file, or the directory of a bulk export.
What the record cannot hold, and what was not understood, is a note; what is no FHIR, or no JSON, is a PatientError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.fhir.bulk import opened_export
from eligibility.patient.fhir.holdings import Holdings, MemoryHoldings
from eligibility.patient.fhir.notes import Notes
from eligibility.patient.fhir.person import read_person_record
from eligibility.patient.fhir.sources import (
    NOT_FHIR,
    NOT_ONE,
    Found,
    check_recognised,
    decoded,
    file_bytes,
    is_ndjson,
    lines_of,
    resources_in,
)
from eligibility.patient.packed import kind_of
from eligibility.patient.reading import Reading

FhirSource = Mapping[str, Any] | Sequence[Any] | str | Path
_NAMED = 5


def read_fhir(source: FhirSource) -> Iterator[Reading]:
    """One Reading (record and notes) for each patient of a FHIR R4 source, as they are taken.

    `source`: a parsed resource, bundle or list; JSON text; or a file or directory: JSON, NDJSON, a bulk export. NDJSON is streamed: memory
    holds one patient at a time, whatever the size of the files. Patients come in the order of their Patient resources, then those whom
    resources refer to but who have none, whose sex and birth date are unknown. Notes on the source as a whole stand in the first Reading.
    Raises PatientError for what cannot be read at all.

    >>> [reading] = read_fhir({"resourceType": "Patient", "id": "p1", "gender": "female"})
    >>> reading.patient.sex, reading.notes
    ('female', ())
    """
    with opened_fhir(source) as holdings:
        yield from readings(holdings)


def read_one_fhir(source: FhirSource, origin: str | None = None) -> Reading:
    """The Reading of a source with exactly one Patient resource; resources of others are noted. Raises PatientError."""
    with opened_fhir(source, origin) as holdings:
        keys = list(_first(holdings, _NAMED + 1))
        known = [key for key in keys if holdings.patient(key) is not None]
        if len(known) != 1:
            raise PatientError(_not_one(known, holdings.count(), _called(source, origin)))
        for key in keys[1:]:
            others = sum(1 for _ in holdings.resources(key))
            holdings.about.add("left_out", key, f"{others} of them", "resources of another patient, who is not in the source")
        return _reading(holdings, known[0], holdings.about)


@contextmanager
def opened_fhir(source: FhirSource, origin: str | None = None) -> Iterator[Holdings]:
    """The source's resources by patient, for `readings`. Raises PatientError."""
    about = Notes()
    path = _path(source)
    if path is not None and (path.is_dir() or kind_of(path) == ".ndjson"):
        with opened_export(path) as export:
            if export.count() == 0:
                raise PatientError(_nobody(str(path), export.about))
            yield export
        return
    called = _called(source, origin)
    held = MemoryHoldings(_found(source, path, called, about), about)
    if held.count() == 0:
        raise PatientError(_nobody(called, about))
    yield held


def readings(holdings: Holdings) -> Iterator[Reading]:
    """The Readings of an opened source."""
    notes = holdings.about
    for key in holdings.people():
        yield _reading(holdings, key, notes)
        notes = Notes()


def is_fhir(path: Path) -> bool:
    """Whether a file or directory is read as FHIR rather than as a record in the library's own form: by its name, or its `resourceType`."""
    if path.is_dir() or kind_of(path) == ".ndjson":
        return True
    try:
        content = file_bytes(path)
    except PatientError:
        return False
    # The one field that every resource has, and no record of the library's own.
    return b'"resourceType"' in content


def _reading(holdings: Holdings, key: str, notes: Notes) -> Reading:
    return read_person_record(holdings.record_id(key), holdings.patient(key), holdings.resources(key), holdings.find, notes)


def _first(holdings: Holdings, most: int) -> Iterator[str]:
    for _, key in zip(range(most), holdings.people(), strict=False):
        yield key


# ------------------------------------------------------------------ the forms of a source


def _path(source: FhirSource) -> Path | None:
    if isinstance(source, Path):
        return source
    if isinstance(source, str) and "\n" not in source and source.lstrip("\ufeff \t\r")[:1] not in ("{", "["):
        return Path(source)
    return None


def _called(source: FhirSource, origin: str | None) -> str:
    path = _path(source)
    return origin or (str(path) if path is not None else "FHIR source")


def _found(source: FhirSource, path: Path | None, called: str, about: Notes) -> Iterator[Found]:
    content = file_bytes(path) if path is not None else source.encode("utf-8", "surrogatepass") if isinstance(source, str) else None
    if content is None:
        yield from _checked(source, about, called)
    elif is_ndjson(content):
        for number, line in lines_of(content):
            place = f"line {number}"
            yield from resources_in(decoded(line, f"{called}, {place}"), about, place)
    else:
        yield from _checked(decoded(content, called), about, called)


def _checked(value: object, about: Notes, called: str) -> Iterator[Found]:
    check_recognised(value, called)
    kind = value.get("resourceType") if isinstance(value, Mapping) else None
    yield from resources_in(value, about, kind if isinstance(kind, str) else "list")


# ------------------------------------------------------------------ messages


def _nobody(called: str, about: Notes) -> Diagnostic:
    notes = about.all()
    hint = f"the first of {len(notes)} notes on it: {notes[0]}" if len(notes) > 1 else f"noted on it: {notes[0]}" if notes else None
    return Diagnostic(NOT_FHIR, f"{called}: no patient in it: expected a Patient resource, or resources that refer to one", hint=hint)


def _not_one(known: list[str], count: int, called: str) -> Diagnostic:
    if not known:
        return Diagnostic(
            NOT_ONE, f"{called}: expected one Patient resource, found none", hint="read_fhir reads what refers to a patient all the same"
        )
    named = ", ".join(known[:_NAMED]) + (" …" if count > _NAMED else "")
    return Diagnostic(
        NOT_ONE, f"{called}: expected one Patient resource, found {count} patients ({named})", hint="read_fhir yields a Reading for each"
    )

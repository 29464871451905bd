"""One patient's resources → the record, with the notes of the reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from eligibility.patient.dates import PartialDate
from eligibility.patient.fhir import allergies, conditions, consents, demographics, family, medications, observations, procedures
from eligibility.patient.fhir.demographics import Person
from eligibility.patient.fhir.fields import Json, MalformedError, obj, objs, text
from eligibility.patient.fhir.notes import Notes
from eligibility.patient.fhir.place import Place
from eligibility.patient.reading import Reading
from eligibility.patient.record import SECTION_OF, Allergy, Item, Patient

ResourceReader = Callable[[Json, Place], Iterator[object]]
FindFrom = Callable[[str, Json], "Json | None"]
"""The resource that a reference names; the resource it stands in may contain it."""

# Of every resource: who wrote it, when and where, which no criterion asks for.
_BOOKKEEPING = frozenset({
    "resourceType", "id", "meta", "text", "language", "identifier", "subject", "patient", "encounter", "performer", "recorder",
    "recordedDate", "asserter", "instantiatesUri", "instantiatesCanonical", "_text",
})  # fmt: skip

_READERS: dict[str, tuple[frozenset[str], ResourceReader]] = {
    "Observation": (observations.READ, observations.read_observation),
    "Condition": (conditions.READ, conditions.read_condition),
    "Procedure": (procedures.READ, procedures.read_procedure),
    "ServiceRequest": (procedures.READ_REQUEST, procedures.read_request),
    "MedicationStatement": (medications.READ_STATEMENT, medications.read_statement),
    "MedicationRequest": (medications.READ_REQUEST, medications.read_request),
    "MedicationAdministration": (medications.READ_ADMINISTRATION, medications.read_administration),
    "AllergyIntolerance": (allergies.READ, allergies.read_allergy),
    "FamilyMemberHistory": (family.READ, family.read_family),
    "Consent": (consents.READ, consents.read_consent),
}
READABLE = frozenset(_READERS)
_KNOWN = {kind: fields | _BOOKKEEPING for kind, (fields, _) in _READERS.items()}

_REFERRED_TO = frozenset({"Medication", "Specimen", "Practitioner", "PractitionerRole", "Organization", "Location", "Device"})

_MODIFIERS = ("modifierExtension", "implicitRules")
_DATES = ("date", "since", "onset", "start", "end")


@dataclass(frozen=True, slots=True)
class Located:
    """A resource, and what messages call it."""

    resource: Json
    name: str


def read_person_record(key: str | None, patient: Located | None, resources: Iterable[Located], find: FindFrom, notes: Notes) -> Reading:
    """The record of one patient. `key` is the id by which the resources refer to the patient."""
    person = _person(patient, notes)
    if patient is None:
        notes.add("left_out", f"Patient/{key}", "", "the source has no Patient resource of this id: sex and birth date are unknown")
    sections: dict[str, list[Any]] = {section: [] for section in SECTION_OF.values()}
    sections["observations"] += person.observations
    none_known, certain = False, True
    for located in resources:
        place, entries = _read(located, person.birth_date, find, notes)
        for entry in entries:
            if isinstance(entry, allergies.NoneKnown):
                none_known = True
            elif isinstance(entry, Item) and _lived(entry, person.birth_date, place):
                sections[SECTION_OF[type(entry)]].append(entry)
        if place.incomplete and place.type == "AllergyIntolerance":
            certain = False
    if none_known and (not certain or any(isinstance(a, Allergy) and a.status == "present" for a in sections["allergies"])):
        notes.add(
            "left_out",
            "AllergyIntolerance",
            "no known allergy",
            "the source also lists an allergy, so that the list is not taken as complete",
        )
        none_known = False
    # Each entry has been validated, and held against the birth date; Patient's own validation would do it all again.
    record = Patient.model_construct(
        id=key,
        sex=person.sex,
        birth_date=person.birth_date,
        complete=("allergies",) if none_known else (),
        observations=tuple(sections["observations"]),
        conditions=tuple(sections["conditions"]),
        procedures=tuple(sections["procedures"]),
        medications=tuple(sections["medications"]),
        allergies=tuple(sections["allergies"]),
        family_history=tuple(sections["family_history"]),
    )
    return Reading.model_construct(patient=record, notes=notes.all())


def _person(patient: Located | None, notes: Notes) -> Person:
    if patient is None:
        return Person()
    place = Place("Patient", patient.name, notes)
    try:
        if not _may_be_read(patient.resource, demographics.READ | _BOOKKEEPING, place):
            return Person()
        return demographics.read_person(patient.resource, place)
    except MalformedError as error:
        place.refuse(error.field, error.found, f"expected {error.expected}; sex and birth date are not read")
        return Person()


def _read(located: Located, birth: PartialDate | None, find: FindFrom, notes: Notes) -> tuple[Place, Sequence[object]]:
    resource = located.resource
    kind = resource["resourceType"]
    place = Place(kind, located.name, notes, birth, lambda reference: find(reference, resource))
    _, reader = _READERS[kind]
    try:
        if not _may_be_read(resource, _KNOWN[kind], place):
            return place, ()
        return place, tuple(reader(resource, place))
    except MalformedError as error:
        place.refuse(error.field, error.found, f"expected {error.expected}; the resource is not read")
        return place, ()


def _may_be_read(resource: Json, known: frozenset[str], place: Place) -> bool:
    """Counts what the resource says beyond what is read, and whether that lets it be read.

    FHIR R4 (Extensibility, "Modifier Extensions"): who does not know a modifier extension must not use the resource.
    """
    beyond = [field for field in resource if field not in known]
    if not beyond:
        return True
    for field in _MODIFIERS:
        if field in beyond:
            place.refuse(field, resource[field], "it may change what the resource means, and is not known here; the resource is not read")
            return False
    for field in beyond:
        if field == "extension":
            for extension in objs(resource, field):
                place.unread(f"extension({text(extension, 'url')})")
        elif field == "contained":
            for inner in objs(resource, field):
                kind = text(inner, "resourceType")
                if kind not in _REFERRED_TO:
                    place.unread(f"contained({kind})", "a contained resource that is not read")
        else:
            place.unread(field)
    return True


def _lived(entry: Item, birth: PartialDate | None, place: Place) -> bool:
    """Whether the entry may be of somebody born then; one dated before the birth is noted, and left out."""
    if birth is None:
        return True
    for field in _DATES:
        day = getattr(entry, field) if field in entry.__pydantic_fields_set__ else None
        if day is not None and day.last < birth.first:
            place.refuse("", str(day), f"dated before the birth date {birth}; not in the record")
            return False
    return True


def referred_subject(resource: Json) -> str | None:
    """The reference to the patient whose resource this is. Raises MalformedError."""
    subject = obj(resource, "subject") or obj(resource, "patient")
    return text(subject, "reference") if subject is not None else None

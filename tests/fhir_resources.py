"""Short ways to write FHIR resources in tests, all of the patient p1 unless said otherwise."""

from __future__ import annotations

from typing import Any

from eligibility.patient.from_fhir import read_fhir
from eligibility.patient.reading import Reading
from fhir_writer import bundle

Json = dict[str, Any]

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
UCUM = "http://unitsofmeasure.org"
PATIENT: Json = {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1979-04-02"}
_BY_PATIENT = ("AllergyIntolerance", "FamilyMemberHistory", "Consent")


def resource(type: str, id: str = "x", /, subject: str = "Patient/p1", **fields: Any) -> Json:
    """A resource of that type."""
    owner = "patient" if type in _BY_PATIENT else "subject"
    return {"resourceType": type, "id": id, owner: {"reference": subject}, **fields}


def concept(text: str | None = None, *codings: tuple[str, ...]) -> Json:
    """A CodeableConcept; a coding is (system, code) or (system, code, display)."""
    named = {"text": text} if text is not None else {}
    coding = [dict(zip(("system", "code", "display"), each, strict=False)) for each in codings]
    return named | ({"coding": coding} if coding else {})


def status(code: str, system: str = "http://terminology.hl7.org/CodeSystem/condition-clinical") -> Json:
    """A status that is a CodeableConcept."""
    return concept(None, (system, code))


def quantity(value: object, unit: str | None = None, code: str | None = None, **more: object) -> Json:
    """A Quantity, with a UCUM code if one is given."""
    words = {"unit": unit} if unit is not None else {}
    return {"value": value} | words | ({"system": UCUM, "code": code} if code is not None else {}) | more


def read(*resources: Json) -> Reading:
    """The Reading of patient p1 with these resources."""
    [reading] = read_fhir(bundle(PATIENT, *resources))
    return reading


def notes(reading: Reading) -> list[str]:
    """The notes as people read them, with their kind."""
    return [f"{note.kind}: {note}" for note in reading.notes]


def fields(entry: Any) -> Json:
    """What an entry holds, dates as text."""
    found = {name: value for name, value in entry if value is not None and value != ()}
    return {name: str(value) if hasattr(value, "first") else value for name, value in found.items()}

"""FHIR Patient → sex and birth date, and by the extensions of US Core race and ethnicity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from eligibility.patient.dates import PartialDate
from eligibility.patient.fhir.fields import Json, obj, objs, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.times import day_in
from eligibility.patient.record import Observation

READ = frozenset({
    "gender", "birthDate", "deceasedBoolean", "deceasedDateTime", "name", "telecom", "address", "maritalStatus", "multipleBirthBoolean",
    "multipleBirthInteger", "photo", "contact", "communication", "generalPractitioner", "managingOrganization", "link", "active",
    "extension", "_birthDate",
})  # fmt: skip

_BIRTH_SEX = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex"  # US Core 3.1 to 6.1
# US Core extension → the name of the observation. Each holds codings of the CDC Race and Ethnicity code system, and a text.
_CATEGORIES = {
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race": "race",
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity": "ethnicity",
}
# Source: HL7 FHIR US Core 6.1, value sets OMB race categories and OMB ethnicity categories.
_OMB = {
    "1002-5": "American Indian or Alaska Native",
    "2028-9": "Asian",
    "2054-5": "Black or African American",
    "2076-8": "Native Hawaiian or Other Pacific Islander",
    "2106-3": "White",
    "2135-2": "Hispanic or Latino",
    "2186-5": "Not Hispanic or Latino",
}
_SEXES: dict[str, Literal["female", "male"]] = {"female": "female", "male": "male", "F": "female", "M": "male"}


@dataclass(frozen=True, slots=True)
class Person:
    """What a Patient resource tells the record."""

    sex: Literal["female", "male"] | None = None
    birth_date: PartialDate | None = None
    observations: tuple[Observation, ...] = ()


def read_person(resource: Json, place: Place) -> Person:
    """Sex and birth date; a death, and a record that replaces another, are noted."""
    if resource.get("deceasedBoolean") is True or "deceasedDateTime" in resource:
        place.left_out("deceased[x]", resource.get("deceasedDateTime", "true"), "the patient has died, which the record has no place for")
    if resource.get("active") is False:
        place.left_out("active", "false", "the patient's record is no longer in use")
    for link in objs(resource, "link"):
        place.left_out("link", f"{text(link, 'type')} {text(obj(link, 'other') or {}, 'reference')}", "another record of this patient")
    return Person(_sex(resource, place), day_in(resource, "birthDate", place), tuple(_categories(resource)))


def _categories(resource: Json) -> Iterator[Observation]:
    """Each race or ethnicity that is coded, else what the text says."""
    for extension in objs(resource, "extension"):
        name = _CATEGORIES.get(text(extension, "url") or "")
        if name is None:
            continue
        parts = objs(extension, "extension")
        codings = [coding for part in parts if (coding := obj(part, "valueCoding")) is not None]
        said = [_OMB.get(text(coding, "code") or "") or text(coding, "display") for coding in codings]
        if not any(said):
            said = [text(part, "valueString") for part in parts if text(part, "url") == "text"]
        yield from (Observation(name=name, value=value) for value in said if value is not None)


def _sex(resource: Json, place: Place) -> Literal["female", "male"] | None:
    gender = text(resource, "gender")
    at_birth = None
    for extension in objs(resource, "extension"):
        if text(extension, "url") == _BIRTH_SEX:
            at_birth = text(extension, "valueCode")
        elif text(extension, "url") not in _CATEGORIES:
            place.unread(f"extension({text(extension, 'url')})")
    if gender is not None and gender not in _SEXES:
        place.left_out("gender", gender, "the record holds female or male")
        return None
    sex = _SEXES.get(gender or "")
    if at_birth in _SEXES and sex is not None and _SEXES[at_birth] != sex:
        place.left_out("gender", f"{gender}, at birth {at_birth}", "gender and sex at birth differ; the sex is left open")
        return None
    return sex

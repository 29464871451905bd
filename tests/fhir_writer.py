"""A native record written as a FHIR R4 bundle, for the law that both screen the same. Only what FHIR can say exactly is written."""

from __future__ import annotations

from typing import Any

from eligibility.patient.record import (
    Allergy,
    Code,
    Condition,
    FamilyMember,
    Medication,
    Observation,
    Patient,
    Procedure,
)

Json = dict[str, Any]

_CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_ALLERGY_CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
_ALLERGY_VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
_SNOMED = "http://snomed.info/sct"
_NO_KNOWN_ALLERGY = {"text": "No known allergy", "coding": [{"system": _SNOMED, "code": "716186003"}]}


def bundle(*resources: Json, type: str = "collection") -> Json:
    """A bundle of resources."""
    return {"resourceType": "Bundle", "type": type, "entry": [{"resource": each} for each in resources]}


def write_fhir(patient: Patient) -> Json:
    """The record as a collection."""
    id = patient.id or "p"
    person: Json = {"resourceType": "Patient", "id": id}
    if patient.sex is not None:
        person["gender"] = patient.sex
    if patient.birth_date is not None:
        person["birthDate"] = str(patient.birth_date)
    resources = [
        *map(_observation, patient.observations),
        *map(_condition, patient.conditions),
        *map(_procedure, patient.procedures),
        *map(_medication, patient.medications),
        *map(_allergy, patient.allergies),
        *map(_family, patient.family_history),
    ]
    if "allergies" in patient.complete:
        resources.append({"resourceType": "AllergyIntolerance", "code": _NO_KNOWN_ALLERGY})
    for index, resource in enumerate(resources):
        resource["id"] = f"r{index}"
        resource["patient" if resource["resourceType"] in ("AllergyIntolerance", "FamilyMemberHistory") else "subject"] = {
            "reference": f"Patient/{id}"
        }
    return bundle(person, *resources)


def _concept(name: str | None, codes: tuple[Code, ...] = ()) -> Json:
    concept: Json = {"text": name} if name is not None else {}
    if codes:
        concept["coding"] = [code.model_dump(exclude_none=True) for code in codes]
    return concept


def _status(system: str, code: str) -> Json:
    return {"coding": [{"system": system, "code": code}]}


def _with(resource: Json, **fields: object) -> Json:
    return resource | {name: value for name, value in fields.items() if value is not None}


def _quantity(value: float, unit: str | None, comparator: str | None = None) -> Json:
    return _with({"value": value}, unit=unit, comparator=comparator)


def _observation(item: Observation) -> Json:
    resource: Json = {"resourceType": "Observation", "status": "final", "code": _concept(item.name, item.codes)}
    if item.date is not None:
        resource["effectiveDateTime"] = str(item.date)
    if isinstance(item.value, bool):
        resource["valueBoolean"] = item.value
    elif isinstance(item.value, float):
        resource["valueQuantity"] = _quantity(item.value, item.unit, item.comparator)
    else:
        resource["valueString"] = item.value
    limits = {end: _quantity(value, item.unit) for end, value in (("low", item.low), ("high", item.high)) if value is not None}
    return resource | ({"referenceRange": [limits]} if limits else {})


def _condition(item: Condition) -> Json:
    resource: Json = {"resourceType": "Condition", "code": _concept(item.name, item.codes)}
    if item.status == "absent":
        resource["verificationStatus"] = _status(_VERIFICATION, "refuted")
    else:
        over = item.status == "resolved" or item.end is not None
        resource["clinicalStatus"] = _status(_CLINICAL, "resolved" if over else "active")
    if item.due_to:
        url = "http://hl7.org/fhir/StructureDefinition/condition-dueTo"
        resource["extension"] = [{"url": url, "valueCodeableConcept": _concept(cause)} for cause in item.due_to]
    return _with(
        resource,
        onsetDateTime=str(item.onset) if item.onset is not None else None,
        abatementDateTime=str(item.end) if item.end is not None else None,
        severity=_concept(item.severity) if item.severity is not None else None,
        stage=[{"summary": _concept(item.stage)}] if item.stage is not None else None,
        bodySite=[_concept(item.site)] if item.site is not None else None,
    )


def _procedure(item: Procedure) -> Json:
    status = {"done": "completed", "planned": "preparation", "absent": "not-done"}[item.status]
    if item.status == "done" and item.start is not None and item.end is None:
        status = "in-progress"
    resource: Json = {"resourceType": "Procedure", "status": status, "code": _concept(item.name, item.codes)}
    stretch = {end: str(day) for end, day in (("start", item.start), ("end", item.end)) if day is not None}
    return _with(
        resource,
        performedDateTime=str(item.date) if item.date is not None else None,
        performedPeriod=stretch or None,
        bodySite=[_concept(item.site)] if item.site is not None else None,
    )


def _medication(item: Medication) -> Json:
    over = item.status == "stopped" or item.end is not None
    status = "not-taken" if item.status == "absent" else "completed" if over else "active"
    stretch = {end: str(day) for end, day in (("start", item.start), ("end", item.end)) if day is not None}
    dosage: Json = {}
    if item.dose is not None:
        dosage["doseAndRate"] = [{"doseQuantity": _quantity(item.dose, item.unit)}]
    if item.route is not None:
        dosage["route"] = _concept(item.route)
    return _with(
        {"resourceType": "MedicationStatement", "status": status, "medicationCodeableConcept": _concept(item.name, item.codes)},
        effectivePeriod=stretch or None,
        dosage=[dosage] if dosage else None,
        reasonCode=[_concept(item.indication)] if item.indication is not None else None,
    )


def _allergy(item: Allergy) -> Json:
    resource: Json = {"resourceType": "AllergyIntolerance", "code": _concept(item.name, item.codes)}
    if item.status == "absent":
        resource["verificationStatus"] = _status(_ALLERGY_VERIFICATION, "refuted")
    else:
        resource["clinicalStatus"] = _status(_ALLERGY_CLINICAL, "active")
    if item.severity is not None:
        resource["reaction"] = [{"manifestation": [{"text": "rash"}], "severity": item.severity}]
    return resource


def _family(item: FamilyMember) -> Json:
    relation = _concept(item.relation) if item.relation is not None else {"text": "relative"}
    return {
        "resourceType": "FamilyMemberHistory",
        "status": "completed",
        "relationship": relation,
        "condition": [{"code": _concept(item.name, item.codes)}],
    }

"""FHIR medications, allergies, family history, consent and patients → the record."""

from typing import Any

import pytest

from eligibility import read_fhir
from fhir_resources import PATIENT, RXNORM, SNOMED, concept, fields, notes, quantity, read, resource, status
from fhir_writer import bundle

VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
ROLE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
PREDNISONE = {"medicationCodeableConcept": concept("prednisone")}


def medication(type: str, **changes: Any) -> list[dict[str, Any]]:
    """What is read of one medication resource, but its name."""
    items = read(resource(type, "m1", **(PREDNISONE | changes))).patient.medications
    return [{name: value for name, value in fields(item).items() if name != "name"} for item in items]


@pytest.mark.parametrize(
    ("type", "changes", "expected"),
    [
        (
            "MedicationStatement",
            {"status": "active", "effectivePeriod": {"start": "2026-09-01"}},
            {"status": "active", "start": "2026-09-01"},
        ),
        (
            "MedicationStatement",
            {"status": "active", "effectiveDateTime": "2026-09-01"},
            {"status": "active", "start": "2026-09-01 or earlier"},
        ),
        ("MedicationStatement", {"status": "active", "dateAsserted": "2026-09-01"}, {"status": "active", "start": "2026-09-01 or earlier"}),
        (
            "MedicationStatement",
            {"status": "completed", "effectiveDateTime": "2026-09-01", "dateAsserted": "2026-09-20"},
            {"status": "stopped", "start": "2026-09-01 or earlier", "end": "between 2026-09-01 and 2026-09-20"},
        ),
        (
            "MedicationStatement",
            {"status": "stopped", "effectivePeriod": {"start": "2026-01", "end": "2026-02"}},
            {"status": "stopped", "start": "2026-01", "end": "2026-02"},
        ),
        (
            "MedicationStatement",
            {"status": "on-hold", "effectivePeriod": {"start": "2026-01-01"}},
            {"status": "active", "start": "2026-01-01", "end": "2026-01-01 or later"},
        ),
        ("MedicationStatement", {"status": "not-taken"}, {"status": "absent"}),
        (
            "MedicationRequest",
            {"status": "active", "intent": "order", "authoredOn": "2026-09-01"},
            {"status": "active", "start": "2026-09-01 or earlier"},
        ),
        (
            "MedicationRequest",
            {
                "status": "active",
                "intent": "order",
                "authoredOn": "2026-09-01",
                "dosageInstruction": [{"timing": {"repeat": {"boundsPeriod": {"start": "2026-09-03", "end": "2026-12-03"}}}}],
            },
            {"status": "active", "start": "2026-09-03", "end": "2026-12-03"},
        ),
        (
            "MedicationRequest",
            {"status": "stopped", "intent": "order", "authoredOn": "2026-09-01"},
            {"status": "stopped", "start": "2026-09-01"},
        ),
        (
            "MedicationAdministration",
            {
                "status": "completed",
                "effectiveDateTime": "2026-10-01",
                "dosage": {"dose": quantity(40, "mg"), "route": concept("Oral route")},
            },
            {"status": "stopped", "start": "2026-10-01", "end": "2026-10-01", "dose": 40.0, "unit": "mg", "route": "oral"},
        ),
        (
            "MedicationAdministration",
            {"status": "in-progress", "effectivePeriod": {"start": "2026-10-01"}},
            {"status": "active", "start": "2026-10-01"},
        ),
    ],
)
def test_status_and_time(type: str, changes: dict[str, Any], expected: dict[str, Any]) -> None:
    assert medication(type, **changes) == [expected]


@pytest.mark.parametrize(
    ("type", "changes", "note"),
    [
        ("MedicationStatement", {"status": "entered-in-error"}, "status: not a medication of this patient (found entered-in-error)"),
        ("MedicationStatement", {"status": "intended"}, "status: not yet taken (found intended)"),
        ("MedicationStatement", {"status": "unknown"}, "status: whether it was taken is not known (found unknown)"),
        (
            "MedicationStatement",
            {"status": "not-taken", "effectivePeriod": {"start": "2026-01"}},
            "status: not taken at that time, which says nothing about others (found not-taken)",
        ),
        ("MedicationRequest", {"status": "draft", "intent": "order"}, "status: not yet ordered (found draft)"),
        ("MedicationRequest", {"status": "cancelled", "intent": "order"}, "status: withdrawn before it was begun (found cancelled)"),
        ("MedicationRequest", {"status": "active", "intent": "proposal"}, "intent: not an order; not read as taken (found proposal)"),
        (
            "MedicationRequest",
            {"status": "active", "intent": "order", "doNotPerform": True},
            "doNotPerform: an order not to give it, which does not say that it never was given (found true)",
        ),
        (
            "MedicationAdministration",
            {"status": "not-done"},
            "status: not given on that occasion, which says nothing about others (found not-done)",
        ),
        (
            "MedicationStatement",
            {"status": "active", "medicationCodeableConcept": None, "medicationReference": {"reference": "Medication/none"}},
            "medication: the medication it refers to is not in the source, or has no name (found Medication/none)",
        ),
        (
            "MedicationStatement",
            {"status": "active", "effectivePeriod": {"start": "2026-02", "end": "2026-01"}},
            "effectivePeriod: ends before it begins; read as undated (found 2026-02 to 2026-01)",
        ),
    ],
)
def test_what_is_not_read_is_noted(type: str, changes: dict[str, Any], note: str) -> None:
    given = {name: value for name, value in (PREDNISONE | changes).items() if value is not None}
    assert notes(read(resource(type, "m1", **given))) == [f"left_out: {type}/m1.{note}"]


@pytest.mark.parametrize(
    ("dosages", "expected"),
    [
        ([{"doseAndRate": [{"doseQuantity": quantity(20, "mg")}]}], {"dose": 20.0, "unit": "mg"}),
        (
            [
                {
                    "doseAndRate": [{"doseQuantity": quantity(20, "mg")}],
                    "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
                }
            ],
            {"dose": 40.0, "unit": "mg/day"},
        ),
        ([{"doseAndRate": [{"doseQuantity": quantity(20, "mg")}], "timing": {"code": concept("TID")}}], {"dose": 60.0, "unit": "mg/day"}),
        (
            [
                {
                    "doseAndRate": [{"doseQuantity": quantity(20, "mg")}],
                    "timing": {"repeat": {"frequency": 1, "period": 8, "periodUnit": "h"}},
                }
            ],
            {"dose": 60.0, "unit": "mg/day"},
        ),
        (
            [{"doseAndRate": [{"doseQuantity": quantity(20, "mg")}], "timing": {"code": concept("TID")}, "asNeededBoolean": True}],
            {"dose": 20.0, "unit": "mg"},
        ),
        ([{"doseAndRate": [{"doseQuantity": quantity(v, "mg")}], "route": concept("PO")} for v in (20, 10)], {"route": "oral"}),
        ([{"route": concept(None, (SNOMED, "47625008"))}], {"route": "intravenous"}),
    ],
)
def test_doses_are_a_day_s_where_the_timing_tells(dosages: list[Any], expected: dict[str, Any]) -> None:
    [found] = medication("MedicationStatement", status="active", dosage=dosages)
    assert found == {"status": "active"} | expected


def test_a_product_is_its_substances() -> None:
    name = "ibuprofen 200 MG / pseudoephedrine hydrochloride 30 MG Oral Tablet"
    statement = resource("MedicationStatement", "m1", status="active", medicationCodeableConcept=concept(None, (RXNORM, "1299021", name)))
    reading = read(statement)
    assert [m.name for m in reading.patient.medications] == ["ibuprofen", "pseudoephedrine hydrochloride"]
    assert [m.codes[0].code for m in reading.patient.medications] == ["1299021", "1299021"]
    assert notes(reading) == [
        "changed: MedicationStatement.medication: the product is read as its substances (found MedicationStatement/m1)"
    ]


@pytest.mark.parametrize("name", ["warfarin 5 mg stopped 2019", "warfarin 5 mg allergy", "warfarin 5 MG / frobnicin 1 MG Oral Tablet"])
def test_a_name_that_may_say_more_than_the_product_stays_as_it_is(name: str) -> None:
    reading = read(resource("MedicationStatement", "m1", status="active", medicationCodeableConcept=concept(name)))
    assert [m.name for m in reading.patient.medications] == [name]


def test_a_dose_in_words_alone_is_noted() -> None:
    statement = resource("MedicationStatement", "m1", status="active", dosage=[{"text": "20 mg daily"}], **PREDNISONE)
    assert notes(read(statement)) == [
        "left_out: MedicationStatement.dosage.text: words are not read; where they alone tell the dose, the record has none"
        " (found MedicationStatement/m1)"
    ]


def test_a_medication_may_be_contained_or_another_resource() -> None:
    inside = {"resourceType": "Medication", "id": "in", "code": concept("warfarin")}
    beside = {"resourceType": "Medication", "id": "out", "ingredient": [{"itemCodeableConcept": concept("cisplatin")}]}
    statements = [
        resource("MedicationStatement", "a", status="active", medicationReference={"reference": "#in"}, contained=[inside]),
        resource("MedicationStatement", "b", status="active", medicationReference={"reference": "Medication/out"}),
    ]
    reading = read(*statements, beside)
    assert [m.name for m in reading.patient.medications] == ["warfarin", "cisplatin"]
    assert reading.notes == ()


def test_the_reason_is_the_indication() -> None:
    assert medication("MedicationStatement", status="active", reasonCode=[concept("asthma")])[0]["indication"] == "asthma"
    asthma = resource("Condition", "c1", clinicalStatus=status("active"), code=concept("asthma"))
    by_reference = resource("MedicationStatement", "m1", status="active", reasonReference=[{"reference": "Condition/c1"}], **PREDNISONE)
    assert read(by_reference, asthma).patient.medications[0].indication == "asthma"


# ------------------------------------------------------------------ allergies


def allergy(id: str = "a1", **changes: Any) -> dict[str, Any]:
    """A confirmed allergy to heparin."""
    return resource(
        "AllergyIntolerance", id, **({"verificationStatus": status("confirmed", VERIFICATION), "code": concept("heparin")} | changes)
    )


NONE_KNOWN = allergy("none", code=concept(None, (SNOMED, "716186003", "No known allergy (situation)")))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"name": "heparin", "status": "present"}),
        ({"code": concept("Allergy to penicillin (finding)")}, {"name": "penicillin", "status": "present"}),
        ({"code": concept("Peanut allergy")}, {"name": "Peanut", "status": "present"}),
        ({"reaction": [{"severity": "mild"}, {"severity": "severe"}]}, {"name": "heparin", "status": "present", "severity": "severe"}),
        ({"verificationStatus": status("refuted", VERIFICATION)}, {"name": "heparin", "status": "absent"}),
        ({"code": concept("NKDA")}, {"name": "drug", "status": "absent"}),
    ],
)
def test_allergies(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    [item] = read(allergy(**changes)).patient.allergies
    assert fields(item) == expected


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        (
            {"verificationStatus": status("unconfirmed", VERIFICATION)},
            "verificationStatus: not established; not read as present (found unconfirmed)",
        ),
        (
            {"clinicalStatus": status("resolved")},
            "clinicalStatus: an allergy that is not active, which the record has no word for (found resolved)",
        ),
        ({"type": "intolerance"}, "type: an intolerance, not an allergy (found heparin)"),
        ({"code": concept("No allergy to dogs")}, "code: a statement about allergies that is not understood (found No allergy to dogs)"),
    ],
)
def test_allergies_that_are_not_read(changes: dict[str, Any], note: str) -> None:
    reading = read(allergy(**changes))
    assert reading.patient.allergies == ()
    assert notes(reading) == [f"left_out: AllergyIntolerance/a1.{note}"]


def test_no_known_allergy_closes_the_list_unless_the_source_knows_one() -> None:
    assert read(NONE_KNOWN).patient.complete == ("allergies",)
    for other in (allergy(), allergy(verificationStatus=status("unconfirmed", VERIFICATION))):
        reading = read(NONE_KNOWN, other)
        assert reading.patient.complete == ()
        why = "the source also lists an allergy, so that the list is not taken as complete"
        assert f"left_out: AllergyIntolerance: {why} (found no known allergy)" in notes(reading)


# ------------------------------------------------------------------ family, consent, person


def test_family_history() -> None:
    member = resource(
        "FamilyMemberHistory",
        "f1",
        status="completed",
        relationship=concept(None, (ROLE, "NMTH", "natural mother")),
        condition=[{"code": concept("breast cancer")}, {"code": concept("diabetes mellitus")}],
    )
    assert [fields(f) for f in read(member).patient.family_history] == [
        {"name": "breast cancer", "relation": "mother", "status": "present"},
        {"name": "diabetes mellitus", "relation": "mother", "status": "present"},
    ]
    assert notes(read(member | {"status": "health-unknown"})) == [
        "left_out: FamilyMemberHistory/f1.status: the relative's health is not known (found health-unknown)"
    ]


def test_an_active_research_consent_is_informed_consent() -> None:
    consent = resource("Consent", "k1", status="active", scope=concept(None, (SCOPE, "research")), dateTime="2026-10-30")
    reading = read(consent)
    assert fields(reading.patient.observations[0]) == {"name": "informed consent", "value": True, "date": "2026-10-30"}
    assert [note.kind for note in reading.notes] == ["changed"]
    others = (
        {"status": "rejected"},
        {"scope": concept(None, (SCOPE, "treatment"))},
        {"provision": {"type": "deny"}},
        {"provision": {"period": {"end": "2026-12"}}},
    )
    for changes in others:
        reading = read(consent | changes)
        assert reading.patient.observations == ()
        assert [note.kind for note in reading.notes] == ["left_out"]


@pytest.mark.parametrize(
    ("changes", "sex", "why"),
    [
        ({}, "female", []),
        ({"gender": "other"}, None, ["left_out: Patient/p1.gender: the record holds female or male (found other)"]),
        (
            {"extension": [{"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex", "valueCode": "M"}]},
            None,
            ["left_out: Patient/p1.gender: gender and sex at birth differ; the sex is left open (found female, at birth M)"],
        ),
        (
            {"deceasedDateTime": "2026-10-01"},
            "female",
            ["left_out: Patient/p1.deceased[x]: the patient has died, which the record has no place for (found 2026-10-01)"],
        ),
        (
            {"birthDate": "in spring"},
            "female",
            ["left_out: Patient/p1.birthDate: not a date that FHIR or the calendar knows; read as undated (found in spring)"],
        ),
        ({"gender": 1}, None, ["left_out: Patient/p1.gender: expected a string; sex and birth date are not read (found 1)"]),
    ],
)
def test_the_person(changes: dict[str, Any], sex: str | None, why: list[str]) -> None:
    [reading] = read_fhir(bundle(PATIENT | changes))
    assert reading.patient.sex == sex
    assert notes(reading) == why


def _of_origin(kind: str, *parts: dict[str, Any]) -> dict[str, Any]:
    return {"url": f"http://hl7.org/fhir/us/core/StructureDefinition/us-core-{kind}", "extension": list(parts)}


def _coding(code: str, display: str | None = None, url: str = "ombCategory") -> dict[str, Any]:
    return {"url": url, "valueCoding": {"system": "urn:oid:2.16.840.1.113883.6.238", "code": code, "display": display}}


@pytest.mark.parametrize(
    ("extension", "expected"),
    [
        (_of_origin("race", _coding("2054-5"), {"url": "text", "valueString": "Black"}), [("race", "Black or African American")]),
        (_of_origin("race", _coding("2106-3"), _coding("2028-9")), [("race", "White"), ("race", "Asian")]),
        (_of_origin("race", _coding("2028-9"), _coding("2034-7", "Chinese", "detailed")), [("race", "Asian"), ("race", "Chinese")]),
        (_of_origin("race", {"url": "text", "valueString": "Filipino"}), [("race", "Filipino")]),
        (_of_origin("ethnicity", _coding("2186-5")), [("ethnicity", "Not Hispanic or Latino")]),
        (_of_origin("ethnicity"), []),
    ],
)
def test_race_and_ethnicity_are_observations(extension: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    [reading] = read_fhir(bundle(PATIENT | {"extension": [extension]}))
    assert [(o.name, o.value) for o in reading.patient.observations] == expected
    assert notes(reading) == []


def test_what_is_said_of_a_relative_s_condition_is_noted() -> None:
    condition = {"code": concept("breast cancer"), "onsetAge": quantity(45, None, "a"), "contributedToDeath": True}
    reading = read(resource("FamilyMemberHistory", "f1", status="completed", relationship=concept("mother"), condition=[condition]))
    assert [f.name for f in reading.patient.family_history] == ["breast cancer"]
    assert notes(reading) == [
        f"left_out: FamilyMemberHistory.condition.{field}: the record has no place for this field (found FamilyMemberHistory/f1)"
        for field in ("onsetAge", "contributedToDeath")
    ]

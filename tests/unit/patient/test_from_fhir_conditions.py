"""FHIR Condition, Procedure and ServiceRequest → conditions and procedures of the record."""

from datetime import date
from typing import Any

import pytest

from eligibility import Trial, read_fhir, screen
from fhir_resources import SNOMED, concept, fields, notes, quantity, read, resource, status
from fhir_writer import bundle

VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
DUE_TO = "http://hl7.org/fhir/StructureDefinition/condition-dueTo"
ON = date(2026, 11, 1)


def condition(**changes: Any) -> dict[str, Any]:
    """An active, confirmed ascites, with these fields instead."""
    usual = {"clinicalStatus": status("active"), "verificationStatus": status("confirmed", VERIFICATION), "code": concept("ascites")}
    return resource("Condition", "c1", **{name: value for name, value in (usual | changes).items() if value is not None})


def procedure(**changes: Any) -> dict[str, Any]:
    """A liver transplantation, done."""
    return resource("Procedure", "r1", **({"status": "completed", "code": concept("liver transplantation")} | changes))


def truth(text: str, *resources: dict[str, Any]) -> str:
    """What a criterion says of a patient with these resources."""
    return str(screen(read(*resources).patient, Trial.from_criteria(inclusion=[text]), on=ON)["I1"].truth)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"status": "active"}),
        ({"clinicalStatus": status("recurrence"), "onsetDateTime": "2026-10"}, {"status": "active", "onset": "2026-10"}),
        ({"clinicalStatus": status("relapse")}, {"status": "active"}),
        ({"clinicalStatus": status("resolved"), "abatementDateTime": "2020-05"}, {"status": "resolved", "end": "2020-05"}),
        ({"clinicalStatus": status("resolved")}, {"status": "resolved"}),
        ({"clinicalStatus": status("inactive"), "abatementDateTime": "2020"}, {"status": "resolved", "end": "2020"}),
        ({"clinicalStatus": None, "abatementString": "last winter"}, {"status": "resolved"}),
        (
            {"clinicalStatus": status("remission"), "onsetDateTime": "2019"},
            {"status": "active", "onset": "2019", "end": "2019-01-01 or later"},
        ),
        ({"clinicalStatus": status("inactive")}, {"status": "active", "end": "an unknown day"}),
        ({"clinicalStatus": None, "code": concept("cirrhosis")}, {"status": "active"}),
        (
            {"clinicalStatus": None, "code": concept("stroke"), "onsetDateTime": "2015-03-01"},
            {"status": "active", "onset": "2015-03-01", "end": "2015-03-01 or later"},
        ),
        (
            {"clinicalStatus": None, "code": concept("zorg"), "category": [concept(None, ("http://x", "problem-list-item"))]},
            {"status": "active"},
        ),
        ({"recordedDate": "2026-10-02T08:00:00Z"}, {"status": "active", "onset": "2026-10-02 or earlier"}),
        ({"onsetAge": quantity(40, "years", "a")}, {"status": "active", "onset": "between 2019-04-02 and 2020-04-01"}),
        ({"onsetAge": quantity(6, "months", "mo")}, {"status": "active", "onset": "between 1979-10-02 and 1979-11-01"}),
        (
            {"onsetRange": {"low": quantity(40, None, "a"), "high": quantity(41, None, "a")}},
            {"status": "active", "onset": "between 2019-04-02 and 2021-04-01"},
        ),
        ({"onsetPeriod": {"start": "2026-09", "end": "2026-10"}}, {"status": "active", "onset": "between 2026-09-01 and 2026-10-31"}),
        ({"onsetString": "2026-09"}, {"status": "active", "onset": "2026-09"}),
        ({"severity": concept(None, (SNOMED, "24484000", "Severe"))}, {"status": "active", "severity": "severe"}),
        ({"severity": concept("Mild")}, {"status": "active", "severity": "mild"}),
        ({"stage": [{"summary": concept("Clinical stage IIIB")}]}, {"status": "active", "stage": "IIIB"}),
        ({"bodySite": [concept("Liver")]}, {"status": "active", "site": "Liver"}),
        ({"extension": [{"url": DUE_TO, "valueCodeableConcept": concept("cirrhosis")}]}, {"status": "active", "due_to": ("cirrhosis",)}),
        ({"verificationStatus": status("refuted", VERIFICATION), "onsetDateTime": "2020"}, {"status": "absent"}),
    ],
)
def test_status_time_and_qualifiers(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    [item] = read(condition(**changes)).patient.conditions
    assert {name: value for name, value in fields(item).items() if name not in ("name", "codes")} == expected


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        (
            {"verificationStatus": status("provisional", VERIFICATION)},
            "verificationStatus: not established; not read as present (found provisional)",
        ),
        (
            {"verificationStatus": status("differential", VERIFICATION)},
            "verificationStatus: not established; not read as present (found differential)",
        ),
        (
            {"verificationStatus": status("unconfirmed", VERIFICATION)},
            "verificationStatus: not established; not read as present (found unconfirmed)",
        ),
        (
            {"verificationStatus": status("entered-in-error", VERIFICATION)},
            "verificationStatus: not a condition of this patient (found entered-in-error)",
        ),
        ({"verificationStatus": status("sure", VERIFICATION)}, "verificationStatus: a word that FHIR R4 does not have (found sure)"),
        ({"code": None}, "code: which condition it is is not said"),
        (
            {"code": concept(None, (SNOMED, "160245001", "No current problems or disability (situation)"))},
            "code: a statement about a finding, not the finding; the record has no place for it (found No current problems or disability)",
        ),
        (
            {"code": concept("Family history of breast cancer")},
            "code: a statement about a finding, not the finding; the record has no place for it (found Family history of breast cancer)",
        ),
        (
            {"clinicalStatus": {"coding": "active"}},
            'coding: expected a list of objects; the resource is not read (found "active")',
        ),
    ],
)
def test_what_is_no_established_condition_is_noted(changes: dict[str, Any], note: str) -> None:
    reading = read(condition(**changes))
    assert reading.patient.conditions == ()
    assert notes(reading) == [f"left_out: Condition/c1.{note}"]


def test_remission_leaves_open_whether_it_is_present_but_not_that_it_was() -> None:
    leukaemia = condition(code=concept("acute myeloid leukemia"), clinicalStatus=status("remission"), onsetDateTime="2024-01-01")
    assert (truth("acute myeloid leukemia", leukaemia), truth("history of acute myeloid leukemia", leukaemia)) == ("unknown", "true")


def test_an_encounter_s_stroke_without_a_status_is_not_present_for_certain() -> None:
    stroke = condition(code=concept("stroke"), clinicalStatus=None, onsetDateTime="2015-03-01")
    assert (truth("stroke", stroke), truth("history of stroke", stroke)) == ("unknown", "true")


def test_an_age_is_worth_nothing_without_a_birth_date() -> None:
    person = {"resourceType": "Patient", "id": "p1"}
    [reading] = read_fhir(bundle(person, condition(onsetAge=quantity(40, "years", "a"))))
    assert reading.patient.conditions[0].onset is None
    assert [note.why for note in reading.notes] == ["an age, and the patient has no birth date; read as undated"]


def test_a_cause_may_be_another_resource_even_one_that_refers_back() -> None:
    first = condition(extension=[{"url": DUE_TO, "valueReference": {"reference": "Condition/c2"}}])
    second = condition(code=concept("cirrhosis"), extension=[{"url": DUE_TO, "valueReference": {"reference": "Condition/c1"}}]) | {
        "id": "c2"
    }
    reading = read(first, second)
    assert [c.due_to for c in reading.patient.conditions] == [("cirrhosis",), ("ascites",)]
    assert reading.notes == ()


def test_a_cause_that_is_not_in_the_source_is_noted() -> None:
    reading = read(condition(extension=[{"url": DUE_TO, "valueReference": {"reference": "Condition/c9"}}, {"url": "http://x/grade"}]))
    assert notes(reading) == [
        "left_out: Condition/c1.extension(condition-dueTo): what it refers to is not in the source (found Condition/c9)",
        "left_out: Condition.extension(http://x/grade): the record has no place for this field (found Condition/c1)",
    ]


def test_several_sites_or_stages_are_noted_and_none_is_taken() -> None:
    reading = read(
        condition(bodySite=[concept("left lung"), concept("right lung")], stage=[{"summary": concept("II")}, {"summary": concept("III")}])
    )
    assert (reading.patient.conditions[0].site, reading.patient.conditions[0].stage) == (None, None)
    assert sorted(notes(reading)) == [
        "left_out: Condition/c1.bodySite: several, and the record has place for one (found left lung; right lung)",
        "left_out: Condition/c1.stage: several, and the record has place for one (found II; III)",
    ]


@pytest.mark.parametrize(
    ("name", "changes", "expected"),
    [
        ("Allergy to heparin (finding)", {}, [{"name": "heparin", "status": "present"}]),
        ("Allergy status to penicillin", {}, [{"name": "penicillin", "status": "present"}]),
        ("heparin allergy", {"verificationStatus": status("refuted")}, [{"name": "heparin", "status": "absent"}]),
        ("heparin allergy", {"clinicalStatus": status("resolved")}, []),
        ("heparin allergy", {"clinicalStatus": status("inactive")}, []),
        ("frobnicin allergy", {}, []),
    ],
)
def test_an_allergy_among_the_conditions(name: str, changes: dict[str, Any], expected: list[dict[str, Any]]) -> None:
    patient = read(condition(**({"code": concept(name), "clinicalStatus": status("active")} | changes))).patient
    assert [fields(allergy) for allergy in patient.allergies] == expected
    assert len(patient.conditions) == 1


# ------------------------------------------------------------------ procedures


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"performedDateTime": "2019-03"}, {"status": "done", "date": "2019-03"}),
        ({"performedPeriod": {"start": "2019-03-01", "end": "2019-03-01"}}, {"status": "done", "date": "2019-03-01"}),
        ({"performedPeriod": {"start": "2019-03-01", "end": "2019-03-09"}}, {"status": "done", "start": "2019-03-01", "end": "2019-03-09"}),
        ({"performedPeriod": {"start": "2019-03-01"}}, {"status": "done", "date": "2019-03-01"}),
        ({"performedAge": quantity(40, None, "a")}, {"status": "done", "date": "between 2019-04-02 and 2020-04-01"}),
        ({"status": "in-progress", "performedPeriod": {"start": "2026-01-05"}}, {"status": "done", "start": "2026-01-05"}),
        ({"status": "in-progress", "performedDateTime": "2026-01-05"}, {"status": "done", "start": "2026-01-05"}),
        (
            {"status": "on-hold", "performedPeriod": {"start": "2026-01-05"}},
            {"status": "done", "start": "2026-01-05", "end": "2026-01-05 or later"},
        ),
        ({"status": "stopped", "performedDateTime": "2019"}, {"status": "done", "date": "2019"}),
        ({"status": "preparation"}, {"status": "planned"}),
        ({"status": "not-done"}, {"status": "absent"}),
        ({"bodySite": [concept("liver")]}, {"status": "done", "site": "liver"}),
    ],
)
def test_procedures(changes: dict[str, Any], expected: dict[str, Any]) -> None:
    [item] = read(procedure(**changes)).patient.procedures
    assert {name: value for name, value in fields(item).items() if name != "name"} == expected


@pytest.mark.parametrize(
    ("name", "start", "end", "expected"),
    [
        # A treatment goes on until some day after its start.
        ("haemodialysis", "2026-10-05", None, {"start": "2026-10-05", "end": "2026-10-05 or later"}),
        ("frobnication", "2026-10-05", None, {"start": "2026-10-05", "end": "2026-10-05 or later"}),
        # A device stays, however long the putting-in took.
        ("pacemaker implantation", "2020-10-05", None, {"date": "2020-10-05"}),
        ("pacemaker implantation", "2020-10-05T22:00:00Z", "2020-10-06T01:00:00Z", {"date": "between 2020-10-05 and 2020-10-06"}),
        ("pacemaker implantation", "2020-10-05", "2020-10-12", {"start": "2020-10-05", "end": "2020-10-12 or later"}),
    ],
)
def test_what_a_period_says_of_an_act_a_treatment_and_a_device(name: str, start: str, end: str | None, expected: dict[str, Any]) -> None:
    period = {"start": start} | ({"end": end} if end is not None else {})
    [item] = read(procedure(code=concept(name), performedPeriod=period)).patient.procedures
    assert {field: value for field, value in fields(item).items() if field not in ("name", "status")} == expected


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"status": "entered-in-error"}, "status: not a procedure of this patient (found entered-in-error)"),
        ({"status": "unknown"}, "status: whether it was done is not known (found unknown)"),
        (
            {"status": "not-done", "performedDateTime": "2026-10-01"},
            "status: not done on that occasion, which says nothing about others (found not-done)",
        ),
    ],
)
def test_procedures_that_are_not_read(changes: dict[str, Any], note: str) -> None:
    reading = read(procedure(**changes))
    assert reading.patient.procedures == ()
    assert notes(reading) == [f"left_out: Procedure/r1.{note}"]


def test_an_order_is_a_planned_procedure() -> None:
    order = resource("ServiceRequest", "s1", status="active", intent="order", code=concept("liver biopsy"), occurrenceDateTime="2026-12-01")
    assert fields(read(order).patient.procedures[0]) == {"name": "liver biopsy", "status": "planned", "date": "2026-12-01"}
    for changes in ({"status": "completed"}, {"intent": "proposal"}, {"doNotPerform": True}):
        reading = read(order | changes)
        assert reading.patient.procedures == ()
        assert [note.kind for note in reading.notes] == ["left_out"]

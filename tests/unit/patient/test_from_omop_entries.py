"""OMOP CDM → native records: conditions, drugs, procedures, devices and observations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from eligibility import screen
from omop_tables import Read, cdm, condition, drug, entry, observed, whys

# ------------------------------------------------------------------ conditions


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        # A state goes on unless its end is its own.
        ("type 2 diabetes mellitus", [("2019-05-01", None)], [("2019-05-01", None)]),
        ("type 2 diabetes mellitus", [("2019-05-01", "2019-05-01")], [("2019-05-01", None)]),
        ("ascites", [("2019-05-01", "2019-06-01")], [("2019-05-01", "2019-06-01")]),
        ("ascites", [("2019-05-01", "2099-12-31")], [("2019-05-01", None)]),
        # Its later rows repeat it, unless it had ended.
        ("type 2 diabetes mellitus", [("2026-10-01", None), ("2019-05-01", None)], [("2019-05-01", None)]),
        ("ascites", [("2019-05-01", "2019-06-01"), ("2026-10-01", None)], [("2019-05-01", "2019-06-01"), ("2026-10-01", None)]),
        ("ascites", [("2019-05-01", None), ("2020-05-01", "2020-06-01")], [("2019-05-01", "2020-06-01/..")]),
        # An event lasts from its day, for up to the persistence window.
        ("myocardial infarction", [("2019-05-01", None)], [("2019-05-01", "2019-05-01/2019-05-31")]),
        ("pneumonia", [("2019-05-01", "2019-05-09")], [("2019-05-01", "2019-05-09")]),
        ("pneumonia", [("2019-05-01", None), ("2019-05-01", None)], [("2019-05-01", "2019-05-01/2019-05-31")]),
        # Neither, as far as anyone knows.
        ("frobnication", [("2019-05-01", None)], [("2019-05-01", "2019-05-01/..")]),
    ],
)
def test_the_course_of_a_condition(
    read: Read, name: str, rows: list[tuple[str, str | None]], expected: list[tuple[str, str | None]]
) -> None:
    made = cdm()
    for start, end in rows:
        condition(made, name, start, end)
    conditions = [entry(c) for c in read(made).patient.conditions]
    assert [(c["onset"], c.get("end")) for c in conditions] == expected
    assert {c["name"] for c in conditions} == {name}


def test_the_end_of_a_visit_is_not_the_end_of_the_condition(read: Read) -> None:
    made = cdm()
    made.add("visit_occurrence", visit_occurrence_id=9, visit_start_date="2019-05-01", visit_end_date="2019-05-12")
    condition(made, "ascites", "2019-05-01", "2019-05-12", visit_occurrence_id=9)
    condition(made, "jaundice", "2019-05-01", "2019-05-20", visit_occurrence_id=9)
    condition(made, "asthma", "2019-05-01", "2019-05-12", visit_occurrence_id=10)
    reading = read(made)
    assert [(c.name, entry(c).get("end")) for c in reading.patient.conditions] == [
        ("ascites", None),
        ("jaundice", "2019-05-20"),
        ("asthma", "2019-05-12/.."),
    ]
    assert "changed: the end of the visit, not of the condition" in whys(reading)


@pytest.mark.parametrize(
    ("status", "words", "expected"),
    [
        (32906, None, [("2019-05-01", "2019-06-01", "resolved")]),
        (0, "Resolved", [("2019-05-01", "2019-06-01", "resolved")]),
        (32899, None, []),
        (0, "Rule out", []),
        (0, "Provisional", []),
        (0, "History of", [("../2019-05-01", "../..", "active")]),
        (0, "Primary diagnosis", [("2019-05-01", "2019-06-01", "active")]),
    ],
)
def test_the_status_of_a_condition(read: Read, status: int, words: str | None, expected: list[tuple[str, str, str]]) -> None:
    made = cdm()
    more = {"condition_status_concept_id": status, "condition_status_source_value": words}
    condition(made, "ascites", "2019-05-01", "2019-06-01", **more)
    reading = read(made)
    dumped = [c.model_dump(mode="json") for c in reading.patient.conditions]
    assert [(c["onset"], c["end"], c["status"]) for c in dumped] == expected
    assert bool(expected) or "left_out: the entry is left out: the diagnosis was not confirmed" in whys(reading)


def test_a_condition_that_ends_before_it_starts_is_left_out(read: Read) -> None:
    made = cdm()
    condition(made, "ascites", "2019-05-01", "2019-04-01")
    condition(made, "asthma", "not a day")
    condition(made, "jaundice", "2019-05-01")
    reading = read(made)
    assert [c.name for c in reading.patient.conditions] == ["jaundice"]
    assert (
        "condition_occurrence 1: condition_end_date: the entry is left out: it ends before it starts (found 2019-04-01, start 2019-05-01)"
        in [str(n) for n in reading.notes]
    )


# ------------------------------------------------------------------ drugs


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # The end of a supply is not the end of the treatment.
        ([("2026-01-01", "2026-01-30", {})], [("2026-01-01", "2026-01-30/2026-03-01")]),
        ([("2026-01-01", "2026-01-30", {"verbatim_end_date": "2026-01-20"})], [("2026-01-01", "2026-01-20")]),
        ([("2026-01-01", "2026-01-30", {"stop_reason": "toxicity"})], [("2026-01-01", "2026-01-30")]),
        ([("2026-01-01", None, {"days_supply": 30})], [("2026-01-01", "2026-01-30/2026-03-01")]),
        ([("2026-01-01", None, {})], [("2026-01-01", "2026-01-01/..")]),
        # Rows with at most 30 days between them are one course.
        ([("2026-03-01", "2026-03-30", {}), ("2026-01-01", "2026-01-30", {})], [("2026-01-01", "2026-03-30/2026-04-29")]),
        (
            [("2026-01-01", "2026-01-30", {}), ("2026-04-01", "2026-04-30", {})],
            [("2026-01-01", "2026-01-30/2026-03-01"), ("2026-04-01", "2026-04-30/2026-05-30")],
        ),
        ([("2026-01-01", "2025-01-30", {})], []),
    ],
)
def test_the_course_of_a_treatment(
    read: Read, rows: list[tuple[str, str | None, dict[str, Any]]], expected: list[tuple[str, str | None]]
) -> None:
    made = cdm()
    for start, end, more in rows:
        drug(made, "warfarin", start, end, **more)
    assert [(m["start"], m["end"]) for m in map(entry, read(made).patient.medications)] == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("warfarin", ["warfarin"]),
        ("warfarin sodium 5 MG Oral Tablet", ["warfarin sodium"]),
        ("24 HR metformin hydrochloride 500 MG Extended Release Oral Tablet", ["metformin hydrochloride"]),
        ("acetaminophen 325 MG / oxycodone hydrochloride 5 MG Oral Tablet", ["acetaminophen", "oxycodone hydrochloride"]),
        ("metformin hydrochloride Oral Tablet", ["metformin hydrochloride"]),
        ("frobnicin 5 MG Oral Tablet", ["frobnicin 5 MG Oral Tablet"]),
        ("frobnicin 5 MG / warfarin 1 MG Oral Tablet", ["frobnicin 5 MG / warfarin 1 MG Oral Tablet"]),
    ],
)
def test_a_clinical_drug_is_read_as_its_ingredients(read: Read, name: str, expected: list[str]) -> None:
    made = cdm()
    drug(made, name, "2026-01-01", "2026-01-30")
    assert [m.name for m in read(made).patient.medications] == expected


def test_drug_strength_tells_the_ingredients_of_a_name_that_says_nothing(read: Read) -> None:
    made = cdm()
    drug(made, "Marketed product 77", "2026-01-01", "2026-01-30", route_concept_id=made.concept("Oral"))
    product, ingredient = made.concept("Marketed product 77", "RxNorm"), made.concept("prednisone", "RxNorm")
    made.add("drug_strength", drug_concept_id=product, ingredient_concept_id=ingredient, amount_value=5, invalid_reason=None)
    reading = read(made)
    assert [(m.name, m.route) for m in reading.patient.medications] == [("prednisone", "Oral")]
    assert whys(reading) == ["changed: read as its ingredients, by DRUG_STRENGTH"]


# ------------------------------------------------------------------ procedures and devices


def test_procedures(read: Read) -> None:
    made = cdm()
    order = made.concept("EHR order", "Type Concept")
    for name, day, end, type in (
        ("liver transplantation", "2019-05-01", None, None),
        ("haemodialysis", "2026-01-05", "2026-02-05", None),
        ("colonoscopy", "2026-01-05", "2026-01-05", None),
        ("gastroscopy", "2026-01-05", None, order),
        ("biopsy", "2026-01-05", "2025-01-05", None),
    ):
        more = {"procedure_date": day, "procedure_end_date": end, "procedure_type_concept_id": type}
        made.add("procedure_occurrence", procedure_concept_id=made.concept(name), **more)
    reading = read(made)
    assert [entry(p) for p in reading.patient.procedures] == [
        {"name": "liver transplantation", "date": "2019-05-01"},
        {"name": "haemodialysis", "start": "2026-01-05", "end": "2026-02-05"},
        {"name": "colonoscopy", "date": "2026-01-05"},
    ]
    assert [n.place for n in reading.notes] == [
        "procedure_occurrence 4: procedure_type_concept_id",
        "procedure_occurrence 5: procedure_end_date",
    ]


def test_devices_that_the_vocabulary_knows(read: Read) -> None:
    made = cdm()
    for name in ("cardiac pacemaker", "sphygmomanometer cuff"):
        made.add("device_exposure", device_concept_id=made.concept(name), device_exposure_start_date="2020-01-05")
    reading = read(made)
    assert [entry(p) for p in reading.patient.procedures] == [{"name": "cardiac pacemaker", "date": "2020-01-05"}]
    assert whys(reading) == ["left_out: the record has no place for the device"]


# ------------------------------------------------------------------ observations


def test_family_history(read: Read) -> None:
    made = cdm()
    observed(made, 4167217, value_as_concept_id=made.concept("Diabetes mellitus"), qualifier_concept_id=made.concept("Mother"))
    observed(made, made.concept("Family history of stroke"))
    observed(made, made.concept("No family history of asthma"))
    observed(made, made.concept("Family history of epilepsy"), value_as_concept_id=4188540)
    observed(made, 4210989, value_as_concept_id=0)
    reading = read(made)
    assert [entry(f) for f in reading.patient.family_history] == [
        {"name": "Diabetes mellitus", "relation": "Mother"},
        {"name": "stroke"},
        {"name": "asthma", "status": "absent"},
        {"name": "epilepsy", "status": "absent"},
    ]
    assert whys(reading) == ["left_out: the entry is left out: it does not say what"]


def test_allergies(read: Read) -> None:
    made = cdm()
    observed(made, 439224, value_as_concept_id=made.concept("heparin"))
    observed(made, made.concept("Allergy to penicillin"))
    observed(made, made.concept("Allergy to aspirin"), value_as_concept_id=4188540)
    condition(made, "Allergy to latex", "2020-01-01")
    assert [entry(a) for a in read(made).patient.allergies] == [
        {"name": "heparin"},
        {"name": "penicillin"},
        {"name": "aspirin", "status": "absent"},
        {"name": "latex"},
    ]


def test_no_known_allergy_closes_the_list_unless_one_is_known(read: Read) -> None:
    made = cdm()
    observed(made, made.concept("No known allergy"))
    assert read(made).patient.complete == ("allergies",)
    observed(made, made.concept("Allergy to penicillin"))
    reading = read(made)
    assert reading.patient.complete == ()
    assert whys(reading) == ["left_out: the entry is left out: other rows record an allergy"]


def test_what_is_history_is_not_said_to_go_on_or_to_be_over(read: Read) -> None:
    made = cdm()
    observed(made, 1340204, value_as_concept_id=made.concept("Ascites", domain="Condition"))
    observed(made, 1340204, value_as_concept_id=made.concept("Liver transplantation", domain="Procedure"))
    observed(made, made.concept("History of warfarin"))
    observed(made, made.concept("History of stroke"), value_as_concept_id=4188540)
    patient = read(made).patient
    past = {"onset": "../2026-10-30", "end": "../.."}
    assert [entry(c) for c in patient.conditions] == [{"name": "Ascites", **past}, {"name": "stroke", "status": "absent"}]
    assert [entry(p) for p in patient.procedures] == [{"name": "Liver transplantation", "date": "../2026-10-30"}]
    assert [m.name for m in patient.medications] == ["warfarin"]
    trial = {"Ascites": "unknown", "History of ascites": "match", "History of liver transplantation": "match", "History of stroke": "fail"}
    text = "Inclusion Criteria:\n\n" + "\n".join(f"* {line}" for line in trial) + "\n\nExclusion Criteria:\n\n* Pregnancy\n"
    report = screen(patient, text, on=date(2026, 11, 1))
    assert {c.text: str(c.outcome) for c in report.criteria if c.text in trial} == trial


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Never smoker", {"smoking": False, "former smoking": False, "never smoked": True}),
        ("Former smoker", {"smoking": False, "former smoking": True, "never smoked": False}),
        ("Current every day smoker", {"smoking": True, "former smoking": False, "never smoked": False}),
        ("Unknown if ever smoked", {}),
    ],
)
def test_smoking(read: Read, words: str, expected: dict[str, bool]) -> None:
    made = cdm()
    observed(made, made.concept("Tobacco smoking status", "LOINC", "72166-2"), value_as_concept_id=made.concept(words))
    assert {o.name: o.value for o in read(made).patient.observations} == expected


def test_findings(read: Read) -> None:
    made = cdm()
    observed(made, made.concept("Pregnancy"), value_as_concept_id=4188540)
    observed(made, made.concept("Body weight"), value_as_number=70, unit_source_value="kg")
    observed(made, made.concept("NYHA class"), value_as_string="III")
    observed(made, made.concept("Breastfeeding"))
    observed(made, made.concept("Keeps bees"))
    reading = read(made)
    assert [(o.name, o.value, o.unit) for o in reading.patient.observations] == [
        ("Pregnancy", False, None),
        ("Body weight", 70.0, "kg"),
        ("NYHA class", "III", None),
        ("Breastfeeding", True, None),
    ]
    assert whys(reading) == ["changed: no value: read as recorded of the person", "left_out: the entry is left out: it has no value"]


def test_a_death_is_noted(read: Read) -> None:
    made = cdm()
    made.add("death", person_id=1, death_date="2026-05-01")
    assert [str(n) for n in read(made).notes] == [
        "death 1: death_date: the person has died; the record has no place for that (found 2026-05-01)"
    ]


def test_a_device_stays_however_long_the_putting_in_took(read: Read) -> None:
    made = cdm()
    for end in ("2020-01-06", "2020-01-12"):
        day = {"procedure_date": "2020-01-05", "procedure_end_date": end}
        made.add("procedure_occurrence", procedure_concept_id=made.concept("pacemaker implantation"), **day)
    reading = read(made)
    assert [entry(p) for p in reading.patient.procedures] == [
        {"name": "pacemaker implantation", "date": "2020-01-05/2020-01-06"},
        {"name": "pacemaker implantation", "start": "2020-01-05", "end": "2020-01-12/.."},
    ]
    assert whys(reading) == ["changed: whether the device is still there after it is left open"]

"""OMOP CDM → native records: what each table gives, what is noted, what is refused."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from eligibility import Patient, PatientError, read_omop, screen
from eligibility.patient.reading import Reading
from omop_tables import FORMATS, Cdm, write_csv

Read = Callable[[Cdm], Reading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_one(cdm: Cdm) -> Reading:
        with read_omop(cdm.write(tmp_path)) as readings:
            return next(readings)

    return read_one


def entry(model: Any) -> dict[str, Any]:
    """An entry as written, without its codes."""
    return {k: v for k, v in model.model_dump(mode="json", exclude_defaults=True).items() if k != "codes"}


def cdm(**person: Any) -> Cdm:
    made = Cdm()
    made.person(**person)
    return made


def condition(made: Cdm, name: str, start: str, end: str | None = None, **more: Any) -> None:
    made.add(
        "condition_occurrence",
        condition_concept_id=made.concept(name, domain="Condition"),
        condition_start_date=start,
        condition_end_date=end,
        **more,
    )


def measured(made: Cdm, name: str = "Bilirubin.total [Mass/volume] in Serum or Plasma", code: str = "1975-2", **more: Any) -> None:
    made.add("measurement", measurement_concept_id=made.concept(name, "LOINC", code), **{"measurement_date": "2026-10-30", **more})


def observed(made: Cdm, concept: int, **more: Any) -> None:
    made.add("observation", observation_concept_id=concept, **{"observation_date": "2026-10-30", **more})


def drug(made: Cdm, name: str, start: str, end: str | None, **more: Any) -> None:
    made.add(
        "drug_exposure",
        drug_concept_id=made.concept(name, "RxNorm", domain="Drug"),
        drug_exposure_start_date=start,
        drug_exposure_end_date=end,
        **more,
    )


def whys(reading: Reading) -> list[str]:
    return [f"{n.kind}: {n.why}" for n in reading.notes]


# ------------------------------------------------------------------ the person


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ({"year": 1970, "month": 3, "day": 4}, "1970-03-04"),
        ({"year": 1970, "month": 3, "day": None}, "1970-03"),
        ({"year": 1970, "month": None, "day": None}, "1970"),
        ({"year": None, "month": None, "day": None, "birth_datetime": "1970-03-04 00:00:00"}, "1970-03-04"),
    ],
)
def test_a_birth_date_is_as_exact_as_its_row(read: Read, person: dict[str, Any], expected: str) -> None:
    assert str(read(cdm(**person)).patient.birth_date) == expected


@pytest.mark.parametrize(("gender", "expected"), [(8507, "male"), (8532, "female"), (8551, None), (0, None)])
def test_sex(read: Read, gender: int, expected: str | None) -> None:
    reading = read(cdm(gender=gender))
    assert reading.patient.sex == expected
    assert whys(reading) == ([] if expected else ["left_out: neither male (8507) nor female (8532): the sex is unknown"])


@pytest.mark.parametrize(
    ("person", "message"),
    [
        ({"year": None}, "table person: person 1: year_of_birth: expected a year, found None"),
        ({"month": 13}, "table person: person 1: month_of_birth: expected a whole number from 1 to 12, found '13'"),
        ({"year": 1971, "month": 2, "day": 29}, "table person: person 1: day_of_birth: expected a day of that month, found '29'"),
    ],
)
def test_a_broken_person_is_an_error_and_the_next_one_is_read(tmp_path: Path, person: dict[str, Any], message: str) -> None:
    made = cdm(**person)
    made.person(2)
    readings = read_omop(made.write(tmp_path))
    with pytest.raises(PatientError) as caught:
        next(readings)
    assert str(caught.value) == f"E302: {tmp_path}: {message}"
    assert [r.patient.id for r in readings] == ["2"]


def test_a_person_with_two_rows_is_an_error(tmp_path: Path) -> None:
    made = cdm()
    made.person(1, 1990)
    with pytest.raises(PatientError, match="table person: person 1 has 2 rows, expected one"), read_omop(made.write(tmp_path)) as readings:
        next(readings)


# ------------------------------------------------------------------ measurements


def test_a_measurement(read: Read) -> None:
    made = cdm()
    unit = made.concept("milligram per deciliter", "UCUM", "mg/dL")
    measured(made, value_as_number=12.5, unit_concept_id=unit, unit_source_value="MG/DL", range_low=0.2, range_high=1.2)
    reading = read(made)
    (found,) = reading.patient.observations
    assert entry(found) == {
        "name": "Bilirubin.total [Mass/volume] in Serum or Plasma",
        "value": 12.5,
        "unit": "mg/dL",
        "date": "2026-10-30",
        "low": 0.2,
        "high": 1.2,
    }
    assert (found.codes[0].system, found.codes[0].code) == ("http://loinc.org", "1975-2")
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"value_as_number": 5, "operator_concept_id": 4171756}, (5.0, "<")),
        ({"value_as_number": 5, "operator_concept_id": 4171754}, (5.0, "<=")),
        ({"value_as_number": 5, "operator_concept_id": 4172704}, (5.0, ">")),
        ({"value_as_number": 5, "operator_concept_id": 4171755}, (5.0, ">=")),
        ({"value_as_number": 5, "operator_concept_id": 4172703}, (5.0, None)),
        ({"value_as_number": 5, "operator_concept_id": 0}, (5.0, None)),
        ({"value_as_number": 5, "operator_concept_id": 4172703, "value_source_value": "< 5"}, (5.0, "<")),
        ({"value_as_number": 5, "value_source_value": "≥5.0"}, (5.0, ">=")),
        ({"value_source_value": ">= 5"}, (5.0, ">=")),
        ({"value_source_value": "5.5"}, (5.5, None)),
    ],
)
def test_a_comparator_is_found_wherever_it_stands(read: Read, cells: dict[str, Any], expected: tuple[float, str | None]) -> None:
    made = cdm()
    measured(made, **cells)
    (found,) = read(made).patient.observations
    assert (found.value, found.comparator) == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("HBsAg", "Positive", "Positive"),
        ("HBsAg", "Not detected", "Not detected"),
        ("Stroke", "No", False),
        ("Stroke", "Yes", True),
        ("NYHA class", "III", "III"),
    ],
)
def test_a_categorical_value(read: Read, name: str, value: str, expected: object) -> None:
    made = cdm()
    measured(made, name, "x", value_as_concept_id=made.concept(value))
    assert read(made).patient.observations[0].value == expected


def test_known_answers_need_no_row_of_concept(read: Read) -> None:
    made = cdm()
    for id in (9191, 9189, 4188539, 4188540):
        measured(made, "HBsAg", "5196-1", value_as_concept_id=id)
    assert [o.value for o in read(made).patient.observations] == ["Positive", "Negative", True, False]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({}, "the entry is left out: it has no value"),
        ({"value_as_number": -3}, "the entry is left out: expected a number not below 0"),
        ({"value_as_number": 3, "measurement_date": "2026-02-30"}, "the row has no date, and is left out"),
        ({"value_as_number": 3, "measurement_date": None}, "the row has no date, and is left out"),
        ({"value_as_number": "NaN"}, "the entry is left out: it has no value"),
        ({"value_as_number": 3, "operator_concept_id": 77}, "the entry is left out: expected one of <, <=, =, >=, >"),
        ({"value_source_value": "pending"}, "the entry is left out: the value gives no information"),
        ({"value_as_number": 3, "measurement_date": "1950-01-01"}, "the entry is left out: it is dated before the birth"),
    ],
)
def test_a_measurement_that_makes_no_sense_is_left_out_with_a_note(read: Read, cells: dict[str, Any], why: str) -> None:
    made = cdm()
    measured(made, **cells)
    reading = read(made)
    assert reading.patient.observations == ()
    assert f"left_out: {why}" in whys(reading)


def test_an_index_is_no_result_of_a_test(read: Read) -> None:
    made = cdm()
    measured(made, "Hepatitis B virus surface Ag [Presence] in Serum", "5196-1", value_as_number=0.03)
    measured(made, "Hepatitis B virus surface Ag [Presence] in Serum", "5196-1", value_as_number=0.03, value_as_concept_id=9189)
    reading = read(made)
    assert [o.value for o in reading.patient.observations] == ["Negative"]
    assert "left_out: the entry is left out: whether that number is a positive result is not said" in whys(reading)


def test_a_range_upside_down_is_left_out_and_the_value_kept(read: Read) -> None:
    made = cdm()
    measured(made, value_as_number=3, range_low=9, range_high=1)
    reading = read(made)
    assert (reading.patient.observations[0].low, reading.patient.observations[0].high) == (None, None)
    assert [n.why for n in reading.notes] == ["the reference range is left out: its lower end is above the upper one"]


@pytest.mark.parametrize(
    ("concept", "source", "unit"),
    [
        (("unit per liter", "[U]/L"), "U/L", "U/L"),
        (("international unit per liter", "[iU]/L"), None, "[IU]/L"),
        (("thousand per microliter", "10*3/uL"), None, "10*3/uL"),
        (None, "mg/dL", "mg/dL"),
        (("nobody knows", "{?}q"), "mmol/L", "mmol/L"),
        (None, "blobs", "blobs"),
        (None, None, None),
    ],
)
def test_units(read: Read, concept: tuple[str, str] | None, source: str | None, unit: str | None) -> None:
    made = cdm()
    id = made.concept(concept[0], "UCUM", concept[1]) if concept else 0
    measured(made, "Alanine aminotransferase", "1742-6", value_as_number=3, unit_concept_id=id, unit_source_value=source)
    assert read(made).patient.observations[0].unit == unit


# ------------------------------------------------------------------ what a row is about


def test_without_a_standard_concept_the_source_names_the_row(read: Read) -> None:
    made = cdm()
    source = made.concept("Type 2 diabetes mellitus without complications", "ICD10CM", "E11.9")
    more = {"condition_start_date": "2020-01-01"}
    made.add("condition_occurrence", condition_concept_id=0, condition_source_concept_id=source, condition_source_value="E11.9", **more)
    made.add("condition_occurrence", condition_concept_id=0, condition_source_value="ascites", **more)
    made.add("condition_occurrence", condition_concept_id=0, condition_source_value=None, **more)
    reading = read(made)
    assert {c.name for c in reading.patient.conditions} == {"Type 2 diabetes mellitus without complications", "ascites"}
    assert {n.place: n.why for n in reading.notes} == {
        "condition_occurrence 1: condition_concept_id": "no standard concept: named by its source concept",
        "condition_occurrence 2: condition_concept_id": "no concept: named by its source value",
        "condition_occurrence 3: condition_concept_id": "neither a concept nor a source value says what the row is about",
    }


def test_codes_of_the_standard_and_the_source_concept_are_kept(read: Read) -> None:
    made = cdm()
    source = made.concept("Essential (primary) hypertension", "ICD10CM", "I10")
    condition(made, "Essential hypertension", "2020-01-01", condition_source_concept_id=source)
    (found,) = read(made).patient.conditions
    assert [c.system for c in found.codes] == ["http://snomed.info/sct", "http://hl7.org/fhir/sid/icd-10-cm"]


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


# ------------------------------------------------------------------ notes


def test_rows_of_one_fate_share_a_note(read: Read) -> None:
    made = cdm()
    for day in range(1, 8):
        measured(made, measurement_date=f"2026-10-0{day}")
    assert [str(n) for n in read(made).notes] == ["measurement 1, 2, 3 and 4 more: the entry is left out: it has no value"]


def test_rows_of_nobody_and_tables_not_read_are_noted_at_the_end(tmp_path: Path) -> None:
    made = cdm(id=5)
    condition(made, "ascites", "2020-01-01", person_id=4)
    condition(made, "ascites", "2020-01-01", person_id=6)
    condition(made, "ascites", "2020-01-01", person_id=None)
    made.add("note", note_text="x")
    readings = read_omop(made.write(tmp_path))
    assert [r.patient.conditions for r in readings] == [()]
    assert [str(n) for n in readings.notes] == [
        "note: the table is not read",
        "condition_occurrence: person_id: no person of table person has that id (found 3 rows)",
    ]


# ------------------------------------------------------------------ the source


def everything() -> Cdm:
    """Three persons with a bit of everything."""
    made = cdm()
    made.person(2, 1980, None, None, gender=8507)
    made.person(10, 1990)
    for person in (10, 2, 1):
        measured(made, person_id=person, value_as_number=1.5, unit_source_value="mg/dL", range_high=1.2)
        condition(made, "ascites", "2020-01-01", person_id=person)
        drug(made, "warfarin sodium 5 MG Oral Tablet", "2026-01-01", "2026-01-30", person_id=person, quantity=30.0, days_supply=30)
        made.add("procedure_occurrence", procedure_concept_id=made.concept("biopsy"), procedure_date="2020-02-02", person_id=person)
        observed(made, made.concept("Pregnancy"), value_as_concept_id=4188540, person_id=person)
    return made


def test_every_form_of_the_tables_reads_the_same(tmp_path: Path) -> None:
    read = {}
    for format in FORMATS:
        folder = tmp_path / format
        folder.mkdir()
        read[format] = list(read_omop(everything().write(folder, format)))
    assert [r.patient.id for r in read["csv"]] == ["1", "2", "10"]
    assert all(r.patient.observations and r.patient.medications for r in read["csv"])
    assert read["csv"] == read["parquet"] == read["duckdb"]


@pytest.mark.parametrize("format", FORMATS)
def test_some_persons(tmp_path: Path, format: str) -> None:
    path = everything().write(tmp_path, format)
    assert [r.patient.id for r in read_omop(path, persons=["10", 2])] == ["2", "10"]
    assert Patient.from_omop(path, 2).sex == "male"
    assert [r.patient for r in read_omop(path, [2])] == [Patient.from_omop(path, "2")]


def test_a_person_who_is_not_there(tmp_path: Path) -> None:
    path = everything().write(tmp_path)
    with pytest.raises(PatientError, match="table person has no person 7, 8"):
        read_omop(path, [1, 8, 7])
    with pytest.raises(PatientError, match="expected a person_id, which is a whole number, found 'p-001'"):
        read_omop(path, ["p-001"])


def test_files_as_athena_and_others_write_them(tmp_path: Path) -> None:
    made = everything()
    folder = tmp_path / "it's [a] folder*"
    folder.mkdir()
    made.concept('12" stick', "SNOMED", "1")
    for table, rows in made.tables.items():
        if table == "concept":
            lines = ["\t".join(rows[0]), *("\t".join(str(v) for v in row.values()) for row in rows)]
            (folder / "CONCEPT.csv").write_text("\n".join(lines).upper().replace("_ID", "_id") + "\n", "utf-8")
        elif table == "measurement":
            write_csv(tmp_path / "m.csv", rows, upper=True)
            (folder / "Measurement.CSV.gz").write_bytes(gzip.compress((tmp_path / "m.csv").read_bytes()))
        else:
            write_csv(folder / f"{table.upper()}.csv", rows, delimiter=";", upper=True)
    patients = [r.patient for r in read_omop(folder)]
    assert [p.id for p in patients] == ["1", "2", "10"]
    assert [c.name for c in patients[0].conditions] == ["ASCITES"]
    assert patients[0].observations[0].unit == "mg/dL"


def test_a_table_in_parts(tmp_path: Path) -> None:
    made = everything()
    path = made.write(tmp_path, "parquet")
    whole = list(read_omop(path))
    (tmp_path / "condition_occurrence").mkdir()
    for part, test in (("1", "person_id < 2"), ("2", "person_id >= 2")):
        duckdb.execute(
            f"COPY (FROM '{tmp_path}/condition_occurrence.parquet' WHERE {test}) TO '{tmp_path}/condition_occurrence/part-{part}.parquet'"
        )
    (tmp_path / "condition_occurrence.parquet").unlink()
    assert list(read_omop(path)) == whole


def test_a_database_with_schemas(tmp_path: Path) -> None:
    path = everything().write(tmp_path, "duckdb")
    whole = list(read_omop(path))
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE SCHEMA cdm54; CREATE SCHEMA vocab")
        for table in everything().tables:
            schema = "vocab" if table == "concept" else "cdm54"
            connection.execute(f"CREATE TABLE {schema}.{table} AS FROM main.{table}; DROP TABLE main.{table}")
    assert list(read_omop(path)) == whole


def _without(table: str, column: str) -> Cdm:
    made = everything()
    for row in made.tables[table]:
        del row[column]
    return made


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("table", "column"),
    [("person", "year_of_birth"), ("concept", "concept_code"), ("measurement", "measurement_date"), ("drug_exposure", "person_id")],
)
def test_a_required_column_that_is_missing(tmp_path: Path, format: str, table: str, column: str) -> None:
    path = _without(table, column).write(tmp_path, format)
    with pytest.raises(PatientError, match=f"table {table}: column {column} is missing"):
        read_omop(path)


def test_optional_columns_may_be_missing(tmp_path: Path) -> None:
    made = everything()
    for table, column in (("person", "month_of_birth"), ("measurement", "range_high"), ("measurement", "measurement_id")):
        for row in made.tables[table]:
            del row[column]
    first = next(iter(read_omop(made.write(tmp_path))))
    assert str(first.patient.birth_date) == "1970"


@pytest.mark.parametrize("table", ["person", "concept"])
def test_a_required_table_that_is_missing(tmp_path: Path, table: str) -> None:
    made = everything()
    del made.tables[table]
    with pytest.raises(PatientError, match=f"the table {table} is missing"):
        read_omop(made.write(tmp_path))


def test_what_is_no_cdm(tmp_path: Path) -> None:
    with pytest.raises(PatientError, match="no such file or directory"):
        read_omop(tmp_path / "nowhere")
    (tmp_path / "cdm.duckdb").write_text("not a database")
    with pytest.raises(PatientError, match="not a DuckDB file"):
        read_omop(tmp_path / "cdm.duckdb")
    (tmp_path / "empty").mkdir()
    with pytest.raises(PatientError, match="the table person is missing"):
        read_omop(tmp_path / "empty")


def test_a_table_that_is_there_twice(tmp_path: Path) -> None:
    path = everything().write(tmp_path)
    (path / "PERSON.tsv").write_text("person_id\n")
    with pytest.raises(PatientError, match=r"the table person is there more than once: PERSON.tsv, person.csv"):
        read_omop(path)


def test_a_broken_file_names_the_table(tmp_path: Path) -> None:
    path = everything().write(tmp_path)
    (path / "measurement.csv").write_bytes(b'\x00\xff\xfe person_id,,,\n"1,2\n')
    with pytest.raises(PatientError, match="table measurement"):
        list(read_omop(path))


def test_data_never_becomes_sql(tmp_path: Path) -> None:
    made = cdm()
    nasty = "x'); DROP TABLE person; --"
    made.add("condition_occurrence", condition_concept_id=0, condition_source_value=nasty, condition_start_date="2020-01-01")
    for row in made.tables["person"]:
        row['a "quoted"; column'] = nasty
    assert next(read_omop(made.write(tmp_path))).patient.conditions[0].name == nasty


def test_without_duckdb_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(PatientError) as caught:
        read_omop(tmp_path)
    assert str(caught.value).splitlines() == [
        "E300: OMOP tables are read with DuckDB, which is not installed",
        "  hint: pip install 'eligibility[omop]'",
    ]


def test_rows_that_are_not_alike_say_what_may_be_the_matter(tmp_path: Path) -> None:
    folder = cdm().write(tmp_path)
    person = next(p for p in folder.iterdir() if p.stem.casefold() == "person")
    lines = person.read_bytes().splitlines()
    person.write_bytes(lines[0] + b"\n" + lines[1] + b"\n" + lines[1].replace(b"1", b"7", 1) + b"\r\n")
    with pytest.raises(PatientError, match="do its lines end in two ways"), read_omop(folder) as readings:
        list(readings)

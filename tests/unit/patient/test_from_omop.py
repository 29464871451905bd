"""OMOP CDM → native records: the person, measurements, what a row is about, and the notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eligibility import PatientError, read_omop
from omop_tables import Read, cdm, condition, entry, measured, whys

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
    ("ids", "expected"),
    [
        ({"race_concept_id": 8516}, [("race", "Black or African American")]),
        ({"race_concept_id": 8527, "ethnicity_concept_id": 38003564}, [("race", "White"), ("ethnicity", "Not Hispanic or Latino")]),
        ({"race_concept_id": None, "ethnicity_concept_id": 0}, []),
    ],
)
def test_race_and_ethnicity_are_observations(read: Read, ids: dict[str, int | None], expected: list[tuple[str, str]]) -> None:
    assert [(o.name, o.value) for o in read(cdm(**ids)).patient.observations] == expected


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

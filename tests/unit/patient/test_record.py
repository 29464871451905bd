"""The patient record of contract §3, and what is said of a malformed one."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from eligibility.errors import PatientError
from eligibility.patient.record import Patient, check_birth, read_patient

CONTRACT_EXAMPLE: dict[str, Any] = {
    "id": "p-001",
    "sex": "female",
    "birth_date": "1979-04-02",
    "observations": [
        {"name": "total bilirubin", "value": 210, "unit": "umol/L", "date": "2026-10-30", "low": 3.4, "high": 20.5},
        {"name": "AFP", "value": 1210, "comparator": ">", "unit": "ng/mL", "date": "2026-10-30"},
        {"name": "HBsAg", "value": "positive", "date": "2026-10-01", "since": "2020-01-01"},
        {"name": "NYHA class", "value": "III", "date": "2026-10-01"},
        {"name": "pregnancy", "value": False, "date": "2026-10-30"},
    ],
    "conditions": [
        {"name": "ascites", "status": "active", "onset": "2026-10-20", "severity": "moderate"},
        {"name": "acute-on-chronic liver failure", "due_to": ["hepatitis B"], "onset": "2026-10"},
        {
            "name": "lung adenocarcinoma",
            "codes": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C34.9"}],
            "stage": "IIIB",
            "end": None,
        },
        {"name": "hepatocellular carcinoma", "status": "absent"},
    ],
    "procedures": [
        {"name": "liver transplantation", "date": "2019-03", "status": "done"},
        {"name": "haemodialysis", "start": "2026-01-05"},
    ],
    "medications": [
        {
            "name": "prednisone",
            "start": "2026-09-01",
            "end": None,
            "dose": 20,
            "unit": "mg/day",
            "route": "oral",
            "indication": "asthma",
        }
    ],
    "allergies": [{"name": "heparin", "status": "present", "severity": "severe"}],
    "family_history": [{"name": "mental disorder", "relation": "mother", "status": "present"}],
    "complete": ["conditions", "procedures"],
}


def test_the_contract_s_example_is_a_patient() -> None:
    patient = Patient.model_validate(CONTRACT_EXAMPLE)
    assert patient.observations[0].value == 210.0
    assert patient.observations[4].value is False
    assert patient.conditions[1].status == "active"
    assert patient.procedures[1].status == "done"
    assert str(patient.procedures[0].date) == "2019-03"
    assert patient.complete == ("conditions", "procedures")


def test_a_record_survives_being_written_as_json() -> None:
    patient = Patient.model_validate(CONTRACT_EXAMPLE)
    assert Patient.from_json(patient.model_dump_json()) == patient


def test_every_field_is_optional() -> None:
    assert Patient.model_validate({}) == Patient()


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError, match=r"frozen"):
        Patient().sex = "male"  # type: ignore[misc]


def test_the_json_schema_describes_dates_and_closed_lists() -> None:
    schema = Patient.model_json_schema()
    assert schema["$defs"]["Condition"]["properties"]["status"]["enum"] == ["active", "resolved", "absent"]
    assert schema["properties"]["birth_date"]["anyOf"][0]["type"] == "string"


def problems(record: Any, origin: str | None = None) -> list[str]:
    with pytest.raises(PatientError) as error:
        read_patient(record, origin)
    return str(error.value).splitlines()


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (
            {"conditions": [{"name": "a"}, {"name": "b"}, {"name": "ascites", "status": "actve"}]},
            ['E302: conditions[2].status: expected one of active, resolved, absent, found "actve"', "  hint: did you mean 'active'?"],
        ),
        (
            {"procedures": [{"name": "dialysis", "status": "stopped"}]},
            ['E302: procedures[0].status: expected one of done, planned, absent, found "stopped"'],
        ),
        ({"sex": "F"}, ['E302: sex: expected one of female, male, found "F"', "  hint: did you mean 'female'?"]),
        ({"sex": 1}, ["E302: sex: expected one of female, male, found 1"]),
        (
            {"birth_date": "1979-02-30"},
            ['E302: birth_date: expected a date of the calendar, found "1979-02-30"'],
        ),
        (
            {"birth_date": "02.04.1979"},
            ['E302: birth_date: expected a date such as "2019-03-01", "2019-03" or "2019", found "02.04.1979"'],
        ),
        ({"birth_date": 1979}, ['E302: birth_date: expected a date such as "2019-03-01", "2019-03" or "2019", found 1979']),
        ({"age": -1}, ["E302: age: expected a number of years between 0 and 150, found -1"]),
        ({"age": True}, ["E302: age: expected a number, found true"]),
        ({"age": "47"}, ['E302: age: expected a number, found "47"']),
        ({"observations": [{"name": "INR"}]}, ["E302: observations[0].value: is missing", "  hint: the field is required"]),
        (
            {"observations": [{"value": 1}]},
            ["E302: observations[0].name: expected a name, or codes, found null"],
        ),
        (
            {"observations": [{"name": "INR", "value": None}]},
            ["E302: observations[0].value: expected a number, true, false, or a term, found null"],
        ),
        (
            {"observations": [{"name": "INR", "value": [1]}]},
            ["E302: observations[0].value: expected a number, true, false, or a term, found [1]"],
        ),
        (
            {"observations": [{"name": "INR", "value": " "}]},
            ['E302: observations[0].value: expected a number, true, false, or a term, found " "'],
        ),
        (
            {"observations": [{"name": "INR", "value": True}]},
            ["E302: observations[0].value: expected a number: International normalised ratio is measured, found true"],
        ),
        (
            {"observations": [{"name": "platelets", "value": "120"}]},
            ['E302: observations[0].value: expected a number without quotes, and < or > as comparator, found "120"'],
        ),
        (
            {"observations": [{"name": "platelets", "value": -3}]},
            ["E302: observations[0].value: expected a number not below 0: Platelet count, found -3"],
        ),
        (
            {"observations": [{"name": "NYHA class", "value": "V"}]},
            ['E302: observations[0].value: expected one of I, II, III, IV (NYHA functional class), found "V"'],
        ),
        (
            {"observations": [{"name": "HBsAg", "value": "positive", "comparator": ">"}]},
            ['E302: observations[0].comparator: expected no comparator: the value is not a number, found ">"'],
        ),
        (
            {"observations": [{"name": "INR", "value": 1, "comparator": "≥"}]},
            ['E302: observations[0].comparator: expected one of <, <=, >, >=, found "≥"'],
        ),
        (
            {"observations": [{"name": "INR", "value": 1, "low": 3, "high": 2}]},
            ["E302: observations[0].low: expected a lower limit of normal not above the upper one, 2, found 3"],
        ),
        (
            {"observations": [{"name": "HBsAg", "value": "positive", "date": "2020", "since": "2021-01"}]},
            ['E302: observations[0].since: expected a date not after the observation\'s own, 2020, found "2021-01"'],
        ),
        (
            {
                "conditions": [
                    {"name": "ascites", "onset": "2026-10-20", "end": "2026-10"},
                    {"name": "x", "onset": "2026-10", "end": "2026-09"},
                ]
            },
            ['E302: conditions[1].end: expected a date not before the onset 2026-10, found "2026-09"'],
        ),
        (
            {"conditions": [{"name": "ascites", "status": "absent", "onset": "2020"}]},
            ['E302: conditions[0].status: expected active or resolved: what was never had has no onset and no end, found "absent"'],
        ),
        (
            {"conditions": [{"name": "ascites", "due_to": "cirrhosis"}]},
            ['E302: conditions[0].due_to: expected a list, found "cirrhosis"'],
        ),
        (
            {"conditions": [{"name": "ascites", "severity": "grave"}]},
            ['E302: conditions[0].severity: expected one of mild, moderate, severe, found "grave"'],
        ),
        (
            {"conditions": [{"name": "ascites", "onst": "2020"}]},
            ["E302: conditions[0].onst: there is no such field", "  hint: did you mean 'onset'?"],
        ),
        ({"conditons": []}, ["E302: conditons: there is no such field", "  hint: did you mean 'conditions'?"]),
        ({"conditions": {}}, ["E302: conditions: expected a list, found {}"]),
        ({"conditions": ["ascites"]}, ['E302: conditions[0]: expected an object with fields, found "ascites"']),
        ({"conditions": None}, ["E302: conditions: expected a list, found null"]),
        (
            {"procedures": [{"name": "dialysis", "date": "2020", "start": "2020"}]},
            ['E302: procedures[0].date: expected either date, or start and end, found "2020"'],
        ),
        (
            {"medications": [{"name": "prednisone", "dose": -1}]},
            ["E302: medications[0].dose: expected a number not below 0, found -1"],
        ),
        (
            {"medications": [{"name": "prednisone", "status": "resolved"}]},
            ['E302: medications[0].status: expected one of active, stopped, absent, found "resolved"'],
        ),
        (
            {"allergies": [{"name": "heparin", "status": "active"}]},
            ['E302: allergies[0].status: expected one of present, absent, found "active"'],
        ),
        (
            {"birth_date": "1979-04-02", "conditions": [{"name": "a", "onset": "1979"}, {"name": "b", "onset": "1979-03"}]},
            ['E302: conditions[1].onset: expected a date not before the birth date 1979-04-02, found "1979-03"'],
        ),
        (
            {"complete": ["observations"]},
            [
                'E302: complete[0]: expected one of conditions, procedures, medications, allergies, family_history, found "observations"',
                "  hint: a missing number is always unknown: observations are never complete",
            ],
        ),
        (
            {"complete": "conditions"},
            ['E302: complete: expected a list, found "conditions"'],
        ),
    ],
)
def test_a_mistake_names_the_field_the_value_and_what_was_expected(record: Any, message: list[str]) -> None:
    assert problems(record) == message


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_without_a_value_are_refused(number: str) -> None:
    text = f'{{"observations": [{{"name": "INR", "value": {number}}}]}}'
    assert problems(text)[0].startswith("E302: observations[0].value: expected a finite number, found ")


@pytest.mark.parametrize("field", ["low", "high"])
def test_reference_limits_without_a_value_are_refused(field: str) -> None:
    record = {"observations": [{"name": "INR", "value": 1, field: float("nan")}]}
    assert problems(record) == [f"E302: observations[0].{field}: expected a finite number, found NaN"]


def test_all_problems_come_together_with_their_origin() -> None:
    record = {"sex": "x", "age": -1, "conditions": [{"name": "a", "status": "b"}]}
    assert problems(record, "patients.jsonl, line 7") == [
        'E302: patients.jsonl, line 7: sex: expected one of female, male, found "x"',
        "E302: patients.jsonl, line 7: age: expected a number of years between 0 and 150, found -1",
        'E302: patients.jsonl, line 7: conditions[0].status: expected one of active, resolved, absent, found "b"',
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"sex": }', "E301: p.json: not JSON: Expecting value (line 1, column 9)"),
        ("[]\n", "E301: p.json: expected a patient record (a JSON object), found a list"),
        ('{"sex": "male", "sex": "female"}', "E301: p.json: sex: the field stands twice in one object"),
        ("{" + '"a":{' * 100_000, "E301: p.json: not a patient record: nested too deeply"),
    ],
)
def test_text_that_is_no_record(text: str, message: str) -> None:
    assert problems(text, "p.json") == [message]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    missing = tmp_path / "nobody.json"
    assert problems(missing) == [f"E300: {missing}: cannot be read: No such file or directory"]
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe{")
    assert problems(binary) == [f"E301: {binary}: not UTF-8 text (byte 0)"]


def test_a_patient_is_read_from_each_form(tmp_path: Path) -> None:
    expected = Patient.model_validate({"id": "7", "sex": "male"})
    file = tmp_path / "p.json"
    file.write_text('\ufeff{"id": 7, "sex": "male"}', "utf-8")
    for source in ({"id": 7, "sex": "male"}, '{"id": "7", "sex": "male"}', file, str(file), expected):
        assert read_patient(source) == expected


def test_what_is_no_patient_at_all() -> None:
    assert problems(17) == ["E301: expected a patient record (a mapping, JSON text or a file), found 17"]


def test_a_birth_after_the_day_of_judgement_is_an_error() -> None:
    patient = Patient.model_validate({"id": "p", "birth_date": "2026-12"})
    with pytest.raises(PatientError) as error:
        check_birth(patient, date(2026, 11, 1))
    assert str(error.value) == (
        "E302: patient p: birth_date: '2026-12' is after 2026-11-01, the day of judgement (on)\n"
        "  hint: correct the birth date, or pass a later `on`"
    )
    check_birth(patient, date(2026, 12, 1))


def test_a_huge_whole_number_is_no_traceback() -> None:
    text = json.dumps({"observations": [{"name": "INR", "value": 10**400}]})
    assert problems(text)[0].startswith("E302: observations[0].value: expected a finite number, found 1000")


def test_a_note_is_no_name() -> None:
    [problem] = problems({"conditions": [{"name": "abc " * 1_000}]})
    assert problem.startswith("E302: conditions[0].name: expected at most 2,000 characters, and not a note of 3,999, found ")


def test_blanks_of_a_form_make_no_name_too_long() -> None:
    assert read_patient({"conditions": [{"name": "gout" + " " * 5_000 + "attack"}]}).conditions[0].name == "gout attack"

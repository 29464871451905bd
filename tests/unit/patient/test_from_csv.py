"""Spreadsheets → records: what each layout's cells become, and whole messages on what cannot be read."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from eligibility import Patient, PatientError, Reading, Trial, check_table, read_table, screen
from eligibility.patient.from_csv import TableReadings


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    def write(text: str | bytes, name: str = "a.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return path

    return write


def _one(path: Path, mapping: object = None) -> tuple[dict[str, Any], list[str]]:
    [reading] = read_table(path, mapping)  # type: ignore[arg-type]
    return _record(reading), [f"{note.kind}: {note}" for note in reading.notes]


def _record(reading: Reading) -> dict[str, Any]:
    return reading.patient.model_dump(mode="json", exclude_defaults=True)


def _refusal(path: Path, mapping: object = None) -> str:
    with pytest.raises(PatientError) as caught:
        list(read_table(path, mapping))  # type: ignore[arg-type]
    return str(caught.value).replace(str(path), "a.csv")


# ------------------------------------------------------------------ wide


def test_a_row_becomes_a_record(sheet: Any) -> None:
    path = sheet(
        "Patient ID,Gender,DOB,visit date,TBil (mg/dL),ULN total bilirubin,INR,HCC,HCC onset,ascites,liver transplantation date,HBsAg,"
        "prednisone,prednisone dose (mg/day),heparin allergy,NYHA class,pregnant,family history of breast cancer\n"
        "p1,F,1979-04-02,2026-10-30,<12.4,1.2,1.9,yes,2026-03,moderate,2019-03-04,pos,yes,20,no,iii,no,yes\n"
    )
    record, notes = _one(path)
    assert notes == []
    assert record == {
        "id": "p1",
        "sex": "female",
        "birth_date": "1979-04-02",
        "observations": [
            {"name": "TBil", "value": 12.4, "comparator": "<", "unit": "mg/dL", "date": "2026-10-30", "high": 1.2},
            {"name": "INR", "value": 1.9, "date": "2026-10-30"},
            {"name": "HBsAg", "value": "positive", "date": "2026-10-30"},
            {"name": "NYHA class", "value": "III", "date": "2026-10-30"},
            {"name": "pregnant", "value": False, "date": "2026-10-30"},
        ],
        "conditions": [{"name": "HCC", "onset": "2026-03"}, {"name": "ascites", "severity": "moderate"}],
        "procedures": [{"name": "liver transplantation", "date": "2019-03-04"}],
        "medications": [{"name": "prednisone", "dose": 20.0, "unit": "mg/d"}],
        "allergies": [{"name": "heparin", "status": "absent"}],
        "family_history": [{"name": "breast cancer"}],
    }


@pytest.mark.parametrize(
    ("header", "cell", "made"),
    [
        ("ascites", "no", {"observations": [{"name": "ascites", "value": False, "date": "../2026-10-30"}]}),
        ("ascites", "absent", {"observations": [{"name": "ascites", "value": False, "date": "../2026-10-30"}]}),
        ("ascites", "never", {"conditions": [{"name": "ascites", "status": "absent"}]}),
        ("ascites", "resolved", {"conditions": [{"name": "ascites", "status": "resolved"}]}),
        ("ascites", "2026-03-04", {"conditions": [{"name": "ascites", "onset": "2026-03-04"}]}),
        ("stroke", "no", {"observations": [{"name": "stroke", "value": False, "date": "2026-10-30"}]}),
        ("HIV", "neg", {"observations": [{"name": "HIV", "value": False, "date": "../2026-10-30"}]}),
        ("history of stroke", "yes", {"conditions": [{"name": "stroke", "onset": "../2026-10-30", "end": "../.."}]}),
        ("history of stroke", "no", {"conditions": [{"name": "stroke", "status": "absent"}]}),
        ("liver transplantation", "no", {"procedures": [{"name": "liver transplantation", "status": "absent"}]}),
        ("liver transplantation", "planned", {"procedures": [{"name": "liver transplantation", "status": "planned"}]}),
        ("dialysis", "no", {"observations": [{"name": "dialysis", "value": False, "date": "../2026-10-30"}]}),
        ("prednisone", "no", {"observations": [{"name": "prednisone", "value": False, "date": "../2026-10-30"}]}),
        ("prednisone", "never", {"medications": [{"name": "prednisone", "status": "absent"}]}),
        ("prednisone", "stopped", {"medications": [{"name": "prednisone", "status": "stopped"}]}),
        ("prior prednisone", "yes", {"medications": [{"name": "prednisone", "end": "../.."}]}),
        ("HBV DNA (IU/mL)", "not detected", {"observations": [{"name": "HBV DNA", "value": "not detected", "date": "2026-10-30"}]}),
        ("ALT (x ULN)", "5.2", {"observations": [{"name": "ALT", "value": 5.2, "high": 1.0, "date": "2026-10-30"}]}),
        (
            "BP",
            "130/85",
            {
                "observations": [
                    {"name": "systolic blood pressure", "value": 130.0, "unit": "mm[Hg]", "date": "2026-10-30"},
                    {"name": "diastolic blood pressure", "value": 85.0, "unit": "mm[Hg]", "date": "2026-10-30"},
                ]
            },
        ),
        ("comorbidities", '"HTN, DM2"', {"conditions": [{"name": "HTN"}, {"name": "DM2"}]}),
        ("comorbidities", "HTN; gout", {"conditions": [{"name": "HTN"}, {"name": "gout"}]}),
        ("ascites", "", {}),
        ("ascites", "n/a", {}),
        ("ALT (U/L)", "-", {}),
    ],
)
def test_what_a_cell_says(sheet: Any, header: str, cell: str, made: dict[str, Any]) -> None:
    record, notes = _one(sheet(f"id,date,{header}\np,2026-10-30,{cell}\n"))
    assert record == {"id": "p"} | made
    assert notes == []


@pytest.mark.parametrize(
    ("header", "cell", "why"),
    [
        ("ascites", "1", 'expected yes, no, never, resolved or a date; for other words, say them in the mapping: words = { "1" = "yes", '
         '"0" = "no" }'),
        ("ascites", "maybe", "expected yes, no, never, resolved or a date"),
        ("ascites", "unknown", "it says that nothing is known"),
        ("HBsAg", "-", 'it may be a negative result or an empty cell: say which in the mapping, words = { "-" = "negative" }'),
        ("HBsAg", "0.3", "expected positive or negative: a number is not a result of this test"),
        ("NYHA class", "V", "expected one of I, II, III, IV (NYHA functional class)"),
        ("ALT (U/L)", "88 mmHg", "units that differ: mm[Hg] and U/L"),
        ("ALT (U/L)", "88 H", "expected a number, with a known unit behind it at most"),
        ("ALT (U/L)", "#N/A", "an error of the spreadsheet, not a value"),
        ("ALT (U/L)", "-5", "the entry is left out: value: expected a number not below 0: Alanine aminotransferase, found -5.0"),
        ("pregnant", "maybe", "expected yes or no"),
        ("sex", "w", 'expected female or male (f, m); for other words, say them in the mapping: words = { "w" = "female" }'),
        ("age", "200", "expected a number of years between 0 and 150"),
        ("prednisone dose (mg/day)", "0", "a dose of 0 does not say whether the drug is taken: use a column with yes or no"),
        ("INR (x ULN)", "2", "multiples of the upper limit are not read for this: give the value and its ULN in two columns"),
        ("comorbidities", "none", 'nothing is listed; if that means there is none, say in the mapping: complete = ["conditions"]'),
        ("comorbidities", "yes", "expected names of conditions, separated by semicolons"),
        ("liver transplantation date", "03/04/2020", 'expected a date such as 2019-03-01, 2019-03 or 2019; this may be two days: say in '
         'the mapping which comes first, dates = "DMY" or "MDY"'),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_noted_and_left_out(sheet: Any, header: str, cell: str, why: str) -> None:
    record, notes = _one(sheet(f"id,{header}\np,{cell}\n"))
    assert record == {"id": "p"}
    assert notes == [f"left_out: row 2, column {header}: {why} (found {cell})"]


def test_an_end_that_cannot_be_read_does_not_make_the_state_go_on(sheet: Any) -> None:
    record, _ = _one(sheet("id,ascites,ascites end\np,yes,03/04/2020\n"))
    assert record["conditions"] == [{"name": "ascites", "end": "../.."}]


def test_a_no_beside_a_date_is_left_out(sheet: Any) -> None:
    record, notes = _one(sheet("id,HCC,HCC onset\np,no,2026-01-02\n"))
    assert record == {"id": "p"}
    assert notes == ["left_out: row 2, column HCC: the entry is left out: it says 'no', but 'HCC onset' is filled (found no)"]


@pytest.mark.parametrize("header", ["HCC,history of HCC", "history of HCC,HCC"])
def test_a_no_to_a_history_does_not_deny_what_is_present(sheet: Any, header: str) -> None:
    cells = {"HCC": "yes", "history of HCC": "no"}
    record, notes = _one(sheet(f"id,{header}\np,{','.join(cells[h] for h in header.split(','))}\n"))
    assert record["conditions"] == [{"name": "HCC"}]
    assert notes == [
        "left_out: row 2, column history of HCC: it says that there never was one, but another column that there is (found no)"
    ]


def test_a_no_holds_now_and_denies_nothing_before(sheet: Any) -> None:
    path = sheet("id,visit date,ascites,prednisone,liver transplantation,stroke\np,2026-10-30,no,no,no,no\n")
    criteria = ["Ascites", "History of ascites", "Ascites within 3 months", "Prednisone", "Prednisone within 3 months",
                "Liver transplantation", "Stroke within 6 months"]  # fmt: skip
    report = screen(next(read_table(path)).patient, Trial.from_criteria(exclusion=criteria, inclusion=[]), on=date(2026, 11, 1))
    assert [str(c.truth) for c in report.criteria] == ["false", "unknown", "unknown", "false", "unknown", "false", "false"]


def test_present_no_and_a_history_are_two_entries(sheet: Any) -> None:
    record, notes = _one(sheet("id,HCC,history of HCC\np,no,yes\n"))
    assert record["observations"] == [{"name": "HCC", "value": False}]
    assert record["conditions"] == [{"name": "HCC", "end": "../.."}]
    assert notes == []


def test_a_limit_is_that_of_all_values_that_have_none_of_their_own(sheet: Any) -> None:
    record, _ = _one(sheet("id,ULN ALT,ALT (U/L),ALT 1 (U/L),ALT 2 (U/L),ALT 2 ULN\np,40,1,2,3,45\n"))
    assert [(o["value"], o["high"]) for o in record["observations"]] == [(1.0, 40.0), (2.0, 40.0), (3.0, 45.0)]


def test_dates_that_differ_leave_the_entry_out(sheet: Any) -> None:
    record, notes = _one(sheet("id,HCC,HCC onset\np,2026-01-01,2026-01-02\n"))
    assert record == {"id": "p"}
    assert notes == ["left_out: row 2, column HCC onset: the entry is left out: two columns date it differently (found 2026-01-02)"]


def test_a_section_is_not_complete_where_an_entry_of_it_was_lost(sheet: Any) -> None:
    path = sheet("id,HCC,comorbidities\n1,maybe,HTN\n2,no,none\n")
    first, second = read_table(path, {"complete": ["conditions"]})
    assert first.patient.complete == ()
    assert second.patient.complete == ("conditions",)
    assert second.notes == ()


def test_the_common_date_is_not_that_of_a_value_with_its_own_column(sheet: Any) -> None:
    record, notes = _one(sheet("id,date,ALT (U/L),ALT date,AST (U/L)\np,2026-10-30,40,,50\n"))
    assert record["observations"] == [
        {"name": "ALT", "value": 40.0, "unit": "U/L"},
        {"name": "AST", "value": 50.0, "unit": "U/L", "date": "2026-10-30"},
    ]
    assert notes == []


def test_values_of_several_days(sheet: Any) -> None:
    path = sheet("id,creatinine 1 (mg/dL),creatinine 1 date,creatinine 2 (mg/dL),creatinine 2 date,ULN creatinine,INR 2026-10-01\n"
                 "p,1.1,2026-01-02,1.3,2026-02-03,1.2,1.5\n")  # fmt: skip
    assert _one(path)[0]["observations"] == [
        {"name": "creatinine", "value": 1.1, "unit": "mg/dL", "date": "2026-01-02", "high": 1.2},
        {"name": "creatinine", "value": 1.3, "unit": "mg/dL", "date": "2026-02-03", "high": 1.2},
        {"name": "INR", "value": 1.5, "date": "2026-10-01"},
    ]


def test_columns_that_are_not_read_are_notes_on_the_sheet(sheet: Any) -> None:
    readings = read_table(sheet("id,ALT (U/L),alanine aminotransferase (U/L),AST date,ULN INR (mg/dL),creatnine,,notes\np,1,2,,,,x,y\n"))
    list(readings)
    assert [str(note) for note in readings.notes] == [
        "column alanine aminotransferase (U/L): the column is not read: it says the same as column 'ALT (U/L)': give each a date or a "
        "number, or leave one out",
        "column AST date: the column is not read: there is no column with the value of 'AST'",
        "column ULN INR (mg/dL): the column is not read: mg/dL is not a unit of International normalised ratio: expected 1",
        "column creatnine: the column is not read: the name is not known, did you mean 'creatinine' or 'creatinin' or 'creatine'?",
        "column 7: the column is not read: it has no header",
        "column notes: the column is not read: free text is not read",
    ]


def test_a_limit_in_another_unit_than_the_value_is_not_read(sheet: Any) -> None:
    readings = read_table(sheet("id,TBil (mg/dL),ULN TBil (umol/L)\np,1,20\n"))
    assert _record(next(readings))["observations"] == [{"name": "TBil", "value": 1.0, "unit": "mg/dL"}]
    assert [str(n) for n in readings.notes] == [
        "column ULN TBil (umol/L): the column is not read: its unit umol/L is not that of 'TBil (mg/dL)', mg/dL"
    ]


def test_a_mapping_corrects_what_is_understood(sheet: Any) -> None:
    path = sheet("who,geschlecht,TB,tumour?,dob,comment\n7,w,1.5,1,03/04/1970,x\n")
    mapping = {
        "dates": "DMY",
        "date": "2026-10-30",
        "words": {"w": "female", "1": "yes"},
        "columns": {
            "who": {"section": "patient", "field": "id"},
            "geschlecht": {"section": "patient", "field": "sex"},
            "TB": {"section": "observations", "name": "total bilirubin", "unit": "mg/dl"},
            "tumour?": {"section": "conditions", "name": "HCC"},
            "comment": {"section": "ignore"},
        },
    }
    readings = read_table(path, mapping)
    assert _record(next(readings)) == {
        "id": "7",
        "sex": "female",
        "birth_date": "1970-04-03",
        "observations": [{"name": "total bilirubin", "value": 1.5, "unit": "mg/dL", "date": "2026-10-30"}],
        "conditions": [{"name": "HCC"}],
    }
    assert readings.notes == ()


def test_names_of_value_sets_are_headers_too(sheet: Any) -> None:
    sets = {"concepts": [{"name": "frobnic syndrome", "domain": "condition", "parents": ["autoimmune disease"]}]}
    path = sheet("id,frobnic syndrome\np,yes\n")
    with read_table(path, value_sets=sets) as readings:
        assert _record(next(readings))["conditions"] == [{"name": "frobnic syndrome"}]
    with read_table(path) as readings:
        assert "frobnic" in str(readings.notes[0])


# ------------------------------------------------------------------ long


def test_rows_become_the_entries_of_their_patient_in_any_order(sheet: Any) -> None:
    path = sheet(
        "patient_id,category,name,value,unit,date,high,status,onset,sex\n"
        "b,lab,ALT,88,U/L,2026-10-30,40,,,\n"
        "a,lab,total bilirubin,> 12.4,mg/dL,2026-10-30,,,,female\n"
        "b,condition,HCC,,,,,absent,,male\n"
        "a,condition,ascites,,,,,,2026-10-20,\n"
        "a,medication,prednisone,20,mg/day,2026-09-01,,,,\n"
        "a,procedure,liver transplantation,,,2019-03,,,,\n"
        "a,condition,stroke,no,,,,,,\n"
        "b,demographics,date of birth,1970,,,,,,\n"
    )
    assert [_record(r) for r in read_table(path)] == [
        {
            "id": "b",
            "sex": "male",
            "birth_date": "1970",
            "observations": [{"name": "ALT", "value": 88.0, "unit": "U/L", "date": "2026-10-30", "high": 40.0}],
            "conditions": [{"name": "HCC", "status": "absent"}],
        },
        {
            "id": "a",
            "sex": "female",
            "observations": [
                {"name": "total bilirubin", "value": 12.4, "comparator": ">", "unit": "mg/dL", "date": "2026-10-30"},
                {"name": "stroke", "value": False},
            ],
            "conditions": [{"name": "ascites", "onset": "2026-10-20"}],
            "procedures": [{"name": "liver transplantation", "date": "2019-03"}],
            "medications": [{"name": "prednisone", "start": "2026-09-01", "dose": 20.0, "unit": "mg/d"}],
        },
    ]


def test_without_a_category_the_name_tells_and_a_blank_value_is_nothing(sheet: Any) -> None:
    record, notes = _one(sheet("subject,test,result,unit\np,ALT,88,U/L\np,HCC,yes,\np,ascites,,\np,frobnication,3,\n"))
    assert record == {
        "id": "p",
        "observations": [{"name": "ALT", "value": 88.0, "unit": "U/L"}],
        "conditions": [{"name": "HCC"}],
    }
    assert notes == [
        "left_out: row 4, column test: the entry is left out: it has no value (found ascites)",
        "left_out: row 5, column test: the entry is left out: the name is not known; a category column would tell what kind of entry it is "
        "(found frobnication)",
    ]


def test_codes_stand_for_names(sheet: Any) -> None:
    path = sheet("patient_id,system,code,value,unit,category\np,LOINC,1975-2,12,mg/dL,lab\np,ICD-10-CM,C22.0,,,condition\n")
    patient = next(read_table(path)).patient
    assert [o.codes[0].code for o in patient.observations] == ["1975-2"]
    assert [c.codes[0].system for c in patient.conditions] == ["http://hl7.org/fhir/sid/icd-10-cm"]


def test_what_a_long_sheet_leaves_open_is_noted(sheet: Any) -> None:
    path = sheet(
        "patient_id,category,name,value,status,sex,dose\n"
        "p,thing,ALT,1,,female,\n"
        "p,condition,billiary atresia,,,male,\n"
        "p,condition,ascites,,n/a,,\n"
        "p,lab,ALT,,,,\n"
        "p,lab,ALT,7,,,5\n"
        ",lab,ALT,7,,,\n"
    )
    readings = read_table(path)
    reading = next(readings)
    assert _record(reading) == {
        "id": "p",
        "observations": [{"name": "ALT", "value": 7.0}],
        "conditions": [{"name": "billiary atresia"}],
    }
    assert [str(note) for note in reading.notes] == [
        "row 2, column category: expected one of observations, conditions, procedures, medications, allergies, "
        "family_history (found thing)",
        "row 3, column sex: another row of the patient says female: which is right is not known, so neither is read (found male)",
        "row 3, column name: kept as written: the name is not known, did you mean 'biliary atresia'? (found billiary atresia)",
        "row 4, column status: it says that nothing is known (found n/a)",
        "row 5, column name: the entry is left out: it has no value (found ALT)",
        "row 6, column dose: an entry of observations has no place for it (found 5)",
    ]
    assert [str(note) for note in readings.notes] == ["row 7, column patient_id: the row is left out: it does not say whose it is"]


def test_a_patients_name_and_status_do_not_make_a_sheet_long(sheet: Any) -> None:
    readings = read_table(sheet("id,name,status,ALT (U/L)\np,x,y,1\n"))
    assert readings.layout == "wide"


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(sheet: Any, delimiter: str) -> None:
    row = delimiter.join(("id", '"bilirubin, mg/dL"', "HCC")) + "\n" + delimiter.join(("p", "1", "yes")) + "\n"
    readings = read_table(sheet(b"\xef\xbb\xbf" + row.encode()))
    assert readings.delimiter == delimiter
    assert _record(next(readings))["observations"] == [{"name": "bilirubin", "value": 1.0, "unit": "mg/dL"}]


def test_a_delimiter_that_excel_states(sheet: Any) -> None:
    assert _record(next(read_table(sheet("sep=;\nid;ALT, U/L\np;1,5\n"))))["observations"][0]["value"] == 1.5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "E310: a.csv: the file is empty: expected a row of column headers, and a row for each patient or entry"),
        (b"\n\n", "E310: a.csv: there is nothing in it: expected column headers"),
        (b"id,HCC\n", "E310: a.csv: there is no row under the header"),
        (b"id,HCC\n,\n", "E310: a.csv: there is no row under the header"),
        (
            b"id,HCC,hcc\np,1,1\n",
            "E310: a.csv: columns B and C have the same header 'hcc'\n  hint: give them different names, such as 'ALT date' and 'AST date'",
        ),
        (
            b"id,HCC\np,\x00\n",
            "E310: a.csv: line 2 has a NUL character: this is not text, or in another encoding than UTF-8",
        ),
        (
            b"id,HCC\n\xe4,yes\n",
            'E310: a.csv: not UTF-8 text (near line 1, byte 0xe4)\n  hint: save it as "CSV UTF-8", or say its encoding in the mapping: '
            'encoding = "cp1252"',
        ),
        (
            "id,HCC\np,yes\n".encode("utf-16"),
            'E310: a.csv: UTF-16 text: expected UTF-8\n  hint: save it as "CSV UTF-8", or say encoding = "utf-16" in the mapping',
        ),
        (b'id,HCC\np,"yes\n', "E310: a.csv: row 2 (line 2) is not CSV: a quotation mark is not closed"),
        (
            b"id,HCC\np," + b"x" * 200_000 + b"\n",
            "E310: a.csv: row 2 (line 2) is not CSV: a cell of more than 131,072 characters; is a quotation mark not closed?",
        ),
        (
            b"a;b,c\n1;2,3\n",
            "E310: a.csv: what separates the cells is not plain: comma or semicolon\n  hint: say it in the mapping: delimiter = ','",
        ),
        (
            b"Patients of the study\nid,HCC\np,yes\n",
            "E310: a.csv: no column is understood ('Patients of the study')\n  hint: say in the mapping which row it is: header_row = 2",
        ),
        (
            b"PK\x03\x04",
            "E310: a.csv: not CSV text: a zip archive, perhaps an Excel workbook\n  hint: if it is a workbook, name it .xlsx",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "E310: a.csv: an old Excel workbook (.xls), or one with a password\n  hint: save "
            "it as .xlsx without a password, or as CSV UTF-8",
        ),
        (
            ",".join(f"c{i}" for i in range(100_000)).encode() + b"\n",
            "E310: a.csv: 100,000 columns: at most 16,384 are read\n  hint: if each patient is a column, turn the sheet round",
        ),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else value[:60],
)
def test_a_file_that_is_no_table_says_why(sheet: Any, content: bytes, message: str) -> None:
    assert _refusal(sheet(content)) == message


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "x.csv").endswith("cannot be read: No such file or directory")
    with pytest.raises(PatientError, match="not the name of a file"):
        read_table("a\0.csv")


def test_other_encodings_and_headers_further_down_are_for_the_mapping(sheet: Any) -> None:
    path = sheet("Liste für die Studie\n\nid;HCC\nMüller;yes\n".encode("cp1252"))
    assert _one(path, {"encoding": "cp1252", "header_row": 3, "delimiter": ";"})[0] == {"id": "Müller", "conditions": [{"name": "HCC"}]}


def test_a_row_that_is_broken_is_skipped_and_the_next_is_read(sheet: Any) -> None:
    path = sheet("id,ALT (U/L),dob,HCC onset\np,1\nq,2,1970-01-01,1960-01-01\nr,3,,\nr,4,,\ns,5,,,\n")
    readings = read_table(path)
    said: list[str] = []
    while True:
        try:
            reading = next(readings, None)
        except PatientError as error:
            said.append(str(error).replace(str(path), "a.csv"))
            continue
        if reading is None:
            break
        said.append(str(reading.patient.id))
    assert said == [
        "E302: a.csv, row 2: 2 cells, but the header has 4\n  hint: is a cell with a delimiter or a line break in it not quoted?",
        'E302: a.csv, row 3: conditions[0].onset: expected a date not before the birth date 1970-01-01, found "1960-01-01"',
        "r",
        "E302: a.csv, row 5: the patient 'r' stands in row 4 already\n  hint: with one row per patient an id stands once; visits are "
        "columns (creatinine 1, creatinine 2), or rows of a long sheet",
        "s",
    ]


def test_an_error_of_the_file_itself_ends_the_reading(sheet: Any) -> None:
    readings = read_table(sheet(b"id,HCC\np,yes\nq,yes\n" + b"".join(b"r%d,yes\n" % i for i in range(20)) + b"s,\x00\n"))
    for _ in range(22):
        next(readings)
    with pytest.raises(PatientError, match="NUL"):
        next(readings)
    assert readings.ended


def test_patients_without_an_id_are_called_by_their_row(sheet: Any) -> None:
    assert [r.patient.id for r in read_table(sheet("HCC\nyes\n\nno\n"))] == ["row 2", "row 4"]


def test_one_patient_of_a_sheet(sheet: Any) -> None:
    path = sheet("id,sex\n1,f\n2,m\n")
    assert Patient.from_table(path, "2").sex == "male"
    for id, message in ((None, "more than one patient in it"), ("3", "no patient '3' that can be read")):
        with pytest.raises(PatientError, match=message):
            Patient.from_table(path, id)


def test_one_patient_of_a_sheet_stands_in_one_row(sheet: Any) -> None:
    with pytest.raises(PatientError, match="row 4: the patient '1' stands in an earlier row already"):
        Patient.from_table(sheet("id,sex\n1,f\n2,m\n1,m\n"), "1")


def test_headers_may_stand_under_groups_of_columns(sheet: Any) -> None:
    path = sheet("Patient,,Liver labs,\nid,sex,TBil (mg/dL),ALT (U/L)\n1,f,2,30\n")
    with pytest.raises(PatientError) as caught:
        check_table(path)
    assert str(caught.value).endswith(
        "row 2 is more like a header than row 1 ('Patient', '', 'Liver labs')\n  hint: say in the mapping which row it is: header_row = 2"
    )
    assert check_table(path, {"header_row": 2}).rows == 1


@pytest.mark.parametrize(
    ("cell", "decimal", "thousands"), [("1.234,5", ",", "."), ("1,234.5", ".", ","), ("1.234.567", ",", "."), ("1,234,567", ".", ",")]
)
def test_thousands_are_hinted_at_as_they_are_written(sheet: Any, cell: str, decimal: str, thousands: str) -> None:
    path = sheet(f"id;ferritin (ng/mL)\n1;{cell}\n")
    [unread] = check_table(path).columns[1].unread
    assert unread.why.endswith(f'say decimal = "{decimal}" and thousands = "{thousands}" in the mapping')
    mapping = {"decimal": decimal, "thousands": thousands}
    [reading] = read_table(path, mapping)
    assert reading.patient.observations[0].value == float(cell.replace(thousands, "").replace(decimal, "."))


def test_a_compressed_sheet(tmp_path: Any) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"id,HCC\np,yes\n"))
    [reading] = read_table(path)
    assert reading.patient.conditions[0].name == "HCC"
    workbook = tmp_path / "a.xlsx.gz"
    workbook.write_bytes(gzip.compress(b"PK"))
    with pytest.raises(PatientError, match="a workbook inside a gzip file"):
        check_table(workbook)


def test_products_and_codes_as_names(sheet: Any) -> None:
    path = sheet("patient_id,category,name\n1,diagnosis,C22.0\n1,drug,warfarin 5 mg\n1,drug,warfarn 5 mg\n")
    [reading] = read_table(path)
    assert [note.found for note in reading.notes] == ["warfarn 5 mg"]


def test_a_spreadsheet_is_no_json_record(sheet: Any) -> None:
    with pytest.raises(PatientError, match="a spreadsheet, not a patient record"):
        screen(str(sheet("id\n1\n")), "Inclusion Criteria:\n\n* HCC\n")


# ------------------------------------------------------------------ the dry run


def test_a_dry_run_tells_of_each_column(sheet: Any) -> None:
    path = sheet("id,TBil (mg/dL),creatnine,HCC\n1,x,1,yes\n2,1,,maybe\n3,y,,\n3,1,,\n")
    check = check_table(path)
    assert (check.layout, check.rows, check.patients, check.broken_count) == ("wide", 4, 3, 1)
    bilirubin, hcc = check.columns[1], check.columns[3]
    assert (bilirubin.section, bilirubin.concept, bilirubin.unit, bilirubin.filled) == ("observations", "Total bilirubin", "mg/dL", 4)
    assert [(u.why, u.count, u.examples) for u in bilirubin.unread] == [("expected a number", 2, ((2, "x"), (4, "y")))]
    assert hcc.unread[0].examples == ((3, "maybe"),)
    [unknown] = check.not_understood
    assert (unknown.header, unknown.suggestions[0]) == ("creatnine", "creatinine")
    assert check == type(check).model_validate_json(check.model_dump_json())


def test_a_dry_run_of_many_columns_that_nobody_knows_is_quick(sheet: Any) -> None:
    path = sheet("id," + ",".join(f"zyx {i} qq" for i in range(5_000)) + "\np" + "," * 5_000 + "\n")
    check = check_table(path)
    assert len(check.not_understood) == 5_000


def test_closing_early_lets_go_of_the_file(sheet: Any) -> None:
    with read_table(sheet("id,sex\n1,f\n2,m\n")) as readings:
        next(readings)
    assert isinstance(readings, TableReadings)
    assert readings.position == readings.size

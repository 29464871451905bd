"""Spreadsheets → records: files that are no tables, encodings, broken rows, and the dry run."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from eligibility import Patient, PatientError, check_table, read_table, screen
from eligibility.patient.from_csv import TableReadings
from sheet_readings import one, record, refusal

# ------------------------------------------------------------------ files


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(sheet: Any, delimiter: str) -> None:
    row = delimiter.join(("id", '"bilirubin, mg/dL"', "HCC")) + "\n" + delimiter.join(("p", "1", "yes")) + "\n"
    readings = read_table(sheet(b"\xef\xbb\xbf" + row.encode()))
    assert readings.delimiter == delimiter
    assert record(next(readings))["observations"] == [{"name": "bilirubin", "value": 1.0, "unit": "mg/dL"}]


def test_a_delimiter_that_excel_states(sheet: Any) -> None:
    assert record(next(read_table(sheet("sep=;\nid;ALT, U/L\np;1,5\n"))))["observations"][0]["value"] == 1.5


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
    assert refusal(sheet(content)) == message


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "x.csv").endswith("cannot be read: No such file or directory")
    with pytest.raises(PatientError, match="not the name of a file"):
        read_table("a\0.csv")


def test_other_encodings_and_headers_further_down_are_for_the_mapping(sheet: Any) -> None:
    path = sheet("Liste für die Studie\n\nid;HCC\nMüller;yes\n".encode("cp1252"))
    assert one(path, {"encoding": "cp1252", "header_row": 3, "delimiter": ";"})[0] == {"id": "Müller", "conditions": [{"name": "HCC"}]}


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

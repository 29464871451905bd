"""XLSX workbooks: cells with types of their own, and what only a workbook can have."""

from __future__ import annotations

import builtins
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eligibility import PatientError, read_table


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.xlsx"


def _write(path: Path, *rows: list[Any], title: str = "Patients") -> Any:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    book.save(path)
    return book


def _refusal(path: Path, sheet: str | None = None) -> str:
    with pytest.raises(PatientError) as caught:
        list(read_table(path, sheet=sheet))
    return str(caught.value).replace(str(path), "a.xlsx")


def test_cells_of_all_types(path: Path) -> None:
    book = _write(
        path,
        ["id", "birth date", "total bilirubin (umol/L)", "PTA (%)", "HCC", "transplant date", "comorbidities"],
        [1001, datetime(1970, 2, 3), 210, 0.35, True, datetime(2019, 3, 4), "HTN\nDM2"],
        [None, None, None, None, None, None, None],
        [1002, "1971", "<3.5", 35, False, None, None],
    )
    book.active["D2"].number_format = "0%"
    book.save(path)
    first, second = (r.patient.model_dump(mode="json", exclude_defaults=True) for r in read_table(path))
    assert first == {
        "id": "1001",
        "birth_date": "1970-02-03",
        "observations": [
            {"name": "total bilirubin", "value": 210.0, "unit": "umol/L"},
            {"name": "PTA", "value": 35.0, "unit": "%"},
        ],
        "conditions": [{"name": "HCC"}, {"name": "HTN"}, {"name": "DM2"}],
        "procedures": [{"name": "transplant", "date": "2019-03-04"}],
    }
    assert second["observations"] == [
        {"name": "total bilirubin", "value": 3.5, "comparator": "<", "unit": "umol/L"},
        {"name": "PTA", "value": 35.0, "unit": "%"},
        {"name": "HCC", "value": False},
    ]


def test_errors_formulas_and_numbers_for_dates_are_noted(path: Path) -> None:
    book = _write(
        path,
        ["id", "ALT (U/L)", "INR", "AST (U/L)", "HCC onset"],
        [1, "#N/A", "=1+1", datetime(2026, 5, 1), 43893],
    )
    book.active["B2"].data_type = "e"
    book.save(path)
    [reading] = read_table(path)
    assert reading.patient.observations == ()
    assert [str(note) for note in reading.notes] == [
        "row 2, column ALT (U/L): an error of the spreadsheet, not a value (found #N/A)",
        # openpyxl writes a formula without its result, as some exports do.
        "row 2, column INR: an error of the spreadsheet, not a value (found #VALUE!)",
        "row 2, column AST (U/L): expected a number, found a date: spreadsheets turn entries such as 1.5 or 3-4 into dates "
        "(found 2026-05-01)",
        "row 2, column HCC onset: expected a date such as 2019-03-01, 2019-03 or 2019, found a number: format the column as dates (found "
        "43893)",
    ]


def test_merged_cells_and_cells_beside_the_table_are_notes_on_the_sheet(path: Path) -> None:
    book = _write(path, ["id", "HCC"], [1, "yes"], [None, "no", None, "see letter"])
    book.active.merge_cells("A2:A3")
    book.save(path)
    readings = read_table(path)
    assert [r.patient.id for r in readings] == ["1", "row 3"]
    assert [str(note) for note in readings.notes] == [
        f"{path}: merged cells (A2:A3): only the first of them holds the value, the others are read as blank",
        "row 3: the cell is in a column without a header (found see letter)",
    ]


def test_the_sheet_is_chosen_by_name_never_guessed(path: Path) -> None:
    book = _write(path, ["id", "HCC"], [1, "yes"])
    book.create_sheet("Legend").append(["id", "ascites"])
    book["Legend"].append([2, "yes"])
    book.save(path)
    assert _refusal(path) == ("E310: a.xlsx: 2 sheets: 'Patients', 'Legend'\n  hint: say which: --sheet NAME, or sheet = in the mapping")
    assert _refusal(path, "patient") == "E310: a.xlsx: there is no sheet 'patient'\n  hint: the sheets are 'Patients', 'Legend'"
    assert [r.patient.id for r in read_table(path, sheet="legend")] == ["2"]
    assert [r.patient.id for r in read_table(path, {"sheet": "Patients"})] == ["1"]


def test_a_long_workbook(path: Path) -> None:
    _write(
        path,
        ["patient_id", "category", "name", "value", "unit", "date"],
        [1, "lab", "ALT", 88, "U/L", datetime(2026, 10, 30)],
        [2, "lab", "ALT", 40.5, "U/L", datetime(2026, 10, 29)],
        [1, "condition", "HCC", True, None, None],
    )
    first, second = (r.patient.model_dump(mode="json", exclude_defaults=True) for r in read_table(path))
    assert first == {
        "id": "1",
        "observations": [{"name": "ALT", "value": 88.0, "unit": "U/L", "date": "2026-10-30"}],
        "conditions": [{"name": "HCC"}],
    }
    assert second["observations"][0]["value"] == 40.5


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,HCC\n", "E310: a.xlsx: not an Excel workbook, whatever its name says\n  hint: if it is text, name it .csv"),
        (b"PK\x03\x04 and no more", "E310: a.xlsx: not an Excel workbook: the file is damaged"),
    ],
)
def test_what_is_no_workbook_says_so(path: Path, content: bytes, message: str) -> None:
    path.write_bytes(content)
    assert _refusal(path) == message


def test_an_archive_of_something_else_says_so(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    assert _refusal(path) == "E310: a.xlsx: not an Excel workbook that can be read (KeyError)"


def test_without_openpyxl_the_message_says_how_to_install_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(path, ["id", "HCC"], [1, "yes"])
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    assert _refusal(path) == (
        "E310: a.xlsx: reading Excel workbooks needs openpyxl\n  hint: pip install 'eligibility[xlsx]', or save the sheet as CSV UTF-8"
    )

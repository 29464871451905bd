"""The mapping file: what it may say, and the messages on what it may not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from eligibility import PatientError, check_table, read_table
from eligibility.patient.sheets.mapping import FIELDS, ColumnMapping, TableMapping, read_mapping


def _complaint(mapping: object) -> str:
    with pytest.raises(PatientError) as caught:
        read_mapping(mapping)  # type: ignore[arg-type]
    return str(caught.value)


def test_unknown_keys_are_refused_with_a_suggestion() -> None:
    assert _complaint({"colums": {}}) == "E311: mapping: colums: there is no such field\n  hint: did you mean 'columns'?"
    assert _complaint({"columns": {"TB": {"section": "observations", "name": "total bilirubin", "units": "mg/dL"}}}) == (
        "E311: mapping: columns.TB.units: there is no such field\n  hint: did you mean 'unit'?"
    )


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        (
            {"columns": {"A": {"section": "observation"}}},
            "E311: mapping: columns.A.section: expected one of patient, observations, conditions, procedures, medications, allergies, "
            "family_history, row, ignore, found \"observation\"\n  hint: did you mean 'observations'?",
        ),
        (
            {"columns": {"A": {"section": "conditions", "name": "HCC", "field": "onsett"}}},
            "E311: mapping: columns.A.field: expected a field of conditions (status, history, onset, end, severity, stage, site, due_to, "
            "names), perhaps 'onset', found \"onsett\"",
        ),
        ({"columns": {"A": {"section": "conditions"}}}, "E311: mapping: columns.A.name: expected a name, or codes, found null"),
        (
            {"columns": {"A": {"section": "patient"}}},
            "E311: mapping: columns.A.field: expected a field of patient (id, sex, birth_date, age, observation_date), found null",
        ),
        ({"decimal": ",", "thousands": ","}, 'E311: mapping: thousands: expected another mark than the decimal one, found ","'),
        ({"words": {"1": "si"}}, "E311: mapping: words.1: expected one of yes, no, never, active, resolved, done, planned, stopped, "
         "female, male, mild, moderate, severe, positive, negative, blank, dash, unknown, found \"si\""),
        (7, "E311: mapping: expected a file (.toml or .json) or an object, found 7"),
        ("mapping.txt", "E311: 'mapping.txt': not the name of a mapping file\n  hint: it ends in .toml or .json"),
        ("nowhere.toml", "E311: nowhere.toml: cannot be read: No such file or directory"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_mapping_is_named(mapping: object, message: str) -> None:
    assert _complaint(mapping) == message


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text("layout = wide\n", "utf-8")
    assert _complaint(path).startswith(f"E311: {path}: not TOML: ")


def test_a_column_that_the_sheet_lacks_is_refused(tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("id,TB\n1,2\n", "utf-8")
    with pytest.raises(PatientError) as caught:
        read_table(sheet, {"columns": {"TBB": {"section": "ignore"}}})
    assert str(caught.value) == "E311: mapping: columns: the sheet has no column 'TBB'\n  hint: did you mean 'TB'?"


def test_a_unit_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text("id,TB\n1,2\n", "utf-8")
    with pytest.raises(PatientError) as caught:
        read_table(sheet, {"columns": {"TB": {"section": "observations", "name": "total bilirubin", "unit": "mmHg"}}})
    assert str(caught.value) == "E311: mapping: 'mmHg' is not a unit of Total bilirubin: expected mg/dL, umol/L, mg/L"


def test_the_mapping_that_is_written_reads_the_same(tmp_path: Path) -> None:
    sheet = tmp_path / "a.csv"
    sheet.write_text(
        'id;sex;"the ""odd\\ one";creatinine 1 (mg/dL);creatinine 1 date;creatinine 2 (mg/dL);ALT 2026-10-01 (U/L);HCC (0/1);ICD-10 K70.3;'
        "DOB (dd/mm/yyyy);comorbidities\n"
        "p;f;x;1,1;2026-01-02;1,3;40;1;yes;03/04/1970;HTN\n",
        "utf-8",
    )
    check = check_table(sheet)
    mapping = tmp_path / "m.toml"
    mapping.write_text(check.mapping_toml(), "utf-8")
    assert tomllib.loads(check.mapping_toml())["columns"]["creatinine 2 (mg/dL)"] == {
        "section": "observations", "name": "creatinine", "field": "value", "unit": "mg/dL", "label": "2",
    }  # fmt: skip
    assert '# [columns."the \\"odd\\\\ one"]' in check.mapping_toml()
    first, again = (list(read_table(sheet, m)) for m in (None, mapping))
    assert first == again
    assert len(first[0].patient.observations) == 3


def test_the_mapping_of_the_documentation_is_one() -> None:
    page = (Path(__file__).parents[4] / "docs" / "spreadsheets.md").read_text("utf-8")
    [block] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    mapping = read_mapping(tomllib.loads(block))
    assert (mapping.dates, str(mapping.date), list(mapping.columns)) == ("DMY", "2026-10-30", ["TB", "Tumour since", "Remarks"])


def test_every_field_is_documented() -> None:
    page = (Path(__file__).parents[4] / "docs" / "spreadsheets.md").read_text("utf-8")
    fields = {*TableMapping.model_fields, *ColumnMapping.model_fields, *(field for fields in FIELDS.values() for field in fields)}
    assert [field for field in sorted(fields) if f"`{field}`" not in page] == ["columns"]

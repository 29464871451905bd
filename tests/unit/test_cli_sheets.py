"""The command line on spreadsheets: patients check, and screening from them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from eligibility.cli import app

TRIAL = "Inclusion Criteria:\n\n* Total bilirubin ≥ 10 mg/dL\n\nExclusion Criteria:\n\n* Ascites\n"
SHEET = (
    "id,sex,visit date,TBil (mg/dL),ascites,creatnine (mg/dL),comments\n"
    "p1,f,2026-10-30,12.4,no,1.1,\n"
    "p2,m,2026-10-29,\"1,5\",1,,x\n"
    "p3,w,2026-10-29,8\n"
)  # fmt: skip


def _run(*arguments: object) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, [*map(str, arguments)])


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(SHEET, "utf-8")
    return path


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    path = tmp_path / "small.txt"
    path.write_text(TRIAL, "utf-8")
    return path


def test_check_shows_how_each_column_is_understood(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sheet.parent)
    result = _run("patients", "check", "a.csv")
    assert result.exit_code == 4
    assert (
        result.stdout
        == """\
a.csv: wide (one row per patient), cells separated by commas; 3 rows, 2 patients

  A  id                 patient: id; 2 filled
  B  sex                patient: sex; 2 filled
  C  visit date         patient: date of the observations that have none of their own; 2 filled
  D  TBil (mg/dL)       observation: TBil (Total bilirubin), mg/dL; 2 filled
       - 1 cell not read: expected a number with a decimal point; say it in the mapping: decimal =
         "," or "." (row 3 '1,5')
  E  ascites            condition: ascites; 2 filled
       - 1 cell not read: expected yes, no, never, resolved or a date; for other words, say them in
         the mapping: words = { "1" = "yes", "0" = "no" } (row 3 '1')

Not understood, and in no record:

  F  creatnine (mg/dL)  the name is not known, did you mean 'creatinine' or 'creatinin' or
                        'creatine'?; 1 filled
  G  comments           free text is not read; 1 filled

Rows:

     - row 4: 4 cells, but the header has 7 (is a cell with a delimiter or a line break in it not
       quoted?)

A no among conditions and medications is read as: not at present. Cells that say never deny it for
all time.

A mapping file corrects what is wrong: --write-mapping FILE writes one, --mapping FILE reads it.
"""
    )


def test_the_mapping_is_written_corrected_and_read(sheet: Path, trial: Path) -> None:
    sheet.write_text(SHEET.rsplit("p3", 1)[0], "utf-8")
    mapping = sheet.parent / "m.toml"
    assert _run("patients", "check", sheet, "--write-mapping", mapping).exit_code == 0
    text = mapping.read_text("utf-8")
    assert (
        "# not understood: the name is not known; perhaps 'creatinine' or 'creatinin' or 'creatine'\n# [columns.\"creatnine (mg/dL)\"]"
        in text
    )
    corrected = text.replace('layout = "wide"', 'layout = "wide"\ndecimal = ","\nwords = { "1" = "yes" }')
    mapping.write_text(corrected, "utf-8")
    shown = json.loads(_run("patients", "check", sheet, "--mapping", mapping, "--format", "json").stdout)
    bilirubin, ascites = shown["columns"][3], shown["columns"][4]
    assert [u["examples"] for u in bilirubin["unread"]] == [[[2, "12.4"]]]
    assert ascites["unread"] == []
    assert bilirubin["by_mapping"] is True
    again = _run("patients", "check", sheet, "--write-mapping", mapping)
    assert again.exit_code == 2
    assert "already" in again.stderr
    assert mapping.read_text("utf-8") == corrected


def test_prescreen_takes_a_sheet(sheet: Path, trial: Path) -> None:
    result = _run("prescreen", sheet, trial, "--out", "-", "--on", "2026-11-01")
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert {(r["patient_id"], r["criterion_id"]): r["outcome"] for r in rows} == {
        ("p1", "I1"): "match", ("p1", "E1"): "match", ("p2", "I1"): "unknown", ("p2", "E1"): "unknown",
    }  # fmt: skip
    assert result.stderr.splitlines() == [
        f"error: E302: {sheet}, row 4: 4 cells, but the header has 7",
        "  hint: is a cell with a delimiter or a line break in it not quoted?",
        f"note: 4 notes on reading {sheet}; eligibility patients check shows them by column",
        "  left out: column creatnine (mg/dL): the column is not read: the name is not known, did you mean 'creatinine' or 'creatinin' or "
        "'creatine'?",
        "  left out: column comments: the column is not read: free text is not read",
        '  left out: row 3, column TBil (mg/dL): expected a number with a decimal point; say it in the mapping: decimal = "," or "." '
        "(found 1,5)",
        '  left out: row 3, column ascites: expected yes, no, never, resolved or a date; for other words, say them in the mapping: words = '
        '{ "1" = "yes", "0" = "no" } (found 1)',
        "2 patients screened against 1 trial, 1 malformed and skipped; 2 results",
    ]  # fmt: skip
    assert result.exit_code == 4


def test_screen_and_explain_take_one_patient_of_a_sheet(sheet: Path, trial: Path) -> None:
    result = _run("screen", sheet, trial, "--patient", "p1", "--on", "2026-11-01")
    assert result.exit_code == 0
    assert "ELIGIBLE  p1" in result.stdout
    assert "bilirubin" in _run("explain", sheet, trial, "I1", "--patient", "p1", "--on", "2026-11-01").stdout
    other = _run("screen", sheet, trial, "--patient", "p9")
    assert (other.exit_code, other.stderr) == (3, f"error: E310: {sheet}: no patient 'p9' that can be read\n")


def test_a_broken_file_is_one_error_however_far_it_was_read(sheet: Path, trial: Path) -> None:
    sheet.write_bytes(SHEET.encode() + b"p4,f,\xff,,,,\n")
    for command in (("patients", "check", sheet), ("prescreen", sheet, trial, "--out", "-"), ("screen", sheet, trial)):
        result = _run(*command)
        assert result.exit_code == 3
        assert "not UTF-8 text" in result.stderr


@pytest.mark.parametrize("option", [("--mapping", "m.toml"), ("--sheet", "A"), ("--patient", "p")])
def test_options_of_spreadsheets_are_refused_for_other_files(tmp_path: Path, trial: Path, option: tuple[str, str]) -> None:
    patient = tmp_path / "p.json"
    patient.write_text("{}", "utf-8")
    result = _run("screen", patient, trial, *option)
    assert result.exit_code == 2
    assert "is not a" in result.stderr
    assert option[0] in result.stderr


def test_check_counts_what_other_lists_hold(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(
        '{"id": "1", "conditions": [{"name": "HCC"}]}\n{"id": 2, "sex": "x"}\n{"observations": [{"name": "INR", "value": 1}]}\n', "utf-8"
    )
    result = _run("patients", "check", path)
    assert result.exit_code == 4
    assert result.stdout.splitlines()[:3] == [
        f"{path}: 2 patients, 1 malformed",
        "  observations             1",
        "  conditions               1",
    ]
    assert json.loads(_run("patients", "check", path, "--format", "json").stdout)["entries"] == {"conditions": 1, "observations": 1}
    empty = tmp_path / "e.jsonl"
    empty.write_text("", "utf-8")
    assert _run("patients", "check", empty).exit_code == 3
    assert _run("patients", "check", path, "--write-mapping", tmp_path / "m.toml").exit_code == 2

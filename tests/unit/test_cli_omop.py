"""The command line on an OMOP CDM, run as a user runs it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from omop_tables import FORMATS, Cdm


def _prescreen(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "eligibility.cli", "prescreen", *map(str, arguments), "--on", "2026-11-01"]
    settings = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=settings, check=False, timeout=120)


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    path = tmp_path / "small.txt"
    path.write_text("Inclusion Criteria:\n\n* Total bilirubin ≥ 12 mg/dL\n\nExclusion Criteria:\n\n* Ascites\n", "utf-8")
    return path


def _cdm() -> Cdm:
    made = Cdm()
    for person, month in ((1, 3), (2, 13), (3, 5)):
        made.person(person, month=month)
        bilirubin = made.concept("Bilirubin.total [Mass/volume] in Serum or Plasma", "LOINC", "1975-2")
        made.add(
            "measurement", person_id=person, measurement_concept_id=bilirubin, measurement_date="2026-10-30", value_as_number=10 + person,
            unit_source_value="mg/dL",
        )  # fmt: skip
        made.add("measurement", person_id=person, measurement_concept_id=bilirubin, measurement_date="2026-10-29")
    return made


@pytest.mark.parametrize("format", FORMATS)
def test_prescreen_takes_a_cdm(tmp_path: Path, trial: Path, format: str) -> None:
    folder = tmp_path / "cdm"
    folder.mkdir()
    path = _cdm().write(folder, format)
    run = _prescreen(path, trial, "--out", "-")
    rows = list(csv.DictReader(run.stdout.splitlines()))
    assert {r["patient_id"]: r["outcome"] for r in rows if r["criterion_id"] == "I1"} == {"1": "fail", "3": "match"}
    assert run.stderr.splitlines() == [
        f"error: E302: {path}: table person: person 2: month_of_birth: expected a whole number from 1 to 12, found '13'",
        "measurement: the entry is left out: it has no value (2 notes)",
        "2 patients screened against 1 trial, 1 malformed and skipped; 2 results",
    ]
    assert run.returncode == 4


def test_a_cdm_that_cannot_be_read_is_an_error(tmp_path: Path, trial: Path) -> None:
    folder = tmp_path / "cdm"
    folder.mkdir()
    (folder / "person.csv").write_text("person_id,gender_concept_id,year_of_birth\n", "utf-8")
    run = _prescreen(folder, trial, "--out", "-")
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.startswith(f"error: E301: {folder}: the table concept is missing (found person)")

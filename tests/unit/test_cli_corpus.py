"""`eligibility constraints` and `eligibility coverage`, run as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Inclusion Criteria:\n\n* Hemoglobin ≥ 9 g/dL\n* Age 18 to 65 years\n\nExclusion Criteria:\n\n* Stroke within 6 months\n"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "eligibility.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=120)


@pytest.fixture
def trials(tmp_path: Path) -> Path:
    path = tmp_path / "trials.jsonl"
    path.write_text("".join(json.dumps({"nct": f"T{n}", "text": TEXT}) + "\n" for n in range(3)), "utf-8")
    return path


def test_constraints_are_one_line_each_with_offsets_into_the_text(trials: Path) -> None:
    done = run("constraints", trials)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert len(rows) == 9
    haemoglobin = next(row for row in rows if row["value"] == 9)
    assert (haemoglobin["nct"], haemoglobin["op"], haemoglobin["unit"], haemoglobin["section"]) == ("T0", "GTEQ", "g/dL", "inclusion")
    assert "9 g/dL" in TEXT[haemoglobin["start"] : haemoglobin["end"]]
    assert TEXT[haemoglobin["variable_start"] : haemoglobin["variable_end"]] == "Hemoglobin"


def test_several_jobs_give_the_same_rows_in_the_same_order(trials: Path) -> None:
    assert run("constraints", trials, "--jobs", "2").stdout == run("constraints", trials).stdout


def test_coverage_as_text_and_json(trials: Path) -> None:
    assert run("coverage", trials).stdout.startswith("3 trials, 9 criteria (each item of a list counts once)\n\nfully compiled")
    counts = json.loads(run("coverage", trials, "--format", "json").stdout)
    assert (counts["trials"], counts["criteria"], counts["full"]) == (3, 9, 9)


@pytest.mark.parametrize("command", ["constraints", "coverage"])
def test_a_malformed_line_is_named_and_skipped(command: str, trials: Path) -> None:
    trials.write_text(trials.read_text("utf-8") + "{ no json\n", "utf-8")
    done = run(command, trials)
    assert done.returncode == 4
    assert "line 4" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout


@pytest.mark.parametrize("command", ["constraints", "coverage"])
def test_a_file_that_is_not_there(command: str, tmp_path: Path) -> None:
    done = run(command, tmp_path / "none.jsonl")
    assert done.returncode == 3
    assert "none.jsonl" in done.stderr
    assert "Traceback" not in done.stderr

"""The command line on FHIR: screen and prescreen, with notes on standard error."""

import json
from pathlib import Path

from typer.testing import CliRunner

from eligibility.cli import app
from fhir_resources import PATIENT, concept, quantity, resource
from fhir_writer import bundle

TRIAL = "Inclusion criteria:\n- Total bilirubin ≥ 10 mg/dL\n"
RESOURCES = [
    PATIENT,
    resource(
        "Observation", "o1", status="final", code=concept("bilirubin"), valueQuantity=quantity(12, "mg/dL"), effectiveDateTime="2026-10-30"
    ),
    *(resource("Observation", f"e{i}", status="cancelled", code=concept("INR")) for i in range(5)),
]


def _files(folder: Path) -> tuple[str, str]:
    patient, trial = folder / "p.json", folder / "trial.txt"
    patient.write_text(json.dumps(bundle(*RESOURCES)), "utf-8")
    trial.write_text(TRIAL, "utf-8")
    return str(patient), str(trial)


def test_screen_reads_a_bundle_and_tells_what_it_left_out(tmp_path: Path) -> None:
    patient, trial = _files(tmp_path)
    result = CliRunner().invoke(app, ["screen", patient, trial, "--on", "2026-11-01"])
    assert result.exit_code == 0
    assert "ELIGIBLE  p1" in result.stdout
    assert result.stderr.splitlines() == [
        f"note: 5 notes on reading {patient}; --notes shows all",
        *(f"  left out: Observation/e{i}.status: not a result (found cancelled)" for i in range(3)),
    ]
    everything = CliRunner().invoke(app, ["screen", patient, trial, "--on", "2026-11-01", "--notes"])
    assert len(everything.stderr.splitlines()) == 6


def test_prescreen_reads_a_bulk_export(tmp_path: Path) -> None:
    _, trial = _files(tmp_path)
    folder, out = tmp_path / "bulk", tmp_path / "out.csv"
    folder.mkdir()
    for name in ("Patient", "Observation"):
        lines = [json.dumps(each) for each in RESOURCES if each["resourceType"] == name]
        (folder / f"{name}.ndjson").write_text("\n".join(lines), "utf-8")
    result = CliRunner().invoke(app, ["prescreen", str(folder), trial, "--out", str(out), "--on", "2026-11-01"])
    assert result.exit_code == 0
    assert out.read_text("utf-8").splitlines()[1].startswith("p1,trial,")
    assert "1 patient screened against 1 trial; 1 result" in result.stderr
    assert result.stderr.startswith(f"note: 5 notes on reading {folder}; eligibility.read_fhir has those of each patient\n")

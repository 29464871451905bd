"""The command line on FHIR: screen and prescreen, with notes on standard error."""

import gzip
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
    assert result.stderr.startswith(f"note: 5 notes on reading {folder}; eligibility patients check sums them up\n")


def test_check_sums_up_what_the_reading_left_out(tmp_path: Path) -> None:
    patient, _ = _files(tmp_path)
    goals = [resource(kind, "g") for kind in ("Goal", "Encounter", "CarePlan", "Claim")]
    Path(patient).write_text(json.dumps(bundle(*RESOURCES, *goals)), "utf-8")
    result = CliRunner().invoke(app, ["patients", "check", patient], env={"COLUMNS": "200"})
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.partition("as written:\n\n")[2].splitlines() == [
        "  left out: Observation.status: not a result (5 times, first Observation/e0.status: cancelled)",
        "  left out: resources of this type are not read: Goal (1), Encounter (1), CarePlan (1), Claim (1)",
    ]
    told = json.loads(CliRunner().invoke(app, ["patients", "check", patient, "--format", "json"]).stdout)["notes"]
    first = "Observation/e0.status: cancelled"
    assert told[0] == {"kind": "left_out", "of": "Observation.status", "why": "not a result", "count": 5, "first": first}


def test_compressed_sources(tmp_path: Path) -> None:
    patient, trial = _files(tmp_path)
    packed = tmp_path / "p.json.gz"
    packed.write_bytes(gzip.compress(Path(patient).read_bytes()))
    result = CliRunner().invoke(app, ["screen", str(packed), trial, "--on", "2026-11-01"])
    assert "ELIGIBLE  p1" in result.stdout
    folder = tmp_path / "bulk"
    folder.mkdir()
    (folder / "All.ndjson.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, RESOURCES)).encode()))
    assert CliRunner().invoke(app, ["patients", "check", str(folder)]).stdout.startswith(f"{folder}: 1 patient\n")
    packed.write_bytes(packed.read_bytes()[:-20])
    result = CliRunner().invoke(app, ["screen", str(packed), trial])
    assert (result.exit_code, result.stderr) == (3, f"error: E300: {packed}: not a gzip file, whatever its name says, or a damaged one\n")


def test_what_is_no_json_is_told_apart(tmp_path: Path) -> None:
    _, trial = _files(tmp_path)
    for content, hint in (("", "there is nothing in it"), ("<Bundle/>", "XML is not read: FHIR is read as JSON (application/fhir+json)")):
        path = tmp_path / "x.json"
        path.write_text(content, "utf-8")
        result = CliRunner().invoke(app, ["screen", str(path), trial])
        assert result.exit_code == 3
        assert result.stderr.endswith(f"hint: {hint}\n")

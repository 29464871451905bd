"""How fast a spreadsheet is read and screened, and in how much memory: synthetic patients as a wide CSV, a long CSV and a workbook.

Run with `python benchmarks/sheets.py [PATIENTS]` (20,000 unless said). Nothing is asserted: a number depends on the machine. Each form is
read in a process of its own, so that the peak of memory is that of the reading alone; the JSON Lines hold the same patients.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]

from eligibility import Patient, load_trial, read_table, screen_many

PATIENTS = 20_000
SEED = Path(__file__).parent.parent / "seeds" / "NCT01724398.txt"
ON = date(2026, 11, 1)
WIDE = (
    "patient id", "sex", "birth date", "visit date", "total bilirubin (mg/dL)", "ULN total bilirubin", "INR", "creatinine (mg/dL)",
    "ALT (U/L)", "ALT ULN", "platelets (10^9/L)", "HBsAg", "HCC", "HCC onset", "ascites", "liver transplantation date", "prednisone",
    "prednisone dose (mg/day)", "informed consent", "comorbidities",
)  # fmt: skip
LONG = ("patient_id", "category", "name", "value", "unit", "date", "high", "sex", "birth_date")


def main() -> None:
    """Make the files and print one line per form."""
    patients = int(sys.argv[1]) if len(sys.argv) > 1 else PATIENTS
    with tempfile.TemporaryDirectory() as folder:
        files = _write(Path(folder), patients)
        print(f"{patients:,} patients, {len(WIDE)} columns wide; screened against {SEED.stem}\n")
        for path, screened in ((p, s) for p in files for s in ("read", "screen")):
            command = [sys.executable, __file__, f"--{screened}", str(path)]
            line = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
            print(f"{path.name:16} {screened:7} {line}")


def _rows(patients: int) -> Iterator[tuple[object, ...]]:
    for i in range(patients):
        visit = (date(2026, 10, 1) + timedelta(i % 30)).isoformat()
        onset = (date(2020, 1, 1) + timedelta(i % 2000)).isoformat()
        yield (
            f"p{i}", "fm"[i % 2], f"{1940 + i % 60}-0{1 + i % 9}-1{i % 10}", visit, round(0.5 + i % 300 / 10, 1), 1.2,
            round(1 + i % 20 / 10, 1), round(0.6 + i % 15 / 10, 1), 20 + i % 400, 40, 50 + i % 300, ("positive", "negative")[i % 3 == 0],
            ("yes", "no", "")[i % 3], onset if i % 3 == 0 else "", ("no", "mild", "moderate")[i % 3], onset if i % 50 == 0 else "",
            ("yes", "no")[i % 4 > 0], 20 if i % 4 == 0 else "", "yes", ("hypertension; type 2 diabetes", "asthma", "")[i % 3],
        )  # fmt: skip


def _write(folder: Path, patients: int) -> list[Path]:
    wide, long, book, lines = (folder / name for name in ("wide.csv", "long.csv", "wide.xlsx", "patients.jsonl"))
    with wide.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([WIDE, *_rows(patients)])
    with long.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(LONG)
        for row in _rows(patients):
            for name, value, unit, high in (
                ("total bilirubin", row[4], "mg/dL", row[5]), ("INR", row[6], "", ""), ("creatinine", row[7], "mg/dL", ""),
                ("ALT", row[8], "U/L", row[9]), ("platelets", row[10], "10*9/L", ""), ("HBsAg", row[11], "", ""),
            ):  # fmt: skip
                writer.writerow((row[0], "lab", name, value, unit, row[3], high, row[1], row[2]))
            writer.writerow((row[0], "condition", "ascites", "no" if row[14] == "no" else "yes", "", "", "", "", ""))
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("patients")
    for row in (WIDE, *_rows(patients)):
        sheet.append(row)
    workbook.save(book)
    with lines.open("w", encoding="utf-8") as file:
        file.writelines(reading.patient.model_dump_json(exclude_defaults=True) + "\n" for reading in read_table(wide))
    return [wide, long, book, lines]


def _patients(path: Path) -> Iterator[Patient]:
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as file:
            yield from map(Patient.from_json, file)
    else:
        yield from (reading.patient for reading in read_table(path))


def _measure(path: Path, screened: bool) -> None:
    trial = load_trial(SEED) if screened else None
    began = time.perf_counter()
    patients = _patients(path)
    count = sum(1 for _ in (screen_many(patients, [trial], on=ON) if trial is not None else patients))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # KiB on Linux
    print(f"{seconds:6.1f} s, {count / seconds:8,.0f} patients/s, peak of memory {peak:,.0f} MB")


if __name__ == "__main__":
    _measure(Path(sys.argv[2]), sys.argv[1] == "--screen") if sys.argv[1:2] in (["--read"], ["--screen"]) else main()

"""How fast an OMOP CDM is read, and in how much memory: synthetic persons as CSV, as Parquet and as a DuckDB file.

Run with `python benchmarks/omop.py [PERSONS]` (10,000 unless said). Nothing is asserted: a number depends on the machine. Each form is read
in a process of its own, so that the peak of memory is that of the reading alone.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from eligibility import read_omop

PERSONS = 10_000
CONCEPTS = 2_000_000  # as many as a vocabulary download has; a handful of them is used
FORMATS = ("csv", "parquet", "duckdb")

# Rows per person, with their columns as expressions over `p` (the person) and `i` (the row).
_TABLES = {
    "person": (
        1,
        "p AS person_id, CASE WHEN p % 2 = 0 THEN 8507 ELSE 8532 END AS gender_concept_id, 1940 + p % 60 AS year_of_birth, "
        "1 + p % 12 AS month_of_birth, 1 + p % 28 AS day_of_birth",
    ),
    "measurement": (
        60,
        "p * 60 + i AS measurement_id, p AS person_id, 1000 + i % 4 AS measurement_concept_id, "
        "DATE '2024-01-01' + CAST(i * 13 AS INTEGER) AS measurement_date, round(1 + (p * 7 + i) % 50 / 10, 1) AS value_as_number, "
        "1100 AS unit_concept_id, 0.2 AS range_low, 1.2 AS range_high",
    ),
    "condition_occurrence": (
        15,
        "p * 15 + i AS condition_occurrence_id, p AS person_id, 1200 + (p + i) % 5 AS condition_concept_id, DATE '2022-01-01' + "
        "CAST(i * 90 AS INTEGER) AS condition_start_date, DATE '2022-01-01' + CAST(i * 90 AS INTEGER) AS condition_end_date",
    ),
    "drug_exposure": (
        20,
        "p * 20 + i AS drug_exposure_id, p AS person_id, 1300 + p % 3 AS drug_concept_id, DATE '2024-01-01' + CAST(i * 31 AS INTEGER) AS "
        "drug_exposure_start_date, DATE '2024-01-30' + CAST(i * 31 AS INTEGER) AS drug_exposure_end_date",
    ),
    "procedure_occurrence": (
        4,
        "p * 4 + i AS procedure_occurrence_id, p AS person_id, 1400 AS procedure_concept_id, "
        "DATE '2023-01-01' + CAST(i * 100 AS INTEGER) AS procedure_date",
    ),
}
_NAMED = {
    1000: ("Bilirubin.total [Mass/volume] in Serum or Plasma", "LOINC", "1975-2"),
    1001: ("Creatinine [Mass/volume] in Serum or Plasma", "LOINC", "2160-0"),
    1002: ("Albumin [Mass/volume] in Serum or Plasma", "LOINC", "1751-7"),
    1003: ("Calcium [Mass/volume] in Serum or Plasma", "LOINC", "17861-6"),
    1100: ("milligram per deciliter", "UCUM", "mg/dL"),
    1200: ("Type 2 diabetes mellitus", "SNOMED", "44054006"),
    1201: ("Essential hypertension", "SNOMED", "59621000"),
    1202: ("Pneumonia", "SNOMED", "233604007"),
    1203: ("Ascites", "SNOMED", "389026000"),
    1204: ("Asthma", "SNOMED", "195967001"),
    1300: ("warfarin sodium 5 MG Oral Tablet", "RxNorm", "855332"),
    1301: ("metformin hydrochloride 500 MG Oral Tablet", "RxNorm", "861007"),
    1302: ("prednisone 5 MG Oral Tablet", "RxNorm", "312617"),
    1400: ("Colonoscopy", "SNOMED", "73761001"),
}


def main() -> None:
    """Make the tables and print one line per form."""
    persons = int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS
    with tempfile.TemporaryDirectory() as folder:
        rows = _write(Path(folder), persons)
        print(f"{persons:,} persons, {rows:,} rows of theirs, {CONCEPTS:,} concepts\n")
        for format in FORMATS:
            path = Path(folder) / ("cdm.duckdb" if format == "duckdb" else format)
            line = subprocess.run(
                [sys.executable, __file__, "--read", str(path)], capture_output=True, text=True, check=True
            ).stdout.strip()
            print(f"{format:8} {line}")


def _write(folder: Path, persons: int) -> int:
    total = 0
    with duckdb.connect(str(folder / "cdm.duckdb")) as connection:
        connection.execute(
            "CREATE TABLE concept AS SELECT 10000 + range AS concept_id, 'a concept of no one ' || range AS concept_name, "
            f"'SNOMED' AS vocabulary_id, CAST(range AS VARCHAR) AS concept_code, 'Condition' AS domain_id FROM range({CONCEPTS})"
        )
        named = [(id, *texts, "") for id, texts in _NAMED.items()]
        connection.executemany("INSERT INTO concept VALUES (?, ?, ?, ?, ?)", named)
        for table, (each, columns) in _TABLES.items():
            connection.execute(
                f"CREATE TABLE {table} AS SELECT {columns} FROM "
                f"(SELECT p.range AS p, i.range AS i FROM range({persons}) p, range({each}) i) ORDER BY hash(p + i)"
            )
            total += persons * each
        for format in ("csv", "parquet"):
            (folder / format).mkdir()
            for table in ("concept", *_TABLES):
                connection.execute(f"COPY {table} TO '{folder / format / table}.{format}'")
    return total


def _read(path: str) -> None:
    began = time.perf_counter()
    readings = read_omop(path)
    first: float | None = None
    count = 0
    for _ in readings:
        first = first or time.perf_counter() - began
        count += 1
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # KiB on Linux
    print(f"{seconds:6.1f} s, {count / seconds:6,.0f} persons/s, the first after {first or 0:4.1f} s, peak of memory {peak:,.0f} MB")


if __name__ == "__main__":
    _read(sys.argv[2]) if sys.argv[1:2] == ["--read"] else main()

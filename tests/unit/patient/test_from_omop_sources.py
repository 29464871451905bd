"""OMOP CDM → native records: the forms and places of the tables, and whole messages on what is refused."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import duckdb
import pytest

from eligibility import Patient, PatientError, read_omop
from omop_tables import FORMATS, Cdm, cdm, condition, drug, measured, observed, write_csv

# ------------------------------------------------------------------ the source


def everything() -> Cdm:
    """Three persons with a bit of everything."""
    made = cdm()
    made.person(2, 1980, None, None, gender=8507)
    made.person(10, 1990)
    for person in (10, 2, 1):
        measured(made, person_id=person, value_as_number=1.5, unit_source_value="mg/dL", range_high=1.2)
        condition(made, "ascites", "2020-01-01", person_id=person)
        drug(made, "warfarin sodium 5 MG Oral Tablet", "2026-01-01", "2026-01-30", person_id=person, quantity=30.0, days_supply=30)
        made.add("procedure_occurrence", procedure_concept_id=made.concept("biopsy"), procedure_date="2020-02-02", person_id=person)
        observed(made, made.concept("Pregnancy"), value_as_concept_id=4188540, person_id=person)
    return made


def test_every_form_of_the_tables_reads_the_same(tmp_path: Path) -> None:
    read = {}
    for format in FORMATS:
        folder = tmp_path / format
        folder.mkdir()
        read[format] = list(read_omop(everything().write(folder, format)))
    assert [r.patient.id for r in read["csv"]] == ["1", "2", "10"]
    assert all(r.patient.observations and r.patient.medications for r in read["csv"])
    assert read["csv"] == read["parquet"] == read["duckdb"]


@pytest.mark.parametrize("format", FORMATS)
def test_some_persons(tmp_path: Path, format: str) -> None:
    path = everything().write(tmp_path, format)
    assert [r.patient.id for r in read_omop(path, persons=["10", 2])] == ["2", "10"]
    assert Patient.from_omop(path, 2).sex == "male"
    assert [r.patient for r in read_omop(path, [2])] == [Patient.from_omop(path, "2")]


def test_a_person_who_is_not_there(tmp_path: Path) -> None:
    path = everything().write(tmp_path)
    with pytest.raises(PatientError, match="table person has no person 7, 8"):
        read_omop(path, [1, 8, 7])
    with pytest.raises(PatientError, match="expected a person_id, which is a whole number, found 'p-001'"):
        read_omop(path, ["p-001"])


def test_files_as_athena_and_others_write_them(tmp_path: Path) -> None:
    made = everything()
    folder = tmp_path / "it's [a] folder*"
    folder.mkdir()
    made.concept('12" stick', "SNOMED", "1")
    for table, rows in made.tables.items():
        if table == "concept":
            lines = ["\t".join(rows[0]), *("\t".join(str(v) for v in row.values()) for row in rows)]
            (folder / "CONCEPT.csv").write_text("\n".join(lines).upper().replace("_ID", "_id") + "\n", "utf-8")
        elif table == "measurement":
            write_csv(tmp_path / "m.csv", rows, upper=True)
            (folder / "Measurement.CSV.gz").write_bytes(gzip.compress((tmp_path / "m.csv").read_bytes()))
        else:
            write_csv(folder / f"{table.upper()}.csv", rows, delimiter=";", upper=True)
    patients = [r.patient for r in read_omop(folder)]
    assert [p.id for p in patients] == ["1", "2", "10"]
    assert [c.name for c in patients[0].conditions] == ["ASCITES"]
    assert patients[0].observations[0].unit == "mg/dL"


def test_a_table_in_parts(tmp_path: Path) -> None:
    made = everything()
    path = made.write(tmp_path, "parquet")
    whole = list(read_omop(path))
    (tmp_path / "condition_occurrence").mkdir()
    for part, test in (("1", "person_id < 2"), ("2", "person_id >= 2")):
        duckdb.execute(
            f"COPY (FROM '{tmp_path}/condition_occurrence.parquet' WHERE {test}) TO '{tmp_path}/condition_occurrence/part-{part}.parquet'"
        )
    (tmp_path / "condition_occurrence.parquet").unlink()
    assert list(read_omop(path)) == whole


def test_a_database_with_schemas(tmp_path: Path) -> None:
    path = everything().write(tmp_path, "duckdb")
    whole = list(read_omop(path))
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE SCHEMA cdm54; CREATE SCHEMA vocab")
        for table in everything().tables:
            schema = "vocab" if table == "concept" else "cdm54"
            connection.execute(f"CREATE TABLE {schema}.{table} AS FROM main.{table}; DROP TABLE main.{table}")
    assert list(read_omop(path)) == whole


def _without(table: str, column: str) -> Cdm:
    made = everything()
    for row in made.tables[table]:
        del row[column]
    return made


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("table", "column"),
    [("person", "year_of_birth"), ("concept", "concept_code"), ("measurement", "measurement_date"), ("drug_exposure", "person_id")],
)
def test_a_required_column_that_is_missing(tmp_path: Path, format: str, table: str, column: str) -> None:
    path = _without(table, column).write(tmp_path, format)
    with pytest.raises(PatientError, match=f"table {table}: column {column} is missing"):
        read_omop(path)


def test_optional_columns_may_be_missing(tmp_path: Path) -> None:
    made = everything()
    for table, column in (("person", "month_of_birth"), ("measurement", "range_high"), ("measurement", "measurement_id")):
        for row in made.tables[table]:
            del row[column]
    first = next(iter(read_omop(made.write(tmp_path))))
    assert str(first.patient.birth_date) == "1970"


@pytest.mark.parametrize("table", ["person", "concept"])
def test_a_required_table_that_is_missing(tmp_path: Path, table: str) -> None:
    made = everything()
    del made.tables[table]
    with pytest.raises(PatientError, match=f"the table {table} is missing"):
        read_omop(made.write(tmp_path))


def test_what_is_no_cdm(tmp_path: Path) -> None:
    with pytest.raises(PatientError, match="no such file or directory"):
        read_omop(tmp_path / "nowhere")
    (tmp_path / "cdm.duckdb").write_text("not a database")
    with pytest.raises(PatientError, match="not a DuckDB file"):
        read_omop(tmp_path / "cdm.duckdb")
    (tmp_path / "empty").mkdir()
    with pytest.raises(PatientError, match="the table person is missing"):
        read_omop(tmp_path / "empty")


def test_a_table_that_is_there_twice(tmp_path: Path) -> None:
    path = everything().write(tmp_path)
    (path / "PERSON.tsv").write_text("person_id\n")
    with pytest.raises(PatientError, match=r"the table person is there more than once: PERSON.tsv, person.csv"):
        read_omop(path)


def test_a_broken_file_names_the_table(tmp_path: Path) -> None:
    path = everything().write(tmp_path)
    (path / "measurement.csv").write_bytes(b'\x00\xff\xfe person_id,,,\n"1,2\n')
    with pytest.raises(PatientError, match="table measurement"):
        list(read_omop(path))


def test_data_never_becomes_sql(tmp_path: Path) -> None:
    made = cdm()
    nasty = "x'); DROP TABLE person; --"
    made.add("condition_occurrence", condition_concept_id=0, condition_source_value=nasty, condition_start_date="2020-01-01")
    for row in made.tables["person"]:
        row['a "quoted"; column'] = nasty
    assert next(read_omop(made.write(tmp_path))).patient.conditions[0].name == nasty


def test_without_duckdb_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(PatientError) as caught:
        read_omop(tmp_path)
    assert str(caught.value).splitlines() == [
        "E300: OMOP tables are read with DuckDB, which is not installed",
        "  hint: pip install 'eligibility[omop]'",
    ]


def test_rows_that_are_not_alike_say_what_may_be_the_matter(tmp_path: Path) -> None:
    folder = cdm().write(tmp_path)
    person = next(p for p in folder.iterdir() if p.stem.casefold() == "person")
    lines = person.read_bytes().splitlines()
    person.write_bytes(lines[0] + b"\n" + lines[1] + b"\n" + lines[1].replace(b"1", b"7", 1) + b"\r\n")
    with pytest.raises(PatientError, match="do its lines end in two ways"), read_omop(folder) as readings:
        list(readings)

"""A small synthetic OMOP CDM: rows made in a test, written as CSV, as Parquet or as a DuckDB file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from eligibility.patient.reading import Reading

Cell = str | int | float | None

# Columns whose type a typed store knows; all others are text.
_TYPES = (("_concept_id", "INTEGER"), ("_id", "BIGINT"), ("_date", "DATE"), ("_datetime", "TIMESTAMP"))
_NUMBERS = frozenset({"value_as_number", "range_low", "range_high", "quantity", "amount_value", "numerator_value"})
_WHOLE = frozenset({"year_of_birth", "month_of_birth", "day_of_birth", "days_supply"})
FORMATS = ("csv", "parquet", "duckdb")


@dataclass
class Cdm:
    """Rows by table. `concept` adds a row to CONCEPT and gives its id."""

    tables: dict[str, list[dict[str, Cell]]] = field(default_factory=lambda: {"person": [], "concept": []})

    def __post_init__(self) -> None:
        # As in every OMOP vocabulary: the concept of what has none.
        self.concept("No matching concept", "None", "No matching concept", "Metadata", 0)

    def concept(self, name: str, vocabulary: str = "SNOMED", code: str = "", domain: str = "", id: int | None = None) -> int:
        for row in self.tables["concept"]:
            if row["concept_name"] == name and row["vocabulary_id"] == vocabulary and id in (None, row["concept_id"]):
                return int(row["concept_id"] or 0)
        number = id if id is not None else 2_000_000_000 + len(self.tables["concept"])
        self.tables["concept"].append(
            {
                "concept_id": number,
                "concept_name": name,
                "domain_id": domain,
                "vocabulary_id": vocabulary,
                "concept_class_id": "",
                "standard_concept": "S",
                "concept_code": code or str(number),
            }
        )
        return number

    def person(self, id: int = 1, year: int = 1970, month: int | None = 3, day: int | None = 4, gender: int = 8532, **more: Cell) -> None:
        of_origin = {"race_concept_id": 0, "ethnicity_concept_id": 0}
        born = {"year_of_birth": year, "month_of_birth": month, "day_of_birth": day}
        self.add("person", **{"person_id": id, "gender_concept_id": gender, **born, **of_origin, **more})

    def add(self, table: str, **cells: Cell) -> None:
        """A row; the number of the row is made, and the person is 1 unless said."""
        rows = self.tables.setdefault(table, [])
        if table not in ("person", "concept", "death", "drug_strength"):
            cells = {f"{table}_id": len(rows) + 1, "person_id": 1, **cells}
        rows.append(cells)

    def write(self, folder: Path, format: str = "csv") -> Path:
        """Writes all tables; returns what to hand to `read_omop`."""
        if format == "csv":
            for table, rows in self.tables.items():
                write_csv(folder / f"{table}.csv", rows)
            return folder
        path = folder / "cdm.duckdb"
        with duckdb.connect(str(path) if format == "duckdb" else ":memory:") as connection:
            for table, rows in self.tables.items():
                columns = _columns(rows)
                connection.execute(f"CREATE TABLE {table} ({', '.join(f'{c} {_type(c)}' for c in columns)})")
                for row in rows:
                    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' for _ in columns)})", [row.get(c) for c in columns])
                if format == "parquet":
                    connection.execute(f"COPY {table} TO '{folder / table}.parquet' (FORMAT parquet)")
        return path if format == "duckdb" else folder


def write_csv(path: Path, rows: list[dict[str, Cell]], delimiter: str = ",", upper: bool = False) -> None:
    """A table as CSV."""
    columns = _columns(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([c.upper() if upper else c for c in columns])
        writer.writerows([["" if row.get(c) is None else row[c] for c in columns] for row in rows])


def _columns(rows: list[dict[str, Cell]]) -> list[str]:
    return list(dict.fromkeys(c for row in rows for c in row)) or ["person_id"]


def _type(column: str) -> str:
    if column in _NUMBERS:
        return "DOUBLE"
    if column in _WHOLE:
        return "INTEGER"
    if column == "vocabulary_id" or column.endswith("domain_id") or column == "concept_class_id":
        return "VARCHAR"
    return next((type for ending, type in _TYPES if column.endswith(ending)), "VARCHAR")


# ------------------------------------------------------------------ a native record as OMOP

_OPERATORS = {"<": 4171756, "<=": 4171754, ">": 4172704, ">=": 4171755}
_ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"


def from_native(cdm: Cdm, record: Mapping[str, Any], person: int = 1) -> None:
    """Adds a native record, as far as OMOP can hold it: no stage or cause, no doses, exact dates, a birth date."""
    year, month, day = (*map(int, str(record["birth_date"]).split("-")), None, None)[:3]
    cdm.person(person, year, month, day, {"female": 8532, "male": 8507}.get(str(record.get("sex")), 0))
    for each in record.get("observations", ()):
        _observation(cdm, each, person)
    for each in record.get("conditions", ()):
        _condition(cdm, each, person)
    for each in record.get("procedures", ()):
        start = each.get("date") or each.get("start")
        cells = {"procedure_concept_id": cdm.concept(each["name"], domain="Procedure"), "procedure_date": start}
        cdm.add("procedure_occurrence", person_id=person, **cells, procedure_end_date=each.get("end"))
    for each in record.get("medications", ()):
        cells = {"drug_concept_id": cdm.concept(each["name"], "RxNorm", domain="Drug"), "drug_exposure_start_date": each["start"]}
        ended = each.get("end")
        cdm.add("drug_exposure", person_id=person, **cells, drug_exposure_end_date=ended or "2027-06-30", verbatim_end_date=ended)
    for each in record.get("allergies", ()):
        value = 4188540 if each.get("status") == "absent" else None
        cells = {"observation_concept_id": cdm.concept(f"Allergy to {each['name']}"), "value_as_concept_id": value}
        cdm.add("observation", person_id=person, observation_date="2026-01-01", **cells)
    for each in record.get("family_history", ()):
        cells = {"observation_concept_id": 4167217, "value_as_concept_id": cdm.concept(each["name"])}
        relation = cdm.concept(each["relation"]) if "relation" in each else None
        cdm.add("observation", person_id=person, observation_date="2026-01-01", qualifier_concept_id=relation, **cells)


def _observation(cdm: Cdm, each: Mapping[str, Any], person: int) -> None:
    value, name = each["value"], each["name"]
    if isinstance(value, bool):
        cells = {"observation_concept_id": cdm.concept(name), "value_as_concept_id": 4188539 if value else 4188540}
        cdm.add("observation", person_id=person, observation_date=each["date"], **cells)
        return
    number = value if isinstance(value, int | float) else None
    unit = each.get("unit")
    cdm.add(
        "measurement",
        person_id=person,
        measurement_concept_id=cdm.concept(name, domain="Measurement"),
        measurement_date=each["date"],
        operator_concept_id=_OPERATORS.get(each.get("comparator", "")),
        value_as_number=number,
        value_as_concept_id=cdm.concept(value, domain="Meas Value") if number is None else None,
        unit_concept_id=cdm.concept(unit, "UCUM", unit) if unit else None,
        range_low=each.get("low"),
        range_high=each.get("high"),
    )


def _condition(cdm: Cdm, each: Mapping[str, Any], person: int) -> None:
    if each.get("status") == "absent":
        cells = {"observation_concept_id": 1340204 if each.get("onset") else cdm.concept(f"History of {each['name']}")}
        cdm.add("observation", person_id=person, observation_date="2026-01-01", value_as_concept_id=4188540, **cells)
        return
    codes = [c["code"] for c in each.get("codes", ()) if c["system"] == _ICD10CM]
    cdm.add(
        "condition_occurrence",
        person_id=person,
        condition_concept_id=cdm.concept(each["name"], domain="Condition"),
        condition_source_concept_id=cdm.concept(f"{each['name']} ({codes[0]})", "ICD10CM", codes[0]) if codes else None,
        condition_start_date=each["onset"],
        condition_end_date=each.get("end"),
        condition_status_concept_id=32906 if each.get("status") == "resolved" else None,
    )


# ------------------------------------------------------------------ rows that the readers' tests write again and again

Read = Callable[[Cdm], Reading]


def entry(model: Any) -> dict[str, Any]:
    """An entry as written, without its codes."""
    return {k: v for k, v in model.model_dump(mode="json", exclude_defaults=True).items() if k != "codes"}


def cdm(**person: Any) -> Cdm:
    """Tables with one person."""
    made = Cdm()
    made.person(**person)
    return made


def condition(made: Cdm, name: str, start: str, end: str | None = None, **more: Any) -> None:
    """A row of a condition."""
    made.add(
        "condition_occurrence",
        condition_concept_id=made.concept(name, domain="Condition"),
        condition_start_date=start,
        condition_end_date=end,
        **more,
    )


def measured(made: Cdm, name: str = "Bilirubin.total [Mass/volume] in Serum or Plasma", code: str = "1975-2", **more: Any) -> None:
    """A row of a measurement, two days before the day of judgement unless said otherwise."""
    made.add("measurement", measurement_concept_id=made.concept(name, "LOINC", code), **{"measurement_date": "2026-10-30", **more})


def observed(made: Cdm, concept: int, **more: Any) -> None:
    """A row of an observation, on that day too."""
    made.add("observation", observation_concept_id=concept, **{"observation_date": "2026-10-30", **more})


def drug(made: Cdm, name: str, start: str, end: str | None, **more: Any) -> None:
    """A row of a drug's exposure."""
    made.add(
        "drug_exposure",
        drug_concept_id=made.concept(name, "RxNorm", domain="Drug"),
        drug_exposure_start_date=start,
        drug_exposure_end_date=end,
        **more,
    )


def whys(reading: Reading) -> list[str]:
    """The notes of a reading without their places."""
    return [f"{n.kind}: {n.why}" for n in reading.notes]

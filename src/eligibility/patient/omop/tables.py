"""The tables of OMOP CDM v5.4 that are read, and their columns.

Source: OHDSI Common Data Model, inst/csv/OMOP_CDMv5.4_Field_Level.csv. Of the columns it requires, only those are required here without
which a row says nothing; provenance (type concepts, providers, care sites, times of day) is not read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `id` is the column that numbers its rows; `required` and `optional` are the columns read."""

    name: str
    id: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """All that is read, the row's number first."""
        return (self.id, *(c for c in (*self.required, *self.optional) if c != self.id))

    @property
    def concept_columns(self) -> tuple[str, ...]:
        """The columns that hold ids of concepts."""
        return tuple(c for c in self.columns if c.endswith("_concept_id"))


PERSON = Table(
    "person",
    "person_id",
    ("person_id", "gender_concept_id", "year_of_birth"),
    ("month_of_birth", "day_of_birth", "birth_datetime", "gender_source_value", "race_concept_id", "ethnicity_concept_id"),
)
CONCEPT = Table("concept", "concept_id", ("concept_id", "concept_name", "vocabulary_id", "concept_code"), ("domain_id",))
DRUG_STRENGTH = Table(
    "drug_strength",
    "drug_concept_id",
    ("drug_concept_id", "ingredient_concept_id"),
    ("amount_value", "amount_unit_concept_id", "numerator_value", "invalid_reason"),
)

CONDITIONS = Table(
    "condition_occurrence",
    "condition_occurrence_id",
    ("person_id", "condition_concept_id", "condition_start_date"),
    (
        "condition_start_datetime",
        "condition_end_date",
        "condition_status_concept_id",
        "condition_status_source_value",
        "stop_reason",
        "visit_occurrence_id",
        "condition_source_value",
        "condition_source_concept_id",
    ),
)
MEASUREMENTS = Table(
    "measurement",
    "measurement_id",
    ("person_id", "measurement_concept_id", "measurement_date"),
    (
        "measurement_datetime",
        "operator_concept_id",
        "value_as_number",
        "value_as_concept_id",
        "value_source_value",
        "unit_concept_id",
        "unit_source_value",
        "range_low",
        "range_high",
        "measurement_source_value",
        "measurement_source_concept_id",
    ),
)
OBSERVATIONS = Table(
    "observation",
    "observation_id",
    ("person_id", "observation_concept_id", "observation_date"),
    (
        "observation_datetime",
        "value_as_number",
        "value_as_string",
        "value_as_concept_id",
        "value_source_value",
        "qualifier_concept_id",
        "qualifier_source_value",
        "unit_concept_id",
        "unit_source_value",
        "observation_source_value",
        "observation_source_concept_id",
    ),
)
DRUGS = Table(
    "drug_exposure",
    "drug_exposure_id",
    ("person_id", "drug_concept_id", "drug_exposure_start_date"),
    (
        "drug_exposure_start_datetime",
        "drug_exposure_end_date",
        "verbatim_end_date",
        "stop_reason",
        "quantity",
        "days_supply",
        "sig",
        "route_concept_id",
        "route_source_value",
        "drug_source_value",
        "drug_source_concept_id",
    ),
)
PROCEDURES = Table(
    "procedure_occurrence",
    "procedure_occurrence_id",
    ("person_id", "procedure_concept_id", "procedure_date"),
    (
        "procedure_datetime",
        "procedure_end_date",
        "procedure_type_concept_id",
        "procedure_source_value",
        "procedure_source_concept_id",
    ),
)
DEVICES = Table(
    "device_exposure",
    "device_exposure_id",
    ("person_id", "device_concept_id", "device_exposure_start_date"),
    ("device_exposure_end_date", "device_source_value", "device_source_concept_id"),
)
VISITS = Table("visit_occurrence", "visit_occurrence_id", ("person_id", "visit_start_date"), ("visit_end_date",))
DEATHS = Table("death", "person_id", ("person_id", "death_date"))

EVENTS: Mapping[str, Table] = MappingProxyType(
    {t.name: t for t in (CONDITIONS, MEASUREMENTS, OBSERVATIONS, DRUGS, PROCEDURES, DEVICES, VISITS, DEATHS)}
)
"""The tables with rows of persons; a source may lack any of them."""

VOCABULARY = frozenset(
    {
        "concept_ancestor",
        "concept_class",
        "concept_relationship",
        "concept_synonym",
        "domain",
        "relationship",
        "source_to_concept_map",
        "vocabulary",
        "cdm_source",
        "metadata",
        "cohort",
        "cohort_definition",
    }
)
"""Tables that say nothing of a person, and so are no loss if they are not read."""

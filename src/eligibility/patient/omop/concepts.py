"""Concepts of the OMOP vocabularies: what an id stands for, under which code system, and the few ids whose meaning is fixed here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from eligibility.patient.omop.cells import whole
from eligibility.patient.omop.source import Cells
from eligibility.patient.record import Code
from eligibility.reference.names import fold_name

Operator = Literal["<", "<=", ">", ">="]

# vocabulary_id → URI. Source: HL7 FHIR R4 terminology, "Code Systems"; a vocabulary not listed keeps its OMOP name as system.
_SYSTEMS = {
    "SNOMED": "http://snomed.info/sct",
    "LOINC": "http://loinc.org",
    "ICD10CM": "http://hl7.org/fhir/sid/icd-10-cm",
    "ICD10": "http://hl7.org/fhir/sid/icd-10",
    "ICD9CM": "http://hl7.org/fhir/sid/icd-9-cm",
    "RxNorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "UCUM": "http://unitsofmeasure.org",
    "ATC": "http://www.whocc.no/atc",
    "NDC": "http://hl7.org/fhir/sid/ndc",
    "CPT4": "http://www.ama-assn.org/go/cpt",
    "CVX": "http://hl7.org/fhir/sid/cvx",
}


@dataclass(frozen=True, slots=True)
class Concept:
    """A row of CONCEPT."""

    id: int
    name: str
    vocabulary: str
    code: str
    domain: str

    @property
    def folded(self) -> str:
        """The name in the one spelling of `fold_name`."""
        return fold_name(self.name)

    def as_code(self) -> Code:
        """The code for a record."""
        return Code(system=_SYSTEMS.get(self.vocabulary, self.vocabulary), code=self.code, display=self.name)


# Used where the CONCEPT table of a source lacks them. Sources: OMOP CDM v5.4 field-level documentation (=); OHDSI ETL-CDMBuilder issue 53
# and the OHDSI CDM builder (<, <=, >, >=; some published ETLs exchange them); N3C and All of Us phenotypes of SARS-CoV-2 tests (positive,
# negative); Athena (yes, no; the vocabularies Race and Ethnicity); of the histories and allergies see `observations`.
_FIXED_NAMES = {
    4172703: "=",
    4171756: "<",
    4171754: "<=",
    4172704: ">",
    4171755: ">=",
    4188539: "Yes",
    4188540: "No",
    9191: "Positive",
    9189: "Negative",
    4167217: "Family history of clinical finding",
    4210989: "Family history with explicit context",
    1340204: "History of event",
    439224: "Allergy to drug",
    4188027: "Allergy to food",
    40772948: "Allergy",
    8657: "American Indian or Alaska Native",
    8515: "Asian",
    8516: "Black or African American",
    8557: "Native Hawaiian or Other Pacific Islander",
    8527: "White",
    38003563: "Hispanic or Latino",
    38003564: "Not Hispanic or Latino",
}
_FIXED: Mapping[int, Concept] = MappingProxyType({id: Concept(id, name, "", "", "") for id, name in _FIXED_NAMES.items()})
_SEXES: Mapping[int, Literal["male", "female"]] = MappingProxyType({8507: "male", 8532: "female"})
_OPERATORS: Mapping[str, Operator | None] = MappingProxyType({"=": None, "<": "<", "<=": "<=", "≤": "<=", ">": ">", ">=": ">=", "≥": ">="})


class Concepts:
    """The concepts that a source uses, by id."""

    def __init__(self, rows: Iterable[Cells]) -> None:
        self._known: dict[int, Concept] = {}
        for row in rows:
            id = whole(row["concept_id"])
            if id:
                texts = (row["concept_name"] or "", row["vocabulary_id"] or "", row["concept_code"] or "", row["domain_id"] or "")
                self._known[id] = Concept(id, *texts)

    def get(self, id: int | None) -> Concept | None:
        """The concept of an id; None for 0 ("no matching concept"), for no id, and for one that CONCEPT lacks."""
        return (self._known.get(id) or _FIXED.get(id)) if id else None


def sex_of(id: int | None) -> Literal["male", "female"] | None:
    """Sex at birth by gender_concept_id. Source: OMOP vocabulary "Gender", the only two standard concepts in use."""
    return _SEXES.get(id) if id is not None else None


def operator_of(concept: Concept) -> tuple[bool, Operator | None]:
    """(whether it is a comparison, the comparator of a record: None for "=")."""
    name = concept.name.strip()
    return name in _OPERATORS, _OPERATORS.get(name)

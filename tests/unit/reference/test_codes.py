"""Codes of conditions: which concepts they prove, and how they are found again."""

from __future__ import annotations

import pytest

from eligibility.reference.vocabulary import vocabulary

VOCABULARY = vocabulary()


@pytest.mark.parametrize(
    ("code", "general"),
    [
        ("C22.0", "malignancy"),
        ("C34.90", "lung-cancer"),
        ("I50.9", "heart-failure"),
        ("B18.1", "chronic-hepatitis-b"),
        ("K72.00", "liver-failure"),
        ("K72.91", "liver-failure"),
        ("K70.31", "alcoholic-cirrhosis"),
        ("K70.31", "ascites"),
        ("E11", "type-2-diabetes"),
        ("E11.21", "diabetic-nephropathy"),
        ("I21.4", "myocardial-infarction"),
        ("F17.210", "nicotine-dependence"),
        ("S72.001A", "hip-fracture"),
        ("i509", "heart-failure"),
    ],
)
def test_codes_prove_their_concepts(code: str, general: str) -> None:
    concept = VOCABULARY.by_code("http://hl7.org/fhir/sid/icd-10-cm", code)
    assert concept is not None
    assert VOCABULARY.is_a(concept.id, general)


def test_a_code_that_adds_nothing_is_its_category() -> None:
    concept = VOCABULARY.by_code("icd10", "C34.9")
    assert concept is not None
    assert concept.id == "lung-cancer"


def test_a_coded_concept_is_found_again_by_its_id() -> None:
    concept = VOCABULARY.by_code("ICD-10-CM", "K72.00")
    assert concept is not None
    assert concept.id == "icd10cm:K72.00"
    assert VOCABULARY.concept("icd10cm:K72.00") == concept


@pytest.mark.parametrize(
    ("system", "code"), [("http://snomed.info/sct", "25370001"), ("icd10", "250.00"), ("icd10", ""), ("icd10", "U99.9")]
)
def test_unknown_codes_are_none(system: str, code: str) -> None:
    assert VOCABULARY.by_code(system, code) is None


@pytest.mark.parametrize(
    ("system", "code", "general"),
    [
        ("http://hl7.org/fhir/sid/icd-10", "I64", "stroke"),
        ("ICD-10-GM", "E11.90", "type-2-diabetes"),
        ("urn:oid:2.16.840.1.113883.6.90", "C22.0", "malignancy"),
        ("http://hl7.org/fhir/sid/icd-10-cm|2026", "i48.0", "paroxysmal-atrial-fibrillation"),
        ("ICD-10", "B24", "hiv-infection"),
        ("icd10cm", "Z94.4", "liver-transplantation"),
    ],
)
def test_systems_in_usual_spellings(system: str, code: str, general: str) -> None:
    concept = VOCABULARY.by_code(system, code)
    assert concept is not None
    assert VOCABULARY.is_a(concept.id, general)


def test_no_code_of_nicotine_is_substance_abuse() -> None:
    concept = VOCABULARY.by_code("icd10", "F17.210")
    assert concept is not None
    assert VOCABULARY.relation(concept.id, "substance-abuse") == "maybe"


def test_a_drug_of_no_known_class_may_be_in_any() -> None:
    assert vocabulary().relation("drug:allopurinol", "class:anticoagulants") == "maybe"
    assert vocabulary().relation("drug:metformin", "class:anticoagulants") == "no"

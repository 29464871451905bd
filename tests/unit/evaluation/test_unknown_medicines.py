"""What a listed medicine of a name that nobody knows may be."""

from __future__ import annotations

import pytest

from eligibility.evaluation.unknown_medicines import is_unknown_medicine, may_be_medicine
from eligibility.patient.lookups import Entry, IndexedPatient
from eligibility.patient.record import Patient
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import ConceptRef


def _entry(name: str) -> Entry:
    return IndexedPatient(Patient.model_validate({"medications": [{"name": name}]})).entries("medications")[0]


def _wanted(name: str) -> ConceptRef:
    concept = vocabulary().lookup(name, "medication")
    assert concept is not None
    return ConceptRef(id=concept.id, name=concept.name)


@pytest.mark.parametrize(
    ("name", "wanted", "expected"),
    [
        ("Xyzoral", "warfarin", True),
        ("Xyzoral", "statins", True),
        ("xyzovastatin", "statins", True),
        ("xyzovastatin", "atorvastatin", True),
        ("xyzovastatin", "warfarin", False),
        ("xyzumab", "rituximab", True),
        ("xyzumab", "warfarin", False),
        ("xyzumab", "anticoagulants", True),  # an antibody may be of any class
        ("Acme vaccine", "warfarin", False),
        ("Acme vaccine", "influenza vaccine", True),
        ("Xyzoral and aspirin", "warfarin", True),
        ("test strips", "warfarin", False),
        ("none known", "warfarin", False),
        ("alcohol prep pad", "warfarin", False),
    ],
)
def test_a_name_denies_what_it_cannot_be(name: str, wanted: str, expected: bool) -> None:
    entry = _entry(name)
    assert is_unknown_medicine(entry)
    assert may_be_medicine(entry, _wanted(wanted)) is expected


def test_an_unknown_name_asked_for_may_be_an_unknown_name_listed() -> None:
    assert may_be_medicine(_entry("Xyzoral"), ConceptRef(id=None, name="Foobarol"))


@pytest.mark.parametrize("name", ["metoprolol 50 mg tablet", "Namzaric", "Advair Diskus 250/50"])
def test_a_known_product_is_no_unknown_medicine(name: str) -> None:
    assert not is_unknown_medicine(_entry(name))

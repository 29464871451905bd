"""Laws of the concept layer: other words and codes for the same thing never change an outcome, and denial goes from the general down."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from eligibility import Trial, screen
from eligibility.reference.codes import coded_condition
from eligibility.reference.vocabulary import standard_vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records
from eligibility.rules.nodes import HasCondition

ON = date(2026, 11, 1)
VOCABULARY = standard_vocabulary()
CONDITIONS = sorted(r["id"] for r in hand_made_records("concepts.csv") if VOCABULARY.ancestors(r["id"]) - {r["id"]})
CODES = ("C22.0", "I50", "E11", "J45", "K70.3", "I48.0", "B20", "C50", "N18", "G40.9", "I21")  # each means a concept wholly
IDS = st.sampled_from(CONDITIONS)
WANTED = st.sampled_from(["malignancy", "heart disease", "infection", "chronic liver disease", "diabetes", "autoimmune disease", "HCC"])
STATUS = st.sampled_from(["active", "resolved", "absent"])


def outcome(wanted: str, entry: dict[str, Any]) -> str:
    trial = Trial.from_criteria(exclusion=[wanted])
    return screen({"conditions": [entry], "complete": ["conditions"]}, trial, on=ON).criteria[0].outcome


@given(IDS, WANTED, STATUS, st.data())
def test_a_synonym_never_changes_an_outcome(concept_id: str, wanted: str, status: str, data: st.DataObject) -> None:
    row = VOCABULARY.row(concept_id)
    assert row is not None
    names = (*row.names, *row.lookup_only, *row.case_sensitive)
    first, other = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    assert outcome(wanted, {"name": first, "status": status}) == outcome(wanted, {"name": other, "status": status})


@given(st.sampled_from(CODES), WANTED, STATUS)
def test_a_code_for_a_name_never_changes_an_outcome(code: str, wanted: str, status: str) -> None:
    concept = VOCABULARY.by_code("ICD-10-CM", code)
    assert concept is not None
    coded = {"codes": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code}], "status": status}
    assert outcome(wanted, {"name": concept.name, "status": status}) == outcome(wanted, coded)


def test_the_codes_of_these_laws_mean_a_concept() -> None:
    assert all((coded := coded_condition(code)) is not None and coded.concept for code in CODES)


@given(IDS, st.data())
def test_denying_the_general_denies_the_specific(concept_id: str, data: st.DataObject) -> None:
    specific = VOCABULARY.concept(concept_id)
    general = VOCABULARY.concept(data.draw(st.sampled_from(sorted(VOCABULARY.ancestors(concept_id) - {"condition"}))))
    assert specific is not None
    assert general is not None
    found = VOCABULARY.lookup(general.name, "condition")
    trial = Trial.from_criteria(exclusion=[specific.name])
    rule = trial.criteria[0].rule
    # Some names are words of the language as well ("disability"): the law is about rules on the very concept.
    assume(found is not None and found.id == general.id and isinstance(rule, HasCondition) and rule.concept.id == concept_id)
    denied = screen({"conditions": [{"name": general.name, "status": "absent"}]}, trial, on=ON).criteria[0]
    assert denied.outcome == "match"

"""`reference/treatment_purposes`: what a treatment is for, the nearest row of the table, and the table."""

from __future__ import annotations

import pytest

from eligibility.logic import FALSE, TRUE, UNKNOWN
from eligibility.reference.treatment_purposes import Purpose, purpose_of
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records, split_list

ROWS = {row["concept"]: row for row in hand_made_records("treatment_purposes.csv")}
METHOTREXATE, CLADRIBINE = "drug:methotrexate", "drug:cladribine"


def test_a_row_says_what_a_medicine_given_for_something_else_or_locally_counts_as() -> None:
    assert purpose_of("chemotherapy") == Purpose("malignancy", UNKNOWN, UNKNOWN, (METHOTREXATE, CLADRIBINE), ())
    assert purpose_of("neoadjuvant-therapy") == Purpose("malignancy", FALSE, UNKNOWN, (), ())
    assert purpose_of("systemic-therapy") == Purpose("", TRUE, FALSE, (), ())


@pytest.mark.parametrize(
    ("treatment", "row"),
    [
        ("palliative-chemotherapy", "chemotherapy"),
        ("chemoradiotherapy", "chemotherapy"),
        ("hipec", "chemotherapy"),
        ("adjuvant-chemotherapy", "chemotherapy"),  # not of the adjuvant therapies, which are as near
        ("radiotherapy", "anticancer-therapy"),
        ("targeted-therapy", "anticancer-therapy"),
    ],
)
def test_a_treatment_has_the_row_of_the_nearest_more_general_one(treatment: str, row: str) -> None:
    found = purpose_of(treatment)
    assert found is not None
    assert found == purpose_of(row)


@pytest.mark.parametrize("treatment", ["appendectomy", "dialysis", "immunotherapy"])
def test_other_treatments_have_none(treatment: str) -> None:
    assert purpose_of(treatment) is None


def test_of_a_class_of_medicines_only_its_own_row_counts() -> None:
    assert purpose_of("class:antiarrhythmics") is not None
    assert vocabulary().is_a("class:taxanes", "class:cytotoxic-chemotherapy")
    assert purpose_of("class:taxanes") is None
    assert purpose_of(METHOTREXATE) is None


def test_what_no_vocabulary_has_has_none() -> None:
    assert purpose_of("zorbl") is None


# ------------------------------------------------------------------ the table


@pytest.mark.parametrize("concept", ROWS)
def test_each_row_is_read(concept: str) -> None:
    truths = {"": TRUE, "maybe": UNKNOWN, "no": FALSE}
    row = ROWS[concept]
    lists = (split_list(row["as_often"]), split_list(row["never"]))
    assert purpose_of(concept) == Purpose(row["purpose"], truths[row["otherwise"]], truths[row["local"]], *lists)
    assert row["source"]


def test_the_table_names_treatments_their_conditions_and_medicines() -> None:
    known = vocabulary()
    for row in ROWS.values():
        assert known.domain(row["concept"]) in ("procedure", "medication"), row
        assert not row["purpose"] or known.domain(row["purpose"]) == "condition", row
        assert all(known.domain(medicine) == "medication" for medicine in split_list(row["as_often"])), row


def test_a_row_says_something() -> None:
    assert all(row["otherwise"] or row["local"] for row in ROWS.values())
    assert all(bool(row["purpose"]) == bool(row["otherwise"]) for row in ROWS.values())
    assert len(ROWS) == len(hand_made_records("treatment_purposes.csv"))

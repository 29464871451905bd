"""The table of misspellings: each stands for one word, and is no word of its own."""

from __future__ import annotations

from eligibility.reference.names import fold_name, fold_word, misspellings
from eligibility.reference.vocabulary_tables import hand_made_records, split_list


def test_a_spelling_stands_for_one_word() -> None:
    spellings = [fold for row in hand_made_records("misspellings.csv") for fold in split_list(row["spellings"])]
    assert len(spellings) == len(set(spellings)) == len(misspellings())


def test_the_word_that_is_meant_is_spelt_well() -> None:
    assert set(misspellings().values()).isdisjoint(misspellings())


def test_names_meet_in_both_spellings() -> None:
    assert fold_word("Haemorrages") == fold_word("hemorrhage")
    assert fold_name("Congestive hearth desease") == "congestive hearth disease"

"""`reference/name_endings`: what kind of thing an unknown name is, and the table of endings."""

from __future__ import annotations

import pytest

from eligibility.reference.name_endings import domain_of_name
from eligibility.reference.names import fold_word
from eligibility.reference.vocabulary_tables import hand_made_records

ROWS = hand_made_records("name_endings.csv")
ENDINGS = [(ending, row["domain"], row["whole_word"]) for row in ROWS for ending in row["ending"].split("|")]


@pytest.mark.parametrize(
    ("word", "domain"),
    [
        ("infections", "condition"),
        ("Haemorrhage", "condition"),
        ("zorblemia", "condition"),
        ("amputation", "procedure"),
        ("zorblectomies", "procedure"),
        ("biopsies", "procedure"),
        ("inhibitors", "medication"),
        ("zorblizumab", "medication"),
    ],
)
def test_a_last_word_tells_the_domain(word: str, domain: str) -> None:
    assert domain_of_name(word) == domain


@pytest.mark.parametrize("word", ["", "gait", "zorbl", "of"])
def test_other_words_tell_nothing(word: str) -> None:
    assert domain_of_name(word) is None


@pytest.mark.parametrize(
    ("word", "domain"), [("coma", None), ("zzoma", None), ("zzzoma", "condition"), ("mab", None), ("zzzmab", "medication")]
)
def test_before_a_suffix_stand_three_letters_at_least(word: str, domain: str | None) -> None:
    assert domain_of_name(word) == domain


# ------------------------------------------------------------------ the table


@pytest.mark.parametrize(("ending", "domain", "whole"), ENDINGS)
def test_each_ending_of_the_table_is_read(ending: str, domain: str, whole: str) -> None:
    assert domain_of_name(ending if whole == "yes" else f"zzz{ending}") == domain


def test_a_whole_word_is_no_suffix() -> None:
    assert domain_of_name("graft") == "procedure"
    assert domain_of_name("zzzgraft") is None


def test_no_ending_tells_two_domains() -> None:
    told: dict[str, set[str]] = {}
    for ending, domain, _ in ENDINGS:
        told.setdefault(fold_word(ending), set()).add(domain)
    assert {ending: domains for ending, domains in told.items() if len(domains) > 1} == {}


def test_rows_are_well_formed() -> None:
    assert {row["domain"] for row in ROWS} == {"condition", "procedure", "medication"}
    assert {row["whole_word"] for row in ROWS} == {"yes", "no"}
    assert all(row["source"] for row in ROWS)
    assert all(ending == ending.strip().casefold() != "" for ending, _, _ in ENDINGS)

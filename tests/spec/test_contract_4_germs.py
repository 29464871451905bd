"""Contract §4: the infection with a germ is a kind of the infections with germs of its family, and is no infection with another."""

from __future__ import annotations

from typing import Any

import pytest

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, has


@table(
    excludes("MRSA infection", "itself", has("MRSA infection"), "fail"),
    excludes("MRSA infection", "another bacterium", has("Enterococcus infection"), "match"),
    excludes("MRSA infection", "perhaps", has("Staphylococcus aureus infection"), "unknown"),
    excludes("Staphylococcus aureus infection", "a kind of it", has("MRSA infection"), "fail"),
    excludes("Staphylococcus aureus infection", "its sibling", has("Staphylococcus epidermidis infection"), "match"),
    excludes("Bacterial infection", "a kind of it", has("vancomycin-resistant enterococcus infection"), "fail"),
    excludes("Viral infection", "a bacterium", has("MRSA infection"), "match"),
    excludes("Klebsiella pneumonia", "by another germ", has("pneumococcal pneumonia"), "match"),
    excludes("Histoplasma infection", "its name", has("histoplasmosis"), "fail"),
    excludes("Parvovirus B19 infection", "another virus", has("influenza"), "match"),
)
def test_germs_are_told_apart(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@pytest.mark.parametrize(
    ("written", "recorded"),
    [
        ("H. pylori infection", "Helicobacter pylori infection"),
        ("E. coli infection", "Escherichia coli infection"),
        ("S. aureus infection", "Staphylococcus aureus infection"),
        ("C. difficile colitis", "Clostridioides difficile colitis"),
        ("Infection with E. coli or P. aeruginosa", "Pseudomonas infection"),
    ],
)
def test_the_initial_of_a_genus_ends_no_sentence(written: str, recorded: str) -> None:
    check("exclusion", written, has(recorded), "fail")
    check("exclusion", written, NOTHING, "match")


@table(
    needs("Hepatitis C. Diabetes", "one of them", has("hepatitis C"), "fail"),
    needs("Hepatitis C. Diabetes", "both", has("hepatitis C", "diabetes"), "match"),
)
def test_a_letter_at_the_end_of_a_sentence_is_no_initial(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("MRSA colonization", "no infection", NOTHING, "unknown"),
    excludes("MRSA-positive nasal swab", "no infection", NOTHING, "unknown"),
    excludes("HIV-positive partner", "not herself", NOTHING, "unknown"),
    excludes("H. pylori eradication", "an infection", has("Helicobacter pylori infection"), "unknown"),
)
def test_what_is_named_by_a_germ_is_not_its_infection(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)

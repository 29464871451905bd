"""`reference/open_terms`: what an entry whose name leaves something open says of what is asked, and the table of such terms."""

from __future__ import annotations

import pytest

from eligibility.reference.open_terms import left_open, open_terms
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records, split_list

ROWS = hand_made_records("open_terms.csv")


def condition(name: str) -> str:
    found = vocabulary().lookup(name, "condition")
    assert found is not None, name
    return found.id


@pytest.mark.parametrize(
    ("entry", "wanted", "expected"),
    [
        ("endocarditis", "infection", "is"),  # the plain word is understood so
        ("bacterial endocarditis", "viral infection", "no"),  # its kinds are not in the row
        ("otitis media", "infection", "is"),
        ("otitis media", "bacterial infection", "maybe"),  # a second row of the same term
        ("meningitis", "bacterial infection", "maybe"),
        ("meningitis", "infection", "maybe"),  # and so anything more general
        ("meningitis", "meningococcal infection", "maybe"),  # and any narrower thing that shares kinds with it
        ("bacterial meningitis", "viral infection", "no"),
        ("cholestasis", "liver disease", "is"),
        ("chronic sinusitis", "bacterial infection", "maybe"),  # kinds leave it open as well
        ("asthma", "infection", "no"),  # in no row
        ("infection", "endocarditis", "no"),  # the table is of entries, not of what is asked
    ],
)
def test_what_an_open_term_says(entry: str, wanted: str, expected: str) -> None:
    assert left_open(condition(entry), condition(wanted)) == expected


def test_a_term_of_no_organ_may_be_anything_that_shares_kinds_with_it() -> None:
    assert left_open(condition("cyst"), condition("liver disease")) == "maybe"
    assert left_open(condition("cyst"), condition("renal cyst")) == "maybe"
    assert left_open(condition("cyst"), condition("asthma")) == "no"
    assert left_open(condition("renal cyst"), condition("liver disease")) == "no"


def test_excepted_kinds_leave_nothing_open() -> None:
    """Narcolepsy is excepted from the sleep disorders, of which insomnia is one."""
    assert left_open(condition("insomnia"), condition("neurological disease")) == "maybe"
    assert left_open(condition("narcolepsy"), condition("neurological disease")) == "no"
    assert left_open(condition("hematologic malignancy"), condition("solid tumor")) == "maybe"
    assert left_open(condition("lymphoma"), condition("solid tumor")) == "no"


def test_a_code_of_a_category_is_as_open_as_the_name_of_the_category() -> None:
    coded = vocabulary().by_code("ICD-10-CM", "N30.90")
    assert coded is not None
    assert left_open(coded.id, condition("urinary tract infection")) == "maybe"


def test_what_no_vocabulary_has_leaves_nothing_open() -> None:
    assert left_open("zorbl", condition("infection")) == "no"
    assert left_open(condition("meningitis"), "zorbl") == "no"


# ------------------------------------------------------------------ the table


def test_the_table_names_known_entries_and_conditions_that_they_may_be() -> None:
    known = vocabulary()
    terms = {i for row in ROWS for i in (row["term"], *split_list(row["except"]))}
    assert {i for i in terms if i not in known or known.domain(i) not in ("condition", "procedure")} == set()
    asked = {each for row in ROWS for each in split_list(row["of"]) if each != "*"}
    assert {i for i in asked if i not in known or known.domain(i) not in ("condition", "procedure")} == set()


def test_rows_are_well_formed() -> None:
    for row in ROWS:
        assert row["kinds"] in ("yes", "no", "plain"), row
        assert row["says"] in ("maybe", "is"), row
        assert row["of"], row
        assert row["source"], row


def test_each_row_is_read_once() -> None:
    read = [term for terms in open_terms().values() for term in terms]
    assert len(read) == len(ROWS)
    written = {(row["term"], row["kinds"] == "yes", row["says"], row["of"]) for row in ROWS}
    assert {(t.term, t.kinds, t.says, "|".join((*t.of, *("*",) * t.anything))) for t in read} == written
    assert len(written) == len(ROWS)


def test_each_row_leaves_open_what_it_names() -> None:
    """A definite `is` of another row stands before a `maybe`."""
    silent = []
    for row in ROWS:
        said = {each: left_open(row["term"], each) for each in split_list(row["of"]) if each != "*"}
        silent += [(row["term"], each) for each, answer in said.items() if answer not in (row["says"], "is")]
    assert silent == []


def test_no_row_tells_what_the_vocabulary_knows_already() -> None:
    known = vocabulary()
    told = [(row["term"], each) for row in ROWS for each in split_list(row["of"]) if each != "*" and known.is_a(row["term"], each)]
    assert told == []


def test_kinds_that_are_excepted_are_kinds() -> None:
    known = vocabulary()
    rows = [(row["term"], kind) for row in ROWS for kind in split_list(row["except"])]
    assert [(term, kind) for term, kind in rows if not known.is_a(kind, term)] == []
    assert all(row["kinds"] == "yes" for row in ROWS if row["except"])

"""`reference/entailments`: what an entry counts as beyond the vocabulary's own tree, and the table of what follows from what."""

from __future__ import annotations

from typing import get_args

import pytest

from eligibility.reference.entailments import Kind, counts_as, entailed, without_adjective
from eligibility.reference.names import fold_name
from eligibility.reference.observations import observations
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records, split_list

ROWS = hand_made_records("entailments.csv")
KINDS: tuple[Kind, ...] = get_args(Kind)


@pytest.mark.parametrize(
    ("entry", "wanted", "expected"),
    [
        ("pneumonia", "infection", "is"),  # the vocabulary's own tree
        ("infection", "pneumonia", "maybe"),  # and its own doubt
        ("asthma", "infection", "no"),
        ("acute-on-chronic-liver-failure", "decompensated-liver-disease", "is"),  # a row `is`
        ("palliative-chemotherapy", "systemic-therapy", "is"),  # of what is a kind of the row's
        ("hipec", "systemic-therapy", "no"),  # a row `no`, although it is a chemotherapy
        ("hormone-replacement-therapy", "anticancer-therapy", "no"),
        ("class:corticosteroids", "class:immunosuppressants", "maybe"),  # a row `maybe`
        ("drug:prednisone", "class:immunosuppressants", "maybe"),
        ("angioplasty", "pci", "maybe"),  # a row `vague`
        ("meningitis", "infection", "maybe"),  # the table of open terms
        ("surgery", "major-surgery", "maybe"),  # the adjective may be left out
        ("appendectomy", "major-surgery", "maybe"),
        ("minor-surgery", "major-surgery", "no"),  # but its opposite is none of it
        ("elective-surgery", "emergency-surgery", "no"),
        ("adjuvant-chemotherapy", "neoadjuvant-therapy", "no"),  # although a row `maybe` has chemotherapies
        ("chemotherapy", "neoadjuvant-therapy", "maybe"),
        ("zorbl", "asthma", "no"),
        ("asthma", "zorbl", "no"),
    ],
)
def test_what_an_entry_counts_as(entry: str, wanted: str, expected: str) -> None:
    assert counts_as(entry, wanted) == expected


def test_a_vague_row_is_of_just_its_concepts() -> None:
    """A stent may be a coronary one, and so may the procedure have been a PCI; a stent of the ureter says that it is none."""
    said = {stent: counts_as(stent, "pci") for stent in ("stent", "coronary-stent", "carotid-stenting", "ureteral-stent")}
    assert said == {"stent": "maybe", "coronary-stent": "is", "carotid-stenting": "no", "ureteral-stent": "no"}


@pytest.mark.parametrize(
    ("concept", "expected"),
    [
        ("major-surgery", ("major", "surgery")),
        ("neoadjuvant-chemotherapy", ("neoadjuvant", "chemotherapy")),
        ("end-stage-renal-disease", ("end stage", "kidney-disease")),  # of two words
        ("surgery", None),
        ("systemic-therapy", None),  # any treatment is a therapy
        ("palliative-radiotherapy", None),  # no adjective of the table
        ("zorbl", None),
    ],
)
def test_a_concept_without_its_adjective(concept: str, expected: tuple[str, str] | None) -> None:
    assert without_adjective(concept) == expected


# ------------------------------------------------------------------ the table


def test_each_row_is_read() -> None:
    assert {row["kind"] for row in ROWS} == set(KINDS)
    for row in ROWS:
        kind = next(k for k in KINDS if k == row["kind"])
        assert set(split_list(row["by"])) <= set(entailed(kind)[row["subject"]]), row


def test_no_row_stands_twice() -> None:
    told = [(row["kind"], row["subject"], each) for row in ROWS for each in split_list(row["by"]) or ("",)]
    assert [each for each in told if told.count(each) > 1] == []


def test_no_pair_both_counts_and_does_not() -> None:
    told = {kind: {(row["subject"], each) for row in ROWS if row["kind"] == kind for each in split_list(row["by"])} for kind in KINDS}
    assert not told["is"] & told["no"]
    assert not told["is"] & told["maybe"]
    assert not told["no"] & told["maybe"]


def test_observations_of_the_table_are_known() -> None:
    known = observations()
    subjects = [row["subject"] for row in ROWS if row["kind"] in ("male", "stated", "procedure", "grows", "treated", "implies", "excludes")]
    others = [each for row in ROWS if row["kind"] in ("stated", "implies", "excludes") for each in split_list(row["by"])]
    assert [each for each in (*subjects, *others) if each not in known] == []


def test_procedures_that_deny_are_known_by_their_names() -> None:
    names = [each for row in ROWS if row["kind"] == "procedure" for each in split_list(row["by"])]
    assert [name for name in names if vocabulary().lookup(name, "procedure") is None] == []


@pytest.mark.parametrize(
    ("kind", "subjects", "by"),
    [
        ("treats", "procedure", "condition"),
        ("ended", "procedure", "condition"),
        ("sign", "condition", "condition"),
        ("lifelong", "condition", None),
        ("sited", "procedure", None),
        ("open", "medication", None),
        ("treated", None, "medication"),
    ],
)
def test_concepts_of_the_table_are_of_their_domains(kind: Kind, subjects: str | None, by: str | None) -> None:
    known = vocabulary()
    for subject, entailing in entailed(kind).items():
        assert subjects is None or known.domain(subject) == subjects, subject
        assert [known.domain(each) for each in entailing] == [by] * len(entailing), subject


def test_what_excludes_is_excluded() -> None:
    excluded = {(one, other) for one, others in entailed("excludes").items() for other in others}
    assert excluded == {(other, one) for one, other in excluded}


def test_an_adjective_is_folded_and_the_opposite_of_its_opposite() -> None:
    adjectives = entailed("adjective")
    for word, opposites in adjectives.items():
        assert word == fold_name(word)
        assert all(word in adjectives[opposite] for opposite in opposites if opposite in adjectives), word

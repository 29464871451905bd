"""`reference/mentioned`: the concepts that a name mentions among its other words."""

from __future__ import annotations

import pytest

from eligibility.reference.mentioned import mentioned
from eligibility.reference.vocabulary_rows import Domain


@pytest.mark.parametrize(
    ("name", "domain", "expected"),
    [
        ("ESRD on haemodialysis", "procedure", ("hemodialysis",)),
        ("chemotherapy-induced neuropathy", "procedure", ("chemotherapy",)),
        ("chemotherapy-induced neuropathy", "condition", ("peripheral-neuropathy",)),
        ("metformin induced diarrhoea", "medication", ("drug:metformin",)),
        ("pain in the liver", "site", ("site:liver",)),
        ("kidney transplantation failure", "procedure", ("kidney-transplantation",)),
        ("asthma", "condition", ("asthma",)),
    ],
)
def test_a_name_mentions_the_concepts_of_a_domain(name: str, domain: Domain, expected: tuple[str, ...]) -> None:
    assert mentioned(name, domain) == expected


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("chronic kidney disease", "site"),
        ("liver abscess", "site"),
        ("kidney transplant rejection", "procedure"),  # the whole is known as a disease
    ],
)
def test_a_part_of_a_longer_name_is_not_mentioned(name: str, domain: Domain) -> None:
    assert mentioned(name, domain) == ()


def test_each_is_named_once_and_in_the_order_of_the_words() -> None:
    assert mentioned("gout and asthma and gout", "condition") == ("gout", "asthma")


@pytest.mark.parametrize("name", ["", "zorbl", "of the", "aspirin"])
def test_a_name_without_any_mentions_none(name: str) -> None:
    assert mentioned(name, "condition") == ()

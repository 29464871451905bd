"""`patient/placed`: what an entry is together with its site."""

from __future__ import annotations

import pytest

from eligibility.patient.placed import may_be_there, taken_apart, thing_with_site, things_at_site
from eligibility.reference.vocabulary_rows import Domain


@pytest.mark.parametrize(
    ("name", "domain", "expected"),
    [
        ("radiation therapy to the left lung", "procedure", (("radiotherapy",), "lung")),
        ("left lung radiotherapy", "procedure", (("radiotherapy",), "lung")),
        ("hip fracture", "condition", (("fracture",), "hip")),
    ],
)
def test_a_name_that_puts_a_thing_and_its_site_together(name: str, domain: Domain, expected: tuple[tuple[str, ...], str]) -> None:
    assert taken_apart(name, domain) == (expected,)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("asthma", "condition"),
        ("left", "condition"),
        ("zorbl of the lung", "condition"),
        ("radiation therapy to the left lung", "condition"),  # of another domain
    ],
)
def test_any_other_name_is_not_taken_apart(name: str, domain: Domain) -> None:
    assert taken_apart(name, domain) == ()


@pytest.mark.parametrize(
    ("name", "concept", "site", "domain", "expected"),
    [
        ("thrombosis", "thrombosis", "portal vein", "condition", "portal-vein-thrombosis"),
        ("abscess", "abscess", "left liver", "condition", "liver-abscess"),  # by any name of the site
        ("metastasis", "metastasis", "brain", "condition", "brain-metastasis"),
        ("transplantation", "transplantation", "kidney", "procedure", "kidney-transplantation"),
        ("thrombosis", "thrombosis", "leg", "condition", None),  # has no name of its own
        ("thrombosis", "thrombosis", "zorbl", "condition", None),
        ("fracture", "fracture", "hip", "procedure", None),  # of another domain
        ("abscess", "asthma", "liver", "condition", None),  # no kind of what the entry is
    ],
)
def test_a_kind_of_a_thing_that_its_site_names(name: str, concept: str, site: str, domain: Domain, expected: str | None) -> None:
    assert thing_with_site(name, (concept,), site, domain) == expected


def test_it_is_a_kind_of_all_that_the_name_is() -> None:
    assert thing_with_site("abscess", (), "liver", "condition") is None
    assert thing_with_site("abscess", ("abscess", "infection"), "liver", "condition") == "liver-abscess"
    assert thing_with_site("abscess", ("abscess", "asthma"), "liver", "condition") is None


@pytest.mark.parametrize(
    ("concept", "site", "domain", "expected"),
    [
        ("radiosurgery", "brain", "procedure", ("cranial-radiotherapy",)),  # by what it is a kind of
        ("radiotherapy", "left lung", "procedure", ("thoracic-radiotherapy",)),  # by where the site lies
        ("surgery", "liver", "procedure", ("liver-surgery", "abdominal-surgery", "gi-surgery")),
        ("adenocarcinoma", "breast", "condition", ("breast-adenocarcinoma",)),
        ("adenocarcinoma", "liver", "condition", ()),  # perhaps of another organ
        ("injury", "head", "condition", ()),  # a head injury is not just any injury there
        ("asthma", "lung", "condition", ()),
        ("adenocarcinoma", "zorbl", "condition", ()),
    ],
)
def test_what_an_entry_is_besides_by_its_site(concept: str, site: str, domain: Domain, expected: tuple[str, ...]) -> None:
    assert things_at_site((concept,), site, domain) == expected


def test_what_the_entry_is_already_is_not_named_again() -> None:
    assert things_at_site(("adenocarcinoma", "breast-adenocarcinoma"), "breast", "condition") == ()


@pytest.mark.parametrize(
    ("concept", "place", "wanted", "expected"),
    [
        ("adenocarcinoma", None, "breast-cancer", True),  # of which organ?
        ("adenocarcinoma", "site:breast", "breast-cancer", True),
        ("adenocarcinoma", "site:liver", "breast-cancer", True),  # perhaps its spread
        ("carcinoma", "site:liver", "breast-cancer", False),  # mostly of the liver itself
        ("adenocarcinoma", "site:lung", "breast-cancer", False),
        ("lymphoma", "site:stomach", "gastric-cancer", True),
        ("lymphoma", None, "gastric-cancer", False),
        ("radiotherapy", None, "cranial-radiotherapy", True),
        ("radiotherapy", "site:brain", "cranial-radiotherapy", True),
        ("radiotherapy", "site:hand", "cranial-radiotherapy", False),
        ("radiotherapy", "site:torso", "thoracic-radiotherapy", True),  # a part of it is the chest
        ("asthma", None, "breast-cancer", False),
    ],
)
def test_what_may_be_the_wanted_one_of_a_site(concept: str, place: str | None, wanted: str, expected: bool) -> None:
    assert may_be_there((concept,), place, wanted) is expected


def test_of_several_readings_all_may_be_it_without_a_site_and_one_with_it() -> None:
    assert not may_be_there(("adenocarcinoma", "asthma"), None, "breast-cancer")
    assert may_be_there(("adenocarcinoma", "asthma"), "site:bone", "breast-cancer")

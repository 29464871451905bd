"""`reference/body_sites` and the table of sites."""

from __future__ import annotations

import pytest

from eligibility.reference.body_sites import lies, places_around, site_id, sites_of, thing_at, told_site
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_rows import EXTENTS
from eligibility.reference.vocabulary_tables import hand_made_records, split_list

SITES = [r["id"] for r in hand_made_records("sites.csv")]


def site(name: str) -> str:
    found = site_id(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("recorded", "wanted", "expected"),
    [
        ("lung", "chest", "inside"),
        ("thumb", "upper limb", "inside"),
        ("sigmoid colon", "large intestine", "inside"),
        ("right upper lobe", "chest", "inside"),
        ("chest", "lung", "perhaps"),
        ("breast", "chest", "perhaps"),
        ("chest", "breast", "perhaps"),
        ("bone", "chest", "perhaps"),
        ("digestive system", "abdomen", "perhaps"),
        ("vein", "liver", "perhaps"),
        ("brain", "chest", "outside"),
        ("brain", "head and neck", "perhaps"),
        ("liver", "kidney", "outside"),
        ("bone", "lung", "outside"),
        ("hand", "foot", "outside"),
    ],
)
def test_lies(recorded: str, wanted: str, expected: str) -> None:
    assert lies(site(recorded), site(wanted)) == expected


def test_only_one_of_two_sites_is_inside_the_other() -> None:
    both = [(a, b) for a in SITES for b in SITES if a < b and lies(a, b) == lies(b, a) == "inside"]
    assert not both


def test_outside_is_the_same_both_ways() -> None:
    odd = [(a, b) for a in SITES for b in SITES if (lies(a, b) == "outside") is not (lies(b, a) == "outside")]
    assert not odd


def test_every_part_of_a_plainly_separate_site_is_separate() -> None:
    """What is outside the chest has no part in it, but where the table says that it reaches there."""
    known = vocabulary()
    inside = [a for a in SITES if lies(a, "site:chest") == "inside"]
    apart = [b for b in SITES if lies(b, "site:chest") == "outside"]
    assert not [(a, b) for a in inside for b in apart if known.is_a(a, b)]


def test_the_table_names_known_sites_and_extents() -> None:
    for record in hand_made_records("sites.csv"):
        named = [*split_list(record["parents"]), *(p.removeprefix("-") for p in split_list(record["possibly"]))]
        assert set(named) <= set(SITES), record["id"]
        assert record["extent"] in ("", *EXTENTS), record["id"]
        assert record["mention"] in ("", "no"), record["id"]
        assert record["source"], record["id"]


def test_a_side_does_not_matter() -> None:
    assert site_id("left lung") == site_id("lung") == "site:lung"
    assert site_id("left") is None


def test_told_site() -> None:
    assert told_site("hip fracture", "condition") == ("fracture", "site:hip")
    assert told_site("radiotherapy of the left breast", "procedure") == ("radiotherapy", "site:breast")
    assert told_site("asthma", "condition") is None


def test_things_at_a_site() -> None:
    assert thing_at("abscess", "site:liver", "condition") == "liver-abscess"
    assert thing_at("asthma", "site:liver", "condition") is None
    assert sites_of("cns-metastasis", "metastasis") == {"site:central-nervous-system"}
    assert not sites_of("metastasis", "metastasis")


def test_places_around_are_organs_and_regions() -> None:
    around = places_around("site:rib")
    assert around[0] == "site:rib"
    assert "site:chest" in around
    assert "site:bone" not in around


def test_the_table_of_tissues_names_carcinomas_and_cancers() -> None:
    known = vocabulary()
    for record in hand_made_records("tissues.csv"):
        assert known.is_a(record["tissue"], "carcinoma"), record["tissue"]
        assert all(known.is_a(cancer, "malignancy") for cancer in split_list(record["cancers"])), record["tissue"]

"""Infections with germs that share their disease with a more general germ."""

from __future__ import annotations

import pytest

from eligibility.reference.own_infections import with_own_infections
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_rows import Row
from eligibility.reference.vocabulary_tables import hand_made_records

GERM = Row("organism:germ", "germ", "organism", names=("germ",), causes="infection")
KIND = Row("organism:kind", "kind", "organism", names=("kind",), case_sensitive=("KND",), parents=("organism:germ",), causes="infection")
OTHER = Row("organism:other", "other", "organism", parents=("organism:germ",), causes="other-disease")


def test_a_germ_with_the_disease_of_its_family_gets_one_of_its_own() -> None:
    rows = with_own_infections({row.id: row for row in (GERM, KIND, OTHER)})
    own = rows["infection-with:kind"]
    assert (own.name, own.parents, own.names, own.case_sensitive) == (
        "kind infection",
        ("infection",),
        ("kind infection",),
        ("KND infection", "KND infections"),
    )
    assert rows["organism:kind"].causes == own.id


def test_a_germ_with_a_disease_of_its_own_keeps_it() -> None:
    rows = with_own_infections({row.id: row for row in (GERM, KIND, OTHER)})
    assert rows["organism:other"].causes == "other-disease"
    assert rows["organism:germ"].causes == "infection"


@pytest.mark.parametrize("record", hand_made_records("organisms.csv"), ids=lambda record: str(record["id"]))
def test_every_germ_causes_an_infection_of_its_own_below_that_of_its_family(record: dict[str, str]) -> None:
    known = vocabulary()
    own = known.caused_by(record["id"])
    assert own is not None
    for parent in filter(None, record["parents"].split("|")):
        family = known.caused_by(parent)
        assert family is not None
        assert family.id != own.id
    assert known.is_a(own.id, "infection") or own.id == "infection"

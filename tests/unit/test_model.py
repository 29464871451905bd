"""The base of the public models: what it refuses, and that its short cuts make what validation makes."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from eligibility.model import Model


class Pair(Model):
    one: float
    other: str = "x"


def test_a_model_is_frozen_and_refuses_what_it_does_not_know() -> None:
    pair = Pair(one=1)
    with pytest.raises(ValidationError, match="frozen"):
        pair.one = 2
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Pair(one=1, third=3)  # type: ignore[call-arg]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_number_is_finite(value: float) -> None:
    with pytest.raises(ValidationError, match="finite number"):
        Pair(one=value)


def test_a_trusted_model_is_the_validated_one() -> None:
    trusted, validated = Pair.trusted(one=1.0, other="y"), Pair(one=1, other="y")
    assert trusted == validated
    assert hash(trusted) == hash(validated)
    assert trusted.model_dump_json() == validated.model_dump_json() == '{"one":1.0,"other":"y"}'
    assert trusted.model_fields_set == {"one", "other"}


def test_a_copy_has_some_fields_replaced_and_leaves_the_model_as_it_was() -> None:
    pair = Pair(one=1)
    copy = pair.replaced(other="y")
    assert (copy, pair) == (Pair(one=1, other="y"), Pair(one=1))
    assert copy.model_fields_set == {"one", "other"}
    assert pair.model_fields_set == {"one"}
    assert copy.model_dump() == pair.model_copy(update={"other": "y"}).model_dump()


def test_a_copy_of_a_trusted_model_changes_no_other() -> None:
    one, other = Pair.trusted(one=1.0, other="y"), Pair.trusted(one=2.0, other="z")
    one.model_copy(update={"third": 3}).model_fields_set.add("fourth")
    assert one.model_fields_set == other.model_fields_set == {"one", "other"}


def test_copies_share_the_set_of_their_fields_until_another_one_is_given() -> None:
    pair = Pair(one=1)
    assert pair.replaced(one=2.0).model_fields_set is pair.model_fields_set
    assert pair.replaced(other="y").model_fields_set is not pair.model_fields_set


def test_a_made_model_is_the_validated_one() -> None:
    made, validated = Pair.made(one=1.0), Pair(one=1)
    assert made == validated
    assert made.model_dump_json() == validated.model_dump_json()
    assert made.model_fields_set == validated.model_fields_set == {"one"}
    assert Pair.made(one=2.0).model_fields_set is made.model_fields_set
    assert list(Pair.made(other="y", one=1.0).model_dump()) == ["one", "other"]


@pytest.mark.parametrize("values", [{}, {"other": "y"}, {"one": 1.0, "third": 3}])
def test_a_model_is_made_of_all_that_it_needs_and_nothing_else(values: dict[str, object]) -> None:
    with pytest.raises(TypeError, match=r"Pair is made with all fields that have no default, and no others: (?:one|third)$"):
        Pair.made(**values)

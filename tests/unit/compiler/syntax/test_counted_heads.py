"""Numbers that look like those of a counted list."""

from __future__ import annotations

import pytest

from eligibility.compiler.pipeline import Trial


@pytest.mark.parametrize("text", ["HLA-A;02:01 positive", "gout; ٠٣: asthma", "٣ of the following: gout"])
def test_a_number_that_counts_nothing_is_no_error(text: str) -> None:
    (criterion,) = Trial.from_criteria(inclusion=[text]).criteria
    assert criterion.text == text


def test_two_of_a_list_are_counted() -> None:
    (criterion,) = Trial.from_criteria(inclusion=["2 of the following: gout, asthma"]).criteria
    assert criterion.rule.kind == "at_least"

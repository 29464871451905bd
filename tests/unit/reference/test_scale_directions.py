"""The table of the worse ends of scales: each row is of an observation, said once, with a source."""

from __future__ import annotations

import pytest

from eligibility.reference.observations import observations
from eligibility.reference.scale_directions import worse_end
from eligibility.reference.vocabulary_tables import hand_made_records

ROWS = list(hand_made_records("scale_directions.csv"))


def test_each_row_is_of_an_observation_that_is_said_once() -> None:
    named = [row["observation"] for row in ROWS]
    assert len(named) == len(set(named))
    assert set(named) <= set(observations())


def test_each_row_has_a_known_end_and_a_source() -> None:
    for row in ROWS:
        assert row["worse"] in ("higher", "lower", ""), row
        assert row["source"], row


@pytest.mark.parametrize(
    ("observation", "expected"),
    [
        ("ecog", "higher"),
        ("karnofsky", "lower"),
        ("nyha", "higher"),  # classes ascend in severity
        ("asia", None),  # but A is its gravest
        ("recist-response", None),
        ("haemoglobin", None),  # neither end is the better one
    ],
)
def test_the_worse_end(observation: str, expected: str | None) -> None:
    assert worse_end(observations()[observation]) == expected

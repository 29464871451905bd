"""`rules/times`: which of two lengths of time is shorter."""

from __future__ import annotations

import pytest

from eligibility.rules.times import Duration, TimeUnit, is_shorter


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((3, "week"), (4, "week"), True),
        ((4, "week"), (4, "week"), False),
        ((0.5, "month"), (0.6, "month"), True),  # of one unit nothing is to spare
        ((4, "week"), (1, "month"), False),  # 28 days and 30: not certainly
        ((27, "day"), (1, "month"), True),  # 29.7 days and 30
        ((1, "month"), (33, "day"), False),  # a tenth more exactly
        ((1, "month"), (34, "day"), True),
        ((12, "month"), (1, "year"), False),
        ((11, "month"), (1, "year"), True),
        ((24, "hour"), (1, "day"), False),
        ((90, "minute"), (2, "hour"), True),
        ((2, "day"), (1, "week"), True),
        ((1, "week"), (2, "day"), False),
    ],
)
def test_a_length_is_certainly_shorter(one: tuple[float, TimeUnit], other: tuple[float, TimeUnit], expected: bool) -> None:
    assert is_shorter(Duration(value=one[0], unit=one[1]), Duration(value=other[0], unit=other[1])) is expected

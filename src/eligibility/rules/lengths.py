"""Which of two lengths of time is the shorter one."""

from __future__ import annotations

from fractions import Fraction

from eligibility.rules.nodes import Duration

_DAYS = {
    "minute": Fraction(1, 1440),
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "month": Fraction(30),
    "year": Fraction(365),
}


def is_shorter(one: Duration, other: Duration) -> bool:
    """Whether `one` is certainly shorter than `other`: between units with a tenth to spare, since months differ."""
    short, long = Fraction(one.value) * _DAYS[one.unit], Fraction(other.value) * _DAYS[other.unit]
    return short < long if one.unit == other.unit else short * Fraction(11, 10) < long

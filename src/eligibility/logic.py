"""Kleene's strong three-valued logic: the truth of a statement about a patient."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NoReturn


class Truth(StrEnum):
    """True, false, or not known from the record."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    # An `if` on a Truth would silently take UNKNOWN for yes or for no; compare with `is` instead.
    def __bool__(self) -> NoReturn:
        raise TypeError("a Truth has three values: compare it with `is Truth.TRUE`, not with `if`")


TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def truth_of(value: bool | None) -> Truth:
    """The Truth of a Python boolean; None is UNKNOWN."""
    return UNKNOWN if value is None else TRUE if value else FALSE


def negate(truth: Truth) -> Truth:
    """NOT."""
    return UNKNOWN if truth is UNKNOWN else FALSE if truth is TRUE else TRUE


def all_of(truths: Iterable[Truth]) -> Truth:
    """AND: false if any is false, else unknown if any is unknown, else true (also of nothing)."""
    result = TRUE
    for truth in truths:
        if truth is FALSE:
            return FALSE
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def any_of(truths: Iterable[Truth]) -> Truth:
    """OR: true if any is true, else unknown if any is unknown, else false (also of nothing)."""
    result = FALSE
    for truth in truths:
        if truth is TRUE:
            return TRUE
        if truth is UNKNOWN:
            result = UNKNOWN
    return result


def at_least(n: int, truths: Iterable[Truth]) -> Truth:
    """Whether at least `n` are true: known as soon as the unknown ones can no longer change it."""
    several = list(truths)
    certain = sum(t is TRUE for t in several)
    possible = certain + sum(t is UNKNOWN for t in several)
    return TRUE if certain >= n else UNKNOWN if possible >= n else FALSE


def implies(guard: Truth, requirement: Truth) -> Truth:
    """IF … THEN: true outside the guard, whatever the requirement."""
    return any_of((negate(guard), requirement))


def consensus(truths: Iterable[Truth]) -> Truth:
    """The one truth that those give which are settled; unknown where they differ, or none is.

    Not monotone: what is settled later may disagree.
    """
    settled = {truth for truth in truths if truth is not UNKNOWN}
    return settled.pop() if len(settled) == 1 else UNKNOWN


def agreed(truths: Iterable[Truth]) -> Truth:
    """The one truth that all readings give; unknown where they differ."""
    several = set(truths)
    return several.pop() if len(several) == 1 else UNKNOWN

"""Infections that may be there without being active: what "active hepatitis B" does not surely mean, a carrier of it has."""

from __future__ import annotations

from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.reference.vocabulary import remembered, vocabulary

ACTIVE = "active"
_INACTIVE, _QUIET = "inactive", frozenset({"carrier", "latent", "dormant", "quiescent", "carriage"})


@remembered(maxsize=10_000)
def has_inactive_form(concept_id: str) -> bool:
    """Whether an infection that counts as the concept may be an inactive one, as its name says."""
    known = vocabulary()
    return any(_names_inactive(i) for i in known.family(concept_id) & known.family("infection"))


@remembered(maxsize=10_000)
def _names_inactive(concept_id: str) -> bool:
    return any(_is_quiet(name) for name in vocabulary().names_of(concept_id))


def _is_quiet(name: str) -> bool:
    words = name.split()
    return _INACTIVE in words or not _QUIET.isdisjoint(words)


def active_as_named(name: str) -> Truth:
    """Whether what an entry with this folded name is about is active: unless the name says that it is not, or leaves it open.

    >>> active_as_named("hepatitis b"), active_as_named("hepatitis b carrier"), active_as_named("inactive hepatitis b carrier")
    (<Truth.TRUE: 'true'>, <Truth.UNKNOWN: 'unknown'>, <Truth.FALSE: 'false'>)
    """
    return TRUE if not _is_quiet(name) else FALSE if _INACTIVE in name.split() else UNKNOWN

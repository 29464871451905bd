"""Conditions that have nothing in common: gout is no kind of asthma, nor is anything more than "disease" both."""

from __future__ import annotations

from eligibility.reference.entailments import counts_as
from eligibility.reference.vocabulary import vocabulary

ANY_CONDITION = "condition"


def are_strangers(one: str | None, other: str | None) -> bool:
    """Whether two conditions are known, and nothing that the two are kinds of is more than "disease"."""
    if one is None or other is None:
        return False
    return vocabulary().ancestors(one) & vocabulary().ancestors(other) == {ANY_CONDITION} and counts_as(one, other) == "no"

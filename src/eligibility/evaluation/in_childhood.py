"""What was so in childhood: "febrile seizures in childhood", told by the day of birth and the onset."""

from __future__ import annotations

from eligibility.evaluation.context import Context
from eligibility.evaluation.demographics import birth_days
from eligibility.logic import TRUE, UNKNOWN, Truth, truth_of
from eligibility.patient.lookups import Entry
from eligibility.patient.record import Condition
from eligibility.rules.nodes import Fact

_CHILDHOOD = frozenset({"childhood", "in childhood", "during childhood", "of childhood", "in early childhood", "as a child"})
_OF_AGE = 18  # years; source: UN Convention on the Rights of the Child (1989), article 1


def by_childhood(entry: Entry, leaf: Fact, context: Context) -> tuple[Fact, Truth]:
    """The statement without a "childhood" that the onset settles, and how it does."""
    asked = next((d for d in leaf.descriptors if d.casefold() in _CHILDHOOD), None)
    onset = entry.item.onset if isinstance(entry.item, Condition) else None
    born = birth_days(context) if asked is not None and onset is not None else None
    if asked is None or onset is None or born is None:
        return leaf, TRUE
    earliest, latest = onset.first.year - born[1].year - 1, onset.last.year - born[0].year
    truth = UNKNOWN if earliest < _OF_AGE <= latest else truth_of(latest < _OF_AGE)
    if truth is UNKNOWN:
        return leaf, TRUE
    return leaf.replaced(descriptors=tuple(d for d in leaf.descriptors if d != asked)), truth

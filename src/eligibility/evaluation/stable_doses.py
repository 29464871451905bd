"""Doses that have not changed for a time: "metformin at a stable dose for at least 8 weeks".

An entry has one dose from its start to its end, so that one which lasts as long shows it; a change begins another entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.patient.lookups import Entry
from eligibility.patient.record import Medication
from eligibility.rules.nodes import TakesMedication

_STABLE = re.compile(
    r"(?i)(?:stable|(?:on |at )?(?:an? )?(?:stable|constant|unchanged|consistent|fixed) (?:daily )?(?:doses?|dosages?|dosing|regimen))$"
)


def asks_stable(leaf: TakesMedication, words: str) -> bool:
    """Whether the words ask for this."""
    lasting = leaf.timing.lasting is not None and leaf.timing.lasting.operator[0] == ">"
    return lasting and leaf.concept.id is not None and _STABLE.match(words) is not None


def asked_stable(leaf: TakesMedication) -> bool:
    """Whether the statement asks for this."""
    return any(asks_stable(leaf, words) for words in leaf.descriptors)


def another_dose(entry: Entry, others: Sequence[Entry]) -> Entry | None:
    """An entry with another dose that began after this one did, and may be taken beside it."""
    began = entry.item.start if isinstance(entry.item, Medication) else None
    for other in others:
        start = other.item.start if isinstance(other.item, Medication) and not other.absent else None
        later = began is not None and (start is None or start.last > began.first)
        if other is not entry and later and not is_one_dose([entry, other]):
            return other
    return None


def is_one_dose(entries: Sequence[Entry]) -> bool:
    """Whether all entries tell the same dose of the same drug; 20 mg of another statin are another dose."""
    doses = {(e.ids, e.item.dose, e.item.unit) for e in entries if isinstance(e.item, Medication)}
    return len(doses) == 1 and all(dose is not None for _, dose, _ in doses)

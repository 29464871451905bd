"""Names of concepts that record an allergy, and what it is to."""

from __future__ import annotations

import re

from eligibility.patient.lookups import resolve

_TO = re.compile(r"(?:allergy|hypersensitivity|allergic) to (?P<what>.+)", re.IGNORECASE)
_BEFORE = re.compile(r"(?P<what>.+) allergy", re.IGNORECASE)
_GENERAL = re.compile(
    r"(?:propensity to adverse reactions(?: to \w+)?|(?:drug |food |environmental )?allergy|allergy to (?:drug|food|substance|medication)|"
    r"medication allergy)",
    re.IGNORECASE,
)


def is_general(name: str) -> bool:
    """Whether a name says that there is an allergy, not to what.

    >>> is_general("Allergy to drug"), is_general("Allergy to penicillin")
    (True, False)
    """
    return _GENERAL.fullmatch(name) is not None


def allergen(name: str) -> str | None:
    """What a name says that someone is allergic to; None if it says no such thing.

    >>> allergen("Allergy to penicillin"), allergen("Peanut allergy"), allergen("No allergy")
    ('penicillin', 'Peanut', None)
    """
    found = None if is_general(name) else _TO.fullmatch(name)
    if found is not None:
        return found["what"]
    found = _BEFORE.fullmatch(name)
    # "No allergy", "suspected allergy": only a known substance before the word is one.
    return found["what"] if found is not None and resolve(found["what"], (), "substance") else None

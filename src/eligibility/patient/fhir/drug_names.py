"""The substances in the name of a product: "metformin hydrochloride 500 MG Oral Tablet" is metformin hydrochloride."""

from __future__ import annotations

import re
from functools import lru_cache

from eligibility.reference.vocabulary import vocabulary

# How RxNorm names clinical drugs: [quantity] ingredient strength [/ ingredient strength …] dose form [brand]. Source: RxNorm Technical
# Documentation, "Normalized names".
_BRAND = re.compile(r"\s*\[[^\]]*\]\s*$")
_QUANTITY = re.compile(r"^\d[\d.,]*\s*(?:HR|ML|ACTUAT|MG|UNT)\s+", re.IGNORECASE)
_STRENGTH = re.compile(
    r"\s+\d[\d.,]*\s*(?:MG|MCG|UG|G|UNT|UNITS?|IU|MEQ|MMOL|ML|%|CELLS|ACTUAT|BAU|PFU|MCI)\b.*$|\s+\d[\d.,]*\s*%.*$", re.IGNORECASE
)
_MOST = 6


@lru_cache(maxsize=20_000)
def substances(name: str) -> tuple[str, ...]:
    """The drugs of a product's name, as known names; the name alone where it is known itself, or nothing better is found.

    >>> substances("metformin hydrochloride 500 MG Oral Tablet")
    ('metformin hydrochloride',)
    >>> substances("ibuprofen 200 MG / pseudoephedrine hydrochloride 30 MG Oral Tablet")
    ('ibuprofen', 'pseudoephedrine hydrochloride')
    """
    if _known(name):
        return (name,)
    parts = [_bare(part) for part in _BRAND.sub("", name).split(" / ")]
    found = tuple(dict.fromkeys(part for part in parts if part))
    return found if found and len(found) <= _MOST and all(_known(part) for part in found) else (name,)


def _bare(part: str) -> str:
    plain = part.strip()
    while (shorter := _QUANTITY.sub("", plain)) != plain:
        plain = shorter
    return _STRENGTH.sub("", plain).strip()


def _known(name: str) -> bool:
    return vocabulary().lookup(name, "medication") is not None

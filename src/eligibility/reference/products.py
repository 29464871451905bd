"""The substances in the name of a product: "metformin hydrochloride 500 MG Oral Tablet" is metformin hydrochloride."""

from __future__ import annotations

import csv
import re
from functools import cache

from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.resources import data_file

# How RxNorm names clinical drugs: [quantity] ingredient strength [/ ingredient strength …] dose form [brand]. Source: RxNorm Technical
# Documentation, "Normalized names".
_BRAND = re.compile(r"\s*\[[^\]]*\]\s*$")
_QUANTITY = re.compile(r"^\d[\d.,]*\s*(?:HR|ML|ACTUAT|MG|UNT)\s+", re.IGNORECASE)
_STRENGTH = re.compile(
    r"\s+\d[\d.,]*\s*(?:MG|MCG|UG|G|UNT|UNITS?|IU|MEQ|MMOL|ML|%|CELLS|ACTUAT|BAU|PFU|MCI)\b.*$|\s+\d[\d.,]*\s*%.*$", re.IGNORECASE
)
_MOST = 6

_PIECE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|m2|%")


@remembered(maxsize=20_000)
def substances(name: str) -> tuple[str, ...]:
    """The drugs of a product's name, as known names; the name alone where it is known itself, or nothing better is found.

    >>> substances("metformin hydrochloride 500 MG Oral Tablet")
    ('metformin hydrochloride',)
    >>> substances("warfarin 5 mg twice daily"), substances("warfarin 5 mg, stopped")
    (('warfarin',), ('warfarin 5 mg, stopped',))
    >>> substances("ibuprofen 200 MG / pseudoephedrine hydrochloride 30 MG Oral Tablet")
    ('ibuprofen', 'pseudoephedrine hydrochloride')
    """
    if _known(name):
        return (name,)
    parts = [_bare(part) for part in _BRAND.sub("", name).split(" / ")]
    found = tuple(dict.fromkeys(parts))
    return found if len(found) <= _MOST and all(part and _known(part) for part in found) else (name,)


def _bare(part: str) -> str:
    """The name before the strength; "" where what stands behind it may say more than how the drug is given."""
    plain = part.strip()
    while (shorter := _QUANTITY.sub("", plain)) != plain:
        plain = shorter
    name = _STRENGTH.sub("", plain).strip()
    return name if all(word in _behind() for word in _PIECE.findall(plain[len(name) :].casefold())) else ""


@cache
def _behind() -> frozenset[str]:
    """What may stand behind the strength: dose form, route and how often. Any other word ("stopped", "allergy") may take the drug away."""
    with data_file("dose_words.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(word for row in csv.DictReader(lines) for word in row["words"].split("|"))


def _known(name: str) -> bool:
    return vocabulary().lookup(name, "medication") is not None

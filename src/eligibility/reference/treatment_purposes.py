"""What treatments are for and where they act: the table `data/treatment_purposes.csv`.

A cytotoxic drug for arthritis, or on the skin, may be no chemotherapy, and surely is no anticancer therapy. Columns: `concept`, a treatment
or a class of medicines; `purpose`, the condition it is for; `otherwise`, what a medicine given for something else counts as (`no` or
`maybe`), and `local`, one that acts where it is applied; `as_often`: medicines that are given for something else about as often, so that
without a recorded indication they only may count; `never`: words of indications for which a medicine is not given as this treatment.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records, split_list

_TRUTHS: dict[str, Truth] = {"": TRUE, "maybe": UNKNOWN, "no": FALSE}


@dataclass(frozen=True, slots=True)
class Purpose:
    """A row of the table; `otherwise` and `local` as the truth that a medicine so given is the treatment."""

    purpose: str
    otherwise: Truth
    local: Truth
    as_often: tuple[str, ...]
    never: tuple[str, ...]


@cache
def _purposes() -> dict[str, Purpose]:
    return {
        r["concept"]: Purpose(
            r["purpose"],
            _TRUTHS[r["otherwise"]],
            _TRUTHS[r["local"]],
            split_list(r["as_often"]),
            tuple(map(fold_name, split_list(r["never"]))),
        )
        for r in hand_made_records("treatment_purposes.csv")
    }


@remembered(maxsize=10_000)
def purpose_of(concept_id: str) -> Purpose | None:
    """The row of a treatment or of the nearest more general one; of a class of medicines only its own."""
    concept = vocabulary().concept(concept_id)
    if concept is None or concept.domain != "procedure":
        return _purposes().get(concept_id)
    level: tuple[str, ...] = (concept_id,)
    while level:
        found = next((_purposes()[i] for i in level if i in _purposes()), None)
        if found is not None:
            return found
        above = [c for c in map(vocabulary().concept, level) if c is not None]
        level = tuple(dict.fromkeys(p for c in above for p in c.parents))
    return None

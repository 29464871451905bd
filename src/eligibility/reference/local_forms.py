"""Names of products that tell that they act where they are applied: the table `data/local_forms.csv` ("fluorouracil cream", Efudex)."""

from __future__ import annotations

from functools import cache

from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import remembered
from eligibility.reference.vocabulary_tables import hand_made_records, split_list


@remembered(maxsize=20_000)
def named_as_local(name: str) -> bool:
    """Whether the form, the route or the brand in a product's name is one of those for the skin, the eye and the like.

    >>> named_as_local("fluorouracil 5% cream"), named_as_local("fluorouracil injection")
    (True, False)
    """
    folded = f" {fold_name(name)} "
    return any(f" {words} " in folded for words in _words())


@cache
def _words() -> tuple[str, ...]:
    return tuple(fold_name(words) for row in hand_made_records("local_forms.csv") for words in split_list(row["words"]))

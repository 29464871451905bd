"""The route that the name of a medicine tells by its form or its directions: "betamethasone 0.1% cream", "albuterol HFA 2 puffs".

The table is `data/route_words.csv`: `route`; `by`: whether the words say the route, or are a form that is made for it as a rule; `words`;
`source`. A tablet "vaginally" is not swallowed: what is said counts before the form.
"""

from __future__ import annotations

import re
from functools import cache

from eligibility.reference.names import fold_name
from eligibility.reference.product_names import product_concepts
from eligibility.reference.vocabulary import remembered
from eligibility.reference.vocabulary_tables import hand_made_records, split_list

# What stands behind these is no part of the medicine: "prednisone for nasal polyps", "dexamethasone before IV paclitaxel".
_BESIDE = re.compile(
    r"\b(?:for(?! (?:inhal|nebul|oral|inj|iv\b|topical|intra|subc|rectal|vaginal))|before|after|pre|prior to|with|w/|due to|per|until|h/o)"
    r"(?=\s).*",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[;,+&(]\s*|\s+(?:and|plus|then)\s+", re.IGNORECASE)


@remembered(maxsize=20_000)
def told_route(name: str) -> str | None:
    """The one route that the name tells; None where it tells none, or several, or is a row of medicines.

    >>> told_route("betamethasone valerate 0.1% cream"), told_route("gentamicin 0.3% ophth oint"), told_route("prednisone 20 mg")
    ('cutaneous', 'ophthalmic', None)
    >>> told_route("misoprostol 200 mcg tab vaginally"), told_route("prednisone for nasal polyps"), told_route("albuterol HFA & prednisone")
    ('vaginal', None, None)
    """
    if sum(bool(product_concepts(part)) for part in _PARTS.split(name) if part) > 1:
        return None
    folded = f" {fold_name(_BESIDE.sub('', name))} "
    for by in ("said", "form"):
        told = {route for route, how, words in _words() if how == by and any(f" {word} " in folded for word in words)}
        if told:
            return told.pop() if len(told) == 1 else None
    return None


@cache
def _words() -> tuple[tuple[str, str, frozenset[str]], ...]:
    rows = hand_made_records("route_words.csv")
    return tuple((row["route"], row["by"], frozenset(map(fold_name, split_list(row["words"])))) for row in rows)

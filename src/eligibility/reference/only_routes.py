"""Medicines that are made for one route alone, which a record need not tell: apixaban is swallowed.

The table is `data/only_routes.csv`: `of`, a class or a medicine; `route`; `source`.
"""

from __future__ import annotations

from functools import cache

from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records


@remembered(maxsize=20_000)
def only_route(ids: tuple[str, ...]) -> str | None:
    """The route of a medicine of these concepts; None where there may be several.

    >>> from eligibility.reference.product_names import product_concepts
    >>> only_route(product_concepts("apixaban 5 mg")), only_route(product_concepts("insulin"))
    ('oral', None)
    """
    told = {next((route for of, route in _routes() if vocabulary().is_a(i, of)), None) for i in ids}
    return told.pop() if len(told) == 1 else None


@cache
def _routes() -> tuple[tuple[str, str], ...]:
    return tuple((row["of"], row["route"]) for row in hand_made_records("only_routes.csv"))

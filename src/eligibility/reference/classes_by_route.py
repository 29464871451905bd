"""Classes of medicines that are told by the route they take: the table `data/classes_by_route.csv`.

Whoever swallows budesonide inhales none. Columns: `class`; `source`.
"""

from __future__ import annotations

from functools import cache

from eligibility.reference.vocabulary_tables import hand_made_records


@cache
def told_by_route() -> frozenset[str]:
    """The ids of the classes, all of which act in one place."""
    return frozenset(row["class"] for row in hand_made_records("classes_by_route.csv"))

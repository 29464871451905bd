"""Classes of medicines that are told by the route they take: the table `data/classes_by_route.csv`.

Whoever swallows budesonide inhales none. Columns: `class`; `of`, the class whose members it has, by one of the `routes`; `source`.
"""

from __future__ import annotations

from functools import cache

from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records, split_list


def routes_that_tell(class_id: str) -> frozenset[str]:
    """The folded routes by which alone a medicine is of the class; none if no route tells."""
    return frozenset().union(*(routes for known, _, routes in _classes() if known == class_id))


def classes_by_route(ids: tuple[str, ...], route: str) -> tuple[str, ...]:
    """The classes that a medicine of these concepts is of by this route: inhaled budesonide is an inhaled corticosteroid."""
    folded, known = fold_name(route), vocabulary()
    return tuple(c for c, of, routes in _classes() if folded in routes and c not in ids and any(known.is_a(i, of) for i in ids))


def classes_by_name(ids: tuple[str, ...], name: str | None) -> tuple[str, ...]:
    """The classes that a medicine is of by the route in its name: "prednisolone eye drops"."""
    folded, known = f" {fold_name(name or '')} ", vocabulary()
    told = ((c, of) for c, of, routes in _classes() if any(f" {route} " in folded for route in routes))
    return tuple(c for c, of in told if c not in ids and any(known.is_a(i, of) for i in ids))


@cache
def _classes() -> tuple[tuple[str, str, frozenset[str]], ...]:
    rows = hand_made_records("classes_by_route.csv")
    return tuple((row["class"], row["of"], frozenset(map(fold_name, split_list(row["routes"])))) for row in rows)

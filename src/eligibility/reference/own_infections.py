"""The infections with organisms that share their disease with a more general one: MRSA infections among the staphylococcal ones.

`organisms.csv` tells of each organism the disease that it causes. Where that is the disease of a more general organism too, of bacteria for
many, the infection with this one is a kind of it: an infection with another bacterium is none with enterococci.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary_rows import Row


def with_own_infections(rows: Mapping[str, Row]) -> dict[str, Row]:
    """The rows, each such organism with an infection of its own, which stands before all other conditions of its names."""
    diseases = dict(_own_diseases(rows))
    organisms = {i: replace(rows[i], causes=disease.id) for i, disease in diseases.items()}
    return {disease.id: disease for disease in diseases.values()} | {i: organisms.get(i, row) for i, row in rows.items()}


def _own_diseases(rows: Mapping[str, Row]) -> Iterator[tuple[str, Row]]:
    shared = {i: general for i, row in rows.items() if (general := _sharing(row, rows)) is not None}
    for organism, general in shared.items():
        row = rows[organism]
        parents = (_infection_of(general) if general in shared else row.causes,)
        names = tuple(fold_name(f"{name} infection") for name in row.names)
        exact = tuple(f"{name} {noun}" for name in row.case_sensitive for noun in ("infection", "infections"))
        name = f"{row.name} infection"
        yield organism, Row(_infection_of(organism), name, "condition", names, case_sensitive=exact, parents=parents, nature="event")


def _sharing(row: Row, rows: Mapping[str, Row]) -> str | None:
    """The more general organism that is said to cause the same disease."""
    return next((p for p in row.parents if row.causes and p in rows and rows[p].causes == row.causes), None)


def _infection_of(organism: str) -> str:
    return f"infection-with:{organism.removeprefix('organism:')}"

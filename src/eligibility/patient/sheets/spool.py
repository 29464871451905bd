"""The rows of a long sheet by patient, whatever order the file has them in: they wait in a temporary file, not in memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from eligibility.patient.sheets.cells import Cell, shown


class Spool:
    """Rows that were put in, to be taken out patient by patient, in the order in which the patients first came."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        base.executescript(
            "pragma journal_mode = off; pragma synchronous = off;"
            "create table person (seq integer primary key, id text unique);"
            "create table line (person integer, row integer, cells text);"
        )

    def put(self, id: str, row: int, cells: Sequence[Cell]) -> None:
        """Keeps a row of a patient."""
        self._base.execute("insert or ignore into person (id) values (?)", (id,))
        written = json.dumps([[shown(cell)] if isinstance(cell, date) else cell for cell in cells], ensure_ascii=False)
        self._base.execute("insert into line select seq, ?, ? from person where id = ?", (row, written, id))

    def finish(self) -> int:
        """Makes the rows ready to be taken; returns the number of patients."""
        self._base.execute("create index line_person on line (person, row)")
        return int(self._base.execute("select count(*) from person").fetchone()[0])

    def patients(self) -> Iterator[tuple[str, list[tuple[int, list[Cell]]]]]:
        """Each patient's id and rows."""
        for seq, id in self._base.execute("select seq, id from person order by seq"):
            lines = self._base.execute("select row, cells from line where person = ? order by row", (seq,))
            yield id, [(row, [_back(cell) for cell in json.loads(cells)]) for row, cells in lines]


def _back(cell: object) -> Cell:
    return date.fromisoformat(cell[0]) if isinstance(cell, list) else cell  # type: ignore[return-value]


@contextmanager
def spool() -> Iterator[Spool]:
    """An empty spool; its file is removed at the end."""
    with TemporaryDirectory(prefix="eligibility-") as folder, closing(sqlite3.connect(Path(folder) / "rows.sqlite")) as base:
        base.execute("begin")
        yield Spool(base)

"""The notes of one reading: what befell the rows of a table, rows of the same fate together."""

from __future__ import annotations

from typing import Literal

from eligibility.patient.reading import ReadingNote

_SHOWN = 3  # rows named in one note; the others are counted
_LONGEST = 80


class Notes:
    """Collects notes; the same fate of several rows of a table is one note that names the first and counts the rest."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Literal["left_out", "changed"], str, str, str], list[tuple[str, str]]] = {}
        self._counts: dict[tuple[Literal["left_out", "changed"], str, str, str], int] = {}

    def add(self, kind: Literal["left_out", "changed"], row: tuple[str, str], column: str, found: object, why: str) -> None:
        """`row` is (table, its number); `found` what stands in `column`."""
        table, id = row
        key = (kind, table, column, why)
        self._counts[key] = self._counts.get(key, 0) + 1
        named = self._rows.setdefault(key, [])
        if len(named) < _SHOWN:
            text = "" if found is None else str(found)
            named.append((id, text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"))

    def all(self) -> tuple[ReadingNote, ...]:
        """The notes in the order in which they first arose."""
        return tuple(self._note(key) for key in self._rows)

    def _note(self, key: tuple[Literal["left_out", "changed"], str, str, str]) -> ReadingNote:
        kind, table, column, why = key
        named, count = self._rows[key], self._counts[key]
        ids = ", ".join(dict.fromkeys(id for id, _ in named if id))
        more = f" and {count - len(named)} more" if count > len(named) else ""
        place = f"{table}{' ' + ids if ids else ''}{more}{': ' + column if column else ''}"
        return ReadingNote(kind=kind, place=place, found=", ".join(dict.fromkeys(text for _, text in named if text)), why=why)

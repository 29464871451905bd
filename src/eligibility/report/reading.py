"""What the notes of many readings come to: one line for each kind of thing, with how often and the first of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from eligibility.patient.reading import ReadingNote

Kind = Literal["left_out", "changed"]
# What in a note's place is of the single resource or row: "Observation/o1.status", "Bundle.entry[3] (Observation)", "measurement 4: unit".
_ONE_OF_MANY = re.compile(
    r"^(?P<type>[A-Z][A-Za-z]+)/[^ ]+?(?=\.[a-z][^/ ]*(?: |$)|$)"
    r"|\[\d+\]|, line \d+"
    r"|^(?P<table>[a-z_]+) [\d, …]+(?=:)"
)
# Of a note that counts already: "16 of them, Observation/o1 the first".
_MANY = 4
_COUNTED = re.compile(r"(?P<count>\d+) of them, (?P<first>.*) the first", re.DOTALL)


@dataclass(slots=True)
class NoteSummary:
    """Counts notes by what they are on and why; memory holds one example of each."""

    _sums: dict[tuple[Kind, str, str], tuple[int, str]] = field(default_factory=dict)

    def add(self, notes: Iterable[ReadingNote]) -> None:
        """Counts some notes."""
        for note in notes:
            key: tuple[Kind, str, str] = (note.kind, _general(note.place), note.why)
            many = _COUNTED.fullmatch(note.found)
            more, example = (int(many["count"]), many["first"]) if many is not None else (1, _example(note))
            count, first = self._sums.get(key, (0, example))
            self._sums[key] = (count + more, first)

    def rows(self) -> list[dict[str, str | int]]:
        """What was counted: `kind`, `of`, `why`, `count` and `first`; what is left out before what is changed, the most frequent first."""
        order = sorted(self._sums.items(), key=lambda each: (each[0][0] != "left_out", -each[1][0]))
        return [{"kind": kind, "of": of, "why": why, "count": count, "first": first} for (kind, of, why), (count, first) in order]

    def lines(self) -> list[str]:
        """The same in words; what befalls many kinds of things alike is one line."""
        alike: dict[tuple[str | int, str | int], list[dict[str, str | int]]] = {}
        for row in self.rows():
            alike.setdefault((row["kind"], row["why"]), []).append(row)
        return [line for rows in alike.values() for line in ([_shared(rows)] if len(rows) >= _MANY else map(_line, rows))]


def _shared(rows: list[dict[str, str | int]]) -> str:
    kinds = ", ".join(f"{row['of']} ({row['count']:,})" for row in rows)
    return f"{_said(rows[0]['kind'])}: {rows[0]['why']}: {kinds}"


def _line(row: dict[str, str | int]) -> str:
    often = f"{row['count']:,} times, first " if row["count"] != 1 else ""
    told = f" ({often}{row['first']})" if row["first"] else f" ({row['count']:,} times)" if often else ""
    return f"{_said(row['kind'])}: {row['of']}: {row['why']}{told}"


def _said(kind: str | int) -> str:
    return str(kind).replace("_", " ")


def _general(place: str) -> str:
    return _ONE_OF_MANY.sub(lambda found: found["type"] or found["table"] or "", place)


def _example(note: ReadingNote) -> str:
    return f"{note.place}: {note.found}" if note.found and _general(note.place) != note.place else note.found or note.place

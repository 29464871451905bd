"""The closed tables of what headers and cells say in words: `data/sheet_headers.csv` and `data/sheet_words.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, cast, get_args

from eligibility.reference.names import fold_name
from eligibility.resources import data_file

Word = Literal[
    "yes", "no", "never", "active", "resolved", "done", "planned", "stopped", "female", "male", "mild", "moderate", "severe",
    "positive", "negative", "blank", "dash", "unknown",
]  # fmt: skip
WORDS: tuple[Word, ...] = get_args(Word)


@lru_cache(maxsize=50_000)
def word_in(text: str) -> Word | None:
    """What a cell says, if it is one of the words of the table.

    >>> word_in("Yes"), word_in(" n/a "), word_in("maybe")
    ('yes', 'blank', None)
    """
    return _words().get(" ".join(text.split()).casefold())


@cache
def _words() -> Mapping[str, Word]:
    with data_file("sheet_words.csv").open(encoding="utf-8", newline="") as table:
        return {word: cast(Word, row["meaning"]) for row in csv.DictReader(table) for word in row["words"].split("|")}


@cache
def spellings(use: str) -> Mapping[str, str]:
    """Folded header → field, for one use of headers: patient, names, role, long; and the words of a category column."""
    found: dict[str, str] = {}
    for field, listed in _fields(use):
        for spelling in listed:
            found.setdefault(fold_name(spelling), field)
    return MappingProxyType(found)


@cache
def _fields(use: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    with data_file("sheet_headers.csv").open(encoding="utf-8", newline="") as table:
        rows = [(row["field"], row["spellings"].split("|")) for row in csv.DictReader(table) if row["use"] == use]
    return tuple((field, tuple(each for spelling in listed for each in _referred(spelling))) for field, listed in rows)


def _referred(spelling: str) -> tuple[str, ...]:
    """`=role.high` stands for the spellings of another row."""
    if not spelling.startswith("="):
        return (spelling,)
    use, _, field = spelling[1:].partition(".")
    return dict(_fields(use))[field]

"""ICD-10-CM → `icd10cm.tsv`: for each code the concept it equals, or those it is a kind of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vocabulary_sources import IcdCode

from eligibility.reference.vocabulary import Vocabulary
from eligibility.reference.vocabulary_tables import read_rows

_UNSPECIFIED = re.compile(
    r",? (?:unspecified|NOS)\b|^Unspecified |,? without (?:mention of )?complications?$|, not elsewhere classified$", re.IGNORECASE
)
# "Other …" is the rest of a category, "Personal history of …" no condition, and the titles of these chapters are no diagnoses.
_NOT_EQUAL = re.compile(
    r"^(?:other|personal history|family history|encounter|adverse effect|underdosing)\b|\b(?:not|without|other)\b", re.IGNORECASE
)
_OUTSIDE = re.compile(r"[V-Z]")


@dataclass
class Coded:
    """A line of the table: the equal concept ("" if none), else the broader ones."""

    code: str
    title: str
    concept: str
    broader: tuple[str, ...]


def in_range(code: str, cell: str) -> bool:
    """Whether a code lies in a range of categories ("C00-C96"), or below a code ("K70.3").

    >>> in_range("C34.90", "C00-C96"), in_range("K70.31", "K70.3"), in_range("K70.4", "K70.3")
    (True, True, False)
    """
    first, _, last = cell.partition("-")
    return first <= code[: len(first)] <= (last or first)


def build_icd(codes: list[IcdCode], ranges: list[dict[str, str]], who: list[dict[str, str]]) -> list[Coded]:
    """Every code with its meaning: by the hand-made ranges, by a title that is a concept's name, and by the code above it.

    `who` are the categories of ICD-10 that ICD-10-CM lacks, with their meanings.
    """
    vocabulary = Vocabulary(read_rows())
    stated = {cell: r["concept"] for r in ranges if r["equal"] == "yes" for cell in r["codes"].split()}
    spans = [(cell.strip(), r["concept"]) for r in ranges for cell in r["codes"].split()]
    for concept in {*stated.values(), *(c for _, c in spans)}:
        assert vocabulary.concept(concept), f"no concept {concept!r}"
    known: dict[str, tuple[str, ...]] = {}
    equals: dict[str, str] = {}
    table = []
    for code in codes:
        category = code.code[:-1].rstrip(".")
        above = known.get(category, ())
        equal = stated.get(code.code) or _by_title(vocabulary, code) or (equals.get(category, "") if _says_no_more(code) else "")
        equals[code.code] = equal
        within = [concept for cell, concept in spans if in_range(code.code, cell)]
        broader = _narrowest(vocabulary, (*above, *within))
        known[code.code] = (equal,) if equal else broader
        table.append(Coded(code.code, code.title, equal, () if equal else broader))
    return table + [_added(vocabulary, row, known) for row in who]


def _added(vocabulary: Vocabulary, row: dict[str, str], known: dict[str, tuple[str, ...]]) -> Coded:
    assert row["code"] not in known, f"ICD-10-CM has {row['code']}"
    broader = tuple(b for b in row["broader"].split("|") if b)
    for concept in (row["concept"], *broader):
        assert not concept or vocabulary.concept(concept), f"no concept {concept!r}"
    return Coded(row["code"], row["title"], row["concept"], broader)


def _by_title(vocabulary: Vocabulary, code: IcdCode) -> str:
    if _OUTSIDE.match(code.code) or _NOT_EQUAL.search(code.title):
        return ""
    for title in (code.title, _UNSPECIFIED.sub("", code.title)):
        concept = vocabulary.lookup(title, "condition")
        if concept:
            return concept.id
    return ""


def _says_no_more(code: IcdCode) -> bool:
    """Whether a code adds nothing to its category: C34.9, cancer of an unspecified part of the lung."""
    return code.code[-1] in "09" and "unspecified" in code.title.casefold() and not _NOT_EQUAL.search(code.title)


def _narrowest(vocabulary: Vocabulary, concepts: Iterable[str]) -> tuple[str, ...]:
    several = dict.fromkeys(concepts)
    return tuple(c for c in several if not any(o != c and vocabulary.is_a(o, c) for o in several))

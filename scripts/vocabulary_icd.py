"""ICD-10-CM → `icd10cm.tsv`: for each code the concept it equals, or those it is a kind of, what goes with it, and what may."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vocabulary_icd_titles import Stated, stated_in
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
# Too general for a word of a title to tell them: each title is of a condition, and a relapse is of something.
_UNSAID = frozenset({"condition", "complication", "abnormality", "symptom", "mesh:recurrence", "mesh:syndrome", "chronic-disease"})
_NOTHING = Stated((), (), ())


@dataclass
class Coded:
    """A line of the table: the equal concept ("" if none), else the broader ones; beside it what goes with it, and what may."""

    code: str
    title: str
    concept: str
    broader: tuple[str, ...]
    implied: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()


def in_range(code: str, cell: str) -> bool:
    """Whether a code lies in a range of categories ("C00-C96"), or below a code ("K70.3").

    >>> in_range("C34.90", "C00-C96"), in_range("K70.31", "K70.3"), in_range("K70.4", "K70.3")
    (True, True, False)
    """
    first, _, last = cell.partition("-")
    return first <= code[: len(first)] <= (last or first)


def build_icd(codes: list[IcdCode], ranges: list[dict[str, str]], who: list[dict[str, str]], titles: list[dict[str, str]]) -> list[Coded]:
    """Every code with its meaning: by the hand-made ranges, by its title and the names in it, and by the code above it.

    `who` are the categories of ICD-10 that ICD-10-CM lacks, with their meanings; `titles` says which names in titles do not mean what they
    name.
    """
    vocabulary = Vocabulary(read_rows())
    stated = {cell: r["concept"] for r in ranges if r["equal"] == "yes" for cell in r["codes"].split()}
    spans = [(cell.strip(), r["concept"]) for r in ranges for cell in r["codes"].split()]
    for concept in {*stated.values(), *(c for _, c in spans)}:
        assert vocabulary.concept(concept), f"no concept {concept!r}"
    doubts = {(r["before"], r["name"], r["concept"]): (tuple(r["codes"].split()), r["says"]) for r in titles}
    for _, _, concept in doubts:
        assert vocabulary.concept(concept), f"no concept {concept!r}"
    known: dict[str, tuple[str, ...]] = {}
    implies: dict[str, tuple[str, ...]] = {}
    equals: dict[str, str] = {}
    table = []
    for code in codes:
        category = code.code[:-1].rstrip(".")
        above = known.get(category, ())
        equal = stated.get(code.code) or _by_title(vocabulary, code) or (equals.get(category, "") if _says_no_more(code) else "")
        equals[code.code] = equal
        within = [concept for cell, concept in spans if in_range(code.code, cell)]
        named = stated_in(code.code, code.title, vocabulary, _UNSAID, doubts) if not (equal or _OUTSIDE.match(code.code)) else _NOTHING
        broader = _narrowest(vocabulary, (*above, *within, *named.kinds))
        known[code.code] = (equal,) if equal else broader
        implied = _not_among(vocabulary, _narrowest(vocabulary, (*implies.get(category, ()), *named.implied)), known[code.code])
        implies[code.code] = implied
        possible = _not_among(vocabulary, _narrowest(vocabulary, named.possible), (*known[code.code], *implied))
        table.append(Coded(code.code, code.title, equal, () if equal else broader, implied, possible))
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


def _not_among(vocabulary: Vocabulary, concepts: tuple[str, ...], known: Sequence[str]) -> tuple[str, ...]:
    """Those that what is known does not say already."""
    return tuple(c for c in concepts if not any(vocabulary.is_a(k, c) for k in known))


def _narrowest(vocabulary: Vocabulary, concepts: Iterable[str]) -> tuple[str, ...]:
    several = dict.fromkeys(concepts)
    return tuple(c for c in several if not any(o != c and vocabulary.is_a(o, c) for o in several))

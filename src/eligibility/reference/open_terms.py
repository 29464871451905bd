"""Terms whose name leaves open what they are: the table `data/open_terms.csv`.

A cyst is of some organ, a meningitis of some cause; the name alone says neither. Such an entry is no proof of a liver disease or of an
infection, and a list that holds it does not deny one. Columns:
- `term`: the id of the open concept; `kinds`: whether its kinds leave it open as well (yes), and `except` those that do not; `plain` is no,
  and the plain term may be just what `of` names, and nothing that has kinds in common with it (a diarrhoea: an infection);
- `says`: `maybe`, or `is` where the plain word is understood so in practice, although some of its kinds are none (an endocarditis is
  infective unless it is called otherwise);
- `of`: what an entry of the term may be a kind of, and so anything more general; `*` is anything that has kinds in common with it. A plain
  term may be any narrower thing as well that has kinds in common with it: a meningitis, a meningococcal infection.
Carcinomas of unnamed organs are in `data/tissues.csv`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from eligibility.reference.vocabulary import Relation, remembered, vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records, split_list

_ANYTHING = "*"


class OpenTerm(NamedTuple):
    """A row of the table."""

    term: str
    kinds: bool
    but: tuple[str, ...]
    says: Relation
    of: tuple[str, ...]
    anything: bool
    common_kinds: bool


@cache
def open_terms() -> dict[str, tuple[OpenTerm, ...]]:
    """Term → what it leaves open."""
    found: dict[str, tuple[OpenTerm, ...]] = {}
    for row in hand_made_records("open_terms.csv"):
        says: Relation = "is" if row["says"] == "is" else "maybe"
        listed = split_list(row["of"])
        of = tuple(each for each in listed if each != _ANYTHING)
        term = OpenTerm(row["term"], row["kinds"] == "yes", split_list(row["except"]), says, of, _ANYTHING in listed, row["kinds"] == "no")
        found[term.term] = (*found.get(term.term, ()), term)
    return found


def left_open(entry_id: str, wanted_id: str) -> Relation:
    """What an entry whose name leaves something open says of a wanted concept; `no` where it leaves nothing open, or not this."""
    said = {term.says for term in _open_in(entry_id) if _may_be(term, wanted_id)}
    return "is" if "is" in said else "maybe" if said else "no"


@remembered(maxsize=50_000)
def _open_in(entry_id: str) -> tuple[OpenTerm, ...]:
    return tuple(_terms_of(entry_id))


def _terms_of(entry_id: str) -> Iterator[OpenTerm]:
    """The rows that hold for an entry: of its own concept, and those of what it is a kind of that hold for kinds."""
    known, table = vocabulary(), open_terms()
    # A code says its category more exactly, and of many categories no more is known than the name: N30.9 is a cystitis.
    code = known.concept(entry_id) if entry_id not in known else None
    own = {entry_id, *(code.parents if code is not None else ())}
    above = known.ancestors(entry_id, kinds_only=True)
    for concept_id in sorted(above & table.keys()):
        for term in table[concept_id]:
            plain = concept_id == entry_id or (concept_id in own and term.says == "maybe")
            if (plain or term.kinds) and above.isdisjoint((*term.but, *term.of)):
                yield term


def _may_be(term: OpenTerm, wanted_id: str) -> bool:
    if any(vocabulary().is_a(each, wanted_id) for each in term.of):
        return True
    return term.says == "maybe" and term.common_kinds and not _candidates(term).isdisjoint(vocabulary().family(wanted_id))


@remembered(maxsize=None)
def _candidates(term: OpenTerm) -> frozenset[str]:
    """The kinds of the open term that are what it may be."""
    known = vocabulary()
    kinds = known.family(term.term)
    return kinds if term.anything else frozenset().union(*(kinds & known.family(each) for each in term.of))

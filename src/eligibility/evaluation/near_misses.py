"""Entries whose names nearly are the one asked for: they are never matched, but pointed out, since one of the two may be misspelt."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache

from eligibility.patient.lookups import Entry, IndexedPatient, Reading, folded_name

ALIKE = 0.86  # of difflib's ratio: one letter in seven
_LONGEST = 60  # characters; longer names are sentences
_SHORTEST = 5  # abbreviations differ by one letter and mean something else


def near_miss(name: str, record: IndexedPatient, is_known: bool = True) -> str:
    """A remark on the entry whose name is nearest to a name; "" if none is near.

    Of two names that are known neither is misspelt: beside one that `is_known` to the vocabulary only entries that are not are near.
    """
    wanted = folded_name(name)
    if not _SHORTEST <= len(wanted) <= _LONGEST:
        return ""
    others = record.once(_unknown_names) if is_known else record.folded_names
    near = max(((likeness(wanted, folded), folded) for folded in others), default=(0.0, ""))
    if near[0] < ALIKE or near[1] == wanted:
        return ""
    thing = record.folded_names[near[1]][0]
    if not _is_unknown(thing):
        return f"; it has {thing.item.label!r}: is {name!r} a misspelt {thing.item.label!r}?"
    return f"; it has {thing.item.label!r}, which is not known as a name of it: is it misspelt?"


@lru_cache(maxsize=20_000)
def likeness(a: str, b: str) -> float:
    """How much two folded names look alike, from 0 to 1; 0 where they surely look too different."""
    if abs(len(a) - len(b)) > max(2, len(a) // 7) or not _SHORTEST <= len(b) <= _LONGEST:
        return 0.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def _unknown_names(record: IndexedPatient) -> tuple[str, ...]:
    """The folded names in the record that the vocabulary has nowhere."""
    return tuple(folded for folded, things in record.folded_names.items() if all(map(_is_unknown, things)))


def _is_unknown(thing: Entry | Reading) -> bool:
    return not thing.ids if isinstance(thing, Entry) else thing.definition is None

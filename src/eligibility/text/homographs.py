"""Words of several meanings, told apart by the company they keep: "abstinence" among drinks, "TBI" beside "12 Gy".

A word without any of its cues in the criterion, or with cues of two meanings, keeps what the vocabulary says of it, mostly nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from eligibility.reference.mentions import Reading
from eligibility.reference.names import fold_word
from eligibility.reference.vocabulary_tables import hand_made_records, split_list

# The first letters, mostly from a to z, are looked up faster than the others.
_WORD = re.compile(r"[A-Za-z]+[^\W_]*|[^\W\d_][^\W_]*")


@dataclass(frozen=True, slots=True)
class _Meaning:
    """One meaning of a word, and the folded words of which one must stand in the same criterion."""

    reading: Reading
    cues: frozenset[str]


def told_by_company(text: str) -> dict[str, tuple[Reading, ...]]:
    """What the homographs of a criterion mean, as far as its other words tell.

    >>> [r.value for r in told_by_company("conditioning with TBI of 12 Gy")["TBI"]], told_by_company("no TBI")
    (['total-body-irradiation'], {})
    """
    if _some_name().search(text) is None:
        return {}
    words = set(_WORD.findall(text))
    present = words & _homographs().keys()
    if not present:
        return {}
    company = {fold_word(w) for w in words}
    found: dict[str, tuple[Reading, ...]] = {}
    for word in present:
        fitting = {m.reading for m in _homographs()[word] if m.cues & company}
        if len(fitting) == 1:
            found[word] = tuple(fitting)
    return found


@cache
def _some_name() -> re.Pattern[str]:
    """One look at a text tells that no name of a homograph is in it."""
    return re.compile("|".join(map(re.escape, _homographs())))


@cache
def _homographs() -> dict[str, tuple[_Meaning, ...]]:
    """The rows of `data/homographs.csv` by name; a name in small letters counts with a capital first letter too."""
    found: dict[str, tuple[_Meaning, ...]] = {}
    for row in hand_made_records("homographs.csv"):
        cues = frozenset(fold_word(cue) for cue in split_list(row["cues"]))
        meaning = _Meaning(Reading(row["type"], row["value"]), cues)
        for name in {row["name"], row["name"].capitalize() if row["name"].islower() else row["name"]}:
            found[name] = (*found.get(name, ()), meaning)
    return found

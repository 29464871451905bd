"""The stems of international nonproprietary names: what ends in -vastatin is a statin. Source: `data/inn_stems.csv`, WHO's stem book."""

from __future__ import annotations

import csv
import re
from functools import cache

from eligibility.resources import data_file


def stem_classes(name: str) -> frozenset[str]:
    """The ids of the classes that the stems in a drug's name tell.

    >>> sorted(stem_classes("Pitavastatin calcium"))
    ['class:statins']
    """
    lower = name.casefold()
    words = re.split(r"[^a-z]+", lower)
    return frozenset(
        class_id for stem, exceptions, class_id in _stems() if not any(re.search(e, lower) for e in exceptions) and _has(words, stem)
    )


def _has(words: list[str], stem: str) -> bool:
    bare = stem.strip("-")
    if bare == stem:  # without a dash it is a whole word
        return bare in words
    return any(w.startswith(bare) if stem.endswith("-") else w.endswith(bare) for w in words if len(w) > len(bare) + 1)


@cache
def _stems() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    with data_file("inn_stems.csv").open(encoding="utf-8", newline="") as file:
        return tuple((r["stem"], tuple(filter(None, r["except"].split("|"))), r["class"]) for r in csv.DictReader(file))

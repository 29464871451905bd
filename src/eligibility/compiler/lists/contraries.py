"""Adjectives that together leave nothing out: "acute or chronic", "treated or untreated"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

# Each disease is one or the other.
_PAIRS = """
    acute/chronic primary/secondary benign/malignant solid/hematologic solid/haematologic congenital/acquired
    unilateral/bilateral left/right localized/generalized localized/metastatic local/systemic early/advanced
    single/multiple new/recurrent active/latent first/recurrent adjuvant/metastatic neoadjuvant/metastatic
"""
_CONTRARIES = frozenset(tuple(pair.split("/")) for pair in _PAIRS.split())
_NEGATING = ("un", "non", "in", "a", "not")


def contrary(words: Sequence[str]) -> bool:
    """Whether one of the words says what another denies."""
    folded = [w.casefold() for w in words]
    return any((a, b) in _CONTRARIES or _denies(b, a) for a, b in permutations(folded, 2))


def _denies(word: str, other: str) -> bool:
    return any(word in (prefix + other, f"{prefix}-{other}", f"{prefix} {other}") for prefix in _NEGATING)

"""Names of tests that say what was found: "EGFR-mutant", "ALK rearrangement", "dMMR"."""

from __future__ import annotations

# Last words of names, with what they are of before them.
_FINDING_WORDS = """
mutation mutations mutated mutant rearrangement rearrangements rearranged translocation translocations fusion
fusions deletion deletions del19 amplification amplifications duplication skipping deficient deficiency
antibodies v600 v600e v600k t315i variant v617f g12c l858r t790m itd tkd
"""
_FINDINGS = frozenset(_FINDING_WORDS.split())
_HIGH = ("msi-h", "msi-high", "msi high", "instability-high", "instability high", "dmmr")


def is_altered_name(words: str) -> bool:
    """Whether the name says what was found, and not only what was looked for: "EGFR mutation status"."""
    return words.replace("-", " ").replace("/", " ").split()[-1] in _FINDINGS or words.endswith(_HIGH) or words.startswith("del(")

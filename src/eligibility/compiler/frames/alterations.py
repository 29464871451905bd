"""Tests whose name is the finding itself: an "EGFR mutation" is there or not, an "HBsAg" has to be said to be positive."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element

# Last words of names, with what they are of before them.
_FINDINGS = frozenset(
    [
        "mutation",
        "mutations",
        "mutated",
        "mutant",
        "rearrangement",
        "rearrangements",
        "rearranged",
        "translocation",
        "translocations",
        "fusion",
        "fusions",
        "deletion",
        "deletions",
        "del19",
        "amplification",
        "amplifications",
        "duplication",
        "skipping",
        "deficient",
        "deficiency",
        "antibodies",
        "v600e",
        "v617f",
        "g12c",
        "l858r",
        "t790m",
        "itd",
        "tkd",
    ]
)
_HIGH = ("msi-h", "msi-high", "msi high", "instability-high", "instability high", "dmmr")
_BESIDE = frozenset({"FILLER", "SUBJECT", "NEG", "HIST", "CURR", "DIAGNOSED", "HOWADJ", "WINDOW"})


def is_finding(test: Element) -> bool:
    """Whether the name says what was found: "EGFR-mutant", "ALK rearrangement", but not "EGFR mutation status"."""
    words = test.word
    return words.replace("-", " ").replace("/", " ").split()[-1] in _FINDINGS or words.endswith(_HIGH)


def names_finding(frame: Frame) -> bool:
    """Whether the name of the frame's test is that of an alteration, and nothing beside it speaks of testing or of a status."""
    head = frame.heads[0]
    if frame.left or frame.blocked or frame.able or frame.unable or frame.judged or frame.planned or len(frame.heads) > 1:
        return False
    return all(e is head or e.type in _BESIDE for e in frame.elements) and is_finding(head)

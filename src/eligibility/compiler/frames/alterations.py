"""Tests whose name is the finding itself: an "EGFR mutation" is there or not, an "HBsAg" has to be said to be positive."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.altered_names import is_altered_name

_BESIDE = frozenset({"FILLER", "SUBJECT", "NEG", "HIST", "CURR", "DIAGNOSED", "HOWADJ", "WINDOW"})


def is_finding(test: Element) -> bool:
    """Whether the name says what was found: "EGFR-mutant", "ALK rearrangement", but not "EGFR mutation status"."""
    return is_altered_name(test.word)


def names_finding(frame: Frame) -> bool:
    """Whether the name of the frame's test is that of an alteration, and nothing beside it speaks of testing or of a status."""
    head = frame.heads[0]
    if frame.left or frame.blocked or frame.able or frame.unable or frame.judged or frame.planned or len(frame.heads) > 1:
        return False
    return all(e is head or e.type in _BESIDE for e in frame.elements) and is_finding(head)

"""Whether words for drugs in general mean any drug at all: "taking any medication", but not "these drugs", "another drug study"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame

# Of a trial, or of some that are named elsewhere; "treatment" and "therapy" are of something that is not said.
_OF_SOME = frozenset(
    {"study", "studies", "trial", "trials", "studied", "these", "those", "such", "following", "below", "above"}
    | {"prohibited", "excluded", "disallowed", "forbidden", "restricted", "permitted", "protocol"}
)
_NO_DRUGS = frozenset({"therapy", "therapies", "treatment", "treatments", "regimen", "regimens"})


def is_any_medication(frame: Frame, ctx: Context) -> bool:
    """Whether whoever takes a drug is meant, whichever it is."""
    # Of a disease "concurrent" says that another is meant, of drugs only when they are taken.
    other = any(e.type == "OTHER" or e.word.endswith("other") for e in frame.elements)
    if other or frame.left or frame.sites or frame.severity or frame.descriptors or frame.tail is not None:
        return False
    words = {word for e in frame.elements for word in e.word.split()}  # link words and their brackets are no part of it
    return not words & _OF_SOME and not words & _NO_DRUGS

"""Brackets that name what is meant, and say nothing of it."""

from __future__ import annotations

from eligibility.compiler.frames.frame import HEADS
from eligibility.compiler.syntax.parse_tree import Element, Group

_BESIDE = frozenset({"SEV", "DESC", "ACTIVE", "SITE", "WORD", "DISEASENOUN", "HIST", "CURR", "OTHER"})


def only_names(inner: list[Element], group: Group) -> bool:
    """Whether there are names and words beside them, whatever is left out: "(hormones, chemotherapy other than the trial therapies)"."""
    left_out = [s.span.start for s in group.block.sentences[0].segments[0].separators if s.type == "EXCEPT"]
    named = [e for e in inner if not left_out or e.span.start < left_out[0]]
    return all(e.may_be(*HEADS) or e.type in _BESIDE for e in named) and any(e.may_be(*HEADS) or e.type == "SITE" for e in named)

"""Brackets that name what is meant, and say nothing of it."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import HEADS
from eligibility.compiler.syntax.parse_tree import Element, Group

_BESIDE = frozenset({"SEV", "DESC", "ACTIVE", "SITE", "WORD", "DISEASENOUN", "HIST", "CURR", "OTHER"})
_TYPES = frozenset({"type", "types"})


def only_names(inner: list[Element], group: Group) -> bool:
    """Whether there are names and words beside them, whatever is left out: "(hormones, chemotherapy other than the trial therapies)".

    How many types there are of a name is no value: "(five types of hepatitis, AIDS)".
    """
    left_out = [s.span.start for s in group.block.sentences[0].segments[0].separators if s.type == "EXCEPT"]
    named = [e for e in inner if not left_out or e.span.start < left_out[0]]
    counts = {e.span for e, types in pairwise(named) if e.type == "BARE" and types.word in _TYPES}
    plain = (e for e in named if e.span not in counts and e.word not in _TYPES)
    return all(e.may_be(*HEADS) or e.type in _BESIDE for e in plain) and any(e.may_be(*HEADS) or e.type == "SITE" for e in named)

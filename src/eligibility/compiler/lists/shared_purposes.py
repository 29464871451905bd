"""What is said of the medicines of a list: what they are for, and that their dose is steady."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Element


def close_purposes(items: list[Item], commas: list[bool]) -> None:
    """ "Methotrexate or azathioprine for arthritis": what the last one is for may be meant of those before it too."""
    for place, (previous, item) in reversed(list(enumerate(pairwise(items)))):
        before, last = previous.frame, item.frame
        purposes = [last.purpose, *last.purposes] if last.purpose is not None and last.purposes else last.perhaps_for
        said = _purpose_said(last)
        if not purposes and said is None:
            continue
        kinds = {f.head.type for f in (before, last) if f.head is not None}
        alike = before.head is not None and last.head is not None and (len(kinds) == 1 or kinds == {"DRUG", "PROC"})
        joined = previous.separator is not None and previous.separator.type in ("OR", "AND", "COMMA")
        apart = previous.strong and not commas[place]  # ", or" behind a single member begins another statement
        if not (alike and joined) or apart or before.purposes or before.node is not None:
            continue
        if before.borrowed and last.purposes:
            before.purpose, before.purposes = last.purpose, list(last.purposes)  # "prior or current chemotherapy for lymphoma"
        elif said is not None:
            before.perhaps_described = [*before.perhaps_described, said]
        else:
            before.perhaps_for = list(purposes)


def _purpose_said(frame: Frame) -> Element | None:
    """What it is for where that is no disease, which its tail says, or that of the unit behind it."""
    if frame.tail is not None:
        return frame.tail.element if frame.tail.parts[0].type == "FOR" else None
    return next((e for e in frame.perhaps_described if e.tokens[0].type == "FOR"), None)


def share_steadiness(items: list[Item]) -> None:
    """ "On a stable dose of an SSRI or SNRI": whether the second must be steady, too, stays open."""
    for item, following in pairwise(items):
        frame, last = item.frame, following.frame
        steady = [d for d in (*frame.descriptors, *frame.perhaps_described) if d.word.startswith("stable")]
        if not steady:
            continue
        both = all(f.head is not None and f.head.type == "DRUG" and f.node is None for f in (frame, last))
        told = any(d.word.startswith("stable") for d in last.perhaps_described)
        if both and not told and item.separator_type in ("OR", "AND", "COMMA") and not item.strong and not last.descriptors:
            last.perhaps_described = [*steady, *last.perhaps_described]

"""What stands behind "or" where the words before it are not understood: "obstruction not relieved by a stent or nephrostomy".

It may go on with those words, or be a member of the list by itself. The words do not tell which, so both readings are kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from eligibility.compiler.frames.frame import Frame, apart
from eligibility.compiler.frames.tails import Tail
from eligibility.compiler.skeleton.items import Item, own_start
from eligibility.compiler.syntax.parse_tree import Element

WHY = "what stands behind “or” may go on with the words before it, or with the list"
_NAMED = ("COND", "ORG", "PROC", "DRUG")
_OBJECTS = ("PROC", "DRUG")
_OPENING = ("in", "among", "for")
_BESIDE = ("FILLER", "DESC", "ROUTE", "SITE", "HYPHEN", "THERAPY", "QUALITY", "CURR", "HIST", "WITH")


def with_objects_joined(items: Sequence[Item]) -> list[Item] | None:
    """The list with the first such thing taken into the words before it; None where there is none."""
    for place, (item, following) in enumerate(pairwise(items)):
        joins = item.separator_type in ("OR", "SLASH") and not item.strong and _ends_open(item.frame)
        if joins and _is_object(following.frame, _lacks_noun(item.frame)):
            frames = apart([each.frame for each in items])
            _join(frames[place], item.separator, frames[place + 1])
            copies = [Item(frame, each.separator) for frame, each in zip(frames, items, strict=True)]
            copies[place].separator = following.separator
            return [*copies[: place + 1], *copies[place + 2 :]]
    return None


def _ends_open(frame: Frame) -> bool:
    """Whether the unit names something, and ends in words behind it that are not understood, or that only narrow it."""
    head = frame.head
    if head is None or head.type not in _NAMED or frame.node is not None or frame.blocked or any(v.type != "CLASSES" for v in frame.values):
        return False
    last = next((e for e in reversed(frame.elements) if e.type not in ("FILLER", "CURR", "HIST")), None)
    if last is None or last.span.start < head.span.end:
        return False
    narrowed = frame.tail is not None and last in frame.tail.parts and last.type in (*_OBJECTS, "THERAPY", "WORD")
    return narrowed or last in frame.left or last.type == "ROUTE"


def _lacks_noun(frame: Frame) -> bool:
    """Whether the unit ends where a noun must follow: "cancer in current | or former smokers"."""
    return len(frame.elements) > 2 and frame.elements[-1].type in ("CURR", "HIST") and frame.elements[-2].word in _OPENING


def _is_object(frame: Frame, attested: bool) -> bool:
    """Whether the unit is nothing but the name of a treatment; `attested`: whether it names something attested, with what it goes with."""
    head = frame.head
    if attested:
        return head is not None and head.type == "ATTR"
    plain = not (frame.node or frame.groups or frame.values or frame.windows or frame.negated or frame.planned or frame.allergy)
    if head is None or head.type not in _OBJECTS or not plain or own_start(frame):
        return False
    return all(e.type in (*_OBJECTS, *_BESIDE) for e in frame.elements)


def _join(frame: Frame, sign: Element | None, following: Frame) -> None:
    words = [*([sign] if sign is not None else []), *following.elements]
    if frame.tail is not None and frame.elements[-1] in frame.tail.parts:
        frame.tail = Tail([*frame.tail.parts, *words], judged=frame.tail.judged)
    else:
        frame.left = [*frame.left, *words]
    frame.elements = [*frame.elements, *words]
    frame.extra = [*frame.extra, *following.extra]

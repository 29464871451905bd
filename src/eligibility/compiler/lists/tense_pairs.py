"""Two times of one thing that is named once: "prior or concurrent malignancy other than …", "taking or planning to take aspirin"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit, any_part_of_type

_JOINS = ("OR", "SLASH")
_BESIDE = ("FILLER", "SUBJECT", "SEXNOUN", "DEMAND")
_TENSES = ("HIST", "CURR", "ACTIVE")


def at_any_time_with(items: list[Item], frame: Frame) -> Frame:
    """A unit with the tense of the unit before it, which has no name of its own: at any time includes now.

    What else is said ("other than …", "within 3 weeks") is said once, of the name that both times share.
    """
    if not items or items[-1].separator_type not in _JOINS or not _is_bare(items[-1].frame):
        return frame
    before = items[-1]
    now = any(e.type == "TAKING" and e.word.startswith(("current", "concurrent", "concomitant")) for e in frame.elements)
    if not (frame.current or frame.history or now):
        return frame
    if before.frame.history == frame.history or frame.planned or frame.negated or frame.node is not None or _is_bare(frame):
        return frame
    if frame.elements[0] in frame.descriptors:  # "existing or significant past disease": significant in the past
        return frame
    items.pop()
    frame.history, frame.current, frame.negated = True, False, before.frame.negated
    frame.elements = [*before.frame.elements, *frame.elements]
    frame.polarity = frame.polarity or before.frame.polarity
    return frame


def _is_bare(frame: Frame) -> bool:
    """Whether a unit says a time, and at most whether it is denied."""
    plain = not (frame.groups or frame.extra or frame.windows or frame.left or frame.descriptors or frame.planned)
    return plain and (frame.history or frame.current) and all(e.type in (*_TENSES, *_BESIDE, "NEG") for e in frame.elements)


def goes_on(frame: Frame, link: Element, inner: Segment) -> bool:
    """ "Bisphosphonates, if ongoing": the link asks no more than that it is so at present."""
    parts = [p for unit in inner.units for p in unit.parts]
    only = link.type == "IF" and bool(parts) and all(isinstance(p, Element) and p.type == "CURR" for p in parts)
    if only and frame.heads and not (frame.history or frame.planned or frame.node is not None):
        frame.current = True
        frame.elements = [*frame.elements, link, *(p for p in parts if isinstance(p, Element))]
        return True
    return False


def read_lone_verbs(segment: Segment) -> None:
    """ "Taking | or planning to take aspirin": a verb without its object says the tense in which the next unit has it."""
    if not any_part_of_type(segment, ("TAKING",)):
        return
    for separator, (unit, following) in zip(segment.separators, pairwise(segment.units), strict=True):
        verb = _lone_verb(unit) if separator.type in _JOINS else None
        if verb is not None and _begins_at_another_time(following):
            verb.type = "CURR"


def _lone_verb(unit: Unit) -> Element | None:
    parts = [p for p in unit.parts if not isinstance(p, Element) or p.type not in _BESIDE]
    only = parts[0] if len(parts) == 1 else None
    return only if isinstance(only, Element) and only.type == "TAKING" and not only.word.endswith("ed") else None


def _begins_at_another_time(unit: Unit) -> bool:
    first = next((p for p in unit.parts if isinstance(p, Group) or p.type not in _BESIDE), None)
    return (
        isinstance(first, Element)
        and first.type in ("PLAN", "HIST")
        and any(isinstance(p, Element) and p.type == "TAKING" for p in unit.parts)
    )

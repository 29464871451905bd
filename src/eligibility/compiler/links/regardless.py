"""What stands behind "with or without" and "regardless of" and may be a statement of its own.

In "diabetes with or without neuropathy, gout or asthma" the words may speak of all three, or of the first alone: the others are left open.
"""

from __future__ import annotations

import re
from dataclasses import replace

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.linked import Linked
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.skeleton.reach import all_elements, named_in, segment_span
from eligibility.compiler.syntax.parse_tree import LINKS, Element, Segment, Unit
from eligibility.rules.nodes import AnyNode
from eligibility.spans import Span

_THINGS = ("COND", "PROC", "DRUG")
_ADJECTIVES = ("DESC", "ROUTE", "HIST", "CURR", "SEV", "FILLER")
_WHEN = re.compile(r"(?is)\b(?:after|following|before|prior to)\s.*")


def with_own_members(frame: Frame, inner: Segment, behind: Element | None, ctx: Context) -> list[Item]:
    """The frame as an item; beside it, as something left open, the later members behind the link if they may be things of its kind."""
    head = frame.head
    named = next((i for i, unit in enumerate(inner.units) if _names_something(unit)), len(inner.units))
    again = next((i for i, sign in enumerate(inner.separators) if sign.type in LINKS), len(inner.units))  # "and with or without radiation"
    later = Segment(inner.units[named + 1 : again + 1], inner.separators[named + 1 : again])
    of_its_kind = head is not None and head.type in _THINGS and any(named_in(unit, head.type) for unit in later.units)
    if not of_its_kind or any(element.word == "either" for element in all_elements(inner)):
        return [Item(frame, behind)]
    rest = ctx.opaque(segment_span(later))
    ctx.ledger.note(f"{ctx.words(rest.span)!r} may stand beside it")
    return [Item(frame, replace(inner.separators[named], type="OR")), Item(Frame(node=rest), behind)]


def _names_something(unit: Unit) -> bool:
    """Whether it is more than adjectives of what the next one names: "adjuvant | or neoadjuvant chemotherapy"."""
    return not all(isinstance(part, Element) and part.type in _ADJECTIVES for part in unit.parts)


def told_of_all(link: Linked, ctx: Context) -> list[AnyNode]:
    """ "Radiotherapy with or without surgery | after chemotherapy": the time is that of what stands before "with"."""
    told = _WHEN.search(ctx.text, link.word.span.end, link.span.end) if link.word.word.startswith("with") else None
    return [ctx.opaque(Span(*told.span()))] if told is not None else []

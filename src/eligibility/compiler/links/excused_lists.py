"""Exceptions in the head of a list: "Adequate blood counts, unless due to bone marrow involvement: …" (contract §2, Exceptions)."""

from __future__ import annotations

from collections.abc import Callable

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.excepted import excepted_by
from eligibility.compiler.links.linked import Linked
from eligibility.compiler.skeleton.list_heads import KINDS
from eligibility.compiler.skeleton.reach import ends_in_link, leading_link, named_in, segment_elements
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit
from eligibility.rules.nodes import AnyNode
from eligibility.spans import hull

_EXCUSING = ("UNLESS", "EXCEPT")


def excused_list(
    head: Segment,
    ctx: Context,
    read_linked: Callable[[Element, Segment, Context], list[AnyNode]],
    read_list: Callable[[Segment], AnyNode | None],
) -> AnyNode | None:
    """The list under the head without its exception, and whom or what that excuses; None where the head makes no exception of its own.

    A head that names something states it by itself, and its exception with it.
    """
    parted = None if ends_in_link(head) else _in_brackets(head) or _behind_its_word(head)
    if parted is None:
        return None
    core, word, inner = parted
    named = [e for u in core.units for e in named_in(u, "COND", "PROC", "DRUG", "MEAS")]
    if any(e.reading("COND", "PROC", "DRUG") not in KINDS for e in named) or _announces(inner):
        return None
    listed, excuses = read_list(core), read_linked(word, inner, ctx)
    if listed is None or not excuses:
        return listed
    link = Linked(word, excuses, hull([word.span, *(n.span for n in excuses)]))
    return excepted_by(link, Frame(node=listed), ctx, bracketed=False).node


_Parted = tuple[Segment, Element, Segment]


def _in_brackets(head: Segment) -> _Parted | None:
    """ "Adequate renal function (except in patients with myeloma):"."""
    last = head.units[-1].parts[-1] if head.units[-1].parts else None
    word = leading_link(last) if isinstance(last, Group) else None
    if word is None or not isinstance(last, Group) or word.type not in _EXCUSING:
        return None
    sentences = last.block.sentences
    if len(sentences) != 1 or len(sentences[0].segments) != 1:
        return None
    inner = sentences[0].segments[0]
    core = Segment([*head.units[:-1], Unit(head.units[-1].parts[:-1])], head.separators)
    return core, word, Segment(inner.units[1:], inner.separators[1:])


def _behind_its_word(head: Segment) -> _Parted | None:
    """ "Adequate liver function, unless related to metastases, as follows:": up to words that only announce the list."""
    place = next((n for n, s in enumerate(head.separators) if s.type in _EXCUSING), None)
    if place is None:
        return None
    end = len(head.units)
    if head.separators[-1].type == "COMMA" and all(isinstance(p, Element) and p.type in _SILENT for p in head.units[-1].parts):
        end -= 1
    inner = Segment(head.units[place + 1 : end], head.separators[place + 1 : end - 1])
    if not segment_elements(inner):
        return None
    core = Segment([*head.units[: place + 1], *head.units[end:]], [*head.separators[:place], *head.separators[end - 1 :]])
    return core, head.separators[place], inner


_SILENT = ("FILLER", "LISTALL", "LISTHEAD", "LISTCOUNT", "DEMAND")


def _announces(inner: Segment) -> bool:
    """Whether the list itself is what is excepted: "except for the following:"."""
    return any(isinstance(p, Element) and p.may_be("LISTALL", "LISTHEAD", "LISTCOUNT") for p in segment_elements(inner))

"""What a disease requires, in a list: in "infection requiring antibiotics, antivirals or hospitalization" the others may be required too.

Or each is a thing of its own, as in "infection requiring antibiotics, chemotherapy or dialysis"; so the list has both readings.
"""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.tails import Tail
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.statements.readings import build
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.whole_names import name_of
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import Ambiguous
from eligibility.spans import Span, hull

_WHY = "the treatments behind the first may be required as well, or count by themselves"
_TREATMENTS = ("DRUG", "PROC")
_BARE = frozenset({*_TREATMENTS, "FILLER", "ROUTE", "THERAPY", "WINDOW"})


def join_requirements(items: list[Item], ctx: Context) -> list[Item]:
    """The items; a disease and the list of treatments behind "requiring", with commas and a closing "or", are one."""
    joined: list[Item] = []
    index = 0
    while index < len(items):
        end = _end_of_list(items, index)
        if end > index + 1:
            joined.append(Item(_either([i.frame for i in items[index:end]], ctx), items[end - 1].separator))
        else:
            joined.append(items[index])
        index = end
    return joined


def _end_of_list(items: Sequence[Item], start: int) -> int:
    """The place behind the last treatment of such a list; a single "or" is read before (`lists/continuations`)."""
    if _opening(items[start].frame) is None or items[start].separator_type != "COMMA":
        return start + 1
    for index in range(start + 1, len(items)):
        if not _is_bare(items[index].frame):
            break
        if items[index - 1].separator_type in ("OR", "AND"):
            return index + 1
    return start + 1


def _opening(frame: Frame) -> Element | None:
    """The "requiring" between a disease and a treatment."""
    head = frame.head
    if head is None or head.type != "COND" or frame.node is not None or frame.groups:
        return None
    behind = [e for e in _said_behind(frame) if e.span.start >= head.span.end]
    opening = next((e for e in behind if e.type == "TAKING"), None)
    named = opening is not None and any(_is_treatment(e) and e.span.start >= opening.span.end for e in behind)
    return opening if named else None


def _is_treatment(element: Element) -> bool:
    """Whether a word is a treatment, or words joined before ("oral or parenteral antibiotics") end in a medicine."""
    return element.type in _TREATMENTS or (element.type == "WORD" and name_of(element.word.split()[-1], "DRUG") is not None)


def _said_behind(frame: Frame) -> list[Element]:
    """The words that may say what is required: the last ones of a clause, or those without a role."""
    if frame.tail is None:
        return [e for e in frame.elements if e.type == "TAKING" or e in frame.left]
    return frame.tail.parts if frame.tail.parts[-1].type in (*_TREATMENTS, "THERAPY") else []


def _is_bare(frame: Frame) -> bool:
    """Whether it is the name of a treatment and nothing else that an own statement would begin with."""
    head = frame.head
    named = head is not None and head.type in _TREATMENTS
    plain = all(e is head or e.type in _BARE for e in frame.elements) and not (frame.groups or frame.extra or frame.left)
    return named and plain and frame.node is None


def _either(frames: Sequence[Frame], ctx: Context) -> Frame:
    span = hull(f.span for f in frames)
    members = [f.copy() for f in frames]
    for frame in members:
        frame.negated = False
    together = build(_requiring_any(members), ctx)
    apart = disjunction([build(f, ctx) for f in members], span)
    node = Ambiguous(span=span, readings=(together, apart), why=_WHY)
    return Frame(node=node, elements=[e for f in frames for e in f.elements], negated=frames[0].negated)


def _requiring_any(frames: Sequence[Frame]) -> Frame:
    """The disease, described by all the words from "requiring" to the last treatment."""
    disease, last = frames[0].copy(), frames[-1]
    opening = _opening(disease)
    assert opening is not None
    disease.windows = disease.windows or list(last.windows)
    if disease.tail is not None:
        others = [e for f in frames[1:] for e in f.elements if e.type != "WINDOW"]
        disease.tail = Tail([*disease.tail.parts, *others], disease.tail.judged)
        return disease
    end = max(h.span.end for h in last.heads)
    described = [e for e in disease.elements if e.span.start >= opening.span.start and e.type != "WINDOW"]
    tokens = tuple(t for e in described for t in e.tokens)
    disease.elements = [e for e in disease.elements if e not in described]
    disease.left = [e for e in disease.left if e not in described]
    disease.descriptors.append(Element("DESC", "", Span(opening.span.start, end), tokens))
    disease.route, disease.therapy, disease.taking = None, False, False
    return disease

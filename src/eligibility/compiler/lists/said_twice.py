"""One thing by two names: the grade and the time behind "hemorrhage/bleeding event ≥ grade 3 within 4 weeks" are of both names."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Classes
from eligibility.reference.vocabulary import vocabulary

_JOINED = ("SLASH", "OR")
_PLAIN = ("COND", "FILLER", "SITE", "OTHER", "SUBJECT", "HIST", "CURR", "NEG")


def say_once(items: list[Item]) -> None:
    """Makes one of two names of the same disease; of a name and its general one, the first gets what the second has behind it."""
    for item, following in reversed(list(pairwise(items))):
        frame, named = item.frame, following.frame
        if item.separator_type not in _JOINED or item.strong or not _is_bare(frame) or (frame.negated and not _is_of_the_worse(named)):
            continue
        first, second = _disease(frame), _disease(named)
        if first is None or second is None or not _stands_behind(named, second):
            continue
        if first.value == second.value:
            _merge(frame, named)
            items.remove(item)
        elif item.separator is not None and item.separator.word == "/" and vocabulary().is_a(first.value, second.value):
            frame.heads = [*frame.heads, *(h for h in named.heads if h.type == "SCALE")]
            frame.values, frame.windows = list(named.values), list(named.windows)
            frame.history = frame.history or named.history


def _merge(frame: Frame, named: Frame) -> None:
    named.elements = [*frame.elements, *named.elements]
    named.sites = named.sites or frame.sites
    named.other, named.negated = named.other or frame.other, named.negated or frame.negated
    named.history, named.current = named.history or frame.history, named.current or frame.current


def _is_of_the_worse(frame: Frame) -> bool:
    """ "No hemorrhage or bleeding ≥ grade 3" denies both; "no encephalopathy or encephalopathy ≤ grade 2" permits the milder ones."""
    return any(isinstance(v.value, Classes) and (v.value.operator or "").startswith(">") for v in frame.values)


def _stands_behind(frame: Frame, disease: Element) -> bool:
    """Whether it has a grade or a time, and nothing before its name: "stage IV disease" is no other name of "recurrent disease"."""
    first = next((e for e in frame.elements if e.type != "FILLER"), None)
    return first is disease and bool(frame.values or frame.windows) and not frame.descriptors


def _is_bare(frame: Frame) -> bool:
    """A name with nothing behind it."""
    own = frame.values or frame.windows or frame.groups or frame.extra or frame.left or frame.tail or frame.gap or frame.lasting
    disease = _disease(frame)
    said = not own and all(e.type in _PLAIN for e in frame.elements)
    return said and disease is not None and frame.elements[-1].span.end <= disease.span.end


def _disease(frame: Frame) -> Element | None:
    """The only disease that is named, where every value behind it is a grade, so that nothing is measured."""
    named = [h for h in frame.heads if h.type != "SCALE"]
    graded = all(v.type == "CLASSES" for v in frame.values)
    only = named[0] if len(named) == 1 and graded and frame.node is None and not frame.family else None
    return only if only is not None and only.type == "COND" else None

"""Words beside a statement that are not understood: each run of them is kept as one opaque node."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.incapable import incapable
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.precluded import INCAPABLE
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import AnyNode, Opaque, walk
from eligibility.spans import Span, hull


def beside(outside: list[AnyNode], node: AnyNode) -> AnyNode:
    """A statement with the words before it that are not understood, unless it holds them itself."""
    if not outside:
        return node
    held = [n.span for n in walk(node) if isinstance(n, Opaque)]
    apart = [o for o in outside if not any(span.covers(o.span) for span in held)]
    return conjunction([*apart, node], hull([*(o.span for o in apart), node.span])) if apart else node


def opaque_runs(elements: list[Element], ctx: Context) -> list[AnyNode]:
    """One opaque node for each run of neighbouring words; links that were only inferred have none.

    That a disease precludes consent or compliance is left over too, and is understood.
    """
    if not elements:
        return []
    words = [e for e in elements if e.type != INCAPABLE]
    told = [incapable(e) for e in elements if e.type == INCAPABLE]
    return [*told, *(ctx.opaque(run.span) for run in runs(words) if run.span.end > run.span.start)]


def runs(elements: list[Element]) -> list[Element]:
    """Neighbouring left-over elements joined into one."""
    joined: list[Element] = []
    for element in sorted(elements, key=lambda e: e.span.start):
        if joined and element.span.start - joined[-1].span.end <= 4:
            joined[-1] = Element("WORD", "", Span(joined[-1].span.start, element.span.end), joined[-1].tokens + element.tokens)
        else:
            joined.append(Element("WORD", "", element.span, element.tokens))
    return joined


# Modifiers that a statement about such a head has no field for.
_WITHOUT_FIELD = {
    "COND": frozenset({"ROUTE", "NORMAL"}),
    "ORG": frozenset({"ROUTE", "NORMAL"}),
    "PROC": frozenset({"SEV", "POSITIVE", "NORMAL", "CAUSEADJ"}),
    "DRUG": frozenset({"SEV", "POSITIVE", "NORMAL", "SITE"}),
    "ATTR": frozenset({"SEV", "ROUTE", "NORMAL", "SITE"}),
    "TEST": frozenset({"SEV", "DESC", "ROUTE", "NORMAL", "SITE"}),
    "MEAS": frozenset({"SEV", "DESC", "POSITIVE", "ROUTE", "SITE", "CAUSEADJ", "ONSET"}),
    "SCALE": frozenset({"SEV", "DESC", "POSITIVE", "ROUTE", "SITE", "CAUSEADJ", "ONSET"}),
}


_DURING = ("during ", "throughout ", "while on ", "for the duration ")
_STUDY = frozenset({"study", "studies", "trial", "trials"})


def _is_of_the_study(element: Element) -> bool:
    return not _STUDY.isdisjoint(element.word.split())


def leave_unused(frame: Frame) -> None:
    """Modifiers that found no place in the statement are left over like unknown words; so is a second window."""
    if not frame.heads:
        return
    unused = _WITHOUT_FIELD.get(frame.heads[0].type, frozenset())
    if frame.allergy or frame.allergic:
        unused = unused - {"SEV"}  # an allergy has a severity, whatever it is to
    if frame.family:
        unused = unused | {"SEV", "DESC", "ACTIVE", "CAUSEADJ"}
    elif frame.allergy or frame.allergic:
        unused = unused | {"DESC", "ACTIVE"}
    windows, fillers, left = [], [], []
    for element in frame.elements:
        if element.type == "FILLER":
            fillers.append(element)
        elif element.type == "WINDOW":
            windows.append(element)
        elif element.type in unused and element not in frame.left and element not in frame.heads:
            left.append(element)
    if fillers and frame.heads[0].type == "COND":
        # No record of today holds the infections "during the study"; contraception, and what is to be taken, is another matter.
        frame.left += [e for e in fillers if e.word.startswith(_DURING) and _is_of_the_study(e)]
    if left:
        held = _held_by_descriptions(frame)
        left = [e for e in left if not any(span.covers(e.span) for span in held)]
    frame.left += left + windows[1:]


def _held_by_descriptions(frame: Frame) -> list[Span]:
    """Places of descriptions made of several words: that of "infection requiring intravenous antibiotics" has the route in it."""
    if frame.heads[0].type not in ("COND", "PROC", "DRUG") or frame.allergy or frame.allergic or frame.family:
        return []
    return [d.span for d in frame.descriptors if d not in frame.elements]

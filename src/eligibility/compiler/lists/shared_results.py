"""Results of tests that are said once of a disease with several adjectives: "HER2-positive unresectable or metastatic breast cancer"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.alterations import is_finding
from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.coordination import complete
from eligibility.compiler.lists.loose_nouns import share_loose_nouns
from eligibility.compiler.lists.organs import doubt_organs
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.precluded import INCAPABLE
from eligibility.reference.strangers import ANY_CONDITION
from eligibility.spans import hull

_ADJECTIVES = ("DESC", "ACTIVE", "SEV", "HISTADJ")
_SAYS_RESULT = ("TEST", "POSITIVE", "HYPHEN", "FILLER", "DIAGNOSED", "SUBJECT", "HOWADJ")


def complete_with_results(items: list[Item], ctx: Context) -> None:
    """Gives the incomplete units of a list the heads they share, and each of them the result that is said of all."""
    frames = [i.frame for i in items]
    if len(frames) < 2:
        doubt_organs(frames, ctx)
        return
    _set_results_aside(items, ctx)
    complete(frames, ctx)
    share_loose_nouns(items, ctx)
    _share_results(frames)
    if ctx.kind == "inclusion":
        _share_disease(items)


def _set_results_aside(items: list[Item], ctx: Context) -> None:
    """A result before the first of the adjectives is of the disease behind the last of them, and is no alternative to it.

    The unit is left with its adjective alone, for which the noun is still to be found.
    """
    frames = [i.frame for i in items]
    for index, (frame, following) in enumerate(pairwise(frames)):
        separator = items[index].separator
        adjectives = _adjectives_behind_result(frame)
        if adjectives is None:
            continue
        # "HER2-positive, locally advanced or metastatic breast cancer": of what is asked for, a comma parts what holds together.
        alone = ctx.mode == "all" and separator is not None and separator.type == "COMMA" and following.head is None
        last = next((f for f in frames[index + 1 :] if f.heads or f.node is not None), None)
        if not (adjectives or alone) or last is None or last.head is None or last.head.type != "COND" or last.tested is not None:
            continue
        if not (last.descriptors or last.severity) or not _is_adjectives(following, last):
            continue
        said = [e for e in frame.elements if e not in adjectives]
        ctx.ledger.take(said)
        (frame if adjectives else following).linked.append(hull(e.span for e in said))
        test, frame.heads, frame.left = frame.heads[0], [], [e for e in frame.left if e not in adjectives]
        frame.elements = adjectives
        frame.descriptors = [*frame.descriptors, *(e for e in adjectives if e.type == "DESC" and e not in frame.descriptors)]
        frame.positive_first = False
        positive, frame.positive = frame.positive, None
        for each in frames[index if adjectives else index + 1 : frames.index(last) + 1]:
            each.tested, each.positive = test, positive


def _share_results(frames: list[Frame]) -> None:
    """ "Relapsed or refractory CD20-positive lymphoma": behind the adjectives it is said of all who share the noun.

    So is that it takes the capacity to consent: "neurological or psychiatric disorder that would preclude consent".
    """
    for frame in frames:
        lender = frame.lender
        if lender is not None:
            frame.left += [e for e in lender.left if e.type == INCAPABLE and e not in frame.left]
        if lender is None or lender.tested is None or frame.tested is not None:
            continue
        if any(d.span.end <= lender.tested.span.start for d in lender.descriptors):
            frame.tested, frame.positive = lender.tested, lender.positive


def _share_disease(items: list[Item]) -> None:
    """ "MSI-high or dMMR colorectal cancer": of what is asked for, either result is one of that cancer."""
    for previous, item in reversed(list(pairwise(items))):
        before, last, separator = previous.frame, item.frame, previous.separator
        joined = separator is not None and separator.type == "OR" and not previous.strong
        if not joined or last.tested is None or last.head is None or _begins_anew(last):
            continue
        if _adjectives_behind_result(before) == []:
            before.tested, before.heads = before.heads[0], list(last.heads)
            before.borrowed, before.lender = True, last


def _begins_anew(frame: Frame) -> bool:
    """Whether something stands before the result, so that the unit may be a statement of its own, or the noun says nothing ("disease")."""
    return frame.tested is not frame.elements[0] or (frame.head is not None and frame.head.value == ANY_CONDITION)


def _adjectives_behind_result(frame: Frame) -> list[Element] | None:
    """The adjectives, if any, of a unit that is a result and nothing else before them."""
    if len(frame.heads) != 1 or frame.heads[0].type != "TEST" or frame.node is not None:
        return None
    if frame.positive is None and not is_finding(frame.heads[0]):
        return None
    if frame.values or frame.groups or frame.extra or frame.windows or frame.negated:
        return None
    end = max(e.span.end for e in frame.elements if e.type in ("TEST", "POSITIVE"))
    before = [e for e in frame.elements if e.span.end <= end]
    behind = [e for e in frame.elements if e.span.start >= end]
    plain = all(e.type in _SAYS_RESULT or e is frame.heads[0] for e in before)
    return behind if plain and all(e.type in _ADJECTIVES for e in behind) else None


def _is_adjectives(frame: Frame, last: Frame) -> bool:
    """Whether the unit behind is the last one, or a further adjective."""
    return frame is last or all(e.type in _ADJECTIVES for e in frame.elements)

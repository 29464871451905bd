"""A tense behind a list: in "asthma, epilepsy or gout, current or past" it is said of each of them."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.shared_counts import is_counted
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.reference.vocabulary import vocabulary

_TENSES = frozenset({"HIST", "CURR", "ACTIVE", "WINDOW"})
_SILENT = ("FILLER",)
_JOINING = ("COMMA", "OR", "AND")


def close_tenses(items: list[Item]) -> list[Item]:
    """The units of a list without the tenses that close it, which are given to the names before."""
    _close_plans(items)
    start = _start_of_tenses(items)
    if start is None:
        return items
    said = [i.frame for i in items[start:]]
    windows = [w for f in said for w in f.windows]
    history = any(f.history for f in said)
    if not (windows or history):
        return items  # "asthma, currently active" says no more than the name
    members = list_before(items, start)
    if windows and any(map(_is_event, members)):
        return items  # an event counts at its onset: what is active now may have begun before the window
    for item in members:
        frame = item.frame
        # What was so within a time may be so now: "active or in the past 5 years".
        frame.windows = frame.windows or list(windows)
        frame.history = frame.history or (history and not windows)
        frame.elements = [*frame.elements, *(e for f in said for e in f.elements)]
    items[start - 1].separator = None
    return items[:start]


def _close_plans(items: list[Item]) -> None:
    """ "Stenting or bypass surgery planned within 3 months": a plan behind the last of two operations is one of both."""
    for item, following in reversed(list(pairwise(items))):
        frame, named = item.frame, following.frame
        if item.separator_type not in ("OR", "SLASH") or item.strong or not (is_planned_behind(named) and _is_operation(frame)):
            continue
        alone = frame.node is None and not (frame.values or frame.windows or frame.negated or frame.tensed)
        if alone and frame.gap is None and frame.lasting is None:
            frame.planned, frame.windows = True, list(named.windows)


def is_planned_behind(frame: Frame) -> bool:
    """Whether "planned" stands behind the name: "bypass surgery planned within 3 months"."""
    head = frame.head
    said = [e.type for e in frame.elements if head is not None and e.span.start >= head.span.end and e.type in ("PLAN", "WINDOW", "GAP")]
    behind = said[:1] == ["PLAN"]
    return behind and frame.planned and (_is_operation(frame) or not frame.current)


def _is_operation(frame: Frame) -> bool:
    """Whether it is a procedure that is done once; a device is there, and a treatment goes on."""
    concept = vocabulary().concept(frame.head.value) if frame.head is not None and frame.head.type == "PROC" else None
    return concept is not None and not concept.continuing and not concept.device


def repeat_at_another_tense(items: list[Item]) -> None:
    """ "Surgery within 4 weeks or planned during the study": the same at another time, which the last unit names alone."""
    if len(items) < 2 or items[-2].separator_type != "OR" or not _is_tense(items[-1].frame, or_plan=True):
        return
    frame, before = items[-1].frame, items[-2].frame
    timed = before.windows or before.history or before.gap is not None
    if timed and (frame.planned or frame.current) and before.heads and not before.values and before.node is None:
        items[-1].frame = at_another_time(before, frame)


def at_another_time(named: Frame, time: Frame) -> Frame:
    """What one frame names, at the time that another says."""
    again = named.copy()
    again.elements, again.groups, again.linked = time.elements, [], list(time.linked)
    again.windows, again.lasting, again.gap = time.windows, None, None
    again.history, again.current, again.planned = time.history, time.current, time.planned
    return again


def close_histories(items: list[Item]) -> None:
    """ "Drug or alcohol abuse history": behind the noun that both share, the past is that of both."""
    if any(any_of_type(item.frame.elements, ("ACTIVE", "CURR")) for item in items):
        return  # "active drug abuse or alcohol abuse history"
    for item, following in reversed(list(pairwise(items))):
        frame, named = item.frame, following.frame
        head, last = named.head, named.elements[-1] if named.elements else None
        said_last = head is not None and last is not None and last.type == "HIST" and last.span.start >= head.span.end
        shared = frame.borrowed or named.borrowed
        if said_last and shared and item.separator_type in ("OR", "SLASH") and not item.strong and not frame.tensed and not frame.windows:
            frame.history = True
            frame.elements = [*frame.elements, *named.elements[-1:]]


def _is_event(item: Item) -> bool:
    head = item.frame.head
    concept = vocabulary().concept(head.value) if head is not None and head.type == "COND" else None
    return head is not None and (concept is None or concept.nature == "event")


def _start_of_tenses(items: list[Item]) -> int | None:
    """Where two tenses or one that names both begin behind a comma at the end of the list; None where none do."""
    start = len(items)
    while start > 1 and _is_tense(items[start - 1].frame):
        start -= 1
    before = items[start - 1].separator if 0 < start < len(items) else None
    words = {w for i in items[start:] for e in i.frame.elements for w in e.word.split()}
    both = len(items) - start == 2 or "or" in words
    return start if before is not None and before.type == "COMMA" and both else None


def _is_tense(frame: Frame, or_plan: bool = False) -> bool:
    """Whether a unit says a tense alone; with `or_plan` also "planned use"."""
    said = [e for e in frame.elements if e.type not in _SILENT and not (or_plan and e.type == "TAKING")]
    tense = len(said) == 1 and (said[0].type in _TENSES or (or_plan and said[0].type == "PLAN"))
    return tense and not frame.heads and not frame.groups and not frame.negated


def list_before(items: list[Item], start: int) -> list[Item]:
    """The names of the list, back to one with a time or a statement of its own."""
    members: list[Item] = []
    for index in range(start - 1, -1, -1):
        frame, separator = items[index].frame, items[index].separator
        joined = separator is not None and separator.type in _JOINING
        valued = bool(frame.values) and not is_counted(frame)
        own = frame.node is not None or frame.tensed or frame.windows or valued or frame.lasting is not None or frame.gap is not None
        if not joined or own or not (frame.heads or frame.sites or frame.left or frame.descriptors):
            break
        members.append(items[index])
    return members

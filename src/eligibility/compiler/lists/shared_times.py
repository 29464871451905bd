"""Times that the units of a list share (contract §2, Lists)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.closing_tenses import at_another_time, is_planned_behind, list_before
from eligibility.compiler.lists.same_list import is_but, same_list
from eligibility.compiler.lists.shared_counts import is_counted
from eligibility.compiler.recorded.gaps import waits
from eligibility.compiler.recorded.onsets import begun_behind
from eligibility.compiler.skeleton.items import Item, at_any_time, own_start
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.phrases import Gap
from eligibility.rules.nodes import Window


def open_window(items: list[Item]) -> None:
    """ "Within the last 6 months, stroke or infarction": a time before the list counts for all of it."""
    first = items[0]
    if len(items) < 2 or first.separator is None or first.separator.type != "COMMA" or len(first.frame.windows) != 1:
        return
    if first.frame.windows[0].start is None:
        return
    alone = first.frame.copy()
    alone.windows = []
    if alone.empty and not alone.tensed and not first.frame.negated:
        for item in items[1:]:
            if item.frame.node is None and not item.frame.windows:
                item.frame.windows = list(first.frame.windows)
        items[1].frame.elements = [*first.frame.elements, *items[1].frame.elements]
        del items[0]


def close_with_time(items: list[Item]) -> None:
    """ "Stroke, infarction, or bleeding, within 6 months": a time behind a comma that closes the list is that of all before it."""
    window = _window_alone(items)
    if window is None:
        return
    if window.start is None:
        _close_with_anchor(items, window)
        return
    members = [i for i in list_before(items, len(items) - 1) if not is_present(i.frame)] or _limits_before(items)
    if members:
        began = any_of_type(items[-1].frame.elements, ("ONSET",))
        for item in members:
            item.frame.windows = [window]
            item.frame.onset = item.frame.onset or began  # "stroke, onset within 14 days"
        members[0].frame.elements = [*members[0].frame.elements, *items[-1].frame.elements]
        members[-1].frame.groups = [*members[-1].frame.groups, *items[-1].frame.groups]
        del items[-1]
        items[-1].separator = None


def _limits_before(items: list[Item]) -> list[Item]:
    """The limits of the list that the last unit closes: "haemoglobin ≥ 9 g/dL, platelets ≥ 100 G/L, within 14 days"."""
    limits: list[Item] = []
    for item in reversed(items[:-1]):
        frame = item.frame
        # In "AST or ALT ≤ 2.5 x ULN" the first has its limit from the last.
        measured = bool(frame.values or limits) and any_of_type(frame.heads, ("MEAS", "SCALE")) and frame.node is None
        timed = frame.windows or frame.gap is not None or frame.lasting is not None
        if not measured or timed or item.separator_type not in ("COMMA", "AND", "OR"):
            break
        limits.append(item)
    return limits


def _window_alone(items: list[Item]) -> Window | None:
    """The time that is all that the last unit says, behind a comma."""
    last = items[-1].frame
    if len(items) < 2 or items[-2].separator_type != "COMMA" or len(last.windows) != 1 or last.tensed:
        return None
    alone = last.copy()
    alone.windows, alone.groups = [], []  # "…, within 4 weeks (2 weeks for small molecules)": the brackets are said of the list
    return last.windows[0] if alone.empty else None


def _close_with_anchor(items: list[Item], window: Window) -> None:
    """ "Surgery within 4 weeks, or biopsy within 2 weeks, before randomization": the day from which all times before it are counted."""
    last, before = items[-1].frame, items[:-1]
    if window.end is not None:
        return
    if not all(len(i.frame.windows) == 1 and i.frame.windows[0].anchor == "on" for i in before):
        return
    for item in before:
        item.frame.windows = [item.frame.windows[0].replaced(anchor=window.anchor)]
    for element in last.elements:
        element.type = "ANCHOR" if element.type == "WINDOW" else element.type
    before[-1].frame.elements = [*before[-1].frame.elements, *last.elements]
    del items[-1]
    items[-1].separator = None


def again_at_another_time(items: list[Item]) -> None:
    """ "Surgery within the last 6 months or planned within the next month": the same at another time."""
    for previous, item in pairwise(items):
        frame, before = item.frame, previous.frame
        # "Current treatment with warfarin or within the last week".
        taken = before.taking and previous.separator_type == "OR" and not before.windows
        if not (frame.windows and (frame.tensed or taken)) or not before.heads or before.values or before.node is not None:
            continue
        alone = frame.copy()
        alone.windows = []
        if not alone.empty:
            continue
        item.frame = at_another_time(before, frame)


def close_windows(items: list[Item], commas: list[bool]) -> None:
    """ "Stroke, infarction or bleeding within 6 months": the closing window counts for all of the list."""
    shared: set[int] = set()
    for index in range(len(items) - 1, 0, -1):
        last, before = items[index].frame, items[index - 1]
        if last.gap is None and last.lasting is None and not last.windows and not last.perhaps_within:
            continue  # no time closes the list
        if before.strong and not commas[index - 1]:
            _perhaps_within(last, before.frame)
            continue
        if own_start(last) or (before.separator is not None and is_but(before.separator)):
            continue  # "asthma but stable for 5 years"
        if last.timed_by_examples:
            _perhaps_within(last, before.frame)
            continue
        if (last.intended and not before.frame.intended) or (is_planned_behind(last) and not before.frame.planned):
            continue  # "pregnant, or planning to become so within 6 months"
        joined = before.separator is not None and before.separator.type in ("OR", "AND", "COMMA")
        dosed = before.frame.head is not None and before.frame.head.type == "DRUG"  # "aspirin > 325 mg or clopidogrel within 10 days"
        fact = (dosed or is_counted(before.frame) or not before.frame.values) and bool(before.frame.heads) and not is_present(before.frame)
        fact = fact and not any(e.type == "HIST" and "lifetime" in e.word.split() for e in before.frame.elements)
        if before.separator is not None and before.separator.type == "COMMA" and index not in shared:
            if index == len(items) - 1 or last.perhaps_within:
                _perhaps_within(last, before.frame)
            continue  # no "or" closes the list: the window is the last one's own, or of all
        untimed = before.frame.gap is None and not before.frame.windows and not before.frame.node
        if last.gap is not None and not waits(last) and joined and fact and untimed:
            before.frame.gap = last.gap
            shared.add(index - 1)
        its_own = before.separator_type == "AND" and not last.heads  # "malignancy and disease-free for 5 years"
        lasting = last.lasting is not None and not last.values and not its_own
        if lasting and joined and fact and before.frame.lasting is None and not before.frame.node:
            before.frame.lasting = last.lasting
            shared.add(index - 1)
        if last.windows and joined and fact and not before.frame.windows and not before.frame.node and not last.values:
            before.frame.windows = list(last.windows)
            before.frame.onset = before.frame.onset or begun_behind(last)
            shared.add(index - 1)
        elif last.windows and joined and before.frame.borrowed and before.frame.windows == last.windows:
            shared.add(index - 1)  # "aspirin, vitamin or mineral supplements within 7 days": it came with the noun


def perhaps_recent(items: list[Item]) -> None:
    """ "Recent (< 1 week) stroke or bleeding", "recent surgery or trauma": the time before the list may be said of both."""
    for one, other in pairwise(items):
        first, second = one.frame, other.frame
        if not any_of_type(first.elements, ("RECENT",)):
            continue
        joined = one.separator is not None and one.separator.type in ("OR", "AND") and not one.strong
        if not joined or first.head is None or second.head is None or second.head.type not in ("COND", "PROC", "DRUG"):
            continue
        timed = second.windows or second.tensed or second.lasting is not None or second.gap is not None or own_start(second)
        if timed or second.node is not None or second.values:
            continue
        recent = [e for e in first.elements if e.type == "RECENT" and e.span.end <= first.head.span.start]
        if recent and first.windows:
            second.perhaps_within = list(first.windows)
        elif recent and not second.descriptors and not second.perhaps_described:
            second.perhaps_described = recent


def _perhaps_within(last: Frame, before: Frame) -> None:
    """ "Surgery, radiotherapy within 4 weeks", "surgery, or radiotherapy within 4 weeks": the time may be said of both."""
    windows = [w for w in last.windows or last.perhaps_within if w.start is not None]
    timed = before.windows or before.lasting is not None or before.gap is not None or before.tensed or is_present(before)
    named = before.head is not None and before.head.type in ("COND", "ORG", "PROC", "DRUG")
    if windows and named and not timed and not own_start(last) and not (before.values or before.node or last.values):
        before.perhaps_within = list(windows)


# Said of medicines they mean "together with the treatment of the trial", and the window behind the list says how long before it.
_BESIDE_THE_STUDY = ("concurrent", "concomitant")


def is_present(frame: Frame) -> bool:
    """ "Active tuberculosis or surgery within 4 weeks": what is active is so now, and what counts at any time has no window."""
    medicine = frame.head is not None and frame.head.type == "DRUG"
    now = frame.current and not (medicine and any(e.type == "CURR" and e.word in _BESIDE_THE_STUDY for e in frame.elements))
    if now or any_of_type(frame.descriptors, ("ACTIVE",)) or at_any_time(frame):
        return True
    return any(head.word.startswith(("active ", "current ")) for head in frame.heads)


def open_gaps(items: list[Item], commas: list[bool]) -> None:
    """ "At least 4 weeks since chemotherapy or radiotherapy": none of them in these weeks, whichever word joins them."""
    for start, first in enumerate(items[:-1]):
        gap = first.frame.gap
        if gap is None or not gap.since or gap.ago or gap.operator not in (">", ">=") or first.frame.negated:
            continue
        end = start + 1
        while end < len(items) and same_list(items[end - 1], items[end], commas[end - 1]) and _takes_gap(items[end].frame, gap):
            end += 1
        if end > start + 1:
            recent = replace(gap, operator="<" if gap.operator == ">=" else "<=")
            for item in items[start:end]:
                item.frame.gap, item.frame.negated = recent, True


def _takes_gap(frame: Frame, gap: Gap) -> bool:
    recorded = bool(frame.heads) and frame.heads[0].type in ("COND", "PROC", "DRUG")
    return recorded and frame.gap in (None, gap) and not frame.windows and not frame.negated

"""Lists of treatments behind "before", "after", "during": "no progression after surgery and radiotherapy" denies no radiotherapy."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.tails import says_when
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit

_GIVEN = ("PROC", "DRUG")
_BETWEEN = ("FILLER", "DESC", "OF", "SITE", "ROUTE")
_NOUNS = ("WORD", "DISEASENOUN", "LISTNOUN", "ASPECT")


def join_times(segment: Segment) -> Segment:
    """ "Bleeding before or | after surgery", "before, | during and | after pregnancy": several times of one thing are one unit."""
    units, separators = [segment.units[0]], []
    for separator, unit in zip(segment.separators, segment.units[1:], strict=True):
        ends, begins = units[-1].parts[-1:], unit.parts[:1]
        joins = separator.type in ("OR", "AND") or (separator.type == "COMMA" and len(unit.parts) == 1)
        between_words = joins and len(units[-1].parts) > 1 and bool(begins)
        if between_words and all(isinstance(p, Element) and says_when(p) for p in (*ends, *begins)):
            _read_as_time(unit.parts[0])
            units[-1] = Unit([*units[-1].parts, separator, *unit.parts])
        else:
            separators.append(separator)
            units.append(unit)
    return Segment(units, separators)


def _read_as_time(part: Element | Group) -> None:
    if isinstance(part, Element) and part.type == "LISTALL":
        part.type = "AFTER"  # "during or following radiotherapy"


def join_time_lists(items: list[Item]) -> list[Item]:
    """The items with each such list, and the unknown noun or the condition before it, as one statement that is not understood.

    "Bleeding after surgery, radiotherapy or chemotherapy" may also be a list of three. With "or" alone what is said behind a known
    name goes on with its qualification (compiler/lists/continuations.py).
    """
    joined: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        end = _end_of_list(items, index)
        single = end == index + 1
        if end is not None and (_is_noun_at_a_time(item.frame) or (not single and _is_condition_at_a_time(item.frame))):
            frame = item.frame
            for before, more in zip(items[index:end], items[index + 1 : end + 1], strict=True):
                frame.elements += [*([before.separator] if before.separator is not None else []), *more.frame.elements]
            frame.blocked = True
            item.separator = items[end].separator
            index = end
        joined.append(item)
        index += 1
    return joined


def _end_of_list(items: list[Item], start: int) -> int | None:
    """The last of the mere treatments behind an item that commas and a closing "or" or "and" join; None if they are no such list."""
    end, closed = start, None
    while end + 1 < len(items) and _is_mere_treatment(items[end + 1].frame):
        separator = items[end].separator
        if separator is None or separator.type not in ("COMMA", "OR", "AND"):
            break
        if separator.type != "COMMA" and (end > start or not items[end].strong):
            closed = end + 1
        elif separator.type != "COMMA" or closed is not None:
            break
        end += 1
    return closed


def _is_mere_treatment(frame: Frame) -> bool:
    plain = not (frame.values or frame.groups or frame.node or frame.extra or frame.windows or frame.tensed or frame.negated)
    only = all(e.type in (*_GIVEN, "FILLER", "DESC", "SITE", "THERAPY", "ROUTE") for e in frame.elements)
    return plain and only and frame.head is not None and frame.head.type in _GIVEN


def _is_condition_at_a_time(frame: Frame) -> bool:
    """ "Infection after surgery"."""
    tail = frame.tail
    placed = tail is not None and says_when(tail.parts[0]) and tail.parts[-1].type in _GIVEN
    return placed and frame.node is None and (frame.head is None or frame.head.type in ("COND", "ORG"))


def _is_noun_at_a_time(frame: Frame) -> bool:
    """ "Progression after surgery": the treatment was taken for the head, since the noun before it is not known."""
    head = frame.head
    if head is None or head.type not in _GIVEN or frame.node is not None or frame.tail is not None or frame.values or frame.taking:
        return False
    before: list[Element] = [e for e in frame.elements if e.span.end <= head.span.start]
    while before and (before[-1].type in _BETWEEN or before[-1].may_be("ENDOF")):
        before.pop()
    if not before or not says_when(before[-1]):
        return False
    return len(before) > 1 and before[-2].may_be(*_NOUNS)

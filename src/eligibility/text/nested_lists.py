"""Puts the items of a list that stand on one level with its head under that head."""

from __future__ import annotations

from itertools import takewhile

from eligibility.spans import Span
from eligibility.text.flat_lists import MOST_OPEN, reach
from eligibility.text.headings import SectionKind
from eligibility.text.labels import decides_list, opens_list
from eligibility.text.outline import Item, Outline


def nest_flat_lists(text: str, kind: SectionKind, found: Outline) -> Outline:
    """The outline with each list under its head, as far as the forms of the lines show how far it reaches.

    Where the head decides what its items mean, those that may be items are children too (`Item.sure` counts the others), unless they are
    too many: then `Item.lead` names the head on each.
    """
    items, nested = found.items, []
    before, index = "", 0
    while index < len(items):
        head = items[index]
        index += 1
        nested.append(head)
        words = head.head.of(text)
        rows = _rows(head, items[index:], found.labels) if _is_flat(head) and opens_list(words) else []
        if not rows:
            before = words
            continue
        extent = reach(words, [row.head.of(text) for row in rows], kind, before)
        decides = decides_list(words, kind)
        open_too = decides and extent.sure and extent.possible - extent.sure <= MOST_OPEN
        taken = extent.possible if open_too else extent.sure
        head.children = [*head.children, *rows[:taken]]
        head.sure = extent.sure if taken > extent.sure else None
        if decides:
            for row in rows[taken : extent.possible]:
                row.lead = words.strip()
        before = rows[taken - 1].head.of(text) if taken else words
        index += taken
    found.items = nested
    return found


def _rows(head: Item, items: list[Item], labels: list[Span]) -> list[Item]:
    """The lines below a head that may be its items: up to the next other marker, list or heading of a group."""
    return list(takewhile(lambda row: _is_flat(row) and _is_marked_alike(head, row) and not _parted(head, row, labels), items))


def _is_flat(item: Item) -> bool:
    """Whether it has no list below it yet; a number would say which place in the list of the head's own level it has."""
    return not item.children and (item.marker is None or not item.marker.ordinal)


def _is_marked_alike(head: Item, row: Item) -> bool:
    return (head.marker.style if head.marker else None) == (row.marker.style if row.marker else None)


def _parted(head: Item, row: Item, labels: list[Span]) -> bool:
    """Whether a heading stands between them."""
    return any(head.head.end <= label.start < row.head.start for label in labels)

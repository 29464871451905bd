"""One side or both: what the recorded sites of a thing tell of "unilateral" and "bilateral"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.evaluation.context import Context
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth, negate
from eligibility.patient.lookups import Entry
from eligibility.patient.record import Condition, Procedure
from eligibility.reference.entry_names import quality
from eligibility.reference.sides import with_sides
from eligibility.rules.nodes import Fact

_BILATERAL, _UNILATERAL = quality("bilateral"), quality("unilateral")
_BOTH = re.compile(r"\b(?:both|bilateral(?:ly)?)\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:left|right)\b", re.IGNORECASE)


def by_sides(entry: Entry, leaf: Fact, context: Context) -> tuple[Fact, Truth, tuple[str, ...]]:
    """The statement without a "bilateral" or "unilateral" that the recorded sites settle, how they do, and what that takes for granted."""
    asked = next((d for d in leaf.descriptors if _asks_for_sides(d)), None)
    if asked is None or (entry.told is not None and any(_asks_for_sides(q.value) for q in entry.told.qualities)):
        return leaf, TRUE, ()
    bearing = context.record.bearing(entry.section, leaf.concept.id, leaf.concept.name)
    on_both = _on_both_sides(entry, [e for e, how in bearing if how in ("same", "is") and e is not entry and not e.absent])
    assumed = context.closed(entry.section)
    if on_both is UNKNOWN or (on_both is FALSE and assumed is None):
        return leaf, TRUE, ()
    truth = on_both if quality(asked) == _BILATERAL else negate(on_both)
    rest = leaf.replaced(descriptors=tuple(d for d in leaf.descriptors if d != asked))
    return rest, truth, (assumed,) if on_both is FALSE and assumed is not None else ()


def _asks_for_sides(descriptor: str) -> bool:
    """Whether the word asks for one side or both."""
    return quality(descriptor) in (_BILATERAL, _UNILATERAL)


def _on_both_sides(entry: Entry, others: Sequence[Entry]) -> Truth:
    """Whether the entry, or it and another one that is there as well, are on both sides; what is over or to come may not count."""
    sides = _sides(entry)
    if sides is None or sides == _BOTH_SIDES:
        return UNKNOWN if sides is None else TRUE
    elsewhere = [(_sides(other), _is_there(other)) for other in others]
    if any(there and told is not None and told != sides for told, there in elsewhere):
        return TRUE
    return FALSE if all(told == sides for told, _ in elsewhere) else UNKNOWN


def _is_there(entry: Entry) -> bool:
    item = entry.item
    if isinstance(item, Condition):
        return item.status == "active" and item.end is None
    return isinstance(item, Procedure) and item.status == "done" and item.end is None


_BOTH_SIDES = frozenset(("left", "right"))


def _sides(entry: Entry) -> frozenset[str] | None:
    """The sides that its site, or its name, tells; None where they tell none."""
    own = entry.item.site if isinstance(entry.item, Condition | Procedure) else None
    written = with_sides(" ".join(filter(None, (own, entry.item.name))))
    if _BOTH.search(written):
        return _BOTH_SIDES
    return frozenset(side.casefold() for side in _ONE.findall(written)) or None

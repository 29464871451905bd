"""Devices that were taken out again: after "removal of the pacemaker" there is none, unless it was put in later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Because, Shown
from eligibility.evaluation.showing import show_entry
from eligibility.evaluation.timing import event_course
from eligibility.evaluation.votes import Vote, Weight
from eligibility.logic import TRUE
from eligibility.patient.dates import PartialDate, add_months
from eligibility.patient.lookups import Entry, related
from eligibility.patient.record import Procedure
from eligibility.reference.entailments import entailed
from eligibility.reference.framed_names import removed
from eligibility.rules.nodes import Fact

_SIDES = frozenset({"left", "right"})


@dataclass(frozen=True, slots=True)
class Removal:
    """One removal that was done: of which device, when, and on which side if that is told."""

    device: str
    day: PartialDate | None
    sides: frozenset[str]
    shown: Shown


def removals_of(leaf: Fact, context: Context) -> list[Removal]:
    """The removals of devices, where a device, or what one is used for (contraception), is asked for at present."""
    if leaf.concept.id is None or leaf.timing.tense != "present" or leaf.timing.window is not None:
        return []
    found = (_removal(entry, context) for entry in context.record.entries("procedures"))
    return [removal for removal in found if removal is not None]


def removal_votes(leaf: Fact, removals: Sequence[Removal], context: Context) -> Iterator[Vote]:
    """That the very device asked for was there no more on the day of its removal, unless it may have been put in on that day or later."""
    implanted = [e for e in context.record.entries("procedures") if e.ids]
    for removal in removals:
        if leaf.concept.id == removal.device and not any(_ends(removal, e) == "perhaps" for e in implanted):
            yield Vote(Weight.NOT_THEN, removal.shown, day=removal.day.first if removal.day is not None else None)


def taken_out(vote: Vote, entry: Entry, removals: Sequence[Removal], leaf: Fact) -> Vote | None:
    """The vote of a device that was there before it was removed: it has ended, or may have where the dates do not tell the order.

    Without it there may be another of what it was used for: other contraception than the device.
    """
    if vote.weight is not Weight.PROOF:
        return vote
    after = [r for r in removals if _ends(r, entry) == "yes"]
    if after and not any(related(leaf.concept.id or "", r.device) == "is" for r in after):
        return None
    if after:
        return Vote(Weight.ENDED, after[-1].shown, day=after[-1].day.first if after[-1].day is not None else None)
    perhaps = next((r for r in removals if _ends(r, entry) == "perhaps"), None)
    if perhaps is None:
        return vote
    text = f"whether {perhaps.shown.text} came after {vote.shown.text} is not known"
    return vote._replace(weight=Weight.WHEN, reasons=(Because("imprecise_date", text, "the exact dates of both"),), day=None)


def worn_out(vote: Vote, entry: Entry, leaf: Fact, context: Context) -> Vote:
    """The vote of a device that was put in longer ago than such devices last: it may be there still, or was taken out unrecorded."""
    put_in = entry.item.date or entry.item.start if isinstance(entry.item, Procedure) else None
    lasting = [int(years) for device, by in entailed("lasts").items() if any(related(i, device) == "is" for i in entry.ids) for years in by]
    if vote.weight is not Weight.PROOF or put_in is None or not lasting or leaf.timing.tense != "present" or leaf.timing.window is not None:
        return vote
    if put_in.last >= add_months(context.on, -12 * max(lasting)):
        return vote
    text = f"{vote.shown.text} is longer ago than such devices last"
    return vote._replace(weight=Weight.WHEN, reasons=(Because("stale", text, f"whether {entry.item.label} is still there"),), day=None)


def _removal(entry: Entry, context: Context) -> Removal | None:
    item = entry.item
    assert isinstance(item, Procedure)
    device = removed(item.name) if not entry.ids and item.name is not None and item.status == "done" else None
    day = item.date or item.start
    if device is None or event_course(day, None, False, context.on).seen(context.on) is not TRUE:
        return None
    return Removal(device, day, _sides(entry), show_entry(entry))


def _ends(removal: Removal, entry: Entry) -> str:
    """Whether it took out what the entry put in: "yes", "no", or "perhaps"; undated ones are left for the votes to weigh."""
    item = entry.item
    put_in = item.date or item.start if isinstance(item, Procedure) else None
    same = any(related(i, removal.device) == "is" for i in entry.ids)
    one_side = not _sides(entry) or not removal.sides or bool(_sides(entry) & removal.sides)
    if put_in is None or removal.day is None or not same or not one_side or removal.day.last < put_in.first:
        return "no"
    return "yes" if removal.day.first > put_in.last else "perhaps"


def _sides(entry: Entry) -> frozenset[str]:
    return _SIDES & {*entry.folded.split(), *(entry.site or "").casefold().split()}

"""Devices that were taken out again: after "removal of the pacemaker" there is none, unless it was put in later."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.context import Context
from eligibility.evaluation.showing import show_entry
from eligibility.evaluation.timing import event_course
from eligibility.evaluation.votes import Vote, Weight
from eligibility.logic import TRUE
from eligibility.patient.lookups import related
from eligibility.patient.record import Procedure
from eligibility.reference.framed_names import removed
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import HasProcedure


def removal_votes(leaf: HasProcedure, context: Context) -> Iterator[Vote]:
    """The removals of the device asked for, where it is asked for at present; `day` is that of the removal."""
    concept = vocabulary().concept(leaf.concept.id) if leaf.concept.id is not None else None
    if concept is None or not concept.device or leaf.timing.tense != "present" or leaf.timing.window is not None:
        return
    for entry in context.record.entries("procedures"):
        item = entry.item
        assert isinstance(item, Procedure)
        if entry.ids or item.name is None or item.status != "done":
            continue
        device = removed(item.name)
        day = item.date or item.start
        if device is None or related(device, concept.id) != "is" or event_course(day, None, False, context.on).seen(context.on) is not TRUE:
            continue
        yield Vote(Weight.NOT_THEN, show_entry(entry), day=day.first if day is not None else None)


def taken_out(vote: Vote, removals: list[Vote]) -> Vote:
    """The vote of a device that was there before it was removed: it has ended."""
    if vote.weight is not Weight.PROOF or vote.day is None:
        return vote
    after = [r for r in removals if r.day is not None and r.day >= vote.day]
    return Vote(Weight.ENDED, after[-1].shown, day=after[-1].day) if after else vote

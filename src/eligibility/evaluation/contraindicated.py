"""What the record says of a contraindication: its own word on it, or an allergy to the very thing (contract §2, Judgement)."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.claims import Word, held, own_vote
from eligibility.evaluation.context import Context
from eligibility.evaluation.showing import show_entry
from eligibility.evaluation.timing import day_of, state_course
from eligibility.evaluation.votes import Vote, Weight
from eligibility.logic import TRUE
from eligibility.patient.lookups import Entry, IndexedPatient, Reading, related
from eligibility.patient.record import Condition
from eligibility.reference.contraindications import contraindicated
from eligibility.reference.names import fold_name
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import Stated

Named = tuple[str, Reading | Entry]


def contraindication_votes(leaf: Stated, thing: str, context: Context) -> Iterator[Vote]:
    """The words on whether `thing` is contraindicated. No complete list denies it: what contraindicates it is for a person to judge."""
    named = [said for of, said in context.record.once(_named) if of == thing]
    words = [Word(r, r.holds) for r in named if isinstance(r, Reading) and r.holds is not None]
    if words:
        yield own_vote(held(words, leaf.timing, None, context.on, lasting_denial=False))
    for entry in named:
        if isinstance(entry, Entry) and (entry.absent or _holds(entry, context)):
            yield Vote(Weight.NOT_THEN if entry.absent else Weight.PROOF, show_entry(entry))
    for entry in context.record.entries("allergies"):
        if not entry.absent and _is_to(entry, thing):
            yield Vote(Weight.PROOF, show_entry(entry))


def _named(record: IndexedPatient) -> tuple[Named, ...]:
    """The readings and conditions that are named for a contraindication, each with what it says is contraindicated."""
    several: tuple[Reading | Entry, ...] = (*sorted(record.readings, key=lambda r: (r.last, r.first)), *record.entries("conditions"))
    return tuple((thing, said) for said in several if (thing := contraindicated(said.item.name or "")) is not None)


def _holds(entry: Entry, context: Context) -> bool:
    """Whether it has begun and is not over."""
    item = entry.item
    if not isinstance(item, Condition):
        return False
    return state_course(item.onset, item.end, item.status == "resolved", context.on).overlaps(day_of(context.on)) is TRUE


def _is_to(allergy: Entry, thing: str) -> bool:
    """Whether somebody with the allergy must not have the thing: it is the very substance, or one of those that the allergy is to."""
    if vocabulary().concept(thing) is None:
        return allergy.folded == fold_name(thing)
    return any(related(thing, allergen) == "is" for allergen in allergy.ids)

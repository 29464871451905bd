"""What tells of a disease which the list of conditions does not name: a bypass operation of a heart disease, and so does an infarction."""

from __future__ import annotations

from collections.abc import Mapping

from eligibility.evaluation.context import Context
from eligibility.evaluation.timing import event_course
from eligibility.logic import FALSE
from eligibility.patient.lookups import Entry, IndexedPatient, related
from eligibility.patient.record import Procedure
from eligibility.reference.entailments import entailed
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import HasCondition


def procedures_for(leaf: HasCondition, context: Context) -> list[Entry]:
    """The procedures done for what may be the condition asked for, and the acute events, over or not, that it shows itself in."""
    future = leaf.timing.window is not None and leaf.timing.window.direction == "future"
    if leaf.concept.id is None or leaf.timing.tense == "planned" or future:
        return []
    # Of a disease of now an operation that ends it tells nothing: a mastectomy took the cancer away.
    earlier = leaf.timing.tense == "ever" or leaf.timing.window is not None
    done_for = context.record.once(earlier_diseases if earlier else present_diseases)
    return [entry for entry in done_for.get(leaf.concept.id, ()) if _was_done(entry, context)]


Reasons = Mapping[str, list[Entry]]
"""A disease → the entries on what is done for it."""


def present_diseases(record: IndexedPatient) -> Reasons:
    """The diseases that the record's procedures are done for."""
    return _reasons(record, earlier=False)


def earlier_diseases(record: IndexedPatient) -> Reasons:
    """Those, and the diseases that they may have ended."""
    return _reasons(record, earlier=True)


def _reasons(record: IndexedPatient, earlier: bool) -> Reasons:
    """What the record's procedures were done for; lists of conditions have some too: "status post kidney transplantation", Z95.0."""
    found: dict[str, list[Entry]] = {}
    for entry in (*record.entries("procedures"), *record.entries("conditions")):
        for disease in dict.fromkeys(d for i in entry.ids for d in _diseases(i, earlier)):
            found.setdefault(disease, []).append(entry)
    return found


def _was_done(entry: Entry, context: Context) -> bool:
    item = entry.item
    if not isinstance(item, Procedure):
        return not entry.absent
    return item.status == "done" and event_course(item.date or item.start, None, False, context.on).seen(context.on) is not FALSE


@remembered(maxsize=10_000)
def _diseases(procedure_id: str, earlier: bool) -> frozenset[str]:
    """The diseases that a procedure is done for, or that an event leaves, and what is more general; `earlier`: also those that it may have
    ended."""
    known = vocabulary()
    rows = (*entailed("treats").items(), *entailed("after").items(), *(entailed("ended").items() if earlier else ()))
    for_these = (d for subject, by in rows if related(procedure_id, subject) == "is" for d in by)
    return frozenset(a for d in for_these for a in known.ancestors(d)) - {"condition"}

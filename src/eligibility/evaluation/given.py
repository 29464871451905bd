"""Treatments and the medicines they consist in: chemotherapy shown by a cytotoxic drug, and a cytotoxic drug by a chemotherapy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from eligibility.evaluation.qualifiers import indicated
from eligibility.evaluation.routes import acts_locally
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth, all_of
from eligibility.patient.lookups import Entry, IndexedPatient
from eligibility.patient.record import Medication
from eligibility.reference.mentioned import mentioned
from eligibility.reference.treatment_purposes import Purpose, purpose_of
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import ConceptRef, HasProcedure, TakesMedication


class Alias(NamedTuple):
    """An entry under another heading, read as `entry`, and the thing it is asked for.

    `sure`: where it is that thing the statement is true; else it only may be.
    """

    entry: Entry
    wanted: ConceptRef
    sure: bool


def under_other_headings(leaf: HasProcedure | TakesMedication, record: IndexedPatient) -> Iterator[Alias]:
    """The entries that may tell of the treatment by its medicines, or of the medicine by its treatment."""
    if leaf.concept.id is None:
        return
    if isinstance(leaf, HasProcedure):
        yield from _medicines_of(leaf.concept.id, record)
    else:
        yield from _treatments_with(leaf.concept, record)


def _medicines_of(treatment_id: str, record: IndexedPatient) -> Iterator[Alias]:
    known = vocabulary()
    for ids, sure in ((known.shown_by(treatment_id), True), (known.perhaps_by(treatment_id), False)):
        for concept in filter(None, map(known.concept, ids)):
            wanted = ConceptRef(id=concept.id, name=concept.name)
            for entry in record.entries("medications"):
                yield Alias(entry, wanted, sure)
            for entry in record.entries("procedures"):  # a "tumor vaccine" among the procedures
                if entry.concept is not None and entry.concept.domain == "medication":
                    yield Alias(entry, wanted, sure)


def _treatments_with(wanted: ConceptRef, record: IndexedPatient) -> Iterator[Alias]:
    known = vocabulary()
    for entry in record.entries("procedures"):
        if entry.absent:
            continue
        given = _given_in(entry)
        yield from (Alias(_read_as(entry, each), wanted, True) for each in given)
        if given:
            continue
        for each in dict.fromkeys(c for i in entry.ids for c in (*known.shown_by(i), *known.perhaps_by(i))):
            yield Alias(_read_as(entry, each), wanted, False)


def _given_in(entry: Entry) -> tuple[str, ...]:
    """The medicines that were surely given: those of a regimen, else one of the class that the treatment consists in."""
    known = vocabulary()
    regimen = next((c for c in map(known.contains, entry.ids) if c), ())
    return regimen or tuple(g for g in map(known.gives, entry.ids) if g is not None)[:1]


def _read_as(entry: Entry, concept_id: str) -> Entry:
    return Entry(entry.section, entry.index, entry.item, (concept_id,), "", vocabulary().concept(entry.ids[0]))


def is_given_as_medicine(treatment_id: str) -> bool:
    """Whether a list of procedures alone does not have all of a treatment: chemotherapy may be listed as its medicines."""
    known = vocabulary()
    return bool(known.shown_by(treatment_id)) or (known.gives(treatment_id) is not None and bool(known.perhaps_by(treatment_id)))


def for_its_purpose(entry: Entry, treatment_id: str | None) -> Truth:
    """Whether a recorded medicine is given as the treatment it may be: methotrexate for arthritis is no treatment of cancer."""
    item = entry.item
    purpose = purpose_of(treatment_id) if treatment_id is not None else None
    if purpose is None or not isinstance(item, Medication):
        return TRUE
    meant = _meant(item, entry, purpose)
    local = acts_locally(item)
    if local and meant is not TRUE and purpose.local is not TRUE and _is_known(item):
        return FALSE  # fluorouracil on a wart
    return all_of((meant, purpose.local if local else TRUE))


def _is_known(item: Medication) -> bool:
    return item.indication is not None and bool(mentioned(item.indication, "condition"))


def _meant(item: Medication, entry: Entry, purpose: Purpose) -> Truth:
    if not purpose.purpose:
        return TRUE
    if item.indication is None:
        twofold = any(vocabulary().is_a(i, each) for i in entry.ids for each in purpose.as_often)
        return UNKNOWN if twofold else TRUE
    wanted = vocabulary().concept(purpose.purpose)
    assert wanted is not None
    ref = ConceptRef(id=wanted.id, name=wanted.name)
    named = {
        indicated(item.indication, ref),
        *(indicated(c.name, ref) for c in map(vocabulary().concept, _named_in(item)) if c is not None),
    }
    if TRUE in named or (UNKNOWN in named and _is_known(item)):
        return TRUE
    return purpose.otherwise if FALSE in named else UNKNOWN


def _named_in(item: Medication) -> tuple[str, ...]:
    return mentioned(item.indication, "condition") if item.indication is not None else ()

"""Treatments and the medicines they consist in: chemotherapy shown by a cytotoxic drug, and a cytotoxic drug by a chemotherapy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from eligibility.evaluation.indications import indicated
from eligibility.evaluation.routes import acts_locally
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth, all_of
from eligibility.patient.lookups import Entry, IndexedPatient, folded_name
from eligibility.patient.record import Medication
from eligibility.reference.mentioned import mentioned
from eligibility.reference.treatment_purposes import Purpose, purpose_of
from eligibility.reference.vocabulary import remembered, vocabulary
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
    given = record.once(_given)
    for wanted, sure in _shown_by(treatment_id) if given else ():
        for entry in given:
            yield Alias(entry, wanted, sure)


def _given(record: IndexedPatient) -> tuple[Entry, ...]:
    """The medicines of the record, those among its procedures too (a "tumor vaccine")."""
    elsewhere = (e for e in record.entries("procedures") if e.concept is not None and e.concept.domain == "medication")
    return (*record.entries("medications"), *elsewhere)


@remembered(maxsize=10_000)
def _shown_by(treatment_id: str) -> tuple[tuple[ConceptRef, bool], ...]:
    """The classes of medicines of which taking one is having the treatment (true), or may be."""
    known = vocabulary()
    several = (
        (known.concept(i), sure) for ids, sure in ((known.shown_by(treatment_id), True), (_perhaps_by(treatment_id), False)) for i in ids
    )
    return tuple((ConceptRef(id=concept.id, name=concept.name), sure) for concept, sure in several if concept is not None)


@remembered(maxsize=10_000)
def _perhaps_by(treatment_id: str) -> tuple[str, ...]:
    return vocabulary().perhaps_by(treatment_id)


def _treatments_with(wanted: ConceptRef, record: IndexedPatient) -> Iterator[Alias]:
    for entry, sure in record.once(_given_in_treatments):
        yield Alias(entry, wanted, sure)


def _given_in_treatments(record: IndexedPatient) -> tuple[tuple[Entry, bool], ...]:
    """The medicines that the record's treatments consist in, or may (false), each as an entry."""
    known = vocabulary()
    found: list[tuple[Entry, bool]] = []
    # A treatment may stand among the medicines: "antiplatelet therapy".
    named = (e for e in record.entries("medications") if e.concept is not None and e.concept.domain == "procedure")
    for entry in (*record.entries("procedures"), *named):
        given = _given_in(entry) if not entry.absent else ()
        found += ((_read_as(entry, each), True) for each in given)
        if not given and not entry.absent:
            perhaps = dict.fromkeys(c for i in entry.ids for c in (*known.shown_by(i), *_perhaps_by(i)))
            found += ((_read_as(entry, each), False) for each in perhaps)
    return tuple(found)


def _given_in(entry: Entry) -> tuple[str, ...]:
    """The medicines that were surely given: those of a regimen, else one of the class that the treatment consists in."""
    known = vocabulary()
    regimen = next((c for c in map(known.contains, entry.ids) if c), ())
    return regimen or tuple(g for g in map(known.gives, entry.ids) if g is not None)[:1]


def _read_as(entry: Entry, concept_id: str) -> Entry:
    return Entry(entry.section, entry.index, entry.item, (concept_id,), "", vocabulary().concept(entry.ids[0]))


@remembered(maxsize=10_000)
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
    if item.indication is not None and any(each in folded_name(item.indication) for each in purpose.never):
        return FALSE
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

"""A patient's record made ready for questions: names and codes resolved once, observations grouped and put in order of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeVar

from eligibility.errors import Diagnostic, EligibilityError
from eligibility.patient.placed import begun_with, may_be_there, taken_apart, with_site
from eligibility.patient.readings import Reading as Reading
from eligibility.patient.readings import folded_name as folded_name
from eligibility.patient.readings import reading_of, said_by_value
from eligibility.patient.record import (
    SECTIONS,
    Allergy,
    Condition,
    FamilyMember,
    Medication,
    Patient,
    Procedure,
    Section,
)
from eligibility.patient.resolving import is_product, says_how
from eligibility.patient.resolving import name_id as name_id
from eligibility.patient.resolving import resolve as resolve
from eligibility.patient.restated import restated
from eligibility.patient.told_apart import is_another
from eligibility.reference.body_sites import elsewhere, site_id
from eligibility.reference.classes_by_route import classes_by_name, classes_by_route
from eligibility.reference.entailments import counts_as
from eligibility.reference.entry_names import TakenApart, named_with
from eligibility.reference.entry_names import taken_apart as parts_of
from eligibility.reference.headed_names import only_refine, take_away
from eligibility.reference.histology import other_tissue
from eligibility.reference.names import fold_name
from eligibility.reference.observations import observations
from eligibility.reference.told_routes import told_route
from eligibility.reference.vocabulary import OWN, Concept, Relation, remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain

Bearing = Literal["same", "is", "broader", "no", "unclear"]
Item = Condition | Procedure | Medication | Allergy | FamilyMember
T = TypeVar("T")

_DOMAIN: Mapping[Section, Domain] = {
    "conditions": "condition",
    "procedures": "procedure",
    "medications": "medication",
    "allergies": "substance",
    "family_history": "condition",
}
CLINICAL: tuple[Section, ...] = ("conditions", "procedures", "medications")
"""The lists of what the patient has or had; the others are on allergies and on relatives."""

_INVESTIGATIONAL = "class:investigational-drug"
# Said of a medicine on trial; whoever is blinded, or has a placebo, may have none.
_ON_TRIAL = re.compile(
    r"^(?!.*\b(?:placebo|blind(?:ed)?)\b)(?:.*\b(?:investigational|experimental)\b|.*\bstudy (?:drug|medication)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, eq=False)  # the same entry is the same object: quick to look up by
class Entry:
    """An entry of a list of the record with the concepts it stands for.

    `ids` are consistent with each other, the most specific first; empty where neither its codes nor its name are known.
    `named`: its name counts; false where there is none, or its codes say something else. `site`: where it is, by its field or by its name.
    `placed`: the concept tells that site. `told`: what its name says beside the concept ("severe asthma"), where only a part of it is one.
    `original`: the condition as recorded, where the item is what that stands for; `open_end`: whether it is still so is not said.
    """

    section: Section
    index: int
    item: Item
    ids: tuple[str, ...]
    folded: str
    concept: Concept | None
    named: bool = True
    site: str | None = None
    placed: bool = False
    told: TakenApart | None = None
    original: Condition | None = None
    open_end: bool = False

    @property
    def absent(self) -> bool:
        """Whether the entry says that the patient never had it."""
        return self.item.status == "absent"


_MOST_ANSWERS = 5_000


class IndexedPatient:
    """The record's entries and readings, found by concept and by observation."""

    def __init__(self, patient: Patient) -> None:
        self.patient = patient
        self.readings = tuple(reading_of(i, o) for i, o in enumerate(patient.observations))
        self._by_key: dict[str, list[Reading]] = {}
        self._with_kinds: dict[str, list[Reading]] = {}
        answers = (said for reading in self.readings for said in said_by_value(reading))
        for reading in sorted((*self.readings, *answers), key=lambda r: (r.last, r.first)):
            self._by_key.setdefault(reading.key, []).append(reading)
            for key in reading.answers_for:
                self._with_kinds.setdefault(key, []).append(reading)
        self._entries = {section: tuple(_entries(patient, section)) for section in SECTIONS}
        in_parts = tuple(_taken_apart(self._entries["conditions"]))
        self.taken_apart = tuple(e for e in in_parts if e.told is not None and not e.told.doubtful)
        """The conditions whose names are none, but have one in them: read a second time, as that thing with what else the name says."""
        self._in_parts: dict[Section, tuple[Entry, ...]] = {
            "conditions": in_parts,
            "procedures": tuple(_procedures_taken_apart(self._entries["procedures"])),
            "medications": tuple(_on_trial(self._entries["medications"])),
        }
        self._candidates = {section: tuple(self._considered(section)) for section in SECTIONS}
        self._elsewhere = {section: tuple(self._told_elsewhere(section)) for section in SECTIONS}
        self._bearing: dict[tuple[Section, str | None, str], tuple[tuple[Entry, Bearing], ...]] = {}
        self._traits: dict[Section, Sequence[tuple[Entry, Traits, bool]]] = {}
        self._known: dict[Callable[[IndexedPatient], Any], Any] = {}
        self._answers: tuple[Hashable, dict[Hashable, Any]] = (None, {})

    def once(self, work: Callable[[IndexedPatient], T]) -> T:
        """What `work` finds in the record, whatever is asked of it; found out when first wanted, and forgotten with the record."""
        known: T | None = self._known.get(work)
        if known is None:
            known = self._known[work] = work(self)
        return known

    def answers(self, settings: Hashable) -> dict[Hashable, Any]:
        """Where answers under these settings are kept: a patient meets many trials, which ask the same. Only the last settings' are."""
        known = self._answers
        if known[0] != settings or len(known[1]) >= _MOST_ANSWERS:
            known = self._answers = (settings, {})
        return known[1]

    def of(self, key: str) -> tuple[Reading, ...]:
        """The readings of one observation and of what is a kind of it (a QTcF is a QTc), oldest first; undated ones last."""
        return tuple(self._with_kinds.get(key, ()))

    def own(self, key: str) -> tuple[Reading, ...]:
        """Those of that very observation: values of different kinds must not be subtracted from each other."""
        return tuple(self._by_key.get(key, ()))

    def series(self) -> Iterator[tuple[Reading, ...]]:
        """The readings of each observation, oldest first."""
        return map(tuple, self._by_key.values())

    def entries(self, section: Section) -> tuple[Entry, ...]:
        """The entries of a section in the order of the record."""
        return self._entries[section]

    def bearing(self, section: Section, wanted_id: str | None, wanted_name: str) -> tuple[tuple[Entry, Bearing], ...]:
        """The candidates that say something of a wanted concept, and what; asked again for each trial, so remembered."""
        key = (section, wanted_id, wanted_name)
        known = self._bearing.get(key)
        if known is None:
            found: list[tuple[Entry, Bearing]] = []
            for entry, traits, absent in self._with_traits(section):
                kind = _relation(*traits, wanted_id, wanted_name)
                if kind != "no" or (absent and _rules_out(entry, wanted_id)):
                    found.append((entry, kind))
            unclear = {e.index for e, kind in found if kind == "unclear" and e.section == section}
            in_parts = self._in_parts.get(section, ())
            parts = tuple(self._bearing_in_parts(in_parts, unclear, wanted_id, wanted_name))
            # Every word of such a name is understood: what it is a kind of, it is not something else besides.
            told = {e.index for e, kind in parts if e.told is not None and kind in ("same", "is")}
            others = {e.index for e in in_parts if not is_another(e, wanted_id, relation(e, wanted_id, wanted_name))}
            told |= {e.index for e in in_parts if e.index in unclear} - others
            clear = (each for each in found if not (each[1] == "unclear" and each[0].section == section and each[0].index in told))
            known = self._bearing[key] = (*clear, *parts)
        return known

    def _with_traits(self, section: Section) -> Sequence[tuple[Entry, Traits, bool]]:
        """The candidates with what their relation to other things depends on, and whether they are denied: each is asked of many things."""
        known = self._traits.get(section)
        if known is None:
            known = self._traits[section] = [(e, _traits(e), e.absent) for e in self._candidates[section]]
        return known

    def _bearing_in_parts(
        self, in_parts: tuple[Entry, ...], unclear: set[int], wanted_id: str | None, wanted_name: str
    ) -> Iterator[tuple[Entry, Bearing]]:
        """What entries say whose name as a whole says nothing certain; what they do not say, nothing denies."""
        for entry in in_parts:
            if entry.told is not None and entry.told.doubtful:
                continue
            kind = relation(entry, wanted_id, wanted_name) if entry.index in unclear else "no"
            if kind in ("same", "is", "broader"):
                yield entry, kind

    def elsewhere(self, section: Section) -> tuple[Entry, ...]:
        """Entries of other lists that may tell of what the section is to hold, their names not being known: "s/p hip replacement"."""
        return self._elsewhere[section]

    def _told_elsewhere(self, section: Section) -> Iterator[Entry]:
        for other in CLINICAL:
            if other != section:
                yield from (e for e in self._entries[other] if not e.absent and all(map(unplaced, e.ids)))

    def _considered(self, section: Section) -> Iterator[Entry]:
        # The clinical lists are read together: a "status post liver transplantation" may stand among the conditions.
        yield from self._entries[section]
        for other in CLINICAL if section in CLINICAL else ():
            if other != section:
                yield from (entry for entry in self._entries[other] if entry.ids)

    @cached_property
    def claims(self) -> tuple[tuple[str, tuple[Reading, ...]], ...]:
        """Observations that are yes or no about a concept of the vocabulary: (concept id, its readings), "stroke": false among them."""
        found = []
        for readings in self._by_key.values():
            definition = readings[0].definition
            if definition is not None and definition.kind != "boolean":
                continue  # a test or a measurement says only what its own table lets it say
            concept_id = claimed_concept(readings[-1])
            if concept_id is not None and any(r.holds is not None for r in readings):
                found.append((concept_id, tuple(readings)))
        return tuple(found)

    @cached_property
    def folded_names(self) -> Mapping[str, tuple[Entry | Reading, ...]]:
        """Everything in the record by its folded name."""
        names: dict[str, tuple[Entry | Reading, ...]] = {}
        for section in SECTIONS:
            for entry in self._entries[section]:
                names[entry.folded] = (*names.get(entry.folded, ()), entry)
        for reading in self.readings:
            names[reading.folded] = (*names.get(reading.folded, ()), reading)
        return names


def relation(entry: Entry, wanted_id: str | None, wanted_name: str) -> Bearing:
    """What an entry is to a wanted concept.

    `same`: that very thing. `is`: a kind of it. `broader`: it may be one, being more general ("liver disease" for "cirrhosis") or a
    borderline form. `no`: something else. `unclear`: one of the two names is not in the vocabulary, and they differ.
    """
    return _relation(*_traits(entry), wanted_id, wanted_name)


Traits = tuple[tuple[str, ...], str | None, str, Domain]
"""The concepts of an entry, its place unless they tell it, its name if that counts, and the domain of its section."""


def _traits(entry: Entry) -> Traits:
    place = site_id(entry.site) if entry.site is not None and not entry.placed else None
    return entry.ids, place, entry.folded if entry.named else "", _DOMAIN[entry.section]


@remembered(maxsize=200_000)
def _relation(ids: tuple[str, ...], place: str | None, name: str, root: Domain, wanted_id: str | None, wanted_name: str) -> Bearing:
    if wanted_id is not None and (wanted_id in ids or wanted_id == root):
        # The root of the section's own domain: any disease, any drug.
        return "same" if wanted_id in ids else "is"
    if name and name == fold_name(wanted_name):
        return "same"
    if not ids or wanted_id is None or not _known(wanted_id):
        return "unclear"
    proving = [i for i in ids if related(i, wanted_id) == "is"]
    if proving:
        return "is" if root != "substance" or any(_in_each_part(i, wanted_id) for i in proving) else "broader"
    return "broader" if may_be_of(ids, place, wanted_id) else "unclear" if all(map(unplaced, ids)) else "no"


def _in_each_part(concept_id: str, wanted_id: str) -> bool:
    """Whether each part of a combination is the wanted thing: which part of it a patient does not tolerate, an allergy does not say."""
    return all(related(p, wanted_id) == "is" for p in parts_of_combination(concept_id))


def parts_of_combination(concept_id: str) -> list[str]:
    """The medicines that a combination consists of; none for a single one."""
    row = vocabulary().row(concept_id)
    parts = [p for p in row.parents if p.startswith("drug:")] if row is not None else []
    return parts if len(parts) > 1 else []


def may_be_of(ids: tuple[str, ...], place: str | None, wanted_id: str) -> bool:
    """Whether what has these concepts, and is at this place, may be the wanted thing: being more general, or not telling its site."""
    if any(other_tissue(i, wanted_id) for i in ids):
        return False
    if any(related(i, wanted_id) != "no" and (place is None or not elsewhere(place, wanted_id, i)) for i in ids):
        return True
    return may_be_there(ids, place, wanted_id)


def _rules_out(entry: Entry, wanted_id: str | None) -> bool:
    """Whether an entry that is denied denies what the wanted concept implies: who has no diabetes has no complication of it."""
    return wanted_id is not None and any(vocabulary().is_a(wanted_id, i) for i in entry.ids)


@remembered(maxsize=50_000)
def unplaced(concept_id: str) -> bool:
    """Whether a concept is a code which the tables put under no disease: what it is a kind of is not known."""
    return concept_id.startswith("icd10cm:") and vocabulary().ancestors(concept_id) <= {concept_id, "condition"}


def _known(concept_id: str) -> bool:
    """Whether an id has a meaning here. Raises EligibilityError if it is of value sets which the trial has and the screening has not."""
    if vocabulary().concept(concept_id) is not None or concept_id in observations():
        return True
    if concept_id.startswith(OWN):
        message = f"the trial was compiled with value sets that are not in use here ({concept_id})"
        raise EligibilityError(Diagnostic("E455", message, hint="pass the same value_sets to screen"))
    return False


@remembered(maxsize=200_000)
def related(entry_id: str, wanted_id: str) -> Relation:
    """`counts_as`, remembered."""
    return counts_as(entry_id, wanted_id)


def claimed_concept(reading: Reading) -> str | None:
    """The concept that a yes-or-no observation speaks of: by its recorded name, else by the observation's own name."""
    known = name_id(reading.item.name, "condition") if reading.item.name is not None and reading.said is None else None
    return known or (name_id(reading.definition.name, "condition") if reading.definition is not None else None)


def _entries(patient: Patient, section: Section) -> Iterator[Entry]:
    items: tuple[Item, ...] = getattr(patient, section)
    domain = _DOMAIN[section]
    for index, item in enumerate(items):
        if isinstance(item, Condition) and any(not each.beside for each in restated(item)):
            continue  # it is read with those below
        ids = resolve(item.name, item.codes, domain)
        if item.status == "absent" and not item.codes and (is_product(item.name, domain) or says_how(item.name, domain)):
            ids = ()  # who never had a product may have had what it holds, and by another way what was not done in this one
        if section == "allergies":  # "drug allergy" is a disease, and names no substance
            ids = tuple(i for i in ids if not vocabulary().is_a(i, "condition"))
        if isinstance(item, Medication) and item.status != "absent":
            route = item.route or told_route(item.name or "")
            ids = (*ids, *(classes_by_route(ids, route) if route is not None else classes_by_name(ids, item.name)))
        site = item.site if isinstance(item, Condition | Procedure) else None
        ids, placed = with_site(item.name, _by_injury(item, ids), site, domain, absent=item.status == "absent")
        concept = vocabulary().concept(ids[0]) if ids else None
        named = item.name is not None and (not item.codes or not ids or name_id(item.name, domain) in (None, *ids))
        # With its site it is another thing than its name alone says.
        named = named and not placed
        yield Entry(section, index, item, ids, folded_name(item.name) if item.name else "", concept, named, site, placed)
    yield from _restated(patient, section)


def _restated(patient: Patient, section: Section) -> Iterator[Entry]:
    """What the conditions say for the section, under their own places in the record."""
    for index, original in enumerate(patient.conditions):
        for told in (each for each in restated(original) if each.section == section):
            concept = vocabulary().concept(told.ids[0]) if told.ids else None
            folded, site = folded_name(told.item.name or ""), original.site
            yield Entry(section, index, told.item, told.ids, folded, concept, True, site, original=original, open_end=told.open_end)


def _by_injury(item: Item, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The concepts of a condition that is due to an injury: a haemorrhage due to trauma is a traumatic one, where that has a name."""
    named = item.due_to if isinstance(item, Condition) and item.status != "absent" else ()
    causes = [i for i in (name_id(cause, "condition") for cause in named) if i is not None]
    if not ids or item.name is None or not any(related(i, "injury") == "is" for i in causes):
        return ids
    traumatic = vocabulary().lookup(f"traumatic {item.name}", "condition")
    return (traumatic.id,) if traumatic is not None and all(vocabulary().is_a(traumatic.id, i) for i in ids) else ids


def _taken_apart(conditions: Iterable[Entry]) -> Iterator[Entry]:
    """The entries that only a part of their name makes known; what a denied entry denies is the whole of it."""
    for entry in conditions:
        item = entry.item
        told = parts_of(item.name or "") if not (entry.ids or item.codes or entry.absent) else None
        if told is not None:
            site = entry.site or told.site
            ids, placed = with_site(told.concept.name, (told.concept.id,), site, "condition", absent=item.status == "absent")
            ids = (*ids, *(i for q in told.qualities if q.aspect != "spread" for i in named_with(told.concept.id, q.value) if i not in ids))
            concept = vocabulary().concept(ids[0])
            yield Entry(entry.section, entry.index, item, ids, entry.folded, concept, False, site, placed, told)


def _procedures_taken_apart(procedures: Iterable[Entry]) -> Iterator[Entry]:
    """Those whose names put a procedure and a place together, or several: "radiation therapy to the left lung"."""
    for entry in procedures:
        item = entry.item
        if entry.ids or entry.site is not None or item.name is None or entry.absent:
            continue
        parts, details = taken_apart(item.name, "procedure"), ""
        if not parts and (begun := begun_with(item.name)) is not None:
            parts, details = begun
        for told, site in parts:
            ids, placed = with_site(item.name, told, site, "procedure", absent=item.status == "absent")
            concept = vocabulary().concept(ids[0])
            named = entry.named and not placed
            apart = (
                TakenApart(concept, details=details, doubtful=_may_be_undone(item, details)) if details and concept is not None else None
            )
            yield Entry(entry.section, entry.index, item, ids, entry.folded, concept, named, site, placed, apart)


def _may_be_undone(item: Item, details: str) -> bool:
    """Whether an operation may not have been done for what stands behind its name; one that has a date has been."""
    dated = isinstance(item, Procedure) and (item.date or item.start) is not None
    return take_away(details) if dated else not only_refine(details)


def _on_trial(medications: Iterable[Entry]) -> Iterator[Entry]:
    """Medicines of names not known that say that they are on trial: "investigational vaccine", "semaglutide study drug"."""
    for entry in medications:
        concept = vocabulary().concept(_INVESTIGATIONAL)
        if not entry.ids and not entry.absent and entry.item.name is not None and _ON_TRIAL.search(entry.item.name) and concept is not None:
            yield Entry(entry.section, entry.index, entry.item, (concept.id,), entry.folded, concept, False)

"""Whether a listed entry may be meant by a wanted name where the vocabulary cannot say (contract §4: "plainly or possibly fits")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from eligibility.evaluation.initials import may_abbreviate
from eligibility.evaluation.near_misses import ALIKE, likeness
from eligibility.evaluation.unknown_medicines import is_unknown_medicine, may_be_medicine
from eligibility.patient.lookups import Entry, folded_name, may_be_of, related, unplaced
from eligibility.patient.placed import begun_with, taken_apart, things_at_site
from eligibility.reference.body_sites import elsewhere, site_id
from eligibility.reference.entailments import entailed, without_adjective
from eligibility.reference.entry_names import taken_apart as parts_of
from eligibility.reference.headed_names import are_plain
from eligibility.reference.mentioned import named_within
from eligibility.reference.named_tests import is_negative_test
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain
from eligibility.rules.nodes import ConceptRef

# Nouns that name no particular thing: whatever a list has may be meant by "severe problems in other organs".
_NOUNS = """
    disease disorder condition problem illness abnormality dysfunction impairment complication symptom infection tumor cancer malignancy
    neoplasm organ drug medication medicine agent therapy treatment surgery operation procedure intervention product component
    excipient ingredient formulation substance compound derivative analog analogue congener class
    injury comorbidity morbidity finding disability allergy reaction event
"""
# Further nouns of whole kinds of findings: a name with one, that no table has, may take in what is listed under other words ("any
# cranial anomaly": Treacher Collins syndrome; "intellectual deficiency": Down syndrome). Shared, they still count as words in common.
_KINDS_OF_FINDING = """
    anomaly malformation deformity defect deficiency deficit insufficiency disturbance lesion syndrome failure involvement manifestation
    damage handicap pathology dysfunction dysregulation instability limitation loss obstruction difficulty trouble issue ailment diagnosis
    process episode attack disfigurement retardation delay degeneration malady affliction weakness incapacity invalidity
"""
# Words that two names may share without meaning the same.
_FILLERS = """
    a an and any of or the to in on with without for by due other severe mild moderate acute chronic active known significant clinically
    major minor primary secondary left right syndrome type study history patient
"""
_SUSPICIONS = frozenset(folded_name("suspected possible probable presumed suspicious").split())
_GENERIC, _EMPTY = frozenset(folded_name(_NOUNS).split()), frozenset(folded_name(_FILLERS).split())
_GENERAL_HEADS = _GENERIC | frozenset(folded_name(_KINDS_OF_FINDING).split())
# A concept with at least so many kinds is a general term, of which an entry unknown to the vocabulary may be a further kind.
_GENERAL = 20


def may_be_meant(entry: Entry, wanted: ConceptRef) -> bool:
    """Whether an entry may fit, one of the two names being unknown to the vocabulary (a code without a name counts as unknown)."""
    suspected = _suspected(wanted.name) if wanted.id is None else None
    if suspected is not None:
        return any(related(i, suspected.id) != "no" for i in entry.ids if suspected.id) or (
            not entry.ids and may_be_meant(entry, suspected)
        )
    words = _words(folded_name(wanted.name))
    own = own_words(entry)
    if not entry.ids and is_negative_test(entry.item.name or ""):
        return False  # "HIV negative"
    if (not entry.ids or wanted.id is None) and likeness(folded_name(wanted.name), entry.folded) >= ALIKE:
        return True  # a misspelt name
    if may_abbreviate(entry, wanted):
        return True
    if is_unknown_medicine(entry):
        return may_be_medicine(entry, wanted)
    if not entry.ids and wanted.id is not None and _told_elsewhere(entry, wanted.id):
        return False
    if not entry.ids and not own - _EMPTY - _GENERIC:
        return True  # "drug allergy": it names nothing in particular
    if not entry.ids and wanted.id is not None and _head_fits(entry, wanted.id):
        return True  # "metaplastic carcinoma" is a carcinoma of some kind
    if not entry.ids and wanted.id is not None and _named_within(entry, wanted.id):
        return True  # "sustained VT" is a ventricular tachycardia, whatever else it is
    if wanted.id is None and (words & _GENERAL_HEADS or any(word.endswith("pathy") for word in words)):
        return True
    if wanted.id is not None and _is_general_term(wanted.id) and not any(map(unplaced, entry.ids)):
        return True
    if wanted.id in entailed("open") and not entry.ids:
        return True  # a drug of a name that nobody knows may be one on trial
    if bool((words & own) - _EMPTY - _GENERIC) or mentions(entry, wanted):
        return True
    if entry.ids or wanted.id is None or entry.item.name is None:
        return False
    if entry.section == "procedures":
        return _may_be_any(entry.item.name, wanted.id)
    return entry.section == "conditions" and _tells_of_more(entry.item.name)


def _tells_of_more(name: str) -> bool:
    """Whether behind a disease stands what may name another one besides: "cirrhosis, ascitic", "COPD, home O2"."""
    told = parts_of(name)
    return told is not None and not are_plain(told.details)


@remembered(maxsize=20_000)
def _may_be_any(name: str, wanted_id: str) -> bool:
    """Whether of an operation's unknown name nothing is known that would make it another than the wanted one: "Whipple", "R AKA"."""
    begun = begun_with(name)
    if begun is not None and not are_plain(begun[1]):
        return True
    whole = _head(folded_name(name), "procedure") is not None and _MORE_ACTS.search(name) is None
    if whole or begun is not None or taken_apart(name, "procedure"):
        return False
    first = vocabulary().lookup(name.partition(" ")[0], "procedure")
    image = first is not None and vocabulary().is_a(first.id, "imaging")  # "CT thorax"
    return first is None or not image or related(first.id, wanted_id) != "no"


# Behind these another act may stand than the one that the last words name.
_MORE_ACTS = re.compile(r"[+&/,;(]|\b(?:with|for|of|after|under|and|plus)\b")


@remembered(maxsize=5_000)
def _suspected(name: str) -> ConceptRef | None:
    """The disease of which the name is a suspicion: what plainly is another disease is no suspected one."""
    first, _, rest = name.partition(" ")
    concept = vocabulary().lookup(rest, "condition") if folded_name(first) in _SUSPICIONS else None
    return ConceptRef(id=concept.id, name=concept.name) if concept is not None else None


def _head_fits(entry: Entry, wanted_id: str) -> bool:
    """Whether what the last words of an unknown name stand for, at the recorded site, counts or may count as the wanted thing."""
    head = _head(entry.folded, _domain(entry)) or _abbreviated_head(entry)
    if head is None or _is_general(entry.folded, head, _domain(entry)):
        return False
    at_site = things_at_site((head,), entry.site, _domain(entry)) if entry.site is not None else ()
    return may_be_of((*at_site, head), site_id(entry.site) if entry.site is not None else None, wanted_id)


@remembered(maxsize=20_000)
def _head(name: str, domain: Domain) -> str | None:
    """The concept that the last words of an unknown name stand for: a carcinoma, for "metaplastic carcinoma"."""
    words = name.split()
    known = (vocabulary().lookup(" ".join(words[n:]), domain) for n in range(1, len(words)))
    return next((concept.id for concept in known if concept is not None), None)


def _abbreviated_head(entry: Entry) -> str | None:
    """The concept that the last word of an unknown name abbreviates: diabetes, for "type II DM"."""
    found = vocabulary().lookup((entry.item.name or "").rpartition(" ")[2], _domain(entry))
    return found.id if found is not None else None


def _named_within(entry: Entry, wanted_id: str) -> bool:
    """Whether an unknown name has that of the wanted thing or of a kind of it among its words, or its abbreviation: "saddle PE"."""
    above = vocabulary().ancestors(wanted_id)
    return any(
        related(i, wanted_id) != "no" and (i == wanted_id or i not in above) for i in named_within(entry.item.name or "", _domain(entry))
    )


@remembered(maxsize=20_000)
def _is_general(name: str, head: str, domain: Domain) -> bool:
    """Whether no more than the last word of a name is known, and that names nothing in particular; an ileal Crohn's disease does."""
    last = name.split()[-1]
    alone = vocabulary().lookup(last, domain)
    return last in _GENERAL_HEADS and (alone is None or alone.id == head)


def _domain(entry: Entry) -> Domain:
    return "procedure" if entry.section == "procedures" else "condition"


def _told_elsewhere(entry: Entry, wanted_id: str) -> bool:
    """Whether an unknown name with its site is plainly of another place: "primary adenocarcinoma" of the colon is none of the breast."""
    place = site_id(entry.site) if entry.site is not None else None
    head = _head(entry.folded, _domain(entry)) if place is not None else None
    return place is not None and head is not None and elsewhere(place, wanted_id, head)


def mentions(entry: Entry, wanted: ConceptRef) -> bool:
    """Whether an entry has all the words of a name of the wanted thing: "status post liver transplant" among the conditions."""
    own = own_words(entry)
    return any(words <= own for words in names_in_words(wanted.id, wanted.name))


def settled_elsewhere(entry: Entry, wanted: ConceptRef, listed: Iterable[Entry]) -> bool:
    """Whether another entry tells what this one leaves open: a retinopathy of diabetes is of the type of diabetes that is listed."""
    wanted_id = wanted.id
    if wanted_id is None:
        return False
    for subject, by in _left_open(wanted_id):
        if not any(vocabulary().is_a(i, subject) for i in entry.ids):
            continue
        others = (i for e in listed if e is not entry and not e.absent for i in e.ids)
        telling = [i for i in others if any(related(i, each) == "is" for each in by)]
        if telling and all(related(i, wanted_id) == "no" for i in telling):
            return True
    return False


@remembered(maxsize=10_000)
def _left_open(wanted_id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What leaves open whether it goes with the wanted thing, and the things that it may go with."""
    rows = entailed("settled").items()
    return tuple((subject, by) for subject, by in rows if any(vocabulary().is_a(each, wanted_id) for each in by))


@remembered(maxsize=None)
def names_in_words(concept_id: str | None, name: str) -> tuple[frozenset[str], ...]:
    """The words of each name of the wanted thing, where they name something in particular."""
    known = vocabulary().names_of(concept_id) if concept_id is not None else ()
    several = dict.fromkeys(frozenset(n.split()) - _EMPTY for n in (folded_name(name), *known))
    return tuple(words for words in several if words - _GENERIC or len(words) > 1)


def own_words(entry: Entry) -> frozenset[str]:
    """The words of an entry's name, or of its concept's where it has none."""
    return _words(entry.folded or (folded_name(entry.concept.name) if entry.concept is not None else ""))


@lru_cache(maxsize=20_000)
def _words(folded: str) -> frozenset[str]:
    return frozenset(folded.split())


def _is_general_term(concept_id: str) -> bool:
    """Whether it has many kinds, and what is called otherwise may be a further one."""
    return _kinds(concept_id) >= _GENERAL and concept_id not in entailed("named")


@remembered(maxsize=None)
def _kinds(concept_id: str) -> int:
    """How many concepts count as this one; those of the plain one, if it has an adjective ("major surgery")."""
    plain = without_adjective(concept_id)
    return len(vocabulary().family(plain[1] if plain is not None else concept_id))

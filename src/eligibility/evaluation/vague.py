"""Whether a listed entry may be meant by a wanted name where the vocabulary cannot say (contract §4: "plainly or possibly fits")."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.evaluation.near_misses import ALIKE, likeness
from eligibility.evaluation.scales import says_spread, stage_fits
from eligibility.evaluation.told import is_metastatic, recorded_stages
from eligibility.evaluation.unknown_medicines import is_unknown_medicine, may_be_medicine
from eligibility.logic import TRUE
from eligibility.patient.lookups import Entry, Reading, folded_name, may_be_of, name_id, related, unplaced
from eligibility.patient.placed import things_at_site
from eligibility.patient.record import Condition
from eligibility.reference.body_sites import elsewhere, site_id
from eligibility.reference.entailments import entailed, without_adjective
from eligibility.reference.framed_names import allergens
from eligibility.reference.mentioned import mentioned, named_within
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.reference.vocabulary_tables import Domain
from eligibility.rules.nodes import ConceptRef, Fact, HasAllergy, HasProcedure

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
_GENERIC, _EMPTY = frozenset(folded_name(_NOUNS).split()), frozenset(folded_name(_FILLERS).split())
_GENERAL_HEADS = _GENERIC | frozenset(folded_name(_KINDS_OF_FINDING).split())
# A concept with at least so many kinds is a general term, of which an entry unknown to the vocabulary may be a further kind.
_GENERAL = 20


def may_be_meant(entry: Entry, wanted: ConceptRef) -> bool:
    """Whether an entry may fit, one of the two names being unknown to the vocabulary (a code without a name counts as unknown)."""
    words = set(folded_name(wanted.name).split())
    own = _own_words(entry)
    if (not entry.ids or wanted.id is None) and likeness(folded_name(wanted.name), entry.folded) >= ALIKE:
        return True  # a misspelt name
    if _initials(wanted.name) == entry.folded or (entry.item.name is not None and _initials(entry.item.name) == folded_name(wanted.name)):
        return True  # "PD" for Parkinson's disease: an abbreviation that the vocabulary does not have
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
    return bool((words & own) - _EMPTY - _GENERIC) or mentions(entry, wanted)


def _head_fits(entry: Entry, wanted_id: str) -> bool:
    """Whether what the last words of an unknown name stand for, at the recorded site, counts or may count as the wanted thing."""
    head = _head(entry)
    if head is None or _is_general(entry.folded, head, _domain(entry)):
        return False
    at_site = things_at_site((head,), entry.site, _domain(entry)) if entry.site is not None else ()
    return may_be_of((*at_site, head), site_id(entry.site) if entry.site is not None else None, wanted_id)


def _head(entry: Entry) -> str | None:
    """The concept that the last words of an unknown name stand for: a carcinoma, for "metaplastic carcinoma"."""
    words = entry.folded.split()
    known = (vocabulary().lookup(" ".join(words[n:]), _domain(entry)) for n in range(1, len(words)))
    return next((concept.id for concept in known if concept is not None), None)


def _named_within(entry: Entry, wanted_id: str) -> bool:
    """Whether an unknown name has that of the wanted thing or of a kind of it among its words, or its abbreviation: "saddle PE"."""
    above = vocabulary().ancestors(wanted_id)
    return any(
        related(i, wanted_id) != "no" and (i == wanted_id or i not in above) for i in named_within(entry.item.name or "", _domain(entry))
    )


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
    head = _head(entry) if place is not None else None
    return place is not None and head is not None and elsewhere(place, wanted_id, head)


def mentions(entry: Entry, wanted: ConceptRef) -> bool:
    """Whether an entry has all the words of a name of the wanted thing: "status post liver transplant" among the conditions."""
    own = _own_words(entry)
    return any(words <= own for words in _names(wanted.id, wanted.name))


def told_by_stage(entry: Entry, wanted: ConceptRef, listed: Iterable[Entry]) -> bool:
    """Whether the stage or the spread that is recorded tells of the wanted thing, as a rule: stage IV of a cancer, of distant metastases.

    They may be of any organ, unless the list tells of which they are.
    """
    if not isinstance(entry.item, Condition) or wanted.id is None or entry.absent:
        return False
    rows = _rows_on_stages(wanted.id)
    if not rows:
        return False
    recorded, metastatic = recorded_stages(entry, None), is_metastatic(entry)
    for subject, more_exact, of_this in rows:
        stages = [at for of, at in of_this if any(related(i, of) == "is" for i in entry.ids)]
        told = bool(stages) and (
            metastatic or any(map(says_spread, recorded)) or any(stage_fits(stage, tuple(stages), None) is TRUE for stage in recorded)
        )
        if told and not (more_exact and any(related(i, subject) == "is" for e in listed if not e.absent for i in e.ids)):
            return True
    return False


@remembered(maxsize=10_000)
def _rows_on_stages(wanted_id: str) -> tuple[tuple[str, bool, tuple[tuple[str, str], ...]], ...]:
    """What stages tell of that bears on a wanted thing, whether the thing is more exact, and of which diseases at which stages."""
    known = vocabulary()
    rows = []
    for subject, by in entailed("staged").items():
        more_exact = known.is_a(wanted_id, subject)
        if more_exact or known.is_a(subject, wanted_id):
            pairs = (each.split(" ") for each in by)
            rows.append((subject, more_exact, tuple((of, at) for of, at in pairs)))
    return tuple(rows)


_STAGING = frozenset(folded_name("stage staging tnm category").split())


def observed_spread(reading: Reading, wanted: ConceptRef) -> bool:
    """Whether an observation of a stage ("M stage": M1) tells of the wanted thing, as a rule."""
    value = reading.item.value
    if wanted.id is None or not isinstance(value, str) or _STAGING.isdisjoint(reading.folded.split()) or not says_spread(value):
        return False
    return bool(_rows_on_stages(wanted.id))


def settled_elsewhere(entry: Entry, wanted: ConceptRef, listed: Iterable[Entry]) -> bool:
    """Whether another entry tells what this one leaves open: a retinopathy of diabetes is of the type of diabetes that is listed."""
    if wanted.id is None:
        return False
    for subject, by in entailed("settled").items():
        open_to = any(vocabulary().is_a(each, wanted.id) for each in by)
        if not open_to or not any(vocabulary().is_a(i, subject) for i in entry.ids):
            continue
        others = (i for e in listed if e is not entry and not e.absent for i in e.ids)
        telling = [i for i in others if any(related(i, each) == "is" for each in by)]
        if telling and all(related(i, wanted.id) == "no" for i in telling):
            return True
    return False


@remembered(maxsize=None)
def _names(concept_id: str | None, name: str) -> tuple[frozenset[str], ...]:
    """The words of each name of the wanted thing, where they name something in particular."""
    known = vocabulary().names_of(concept_id) if concept_id is not None else ()
    several = dict.fromkeys(frozenset(n.split()) - _EMPTY for n in (folded_name(name), *known))
    return tuple(words for words in several if words - _GENERIC or len(words) > 1)


# Words with which a name denies what it mentions, or says that it is to come.
_NOT_DONE = frozenset(folded_name("no not never without denied denies declined refused candidate awaiting planned pending listed").split())
# Words that put what is mentioned into the past.
_BEFORE = frozenset(
    folded_name("induced related associated post after history prior previous past status p secondary due following").split()
)
_ALLERGIC = frozenset(folded_name("allergy allergic hypersensitivity anaphylaxis anaphylactic reaction intolerance sensitivity").split())


def tells_of(entry: Entry, leaf: Fact) -> bool:
    """Whether the name of a condition mentions the procedure asked for, or an allergy to the substance: "ESRD on haemodialysis"."""
    name = entry.item.name
    if name is None or _own_words(entry) & _NOT_DONE:
        return False
    if isinstance(leaf, HasAllergy):
        return _tells_of_allergy(entry, name, leaf.concept)
    if leaf.concept.id is None:
        return False
    if isinstance(leaf, HasProcedure) and not tells_of_the_past(entry, leaf):
        # "Kidney transplant rejection" is a disease, and there is none without what stands before its noun.
        found = mentioned(name, "procedure") or mentioned(name.rpartition(" ")[0], "procedure")
    else:
        found = ()
    return any(_may_be(each, leaf.concept.id) for each in found)


def _tells_of_allergy(entry: Entry, name: str, wanted: ConceptRef) -> bool:
    """Whether a condition tells of an allergy to the substance, by its name or its cause: an anaphylaxis due to temozolomide.

    What no table has may be any medicine, and a cause that none has, any substance.
    """
    found: list[str | None] = []
    if _own_words(entry) & _ALLERGIC:
        found += (*mentioned(name, "medication"), *mentioned(name, "substance"), *allergens(name))
    if isinstance(entry.item, Condition) and (_own_words(entry) & _ALLERGIC or _is_reaction(entry.ids)):
        found += (i for i in (name_id(cause, "substance") for cause in entry.item.due_to) if i is None or _is_substance(i))
    if wanted.id is None:
        return any(each is None or _may_be_in_medicine(each) for each in found)
    return any(each is None or related(each, wanted.id) != "no" for each in found)


def _is_reaction(ids: tuple[str, ...]) -> bool:
    """Whether it is one of the diseases as which allergies show."""
    return any(related(i, each) == "is" for i in ids for each in entailed("allergic").get("allergy", ()))


def _is_substance(concept_id: str) -> bool:
    concept = vocabulary().concept(concept_id)
    return concept is not None and concept.domain in ("substance", "medication")


def _may_be_in_medicine(concept_id: str) -> bool:
    """Whether it is a medicine, or may be an ingredient of one: no food, and no pollen."""
    concept = vocabulary().concept(concept_id)
    if concept is None or vocabulary().is_a(concept_id, "substance:food"):
        return False
    return concept.domain == "medication" or related(concept_id, "substance:excipient") != "no"


def _may_be(mentioned_id: str, wanted_id: str) -> bool:
    """Whether what a name mentions is the wanted thing, or may be: a stent, but not any "surgery" for a knee surgery."""
    kind = related(mentioned_id, wanted_id)
    return kind == "is" or (kind == "maybe" and vocabulary().relation(mentioned_id, wanted_id) == "no")


def tells_of_the_past(entry: Entry, leaf: Fact) -> bool:
    """Whether an entry's name puts a treatment that goes on into the past, where it is asked for at present: "after chemotherapy"."""
    if not isinstance(leaf, HasProcedure) or leaf.timing.tense != "present" or leaf.timing.window is not None:
        return False
    concept = vocabulary().concept(leaf.concept.id) if leaf.concept.id is not None else None
    return concept is not None and concept.continuing and not concept.device and bool(_own_words(entry) & _BEFORE)


def _own_words(entry: Entry) -> set[str]:
    name = entry.folded or (folded_name(entry.concept.name) if entry.concept is not None else "")
    return set(name.split())


def _initials(name: str) -> str:
    """The first letters of a name's words, as an abbreviation of it has them; "" for a single word."""
    words = folded_name(name).split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _is_general_term(concept_id: str) -> bool:
    """Whether it has many kinds, and what is called otherwise may be a further one."""
    return _kinds(concept_id) >= _GENERAL and concept_id not in entailed("named")


@remembered(maxsize=None)
def _kinds(concept_id: str) -> int:
    """How many concepts count as this one; those of the plain one, if it has an adjective ("major surgery")."""
    plain = without_adjective(concept_id)
    return len(vocabulary().family(plain[1] if plain is not None else concept_id))

"""What of a record may tell of a thing that its lists do not name: a stage, words of another list, an operation done for it.

What there is of this does not depend on what is asked for. It is gathered once for each patient, and most records have little of it, so
that a question is mostly answered without looking at their entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sized
from typing import NamedTuple

from eligibility.evaluation.abnormal_values import telling_values, values_beyond, values_with_limits
from eligibility.evaluation.claims import days_of, latest_readings, test_result
from eligibility.evaluation.context import Context
from eligibility.evaluation.named_readings import OF_OTHERS, named_readings, readings_naming
from eligibility.evaluation.procedures_for import earlier_diseases, present_diseases, procedures_for
from eligibility.evaluation.sections import SECTION
from eligibility.evaluation.showing import show_entry, show_reading
from eligibility.evaluation.stages_told import stage_votes, staged_conditions, staging_readings
from eligibility.evaluation.vague import names_in_words, own_words
from eligibility.evaluation.votes import Vote, may_tell
from eligibility.logic import FALSE
from eligibility.patient.dates import add_days
from eligibility.patient.lookups import Entry, IndexedPatient, Reading, folded_name, name_id, related
from eligibility.patient.record import Condition, Section
from eligibility.reference.entailments import allergies_to, entailed
from eligibility.reference.framed_names import allergens
from eligibility.reference.mentioned import mentioned, named_within
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import ConceptRef, Fact, HasAllergy, HasCondition, HasProcedure, TakesMedication


def telling_votes(leaf: Fact, section: Section, context: Context) -> Iterator[Vote]:
    """What may tell of the thing asked for: it might be one that the list does not have."""
    record, wanted = context.record, leaf.concept
    if type(leaf) not in record.once(_told_of):
        return
    if isinstance(leaf, HasCondition):
        if not _excepts_spread(leaf):
            yield from stage_votes(wanted, context)
        for entry, causes in record.once(_with_causes):
            if wanted.id is not None and any(related(cause, wanted.id) == "is" for cause in causes):
                yield may_tell(
                    show_entry(entry), f"{show_entry(entry).text} is recorded as due to {wanted.name}, or a kind of it", wanted.name
                )
        for reading, found in record.once(_with_findings):
            if reading.first <= context.on and wanted.id is not None and related(found, wanted.id) != "no":
                yield may_tell(show_reading(reading), f"{show_reading(reading).text} may tell of {wanted.name}", wanted.name)
        for entry, besides in record.once(_naming_more):
            if wanted.id is not None and any(related(each, wanted.id) == "is" for each in besides):
                yield may_tell(show_entry(entry), f"{show_entry(entry).text} names {wanted.name} besides, or a kind of it", wanted.name)
        for reading in _results_that_show(leaf, context):
            yield may_tell(show_reading(reading), f"{show_reading(reading).text} may be by {wanted.name}", wanted.name)
        for reading in telling_values(leaf, record, context.on):
            text = f"{show_reading(reading).text} may be called {wanted.name}"
            yield may_tell(show_reading(reading), text, wanted.name)
    for reading in _statements_that_tell(leaf, context):
        yield may_tell(show_reading(reading), f"{show_reading(reading).text} leaves open whether there is {wanted.name}", wanted.name)
    for reading in _doses_told(leaf, context):
        yield may_tell(show_reading(reading), f"{show_reading(reading).text} tells that {wanted.name} was given", wanted.name)
    for reading in readings_naming(leaf, record, context.on):
        yield may_tell(show_reading(reading), f"{show_reading(reading).text} may tell of {wanted.name}", wanted.name)
    told = [e for e in _naming(wanted, section, record) if not tells_of_the_past(e, leaf)]
    told += [e for e in _conditions_naming(leaf, record) if e not in told]
    told += procedures_for(leaf, context) if isinstance(leaf, HasCondition) else []
    for entry in told:
        yield may_tell(show_entry(entry), f"{show_entry(entry).text} may tell of {wanted.name}", wanted.name)


def _excepts_spread(leaf: HasCondition) -> bool:
    """ "Other malignancy" is none of which a stage IV tells: the metastases of the trial's own cancer are left out."""
    return any(each.id == "metastasis" for each in leaf.other_than)


def _told_of(record: IndexedPatient) -> frozenset[type[Fact]]:
    """The kinds of statement on which the record has anything of this: of the others no entry need be looked at."""
    return frozenset(
        kind
        for kind, section in SECTION.items()
        if record.once(_ELSEWHERE[section]).entries or any(record.once(source) for source in _SOURCES.get(kind, ()))
    )


# ------------------------------------------------------------------ tests

# A result tells of no episode that began long after it, or was over long before.
_EPISODE_DAYS = 30


def _positive_tests(record: IndexedPatient) -> tuple[Reading, ...]:
    """The positive results of tests of which the table says what they may be by."""
    return tuple(r for r in record.readings if r.definition is not None and r.definition.id in entailed("shows") and test_result(r) is True)


def _results_that_show(leaf: HasCondition, context: Context) -> Iterator[Reading]:
    """The positive tests that may be by the thing asked for: a QuantiFERON, by a tuberculosis."""
    wanted_id = leaf.concept.id
    concept = vocabulary().concept(wanted_id) if wanted_id is not None else None
    for reading in context.record.once(_positive_tests) if concept is not None else ():
        shown = entailed("shows")[reading.definition.id] if reading.definition is not None else ()
        if reading.first > context.on or wanted_id is None or all(related(each, wanted_id) == "no" for each in shown):
            continue
        brief = concept is not None and concept.nature == "event" and leaf.timing.tense != "ever" and leaf.timing.window is None
        if not brief or reading.last >= add_days(context.on, -_EPISODE_DAYS):
            yield reading


def _telling_statements(record: IndexedPatient) -> tuple[Reading, ...]:
    """The statements in the record from which medicines follow that it may not list: participation in another trial."""
    telling = {each for by in entailed("tells").values() for each in by}
    return tuple(r for r in record.readings if r.definition is not None and r.definition.id in telling and r.holds is True)


def _statements_that_tell(leaf: Fact, context: Context) -> Iterator[Reading]:
    """Those on the thing asked for, in its window if it has one; else the statement has to be the latest of its kind."""
    known, wanted_id = vocabulary(), leaf.concept.id
    within = context.stretch(leaf.timing.window) if leaf.timing.window is not None else None
    for reading in context.record.once(_telling_statements) if wanted_id is not None else ():
        subjects = (s for s, by in entailed("tells").items() if reading.definition is not None and reading.definition.id in by)
        if reading.first > context.on or not any(known.is_a(s, wanted_id or "") or known.is_a(wanted_id or "", s) for s in subjects):
            continue
        first, last = days_of(reading, context.on)
        latest = reading in latest_readings(context.record.of(reading.key), context.on) or leaf.timing.tense == "ever"
        if within.covers(first, last) is not FALSE if within is not None else latest:
            yield reading


_OF_A_DOSE = frozenset(folded_name("cumulative lifetime dose exposure").split())


def _doses(record: IndexedPatient) -> tuple[tuple[Reading, frozenset[str]], ...]:
    """The observations of how much of something was given, each with its words: "cumulative doxorubicin dose"."""
    several = ((r, frozenset(r.folded.split())) for r in record.readings if r.definition is None and r.item.value not in (0, False))
    return tuple((r, words) for r, words in several if words & _OF_A_DOSE)


def _doses_told(leaf: Fact, context: Context) -> Iterator[Reading]:
    """Those of the medicine asked for: whoever has a cumulative dose of it was given it."""
    doses = context.record.once(_doses) if isinstance(leaf, TakesMedication) else ()
    names = names_in_words(leaf.concept.id, leaf.concept.name) if doses else ()
    for reading, words in doses:
        if reading.first <= context.on and any(name <= words for name in names):
            yield reading


# ------------------------------------------------------------------ causes


def _with_causes(record: IndexedPatient) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """The conditions whose causes are known names: Kaposi's sarcoma due to HIV tells of an HIV infection."""
    conditions = (e for e in (*record.entries("conditions"), *record.taken_apart) if isinstance(e.item, Condition) and not e.absent)
    several = ((e, _causes_of(e)) for e in conditions)
    named = ((e, tuple(i for i in (name_id(cause, "condition") for cause in causes) if i is not None)) for e, causes in several)
    return tuple((e, ids) for e, ids in named if ids)


# ------------------------------------------------------------------ findings of examinations


def _with_findings(record: IndexedPatient) -> tuple[tuple[Reading, str], ...]:
    """The observations whose value is the name of a condition (an ECG that shows "atrial fibrillation"), each with that condition."""
    several = ((r, r.item.value) for r in record.readings if r.said is None and OF_OTHERS.isdisjoint(r.folded.split()))
    named = ((r, name_id(value, "condition")) for r, value in several if isinstance(value, str))
    return tuple((r, i) for r, i in named if i is not None and _is_condition(i))


def _is_condition(concept_id: str) -> bool:
    concept = vocabulary().concept(concept_id)
    return concept is not None and concept.domain == "condition"


def _naming_more(record: IndexedPatient) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """The conditions whose known names have the abbreviation of another one in them, or an organism: "HBV-ACLF"."""
    several = ((e, _named_besides(e)) for e, _ in _telling_names(record) if e.ids)
    return tuple((entry, besides) for entry, besides in several if besides)


def _named_besides(entry: Entry) -> tuple[str, ...]:
    known, name = vocabulary(), entry.item.name or ""
    if len(entry.folded.split()) < 2:
        return ()
    found = named_within(name, "condition")
    return tuple(i for i in found if not any(known.is_a(own, i) or known.is_a(i, own) for own in entry.ids))


def _causes_of(entry: Entry) -> tuple[str, ...]:
    """Its causes, by their field or by its name: an "HBV-related cirrhosis"."""
    if entry.told is not None:
        return tuple(entry.told.due_to)
    return entry.item.due_to if isinstance(entry.item, Condition) else ()


# ------------------------------------------------------------------ words of other lists


class _Elsewhere(NamedTuple):
    """The entries of other lists whose names are not known, each with its words; and all their words together."""

    entries: tuple[tuple[Entry, frozenset[str]], ...]
    words: frozenset[str]


def _elsewhere(section: Section) -> Callable[[IndexedPatient], _Elsewhere]:
    def gather(record: IndexedPatient) -> _Elsewhere:
        entries = tuple((entry, own_words(entry)) for entry in record.elsewhere(section))
        return _Elsewhere(entries, frozenset().union(*(words for _, words in entries)))

    return gather


_ELSEWHERE: dict[Section, Callable[[IndexedPatient], _Elsewhere]] = {
    section: _elsewhere(section) for section in ("conditions", "procedures", "medications", "allergies", "family_history")
}


def _naming(wanted: ConceptRef, section: Section, record: IndexedPatient) -> list[Entry]:
    """The entries of other lists that have all the words of a name of the wanted thing."""
    there = record.once(_ELSEWHERE[section])
    names = [words for words in names_in_words(wanted.id, wanted.name) if words <= there.words] if there.entries else []
    return [entry for entry, own in there.entries if any(words <= own for words in names)] if names else []


# Words with which a name denies what it mentions, or says that it is to come.
_NOT_DONE = frozenset(folded_name("no not never without denied denies declined refused candidate awaiting planned pending listed").split())
# Words that put what is mentioned into the past.
_BEFORE = frozenset(
    folded_name("induced related associated post after history prior previous past status p secondary due following").split()
)
_ALLERGIC = frozenset(folded_name("allergy allergic hypersensitivity anaphylaxis anaphylactic reaction intolerance sensitivity").split())


def _conditions_naming(leaf: Fact, record: IndexedPatient) -> list[Entry]:
    """The conditions whose names mention the procedure asked for, or an allergy to the substance: "ESRD on haemodialysis"."""
    wanted_id = leaf.concept.id
    if isinstance(leaf, HasAllergy):
        return [entry for entry, found in record.once(_allergies_mentioned) if _is_among(found, wanted_id)]
    if not isinstance(leaf, HasProcedure) or wanted_id is None:
        return []
    told = (entry for entry, found in record.once(_procedures_mentioned) if any(_may_be(each, wanted_id) for each in found))
    return [entry for entry in told if not tells_of_the_past(entry, leaf)]


def as_diseases(leaf: HasAllergy) -> Iterator[HasCondition]:
    """The diseases that are nothing but the allergy: "peanut hypersensitivity" among the conditions."""
    for disease in allergies_to(leaf.concept.id) if leaf.concept.id is not None else ():
        concept = ConceptRef(id=disease, name=leaf.concept.name)
        yield HasCondition(span=leaf.span, concept=concept, timing=leaf.timing, severity=leaf.severity)


def _telling_names(record: IndexedPatient) -> Iterator[tuple[Entry, str]]:
    """The conditions by their names, but those that are denied, and those that are read as what they stand for."""
    for entry in record.entries("conditions"):
        name = entry.item.name if entry.original is None else None
        if name is not None and not entry.absent and own_words(entry).isdisjoint(_NOT_DONE):
            yield entry, name


def _procedures_mentioned(record: IndexedPatient) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    # "Kidney transplant rejection" is a disease, and there is none without what stands before its noun.
    several = ((e, mentioned(name, "procedure") or mentioned(name.rpartition(" ")[0], "procedure")) for e, name in _telling_names(record))
    return tuple((entry, found) for entry, found in several if found)


def _allergies_mentioned(record: IndexedPatient) -> tuple[tuple[Entry, tuple[str | None, ...]], ...]:
    several = ((entry, tuple(_allergies_of(entry, name))) for entry, name in _telling_names(record))
    return tuple((entry, found) for entry, found in several if found)


def _allergies_of(entry: Entry, name: str) -> Iterator[str | None]:
    """What a condition tells an allergy to, by its name or its cause: an anaphylaxis due to temozolomide.

    What no table has may be any medicine, and a cause that none has (None), any substance.
    """
    says_allergy = not own_words(entry).isdisjoint(_ALLERGIC)
    if says_allergy:
        yield from (*mentioned(name, "medication"), *mentioned(name, "substance"), *allergens(name))
    if isinstance(entry.item, Condition) and (says_allergy or _is_reaction(entry.ids)):
        causes = (name_id(cause, "substance") for cause in entry.item.due_to)
        yield from (i for i in causes if i is None or _is_substance(i))


def _is_among(found: tuple[str | None, ...], wanted_id: str | None) -> bool:
    if wanted_id is None:
        return any(each is None or _may_be_in_medicine(each) for each in found)
    return any(each is None or related(each, wanted_id) != "no" for each in found)


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
    return concept is not None and concept.continuing and not concept.device and not own_words(entry).isdisjoint(_BEFORE)


_SOURCES: Mapping[type[Fact], tuple[Callable[[IndexedPatient], Sized], ...]] = {
    HasCondition: (
        *(staged_conditions, staging_readings, _positive_tests, _naming_more, _with_causes, _with_findings),
        *(values_beyond, values_with_limits, present_diseases, earlier_diseases, _telling_statements, named_readings),
    ),
    HasProcedure: (_procedures_mentioned, named_readings),
    TakesMedication: (_telling_statements, _doses, named_readings),
    HasAllergy: (_allergies_mentioned,),
}
"""What may tell of each kind of thing beside the entries of other lists."""

"""What of a record may tell of a thing that its lists do not name: a stage, words of another list, an operation done for it.

What there is of this does not depend on what is asked for. It is gathered once for each patient, and most records have little of it, so
that a question is mostly answered without looking at their entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sized
from typing import NamedTuple

from eligibility.evaluation.abnormal_values import telling_values, values_beyond
from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Because, Shown
from eligibility.evaluation.procedures_for import earlier_diseases, present_diseases, procedures_for
from eligibility.evaluation.scales import says_spread, stage_fits
from eligibility.evaluation.sections import SECTION
from eligibility.evaluation.showing import show_entry, show_reading
from eligibility.evaluation.told import is_metastatic, recorded_stages
from eligibility.evaluation.vague import names_in_words, own_words
from eligibility.evaluation.votes import Vote, Weight
from eligibility.logic import TRUE
from eligibility.patient.lookups import Entry, IndexedPatient, Reading, folded_name, name_id, related
from eligibility.patient.record import Condition, Section
from eligibility.reference.entailments import allergies_to, entailed
from eligibility.reference.framed_names import allergens
from eligibility.reference.mentioned import mentioned
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import ConceptRef, Fact, HasAllergy, HasCondition, HasProcedure


def telling_votes(leaf: Fact, section: Section, context: Context) -> Iterator[Vote]:
    """What may tell of the thing asked for: it might be one that the list does not have."""
    record, wanted = context.record, leaf.concept
    if type(leaf) not in record.once(_told_of):
        return
    if isinstance(leaf, HasCondition):
        for entry in _with_telling_stages(wanted, record):
            text = f"{show_entry(entry).text}: the stage may tell of {wanted.name}"
            yield _may_tell(show_entry(entry), text, wanted)
        for reading in _readings_of_spread(wanted, record):
            if reading.first <= context.on:
                text = f"{show_reading(reading).text}: the stage may tell of {wanted.name}"
                yield _may_tell(show_reading(reading), text, wanted)
        for entry, causes in record.once(_with_causes):
            if wanted.id is not None and any(related(cause, wanted.id) == "is" for cause in causes):
                yield _may_tell(show_entry(entry), f"{show_entry(entry).text} is recorded as due to {wanted.name}, or a kind of it", wanted)
        for reading, found in record.once(_with_findings):
            if reading.first <= context.on and wanted.id is not None and related(found, wanted.id) != "no":
                yield _may_tell(show_reading(reading), f"{show_reading(reading).text} may tell of {wanted.name}", wanted)
        for reading in telling_values(leaf, record, context.on):
            text = f"{show_reading(reading).text} is outside its reference range, which may be called {wanted.name}"
            yield _may_tell(show_reading(reading), text, wanted)
    told = [e for e in _naming(wanted, section, record) if not tells_of_the_past(e, leaf)]
    told += [e for e in _conditions_naming(leaf, record) if e not in told]
    told += procedures_for(leaf, context) if isinstance(leaf, HasCondition) else []
    for entry in told:
        yield _may_tell(show_entry(entry), f"{show_entry(entry).text} may tell of {wanted.name}", wanted)


def _told_of(record: IndexedPatient) -> frozenset[type[Fact]]:
    """The kinds of statement on which the record has anything of this: of the others no entry need be looked at."""
    return frozenset(
        kind
        for kind, section in SECTION.items()
        if record.once(_ELSEWHERE[section]).entries or any(record.once(source) for source in _SOURCES.get(kind, ()))
    )


def _may_tell(shown: Shown, text: str, wanted: ConceptRef) -> Vote:
    return Vote(Weight.GENERAL, shown, (Because("missing", text, f"an entry on {wanted.name}"),))


# ------------------------------------------------------------------ stages


class _Staged(NamedTuple):
    """A condition with what its stage is, and whether it has spread by its name."""

    entry: Entry
    stages: tuple[str, ...]
    metastatic: bool


def _staged(record: IndexedPatient) -> tuple[_Staged, ...]:
    """The conditions that have a stage or a spread recorded."""
    entries = (e for e in (*record.entries("conditions"), *record.taken_apart) if not e.absent)
    several = (_Staged(e, recorded_stages(e, None), is_metastatic(e)) for e in entries)
    return tuple(s for s in several if s.stages or s.metastatic)


def _with_telling_stages(wanted: ConceptRef, record: IndexedPatient) -> list[Entry]:
    """The conditions whose stage or spread tells of the wanted thing, as a rule: stage IV of a cancer, of distant metastases."""
    several = record.once(_staged)
    rows = _rows_on_stages(wanted.id) if several and wanted.id is not None else ()
    return [staged.entry for staged in several if any(_tells_by_row(staged, row, record) for row in rows)]


class _Row(NamedTuple):
    """That diseases at a stage ("of", "at") mostly mean the subject as well; `more_exact`: what is wanted says more than the subject."""

    subject: str
    more_exact: bool
    of_this: tuple[tuple[str, str], ...]


def _tells_by_row(staged: _Staged, row: _Row, record: IndexedPatient) -> bool:
    """What is told may be of any organ, unless the list tells of which it is."""
    stages = tuple(at for of, at in row.of_this if any(related(i, of) == "is" for i in staged.entry.ids))
    told = bool(stages) and (
        staged.metastatic or any(map(says_spread, staged.stages)) or any(stage_fits(stage, stages, None) is TRUE for stage in staged.stages)
    )
    if not told or not row.more_exact:
        return told
    return not any(related(i, row.subject) == "is" for e in record.entries("conditions") if not e.absent for i in e.ids)


@remembered(maxsize=10_000)
def _rows_on_stages(wanted_id: str) -> tuple[_Row, ...]:
    """What stages tell of that bears on a wanted thing."""
    known = vocabulary()
    rows = []
    for subject, by in entailed("staged").items():
        more_exact = known.is_a(wanted_id, subject)
        if more_exact or known.is_a(subject, wanted_id):
            pairs = (each.split(" ") for each in by)
            rows.append(_Row(subject, more_exact, tuple((of, at) for of, at in pairs)))
    return tuple(rows)


_STAGING = frozenset(folded_name("stage staging tnm category").split())


def _of_spread(record: IndexedPatient) -> tuple[Reading, ...]:
    """The observations of a stage that tell of distant metastases ("M stage": M1)."""
    stages = ((r, r.item.value) for r in record.readings if not _STAGING.isdisjoint(r.folded.split()))
    return tuple(r for r, value in stages if isinstance(value, str) and says_spread(value))


def _readings_of_spread(wanted: ConceptRef, record: IndexedPatient) -> tuple[Reading, ...]:
    """Those of them that tell of the wanted thing, as a rule."""
    several = record.once(_of_spread)
    return several if several and wanted.id is not None and _rows_on_stages(wanted.id) else ()


# ------------------------------------------------------------------ causes


def _with_causes(record: IndexedPatient) -> tuple[tuple[Entry, tuple[str, ...]], ...]:
    """The conditions whose causes are known names: Kaposi's sarcoma due to HIV tells of an HIV infection."""
    several = ((e, e.item.due_to) for e in record.entries("conditions") if isinstance(e.item, Condition) and not e.absent)
    named = ((e, tuple(i for i in (name_id(cause, "condition") for cause in causes) if i is not None)) for e, causes in several)
    return tuple((e, ids) for e, ids in named if ids)


# ------------------------------------------------------------------ findings of examinations


def _with_findings(record: IndexedPatient) -> tuple[tuple[Reading, str], ...]:
    """The observations whose value is the name of a condition (an ECG that shows "atrial fibrillation"), each with that condition."""
    several = ((r, r.item.value) for r in record.readings if r.said is None and _OF_OTHERS.isdisjoint(r.folded.split()))
    named = ((r, name_id(value, "condition")) for r, value in several if isinstance(value, str))
    return tuple((r, i) for r, i in named if i is not None and _is_condition(i))


def _is_condition(concept_id: str) -> bool:
    concept = vocabulary().concept(concept_id)
    return concept is not None and concept.domain == "condition"


# Words of observations whose value is a condition of another person, or one that is not there.
_OF_OTHERS = frozenset(folded_name("family mother father maternal paternal partner donor risk excluded reason").split())


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
    """The conditions by their names, but those that are denied."""
    for entry in record.entries("conditions"):
        name = entry.item.name
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
    HasCondition: (_staged, _of_spread, _with_causes, _with_findings, values_beyond, present_diseases, earlier_diseases),
    HasProcedure: (_procedures_mentioned,),
    HasAllergy: (_allergies_mentioned,),
}
"""What may tell of each kind of thing beside the entries of other lists."""

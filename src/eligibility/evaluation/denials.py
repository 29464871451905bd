"""What other facts rule out: male sex a pregnancy, a hysterectomy childbearing potential (contract §4; `data/entailments.csv`)."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Shown
from eligibility.evaluation.showing import show_entry, show_reading
from eligibility.evaluation.timing import event_course
from eligibility.evaluation.votes import Vote, Weight
from eligibility.logic import TRUE
from eligibility.patient.lookups import name_id, related
from eligibility.patient.record import Condition, Procedure
from eligibility.reference.entailments import entailed
from eligibility.reference.observations import observation
from eligibility.reference.vocabulary import remembered, vocabulary


def denial_votes(concept_id: str, context: Context) -> list[Vote]:
    """What rules out a concept of the vocabulary."""
    return [vote for subject in _subjects_of(concept_id) for vote in _subject_votes(subject, context)]


def _subject_votes(subject: str, context: Context) -> Iterator[Vote]:
    """What rules out a boolean observation, by its id."""
    if subject in entailed("male") and context.patient.sex == "male":
        yield Vote(Weight.NEVER, Shown("sex", None, "sex: male"))
    for own in entailed("woman").get(subject, ()) if context.patient.sex == "female" else ():
        yield from _subject_votes(own, context)
        yield from _denied(own, context)
    for own in entailed("needs").get(subject, ()):
        yield from _denied(own, context)
    for name in entailed("procedure").get(subject, ()):
        yield from _after_procedure(name, Weight.NOT_THEN, context)
    for key in entailed("stated").get(subject, ()):
        yield from _stated(key, context)


def made_votes(observation_id: str, context: Context) -> Iterator[Vote]:
    """The operations that make a boolean observation true from then on: who has no ovaries is past the menopause."""
    for name in entailed("makes").get(observation_id, ()):
        yield from _after_procedure(name, Weight.PROOF, context)


def _after_procedure(name: str, weight: Weight, context: Context) -> Iterator[Vote]:
    wanted = name_id(name, "procedure")
    if wanted is None:
        return
    for entry in (*context.record.entries("procedures"), *context.record.entries("conditions")):
        item = entry.item
        if entry.absent or (isinstance(item, Procedure) and item.status == "planned"):
            continue
        if any(related(i, wanted) == "is" for i in entry.ids):
            day = item.date or item.start if isinstance(item, Procedure) else item.onset if isinstance(item, Condition) else None
            if event_course(day, None, False, context.on).seen(context.on) is TRUE:
                yield Vote(weight, show_entry(entry))


def _denied(key: str, context: Context) -> Iterator[Vote]:
    """The latest word on the observation, where that is a no."""
    told = [r for r in context.record.of(key) if r.holds is not None and (r.item.date is None or r.last <= context.on)]
    if told and told[-1].holds is False:
        yield Vote(Weight.NOT_THEN, show_reading(told[-1]))


def _stated(key: str, context: Context) -> Iterator[Vote]:
    """The observation itself, true once and so ever since, or a condition of its name ("menopause")."""
    for reading in context.record.of(key):
        if reading.holds is True and (reading.item.date is None or reading.last <= context.on):
            yield Vote(Weight.NOT_THEN, show_reading(reading))
    concept_id = _concept_of(key)
    for entry in context.record.entries("conditions"):
        item = entry.item
        assert isinstance(item, Condition)
        if concept_id in entry.ids and not entry.absent and event_course(item.onset, None, False, context.on).seen(context.on) is TRUE:
            yield Vote(Weight.NOT_THEN, show_entry(entry))


@remembered(maxsize=50_000)
def _subjects_of(concept_id: str) -> tuple[str, ...]:
    subjects = dict.fromkeys((*entailed("male"), *entailed("woman"), *entailed("needs"), *entailed("procedure"), *entailed("stated")))
    return tuple(s for s in subjects if vocabulary().is_a(concept_id, _concept_of(s)))


@remembered(maxsize=None)
def _concept_of(key: str) -> str:
    return name_id(observation(key).name, "condition") or key

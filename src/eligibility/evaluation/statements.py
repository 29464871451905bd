"""Leaves on what is asked or attested, and on words that only an entry of the same name can answer (contract §§2 and 4)."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.claims import Word, held, own_vote
from eligibility.evaluation.context import Context
from eligibility.evaluation.contraindicated import contraindication_votes
from eligibility.evaluation.denials import made_votes
from eligibility.evaluation.evidence import Answer, Because, ReasonCode
from eligibility.evaluation.facts import fact_answer, fact_votes
from eligibility.evaluation.near_misses import near_miss
from eligibility.evaluation.observations import definition_of, key_of
from eligibility.evaluation.own_words import own_words_answer
from eligibility.evaluation.showing import show_entry, show_reading
from eligibility.evaluation.timing import Stretch
from eligibility.evaluation.votes import Vote, Weight, hinted, settle
from eligibility.logic import FALSE, TRUE, UNKNOWN, negate
from eligibility.patient.lookups import Reading, name_id
from eligibility.reference.contraindications import contraindicated
from eligibility.reference.language_skills import answers_for, is_language, lacked, names_only_skills, skills
from eligibility.reference.names import fold_name
from eligibility.reference.observations import is_plan, observations
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import NOW, ConceptRef, HasCondition, HasProcedure, Opaque, Stated, Timing

_OPERATION = "surgery"
_OPAQUE: dict[str, tuple[ReasonCode, str, str]] = {
    "not_understood": ("not_understood", "not understood", "a person's reading"),
    "needs_judgement": ("needs_judgement", "needs judgement", "a person's judgement"),
    "not_recordable": ("needs_judgement", "asks for what no record holds", "a person's word"),
    "comparator_lost": ("comparator_lost", "has lost its comparator", "the trial's own text"),
}


def stated_answer(leaf: Stated, context: Context) -> Answer:
    """Whether a boolean observation has the value asked for: by itself, by a condition of its name, or ruled out by another fact."""
    definition = definition_of(leaf.observation)
    name = definition.name if definition is not None else leaf.observation.name
    votes = _votes(leaf, context)
    answer = settle(votes) or _never_done(leaf, context)
    if answer is None:
        asked = ", ".join((name, *leaf.descriptors)) if is_language(leaf.observation.id) else name
        because = Because("missing", f"the record has no yes or no on: {asked}", f"a yes or no on: {asked}")
        return Answer(UNKNOWN, reasons=hinted(votes) or (because,))
    open_ = tuple(d for d in leaf.descriptors if not (is_language(leaf.observation.id) and names_only_skills(d)))
    if open_ and answer.truth is TRUE:
        answer = _narrowed(answer, name, open_)
    return answer if leaf.value else Answer(negate(answer.truth), answer.evidence, answer.reasons, answer.assumptions)


def _never_done(leaf: Stated, context: Context) -> Answer | None:
    """ "Surgically sterile" is what an operation makes: a complete list of procedures, all of them known, that has none denies it."""
    named = _as_condition(leaf.observation.id, leaf.observation.name).concept
    if named.id is None or not vocabulary().is_a(named.id, _OPERATION):
        return None
    if any(not entry.ids for entry in context.record.entries("procedures")):
        return None
    answer = fact_answer(HasProcedure(concept=named, timing=leaf.timing.model_copy(update={"tense": "ever"})), context)
    return answer if answer.truth is FALSE else None


def _narrowed(answer: Answer, name: str, descriptors: tuple[str, ...]) -> Answer:
    """ "Pregnant with twins", of somebody who is pregnant."""
    open_ = tuple(Because("missing", f"whether it is {d} is not recorded of: {name}", f"whether it is {d}: {name}") for d in descriptors)
    return Answer(UNKNOWN, answer.evidence, open_, answer.assumptions)


def _votes(leaf: Stated, context: Context) -> list[Vote]:
    thing = contraindicated(leaf.observation.name) if leaf.observation.id is None else None
    if thing is not None:
        return list(contraindication_votes(leaf, thing, context))
    key = key_of(leaf.observation)
    within = context.stretch(leaf.timing.window) if leaf.timing.window is not None else None
    own = _own_vote(leaf, key, within, context)
    named = _as_condition(leaf.observation.id, leaf.observation.name)
    if leaf.timing is not NOW and leaf.timing != NOW:
        named = named.model_copy(update={"timing": leaf.timing})
    votes = [own] if own is not None else []
    if is_language(leaf.observation.id):
        votes += _lacking(skills(" ".join(leaf.descriptors)), leaf.observation.name, context)
    if leaf.observation.id is not None and leaf.timing == NOW:
        votes += made_votes(leaf.observation.id, context)
    return votes + fact_votes(named, within, context, leave_out=key)


@remembered(maxsize=10_000)
def _as_condition(observation_id: str | None, name: str) -> HasCondition:
    """The question for the condition of the same name; that a boolean observation is."""
    definition = definition_of(ConceptRef(id=observation_id, name=name))
    name = definition.name if definition is not None else name
    return HasCondition(concept=ConceptRef(id=name_id(name, "condition") or observation_id, name=name))


def _holds(reading: Reading, timing: Timing) -> bool | None:
    """The reading's yes or no; of a time before, "former smoker" says that it was so once, and not when."""
    if not reading.former or (timing.tense == "present" and timing.window is None):
        return reading.holds
    return True if timing.tense == "ever" and timing.window is None else None


def _own_vote(leaf: Stated, key: str, within: Stretch | None, context: Context) -> Vote | None:
    told = ((r, _holds(r, leaf.timing)) for r in _readings(key, context))
    words = [Word(r, holds) for r, holds in told if holds is not None and _is_answer(leaf, r, holds)]
    window = leaf.timing.window
    if window is not None and window.direction == "future" and words and words[-1].holds is False and is_plan(leaf.observation.id):
        # Who has no such plan has none for the next 6 months either.
        found = held(words, leaf.timing.replaced(window=None), None, context.on, lasting_denial=False)
        return own_vote(found) if found.words else None
    # A no of today ("smoking": false) does not say that it never was.
    found = held(words, leaf.timing, within, context.on, lasting_denial=False)
    return own_vote(found) if found.words else None


def _lacking(asked: frozenset[str], language: str, context: Context) -> Iterator[Vote]:
    """What says that a skill asked for is lacking, whatever language the patient has: nobody illiterate reads English."""
    for reading in context.record.readings if asked & {"read", "write"} else ():
        name = " ".join(w for w in reading.folded.split() if w not in fold_name(language).split())
        if reading.holds is not None and lacked(name, reading.holds) & asked and (reading.item.date is None or reading.first <= context.on):
            yield Vote(Weight.NOT_THEN, show_reading(reading), day=reading.last if reading.item.date is not None else None)
    for entry in context.record.entries("conditions") if asked & {"read", "write"} else ():
        if not entry.absent and lacked(entry.folded, True) & asked:
            yield Vote(Weight.NOT_THEN, show_entry(entry))


def _is_answer(leaf: Stated, reading: Reading, holds: bool) -> bool:
    """Of a language, whether the reading is on what is asked of it: "speaks English" says nothing of reading it."""
    return not is_language(leaf.observation.id) or answers_for(reading.folded, skills(" ".join(leaf.descriptors)), holds)


def _readings(key: str, context: Context) -> list[Reading]:
    """The readings that answer: its own, a yes of what is a kind of it, a no of what it is a kind of (smoking, tobacco use)."""
    definition = observations().get(key)
    general = context.record.own(definition.is_a) if definition is not None and definition.is_a is not None else ()
    found = [r for r in context.record.of(key) if r.key == key or r.holds is True]
    return sorted((*found, *(r for r in general if r.holds is False)), key=lambda r: (r.last, r.first))


def opaque_answer(leaf: Opaque, context: Context) -> Answer:
    """Unknown, unless an entry of the record says the same in the same words."""
    own = own_words_answer(leaf.text, context) if leaf.reason != "comparator_lost" else None
    if own is not None:
        return own
    code, text, settle_by = _OPAQUE[leaf.reason]
    remark = near_miss(leaf.text, context.record, is_known=False)
    return Answer(UNKNOWN, reasons=(Because(code, f"{leaf.text!r} {text}{remark}", settle_by),))

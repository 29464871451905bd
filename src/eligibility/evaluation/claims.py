"""Yes-or-no observations, tests and graded scales as words about a condition (contract §4).

"stroke": false denies a stroke, a positive HBsAg proves hepatitis B, West Haven grade 2 hepatic encephalopathy. The classes of a
condition are those observed, and those that a score is put in (Child-Pugh).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Because, ReasonCode, Shown
from eligibility.evaluation.moments import time_key
from eligibility.evaluation.showing import show_reading, time_reason
from eligibility.evaluation.timing import Stretch, compare_length
from eligibility.evaluation.votes import Vote, Weight
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth
from eligibility.patient.dates import add_days
from eligibility.patient.lookups import IndexedPatient, Reading, name_id, related
from eligibility.patient.record import Medication
from eligibility.reference.calculators import class_of_score, score_of, scored_class
from eligibility.reference.entailments import entailed
from eligibility.reference.observations import Observation, scale_value
from eligibility.reference.vocabulary import Relation, remembered, vocabulary
from eligibility.rules.nodes import Fact, Lasting, Timing


class Word(NamedTuple):
    """One reading's yes or no about a statement."""

    reading: Reading
    holds: bool


class Held(NamedTuple):
    """Whether a statement holds at the time asked for, by a series of words; `words` are those that say so."""

    truth: Truth
    words: tuple[Word, ...]
    doubt: ReasonCode | None = None


def claim_votes(context: Context, wanted_id: str, timing: Timing, within: Stretch | None, leave_out: str | None = None) -> list[Vote]:
    """What all observations but the one of key `leave_out` say about a concept."""
    spoken_of, series = context.record.once(_claims)
    votes = []
    for place, proves, denies in _relevant(spoken_of, wanted_id):
        concept_id, words = spoken_of[place], series[place]
        if words[0].reading.key == leave_out:
            continue
        if denies and not words[-1].holds and _suppressed(words[-1].reading, context):
            votes.append(_under_treatment(words[-1].reading))
            continue
        vote = _vote(_heard(words, concept_id, timing, within, context), proves == "is", denies)
        if vote is not None:
            votes.append(vote)
    return votes


def _last_day(reading: Reading) -> date | None:
    return reading.last if reading.item.date is not None else None


def _day(reading: Reading) -> date | None:
    return reading.first if reading.item.date is not None else None


def _heard(words: Sequence[Word], concept_id: str, timing: Timing, within: Stretch | None, context: Context) -> Held:
    def hear() -> Held:
        lasting = _is_event(concept_id) or (concept_id in entailed("lifelong") and _is_serology(words[-1].reading))
        return held(words, timing, within, context.on, lasting_denial=lasting)

    return context.once((words[0].reading, concept_id, time_key(timing, within)), hear) if timing.lasting is None else hear()


# A test says nothing of a cure until so long after the treatment. Source: AASLD/IDSA HCV guidance (2023), sustained response at 12 weeks.
_CLEARANCE_DAYS = 84


def _under_treatment(reading: Reading) -> Vote:
    shown = show_reading(reading)
    text = f"{shown.text} under treatment, or soon after, denies no infection"
    return Vote(Weight.HINT, shown, (Because("missing", text, "whether the patient has the infection"),))


def _suppressed(reading: Reading, context: Context) -> bool:
    """Whether a negative test may be the work of a treatment that the patient takes: HIV RNA under antiretrovirals."""
    drugs = entailed("treated").get(reading.key)
    return drugs is not None and any(
        isinstance(entry.item, Medication)
        and not entry.absent
        and (entry.item.end is None or add_days(entry.item.end.last, _CLEARANCE_DAYS) >= reading.first)
        and any(related(i, drug) == "is" for i in entry.ids for drug in drugs)
        for entry in context.record.entries("medications")
    )


@remembered(maxsize=100_000)
def _relevant(spoken_of: tuple[str, ...], wanted_id: str) -> tuple[tuple[int, Relation, bool], ...]:
    """Which of some concepts bear on another: the place of each, what a yes says of it, and whether a no denies it."""
    above = vocabulary().ancestors(wanted_id)
    several = ((place, related(each, wanted_id), each in above) for place, each in enumerate(spoken_of))
    return tuple((place, proves, denies) for place, proves, denies in several if proves != "no" or denies)


def _vote(found: Held, proves: bool, denies: bool) -> Vote | None:
    if not found.words:
        return None
    shown = show_reading(found.words[-1].reading)
    if found.truth is TRUE:
        if proves:
            return Vote(Weight.PROOF, shown, day=_day(found.words[-1].reading), reading=True)
        return Vote(Weight.GENERAL, shown, (Because("missing", f"{shown.text} is too general to tell", "which one it is"),))
    if found.truth is FALSE:
        return Vote(Weight.NOT_THEN, shown, day=_last_day(found.words[-1].reading)) if denies else None
    reasons = (time_reason(found.doubt or "missing", found.words[-1].reading),)
    if found.doubt == "stale" or not any(w.holds for w in found.words):
        return Vote(Weight.HINT, shown, reasons) if proves or denies else None
    return Vote(Weight.WHICH if found.doubt == "conflicting_values" else Weight.WHEN, shown, reasons)


def own_vote(found: Held) -> Vote:
    """What the readings of a yes-or-no observation say of it itself."""
    shown = show_reading(found.words[-1].reading)
    if found.truth is not UNKNOWN:
        reading = found.words[-1].reading
        dated = reading.item.date is not None
        if found.truth is TRUE:
            return Vote(Weight.PROOF, shown, day=reading.first if dated else None, reading=True)
        return Vote(Weight.NOT_THEN, shown, day=reading.last if dated else None)
    weight = Weight.WHICH if found.doubt == "conflicting_values" else Weight.HINT if found.doubt == "stale" else Weight.WHEN
    return Vote(weight, shown, (time_reason(found.doubt or "missing", found.words[-1].reading),))


def held(words: Sequence[Word], timing: Timing, within: Stretch | None, on: date, *, lasting_denial: bool = True) -> Held:
    """Whether a yes-or-no statement holds at the time asked for. `words` are of one observation, oldest first.

    With no window the most recent word counts; "ever" is met by any yes. `lasting_denial`: a no means never so far (a stroke), not just not
    now.
    """
    seen = [w for w in words if days_of(w.reading, on)[0] <= on]
    if not seen or timing.tense == "planned" or (timing.window is not None and timing.window.direction == "future"):
        return Held(UNKNOWN, ())
    if within is not None:
        found = _held_within(seen, within, timing, on)
    elif timing.tense == "ever":
        found = _ever_held(seen, on, lasting_denial)
    else:
        found = _held_now(seen, on)
    if timing.lasting is None or found.truth is FALSE or not found.words:
        return found
    length = words_lasted(seen, timing.lasting, on)
    doubt = found.doubt if found.truth is UNKNOWN else "missing"
    return Held(length, found.words, doubt) if found.truth is TRUE or length is FALSE else Held(UNKNOWN, found.words, doubt)


def days_of(reading: Reading, on: date) -> tuple[date, date]:
    """The days a reading may be of; one with no date may be of any day up to `on`."""
    return (reading.first, reading.last) if reading.item.date is not None else (date.min, on)


def latest_readings(readings: Sequence[Reading], on: date) -> list[Reading]:
    """The readings that may be the most recent on or before `on`."""
    spans = [(r, *days_of(r, on)) for r in readings]
    newest = max((first for _, first, last in spans if last <= on), default=date.min)
    return [r for r, first, last in spans if last >= newest and first <= on]


def _held_now(seen: Sequence[Word], on: date) -> Held:
    newest = latest_readings([w.reading for w in seen], on)
    last = [w for w in seen if w.reading in newest]
    values = {w.holds for w in last}
    sure = any(days_of(w.reading, on)[1] <= on for w in last)
    if len(values) == 1 and sure:
        return Held(TRUE if values == {True} else FALSE, tuple(last))
    undated = any(w.reading.item.date is None for w in last)
    exact = all(w.reading.first == w.reading.last for w in last)
    return Held(UNKNOWN, tuple(last), "conflicting_values" if exact and len(values) > 1 else "undated" if undated else "imprecise_date")


def _ever_held(seen: Sequence[Word], on: date, lasting_denial: bool) -> Held:
    yes = [w for w in seen if w.holds]
    sure = [w for w in yes if days_of(w.reading, on)[1] <= on and not _contested(w, seen)]
    if sure:
        return Held(TRUE, tuple(sure))
    if yes:
        return Held(UNKNOWN, tuple(yes), "conflicting_values" if any(_contested(w, seen) for w in yes) else "imprecise_date")
    return Held(FALSE, tuple(seen)) if lasting_denial else Held(UNKNOWN, tuple(seen), "stale")


def _contested(word: Word, words: Sequence[Word]) -> bool:
    """Whether another word of the same day says the opposite."""
    day = (word.reading.first, word.reading.last)
    return any(w.holds is not word.holds and (w.reading.first, w.reading.last) == day for w in words)


def _held_within(seen: Sequence[Word], within: Stretch, timing: Timing, on: date) -> Held:
    inside = [(w, _inside(w, within, timing, on)) for w in seen]
    yes = [(w, t) for w, t in inside if w.holds and t is not FALSE]
    sure = [w for w, t in yes if t is TRUE and not _contested(w, seen)]
    if sure:
        return Held(TRUE, tuple(sure))
    if yes:
        return Held(UNKNOWN, tuple(w for w, _ in yes), _window_doubt(yes[-1][0], within, timing, seen, on))
    no = [w for w, t in inside if not w.holds and t is TRUE]
    if no:
        return Held(FALSE, tuple(no))
    maybe_no = [w for w, t in inside if not w.holds and t is UNKNOWN]
    return Held(UNKNOWN, tuple(maybe_no or seen), _window_doubt(maybe_no[-1], within, timing, seen, on) if maybe_no else "stale")


def _inside(word: Word, within: Stretch, timing: Timing, on: date) -> Truth:
    """Whether the word is about some day of the window: it holds at its date, and since `since`."""
    first, last = days_of(word.reading, on)
    since = word.reading.item.since
    if timing.onset and word.holds:
        # A yes inside the window does not say that it began there.
        return within.covers(since.first, since.last) if since is not None else FALSE if within.covers(first, last) is FALSE else UNKNOWN
    if since is None:
        return within.covers(first, last)
    if last > on or within.first > within.last:
        return within.covers(first, last)
    if since.last <= within.last and first >= within.first:
        return TRUE
    return FALSE if since.first > within.latest or last < within.earliest else UNKNOWN


def _window_doubt(word: Word, within: Stretch, timing: Timing, seen: Sequence[Word], on: date) -> ReasonCode:
    if _contested(word, seen):
        return "conflicting_values"
    first, last = days_of(word.reading, on)
    if timing.onset and word.reading.item.since is None and first == last:
        return "undated"
    return within.doubt_about(first, last)


def words_lasted(words: Sequence[Word], lasting: Lasting, on: date) -> Truth:
    """Whether the yes at the end of a series has held for a duration: `since`, or yes before and no "no" after (contract §5)."""
    began_last, began_first = on, date.min
    ordered = sorted(words, key=lambda w: days_of(w.reading, on)[1])
    for word in reversed(ordered):
        first, last = days_of(word.reading, on)
        if not word.holds:
            if last >= began_first:
                # A "no" whose day is not exact ends the series only from its first possible day on.
                began_first = add_days(first, 1)
            break
        began_last = min(began_last, last)
        if word.reading.item.since is not None:
            since = word.reading.item.since
            began_first, began_last = since.first, min(began_last, since.last)
            break
    return compare_length((began_first, max(began_last, began_first)), (on, on), lasting)


# ------------------------------------------------------------------ which observations speak of which condition


def _is_serology(reading: Reading) -> bool:
    """Whether it is a test that stays positive, and no load, which treatment brings down."""
    return reading.definition is not None and reading.definition.kind == "term"


def _is_event(concept_id: str) -> bool:
    concept = vocabulary().concept(concept_id)
    return concept is not None and (concept.nature == "event" or concept.domain == "procedure")


def _claims(record: IndexedPatient) -> tuple[tuple[str, ...], tuple[tuple[Word, ...], ...]]:
    """The concepts that the record's observations speak of, and what they say of each, oldest first."""
    claims = [(concept_id, words) for concept_id, words in _claims_of(record) if words]
    return tuple(concept_id for concept_id, _ in claims), tuple(words for _, words in claims)


def _claims_of(record: IndexedPatient) -> Iterator[tuple[str, tuple[Word, ...]]]:
    for concept_id, readings in record.claims:
        yield concept_id, tuple(Word(r, r.holds) for r in readings if r.holds is not None and not r.former)
    for readings in record.series():
        definition = readings[0].definition
        if definition is not None:
            yield from _test_claims(definition, readings)


def _test_claims(definition: Observation, readings: Sequence[Reading]) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """What a test or a graded scale says of its condition."""
    proved, denied = condition_id(definition.proves), condition_id(definition.denies)
    for concept_id in dict.fromkeys(i for i in (proved, denied) if i is not None):
        words = [Word(r, result) for r in readings if (result := test_result(r)) is not None]
        # A test that only denies says nothing when positive, and the reverse.
        words = [w for w in words if concept_id == (proved if w.holds else denied)]
        if words:
            yield concept_id, tuple(words)
    graded = condition_id(definition.condition) if definition.kind == "class" and definition.calculator is None else None
    if graded is not None:
        words = [Word(r, value != definition.absent_value) for r in readings if (value := class_of(r)) is not None]
        if words:
            yield graded, tuple(words)


@remembered(maxsize=None)
def condition_id(name: str | None) -> str | None:
    """The concept that an observation's table names as the condition it proves, denies or grades."""
    if name is None:
        return None
    return name_id(name, "condition")


# The percentage of stained nuclei from which a hormone receptor is positive; 1 to 10 % is positive as well, though called "low positive".
# Source: ASCO/CAP guideline on estrogen and progesterone receptor testing in breast cancer (2020).
_RECEPTORS = frozenset({"er-status", "pr-status", "hormone-receptor-status"})
_STAINED_FROM = 1.0
_PLAIN_FROM = 3.0  # a number without a unit may be an Allred score (2 is negative, 3 positive), an H-score or a percentage


_BY_CUT_OFF = ("mutation", "rearrangement", "fusion", "hybridisation", "skipping", "methylation", "HER2 status")


def _receptor_result(reading: Reading, value: float) -> bool | None:
    """A hormone receptor by its number: "0.5 %" is negative, although some is there."""
    percent = (reading.item.unit or "").strip().casefold() in ("%", "percent")
    limit = _STAINED_FROM if percent else _PLAIN_FROM
    if reading.item.comparator in (">", ">="):
        return True if value >= limit else None
    if reading.item.comparator is not None:
        return False if percent and (value < limit or (value == limit and reading.item.comparator == "<")) else None
    return True if value >= limit else False if percent or value == 0 else None


def test_result(reading: Reading) -> bool | None:
    """A test as positive or negative. A number is a detection if it is above 0; "< 20" may be either.

    A number of a tumour's genes is positive from a cut-off of its assay, which no record has: a HER2 ratio of 1.2 is none.
    """
    value = reading.item.value
    if isinstance(value, float) and not isinstance(value, bool) and reading.key in _RECEPTORS:
        return _receptor_result(reading, value)
    if isinstance(value, float) and not isinstance(value, bool):
        if reading.definition is not None and reading.definition.name.endswith(_BY_CUT_OFF):
            return None
        if reading.item.comparator in (">", ">="):
            return True if value >= 0 else None
        return None if reading.item.comparator is not None else value > 0
    return reading.holds


def class_of(reading: Reading, scale: str | None = None) -> str | None:
    """The reading's class on its own scale, or on the one whose classes are ranges of its score."""
    value = reading.item.value
    if reading.definition is None or isinstance(value, bool) or reading.item.comparator is not None:
        return None
    if scale is not None and isinstance(value, float) and score_of(scale) == reading.definition.id:
        return class_of_score(scale, value)
    written = f"{value:g}" if isinstance(value, float) else value
    named = scale_value(reading.definition, written)
    scored = scored_class(reading.definition.id, written) if named is None and reading.definition.kind == "class" else None
    return scored[0] if scored is not None else named


def observed_classes(leaf: Fact, context: Context, scale_id: str) -> tuple[tuple[str, Shown], ...]:
    """The patient's classes on a scale, and the observations that tell them: the present one, or all so far, as a statement asks."""
    score = score_of(scale_id)
    readings = (*context.record.of(scale_id), *(context.record.of(score) if score is not None else ()))
    if leaf.timing.tense == "ever" and leaf.timing.window is None:
        seen = (r for r in readings if days_of(r, context.on)[1] <= context.on)
        known = ((class_of(r, scale_id), show_reading(r)) for r in seen)
        return tuple((value, shown) for value, shown in known if value is not None)
    newest = latest_readings(readings, context.on)
    values = {class_of(r, scale_id) for r in newest}
    value = values.pop() if len(values) == 1 else None
    return ((value, show_reading(newest[-1])),) if value is not None else ()

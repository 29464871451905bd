"""Leaves on recorded facts: conditions, procedures, medications, allergies, family history (contract §§2, 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from eligibility.evaluation.bare_claims import told_in_words, weighed
from eligibility.evaluation.claims import claim_votes, observed_classes
from eligibility.evaluation.context import Context
from eligibility.evaluation.counts import Counted, count_answer, is_existence, is_one_each, told_count
from eligibility.evaluation.denials import denial_votes
from eligibility.evaluation.doses import dose_check
from eligibility.evaluation.evidence import Answer, Because, Shown
from eligibility.evaluation.given import for_its_purpose, under_other_headings
from eligibility.evaluation.histories import has_shown_itself
from eligibility.evaluation.in_childhood import by_childhood
from eligibility.evaluation.moments import how_it_runs, moment, plain_time, procedure_moment, time_key
from eligibility.evaluation.named_readings import readings_naming
from eligibility.evaluation.perhaps_not_meant import why_not_meant
from eligibility.evaluation.qualifiers import Qualified, asks_more, denial_covers, qualified
from eligibility.evaluation.removals import removal_votes, removals_of, taken_out, worn_out
from eligibility.evaluation.routes import by_another_route
from eligibility.evaluation.sections import SECTION, closed_by, missing
from eligibility.evaluation.showing import show_closed, show_entry, time_reason
from eligibility.evaluation.sided import by_sides
from eligibility.evaluation.sites import things_at_sites
from eligibility.evaluation.stable_doses import another_dose, asked_stable, is_one_dose
from eligibility.evaluation.stages_told import no_spread, spread_as_told, spread_readings
from eligibility.evaluation.successions import Succession, successions
from eligibility.evaluation.summed_results import is_of_the_kind
from eligibility.evaluation.telling import as_diseases, telling_votes
from eligibility.evaluation.timing import Moment, Stretch
from eligibility.evaluation.unknown_medicines import as_allergen, is_unknown_medicine, perhaps_the_study_drug
from eligibility.evaluation.vague import may_be_meant, mentions, settled_elsewhere
from eligibility.evaluation.votes import Vote, Weight, hinted, settle
from eligibility.logic import FALSE, TRUE, UNKNOWN, all_of
from eligibility.patient.lookups import CLINICAL, Bearing, Entry, name_id, relation
from eligibility.patient.record import Condition, Medication, Procedure, Section
from eligibility.reference.histology import other_tissue
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import EVER, ConceptRef, Fact, HasAllergy, HasCondition, HasProcedure, TakesMedication, Timing


def fact_answer(leaf: Fact, context: Context) -> Answer:
    """The truth of a leaf on recorded facts."""
    if not plain_time(leaf.timing) or asks_more(leaf) or leaf.times is not None:
        return _fact_answer(leaf, context)
    key = (type(leaf), leaf.concept.id, leaf.concept.name, leaf.timing.tense)
    return context.once_of_record(key, lambda: _fact_answer(leaf, context))


def _fact_answer(leaf: Fact, context: Context) -> Answer:
    if leaf.concept.id is None and isinstance(leaf, HasCondition):
        # A condition that only the observations know by name (pregnancy).
        known = name_id(leaf.concept.name, "condition")
        leaf = leaf.replaced(concept=ConceptRef(id=known, name=leaf.concept.name)) if known is not None else leaf
    elif isinstance(leaf, HasAllergy):
        leaf = leaf.replaced(concept=as_allergen(leaf.concept))
    if leaf.times is not None:
        return _times_answer(leaf, context)
    section = SECTION[type(leaf)]
    within = context.stretch(leaf.timing.window) if leaf.timing.window is not None else None
    ahead = within is not None and within.earliest > context.on
    closed = None if ahead else closed_by(leaf, section, context)
    votes = fact_votes(leaf, within, context)
    answer = settle(votes)
    if answer is None and closed is not None:
        # What is not listed is absent, but for entries that possibly fit.
        answer = settle(_possible_votes(leaf, section, within, context))
    if answer is not None:
        return answer
    if closed is not None:
        return Answer(FALSE, (show_closed(section, leaf.concept.name),), (), (closed,))
    return Answer(UNKNOWN, reasons=hinted(votes) or (missing(leaf, context),))


def _times_answer(leaf: Fact, context: Context) -> Answer:
    """How often, by the entries that prove it once each; one is enough where only one is asked for."""
    assert leaf.times is not None
    told = told_count(leaf, context)
    if told is not None:
        return told
    once = leaf.model_copy(update={"times": None})
    answer = fact_answer(once, context)
    if is_existence(leaf.times):
        return answer
    section = SECTION[type(leaf)]
    within = context.stretch(leaf.timing.window) if leaf.timing.window is not None else None
    bearing = context.record.bearing(section, leaf.concept.id, leaf.concept.name)
    votes = [(entry, _entry_vote(entry, once, once.concept, kind, within, context)) for entry, kind in bearing]
    sure = [e for e, vote in votes if vote is not None and vote.weight is Weight.PROOF]
    perhaps = [e for e, vote in votes if vote is not None and vote.weight in (Weight.GENERAL, Weight.WHEN, Weight.WHICH)]
    counted = any(readings_naming(leaf, context.record, context.on))  # "consecutive miscarriages: 2": the list need not have them
    closed = closed_by(leaf, section, context) if is_one_each(leaf) and not counted else None
    return count_answer(leaf, Counted(sure, perhaps, answer, closed))


def fact_votes(leaf: Fact, within: Stretch | None, context: Context, leave_out: str | None = None) -> list[Vote]:
    """What the entries and observations of the record say; `leave_out` is the key of an observation that is looked at elsewhere."""
    match leaf:
        case HasProcedure() | HasCondition():
            votes = _votes_but_for_removals(leaf, within, context)
        case TakesMedication():
            votes = _medication_votes(leaf, within, context)
        case HasAllergy():
            votes = [vote for each in (leaf, *as_diseases(leaf)) for _, vote in _listed_votes(each, within, context)]
        case _:
            votes = [vote for _, vote in _listed_votes(leaf, within, context)]
    if isinstance(leaf, HasCondition):
        named = (_entry_vote(entry, leaf, leaf.concept, "is", within, context) for entry in spread_as_told(leaf, context))
        votes += [*filter(None, named), *spread_readings(leaf, context), *no_spread(leaf, context)]
    if isinstance(leaf, HasCondition) and leaf.concept.id is not None:
        votes += told_in_words(leaf.concept.id, context)
    if isinstance(leaf, HasCondition | HasProcedure) and leaf.sites:
        votes += _votes_of_places(leaf, within, context)
    if isinstance(leaf, HasProcedure | TakesMedication):
        votes += _given_votes(leaf, within, context)
    if leaf.concept.id is not None and SECTION[type(leaf)] in CLINICAL:
        votes += [weighed(vote, leaf, context) for vote in claim_votes(context, leaf.concept.id, leaf.timing, within, leave_out)]
        votes += denial_votes(leaf.concept.id, context)
    return votes


def _listed_votes(leaf: Fact, within: Stretch | None, context: Context) -> list[tuple[Entry, Vote]]:
    """What the entries say that stand for the thing asked for, a kind of it, or something more general."""
    section = SECTION[type(leaf)]
    votes = []
    for entry, kind in context.record.bearing(section, leaf.concept.id, leaf.concept.name):
        if kind == "unclear" or (kind == "broader" and settled_elsewhere(entry, leaf.concept, context.record.entries(section))):
            continue
        vote = _entry_vote(entry, leaf, leaf.concept, kind, within, context)
        vote = _as_meant(vote, entry, leaf) if vote is not None else None
        if vote is not None:
            votes.append((entry, vote))
    return votes


def _votes_but_for_removals(leaf: HasProcedure | HasCondition, within: Stretch | None, context: Context) -> list[Vote]:
    """Of "contraception", which is asked as a condition, a device is one as well."""
    listed = [(entry, worn_out(vote, entry, leaf, context)) for entry, vote in _listed_votes(leaf, within, context)]
    removals = removals_of(leaf, context)
    left = (taken_out(vote, entry, removals, leaf) for entry, vote in listed)
    return [*removal_votes(leaf, removals, context), *(vote for vote in left if vote is not None)]


def _medication_votes(leaf: TakesMedication, within: Stretch | None, context: Context) -> list[Vote]:
    together = _together(leaf, within, context) if leaf.dose is not None else None
    votes = [together] if together is not None else []
    joined: set[int] = set()
    if leaf.timing.lasting is not None:
        following = _successions(leaf, within, context)
        votes += [vote for succession in following for vote in _succession_votes(succession, leaf, context)]
        if leaf.timing.lasting.operator[0] != ">":
            # An entry that others go on from is not short because it ended.
            joined = {id(e) for s in following for e in s.entries}
    for entry, vote in _listed_votes(leaf, within, context):
        same = together is not None and relation(entry, leaf.concept.id, leaf.concept.name) == "same"
        if not same and id(entry) not in joined:
            votes.append(vote)
    return votes


def _votes_of_places(leaf: HasCondition | HasProcedure, within: Stretch | None, context: Context) -> Iterator[Vote]:
    """Entries on what the thing is called at its site: a breast cancer may be an adenocarcinoma of the breast, one of that name is."""
    called = things_at_sites(leaf)
    for entry in context.record.entries(SECTION[type(leaf)]) if called else ():
        if relation(entry, leaf.concept.id, leaf.concept.name) != "no":
            continue
        at_site = next((c for c in called if relation(entry, c.id, c.name) in ("same", "is")), None)
        if at_site is None or leaf.concept.id is None or any(other_tissue(i, leaf.concept.id) for i in entry.ids):
            continue
        if entry.absent:
            vote = _absent_vote(entry, leaf, at_site, "is")
        elif entry.named and mentions(entry, leaf.concept):
            alias = replace(entry, ids=(leaf.concept.id, *entry.ids))
            vote = _entry_vote(alias, leaf, leaf.concept, "is", within, context)
        else:
            vote = _entry_vote(entry, leaf, leaf.concept, "broader", within, context)
        if vote is not None:
            yield vote


def _possible_votes(leaf: Fact, section: Section, within: Stretch | None, context: Context) -> list[Vote]:
    """Entries whose names, or the wanted one, are not known: of the section, and what other lists say of it in words of their own."""
    votes = []
    for entry, kind in context.record.bearing(section, leaf.concept.id, leaf.concept.name):
        if kind == "unclear" and entry.section == section:
            vote = _entry_vote(entry, leaf, leaf.concept, "unclear", within, context)
            if vote is not None:
                votes.append(vote)
    if isinstance(leaf, HasProcedure):
        votes += _unknown_medicines(leaf, within, context)
    may_be = [_entry_vote(e, leaf, leaf.concept, "broader", within, context) for e in perhaps_the_study_drug(leaf, context.record)]
    votes += [vote for vote in may_be if vote is not None]
    votes += telling_votes(leaf, section, context)
    return votes


def _unknown_medicines(leaf: HasProcedure, within: Stretch | None, context: Context) -> Iterator[Vote]:
    """Medicines of names not known, of which one may be what the treatment consists in."""
    for entry, wanted, _ in under_other_headings(leaf, context.record):
        if not entry.ids and not entry.absent and entry.section == "medications":
            vote = _entry_vote(entry, leaf, wanted, "unclear", within, context)
            if vote is not None:
                yield vote


def _entry_vote(entry: Entry, leaf: Fact, wanted: ConceptRef, kind: Bearing, within: Stretch | None, context: Context) -> Vote | None:
    if entry.absent:
        return _absent_vote(entry, leaf, wanted, kind)
    asked = _without_time(leaf) if kind == "broader" and _hints_at_disease(entry, leaf) else leaf
    when = _moment(entry, asked, wanted, within if asked is leaf else None, context)
    which = _which(entry, leaf, kind, context)
    both = all_of((when.truth, which.truth))
    shown = show_entry(entry)
    if both is FALSE:
        return _ended_vote(entry, wanted, kind, when, which, shown)
    if kind == "broader" and both is TRUE and has_shown_itself(entry, leaf):
        return Vote(Weight.PROOF, shown, day=_begin(entry))
    if kind == "broader" and both is TRUE:
        told, more = is_of_the_kind(entry, wanted.id, context)
        if told is not UNKNOWN:
            return Vote(Weight.PROOF if told is TRUE else Weight.ENDED, shown, assumptions=which.assumptions, day=_begin(entry), more=more)
    if kind in ("broader", "unclear"):
        if kind == "unclear" and not may_be_meant(entry, wanted):
            return None
        text = f"whether {entry.item.label} counts as {wanted.name} is not known"
        if kind == "unclear" and is_unknown_medicine(entry):
            text = f"{entry.item.label!r} is not known to the vocabulary: a value set can say what it is"
        return Vote(Weight.GENERAL, shown, (Because("missing", text, f"whether {entry.item.label} is {wanted.name}"),))
    if both is TRUE:
        return Vote(Weight.PROOF, shown, assumptions=which.assumptions, day=_begin(entry), more=which.shown)
    if which.truth is UNKNOWN:
        dated = (time_reason(when.doubt, entry),) if when.truth is UNKNOWN else ()
        return Vote(Weight.WHICH, shown, (*which.reasons, *dated), day=_begin(entry))
    return Vote(Weight.WHEN, shown, (time_reason(when.doubt, entry),))


def _which(entry: Entry, leaf: Fact, kind: Bearing, context: Context) -> Qualified:
    """Whether the entry has the qualifiers asked for, the dose among them."""
    leaf, on_its_side, assumed = by_sides(entry, leaf, context)
    leaf, as_a_child = by_childhood(entry, leaf, context)
    if FALSE in (on_its_side, as_a_child):
        return Qualified(FALSE)
    which = qualified(entry, leaf, partial(observed_classes, leaf, context), partial(_denied, context), partial(_asked, context))
    which = which._replace(assumptions=(*which.assumptions, *assumed)) if assumed else which
    if which.truth is TRUE and kind != "broader" and (doubt := why_not_meant(entry, leaf)) is not None:
        return Qualified(UNKNOWN, (doubt,))
    if isinstance(leaf, TakesMedication) and isinstance(entry.item, Medication):
        which = _with_dose(which, leaf, entry.item, kind == "same")
        if which.truth is TRUE and asked_stable(leaf):
            bearing = context.record.bearing("medications", leaf.concept.id, leaf.concept.name)
            which = _with_other_doses(which, entry, [e for e, how in bearing if how in ("same", "is")])
    return which


def _with_other_doses(which: Qualified, entry: Entry, several: list[Entry]) -> Qualified:
    """A dose is not surely stable where another of the drug began after it."""
    other = another_dose(entry, several)
    if other is None:
        return which
    text = f"{show_entry(other).text} may have changed the dose of {entry.item.label}"
    return Qualified(UNKNOWN, (Because("missing", text, f"whether the dose of {entry.item.label} has changed"),))


def _successions(leaf: TakesMedication, within: Stretch | None, context: Context) -> list[Succession]:
    """Where a length of time is asked for, the entries of the drug, or of drugs of the class, that follow each other without a break."""
    if leaf.timing.lasting is None or leaf.timing.tense == "planned":
        return []
    bearing = context.record.bearing("medications", leaf.concept.id, leaf.concept.name)
    several = [e for e, kind in bearing if kind in ("same", "is") and not e.absent and _which(e, leaf, kind, context).truth is not FALSE]
    if asked_stable(leaf) and not is_one_dose(several):
        return []  # what follows with another dose is no stable one
    return list(successions(several, leaf.timing, within, context.on))


def _succession_votes(succession: Succession, leaf: TakesMedication, context: Context) -> Iterator[Vote]:
    first, *others = succession.entries
    shown, more = show_entry(first), tuple(map(show_entry, others))
    whether = [_which(e, leaf, relation(e, leaf.concept.id, leaf.concept.name), context) for e in succession.entries]
    doubts = tuple(r for w in whether if w.truth is UNKNOWN for r in w.reasons)
    if succession.moment.truth is UNKNOWN:
        yield Vote(Weight.WHEN, shown, tuple(time_reason(succession.moment.doubt, e) for e in succession.entries))
    elif succession.moment.truth is FALSE:
        if any(_covers(e, leaf.concept, relation(e, leaf.concept.id, leaf.concept.name)) for e in succession.entries):
            yield Vote(Weight.ENDED, shown, more=more)
    elif doubts:
        yield Vote(Weight.WHICH, shown, doubts)
    else:
        yield Vote(Weight.PROOF, shown, assumptions=tuple(a for w in whether for a in w.assumptions), day=_begin(first), more=more)


def _absent_vote(entry: Entry, leaf: Fact, wanted: ConceptRef, kind: Bearing) -> Vote | None:
    if leaf.timing.tense == "planned" or (leaf.timing.window is not None and leaf.timing.window.direction == "future"):
        return None
    return Vote(Weight.NEVER, show_entry(entry)) if _covers(entry, wanted, kind) and denial_covers(entry, leaf) else None


def _ended_vote(entry: Entry, wanted: ConceptRef, kind: Bearing, when: Moment, which: Qualified, shown: Shown) -> Vote | None:
    """The very thing, or something more general, that contradicts: a state that has ended, or a mild one for a severe one."""
    if entry.told is not None and when.truth is FALSE:
        return None  # the severe asthma of then may be a mild one now
    contradicts = when.denies if when.truth is FALSE else which.denies
    if not contradicts or not _covers(entry, wanted, kind):
        return None
    end = entry.item.end if isinstance(entry.item, Condition | Procedure | Medication) else None
    more = which.shown if which.truth is FALSE else ()
    return Vote(Weight.ENDED, shown, assumptions=which.assumptions, day=end.last if end is not None else None, more=more)


def _hints_at_disease(entry: Entry, leaf: Fact) -> bool:
    """Whether it is a treatment from which a disease is guessed, which has not ended: a bypass of 2019 and a heart disease at present."""
    return isinstance(leaf, HasCondition) and isinstance(entry.item, Procedure) and entry.item.end is None


def _without_time(leaf: Fact) -> Fact:
    return leaf.replaced(timing=EVER)


def _begin(entry: Entry) -> date | None:
    """The first day on which the entry may have begun, if it is dated."""
    item = entry.item
    if isinstance(item, Condition):
        return item.onset.first if item.onset is not None else None
    if isinstance(item, Procedure):
        day = item.date or item.start
        return day.first if day is not None else None
    return item.start.first if isinstance(item, Medication) and item.start is not None else None


def _covers(entry: Entry, wanted: ConceptRef, kind: Bearing) -> bool:
    """Whether the entry is the wanted thing itself or a more general one, so that denying it denies the wanted."""
    return kind == "same" or (wanted.id is not None and any(vocabulary().is_a(wanted.id, i) for i in entry.ids))


def _moment(entry: Entry, leaf: Fact, wanted: ConceptRef, within: Stretch | None, context: Context) -> Moment:
    concept = vocabulary().concept(wanted.id) if wanted.id is not None else None
    runs = how_it_runs(entry, concept if concept is not None and concept.domain == "procedure" else None)
    timing = _as_treatment(leaf) if isinstance(leaf, HasProcedure) and isinstance(entry.item, Medication) else leaf.timing
    # "Surgically sterile" is asked as a condition, but what makes so is an operation at any time before.
    treatment = isinstance(leaf, HasProcedure) or (isinstance(leaf, HasCondition) and concept is not None and concept.domain == "procedure")
    when = procedure_moment if treatment and not isinstance(entry.item, Medication) else moment
    if timing.lasting is not None:
        return when(entry, timing, within, context.on, runs)
    return context.once((when, entry, time_key(timing, within), runs), lambda: when(entry, timing, within, context.on, runs))


def _as_treatment(leaf: HasProcedure) -> Timing:
    """When a medicine counts as a treatment: with no time word at any time before where the treatment is a single act (a thrombolysis)."""
    concept = vocabulary().concept(leaf.concept.id) if leaf.concept.id is not None else None
    single = concept is not None and not concept.continuing and leaf.timing.tense == "present" and leaf.timing.window is None
    return leaf.timing.model_copy(update={"tense": "ever"}) if single else leaf.timing


def _given_votes(leaf: HasProcedure | TakesMedication, within: Stretch | None, context: Context) -> Iterator[Vote]:
    """Chemotherapy by the drugs it consists in; a cytotoxic drug, perhaps, by a procedure entry "chemotherapy".

    An entry under another heading may prove, but its end says nothing.
    """
    for entry, wanted, sure in under_other_headings(leaf, context.record):
        kind = relation(entry, wanted.id, wanted.name)
        if kind in ("no", "unclear") or (entry.absent and not sure):
            continue
        vote = _entry_vote(entry, leaf, wanted, kind, within, context)
        vote = _as_meant(vote, entry, leaf) if vote is not None and vote.weight is not Weight.ENDED else None
        if vote is not None:
            yield vote if sure else _perhaps(vote, entry, leaf)


def _as_meant(vote: Vote, entry: Entry, leaf: Fact) -> Vote | None:
    """The vote of a medicine that counts as a treatment only where it is given as one."""
    if not isinstance(entry.item, Medication):
        return vote
    if vote.weight is Weight.GENERAL and by_another_route(entry.item, leaf.concept.id):
        return None
    truth = for_its_purpose(entry, leaf.concept.id) if vote.weight in (Weight.PROOF, Weight.GENERAL) else TRUE
    return vote if truth is TRUE else None if truth is FALSE else _perhaps(vote, entry, leaf)


def _perhaps(vote: Vote, entry: Entry, leaf: Fact) -> Vote:
    """What would be a proof, where the entry only may be the thing asked for."""
    if vote.weight is not Weight.PROOF:
        return vote
    text = f"whether {vote.shown.text} is {leaf.concept.name} is not known"
    return Vote(Weight.GENERAL, vote.shown, (Because("missing", text, f"whether {entry.item.label} is {leaf.concept.name}"),))


def _together(leaf: TakesMedication, within: Stretch | None, context: Context) -> Vote | None:
    """Several entries of the drug at one time: whether their doses add up or one has replaced the other is not known."""
    entries = [e for e in context.record.entries("medications") if relation(e, leaf.concept.id, leaf.concept.name) == "same"]
    taken = [e for e in entries if not e.absent and _moment(e, leaf, leaf.concept, within, context).truth is TRUE]
    items = [e.item for e in taken if isinstance(e.item, Medication)]
    if len(items) < 2 or any(i.dose is None or i.unit != items[0].unit for i in items):
        return None
    total = items[0].model_copy(update={"dose": sum(i.dose or 0.0 for i in items)})
    several = {dose_check(item, leaf, same=True).truth for item in (*items, total)}
    if len(several) == 1:
        return None
    text = "; ".join(show_entry(e).text for e in taken)
    because = Because("conflicting_values", f"whether the doses add up is not known: {text}", f"the daily dose of {leaf.concept.name}")
    return Vote(Weight.WHICH, show_entry(taken[0]), (because,))


def _with_dose(which: Qualified, leaf: TakesMedication, item: Medication, same: bool) -> Qualified:
    if leaf.dose is None:
        return which
    dose = dose_check(item, leaf, same)
    truth = all_of((which.truth, dose.truth))
    reasons = (*which.reasons, *dose.reasons) if truth is UNKNOWN else ()
    return Qualified(truth, reasons, which.denies or (which.truth is TRUE and dose.truth is FALSE), which.assumptions)


def _asked(context: Context, statement: Fact) -> Answer:
    return fact_answer(statement, context)


def _denied(context: Context, cause: ConceptRef) -> Answer | None:
    return context.once((_denied, cause.id), lambda: _never_had(cause.id, context))


def _never_had(cause_id: str | None, context: Context) -> Answer | None:
    leaves = _cause_leaves(cause_id) if cause_id is not None else None
    if leaves is None:
        return None
    answer = fact_answer(leaves[0], context)
    if answer.truth is UNKNOWN and all(r.code in ("missing", "stale") for r in answer.reasons):
        # Never seen, and not there now: a serological test tells. A load of virus may be low by treatment, or after a cure.
        answer = fact_answer(leaves[1], context)
        if not any(_serological(shown, context) for shown in answer.evidence):
            return None
    return answer if answer.truth is FALSE else None


@remembered(maxsize=10_000)
def _cause_leaves(cause_id: str) -> tuple[HasCondition, HasCondition] | None:
    """The questions whether the patient ever had a cause, or what an organism causes, and has it now; None if it is no condition."""
    concept = vocabulary().caused_by(cause_id) or vocabulary().concept(cause_id)
    if concept is None or concept.domain != "condition":
        return None
    ref = ConceptRef(id=concept.id, name=concept.name)
    return HasCondition(concept=ref, timing=EVER), HasCondition(concept=ref)


def _serological(shown: Shown, context: Context) -> bool:
    if shown.section != "observations" or shown.index is None:
        return False
    definition = context.record.readings[shown.index].definition
    return definition is not None and definition.kind == "term"

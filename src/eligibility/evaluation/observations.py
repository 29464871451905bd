"""Leaves on observations: thresholds, ranges, classes and terms (contract §§5 and 6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eligibility.evaluation.claims import class_of, days_of, test_result
from eligibility.evaluation.context import Context
from eligibility.evaluation.denials import denial_votes
from eligibility.evaluation.derived import Derived, derive, graded_by_condition, is_newer
from eligibility.evaluation.evidence import Answer, Because
from eligibility.evaluation.facts import fact_answer
from eligibility.evaluation.graded_results import graded_answer
from eligibility.evaluation.moments import moment
from eligibility.evaluation.quantities import Measured, compare, in_normal_range, measured, unknown
from eligibility.evaluation.scales import class_fits
from eligibility.evaluation.selection import Judge, candidates, judge_latest
from eligibility.evaluation.showing import show_entry, show_reading
from eligibility.evaluation.summed_results import results_in_the_name, summed_answer
from eligibility.evaluation.timing import up_to
from eligibility.evaluation.told import told_by_code
from eligibility.evaluation.votes import Weight
from eligibility.logic import FALSE, TRUE, UNKNOWN, Truth, agreed, all_of, negate, truth_of
from eligibility.patient.lookups import Entry, Reading, folded_name, name_id, relation
from eligibility.patient.periods import covering, of_periods
from eligibility.patient.readings import unnamed_key
from eligibility.patient.record import Condition
from eligibility.reference.calculators import scale_of_score, scores_of_classes
from eligibility.reference.observations import Observation, observations, scale_value, values_within
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import NOW, Bound, Comparator, Comparison, ConceptRef, HasCondition, OneOf, Quantity, Range, Timing

_NORMAL = frozenset({"normal", "within normal limit", "within normal range"})
_ABNORMAL = frozenset({"abnormal"})
_TEST_WORDS = {"positive": True, "negative": False}

MeasuredJudge = Callable[[Measured], Answer]


def definition_of(ref: ConceptRef) -> Observation | None:
    """The observation a leaf asks for; None for a name that the tables do not know."""
    return observations().get(ref.id) if ref.id is not None else None


def key_of(ref: ConceptRef) -> str:
    """What the readings of the observation are grouped under."""
    return ref.id if definition_of(ref) is not None and ref.id is not None else unnamed_key(folded_name(ref.name))


def comparison_answer(leaf: Comparison, context: Context) -> Answer:
    """An observation against a limit."""
    definition = definition_of(leaf.observation)
    if definition is not None and definition.kind == "class" and isinstance(leaf.limit, Quantity):
        wanted = _classes(definition, leaf.operator, leaf.limit)
        return (
            _no_class(definition, leaf.limit)
            if wanted is None
            else _class_answer(leaf.observation, definition, wanted, leaf.timing, context)
        )
    return _measured_answer(leaf.observation, leaf.timing, context, lambda value: compare(value, leaf.operator, leaf.limit, context))


def range_answer(leaf: Range, context: Context) -> Answer:
    """An observation between two limits."""
    definition = definition_of(leaf.observation)
    low, high = leaf.low.limit, leaf.high.limit
    if definition is not None and definition.kind == "class" and isinstance(low, Quantity) and isinstance(high, Quantity):
        above = _classes(definition, _operator(leaf.low, "low"), low)
        below = _classes(definition, _operator(leaf.high, "high"), high)
        if above is None or below is None:
            return _no_class(definition, low if above is None else high)
        return _class_answer(leaf.observation, definition, tuple(v for v in above if v in below), leaf.timing, context)
    return _measured_answer(leaf.observation, leaf.timing, context, lambda value: _between(value, leaf, context))


def _operator(bound: Bound, end: str) -> Comparator:
    if end == "low":
        return ">=" if bound.inclusive else ">"
    return "<=" if bound.inclusive else "<"


def _between(value: Measured, leaf: Range, context: Context) -> Answer:
    parts = [
        compare(value, _operator(leaf.low, "low"), leaf.low.limit, context),
        compare(value, _operator(leaf.high, "high"), leaf.high.limit, context),
    ]
    truth = all_of(p.truth for p in parts)
    deciding = [p for p in parts if p.truth is truth]
    assumptions = tuple(s for p in deciding for s in p.assumptions)
    return Answer(truth, deciding[0].evidence, tuple(r for p in deciding for r in p.reasons), assumptions)


def _measured_answer(ref: ConceptRef, timing: Timing, context: Context, judge: MeasuredJudge) -> Answer:
    def of_reading(reading: Reading) -> Answer:
        value = measured(reading, context.on)
        return unknown(value) if isinstance(value, Because) else judge(value)

    def of_derived(derived: Derived) -> Answer:
        answer = judge(derived.as_measured())
        return Answer(answer.truth, (*answer.evidence, *derived.shown[1:]), answer.reasons, answer.assumptions)

    told = _by_class(ref, timing, context, judge) or _of_the_period(ref, timing, context, of_reading)
    return told or _recorded_or_derived(ref, timing, context, of_reading, of_derived)


def _of_the_period(ref: ConceptRef, timing: Timing, context: Context, of_reading: Judge) -> Answer | None:
    """What a reading tells that is of just the time asked for: "exacerbations in the last 12 months", where nothing else tells."""
    window = timing.window
    whole = window is not None and window.direction == "past" and window.end is None and not window.open and window.half_lives is None
    if window is None or window.start is None or not whole or context.record.of(key_of(ref)):
        return None
    key = key_of(ref)
    named = (each for each in context.record.once(of_periods) if each.key == key)
    of_it = [each.reading for each in covering(window.start, named, context.on)]
    return judge_latest(of_it, NOW, context, of_reading, _name(ref)) if of_it else None


def _by_class(ref: ConceptRef, timing: Timing, context: Context, judge: MeasuredJudge) -> Answer | None:
    """What the class tells of a score that is not recorded itself: whoever is in Child-Pugh class A has 5 or 6 points."""
    definition = definition_of(ref)
    scale = scale_of_score(definition.id) if definition is not None else None
    if definition is None or scale is None or context.record.of(definition.id):
        return None

    def of_reading(reading: Reading) -> Answer:
        low, high = scores_of_classes(scale).get(class_of(reading) or "", (None, None))
        if low is None or high is None:
            return Answer(UNKNOWN)
        return judge(Measured(low, high, None, "1", definition, show_reading(reading)))

    told = judge_latest(context.record.of(scale), timing, context, of_reading, _name(ref))
    return told if told.truth is not UNKNOWN else None


def _recorded_or_derived(
    ref: ConceptRef, timing: Timing, context: Context, judge: Judge, of_derived: Callable[[Derived], Answer]
) -> Answer:
    readings = context.record.of(key_of(ref))
    definition = definition_of(ref)
    recorded = judge_latest(readings, timing, context, judge, _name(ref))
    plain = timing.lasting is None and timing.tense == "present" and (timing.window is None or timing.window.direction == "past")
    if definition is None or definition.calculator is None or not plain:
        return recorded
    within = context.stretch(timing.window) if timing.window is not None else up_to(context.on)
    derived = derive(definition, within, context)
    if not isinstance(derived, Derived):
        return recorded if derived is None or readings else unknown(derived)
    chosen = candidates(readings, within, context.on)
    if chosen.readings and chosen.sure and is_newer(chosen.readings, derived.newest, context.on):
        return recorded
    calculated = of_derived(derived)
    undated = [r for r in chosen.readings if days_of(r, context.on)[1] >= derived.newest]
    if undated and recorded.truth is not calculated.truth:
        text = f"whether {show_reading(undated[0]).text} or the calculated value is the newer is not known"
        return unknown(Because("undated", text, "its date"))
    return calculated


def _name(ref: ConceptRef) -> str:
    definition = definition_of(ref)
    return definition.name if definition is not None else ref.name


# ------------------------------------------------------------------ terms and classes


def one_of_answer(leaf: OneOf, context: Context) -> Answer:
    """An observation whose value is one of some terms or classes."""
    definition = definition_of(leaf.observation)
    if definition is not None and (definition.kind == "class" or (definition.scale is not None and definition.kind == "score")):
        return _class_answer(leaf.observation, definition, leaf.values, leaf.timing, context)
    readings = context.record.of(key_of(leaf.observation))
    told = _told_otherwise(definition, leaf, context) if not readings else None
    return told or judge_latest(readings, leaf.timing, context, lambda r: _term(r, leaf.values, context), _name(leaf.observation))


def _told_otherwise(definition: Observation | None, leaf: OneOf, context: Context) -> Answer | None:
    """What the rest of the record tells of a test that nobody recorded."""
    told = _told_result(definition, leaf, context) or graded_answer(leaf, context, one_of_answer)
    told = told or summed_answer(leaf, context, one_of_answer)
    return told or _ruled_out(definition, leaf.values, context)


def _told_result(definition: Observation | None, leaf: OneOf, context: Context) -> Answer | None:
    """The result that the names of conditions have in them ("HER2-positive breast cancer"), where nobody recorded the test itself."""
    if definition is None or leaf.timing.window is not None or leaf.timing.lasting is not None:
        return None
    entries = (e for e in (*context.record.entries("conditions"), *context.record.taken_apart) if not e.absent)
    named = [(e, results[definition.id]) for e in entries if definition.id in (results := results_in_the_name(e))]
    told = [e for e, _ in named]
    moments = [moment(e, leaf.timing, None, context.on, "once").truth for e in told]
    if UNKNOWN in moments or _may_be_of_another(told, context):
        return None
    meant = [each for each, truth in zip(named, moments, strict=True) if truth is TRUE]
    truths = {truth_of(result in leaf.values) for _, result in meant}
    return Answer(truths.pop(), tuple(show_entry(e) for e, _ in meant)) if len(truths) == 1 else None


def _may_be_of_another(told: Sequence[Entry], context: Context) -> bool:
    """Whether there is another cancer than those whose names tell a result: the test asked for may be of that one."""
    known = vocabulary()
    entries = (*context.record.entries("conditions"), *context.record.taken_apart)
    cancers = {i for e in entries if not e.absent for i in e.ids if known.is_a(i, "malignancy") and not known.is_a(i, "metastasis")}
    own = {i for e in told for i in e.ids}
    return len(own) > 1 or any(not known.is_a(i, o) and not known.is_a(o, i) for i in cancers for o in own)


def _ruled_out(definition: Observation | None, wanted: Sequence[str], context: Context) -> Answer | None:
    """A test that nobody made is not positive where the patient's sex rules out what it would prove: a man's pregnancy test."""
    if definition is None or definition.proves is None or {_result_word(definition, w) for w in wanted} != {True}:
        return None
    proved = name_id(definition.proves, "condition")
    never = [v for v in denial_votes(proved, context) if v.weight is Weight.NEVER] if proved is not None else []
    return Answer(FALSE, tuple(v.shown for v in never)) if never else None


def _term(reading: Reading, wanted: Sequence[str], context: Context) -> Answer:
    truth = _term_truth(reading, wanted)
    if truth is not UNKNOWN:
        return Answer(truth, (show_reading(reading),))
    normal = {w for w in map(folded_name, wanted) if w in _NORMAL | _ABNORMAL}
    if normal and isinstance(reading.item.value, float) and not isinstance(reading.item.value, bool):
        return _normal(reading, bool(normal & _NORMAL), bool(normal & _ABNORMAL), context)
    text = f"whether {show_reading(reading).text} is {' or '.join(wanted)} is not known"
    return unknown(Because("missing", text, f"{reading.label} as {' or '.join(wanted)}"))


def _term_truth(reading: Reading, wanted: Sequence[str]) -> Truth:
    value, definition = reading.item.value, reading.definition
    result = (
        test_result(reading)
        if definition is None or definition.scale is not None or definition.proves or definition.denies
        else reading.holds
    )
    asked = {_result_word(definition, w) for w in wanted}
    if result is not None and None not in asked:
        return truth_of(result in asked)
    if isinstance(value, bool | float):
        number = "" if isinstance(value, bool) or reading.item.comparator is not None else f"{value:g}"
        scored = number and definition is not None and definition.kind in ("score", "count") and all(map(_is_number, wanted))
        return TRUE if number in wanted else FALSE if scored else UNKNOWN
    if definition is not None and definition.scale is not None and (known := scale_value(definition, value)) is not None:
        return class_fits(definition, known, wanted)
    return TRUE if folded_name(value) in map(folded_name, wanted) else UNKNOWN


def _is_number(word: str) -> bool:
    return word.replace(".", "", 1).isdigit()


def _result_word(definition: Observation | None, word: str) -> bool | None:
    known = scale_value(definition, word) if definition is not None else None
    return _TEST_WORDS.get(known or folded_name(word))


def _normal(reading: Reading, normal: bool, abnormal: bool, context: Context) -> Answer:
    value = measured(reading, context.on)
    if isinstance(value, Because):
        return unknown(value)
    answer = in_normal_range(value, context)
    if normal and abnormal:
        return Answer(TRUE, (show_reading(reading),))
    return answer if normal else Answer(negate(answer.truth), answer.evidence, answer.reasons, answer.assumptions)


def _class_answer(ref: ConceptRef, definition: Observation, wanted: Sequence[str], timing: Timing, context: Context) -> Answer:
    """A class: as observed, calculated, recorded as stage or severity of its condition, or that of the condition's absence."""

    def of_reading(reading: Reading) -> Answer:
        value = class_of(reading)
        if value is None:
            text = f"{show_reading(reading).text} is no value of {definition.name}"
            return unknown(Because("missing", text, f"{definition.name} as one of {', '.join(definition.values)}"))
        return _classified(definition, value, wanted, show_reading(reading).text, Answer(TRUE, (show_reading(reading),)))

    def of_derived(derived: Derived) -> Answer:
        truth = agreed(class_fits(definition, value, wanted) for value in derived.classes())
        reasons = (
            (Because("censored_value", f"{derived.shown[0].text} is not known exactly enough", "exact inputs"),) if truth is UNKNOWN else ()
        )
        return Answer(truth, derived.shown, reasons, derived.assumptions)

    if not context.record.of(key_of(ref)) and definition.condition is not None:
        graded = _by_condition(definition, wanted, timing, context)
        if graded is not None:
            return graded
    return _recorded_or_derived(ref, timing, context, of_reading, of_derived)


def _classified(definition: Observation, value: str, wanted: Sequence[str], text: str, source: Answer) -> Answer:
    truth = class_fits(definition, value, wanted)
    if truth is UNKNOWN:
        return unknown(Because("stage_not_recorded", f"{text} is not exact enough for {', '.join(wanted)}", f"the exact {definition.name}"))
    return Answer(truth, source.evidence, (), source.assumptions)


def _by_condition(scale: Observation, wanted: Sequence[str], timing: Timing, context: Context) -> Answer | None:
    """From the stage or severity of an entry on the condition that the scale grades, or from that condition's absence."""
    condition_id = name_id(scale.condition or "", "condition")
    if condition_id is None or scale.condition is None:
        return None
    within = context.stretch(timing.window) if timing.window is not None else None
    answers = []
    for entry in (*context.record.entries("conditions"), *context.record.taken_apart):
        if entry.absent or relation(entry, condition_id, scale.condition) not in ("same", "is"):
            continue
        value = _graded_value(scale, entry)
        if value is not None and moment(entry, timing, within, context.on, "once").truth is TRUE:
            answers.append(_classified(scale, value, wanted, show_entry(entry).text, Answer(TRUE, (show_entry(entry),))))
    if answers:
        truth = agreed(a.truth for a in answers)
        if truth is TRUE or (truth is FALSE and timing.tense != "ever"):  # a present class denies no earlier one
            return Answer(truth, tuple(e for a in answers for e in a.evidence))
        reasons = tuple(r for a in answers for r in a.reasons)
        return Answer(
            UNKNOWN,
            reasons=reasons or (_unsettled_grade(scale, wanted, truth),),
        )
    if timing.window is not None or timing.tense != "present" or timing.lasting is not None:
        return None
    absent = graded_by_condition(scale, context)
    if absent is not None:
        return _classified(scale, absent[0], wanted, absent[0], Answer(TRUE, absent[1], (), absent[2]))
    if scale.absent_value is None and scale.calculator is None:
        # Whoever does not have the condition is in none of its classes.
        answer = fact_answer(HasCondition(concept=ConceptRef(id=condition_id, name=scale.condition)), context)
        return answer if answer.truth is FALSE else None
    return None


def _unsettled_grade(scale: Observation, wanted: Sequence[str], truth: Truth) -> Because:
    if truth is FALSE:
        text = f"whether {scale.condition} was ever of {scale.name} {' or '.join(wanted)}"
        return Because("stage_not_recorded", f"{text} is not recorded", text)
    return Because("conflicting_values", f"the recorded grades of {scale.condition} disagree", "which is right")


def _graded_value(scale: Observation, entry: Entry) -> str | None:
    item = entry.item
    assert isinstance(item, Condition)
    said = entry.told or told_by_code(entry.ids)
    named = said.stage if said is not None else None
    told = named.text if named is not None and named.scale in (None, scale.id) else None
    for text in (item.stage, told, item.severity):
        value = scale_value(scale, text) if text is not None else None
        if value is not None:
            return value
    return None


def _classes(definition: Observation, operator: Comparator, limit: Quantity) -> tuple[str, ...] | None:
    """The classes that compare so with a numbered one: West Haven < 2 is 0 and 1. None if the scale has no such class."""
    value = scale_value(definition, f"{limit.value:g}")
    if value is None:
        return None
    same = values_within(definition, value)
    first, last = (definition.values.index(v) for v in (same[0], same[-1]))
    match operator:
        case "<":
            return definition.values[:first]
        case "<=":
            return definition.values[: last + 1]
        case ">":
            return definition.values[last + 1 :]
        case ">=":
            return definition.values[first:]
        case "=":
            return same


def _no_class(definition: Observation, limit: object) -> Answer:
    return unknown(Because("not_understood", f"{definition.name} has no class {limit}", f"one of {', '.join(definition.values)}"))

"""Results that others tell: a hormone receptor by the oestrogen and progesterone receptors, a triple-negative cancer by all three.

Which tests sum up which is in `data/entailments.csv`: kind `summed` (positive where one of its parts is, negative where all are), kind
`kinds` (positive where one of them is), and kind `negative` (a disease in which the tests are negative). The name of such a disease
tells the results as well, and the results that an entry is of it.
"""

from __future__ import annotations

from collections.abc import Callable

from eligibility.evaluation.claims import latest_readings, test_result
from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Answer, Shown
from eligibility.evaluation.showing import show_reading
from eligibility.logic import TRUE, UNKNOWN, Truth, all_of, any_of, negate, truth_of
from eligibility.patient.lookups import Entry, Reading, related
from eligibility.reference.entailments import entailed
from eligibility.reference.observations import observation
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import ConceptRef, OneOf

_POSITIVE, _NEGATIVE = ("positive",), ("negative",)
Judge = Callable[[OneOf, Context], Answer]


def summed_answer(leaf: OneOf, context: Context, judge: Judge) -> Answer | None:
    """The answer by the parts of the test asked for, or by the test that it is a part of; None where they tell nothing.

    `judge` answers the same question of another test.
    """
    if leaf.observation.id is not None and set(leaf.values) == {*_POSITIVE, *_NEGATIVE}:  # "hormone receptor status known"
        either = summed_answer(leaf.replaced(values=_POSITIVE), context, judge)
        return Answer(TRUE, either.evidence, (), either.assumptions) if either is not None and either.truth is not UNKNOWN else None
    if leaf.observation.id is None or leaf.values not in (_POSITIVE, _NEGATIVE):
        return None
    summed, kinds = entailed("summed").get(leaf.observation.id), entailed("kinds").get(leaf.observation.id)
    if summed is not None or kinds is not None:
        told = _by_parts(leaf, [judge(_asked_of(leaf, part, _POSITIVE), context) for part in summed or kinds or ()])
        if summed is not None or (told is not None and told.truth is truth_of(leaf.values == _POSITIVE)):
            return told
        # Others than the kinds of a mutation that the table has may be there, if it is not denied as one of a more general kind.
    return _by_the_whole(leaf, leaf.observation.id, context, judge)


def _by_parts(leaf: OneOf, positive: list[Answer]) -> Answer | None:
    truth = any_of(each.truth for each in positive)
    if truth is UNKNOWN:
        return None
    deciding = [each for each in positive if each.truth is truth]
    evidence = tuple(shown for each in deciding for shown in each.evidence)
    assumptions = tuple(a for each in deciding for a in each.assumptions)
    return Answer(truth if leaf.values == _POSITIVE else negate(truth), evidence, (), assumptions)


def _by_the_whole(leaf: OneOf, part: str, context: Context, judge: Judge) -> Answer | None:
    """A negative sum makes each of its parts negative; which of them is positive, a positive one does not tell."""
    for whole, parts in (*entailed("summed").items(), *entailed("kinds").items()):
        if part in parts and context.record.of(whole):
            answer = judge(_asked_of(leaf, whole, _NEGATIVE), context)
            if answer.truth is TRUE:
                return Answer(truth_of(leaf.values == _NEGATIVE), answer.evidence, (), answer.assumptions)
    return None


def _asked_of(leaf: OneOf, test: str, values: tuple[str, ...]) -> OneOf:
    ref = ConceptRef(id=test, name=observation(test).name)
    return leaf.replaced(observation=ref, values=values)


def results_in_the_name(entry: Entry) -> dict[str, str]:
    """The results that the name of a condition has in it, by the test: "HER2-positive breast cancer", "TNBC"."""
    named = {test: "negative" for each in entry.ids for test in entailed("negative").get(each, ())}
    return named | (entry.told.results if entry.told is not None else {})


def is_of_the_kind(entry: Entry, wanted_id: str | None, context: Context) -> tuple[Truth, tuple[Shown, ...]]:
    """Whether the tests show that an entry is of a kind that is negative in all of them, and the readings by which they do.

    The entry is of just the disease that the kind is one of: by its receptors alone no "cancer" is one of the breast.
    """
    sums = entailed("summed")
    tests = [test for test in entailed("negative").get(wanted_id or "", ()) if test not in sums]
    known = vocabulary().concept(wanted_id or "")
    if not tests or known is None or not any(related(i, parent) == "is" for i in entry.ids for parent in known.parents):
        return UNKNOWN, ()
    named = results_in_the_name(entry)
    found = [_newest(test, context) for test in tests]
    truths = [_is_negative(readings, named.get(test)) for test, readings in zip(tests, found, strict=True)]
    truth = all_of(truths)
    deciding = [r for readings, each in zip(found, truths, strict=True) for r in readings if each is truth]
    return truth, tuple(map(show_reading, dict.fromkeys(deciding)))


def _newest(test: str, context: Context) -> list[Reading]:
    """The latest readings of a test, else those of a negative sum that it is a part of."""
    wholes = [whole for whole, parts in entailed("summed").items() if test in parts]
    own = latest_readings(context.record.of(test), context.on)
    sums = [latest_readings(context.record.of(whole), context.on) for whole in wholes]
    return own or next((several for several in sums if {test_result(r) for r in several} == {False}), [])


def _is_negative(readings: list[Reading], named: str | None) -> Truth:
    """Whether the readings, or else the name, say that the test is negative."""
    said = {test_result(r) for r in readings} or ({named == "positive"} if named is not None else {None})
    return UNKNOWN if len(said) > 1 or None in said else truth_of(said == {False})

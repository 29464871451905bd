"""`evaluation/votes`: how the words of several entries settle a statement."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from eligibility.evaluation.evidence import Because, Shown
from eligibility.evaluation.votes import Vote, Weight, hinted, settle

EARLY, LATE = date(2025, 1, 1), date(2026, 1, 1)
MAYBE = (Weight.GENERAL, Weight.WHEN, Weight.WHICH, Weight.BARE)


def vote(weight: Weight, day: date | None = None, *, reading: bool = False, text: str = "") -> Vote:
    reasons = (Because("missing", f"why {weight.value}", "more"),) if weight in (*MAYBE, Weight.HINT) else ()
    return Vote(weight, Shown("conditions", 0, text or weight.value), reasons, (f"assumed of {weight.value}",), day, reading)


def settled(*votes: Vote) -> str:
    """The truth, and what is shown or given as a reason; the same in any order of the entries."""
    answers = [settle(order) for order in permutations(votes)]
    assert len({answer and answer.truth for answer in answers}) == 1
    answer = answers[0]
    if answer is None:
        return "nothing"
    return f"{answer.truth}: " + "; ".join((*(s.text for s in answer.evidence), *(r.text for r in answer.reasons)))


def test_no_entry_says_nothing() -> None:
    assert settle([]) is None


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        (Weight.PROOF, "true: proof"),
        (Weight.NEVER, "false: never"),
        (Weight.NOT_THEN, "false: not then"),
        (Weight.ENDED, "false: ended"),
        (Weight.GENERAL, "unknown: why general"),
        (Weight.WHEN, "unknown: why when"),
        (Weight.WHICH, "unknown: why which"),
        (Weight.BARE, "unknown: why bare"),
        (Weight.HINT, "nothing"),
    ],
)
def test_one_entry_alone(weight: Weight, expected: str) -> None:
    assert settled(vote(weight)) == expected


@pytest.mark.parametrize("other", [*MAYBE, Weight.ENDED, Weight.HINT])
def test_a_proof_needs_no_other_entry(other: Weight) -> None:
    assert settled(vote(Weight.PROOF), vote(other)) == "true: proof"


@pytest.mark.parametrize("denial", [Weight.NEVER, Weight.NOT_THEN])
def test_a_proof_and_a_denial_contradict_each_other(denial: Weight) -> None:
    assert settled(vote(Weight.PROOF), vote(denial)) == f"unknown: the record contradicts itself: proof against {denial.value}"


@pytest.mark.parametrize(
    ("denial", "doubt", "expected"),
    [
        (Weight.NEVER, Weight.WHEN, "unknown"),  # "never" leaves no room for an undated entry
        (Weight.NOT_THEN, Weight.WHEN, "false"),  # a denial at some time leaves it room outside that time
        (Weight.NEVER, Weight.GENERAL, "false"),
        (Weight.NOT_THEN, Weight.GENERAL, "false"),
        (Weight.NEVER, Weight.WHICH, "unknown"),
        (Weight.NOT_THEN, Weight.WHICH, "unknown"),
        (Weight.NEVER, Weight.BARE, "unknown"),
        (Weight.NOT_THEN, Weight.BARE, "unknown"),
        (Weight.NEVER, Weight.ENDED, "false"),
        (Weight.NOT_THEN, Weight.HINT, "false"),
    ],
)
def test_a_denial_and_a_doubt(denial: Weight, doubt: Weight, expected: str) -> None:
    assert settled(vote(denial), vote(doubt)).partition(":")[0] == expected


@pytest.mark.parametrize(
    ("doubt", "expected"),
    [(Weight.GENERAL, "unknown: why general"), (Weight.WHEN, "unknown: why when"), (Weight.WHICH, "unknown: why which")],
)
def test_another_entry_may_be_what_an_ended_one_is_not(doubt: Weight, expected: str) -> None:
    assert settled(vote(Weight.ENDED), vote(doubt)) == expected


def test_a_bare_yes_is_worth_less_than_an_ended_entry() -> None:
    assert settled(vote(Weight.ENDED), vote(Weight.BARE)) == "false: ended"


# ------------------------------------------------------------------ what came after what


def test_what_began_after_a_denial_of_its_day_outdates_it() -> None:
    assert settled(vote(Weight.PROOF, LATE), vote(Weight.NOT_THEN, EARLY)) == "true: proof"
    assert settled(vote(Weight.PROOF, EARLY), vote(Weight.NOT_THEN, EARLY)).startswith("unknown: the record contradicts itself")
    assert settled(vote(Weight.PROOF), vote(Weight.NOT_THEN, EARLY)).startswith("unknown: the record contradicts itself")
    assert settled(vote(Weight.WHICH, LATE), vote(Weight.NOT_THEN, EARLY)) == "unknown: why which"


def test_never_is_outdated_by_nothing() -> None:
    assert settled(vote(Weight.PROOF, LATE), vote(Weight.NEVER, EARLY)).startswith("unknown: the record contradicts itself")


@pytest.mark.parametrize("day", [EARLY, LATE])
def test_a_state_that_ended_since_an_observation_is_over(day: date) -> None:
    assert settled(vote(Weight.PROOF, EARLY, reading=True), vote(Weight.ENDED, day)) == "false: ended"


def test_an_observation_after_the_end_proves_another_one() -> None:
    assert settled(vote(Weight.PROOF, LATE, reading=True), vote(Weight.ENDED, EARLY)) == "true: proof"


def test_an_entry_that_goes_on_is_another_than_the_ended_one() -> None:
    assert settled(vote(Weight.PROOF, EARLY), vote(Weight.ENDED, LATE)) == "true: proof"


def test_an_end_without_a_date_leaves_an_observation_open() -> None:
    found = settled(vote(Weight.PROOF, LATE, reading=True), vote(Weight.ENDED))
    assert found == "unknown: the record contradicts itself: proof against ended"
    other = vote(Weight.PROOF, text="an entry")
    assert settled(vote(Weight.PROOF, LATE, reading=True), other, vote(Weight.ENDED)).startswith("true: ")


# ------------------------------------------------------------------ what is shown


def test_all_entries_that_decide_are_shown_with_what_they_rest_on_and_assume() -> None:
    rest = Shown("observations", 3, "NYHA class II")
    answer = settle([vote(Weight.PROOF, text="one")._replace(more=(rest,)), vote(Weight.GENERAL), vote(Weight.PROOF, text="two")])
    assert answer is not None
    assert [s.text for s in answer.evidence] == ["one", "NYHA class II", "two"]
    assert answer.assumptions == ("assumed of proof", "assumed of proof")
    assert answer.reasons == ()


def test_all_doubts_are_reasons() -> None:
    answer = settle([vote(Weight.WHEN), vote(Weight.HINT), vote(Weight.GENERAL)])
    assert answer is not None
    assert [r.text for r in answer.reasons] == ["why when", "why general"]
    assert answer.assumptions == ("assumed of when", "assumed of general")


def test_hints_say_what_is_missing() -> None:
    assert [r.text for r in hinted([vote(Weight.WHEN), vote(Weight.HINT)])] == ["why hint"]

"""Which words of a trial's source belong to a criterion itself, and which to its parts."""

from __future__ import annotations

import pytest

from eligibility import compile_trial
from eligibility.report.places import all_words, own_words
from eligibility.rules.trial import Criterion


def compiled(text: str) -> tuple[str, Criterion]:
    trial = compile_trial(f"Inclusion Criteria:\n\n{text}\n")
    return trial.source, trial.criteria[0]


def own(text: str) -> list[str]:
    source, criterion = compiled(text)
    return [span.of(source).strip() for span in own_words(source, criterion)]


def test_all_words_of_a_criterion_without_parts_are_its_own() -> None:
    assert own("* Asthma or gout") == ["Asthma or gout"]


@pytest.mark.parametrize(("first", "second"), [("1.", "2."), ("a)", "b)"), ("(i)", "(ii)"), ("-", "-"), ("•", "•")])
def test_the_marker_of_the_first_part_is_not_among_the_words_before_it(first: str, second: str) -> None:
    assert own(f"One of the following:\n{first} Asthma\n{second} Gout") == ["One of the following:"]


def test_the_words_of_the_whole_and_its_parts_come_in_order() -> None:
    source, criterion = compiled("One of the following:\n1. Asthma\n2. Gout")
    found = [(part.id, span.of(source).strip()) for part, span in all_words(source, criterion)]
    assert found == [("I1", "One of the following:"), ("I1.1", "Asthma"), ("I1.2", "Gout")]


def test_a_criterion_without_a_place_has_no_words() -> None:
    source, criterion = compiled("One of the following:\n1. Asthma\n2. Gout")
    assert list(own_words(source, criterion.replaced(span=None))) == []
    assert [part.id for part, _ in all_words(source, criterion.replaced(span=None))] == ["I1.1", "I1.2"]

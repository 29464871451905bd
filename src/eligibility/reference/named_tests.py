"""Results of tests that stand among the diseases: "HBsAg positive", "positive QuantiFERON"."""

from __future__ import annotations

import re

from eligibility.reference.entailments import entailed
from eligibility.reference.mentions import mention_finder
from eligibility.reference.observations import Observation, find_observation, observations
from eligibility.reference.vocabulary import remembered, vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FOUND = r"positive|pos|detected|detectable|reactive"
_RESULT = re.compile(
    rf"(?P<test>.+?)(?:[ -]?\+|,?[ -](?:{_FOUND}))(?: carrier(?: state)?| state| status| serology)?"
    rf"|(?:{_FOUND})(?: for)? (?P<other>.+)",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"(?P<test>.+?)[ -](?:negative|non[ -]?reactive|not detected|undetectable)(?: status)?", re.IGNORECASE)
_NOT_FOUND = re.compile(r"\b(?:negative|neg|non[ -]?reactive|not detected|undetected|undetectable|no|not|never|denies)\b", re.IGNORECASE)


@remembered(maxsize=20_000)
def proven_by_test(name: str) -> str | None:
    """The name of the disease, or of the state, that a name proves by the positive result of a test; None for any other name.

    >>> proven_by_test("HBsAg positive"), proven_by_test("anti-HCV positive"), proven_by_test("HBsAg negative")
    ('hepatitis B', None, None)
    """
    match = _RESULT.fullmatch(name.strip())
    found = find_observation(match["test"] or match["other"]) if match is not None else None
    return found.proves if found is not None else None


def says_negative(name: str) -> bool:
    """Whether a name says that a test, or what it names, was not found: "HIV negative"."""
    return _NOT_FOUND.search(name) is not None


def is_negative_test(name: str) -> bool:
    """Whether a name is that of a test, or of a germ, with a negative result and no more: "HIV negative", "HBsAg-negative"."""
    match = _NEGATIVE.fullmatch(name.strip())
    tested = match["test"] if match is not None else ""
    return bool(tested) and (find_observation(tested) is not None or vocabulary().lookup(tested, "organism") is not None)


@remembered(maxsize=20_000)
def told_by_tests(name: str) -> tuple[str, ...]:
    """The diseases of which the tests tell that a name mentions: a "positive PPD" of tuberculosis."""
    readings = (r for m in mention_finder().find(_WORD.findall(name)) for r in m.readings)
    tests = (observations()[r.value] for r in readings if r.value in observations())
    return tuple(dict.fromkeys(each for test in tests for each in diseases_of(test)))


@remembered(maxsize=None)
def diseases_of(test: Observation) -> tuple[str, ...]:
    """The diseases that a positive test shows, or may show (rows `shows` of `data/entailments.csv`)."""
    named = (vocabulary().lookup(each, "condition") for each in (test.proves, test.denies) if each is not None)
    return tuple(dict.fromkeys((*(c.id for c in named if c is not None), *entailed("shows").get(test.id, ()))))

"""Lines of the contract's tables: a criterion's text, a record, the outcome; compiled and screened as a user would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal

import pytest
from _pytest.mark.structures import ParameterSet

from eligibility import Trial, screen
from eligibility.evaluation.results import CriterionResult
from spec.records import ON, has

Kind = Literal["inclusion", "exclusion"]


@cache
def trial(kind: Kind, text: str, conditions: tuple[str, ...] = ()) -> Trial:
    """A trial with this one criterion."""
    return Trial.from_criteria(**{kind: [text]}, conditions=conditions)


def result(kind: Kind, text: str, record: Mapping[str, Any], conditions: tuple[str, ...] = (), **options: Any) -> CriterionResult:
    """The answer to the one criterion, on `ON` unless the options say otherwise."""
    report = screen(record, trial(kind, text, conditions), **{"on": ON, **options})
    return report.criteria[0]


def outcome(kind: Kind, text: str, record: Mapping[str, Any], conditions: tuple[str, ...] = (), **options: Any) -> str:
    """The outcome of the one criterion, for tests that compare those of several records."""
    return str(result(kind, text, record, conditions, **options).outcome)


def check(kind: Kind, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any] | None = None) -> None:
    """The outcome is the one expected; `unknown: code` expects that reason among the reasons as well."""
    got = result(kind, text, record, **(options or {}))
    outcome, _, code = expected.partition(": ")
    because = [e.text for e in got.evidence] + [f"{r.code}: {r.text}" for r in got.reasons]
    assert got.outcome == outcome, because
    assert not code or code in {str(r.code) for r in got.reasons}, because


def needs(text: str, special: str, record: Mapping[str, Any], expected: str, **options: Any) -> ParameterSet:
    """One line: an inclusion criterion and the outcome for this record."""
    return pytest.param("inclusion", text, record, expected, options, id=f"{text}: {special}: {expected}")


def excludes(text: str, special: str, record: Mapping[str, Any], expected: str, **options: Any) -> ParameterSet:
    """One line: an exclusion criterion and the outcome for this record."""
    return pytest.param("exclusion", text, record, expected, options, id=f"no {text}: {special}: {expected}")


def answers(text: str, *rows: tuple[Mapping[str, Any], str]) -> Iterator[ParameterSet]:
    """Lines of an exclusion criterion, each named by its whole record."""
    return (excludes(text, str(record), record, expected) for record, expected in rows)


def each(text: str, expected: str, *names: str) -> Iterator[ParameterSet]:
    """Lines of an exclusion criterion: each name is the only condition of a complete record."""
    return (excludes(text, name, has(name), expected) for name in names)


def table(*rows: ParameterSet) -> pytest.MarkDecorator:
    """The rows as parameters of a test that hands them to `check`."""
    return pytest.mark.parametrize(("kind", "text", "record", "expected", "options"), rows)

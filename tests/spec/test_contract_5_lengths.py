"""How long, and how recently: drugs that follow each other, "recent (< 1 week)", what came with it (contract §5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, closed, done, drug, has, takes, took, treated


def one_by_one(*drugs: tuple[str, str | None, str | None]) -> dict[str, Any]:
    """A complete record of these medications, each from its start to its end."""
    return closed(treated(*(drug(name, start, end=end) for name, start, end in drugs)))


@table(
    excludes(
        "Antidepressants for more than 3 months",
        "one after the other",
        one_by_one(("sertraline", "2026-05-01", "2026-08-01"), ("citalopram", "2026-08-01", None)),
        "fail",
    ),
    excludes(
        "Antidepressants for more than 3 months",
        "the second undated",
        one_by_one(("sertraline", "2026-05-01", "2026-08-01"), ("citalopram", None, None)),
        "unknown: undated",
    ),
    excludes(
        "Sertraline for more than 3 months",
        "from one day to the next",
        one_by_one(("sertraline", "2026-05-01", "2026-08-01"), ("sertraline", "2026-08-02", None)),
        "fail",
    ),
    excludes(
        "Sertraline for more than 3 months",
        "with a break",
        one_by_one(("sertraline", "2026-05-01", "2026-07-20"), ("sertraline", "2026-09-02", None)),
        "match",
    ),
    needs(
        "Antidepressants for at least 3 months",
        "perhaps with a break",
        one_by_one(("sertraline", "2026-06-01", "2026-08-10"), ("citalopram", "2026-08", None)),
        "unknown: imprecise_date",
    ),
    needs(
        "Antidepressants for at least 3 months",
        "over since two weeks",
        one_by_one(("sertraline", "2026-05-01", "2026-08-01"), ("citalopram", "2026-08-01", "2026-10-15")),
        "fail",
    ),
    needs(
        "Received antidepressants for at least 3 months",
        "at any time",
        one_by_one(("sertraline", "2025-05-01", "2025-07-01"), ("citalopram", "2025-07-01", "2025-09-01")),
        "match",
    ),
    needs(
        "Oral antidepressants for at least 3 months",
        "no routes",
        one_by_one(("sertraline", "2026-05-01", "2026-09-01"), ("citalopram", "2026-09-01", None)),
        "unknown: missing",
    ),
    needs(
        "Antidepressants for less than 3 months",
        "only the second",
        one_by_one(("sertraline", "2026-05-01", "2026-09-01"), ("citalopram", "2026-09-01", None)),
        "fail",
    ),
    needs(
        "Antidepressants for less than 3 months",
        "long after another",
        one_by_one(("sertraline", "2020-05-01", "2020-09-01"), ("citalopram", "2026-09-01", None)),
        "match",
    ),
)
def test_drugs_that_follow_each_other_are_one_treatment_of_their_class(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


LATELY: dict[str, Any] = {"onset": "2026-10-28", "end": "2026-10-30", "status": "resolved"}
EARLIER: dict[str, Any] = {"onset": "2026-09-28", "end": "2026-09-30", "status": "resolved"}


@table(
    *(
        excludes("Recent (< 1 week) gastroenteritis", special, has("gastroenteritis", **when), expected)
        for special, when, expected in (("lately", LATELY, "fail"), ("earlier", EARLIER, "match"))
    ),
    excludes("Recent (< 1 week) gastroenteritis (grade 3 or higher)", "grade 3", has("gastroenteritis", stage="3", **LATELY), "fail"),
    excludes("Recent (< 1 week) gastroenteritis (grade 3 or higher)", "grade 2", has("gastroenteritis", stage="2", **LATELY), "match"),
    excludes("Recent (< 1 week) gastroenteritis with diarrhoea", "both over", has("gastroenteritis", "diarrhoea", **LATELY), "fail"),
    excludes("Recent (< 1 week) gastroenteritis with diarrhoea", "no diarrhoea", has("gastroenteritis", **LATELY), "match"),
    excludes("Recent (< 1 month) surgery (open)", "none", NOTHING, "match"),
    excludes("Recent (< 1 month) surgery", "lately", done("mastectomy", "2026-10-20"), "fail"),
    excludes("Recent (< 1 month) surgery", "earlier", done("mastectomy", "2026-08-20"), "match"),
    excludes("Recent (< 1 month) use of steroids", "lately", took("prednisone", "2026-10-10", "2026-10-20"), "fail"),
    excludes("History of gastrointestinal bleeding with shock", "both over", has("gastrointestinal bleeding", "shock", **EARLIER), "fail"),
    excludes("History of stroke with residual weakness", "both over", has("stroke", "weakness", **EARLIER), "match"),
)
def test_what_is_recent_and_what_came_with_it_may_be_over(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ stable doses

_STABLE = "On a stable dose of metformin for at least 8 weeks"


def metformin(start: str, dose: float | None = 1000, **fields: Any) -> dict[str, Any]:
    """An entry of metformin from this day on."""
    return drug("metformin", start, **({"dose": dose, "unit": "mg/day"} if dose is not None else {}), **fields)


_SWITCHED = (
    drug("simvastatin", "2020-01-01", end="2026-10-17", dose=20, unit="mg/day"),
    drug("atorvastatin", "2026-10-18", dose=20, unit="mg/day"),
)


@table(
    needs(_STABLE, "one dose all the time", closed(treated(metformin("2026-01-01"))), "match"),
    needs(_STABLE, "since two weeks", closed(treated(metformin("2026-10-18"))), "fail"),
    needs(_STABLE, "no dose recorded", closed(treated(metformin("2026-01-01", None))), "unknown"),
    needs(_STABLE, "raised", closed(treated(metformin("2026-01-01", end="2026-10-18"), metformin("2026-10-18", 2000))), "fail"),
    needs(_STABLE, "renewed", closed(treated(metformin("2026-01-01", end="2026-10-18"), metformin("2026-10-18"))), "match"),
    needs(_STABLE, "more beside it", closed(treated(metformin("2026-01-01"), metformin("2026-10-18", 500))), "unknown"),
    needs(_STABLE, "none", closed(), "fail"),
    needs("On a stable dose of metformin", "no length asked", closed(treated(metformin("2026-10-18"))), "unknown"),
    needs("On a stable dose of statins for 8 weeks", "another of the class", closed(treated(*_SWITCHED)), "fail"),
    needs("On a stable dose of antidepressants for 8 weeks", "one of a class", takes("sertraline", start="2026-01-01"), "unknown"),
)
def test_a_dose_is_stable_as_long_as_its_entry_lasts(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)

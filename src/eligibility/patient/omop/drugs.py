"""DRUG_EXPOSURE → medications.

A row is one prescription, dispensing or administration; its end date is usually inferred from the supply ("infer the end date from start
date and duration", OMOP CDM v5.4). As in OMOP's drug eras, rows of one drug with at most 30 days between them are one course of treatment,
and where the source gives no end of its own, the course ended at some day from the last supply's end to 30 days later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from eligibility.patient.dates import PartialDate, add_days
from eligibility.patient.lookups import name_id
from eligibility.patient.omop.chart import Chart, Named, Row, named
from eligibility.patient.omop.conditions import PERSISTENCE_DAYS
from eligibility.patient.record import Code, Medication

# The beginning of RxNorm's normalised name of a clinical drug: "warfarin sodium 5 MG Oral Tablet". Source: NLM, RxNorm technical
# documentation, "semantic clinical drug": ingredient, strength, dose form; several ingredients are joined by " / ".
_INGREDIENT = re.compile(
    r"(?:\d+ HR )?(?P<name>[^\d\[]*?[^\s\d\[])(?:\s+\d.*|\s+(?:Oral|Injectable|Topical|Inhalant|Ophthalmic|Rectal)\b.*|\s*\[.*)?"
)


@dataclass(frozen=True, slots=True)
class _Exposure:
    """A row, or several in a row: from `start` to `end` (None: not told); `certain`: the source itself says that it ended then."""

    row: Row
    names: tuple[str, ...]
    codes: tuple[Code, ...]
    route: str | None
    start: date
    end: date | None
    certain: bool


def read_drugs(chart: Chart, rows: Iterable[Row]) -> None:
    """Adds the medications of a person."""
    groups: dict[tuple[object, ...], list[_Exposure]] = {}
    for row in rows:
        found = _exposure(chart, row)
        if found is not None:
            groups.setdefault((found.names, found.codes, found.route), []).append(found)
    for exposures in groups.values():
        for course in _courses(sorted(exposures, key=lambda e: e.start)):
            _add(chart, course)


def _exposure(chart: Chart, row: Row) -> _Exposure | None:
    subject = named(chart, row, "drug")
    if subject is None:
        return None
    start = row.begin("drug_exposure_start_date", "drug_exposure_start_datetime")
    if start is None:
        return None
    verbatim = row.day("verbatim_end_date")
    end = verbatim or row.day("drug_exposure_end_date") or _by_supply(row, start)
    if end is not None and end < start:
        row.left_out("drug_exposure_end_date", "the entry is left out: it ends before it starts", f"{end}, start {start}")
        return None
    certain = verbatim is not None or (end is not None and row.text("stop_reason") is not None)
    for column in ("sig", "quantity"):
        if row.text(column) is not None:
            row.left_out(column, "the dose is not read from it")
    route = chart.concept(row, "route_concept_id")
    names = _ingredients(chart, row, subject)
    return _Exposure(row, names, subject.codes, route.name if route else row.text("route_source_value"), start, end, certain)


def _by_supply(row: Row, start: date) -> date | None:
    days = row.number("days_supply")
    if days is None:
        return None
    if days < 1:
        row.left_out("days_supply", "expected a number of days above 0")
        return None
    row.changed("days_supply", "no end date: taken from the days of supply")
    return add_days(start, int(days) - 1)


def _ingredients(chart: Chart, row: Row, subject: Named) -> tuple[str, ...]:
    """The names under which the drug is recorded: its own if it is known, else its ingredients, by DRUG_STRENGTH or by its RxNorm name."""
    if name_id(subject.name, "medication") is not None or subject.concept is None:
        return (subject.name,)
    listed = [c.name for c in map(chart.concepts.get, chart.ingredients.get(subject.concept.id, ())) if c is not None]
    if listed:
        row.changed("drug_concept_id", "read as its ingredients, by DRUG_STRENGTH", f"{subject.name} → {', '.join(listed)}")
        return tuple(dict.fromkeys(listed))
    if not subject.concept.vocabulary.startswith("RxNorm"):
        return (subject.name,)
    found = [match["name"] if (match := _INGREDIENT.fullmatch(part.strip())) else "" for part in subject.name.split(" / ")]
    if all(name and name_id(name, "medication") is not None for name in found):
        row.changed("drug_concept_id", "read as its ingredients, by its name", f"{subject.name} → {', '.join(found)}")
        return tuple(dict.fromkeys(found))
    return (subject.name,)


def _courses(exposures: Iterable[_Exposure]) -> Iterator[_Exposure]:
    current: _Exposure | None = None
    for each in exposures:
        if current is None or _separate(current, each):
            if current is not None:
                yield current
            current = each
            continue
        each.row.changed("drug_exposure_start_date", "continues the course of an earlier row")
        if each.end is None or (current.end is not None and each.end >= current.end):
            current = replace(current, end=each.end, certain=each.certain)
    if current is not None:
        yield current


def _separate(course: _Exposure, each: _Exposure) -> bool:
    """Whether a row begins a new course."""
    end = course.end or course.start
    return each.start > (end if course.certain else add_days(end, PERSISTENCE_DAYS))


def _add(chart: Chart, course: _Exposure) -> None:
    if course.end is None:
        end = PartialDate.between(course.start, None)
        course.row.changed("drug_exposure_end_date", "no end, and no supply: it ended on the day of the start or later, or not at all")
    elif course.certain:
        end = PartialDate.of(course.end)
    else:
        end = PartialDate.between(course.end, add_days(course.end, PERSISTENCE_DAYS))
    # The code of a combination is not the code of any of its ingredients.
    codes = course.codes if len(course.names) == 1 else ()
    for name in course.names:
        chart.add(course.row, Medication, name=name, codes=codes, start=PartialDate.of(course.start), end=end, route=course.route)

"""PROCEDURE_OCCURRENCE and DEVICE_EXPOSURE → procedures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from eligibility.patient.acts import put_in, sort_of
from eligibility.patient.dates import PartialDate
from eligibility.patient.lookups import resolve
from eligibility.patient.omop.chart import Chart, Row, named
from eligibility.patient.record import Condition, Procedure
from eligibility.reference.vocabulary import vocabulary


def read_procedures(chart: Chart, rows: Iterable[Row]) -> None:
    """Adds what was done to a person; what was only ordered is left out."""
    for row in rows:
        subject = named(chart, row, "procedure")
        if subject is None:
            continue
        source = chart.concept(row, "procedure_type_concept_id")
        if source is not None and "order" in source.name.casefold().split():
            row.left_out("procedure_type_concept_id", "the entry is left out: an order does not say that it was done", source.name)
            continue
        dates = _dates(row, "procedure_date", "procedure_datetime", "procedure_end_date")
        if dates is not None and "end" in dates and sort_of(subject.name, subject.codes) == "device":
            dates = _put_in(row, dates["start"], dates["end"])
        if dates is not None:
            chart.add(row, Procedure, **subject.fields, **dates)


def read_devices(chart: Chart, rows: Iterable[Row]) -> None:
    """Adds the devices that the vocabulary knows as a procedure (a pacemaker) or a condition; any other has no place in a record."""
    for row in rows:
        subject = named(chart, row, "device")
        if subject is None:
            continue
        ids = resolve(subject.name, subject.codes, "procedure")
        concept = vocabulary().concept(ids[0]) if ids else None
        if concept is None or concept.domain not in ("procedure", "condition"):
            row.left_out("device_concept_id", "the record has no place for the device", subject.name)
            continue
        dates = _dates(row, "device_exposure_start_date", "device_exposure_start_date", "device_exposure_end_date")
        if dates is None:
            continue
        if concept.domain == "procedure":
            chart.add(row, Procedure, **subject.fields, **dates)
        else:
            chart.add(row, Condition, **subject.fields, onset=dates.get("date") or dates.get("start"), end=dates.get("end"))


def _dates(row: Row, first: str, second: str, last: str) -> dict[str, Any] | None:
    """One day, or from start to end; None for a row that is left out."""
    start, end = row.begin(*dict.fromkeys((first, second))), row.day(last)
    if start is None:
        return None
    if end is not None and end < start:
        row.left_out(last, "the entry is left out: it ends before it starts", f"{end}, start {start}")
        return None
    if end is None or end == start:
        return {"date": PartialDate.of(start)}
    return {"start": PartialDate.of(start), "end": PartialDate.of(end)}


def _put_in(row: Row, start: PartialDate, end: PartialDate) -> dict[str, Any]:
    first, last = put_in(start, end)
    if last is first:
        return {"date": first}
    row.changed("procedure_end_date", "whether the device is still there after it is left open", str(end))
    return {"start": first, "end": last}


def past_procedure(known: date) -> dict[str, PartialDate]:
    """The date of a procedure that a record of that day calls past."""
    return {"date": PartialDate.between(None, known)}

"""FHIR Procedure and ServiceRequest → procedures of the record, done and planned."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.patient.acts import put_in, sort_of
from eligibility.patient.fhir.codes import Coded, coded_field
from eligibility.patient.fhir.fields import Json, flag, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.statements import one_site, speaks_of_it
from eligibility.patient.fhir.times import Stretch, period, since_then, some_day
from eligibility.patient.record import Procedure

READ = frozenset({
    "status", "code", "performedDateTime", "performedPeriod", "performedString", "performedAge", "performedRange", "bodySite", "category",
    "partOf", "basedOn", "location",
})  # fmt: skip
READ_REQUEST = frozenset({
    "status", "intent", "code", "occurrenceDateTime", "occurrencePeriod", "occurrenceTiming", "doNotPerform", "bodySite", "authoredOn",
    "category", "requester", "priority", "basedOn", "locationReference", "replaces", "requisition", "performerType",
})  # fmt: skip

# What ties a procedure that was not done to one occasion: on others it may have been done.
_OCCASION = (
    "performedDateTime",
    "performedPeriod",
    "performedString",
    "performedAge",
    "performedRange",
    "statusReason",
    "basedOn",
    "encounter",
)
_ORDERED = frozenset({"plan", "directive", "order", "original-order", "reflex-order", "filler-order", "instance-order"})


def read_procedure(resource: Json, place: Place) -> Iterator[Procedure]:
    """The record's procedure of one resource."""
    code = coded_field(resource, "code")
    if code is None:
        place.refuse("code", "", "which procedure it is is not said")
        return
    if not speaks_of_it(code, place):
        return
    status = text(resource, "status")
    match status:
        case "completed" | "stopped":
            if status == "stopped":
                place.changed("status", status, "begun and broken off; read as done")
            yield from _made(code, "done", _done(resource, code, place), resource, place)
        case "in-progress":
            begun = _when(resource, place)
            yield from _made(code, "done", Stretch(begun.start, None if begun.start is begun.end else begun.end), resource, place)
        case "on-hold":
            place.changed("status", status, "whether it goes on is left open")
            start = _when(resource, place).start
            yield from _made(code, "done", Stretch(start, since_then(start)), resource, place)
        case "preparation":
            yield from _made(code, "planned", _when(resource, place), resource, place)
        case "not-done" if not any(key in resource for key in _OCCASION):
            yield from _made(code, "absent", Stretch(None, None), resource, place)
        case "not-done":
            place.refuse("status", status, "not done on that occasion, which says nothing about others")
        case "entered-in-error":
            place.refuse("status", status, "not a procedure of this patient")
        case _:
            place.refuse("status", status or "", "whether it was done is not known")


def read_request(resource: Json, place: Place) -> Iterator[Procedure]:
    """The planned procedure of a ServiceRequest that is an order or a plan and still open."""
    status, intent = text(resource, "status"), text(resource, "intent")
    if status != "active":
        place.unread("status", f"a request that is {status or 'of no status'} is not read: what was done of it is a Procedure's to say")
        return
    if intent not in _ORDERED:
        place.refuse("intent", intent or "", "not an order or a plan; not read as planned")
        return
    if flag(resource, "doNotPerform"):
        place.refuse("doNotPerform", "true", "an order not to do it, which does not say that it never was done")
        return
    code = coded_field(resource, "code")
    if code is None:
        place.refuse("code", "", "which procedure it is is not said")
        return
    if "occurrenceTiming" in resource:
        place.left_out("occurrenceTiming", resource["occurrenceTiming"], "a schedule, not a date; read as undated")
    when = period(resource, "occurrencePeriod", place)
    day = some_day(resource, "occurrence", place) if when is None else None
    yield from _made(code, "planned", when or Stretch(day, day), resource, place)


def _when(resource: Json, place: Place) -> Stretch:
    """When it was performed. One object as start and end stands for a single day."""
    if (stretch := period(resource, "performedPeriod", place)) is not None:
        same = stretch.start is not None and stretch.end is not None and stretch.start.exact and stretch.start == stretch.end
        return Stretch(stretch.start, stretch.start) if same else stretch
    day = some_day(resource, "performed", place)
    return Stretch(day, day)


def _done(resource: Json, code: Coded, place: Place) -> Stretch:
    """When it was done. It is over: what went on and has no end ended some day after the start; an act, and the putting-in of a device, on
    the day on which it began."""
    when = _when(resource, place)
    if when.start is None or when.start is when.end:
        return when
    sort = sort_of(code.name, code.codes)
    if when.end is None:
        single = sort in ("act", "device")
        place.changed(
            "performedPeriod", f"from {when.start}", "over; dated by its start" if single else "over, and when it ended is not given"
        )
        return Stretch(when.start, when.start if single else since_then(when.start))
    if sort == "device":
        start, end = put_in(when.start, when.end)
        if end is not start:
            place.changed("performedPeriod", f"{when.start} to {when.end}", "whether the device is still there after it is left open")
        return Stretch(start, end)
    return when


def _made(code: Coded, status: str, when: Stretch, resource: Json, place: Place) -> Iterator[Procedure]:
    single = when.start if when.start is when.end else None
    found = place.entry(
        Procedure,
        name=code.name,
        codes=code.codes,
        status=status,
        date=single,
        start=when.start if single is None else None,
        end=when.end if single is None else None,
        site=one_site(resource, place),
    )
    if found is not None:
        yield found

"""FHIR Observation → observations of the record: its own value, and one for each component (the two of a blood pressure)."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.patient.dates import PartialDate
from eligibility.patient.fhir.codes import Coded, coded_field
from eligibility.patient.fhir.fields import Json, obj, objs, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.ranges import normal_limits
from eligibility.patient.fhir.specimens import definition_of, trusted_name
from eligibility.patient.fhir.times import day_in, period
from eligibility.patient.fhir.values import absent_reason, read_value
from eligibility.patient.record import Observation

READ = frozenset({
    "status", "code", "effectiveDateTime", "effectivePeriod", "effectiveInstant", "effectiveTiming", "issued", "valueQuantity",
    "valueCodeableConcept", "valueString", "valueBoolean", "valueInteger", "valueRange", "valueRatio", "valueSampledData", "valueTime",
    "valueDateTime", "valuePeriod", "dataAbsentReason", "referenceRange", "component", "hasMember", "specimen", "focus", "interpretation",
    "category", "partOf", "basedOn", "derivedFrom", "device",
})  # fmt: skip


def read_observation(resource: Json, place: Place) -> Iterator[Observation]:
    """The record's observations of one resource."""
    if not _counts(text(resource, "status"), place):
        return
    if "focus" in resource:
        place.refuse("focus", resource["focus"], "the observation is about something else than the patient")
        return
    code = coded_field(resource, "code")
    components = objs(resource, "component")
    date = _date(resource, place)
    specimen = _specimen(resource, place) if "specimen" in resource else ()
    if code is not None:
        found = _observed(resource, code, date, specimen, place)
        if found is not None:
            yield found
    elif not components:
        place.refuse("code", "", "what was observed is not said")
    if "hasMember" in resource:
        _look_for_members(resource, place)
    if components:
        yield from _parts(components, (*(code.words() if code is not None else ()), *specimen), date, place)
    elif "dataAbsentReason" in resource and "hasMember" not in resource:
        place.left_out("dataAbsentReason", absent_reason(resource), "there is no value")


def _parts(components: list[Json], context: tuple[str, ...], date: PartialDate | None, place: Place) -> Iterator[Observation]:
    """One observation for each component; `context` is what the whole is called."""
    for index, component in enumerate(components):
        part = coded_field(component, "code")
        if part is None:
            place.refuse(f"component[{index}].code", "", "what was observed is not said")
            continue
        found = _observed(component, part, date, context, place)
        if found is not None:
            yield found


def _look_for_members(resource: Json, place: Place) -> None:
    """The members of a panel are resources of their own; those that the source lacks are noted."""
    for member in objs(resource, "hasMember"):
        target = text(member, "reference")
        if target is None or place.find(target) is None:
            place.left_out(
                "hasMember",
                target or text(member, "display") or "",
                "a member of the panel that is not in the source, or of a type that is not read",
            )


def _counts(status: str | None, place: Place) -> bool:
    match status:
        case "final" | "amended" | "corrected":
            return True
        case "preliminary":
            place.changed("status", status, "the value is read, but may still be verified or corrected")
            return True
        case "unknown" | None:
            place.often_changed("status", "whether the result is final is not said; it is read")
            return True
        case "registered":
            place.refuse("status", status, "there is no result yet")
        case "entered-in-error" | "cancelled":
            place.refuse("status", status, "not a result")
        case _:
            place.refuse("status", status, "a status that FHIR R4 does not have")
    return False


def _observed(source: Json, code: Coded, date: PartialDate | None, context: tuple[str, ...], place: Place) -> Observation | None:
    value = read_value(source, definition_of(code)[0], place)
    if value is None:
        return None
    name, why = trusted_name(code, context)
    if why is not None:
        place.often_changed(f"code {code.label!r}", why)
    low, high = normal_limits(source, place) if "referenceRange" in source and isinstance(value.value, float) else (None, None)
    return place.entry(
        Observation,
        name=name,
        codes=code.codes,
        value=value.value,
        comparator=value.comparator,
        unit=value.unit,
        date=date,
        low=low,
        high=high,
    )


def _date(resource: Json, place: Place) -> PartialDate | None:
    for key in ("effectiveDateTime", "effectiveInstant"):
        if key in resource:
            return day_in(resource, key, place)
    if "effectivePeriod" in resource and (stretch := period(resource, "effectivePeriod", place)) is not None:
        if stretch.end is None and stretch.start is not None:
            issued = day_in(resource, "issued", place)
            if issued is not None and issued.last >= stretch.start.first:
                return PartialDate.between(stretch.start.first, issued.last)
            place.changed("effectivePeriod", str(stretch.start), "a period without an end; dated by its start")
            return stretch.start
        return stretch.some_day()
    if "effectiveTiming" in resource:
        place.left_out("effectiveTiming", resource["effectiveTiming"], "a schedule, not a date; read as undated")
        return None
    issued = day_in(resource, "issued", place)
    if issued is not None:
        place.often_changed("issued", "dated by the day of the report: that of the observation is not given")
    return issued


def _specimen(resource: Json, place: Place) -> tuple[str, ...]:
    """What the specimen is called, by the reference's own words or by the Specimen itself."""
    reference = obj(resource, "specimen")
    if reference is None:
        return ()
    words = [display] if (display := text(reference, "display")) is not None else []
    target = text(reference, "reference")
    specimen = place.find(target) if target is not None else None
    kind = coded_field(specimen, "type") if specimen is not None else None
    return (*words, *(kind.words() if kind is not None else ()))

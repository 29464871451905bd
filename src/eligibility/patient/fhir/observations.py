"""FHIR Observation → observations of the record: its own value, and one for each component (the two of a blood pressure)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligibility.patient.dates import PartialDate
from eligibility.patient.fhir.codes import Coded, coded_field, coded_list
from eligibility.patient.fhir.fields import Json, number, obj, objs, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.specimens import definition_of, trusted_name
from eligibility.patient.fhir.times import day_in, period
from eligibility.patient.fhir.units import same_unit
from eligibility.patient.fhir.values import absent_reason, read_value
from eligibility.patient.record import Observation

READ = frozenset({
    "status", "code", "effectiveDateTime", "effectivePeriod", "effectiveInstant", "effectiveTiming", "issued", "valueQuantity",
    "valueCodeableConcept", "valueString", "valueBoolean", "valueInteger", "valueRange", "valueRatio", "valueSampledData", "valueTime",
    "valueDateTime", "valuePeriod", "dataAbsentReason", "referenceRange", "component", "hasMember", "specimen", "focus", "interpretation",
    "category", "partOf", "basedOn", "derivedFrom", "device",
})  # fmt: skip

_SIMPLE_RANGE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[-–]\s*(\d+(?:\.\d+)?)\s*")


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
    low, high = _normal(source, place) if "referenceRange" in source and isinstance(value.value, float) else (None, None)
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


# ------------------------------------------------------------------ reference ranges


def _normal(source: Json, place: Place) -> tuple[float | None, float | None]:
    """The limits of normal in the value's own unit; none where several ranges, or none in that unit, are given."""
    quantity = obj(source, "valueQuantity") or {}
    given = [each for each in objs(source, "referenceRange") if _is_normal(each)]
    found = [limits for each in given if (limits := _limits(each, quantity, place)) != (None, None)]
    if len(found) == 1 or (found and len(set(found)) == 1):
        return found[0]
    if found:
        place.left_out("referenceRange", source["referenceRange"], "several ranges, and which is this patient's is not told")
    return None, None


def _is_normal(limits: Json) -> bool:
    """Whether a range is the usual one, rather than that of a therapy, or of somebody pregnant."""
    kind = coded_field(limits, "type") if "type" in limits else None
    return kind is None or any(c.code in ("normal", "normality") for c in kind.codes) or kind.label.casefold().startswith("normal")


def _limits(limits: Json, quantity: Json, place: Place) -> tuple[float | None, float | None]:
    lowest, highest = obj(limits, "low"), obj(limits, "high")
    for end in (lowest, highest):
        if end is not None and not same_unit(end, quantity):
            place.left_out("referenceRange", end, "a limit in another unit than the value")
            return None, None
    low = number(lowest, "value") if lowest is not None else None
    high = number(highest, "value") if highest is not None else None
    if low is None and high is None and (words := text(limits, "text")) is not None:
        simple = _SIMPLE_RANGE.fullmatch(words)
        if simple is None:
            place.left_out("referenceRange.text", words, "a range in words")
            return None, None
        low, high = float(simple[1]), float(simple[2])
    if low is not None and high is not None and low > high:
        place.left_out("referenceRange", limits, "the lower limit is above the upper one")
        return None, None
    for group in coded_list(limits, "appliesTo") if "appliesTo" in limits else ():
        place.often_changed("referenceRange.appliesTo", f"the range is taken for this patient's: {group.label}")
    return low, high

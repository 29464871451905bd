"""FHIR MedicationStatement, MedicationRequest and MedicationAdministration → medications of the record."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.patient.dates import PartialDate
from eligibility.patient.fhir.codes import Coded, coded_field
from eligibility.patient.fhir.dosages import Dosing, read_dosages, read_given
from eligibility.patient.fhir.fields import Json, flag, obj, objs, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.statements import named, one_of
from eligibility.patient.fhir.times import Stretch, by_then, day_in, period, since_then
from eligibility.patient.record import Medication
from eligibility.reference.products import substances

_COMMON = {
    "status", "medicationCodeableConcept", "medicationReference", "contained", "reasonCode", "reasonReference", "category", "basedOn",
    "partOf", "context", "informationSource", "derivedFrom",
}  # fmt: skip
READ_STATEMENT = frozenset(_COMMON | {"effectiveDateTime", "effectivePeriod", "dateAsserted", "dosage"})
READ_REQUEST = frozenset(
    _COMMON
    | {"intent", "doNotPerform", "authoredOn", "dosageInstruction", "requester", "dispenseRequest", "priority", "groupIdentifier"}
    | {"courseOfTherapyType", "substitution", "priorPrescription", "reportedBoolean", "reportedReference", "instantiatesCanonical"}
)
READ_ADMINISTRATION = frozenset(_COMMON | {"effectiveDateTime", "effectivePeriod", "dosage", "request", "device"})

_ORDERED = frozenset({"order", "original-order", "reflex-order", "filler-order", "instance-order"})
_ASSERTED = "a single day on which it was taken; it began then or earlier, and did not end before"
_AUTHORED = "when taking began is not given; taken as the day of the order"


def read_statement(resource: Json, place: Place) -> Iterator[Medication]:
    """What the patient is said to take or to have taken."""
    status = text(resource, "status")
    when = period(resource, "effectivePeriod", place) or _asserted(resource, place)
    dosing = read_dosages(objs(resource, "dosage"), place)
    match status:
        case "active":
            yield from _made(resource, "active", when, dosing, place)
        case "completed" | "stopped":
            yield from _made(resource, "stopped", when, dosing, place)
        case "on-hold":
            place.changed("status", status, "whether it is taken now is left open")
            yield from _made(resource, "active", _left_open(when), dosing, place)
        case "not-taken" if when == Stretch(None, None) and "statusReason" not in resource:
            yield from _made(resource, "absent", when, Dosing(), place)
        case "not-taken":
            place.refuse("status", status, "not taken at that time, which says nothing about others")
        case "intended":
            place.refuse("status", status, "not yet taken")
        case _:
            place.refuse("status", status or "", _REFUSED.get(status or "", "whether it was taken is not known"))


_REFUSED = {
    "entered-in-error": "not a medication of this patient",
    "draft": "not yet ordered",
    "cancelled": "withdrawn before it was begun",
}


def read_request(resource: Json, place: Place) -> Iterator[Medication]:
    """What was prescribed; taken to be taken, as prescriptions are all that most records have."""
    status, intent = text(resource, "status"), text(resource, "intent")
    if flag(resource, "doNotPerform"):
        place.refuse("doNotPerform", "true", "an order not to give it, which does not say that it never was given")
        return
    if status in ("active", "on-hold", "completed", "stopped") and intent not in _ORDERED:
        place.refuse("intent", intent or "", "not an order; not read as taken")
        return
    dosages = objs(resource, "dosageInstruction")
    dosing = read_dosages(dosages, place)
    bounds = _bounds(dosages, place)
    match status:
        case "active":
            yield from _made(resource, "active", bounds or _authored(resource, place, going_on=True), dosing, place)
        case "on-hold":
            place.changed("status", status, "whether it is taken now is left open")
            yield from _made(resource, "active", _left_open(bounds or _authored(resource, place, going_on=True)), dosing, place)
        case "completed" | "stopped":
            yield from _made(resource, "stopped", bounds or _authored(resource, place, going_on=False), dosing, place)
        case _:
            place.refuse("status", status or "", _REFUSED.get(status or "", "whether it was taken is not known"))


def read_administration(resource: Json, place: Place) -> Iterator[Medication]:
    """What was given. One dose is over on its day."""
    status = text(resource, "status")
    day = day_in(resource, "effectiveDateTime", place)
    when = period(resource, "effectivePeriod", place) or Stretch(day, day)
    dosage = obj(resource, "dosage")
    dosing = read_given(dosage, place) if dosage is not None else Dosing()
    match status:
        case "completed" | "stopped":
            yield from _made(resource, "stopped", when, dosing, place)
        case "in-progress":
            yield from _made(resource, "active", Stretch(when.start, None if when.end is when.start else when.end), dosing, place)
        case "on-hold":
            place.changed("status", status, "whether it is given now is left open")
            yield from _made(resource, "active", _left_open(Stretch(when.start, None)), dosing, place)
        case "not-done":
            place.refuse("status", status, "not given on that occasion, which says nothing about others")
        case _:
            place.refuse("status", status or "", _REFUSED.get(status or "", "whether it was given is not known"))


# ------------------------------------------------------------------ what


def _made(resource: Json, status: str, when: Stretch, dosing: Dosing, place: Place) -> Iterator[Medication]:
    """One entry for each substance of the product; a dose is that of the product, so only a single substance has it."""
    concept = _product(resource, place)
    if concept is None:
        return
    names: tuple[str | None, ...] = (None,) if concept.name is None else substances(concept.name)
    if concept.name is not None and names != (concept.name,):
        place.often_changed("medication", "the product is read as its substances")
    if len(names) > 1:
        dosing = Dosing(route=dosing.route)
    for name in names:
        found = place.entry(
            Medication,
            name=name,
            codes=concept.codes,
            status=status,
            start=when.start,
            end=when.end,
            dose=dosing.dose,
            unit=dosing.unit if dosing.dose is not None else None,
            route=dosing.route,
            indication=_indication(resource, place),
        )
        if found is not None:
            yield found


def _product(resource: Json, place: Place) -> Coded | None:
    concept = coded_field(resource, "medicationCodeableConcept")
    if concept is not None:
        return concept
    reference = obj(resource, "medicationReference")
    target = text(reference, "reference") if reference is not None else None
    medication = place.find(target) if target is not None else None
    if medication is not None and (concept := coded_field(medication, "code") or _ingredient(medication)) is not None:
        return concept
    display = text(reference, "display") if reference is not None else None
    if display is not None:
        return Coded(display, (), (display,), False)
    what = (
        "the medication it refers to is not in the source, or has no name" if target is not None else "which medication it is is not said"
    )
    place.refuse("medication", target or "", what)
    return None


def _ingredient(medication: Json) -> Coded | None:
    """The only ingredient of a medication without a name."""
    found = [c for each in objs(medication, "ingredient") if (c := coded_field(each, "itemCodeableConcept")) is not None]
    return found[0] if len(found) == 1 else None


def _indication(resource: Json, place: Place) -> str | None:
    reasons = [name for key in ("reasonCode", "reasonReference") for each in objs(resource, key) if (name := named(each, place, key))]
    return one_of("reasonCode", reasons, place)


# ------------------------------------------------------------------ when


def _asserted(resource: Json, place: Place) -> Stretch:
    """When there is no period: one day on which it was taken, at least."""
    day = day_in(resource, "effectiveDateTime", place)
    if day is None:
        asserted = day_in(resource, "dateAsserted", place)
        return Stretch(by_then(asserted) if text(resource, "status") == "active" else None, None)
    place.often_changed("effectiveDateTime", _ASSERTED)
    return Stretch(by_then(day), None if text(resource, "status") == "active" else _over(day, resource, place))


def _over(day: PartialDate, resource: Json, place: Place) -> PartialDate:
    """When something ended that was taken on a day and is over: by the time that this was said, or written down."""
    said = day_in(resource, "dateAsserted", place) or day_in(obj(resource, "meta") or {}, "lastUpdated", place)
    return PartialDate.between(day.first, said.last) if said is not None and said.last >= day.first else since_then(day)


def _bounds(dosages: list[Json], place: Place) -> Stretch | None:
    """The period of taking that the instructions state, from the first to the last."""
    found = []
    for dosage in dosages:
        timing = obj(dosage, "timing")
        repeat = obj(timing, "repeat") if timing is not None else None
        stretch = period(repeat, "boundsPeriod", place) if repeat is not None else None
        if stretch is not None and stretch.start is not None:
            found.append(stretch)
        elif repeat is not None and ("boundsDuration" in repeat or "boundsRange" in repeat):
            place.left_out("dosageInstruction.timing.repeat.bounds[x]", repeat, "how long it is taken; the end is not read from it")
    if not found or len(found) < len(dosages):
        return None
    starts = [stretch.start for stretch in found if stretch.start is not None]
    ends = [stretch.end for stretch in found]
    last = max((end for end in ends if end is not None), key=lambda end: end.last) if None not in ends else None
    return Stretch(min(starts, key=lambda start: start.first), last)


def _authored(resource: Json, place: Place, *, going_on: bool) -> Stretch:
    """By the day of the order: one that goes on may renew an earlier one, so that it began then or before."""
    day = day_in(resource, "authoredOn", place)
    if day is not None:
        place.often_changed("authoredOn", _AUTHORED + (" or earlier" if going_on else ""))
    return Stretch(by_then(day) if going_on else day, None)


def _left_open(when: Stretch) -> Stretch:
    return Stretch(when.start, when.end or since_then(when.start))

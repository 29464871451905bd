"""Dosage of a FHIR medication → dose, unit and route of the record: a daily dose where the timing tells how often."""

from __future__ import annotations

from dataclasses import dataclass

from eligibility.patient.fhir.codes import Coded, coded_field
from eligibility.patient.fhir.fields import Json, number, obj, objs, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.units import unit_of

# Times a day. Source: HL7 v3 code system GTSAbbreviation, the codes of FHIR's timing-abbreviation.
_TIMES_A_DAY = {
    "QD": 1.0,
    "BID": 2.0,
    "TID": 3.0,
    "QID": 4.0,
    "AM": 1.0,
    "PM": 1.0,
    "BED": 1.0,
    "QOD": 0.5,
    "Q4H": 6.0,
    "Q6H": 4.0,
    "Q8H": 3.0,
}
_PERIODS_A_DAY = {"h": 24.0, "d": 1.0, "wk": 1 / 7}
# Source: FHIR R4 value set route-codes (SNOMED CT); HL7 v3 RouteOfAdministration.
_ROUTES = {
    "26643006": "oral",
    "47625008": "intravenous",
    "34206005": "subcutaneous",
    "78421000": "intramuscular",
    "6064005": "topical",
    "447694001": "inhaled",
    "46713006": "nasal",
    "54485002": "ophthalmic",
    "37161004": "rectal",
    "37839007": "sublingual",
    "10547007": "otic",
    "12130007": "intra-articular",
    "PO": "oral",
    "IV": "intravenous",
    "SC": "subcutaneous",
    "SQ": "subcutaneous",
    "IM": "intramuscular",
}


@dataclass(frozen=True, slots=True)
class Dosing:
    """Dose, unit and route; None where the source does not tell, or tells several."""

    dose: float | None = None
    unit: str | None = None
    route: str | None = None


def read_dosages(dosages: list[Json], place: Place) -> Dosing:
    """One dosing of all the dosage instructions: steps of a taper differ, so that none of them is the dose."""
    found = list(dict.fromkeys(_dosing(each, place) for each in dosages))
    if any("text" in each and "doseAndRate" not in each for each in dosages):
        place.unread("dosage.text", "words are not read; where they alone tell the dose, the record has none")
    if not found:
        return Dosing()
    routes = {each.route for each in found}
    if len(found) == 1:
        return found[0]
    place.left_out("dosage", f"{len(found)} dosages", "several dosages; the dose is not read")
    return Dosing(route=routes.pop() if len(routes) == 1 else None)


def read_given(dosage: Json, place: Place) -> Dosing:
    """The dosing of one administration: the dose that was given."""
    dose, unit = _amount(obj(dosage, "dose"), place)
    return Dosing(dose, unit, route_of(coded_field(dosage, "route")))


def route_of(route: Coded | None) -> str | None:
    """The route in the words of the record: "oral" for "Oral route"."""
    if route is None:
        return None
    known = next((_ROUTES[c.code] for c in route.codes if c.code in _ROUTES), None)
    return known or _ROUTES.get(route.label) or route.label.removesuffix(" use").removesuffix(" route").lower()


def _dosing(dosage: Json, place: Place) -> Dosing:
    route = route_of(coded_field(dosage, "route"))
    rates = [each for each in objs(dosage, "doseAndRate") if "doseQuantity" in each]
    for each in objs(dosage, "doseAndRate"):
        for field in ("doseRange", "rateQuantity", "rateRange", "rateRatio"):
            if field in each:
                place.left_out(f"dosage.{field}", each[field], "only a single quantity is read as dose")
    if len(rates) != 1:
        return Dosing(route=route)
    dose, unit = _amount(obj(rates[0], "doseQuantity"), place)
    if dose is None or unit is None:
        return Dosing(dose, unit, route)
    often = _times_a_day(dosage)
    return Dosing(dose * often, f"{unit}/day", route) if often is not None else Dosing(dose, unit, route)


def _amount(quantity: Json | None, place: Place) -> tuple[float | None, str | None]:
    if quantity is None:
        return None, None
    value = number(quantity, "value")
    if value is not None and text(quantity, "comparator") is not None:
        place.left_out("dosage.dose", quantity, "not an exact dose")
        return None, None
    return value, unit_of(quantity).unit if value is not None else None


def _times_a_day(dosage: Json) -> float | None:
    """How often a day; None where that is not said, or it is taken as needed."""
    timing = obj(dosage, "timing")
    if timing is None or dosage.get("asNeededBoolean") or "asNeededCodeableConcept" in dosage:
        return None
    repeat = obj(timing, "repeat")
    if repeat is not None and any(key in repeat for key in ("frequencyMax", "periodMax", "dayOfWeek", "timeOfDay")):
        return None
    if repeat is not None and (length := number(repeat, "period")) is not None:
        per_day = _PERIODS_A_DAY.get(text(repeat, "periodUnit") or "")
        often = number(repeat, "frequency")
        return (1.0 if often is None else often) / length * per_day if per_day is not None and length > 0 else None
    code = coded_field(timing, "code")
    return (
        next((_TIMES_A_DAY[c.code] for c in code.codes if c.code in _TIMES_A_DAY), _TIMES_A_DAY.get(code.label))
        if code is not None
        else None
    )

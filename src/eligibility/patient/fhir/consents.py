"""FHIR Consent → the observation "informed consent", for an active consent to research."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.patient.fhir.codes import coded_field
from eligibility.patient.fhir.fields import Json, obj, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.times import day_in
from eligibility.patient.record import Observation

READ = frozenset({
    "status", "scope", "category", "dateTime", "provision", "policy", "policyRule", "organization", "sourceReference", "sourceAttachment",
    "verification",
})  # fmt: skip

_RESEARCH = "research"  # HL7 terminology, CodeSystem consentscope


def read_consent(resource: Json, place: Place) -> Iterator[Observation]:
    """Informed consent, if this is one; every other consent is noted."""
    scope = coded_field(resource, "scope")
    if scope is None or _RESEARCH not in (*(c.code for c in scope.codes), scope.label.casefold()):
        place.refuse("scope", scope.label if scope is not None else "", "not a consent to research")
        return
    status = text(resource, "status")
    if status != "active":
        place.refuse("status", status or "", "only an active consent is read; another does not say that the patient refuses this trial")
        return
    provision = obj(resource, "provision") or {}
    if text(provision, "type") == "deny":
        place.refuse("provision.type", "deny", "a refusal of some research, which does not say that the patient refuses this trial")
        return
    if "end" in (obj(provision, "period") or {}):
        place.refuse("provision.period.end", provision["period"], "a consent that ends, which the record has no place for")
        return
    place.changed("scope", scope.label, "read as informed consent; whether it is the consent to this trial is for you to see")
    found = place.entry(Observation, name="informed consent", value=True, date=day_in(resource, "dateTime", place))
    if found is not None:
        yield found

"""FHIR AllergyIntolerance → allergies of the record, and whether "no known allergy" closes the list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligibility.patient.fhir.codes import SNOMED, Coded, coded_field, status_word
from eligibility.patient.fhir.fields import Json, objs, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.lookups import resolve
from eligibility.patient.record import Allergy, Severity

READ = frozenset(
    {"clinicalStatus", "verificationStatus", "type", "category", "code", "reaction", "recordedDate", "lastOccurrence", "onsetDateTime"}
)

# What "no known …" denies, in names of the vocabulary; None closes the whole list. Sources: SNOMED CT, children of 716186003; FHIR R4 value
# set allergyintolerance-code; the words of American charts.
_NONE_KNOWN: dict[str, str | None] = {
    "716186003": None,
    "409137002": "drug",
    "429625007": "food",
    "1003774007": "latex",
    "no known allergy": None,
    "no known allergies": None,
    "nka": None,
    "no known drug allergy": "drug",
    "no known drug allergies": "drug",
    "nkda": "drug",
    "no known food allergy": "food",
    "no known food allergies": "food",
}
_ALLERGY_TO = re.compile(
    r"(?:(?:drug |food |known |propensity to )?(?:allerg(?:y|ic reaction|ies)|hypersensitivity|adverse reactions?)(?: reaction| status)? "
    r"(?:to|caused by) )(?P<to>.+)"
    r"|(?P<of>.+?) (?:allergy|hypersensitivity)",
    re.IGNORECASE,
)
_ORDER: tuple[Severity, ...] = ("mild", "moderate", "severe")


class NoneKnown:
    """The statement that there is no allergy at all."""


def read_allergy(resource: Json, place: Place) -> Iterator[Allergy | NoneKnown]:
    """The record's allergy of one resource, or the statement that there is none."""
    code = coded_field(resource, "code") or _substance(resource)
    if code is None:
        place.refuse("code", "", "what the allergy is to is not said")
        return
    verification = status_word(resource, "verificationStatus")
    absent = verification == "refuted"
    if not absent and not _established(verification, place):
        return
    key = code.code_in(SNOMED) if code.code_in(SNOMED) in _NONE_KNOWN else code.label.casefold()
    if key in _NONE_KNOWN:
        yield from _none_known(_NONE_KNOWN[key], code, absent, place)
        return
    clinical = status_word(resource, "clinicalStatus")
    if not absent and clinical not in ("active", None):
        place.refuse("clinicalStatus", clinical, "an allergy that is not active, which the record has no word for")
        return
    if not absent and text(resource, "type") == "intolerance":
        place.refuse("type", code.label, "an intolerance, not an allergy")
        return
    if (code.name or "").casefold().startswith(("no ", "no known", "negative", "denies")):
        place.refuse("code", code.label, "a statement about allergies that is not understood")
        return
    found = place.entry(
        Allergy,
        name=_substance_name(code.name),
        codes=code.codes,
        status="absent" if absent else "present",
        severity=None if absent else _worst(resource, place),
    )
    if found is not None:
        yield found


def _established(verification: str | None, place: Place) -> bool:
    match verification:
        case "confirmed" | None:
            return True
        case "unconfirmed" | "presumed":
            place.refuse("verificationStatus", verification, "not established; not read as present")
        case "entered-in-error":
            place.refuse("verificationStatus", verification, "not an allergy of this patient")
        case _:
            place.refuse("verificationStatus", verification, "a word that FHIR R4 does not have")
    return False


def _none_known(denied: str | None, code: Coded, refuted: bool, place: Place) -> Iterator[Allergy | NoneKnown]:
    if refuted:
        place.refuse("verificationStatus", code.label, "that there is no allergy was ruled out, and which there is is not said")
    elif denied is None:
        yield NoneKnown()
    else:
        found = place.entry(Allergy, name=denied, status="absent")
        if found is not None:
            yield found


def _substance(resource: Json) -> Coded | None:
    """What the reactions were to, where they all were to one substance."""
    found = list(dict.fromkeys(c for each in objs(resource, "reaction") if (c := coded_field(each, "substance")) is not None))
    return found[0] if len(found) == 1 else None


def _substance_name(name: str | None) -> str | None:
    """What a finding of allergy is to: the record names the substance."""
    found = _ALLERGY_TO.fullmatch(name) if name is not None else None
    return (found["to"] or found["of"]) if found is not None else name


def allergy_named(name: str) -> str | None:
    """What a condition of that name is an allergy to, if a known substance or medicine: "Allergy to heparin" on a problem list."""
    found = _ALLERGY_TO.fullmatch(name)
    substance = (found["to"] or found["of"]) if found is not None else None
    return substance if substance is not None and resolve(substance, (), "substance") else None


def _worst(resource: Json, place: Place) -> Severity | None:
    """The severity of the worst reaction."""
    words = [text(each, "severity") for each in objs(resource, "reaction")]
    for word in words:
        if word is not None and word not in _ORDER:
            place.left_out("reaction.severity", word, "expected mild, moderate or severe")
    return next((s for s in reversed(_ORDER) if s in words), None)

"""FHIR Condition → a condition of the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eligibility.patient.dates import PartialDate
from eligibility.patient.fhir.allergies import allergy_named
from eligibility.patient.fhir.codes import Coded, coded_field, coded_list, status_word
from eligibility.patient.fhir.fields import Json, flag, obj, objs, text
from eligibility.patient.fhir.place import Place
from eligibility.patient.fhir.statements import named, one_of, one_site, speaks_of_it
from eligibility.patient.fhir.times import by_then, day_in, since_then, some_day
from eligibility.patient.lookups import resolve
from eligibility.patient.record import Allergy, Condition, ConditionStatus, Severity
from eligibility.reference.vocabulary import vocabulary

READ = frozenset({
    "clinicalStatus", "verificationStatus", "code", "severity", "stage", "bodySite", "onsetDateTime", "onsetAge", "onsetPeriod",
    "onsetRange", "onsetString", "abatementDateTime", "abatementAge", "abatementPeriod", "abatementRange", "abatementString",
    "abatementBoolean", "recordedDate", "category", "extension",
})  # fmt: skip

DUE_TO = "http://hl7.org/fhir/StructureDefinition/condition-dueTo"  # FHIR R4 extension registry
_ABATED = ("abatementDateTime", "abatementAge", "abatementPeriod", "abatementRange", "abatementString")
_PROBLEM_LIST = "problem-list-item"

# Source: FHIR R4 value set condition-severity (SNOMED CT), and the LOINC answers of the same words.
_SEVERITIES: dict[str, Severity] = {
    "255604002": "mild",
    "6736007": "moderate",
    "24484000": "severe",
    "LA6752-5": "mild",
    "LA6751-7": "moderate",
    "LA6750-9": "severe",
    "mild": "mild",
    "moderate": "moderate",
    "severe": "severe",
}
_STAGE = re.compile(
    r"(?:\b(?:clinical|pathologic(?:al)?|overall|ajcc|uicc|figo|american joint committee on cancer)\s+)*stage\s+", re.IGNORECASE
)


def read_condition(resource: Json, place: Place) -> Iterator[Condition | Allergy]:
    """The record's condition of one resource: none for an error, or for what is not established; an allergy is one as well."""
    code = coded_field(resource, "code")
    if code is None:
        place.refuse("code", "", "which condition it is is not said")
        return
    verification = status_word(resource, "verificationStatus")
    absent = verification == "refuted"
    if not absent and not _established(verification, place):
        return
    if not absent and not speaks_of_it(code, place):
        return
    onset, end, status = (None, None, "absent") if absent else _course(resource, code, place)
    if absent and any(key.startswith(("onset", "abatement")) for key in resource):
        place.left_out("onset[x]", "", "the condition was ruled out; it is read as never had, and has no dates")
    found = place.entry(
        Condition,
        name=code.name,
        codes=code.codes,
        status=status,
        onset=onset,
        end=end,
        severity=read_severity(coded_field(resource, "severity"), place),
        stage=_stage(resource, place),
        site=one_site(resource, place),
        due_to=tuple(_causes(resource, place)) or None,
    )
    if found is not None:
        yield found
        yield from _allergy(found, place)


def _allergy(condition: Condition, place: Place) -> Iterator[Allergy]:
    """The allergy that a problem list names: the record has a list of its own for them. Whether one that is over still counts is open."""
    substance = allergy_named(condition.name) if condition.name is not None and condition.status != "resolved" else None
    if substance is None or condition.end is not None:
        return
    place.often_changed("code", "an allergy among the conditions; in the record also among the allergies")
    status = "absent" if condition.status == "absent" else "present"
    found = place.entry(Allergy, name=substance, status=status, severity=condition.severity)
    if found is not None:
        yield found


def _established(verification: str | None, place: Place) -> bool:
    match verification:
        case "confirmed" | None:
            return True
        case "unconfirmed" | "provisional" | "differential":
            place.refuse("verificationStatus", verification, "not established; not read as present")
        case "entered-in-error":
            place.refuse("verificationStatus", verification, "not a condition of this patient")
        case _:
            place.refuse("verificationStatus", verification, "a word that FHIR R4 does not have")
    return False


# ------------------------------------------------------------------ from when to when


def _course(resource: Json, code: Coded, place: Place) -> tuple[PartialDate | None, PartialDate | None, ConditionStatus]:
    """Onset, end and status.

    An end that is not certain is an interval which reaches beyond every day of judgement, so that whether the condition is present is
    unknown, and that it once was is not.
    """
    onset = _onset(resource, place)
    end = some_day(resource, "abatement", place)
    abated = end is not None or flag(resource, "abatementBoolean") is True or any(key in resource for key in _ABATED)
    clinical = status_word(resource, "clinicalStatus")
    if clinical in ("active", "recurrence", "relapse"):
        if abated:
            place.changed("clinicalStatus", clinical, "it is said to be active and to have abated; whether it is present is left open")
            return onset, since_then(end or onset), "active"
        return onset, None, "active"
    if clinical == "resolved" or (abated and clinical in ("inactive", "remission", None)):
        return onset, end, "resolved"
    if clinical in ("inactive", "remission"):
        place.changed("clinicalStatus", clinical, "whether it counts as present is left open")
        return onset, since_then(onset), "active"
    if clinical is not None:
        place.changed("clinicalStatus", clinical, "a word that FHIR R4 does not have; whether it is present is left open")
        return onset, since_then(onset), "active"
    return onset, _unstated_end(resource, code, onset, place), "active"


def _onset(resource: Json, place: Place) -> PartialDate | None:
    onset = some_day(resource, "onset", place)
    if onset is None and (recorded := day_in(resource, "recordedDate", place)) is not None:
        place.often_changed("recordedDate", "the onset is not given; it is taken to be this day or earlier")
        return by_then(recorded)
    return onset


def _unstated_end(resource: Json, code: Coded, onset: PartialDate | None, place: Place) -> PartialDate | None:
    """The end where there is no clinical status: none of a lasting condition, which persists until it ends (contract §5).

    Nor of one on the problem list; whether any other is present is left open.
    """
    on_list = any(c.code == _PROBLEM_LIST for category in coded_list(resource, "category") for c in category.codes)
    if on_list or _lasting(code):
        place.often_changed(
            "clinicalStatus", "it is not given; read as active, since the condition is a lasting one or on the problem list"
        )
        return None
    place.often_changed("clinicalStatus", "it is not given; whether the condition is present is left open")
    return since_then(onset)


def _lasting(code: Coded) -> bool:
    ids = resolve(code.name, code.codes, "condition")
    concept = vocabulary().concept(ids[0]) if ids else None
    return concept is not None and concept.nature == "state"


# ------------------------------------------------------------------ what else is said of it


def read_severity(severity: Coded | None, place: Place) -> Severity | None:
    """Mild, moderate or severe; other words are noted."""
    if severity is None:
        return None
    known = next((_SEVERITIES[c.code] for c in severity.codes if c.code in _SEVERITIES), None)
    known = known or _SEVERITIES.get(severity.label.casefold())
    if known is None:
        place.left_out("severity", severity.label, "expected mild, moderate or severe")
    return known


def _stage(resource: Json, place: Place) -> str | None:
    stages = [c for each in objs(resource, "stage") if (c := coded_field(each, "summary")) is not None]
    return one_of("stage", [_STAGE.sub("", c.label).strip() or c.label for c in stages], place)


def _causes(resource: Json, place: Place) -> Iterator[str]:
    for extension in objs(resource, "extension"):
        url = text(extension, "url")
        if url != DUE_TO:
            place.unread(f"extension({url})")
            continue
        cause = obj(extension, "valueCodeableConcept") or obj(extension, "valueReference")
        name = named(cause, place, "extension(condition-dueTo)") if cause is not None else None
        if name is not None:
            yield name

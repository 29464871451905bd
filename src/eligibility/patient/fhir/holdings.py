"""Whose each resource is, and which version of it counts: of a source that fits in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from eligibility.patient.fhir.fields import Json, MalformedError
from eligibility.patient.fhir.notes import Notes
from eligibility.patient.fhir.person import READABLE, Located, referred_subject
from eligibility.patient.fhir.references import base_of, candidates, contained, identity, record_id, relative_part
from eligibility.patient.fhir.sources import Found
from eligibility.patient.fhir.versions import newest

REFERRED = frozenset({"Medication", "Specimen"})
"""Resources of nobody in particular that others refer to."""
KEPT = READABLE | REFERRED | {"Patient"}


class Holdings(Protocol):
    """The resources of a source by patient. `about` has the notes that are of no single patient."""

    about: Notes

    def count(self) -> int:
        """How many patients there are."""

    def people(self) -> Iterator[str]:
        """The patients: those with a Patient resource, then those that resources only refer to."""

    def patient(self, key: str) -> Located | None:
        """The Patient resource."""

    def resources(self, key: str) -> Iterator[Located]:
        """The patient's resources, in the order of the source."""

    def find(self, reference: str, resource: Json) -> Json | None:
        """The resource that a reference in `resource` names."""

    def record_id(self, key: str) -> str | None:
        """The id of the patient's record."""


def whose(resource: Json, name: str, about: Notes) -> str | None:
    """The reference to a resource's patient; None where it has none, which is noted."""
    subject = referred_subject(resource)
    if subject is None:
        about.tally("left_out", resource["resourceType"], "whose it is is not said: it refers to no patient", name)
        return None
    return subject


def tally_unread(kind: str, resource: Json, name: str, about: Notes) -> None:
    """Counts a resource of a type that is not read, and what it has inside that would be."""
    about.tally("left_out", kind, "resources of this type are not read", name)
    inside = resource.get("contained")
    for inner in inside if isinstance(inside, list) else ():
        type = inner.get("resourceType") if isinstance(inner, dict) else None
        if type in READABLE:
            about.tally("left_out", f"{kind}.contained({type})", "a resource inside one that is not read", name)


class MemoryHoldings:
    """All resources of bundles, lists or single resources, in memory."""

    def __init__(self, found: Iterable[Found], about: Notes) -> None:
        self.about = about
        self._resources: dict[str, Located] = {}
        self._aliases: dict[str, str] = {}
        self._patients: dict[str, list[Located]] = {}
        self._base: dict[int, str] = {}
        self._keep(found)
        self._assign()

    def count(self) -> int:
        return len(self._patients)

    def people(self) -> Iterator[str]:
        yield from sorted(self._patients, key=lambda key: key not in self._resources)

    def patient(self, key: str) -> Located | None:
        return self._resources.get(key)

    def resources(self, key: str) -> Iterator[Located]:
        yield from self._patients[key]

    def record_id(self, key: str) -> str | None:
        patient = self.patient(key)
        return record_id(patient.resource, key) if patient is not None else record_id({}, key)

    def find(self, reference: str, resource: Json) -> Json | None:
        if reference.startswith("#"):
            return contained(reference, resource)
        known = self._resources.get(self._resolved(reference, self._base.get(id(resource))) or "")
        return known.resource if known is not None else None

    def _keep(self, found: Iterable[Found]) -> None:
        """The newest version of each resource, by identity."""
        versions: dict[str, list[Located]] = {}
        for each in found:
            kind = each.resource["resourceType"]
            if kind not in KEPT:
                tally_unread(kind, each.resource, each.name, self.about)
                continue
            try:
                name = identity(each.resource, each.url)
            except MalformedError as error:
                self.about.add("left_out", each.name, error.found, f"{error.field}: expected {error.expected}; the resource is not read")
                continue
            key = name if name is not None else f"no id {len(versions)}"
            versions.setdefault(key, []).append(Located(each.resource, each.name))
            self._alias(key, each)
        for key, several in versions.items():
            only = several[0] if len(several) == 1 else self._newest(several)
            if only is not None:
                self._resources[key] = only
                if (base := base_of(key)) is not None:
                    self._base[id(only.resource)] = base

    def _newest(self, several: list[Located]) -> Located | None:
        try:
            index = newest([each.resource for each in several], several[0].name, self.about)
        except MalformedError as error:
            self.about.add(
                "left_out", several[0].name, error.found, f"{error.field}: expected {error.expected}; none of its versions is read"
            )
            index = None
        if index is not None:
            return several[index]
        kind = several[0].resource["resourceType"]
        # That there is such a patient is sure, whatever the versions differ in.
        return Located({"resourceType": kind, "id": several[0].resource.get("id")}, several[0].name) if kind == "Patient" else None

    def _alias(self, key: str, found: Found) -> None:
        self._aliases.setdefault(key, key)
        if found.url is not None:
            self._aliases.setdefault(found.url, key)
        id = found.resource.get("id")
        if isinstance(id, str):
            self._aliases.setdefault(f"{found.resource['resourceType']}/{id}", key)

    def _resolved(self, reference: str, base: str | None) -> str | None:
        """The identity that a reference names. An address of a server is also met by a resource that states no server."""
        if base is None and reference in self._aliases:
            return self._aliases[reference]  # the usual case, at once
        for each in candidates(reference, base):
            if each in self._aliases:
                return self._aliases[each]
        relative = relative_part(reference)
        known = self._aliases.get(relative) if relative is not None else None
        return known if known is not None and base_of(known) is None else None

    def _assign(self) -> None:
        for key, located in self._resources.items():
            if located.resource["resourceType"] == "Patient":
                self._patients[key] = []
        for key, located in self._resources.items():
            if located.resource["resourceType"] not in READABLE:
                continue
            try:
                subject = whose(located.resource, located.name, self.about)
            except MalformedError as error:
                self.about.add("left_out", located.name, error.found, f"{error.field}: expected {error.expected}; the resource is not read")
                continue
            owner = self._owner(subject, key, located) if subject is not None else None
            if owner is not None:
                self._patients.setdefault(owner, []).append(located)

    def _owner(self, subject: str, key: str, located: Located) -> str | None:
        known = self._resolved(subject, base_of(key))
        return known if known in self._patients else stranger(subject, located.name, self.about)


def stranger(subject: str, name: str, about: Notes) -> str | None:
    """The key of a patient whom only references know; None, and a note, for what is no reference to a patient."""
    relative = relative_part(subject)
    if relative is None or not relative.startswith("Patient/"):
        about.add("left_out", name, subject, "whose it is cannot be told: the reference leads to no patient of the source")
        return None
    return subject if relative == subject else candidates(subject, None)[0]

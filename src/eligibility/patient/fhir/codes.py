"""CodeableConcept → a name and codes. All codings are kept; the name is what the clinician wrote, else what a coding displays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from eligibility.patient.fhir.fields import Json, MalformedError, objs, text
from eligibility.patient.record import Code
from eligibility.reference.names import without_tag

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"

_Coding = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A concept as named and coded. `displays` are the words of all codings; `lacking` says that a coding had no system or no code."""

    name: str | None
    codes: tuple[Code, ...]
    displays: tuple[str, ...]
    lacking: bool

    def __bool__(self) -> bool:
        return self.name is not None or bool(self.codes)

    @property
    def label(self) -> str:
        """What to call it in a message."""
        return self.name or (f"{self.codes[0].system} {self.codes[0].code}" if self.codes else "?")

    def code_in(self, *systems: str) -> str | None:
        """Its code in one of these systems."""
        return next((c.code for c in self.codes if c.system in systems), None)

    def words(self) -> Iterable[str]:
        """Everything that it is called."""
        return (*((self.name,) if self.name is not None else ()), *self.displays)


def coded(concept: Json) -> Coded:
    """A CodeableConcept. Raises MalformedError."""
    codings = concept.get("coding")
    if codings is None:
        return _coded(text(concept, "text"), ())
    if not isinstance(codings, list):
        raise MalformedError("coding", codings, "a list of objects")
    return _coded(text(concept, "text"), tuple([_coding(each) for each in codings]))


def coded_field(parent: Json, key: str) -> Coded | None:
    """The CodeableConcept in a field; None where there is none or it is empty."""
    concept = parent.get(key)
    if concept is None:
        return None
    if not isinstance(concept, dict):
        raise MalformedError(key, concept, "an object with coding or text")
    return coded(concept) or None


def coded_list(parent: Json, key: str) -> list[Coded]:
    """The CodeableConcepts of a list."""
    return [found for each in objs(parent, key) if (found := coded(each))]


def status_word(parent: Json, key: str) -> str | None:
    """The code of a status that is a CodeableConcept ("active"), or its text in small letters."""
    found = coded_field(parent, key)
    if found is None:
        return None
    return found.codes[0].code if found.codes else found.label.casefold()


def _coding(coding: object) -> _Coding:
    if not isinstance(coding, dict):
        raise MalformedError("coding", coding, "an object with system and code")
    return (text(coding, "system"), text(coding, "code"), text(coding, "display"))


@lru_cache(maxsize=20_000)
def _coded(name: str | None, codings: tuple[_Coding, ...]) -> Coded:
    codes = tuple(Code(system=system, code=code, display=display) for system, code, display in codings if system and code)
    displays = tuple(dict.fromkeys(without_tag(display) for _, _, display in codings if display))
    lacking = any((code is not None) and system is None for system, code, _ in codings)
    if name is None and displays:
        name = displays[0]
    if name is None and lacking and not codes:
        name = next(code for _, code, _ in codings if code is not None)  # a code of no named system is a word like any other
    return Coded(without_tag(name) if name else None, codes, displays, lacking)

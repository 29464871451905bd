"""What the words of a header, or of a cell that holds a name, are about: an observation, a concept of the vocabulary, or a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from eligibility.patient.record import Code
from eligibility.patient.resolving import name_id
from eligibility.reference.codes import canonical_system, icd10_code
from eligibility.reference.names import fold_name
from eligibility.reference.observations import Observation as Definition
from eligibility.reference.observations import every_name, find_by_loinc, find_observation, observations
from eligibility.reference.product_names import product_concepts
from eligibility.reference.units import fits, meant_by_unit, read_unit
from eligibility.reference.vocabulary import Concept, remembered, vocabulary
from eligibility.reference.vocabulary_rows import Domain

SECTION_OF: dict[str, str] = {"condition": "conditions", "procedure": "procedures", "medication": "medications", "organism": "conditions"}
_DOMAIN_OF: dict[str, Domain] = {
    "conditions": "condition", "procedures": "procedure", "medications": "medication", "allergies": "substance",
    "family_history": "condition",
}  # fmt: skip
_LOINC = "http://loinc.org"
_CODED = re.compile(r"(?P<system>[A-Za-z][A-Za-z0-9 .:/-]*?)\s*[ :|#]\s*(?P<code>[A-Za-z]?\d[\dA-Za-z.-]*)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What words are about. `section` is where the record holds it; `key` is the same for all names and codes of one thing."""

    section: str
    key: str
    name: str | None = None
    codes: tuple[Code, ...] = ()
    definition: Definition | None = None


def subject_of(text: str, unit: str | None = None, section: str | None = None) -> Subject | None:
    """What words are about, None if they are not known.

    `unit` (a UCUM code) makes it an observation, and must fit; `section` is where it must belong, if that is known. An observation comes
    before a concept of the same name: "albumin" without more is the analyte, not the infusion.
    """
    return _subject_of(text, unit, section)


@remembered(maxsize=20_000)
def _subject_of(text: str, unit: str | None, section: str | None) -> Subject | None:
    if section in (None, "observations"):
        found = _observation(text, unit)
        if found is not None or unit is not None:
            return found
    if section == "observations":
        return None
    return _coded(text, section) or _concept(text, section)


def _observation(text: str, unit: str | None) -> Subject | None:
    codes: tuple[Code, ...] = ()
    definition = find_observation(text)
    if definition is None and (coded := _CODED.fullmatch(text)) and canonical_system(coded["system"]) == _LOINC:
        definition = find_by_loinc(coded["code"])
        codes = (Code(system=_LOINC, code=coded["code"]),)
    if definition is None:
        return None
    if unit is not None:
        definition = meant_by_unit(definition, unit)
        if not fits(definition, unit):
            return None
    return Subject("observations", definition.id, None if codes else text, codes, definition)


def _coded(text: str, section: str | None) -> Subject | None:
    coded = _CODED.fullmatch(text)
    if coded is None or icd10_code(coded["system"], coded["code"]) is None:
        return None
    concept = vocabulary().by_code(coded["system"], coded["code"])
    if concept is None:
        return None
    code = Code(system=canonical_system(coded["system"]), code=coded["code"].upper(), display=concept.name)
    return Subject(section or SECTION_OF.get(concept.domain, "conditions"), concept.id, None, (code,))


def _concept(text: str, section: str | None) -> Subject | None:
    if section is not None:
        id = name_id(text, _DOMAIN_OF[section])
        if id is None and section == "medications":
            id = "+".join(product_concepts(text)) or None  # "warfarin 5 mg"
        return Subject(section, id, text) if id is not None else None
    concept = _first_known(text)
    if concept is None:
        return None
    id = name_id(text, "condition") if concept.domain == "organism" else concept.id
    return Subject(SECTION_OF[concept.domain], id or concept.id, text)


def _first_known(text: str) -> Concept | None:
    for domain in ("condition", "procedure", "medication", "organism"):
        concept = vocabulary().lookup(text, domain)
        # The roots ("disease", "therapy", "drug") are words for a column of anything, not for one thing.
        if concept is not None and concept.parents:
            return concept
    return None


def unit_misfit(text: str, unit: str) -> Definition | None:
    """The observation of that name, if it cannot be measured in the unit."""
    definition = find_observation(text)
    code = read_unit(unit)
    return definition if definition is not None and (code is None or not fits(meant_by_unit(definition, code), code)) else None


def suggestions(text: str) -> tuple[str, ...]:
    """Up to three known names that look like one which is not: for messages, never for matching."""
    folded = fold_name(text)
    if len(folded) < 3:
        return ()
    near = get_close_matches(folded, [n for n in _observation_names() if n[:1] == folded[:1]], n=2, cutoff=0.8)
    return tuple(dict.fromkeys((*(_observation_names()[n] for n in near), *vocabulary().suggestions(text))))[:3]


@cache
def _observation_names() -> dict[str, str]:
    return {fold_name(name): name for each in observations().values() for name in every_name(each)}

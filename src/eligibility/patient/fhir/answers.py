"""Answers that come as codes, with or without words: `data/answer_codes.csv`, the same words that clinicians write."""

from __future__ import annotations

import csv
from functools import cache

from eligibility.patient.fhir.codes import Coded
from eligibility.patient.fhir.fields import Json, number, objs, text
from eligibility.reference.codes import canonical_system
from eligibility.reference.observations import Observation as Definition
from eligibility.resources import data_file

# FHIR R4 extension registry: the number that an answer of a questionnaire stands for.
_ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def answer_of(concept: Coded, definition: Definition | None) -> str | None:
    """The word for a coded answer: of this very question, else of any.

    A code that answers only another question (0 of the ECOG scale is dead on Karnofsky's) has no meaning here.
    """
    about = definition.id if definition is not None else ""
    for code in concept.codes:
        answers = _answers().get((canonical_system(code.system), code.code), {})
        if (found := answers.get(about) or answers.get("")) is not None:
            return found
    return None


def score_of(concept: Coded, source: Json, definition: Definition | None) -> float | None:
    """The number of an answer on a scale of numbers: by its code, else by the ordinal that comes with its coding."""
    if definition is None or definition.kind != "score":
        return None
    word = answer_of(concept, definition)
    if word is not None:
        return float(word) if word.isdigit() else None
    ordinals = {
        value
        for coding in objs(source, "coding")
        for extension in objs(coding, "extension")
        if text(extension, "url") == _ORDINAL and (value := number(extension, "valueDecimal")) is not None
    }
    return float(ordinals.pop()) if len(ordinals) == 1 else None


@cache
def _answers() -> dict[tuple[str, str], dict[str, str]]:
    """(system, code) → observation id, or "" for any → the word."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    with data_file("answer_codes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault((canonical_system(row["system"]), row["code"]), {})[row["observation"]] = row["answer"]
    return found

"""OBSERVATION → what its concept makes of each row: an allergy, a relative's disease, something past, smoking, else an observation.

Sources for the concepts: OHDSI Themis issues 29 and 201 (family history), 194 (history of event), the FHIR to OMOP implementation guide
and omoponfhir (allergies). Each comes in two forms: a general concept with the subject as value, or one concept for both ("Allergy to
penicillin").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from eligibility.patient.dates import PartialDate
from eligibility.patient.lookups import name_id
from eligibility.patient.omop.allergies import allergen, is_general
from eligibility.patient.omop.chart import Chart, Named, Row, codes_of, kind_of_value, named
from eligibility.patient.omop.concepts import Concept
from eligibility.patient.omop.conditions import past
from eligibility.patient.omop.measurements import definition_of, measured_value, unit_of
from eligibility.patient.omop.procedures import past_procedure
from eligibility.patient.record import Allergy, Condition, FamilyMember, Item, Medication, Observation, Procedure
from eligibility.reference.vocabulary import vocabulary

# "Family history of clinical finding" (OMOP CDM v5.4, value_as_concept_id), "… with explicit context" (Themis 29)
_FAMILY_HISTORY = frozenset({4167217, 4210989})
_HISTORY = frozenset({1340204})  # "History of event" (Themis 194)
_ALLERGY = frozenset({439224, 4188027, 40772948})  # to drug, to food, allergy (FHIR to OMOP: AllergyIntolerance)

_FAMILY_NAME = re.compile(r"(?P<no>no )?(?:family history(?: of\b|:)|fhx?[:\s])\s*(?P<what>.+)", re.IGNORECASE)
_FAMILY_GENERAL = re.compile(r"family history (?:of clinical finding|with explicit context|of disorder|of disease)", re.IGNORECASE)
_HISTORY_NAME = re.compile(
    r"(?P<no>no )?(?:past |past medical |personal )?(?:history(?: of\b|:)|h/o[:\s]|hx[:\s])\s*(?P<what>.+)", re.IGNORECASE
)
_HISTORY_GENERAL = re.compile(
    r"history of (?:event|clinical finding(?: in subject)?|disorder|procedure)(?: (?:within|longer than) .*)?", re.IGNORECASE
)
_NO_ALLERGY = re.compile(r"no known (?:allergy|allergies|allergic disorder)", re.IGNORECASE)
_NO_SUCH_ALLERGY = re.compile(r"no known .*allerg.*", re.IGNORECASE)
_RELATIONS = frozenset(
    (
        "mother",
        "father",
        "parent",
        "sister",
        "brother",
        "sibling",
        "son",
        "daughter",
        "child",
        "twin",
        "grandmother",
        "grandfather",
        "aunt",
        "uncle",
        "cousin",
        "relative",
    )
)
# Names of SNOMED and LOINC answers → (smokes, smoked once, never smoked), as far as each says.
_NEVER, _FORMER, _CURRENT, _NOT_NOW = (False, False, True), (False, True, False), (True, False, False), (False, None, None)
_SMOKING = {
    **dict.fromkeys(("never smoker", "never smoked", "never smoked tobacco", "lifetime non-smoker", "never smoked cigarettes"), _NEVER),
    **dict.fromkeys(("former smoker", "ex-smoker", "ex smoker", "former cigarette smoker", "past smoker"), _FORMER),
    **dict.fromkeys(
        (
            "smoker",
            "current smoker",
            "current every day smoker",
            "current some day smoker",
            "smokes tobacco daily",
            "cigarette smoker",
            "heavy tobacco smoker",
            "light tobacco smoker",
            "heavy cigarette smoker",
            "light cigarette smoker",
            "occasional tobacco smoker",
            "occasional cigarette smoker",
        ),
        _CURRENT,
    ),
    **dict.fromkeys(("non-smoker", "nonsmoker", "non smoker", "current non-smoker", "does not smoke"), _NOT_NOW),
}

Answer = Literal["yes", "no"]


def read_observations(chart: Chart, rows: Iterable[Row]) -> None:
    """Adds what the table OBSERVATION says of a person."""
    for row in rows:
        subject = named(chart, row, "observation")
        if subject is None:
            continue
        day = row.begin("observation_date", "observation_datetime")
        if day is None:
            continue
        id = subject.concept.id if subject.concept is not None else None
        plain = " ".join(subject.name.split())
        if id in _FAMILY_HISTORY or _FAMILY_GENERAL.fullmatch(plain):
            _family(chart, row, *_of_value(chart, row))
        elif (found := _FAMILY_NAME.fullmatch(plain)) is not None:
            _family(chart, row, _alone(found["what"]), _answer(chart, row, bool(found["no"])))
        elif id in _HISTORY or _HISTORY_GENERAL.fullmatch(plain):
            _history(chart, row, day, *_of_value(chart, row))
        elif (found := _HISTORY_NAME.fullmatch(plain)) is not None:
            _history(chart, row, day, _alone(found["what"]), _answer(chart, row, bool(found["no"])))
        elif _NO_SUCH_ALLERGY.fullmatch(plain):
            _none_known(chart, row, plain)
        elif id in _ALLERGY or is_general(plain):
            _allergy(chart, row, *_of_value(chart, row))
        elif (substance := allergen(plain)) is not None:
            _allergy(chart, row, _alone(substance), _answer(chart, row, False))
        else:
            _finding(chart, row, subject, day)


# ------------------------------------------------------------------ subjects with an answer


def _of_value(chart: Chart, row: Row) -> tuple[Named | None, Answer | None]:
    """The subject that stands as the value of a general concept; None, with a note, if there is none."""
    concept = chart.concept(row, "value_as_concept_id")
    text = row.text("value_as_string") or row.text("value_source_value")
    if concept is not None and kind_of_value(concept) is None:
        return Named(concept.name, codes_of(concept), concept), "yes"
    if concept is None and text is not None:
        row.changed("value_as_concept_id", "no concept: named by the words of the value", text)
        return Named(text, (), None), "yes"
    row.left_out("value_as_concept_id", "the entry is left out: it does not say what", concept.name if concept is not None else None)
    return None, None


def _alone(what: str) -> Named:
    """The subject inside a concept's own name. The concept's code is of the history or allergy, not of the thing itself."""
    return Named(what.strip(" :"), (), None)


def _answer(chart: Chart, row: Row, denied: bool) -> Answer | None:
    """Whether a row affirms its concept (it does if it has no value); None, with a note, if nobody can say."""
    concept = chart.concept(row, "value_as_concept_id")
    text = row.text("value_as_string")
    if concept is None and (text is None or text.casefold() not in ("yes", "no")):
        return "no" if denied else "yes"
    said = kind_of_value(concept) if concept is not None else "yes" if text is not None and text.casefold() == "yes" else "no"
    word = concept.name.casefold() if concept is not None else ""
    said = "yes" if word in ("present", "positive") else "no" if word in ("absent", "negative") else said
    if said in ("yes", "no"):
        return "yes" if (said == "yes") != denied else "no"
    if said is None and not denied:
        return "yes"  # a value of another kind (a severity, a relation) adds to what is affirmed
    found = concept.name if concept is not None else text
    row.left_out("value_as_concept_id", "the entry is left out: the value gives no information", found)
    return None


def _family(chart: Chart, row: Row, subject: Named | None, answer: Answer | None) -> None:
    if subject is None or answer is None:
        return
    relation = chart.concept(row, "qualifier_concept_id")
    words = relation.name if relation is not None else row.text("qualifier_source_value")
    known = words is not None and bool(_RELATIONS & set(words.casefold().split()))
    if words is not None and not known:
        row.left_out("qualifier_concept_id", "not a relation", words)
    chart.add(row, FamilyMember, **subject.fields, relation=words if known else None, status="absent" if answer == "no" else None)


def _allergy(chart: Chart, row: Row, subject: Named | None, answer: Answer | None) -> None:
    if subject is not None and answer is not None:
        chart.add(row, Allergy, **subject.fields, status="absent" if answer == "no" else None)


def _none_known(chart: Chart, row: Row, name: str) -> None:
    if _NO_ALLERGY.fullmatch(name) and _answer(chart, row, False) == "yes":
        chart.no_allergies = row
    else:
        row.left_out("observation_concept_id", "the entry is left out: the record cannot deny one kind of allergies alone", name)


def close_allergies(chart: Chart) -> bool:
    """Whether the list of allergies is complete: someone recorded that none is known, and none is."""
    row = chart.no_allergies
    if row is None:
        return False
    if any(isinstance(e, Allergy) and e.status == "present" for e in chart.entries["allergies"]):
        row.left_out("observation_concept_id", "the entry is left out: other rows record an allergy", "no known allergy")
        return False
    row.changed("observation_concept_id", "the list of allergies is taken as complete", "no known allergy")
    return True


def _history(chart: Chart, row: Row, day: date, subject: Named | None, answer: Answer | None) -> None:
    if subject is None or answer is None:
        return
    domain = _domain(subject)
    if answer == "no":
        model: type[Item] = Procedure if domain == "procedure" else Medication if domain == "medication" else Condition
        chart.add(row, model, **subject.fields, status="absent")
        return
    if domain == "procedure":
        chart.add(row, Procedure, **subject.fields, **past_procedure(day))
    elif domain == "medication":
        dates = past(day)
        chart.add(row, Medication, **subject.fields, start=dates["onset"], end=dates["end"])
    else:
        chart.add(row, Condition, **subject.fields, **past(day))


def _domain(subject: Named) -> str:
    """Condition, procedure or medication: by the concept's OMOP domain, else by what the vocabulary knows of the name."""
    told: Concept | None = subject.concept
    if told is not None and told.domain in ("Procedure", "Drug", "Condition"):
        return {"Procedure": "procedure", "Drug": "medication"}.get(told.domain, "condition")
    id = name_id(subject.name, "condition")
    concept = vocabulary().concept(id) if id is not None else None
    return concept.domain if concept is not None else "condition"


# ------------------------------------------------------------------ findings


def _finding(chart: Chart, row: Row, subject: Named, day: date) -> None:
    concept = chart.concept(row, "value_as_concept_id")
    if _smoking(chart, row, day, concept.name if concept is not None else row.text("value_as_string") or subject.name):
        return
    if all(row.text(c) is None for c in ("value_as_number", "value_as_string", "value_source_value")) and concept is None:
        if row.id("value_as_concept_id") == 0 or not _states(subject):
            row.left_out("", "the entry is left out: it has no value", subject.name)
            return
        row.changed("", "no value: read as recorded of the person", subject.name)
        chart.add(row, Observation, **subject.fields, value=True, date=PartialDate.of(day))
        return
    found = measured_value(chart, row, subject)
    if found is None:
        return
    if chart.concept(row, "qualifier_concept_id") is not None or row.text("qualifier_source_value") is not None:
        row.left_out("qualifier_concept_id", "a qualifier of an observation is not read")
    unit = unit_of(chart, row, subject) if isinstance(found.value, float) else None
    chart.add(row, Observation, **subject.fields, value=found.value, comparator=found.comparator, unit=unit, date=PartialDate.of(day))


def _states(subject: Named) -> bool:
    """Whether the name alone states something of a person: a yes-or-no observation, or a condition of the vocabulary."""
    definition = definition_of(subject)
    if definition is not None:
        return definition.kind == "boolean"
    return name_id(subject.name, "condition") is not None


def _smoking(chart: Chart, row: Row, day: date, words: str) -> bool:
    """Adds what a smoking status says; False if the words are none."""
    status = _SMOKING.get(words.casefold().strip())
    if status is None:
        return False
    row.changed("", "read as smoking, former smoking, never smoked", words)
    for name, value in zip(("smoking", "former smoking", "never smoked"), status, strict=True):
        if value is not None:
            chart.add(row, Observation, name=name, value=value, date=PartialDate.of(day))
    return True

"""Rule trees and patients written by hand, for tests of the engine: short names for what the contract speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from eligibility.evaluation.context import Context, ReferenceRange, Settings
from eligibility.evaluation.evidence import NodeResult, decided_by
from eligibility.evaluation.nodes import evaluate_node
from eligibility.patient.lookups import IndexedPatient
from eligibility.patient.record import read_patient
from eligibility.reference.observations import find_observation
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_rows import Domain
from eligibility.rules.nodes import (
    AnyNode,
    Comparator,
    Comparison,
    ConceptRef,
    Duration,
    Equivalents,
    FamilyHistory,
    HasAllergy,
    HasCondition,
    HasProcedure,
    Limit,
    Multiple,
    OneOf,
    Quantity,
    Stated,
    TakesMedication,
    TimeUnit,
    Timing,
    Window,
)

ON = date(2026, 11, 1)
EVER = Timing(tense="ever")
PLANNED = Timing(tense="planned")


def concept(name: str, domain: Domain | None = None) -> ConceptRef:
    """A concept by name; id None if the vocabulary does not know it."""
    known = (vocabulary().lookup(name, domain) if domain else None) or vocabulary().lookup(name)
    return ConceptRef(id=known.id if known else None, name=name)


def observed(name: str) -> ConceptRef:
    """An observation by name; id None if the tables do not know it."""
    known = find_observation(name)
    return ConceptRef(id=known.id if known else None, name=name)


def quantity(value: float, unit: str | None = None) -> Quantity:
    return Quantity(value=value, unit=unit)


def equivalents(*limits: Quantity) -> Equivalents:
    return Equivalents(quantities=limits)


def uln(factor: float = 1.0) -> Multiple:
    return Multiple(factor=factor, of="ULN")


def lln(factor: float = 1.0) -> Multiple:
    return Multiple(factor=factor, of="LLN")


def compared(name: str, operator: Comparator, limit: Limit | float, timing: Timing | None = None) -> Comparison:
    bound = Quantity(value=limit) if isinstance(limit, int | float) else limit
    return Comparison(observation=observed(name), operator=operator, limit=bound, timing=timing or Timing())


def one_of(name: str, *values: str, timing: Timing | None = None) -> OneOf:
    return OneOf(observation=observed(name), values=values, timing=timing or Timing())


def stated(name: str, value: bool = True, timing: Timing | None = None) -> Stated:
    return Stated(observation=observed(name), value=value, timing=timing or Timing())


def condition(name: str, timing: Timing | None = None, **qualifiers: Any) -> HasCondition:
    return HasCondition(concept=concept(name, "condition"), timing=timing or Timing(), **qualifiers)


def procedure(name: str, timing: Timing | None = None, **qualifiers: Any) -> HasProcedure:
    return HasProcedure(concept=concept(name, "procedure"), timing=timing or Timing(), **qualifiers)


def medication(name: str, timing: Timing | None = None, **qualifiers: Any) -> TakesMedication:
    return TakesMedication(concept=concept(name, "medication"), timing=timing or Timing(), **qualifiers)


def allergy(name: str, **qualifiers: Any) -> HasAllergy:
    return HasAllergy(concept=concept(name, "substance"), **qualifiers)


def in_family(name: str, *relations: str) -> FamilyHistory:
    return FamilyHistory(concept=concept(name, "condition"), relations=relations)


def last(value: float, unit: TimeUnit, anchor: str = "on", **more: Any) -> Timing:
    """Within the last so many units; `onset=True` where the beginning must lie there."""
    onset = more.pop("onset", False)
    return Timing(window=Window(start=Duration(value=value, unit=unit), anchor=anchor, **more), onset=onset)


def judged(rule: AnyNode, patient: Mapping[str, Any], on: date = ON, **settings: Any) -> NodeResult:
    """The result of a rule for a record in native JSON."""
    return evaluate_node(rule, Context(IndexedPatient(read_patient(patient)), Settings(on=on, **settings)))


def truth(rule: AnyNode, patient: Mapping[str, Any], on: date = ON, **settings: Any) -> str:
    """`true`, `false`, or `unknown: ` with the reason codes, in order."""
    result = judged(rule, patient, on, **settings)
    if result.truth != "unknown":
        return str(result.truth)
    return "unknown: " + ", ".join(dict.fromkeys(r.code for each in decided_by(result) for r in each.reasons))


def assumed(rule: AnyNode, patient: Mapping[str, Any], on: date = ON, **settings: Any) -> list[str]:
    """What the answer takes for granted."""
    return [a for each in decided_by(judged(rule, patient, on, **settings)) for a in each.assumptions]


def shown(rule: AnyNode, patient: Mapping[str, Any], on: date = ON, **settings: Any) -> list[str]:
    """The evidence in words."""
    return [s.text for each in decided_by(judged(rule, patient, on, **settings)) for s in each.evidence]


def labs(*observations: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """A patient with these observations."""
    return {"observations": list(observations), **fields}


def lab(name: str, value: float | bool | str, unit: str | None = None, day: str | None = "2026-10-30", **fields: Any) -> dict[str, Any]:
    """One observation."""
    return {"name": name, "value": value, "unit": unit, "date": day, **fields}


def conditions(*names: str | Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """A patient with these conditions; a bare name is an active one."""
    return {"conditions": [{"name": n} if isinstance(n, str) else n for n in names], **fields}


def reference_range(low: float | None, high: float | None, unit: str | None) -> ReferenceRange:
    return ReferenceRange(low, high, unit)

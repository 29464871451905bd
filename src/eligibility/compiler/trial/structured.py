"""A registry's structured fields as inclusion criteria: sex, ages, healthy volunteers (contract §1)."""

from __future__ import annotations

from eligibility.rules.nodes import Age, AllOf, ConceptRef, HasCondition, Not, Sex, Stated, WithExamples
from eligibility.rules.trial import Criterion
from eligibility.text.registry_fields import Structured


def structured_criteria(fields: Structured) -> tuple[Criterion, ...]:
    """The criteria `age`, `sex` and `healthy_volunteers`; a field that restricts nobody gives none."""
    criteria: list[Criterion] = []
    if fields.sex is not None:
        criteria.append(Criterion(id="sex", kind="inclusion", text=f"Sex: {fields.sex}", span=None, rule=Sex(sex=fields.sex)))
    if fields.minimum_age is not None or fields.maximum_age is not None:
        criteria.append(_age(fields))
    if fields.healthy_volunteers is False:
        criteria.append(_NO_HEALTHY_VOLUNTEERS)
    return tuple(criteria)


def _age(fields: Structured) -> Criterion:
    low, high = fields.minimum_age, fields.maximum_age
    words = " to ".join(f"{value:g} {unit}s" for value, unit in (a for a in (low, high) if a is not None))
    prefix = "from " if high is None else "up to " if low is None else ""
    text = f"Age: {prefix}{words}"
    if low is not None and high is not None and low[1] != high[1]:
        from_low, to_high = Age(low=low[0], unit=low[1]), Age(high=high[0], unit=high[1])
        return Criterion(id="age", kind="inclusion", text=text, span=None, rule=AllOf(children=(from_low, to_high)))
    unit = (low or high or (0.0, "year"))[1]
    rule = Age(low=low[0] if low else None, high=high[0] if high else None, unit=unit)
    return Criterion(id="age", kind="inclusion", text=text, span=None, rule=rule)


# Met by any active condition in the record, else unknown: a record without one does not prove health.
_NO_HEALTHY_VOLUNTEERS = Criterion(
    id="healthy_volunteers",
    kind="inclusion",
    text="Accepts healthy volunteers: no",
    span=None,
    rule=WithExamples(
        general=Not(child=Stated(observation=ConceptRef(id="healthy-volunteer", name="Healthy volunteer"))),
        examples=(HasCondition(concept=ConceptRef(id="condition", name="any condition")),),
    ),
)

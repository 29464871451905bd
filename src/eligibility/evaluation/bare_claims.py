"""What a yes is worth for a condition of which more is asked: "ascites: true" tells no severity, "ascites: moderate" does."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.evaluation.claims import observed_classes
from eligibility.evaluation.context import Context
from eligibility.evaluation.evidence import Because
from eligibility.evaluation.qualifiers import asks_more
from eligibility.evaluation.scales import scale_of, value_on_scale
from eligibility.evaluation.showing import show_reading
from eligibility.evaluation.votes import Vote, Weight, may_tell
from eligibility.patient.lookups import IndexedPatient, Reading, claimed_concept, related
from eligibility.rules.nodes import Fact, HasCondition

_DEGREES = ("mild", "moderate", "severe")


def weighed(vote: Vote, leaf: Fact, context: Context) -> Vote:
    """A bare yes proves no severity, stage or cause; a class on the scale that is asked for may deny one."""
    classed = _by_class(vote, leaf, context)
    if classed is not None:
        return classed
    if vote.weight is not Weight.PROOF or not asks_more(leaf):
        return vote
    degree = _degree(vote, context)
    if degree is not None and isinstance(leaf, HasCondition) and leaf.severity and not asks_more(leaf.replaced(severity=())):
        return vote if degree in leaf.severity else vote._replace(weight=Weight.ENDED)
    name = leaf.concept.name
    because = Because(
        "missing", f"{vote.shown.text} does not tell the severity, stage, cause or kind of {name}", f"an entry on {name} with these"
    )
    return Vote(Weight.BARE, vote.shown, (because,))


def _by_class(vote: Vote, leaf: Fact, context: Context) -> Vote | None:
    """What a class tells where the classes are asked for: "CCS I", for an angina of class II or III; None of any other vote."""
    if not isinstance(leaf, HasCondition) or leaf.stage is None or leaf.stage.scale is None:
        return None
    if vote.weight not in (Weight.PROOF, Weight.GENERAL):
        return None
    scale = scale_of(leaf.stage.scale)
    own = [value for value, shown in observed_classes(leaf, context, leaf.stage.scale) if shown == vote.shown]
    values = [value_on_scale(scale, value) for value in own] if scale is not None else []
    if not values or None in values:
        return None
    if any(value in leaf.stage.values for value in values):
        return None  # of which disease it is the class, an entry tells
    return vote._replace(weight=Weight.ENDED if vote.weight is Weight.PROOF else Weight.HINT)


def told_in_words(wanted: str, context: Context) -> Iterator[Vote]:
    """Observations named for the condition whose value is no yes or no: "pericardial effusion: small" leaves it open."""
    for reading, concept in context.record.once(_in_words):
        if related(concept, wanted) == "is" and (reading.item.date is None or reading.first <= context.on):
            shown = show_reading(reading)
            yield may_tell(shown, f"{shown.text}: whether there is any is for a person to say", reading.label)


def _in_words(record: IndexedPatient) -> tuple[tuple[Reading, str], ...]:
    words = (r for r in record.readings if r.definition is None and isinstance(r.item.value, str) and r.holds is None)
    return tuple((r, concept) for r in words if (concept := claimed_concept(r)) is not None)


def _degree(vote: Vote, context: Context) -> str | None:
    """The severity that is the observation's value."""
    if vote.shown.section != "observations" or vote.shown.index is None:
        return None
    value = context.patient.observations[vote.shown.index].value
    return value.strip().casefold() if isinstance(value, str) and value.strip().casefold() in _DEGREES else None

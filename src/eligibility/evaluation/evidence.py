"""The outcome of one node while it is worked out: its truth, what decided it, or what would settle it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar

from eligibility.logic import Truth
from eligibility.rules.nodes import AnyNode

ReasonCode = Literal[
    "missing",
    "stale",
    "undated",
    "imprecise_date",
    "unit_missing",
    "unit_not_convertible",
    "no_reference_range",
    "censored_value",
    "conflicting_values",
    "severity_not_recorded",
    "stage_not_recorded",
    "cause_not_recorded",
    "site_not_recorded",
    "not_understood",
    "needs_judgement",
    "ambiguous",
    "comparator_lost",
    "anchor_undated",
    "half_life_unknown",
]


class Because(NamedTuple):
    """Why something is unknown, and what would settle it."""

    code: ReasonCode
    text: str
    settle: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry of the record (or its declared absence), in words. `index` counts from 0 in the record's own section."""

    section: str
    index: int | None
    text: str


class Answer(NamedTuple):
    """What a leaf, or a part of one, found."""

    truth: Truth
    evidence: tuple[Shown, ...] = ()
    reasons: tuple[Because, ...] = ()
    assumptions: tuple[str, ...] = ()


class NodeResult(NamedTuple):
    """A node's truth with that of everything below it.

    `deciding` are the children that made the truth what it is: the false ones of a false AND, the unknown ones of an unknown OR.
    `evidence`,
    `reasons` and `assumptions` are the node's own; `decided_by` walks to those of the deciding leaves. `applicable` is false for a
    requirement on a subgroup that the patient is not in.
    """

    node: AnyNode
    truth: Truth
    evidence: tuple[Shown, ...] = ()
    reasons: tuple[Because, ...] = ()
    assumptions: tuple[str, ...] = ()
    children: tuple[NodeResult, ...] = ()
    deciding: tuple[NodeResult, ...] = ()
    applicable: bool = True


Check = tuple[Truth, Because, bool]
"""The truth of one qualifier, the reason if it is unknown, and whether its being false denies the statement."""


T = TypeVar("T", bound=Hashable)


def leaf_result(node: AnyNode, answer: Answer) -> NodeResult:
    """The result of a leaf; an unknown has reasons and no evidence, a definite truth evidence and no reasons."""
    unknown = answer.truth is Truth.UNKNOWN
    reasons = once_each(answer.reasons) if unknown else ()
    return NodeResult(node, answer.truth, () if unknown else answer.evidence, reasons, once_each(answer.assumptions))


def once_each(things: tuple[T, ...]) -> tuple[T, ...]:
    """Things in their order, none of them twice."""
    return tuple(dict.fromkeys(things)) if len(things) > 1 else things


def decided_by(result: NodeResult) -> tuple[NodeResult, ...]:
    """The node and the nodes below it that made its truth what it is, depth first."""
    if not result.deciding:
        return (result,)
    return (result, *(each for child in result.deciding for each in decided_by(child)))

"""What a unit says of the patient's age: "age 18–65", "18 years or older", "patients over 18 years", "adults"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.measured.measures import aged
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Amount, Between, Compared, Either
from eligibility.rules.nodes import AnyNode
from eligibility.spans import Span

# A bare limit in years beside nothing but people ("patients over 18 years") is an age; a shorter time may be a duration.
_YOUNGEST_BARE = 10.0
_PEOPLE = frozenset({"SUBJECT", "SEXNOUN", "AGENOUN", "FILLER", "AGE", "OLD", "BOUNDWORD", "WITH"})


def take_age(frame: Frame, ctx: Context) -> AnyNode | None:
    """The statement on age that a frame makes, its words taken out of the frame; None if it makes none."""
    if not frame.values:
        return None
    named = [e for e in frame.elements if e.type == "AGE"]
    value = next((v for v in frame.values if _may_be_age(v, bool(named), frame)), None)
    if value is None or frame.blocked or frame.family:
        return None
    span = Span(min([value.span.start, *(e.span.start for e in named)]), max([value.span.end, *(e.span.end for e in named)]))
    span = span if frame.heads or frame.left else frame.span
    if isinstance(value.value, Amount) or (isinstance(value.value, Compared) and value.value.operator == "="):
        ctx.ledger.note(f"{ctx.words(span)!r}: the comparator is missing")
        node: AnyNode | None = ctx.opaque(span, "comparator_lost")
    else:
        node = aged(value.value, span, ctx, negated=frame.negated)
    if node is None:
        return None
    frame.values = [v for v in frame.values if v is not value]
    frame.elements = [e for e in frame.elements if e is not value and e.type != "AGE"]
    return node


def _may_be_age(value: Element, named: bool, frame: Frame) -> bool:
    amounts = _amounts(value.value)
    if not amounts or any(a.unit is not None or a.multiple_of is not None for a in amounts):
        return False
    if any(a.old for a in amounts):
        return True
    measures = any_of_type(frame.heads, ("MEAS", "SCALE", "TEST", "FORMULA"))
    if named:
        return not measures and (isinstance(value.value, Amount) or value.type == "LIMIT")
    alone = not isinstance(value.value, Amount) and all(e is value or e.type in _PEOPLE for e in frame.elements)
    infants = bool(frame.ages) and all(a.time is not None for a in amounts)
    years = all(a.time == "year" and a.value >= _YOUNGEST_BARE for a in amounts)
    return alone and not frame.groups and (infants or years)


def _amounts(value: object) -> tuple[Amount, ...]:
    match value:
        case Amount():
            return (value,)
        case Compared(amount=amount):
            return (amount,)
        case Between(low=low, high=high):
            return low, high
        case Either(one=one, other=other):
            return one.amount, other.amount
        case _:
            return ()

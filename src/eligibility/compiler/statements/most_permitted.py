"""Permissions that are demands: "no more than 4 prior regimens are allowed" says that more are not."""

from __future__ import annotations

from eligibility.compiler.accounting.words import elements_of
from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.recorded.references import ref
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Compared
from eligibility.reference.observations import observations
from eligibility.reference.scale_directions import worse_end
from eligibility.rules.nodes import EVER, AnyNode, HasProcedure, Implies, TakesMedication


def limits_what_is_permitted(frame: Frame) -> bool:
    """ "No more than 4 prior regimens are allowed": more are not; "patients with at most 4 regimens are eligible" says whom it is for."""
    said = [e for e in frame.elements if e.type != "FILLER"]
    people = bool(said) and said[0].type in ("SUBJECT", "SEXNOUN", "AGENOUN")
    most = [v for v in frame.values if isinstance(v.value, Compared) and v.value.operator[0] == "<"]
    head = frame.head
    measured = head is not None and head.type in ("MEAS", "SCALE") and (_in_words(most) or _is_harmful_above(head))
    return measured and not people and len(most) == len(frame.values) == 1 and frame.guard is None and not frame.extra


def _in_words(values: list[Element]) -> bool:
    """ "No more than", "up to": a sign alone may loosen a limit as well ("hemoglobin < 10 g/dL is permitted")."""
    return any(v.word[:1].isalpha() for v in values)


def _is_harmful_above(head: Element) -> bool:
    measured = observations().get(str(head.value))
    return measured is not None and worse_end(measured) == "higher"


def limited_treatment(node: AnyNode, frame: Frame, ctx: Context) -> AnyNode | None:
    """ "Prior chemotherapy is allowed at least 4 weeks before enrollment", "… for up to 2 regimens": who had it must keep to the limit."""
    head = frame.head
    if head is not None and head.value.endswith("-lines") and any_of_type(frame.values, ("BARE",)):
        return node  # "one prior regimen is allowed": whether more are is for a person to say
    if head is None or head.type not in ("PROC", "DRUG"):
        return None
    if frame.gap is not None and not frame.history:
        return None  # "LHRH agonists are allowed at least 4 weeks before": from then on
    if frame.gap is not None and frame.gap.operator[0] == ">":
        return node  # that there was none in this time
    bracketed = any_of_type((e for g in frame.groups for e in elements_of(g.block)), ("LIMIT",))
    if not (bracketed or frame.gap or any(map(_counts, frame.values)) or any_of_type(frame.elements, ("ELSEWHERE",))):
        return None
    given = HasProcedure if head.type == "PROC" else TakesMedication
    guard = given(span=head.span, concept=ref(head), timing=EVER)
    return Implies(span=frame.span, guard=guard, requirement=ctx.opaque(frame.span))


def _counts(element: Element) -> bool:
    """A number of regimens, or a share of the body; a dose may be permitted whatever else is taken."""
    value = element.value
    return element.type == "LIMIT" and isinstance(value, Compared) and value.operator[0] == "<" and value.amount.unit in (None, "%")

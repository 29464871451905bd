"""What a limit in brackets without a name of its own is of: "hyperkalaemia (> 5.5 mmol/L)", "Child-Pugh class A (score 5–6)"."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element, Group
from eligibility.compiler.syntax.phrases import Between, Compared
from eligibility.reference.abnormalities import abnormalities
from eligibility.reference.calculators import score_of
from eligibility.reference.observations import observations
from eligibility.reference.units import fits


def measures_of(frame: Frame, group: Group) -> tuple[Element, ...]:
    """The names of the frame that the limit in the brackets is for, or what its abnormality, or its class, is a measure of."""
    measures = tuple(h for h in frame.heads if h.type == "MEAS")
    head = frame.head
    if measures or head is None or head.type not in ("COND", "SCALE"):
        return measures
    abnormality = abnormalities().get(head.value) if head.type == "COND" else None
    wanted = abnormality.observation if abnormality is not None else score_of(head.value) if head.type == "SCALE" else None
    units = _units(group)
    if (
        wanted is None
        or units is None
        or not all(fits(observations()[wanted], u) for u in units if u)
        or bool(units) != (head.type == "COND")
    ):
        return ()
    return (Element("MEAS", wanted, head.span, head.tokens),)


def _units(group: Group) -> list[str] | None:
    """The units of the brackets' first limit, "" for a multiple of the normal; None if they do not begin with a limit."""
    parts = group.block.sentences[0].segments[0].units[0].parts
    first = next((p for p in parts if not (isinstance(p, Element) and p.type in ("FILLER", "MEASMOD"))), None)
    value = first.value if isinstance(first, Element) else None
    match value:
        case Compared(amount=amount, over=over):
            amounts = [amount, *([over] if over is not None else [])]
        case Between(low=low, high=high):
            amounts = [low, high]
        case _:
            return None
    if any(a.time is not None for a in amounts):
        return None
    return [a.unit or "" for a in amounts if a.unit is not None or a.multiple_of is not None]

"""How much of a drug: a dose, or all that was ever given."""

from __future__ import annotations

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Between, Compared
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import EVER, AnyNode, Comparator, Not, Quantity, TakesMedication

DOSES = frozenset({"dose", "doses", "dosage"})
_MASSES = frozenset({"mg", "g", "ug", "kg", "[IU]", "mL"})
_UCUM_TIMES = {"day": "d", "week": "wk", "month": "mo", "year": "a"}
_DAILY = "daily"
_CUMULATIVE = ("cumul", "total", "lifetime", "life-time")


def take_doses(frame: Frame) -> list[tuple[Comparator, Quantity]]:
    """The limits of the dose of a drug, its words taken: "at a dose of more than 10 mg daily", "15 to 25 mg prednisone per day"."""
    limits = next((found for v in frame.values if (found := _limits(v.value))), ())
    if not limits:
        return []
    if is_cumulative(frame):
        frame.left = [e for e in frame.left if not says_cumulative(e)]
        frame.descriptors = [d for d in frame.descriptors if not (says_cumulative(d) or d.word.startswith("dose"))]
        return []
    unit = limits[0].amount.unit
    per = next((e for e in frame.left if e.type == "PER"), None)
    if per is not None and unit in _MASSES:
        unit = f"{unit}/{_UCUM_TIMES[per.value]}"
        frame.left.remove(per)
    elif unit in _MASSES and any(e.type == "DOSE" and _DAILY in e.word.split() for e in frame.elements):
        unit = f"{unit}/d"  # "daily dose of metformin ≥ 1000 mg"
    frame.left = [e for e in frame.left if e.type != "DOSE"]
    frame.descriptors = [d for d in frame.descriptors if d.word not in DOSES]
    return [(limit.operator, Quantity(value=limit.amount.value, unit=unit)) for limit in limits]


def is_dose(value: object) -> bool:
    """Whether a value may be a dose: an amount in some unit."""
    return bool(_limits(value))


def _limits(value: object) -> tuple[Compared, ...]:
    limits: tuple[Compared, ...] = (value,) if isinstance(value, Compared) else value.sides() if isinstance(value, Between) else ()
    units = {limit.amount.unit for limit in limits}
    return limits if len(units) == 1 and None not in units else ()


def is_cumulative(frame: Frame) -> bool:
    """Whether a dose is the sum of all that was ever given, which no single entry tells."""
    return any(e.type in ("DOSE", "DESC", "WORD", "ASPECT") and says_cumulative(e) for e in frame.elements)


def says_cumulative(element: Element) -> bool:
    """Whether a word is of a sum over time."""
    words = [word for token in element.tokens for word in token.word.split()]
    return _DAILY not in words and any(word.startswith(_CUMULATIVE) for word in words)


def so_much_in_all(node: AnyNode, limits: list[AnyNode], value: Element, frame: Frame) -> AnyNode:
    """ "Cumulative doxorubicin dose ≤ 300 mg/m²": whoever never had it has had no more, unless to have received it is asked for."""
    span = frame.span
    at_most = isinstance(value.value, Compared) and value.value.operator[0] == "<"
    given = node.replaced(timing=EVER, span=span) if isinstance(node, TakesMedication) and node.timing.window is None else node
    received = frame.history or frame.taking or any(e.type in ("HIST", "TAKING") for e in frame.elements)
    if at_most and not received:
        return disjunction([Not(span=span, child=given), *limits], span)
    return conjunction([given, *limits], span)

"""So many of things of which brackets give examples: "at least two risk factors (hypertension, diabetes, smoking)"."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.phrases import Amount, Compared
from eligibility.rules.nodes import AnyNode, AtLeast
from eligibility.spans import hull


def counted_examples(frame: Frame, examples: Sequence[AnyNode]) -> AnyNode | None:
    """That so many of the examples are there, which is enough; None where nothing is counted, or more is said of what is."""
    said = [e for e in frame.elements if e.type not in ("FILLER", "SUBJECT")]
    if len(said) != 2 or said[1].type != "LISTNOUN" or len(frame.values) != 1 or said[0] is not frame.values[0]:
        return None
    count = _least(said[0].value)
    if count is None or not 1 <= count <= len(examples):
        return None
    return AtLeast(span=hull(e.span for e in examples), n=count, children=tuple(examples))


def _least(value: object) -> int | None:
    """The number of "at least two", "one or more"; None of any other limit."""
    amount = value.amount if isinstance(value, Compared) and value.operator == ">=" else None
    if not isinstance(amount, Amount) or amount != Amount(amount.value) or amount.value != int(amount.value):
        return None
    return int(amount.value)

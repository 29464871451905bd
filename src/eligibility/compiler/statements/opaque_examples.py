"""What the examples in brackets are worth behind words that are not understood: "at least two risk factors (hypertension, smoking)"."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.handed_down import timed
from eligibility.compiler.recorded.facts import timing_of
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.phrases import Amount, Compared
from eligibility.rules.nodes import AnyNode, AtLeast
from eligibility.spans import hull

# With more than a time beside it, to have had an example is not all that is asked.
_MORE_THAN_TIMES = frozenset({"GAP", "LASTING", "LIMIT", "CHANGE", "BEFORE", "AFTER"})
_OVER = frozenset({"completed", "completion", "finished", "ended", "stopped", "discontinued", "failed"})


def examples_of_opaque(frame: Frame, examples: list[AnyNode]) -> list[AnyNode]:
    """The examples as far as one of them is enough, with the time that is said of all ("prior treatment such as surgery").

    "Completed treatment (e.g. chemotherapy) 6 months ago" asks for more than having had it.
    """
    counted = _counted(frame, examples)
    if counted is not None:
        return [counted]
    if any(e.type in _MORE_THAN_TIMES or e.word in _OVER for e in frame.elements):
        return []
    timed_alike = frame.windows or any_of_type(frame.elements, ("HIST",))
    return [timed(n, timing_of(frame)) for n in examples] if timed_alike else examples


def _counted(frame: Frame, examples: Sequence[AnyNode]) -> AnyNode | None:
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

"""Changes of what is taken: "a change in antihypertensive medication within 30 days", "no changes in the dose of metformin".

Whoever took it in that time, and not at one dose all the time, has had a change: it was begun, stopped or given in another dose.
"""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.recorded.facts import fact
from eligibility.compiler.recorded.references import ref
from eligibility.rules.nodes import AllOf, AnyNode, Lasting, Not, TakesMedication, Timing

_CHANGES = frozenset({"change", "changes", "change in", "changes in", "change of", "changes of", "change to", "changes to"})
_DOSES = frozenset({"dose", "doses", "dosage", "dosing", "regimen"})
_STABLE = "stable dose"


def change_of_medicine(frame: Frame, ctx: Context) -> AnyNode | None:
    """The change of a medicine within a past time; None where the frame says anything else."""
    head = frame.heads[0] if len(frame.heads) == 1 else None
    changes = [e for e in frame.left if e.type == "INCREASE" and e.word in _CHANGES]
    window = frame.windows[0] if len(frame.windows) == 1 else None
    if head is None or head.type != "DRUG" or len(changes) != 1 or window is None or window.start is None or window.direction != "past":
        return None
    beside = [e for e in frame.left if e not in changes]
    more = frame.values or frame.descriptors or frame.planned or frame.tail is not None or frame.brackets is not None
    if more or not all(e.word in _DOSES for e in beside):
        return None
    taken = frame.copy()
    taken.left, taken.history = [], True
    lasting = Lasting(operator=">=", duration=window.start)
    stable = TakesMedication(span=frame.span, concept=ref(head), timing=Timing(lasting=lasting), descriptors=(_STABLE,))
    return AllOf(span=frame.span, children=(fact(taken, head, frame.span, ctx), Not(span=frame.span, child=stable)))

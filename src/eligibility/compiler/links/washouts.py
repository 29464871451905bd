"""That a treatment has to be stopped some time before: "patients on warfarin must discontinue it at least 2 weeks before enrollment".

Whoever took it in that time is asked, and not only who takes it today.
"""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import SILENT
from eligibility.compiler.skeleton.reach import segment_elements
from eligibility.compiler.syntax.parse_tree import Element, Segment
from eligibility.compiler.syntax.phrases import Gap
from eligibility.rules.nodes import NOW, AllOf, AnyNode, AnyOf, HasProcedure, Implies, Lasting, Not, TakesMedication, Timing, Window
from eligibility.spans import hull

_STOPPING = frozenset(
    {"discontinue", "discontinued", "stop", "stopped", "cease", "ceased", "interrupt", "interrupted", "off"}
    | {"hold", "held", "washout", "wash-out", "withdraw", "withdrawn", "withhold", "withheld", "free"}
)
# Words for the treatment itself, which was named before.
_AGAIN = frozenset({"treatment", "therapy", "drug", "drugs", "medication", "medications", "use", "agent", "agents"})


def stopped_before(guard: AnyNode, demand: Segment, requirement: AnyNode, ctx: Context) -> AnyNode | None:
    """None taken in the time before; where that is not understood, a requirement on who ever took it. None if nothing is to stop."""
    parts = [p for p in segment_elements(demand) if isinstance(p, Element)]
    if len(parts) != len(segment_elements(demand)) or not (_STOPPING & {w for e in parts for w in e.tokens[0].text.casefold().split()}):
        return None
    span = hull([guard.span, *(e.span for e in parts)])
    window = _window(parts)
    others = [e for e in parts if e.type not in ("DEMAND", "GAP", "LASTING", "WINDOW", *SILENT)]
    plain = all(e.tokens[0].text.casefold() in _STOPPING | _AGAIN for e in others)
    if window is None or not plain or demand.separators:
        taken = _timed(guard, Timing(tense="ever"))
        timed = any(e.type in ("GAP", "LASTING") or (e.type == "WINDOW" and e.value.start is not None) for e in parts)
        return Implies(span=span, guard=taken, requirement=requirement) if taken != guard and timed else None
    recent = _timed(guard, Timing(window=window))
    if recent == guard:
        return None
    ctx.ledger.take(parts)
    return Not(span=span, child=recent)


def _window(parts: list[Element]) -> Window | None:
    """The time in which none may be taken."""
    times = [e for e in parts if e.type in ("GAP", "LASTING", "WINDOW")]
    match [e.value for e in times]:
        case [Gap(operator=">=" | ">") as gap] if not gap.ago:
            return Window(start=gap.duration, open=gap.operator == ">=", anchor=gap.anchor)
        case [Lasting(operator=">=" | ">") as lasting, Window(start=None, end=None, direction="past") as before]:
            return Window(start=lasting.duration, open=lasting.operator == ">=", anchor=before.anchor)
        case _:
            return None


def _timed(node: AnyNode, timing: Timing) -> AnyNode:
    """The treatments of the subgroup at that time."""
    match node:
        case TakesMedication() | HasProcedure() if node.timing == NOW:
            return node.replaced(timing=timing)
        case AllOf() | AnyOf():
            return node.replaced(children=tuple(_timed(c, timing) for c in node.children))
        case _:
            return node

"""That a treatment has to be stopped some time before: "patients on warfarin must discontinue it at least 2 weeks before enrollment".

Whoever took it in that time is asked, and not only who takes it today.
"""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import OFF, SILENT
from eligibility.compiler.skeleton.reach import segment_elements
from eligibility.compiler.syntax.parse_tree import Element, Segment
from eligibility.compiler.syntax.phrases import Gap
from eligibility.rules.nodes import (
    NOW,
    AllOf,
    AnyNode,
    AnyOf,
    HasProcedure,
    Implies,
    Lasting,
    Not,
    TakesMedication,
    Timing,
    Window,
    WithExamples,
    children,
    with_children,
)
from eligibility.spans import hull

_STOPPING = frozenset(
    {"discontinue", "discontinued", "stop", "stopped", "cease", "ceased", "interrupt", "interrupted", *OFF}
    | {"hold", "held", "washout", "wash-out", "withdraw", "withdrawn", "withhold", "withheld", "free"}
)
# What is over may also have run its course; "4 weeks of treatment completed" says how long it took, and not when it ended.
_OVER = frozenset({"completed", "finished", "ended", "concluded"})
# Words for the treatment itself, which was named before.
_AGAIN = frozenset({"treatment", "therapy", "drug", "drugs", "medication", "medications", "use", "agent", "agents"})

_EVER = Timing(tense="ever")


def stopped_before(guard: AnyNode, demand: Segment, requirement: AnyNode, ctx: Context) -> AnyNode | None:
    """None taken in the time before; where that is not understood, a requirement on who ever took it. None if nothing is to stop."""
    parts = [p for p in segment_elements(demand) if isinstance(p, Element)]
    said = {w for e in parts for w in e.word.split()}
    over = bool(said & _OVER) and any(isinstance(e.value, Gap) for e in parts)
    if len(parts) != len(segment_elements(demand)) or not (said & _STOPPING or over):
        return None
    span = hull([guard.span, *(e.span for e in parts)])
    window = _window(parts)
    others = [e for e in parts if e.type not in ("DEMAND", "GAP", "LASTING", "WINDOW", *SILENT)]
    plain = all(e.word in _STOPPING | _OVER | _AGAIN for e in others)
    if window is None or not plain or demand.separators:
        taken = ever_treated(guard)
        timed = any(e.type in ("GAP", "LASTING") or (e.type == "WINDOW" and e.value.start is not None) for e in parts)
        return Implies(span=span, guard=taken, requirement=requirement) if taken != guard and timed else None
    if not _is_timed(guard):
        return None
    recent = _timed(guard, Timing(window=window))
    ctx.ledger.take(parts)
    return Not(span=span, child=recent)


def _window(parts: list[Element]) -> Window | None:
    """The time in which none may be taken."""
    times = [e for e in parts if e.type in ("GAP", "LASTING", "WINDOW")]
    match [e.value for e in times]:
        case [Gap(operator=">=" | ">") as gap]:
            return Window(start=gap.duration, open=gap.operator == ">=", anchor=gap.anchor)
        case [Lasting(operator=">=" | ">") as lasting, Window(start=None, end=None, direction="past") as before]:
            return Window(start=lasting.duration, open=lasting.operator == ">=", anchor=before.anchor)
        case _:
            return None


def ever_treated(guard: AnyNode) -> AnyNode:
    """The subgroup with its treatments at any time."""
    return _timed(guard, _EVER)


def _timed(node: AnyNode, timing: Timing) -> AnyNode:
    """The treatments of the subgroup at that time."""
    match node:
        case TakesMedication() | HasProcedure() if node.timing in (NOW, _EVER):
            return node.replaced(timing=timing)
        case AllOf() | AnyOf() | WithExamples():
            return with_children(node, lambda child: _timed(child, timing))
        case _:
            return node


def _is_timed(node: AnyNode) -> bool:
    """Whether it speaks of treatments at any time: of nothing but those, where any of it counts."""
    match node:
        case TakesMedication() | HasProcedure():
            return node.timing in (NOW, _EVER)
        case AllOf():
            return any(map(_is_timed, node.children))
        case AnyOf() | WithExamples():
            return all(map(_is_timed, children(node)))
        case _:
            return False

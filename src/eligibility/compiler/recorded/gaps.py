"""A time that has to lie between: "at least 4 weeks since A", lists under one ("less than 4 weeks since A or B")."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.tenses import says_diagnosed
from eligibility.compiler.recorded.put_in import says_put_in
from eligibility.compiler.syntax.phrases import Gap
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, HasCondition, HasProcedure, Lasting, Not, TakesMedication, Timing, Window
from eligibility.spans import hull

_RECORDED = ("COND", "ORG", "PROC", "DRUG")
_TREATMENTS = ("PROC", "DRUG")


def apart(frame: Frame, gap: Gap, node: HasCondition | HasProcedure | TakesMedication, ctx: Context) -> AnyNode:
    """ "At least 4 weeks since chemotherapy" asks for none within the 4 weeks; "stroke more than 6 months ago" for one before them.

    "Epilepsy diagnosed at least 1 year before screening" asks for one too; of an event that is not the trial's own, "infarction at
    least 6 months before" may mean either.
    """
    if gap.until is not None:
        begins = isinstance(node, HasCondition) and (_is_diagnosed(frame) or _stays(node))
        between = _timed(node, Window(start=gap.until, end=gap.duration, anchor=gap.anchor), begun=begins)
        if frame.latest is None and not gap.latest and not _goes_on(node):
            return between
        recent = _timed(node, Window(start=gap.duration, open=True, anchor=gap.anchor))  # "since the last": and none later
        return AllOf(span=node.span, children=(between, Not(span=node.span, child=recent)))
    # The day at just that distance belongs to "at most" and to "at least", not to "less than" and "more than".
    open_recent, open_earlier = gap.operator in ("<", ">=", "="), gap.operator == ">"
    recent = _timed(node, Window(start=gap.duration, open=open_recent, anchor=gap.anchor))
    put = frame.head is not None and says_put_in(frame.head, ctx)
    begins = _is_diagnosed(frame) if isinstance(node, HasCondition) else frame.onset or put
    if gap.operator in ("<", "<="):
        return _timed(node, recent.timing.window, begun=True) if begins and recent.timing.window is not None else recent
    if frame.onset and not gap.since and not isinstance(node, HasCondition):
        # "Statins started at least 4 weeks before": when it began, and it need not be over.
        return _timed(node, Window(end=gap.duration, open=open_earlier, anchor=gap.anchor), begun=True)
    free = Not(span=node.span, child=recent)
    earlier: AnyNode = _timed(node, Window(end=gap.duration, open=open_earlier, anchor=gap.anchor))
    over = AllOf(span=node.span, children=(earlier, free))
    if frame.latest is not None or (frame.completed is not None and _goes_on(node)):
        earlier = over  # "last chemotherapy more than 6 months ago", "completed chemotherapy …": and none since
    if gap.operator == "=" and ctx.kind == "exclusion":
        return Ambiguous(span=node.span, readings=(recent, earlier), why="it does not say whether less or more than that time")
    if isinstance(node, HasCondition) and _is_diagnosed(frame) and _stays(node) and not frame.history:
        lasting = Lasting(operator=">" if open_earlier else ">=", duration=gap.duration)
        still = node.replaced(timing=Timing(lasting=lasting))
        return Ambiguous(
            span=node.span, readings=(earlier, still), why="it may be asked whether it is still there, or only of the diagnosis"
        )
    if gap.ago or ctx.kind == "exclusion" or _is_on_record(frame) or (isinstance(node, HasCondition) and _is_diagnosed(frame)):
        return earlier
    if _was_completed(frame):
        why = "it may be asked of those alone who had the treatment"
        return Ambiguous(span=node.span, readings=(over, free), why=why)  # "completed radiotherapy at least 2 weeks before"
    if gap.since or not isinstance(node, HasCondition):
        return free
    known = vocabulary().concept(node.concept.id) if node.concept.id is not None else None
    own = known is not None and any(c.id is not None and vocabulary().is_a(c.id, known.id) for c in ctx.conditions)
    if own or known is None or known.nature == "state":
        return earlier
    why = "it may mean that there was one before that time, or that there was none since"
    return Ambiguous(span=node.span, readings=(earlier, free), why=why)


def _is_on_record(frame: Frame) -> bool:
    """ "Documented vaccination", "history of stenting at least 6 months before": it is asked for, and not only kept apart."""
    head = frame.head
    before = [e for e in frame.elements if head is not None and e.span.end <= head.span.start]
    said = [e.word for e in before if e.type in ("HIST", "HOWADJ", "DIAGNOSED", "FILLER")]
    return any(word.startswith(("history of", "documented", "documentation", "proof", "confirmed", "proven")) for word in said)


def _was_completed(frame: Frame) -> bool:
    """Whether it is said to have been completed; "any prior radiotherapy" may have been none."""
    if frame.completed is None or frame.head is None or frame.completed.span.end > frame.head.span.start:
        return False
    between = (e for e in frame.elements if frame.completed.span.end <= e.span.start < frame.head.span.start)
    return not any({"any", "all"} & set(e.word.split()) for e in between)


def _timed(
    node: HasCondition | HasProcedure | TakesMedication, window: Window, begun: bool = False
) -> HasCondition | HasProcedure | TakesMedication:
    return node.replaced(timing=Timing(window=window, onset=begun))


def _stays(node: HasCondition) -> bool:
    """Whether it is a state, so that a time after it is one after its beginning."""
    concept = vocabulary().concept(node.concept.id) if node.concept.id is not None else None
    return concept is not None and concept.nature == "state"


def _goes_on(node: HasCondition | HasProcedure | TakesMedication) -> bool:
    """Whether it is a treatment of some length, so that a time after it is one after its end."""
    concept = vocabulary().concept(node.concept.id) if node.concept.id is not None else None
    return isinstance(node, TakesMedication) or (isinstance(node, HasProcedure) and concept is not None and concept.continuing)


def _is_diagnosed(frame: Frame) -> bool:
    return frame.onset or any(map(says_diagnosed, frame.elements))


def goes_on_apart(source: Frame, target: Frame) -> bool:
    """ "At least 4 weeks from chemotherapy, or radiotherapy": by itself the second would be enough, or asked for, at any time.

    So ", or" goes on with a distance that stands before the names, where the next name is of the same kind.
    """
    if source.gap is None or source.head is None or target.head is None:
        return False
    alike = (source.head.type in _TREATMENTS) == (target.head.type in _TREATMENTS)
    concept = vocabulary().concept(target.head.value) if target.head.type == "COND" else None
    alike = alike and (concept is None or concept.nature != "state")  # no distance is kept from what stays
    return alike and (source.gap is target.gap or _takes_gap(source, target))


def pass_gap_on(source: Frame, target: Frame) -> None:
    """A time said before the list is that of each member."""
    if _takes_gap(source, target):
        target.gap = source.gap


def waits(frame: Frame) -> bool:
    """ "No active infection and at least 4 weeks since surgery": a time that has to pass is a demand of its own."""
    if frame.gap is None or not frame.gap.since or frame.gap.ago:
        return False
    first = next((e for e in frame.elements if e.type != "FILLER"), None)
    return first is not None and first.type == "GAP"


def _takes_gap(source: Frame, target: Frame) -> bool:
    if source.gap is None:
        return False
    recorded = bool(target.heads) and target.heads[0].type in _RECORDED and not target.left
    own_time = target.windows or target.gap is not None or target.lasting is not None or target.tensed
    if not recorded or own_time or target.negated or target.values or target.node is not None:
        return False
    said = next((e for e in source.elements if e.type == "GAP"), None)
    return said is None or (bool(source.heads) and source.heads[0].span.start >= said.span.end)


def same_gap(one: Frame, other: Frame) -> bool:
    """Whether one time is said of both."""
    return one.gap is not None and one.gap is other.gap and one.node is None and other.node is None


def kept_apart(nodes: Sequence[AnyNode]) -> AnyNode | None:
    """ "A or B at least 4 weeks before" asks for neither within the 4 weeks; None where it does not deny.

    Where it may deny or demand, one reading is of all members together.
    """
    span = hull(n.span for n in nodes)
    denied = [n.child for n in nodes if isinstance(n, Not)]
    if len(denied) == len(nodes):
        return Not(span=span, child=disjunction(denied, span))
    either = [n for n in nodes if isinstance(n, Ambiguous) and len(n.readings) == 2]
    free = [n.readings[1].child for n in either if isinstance(n.readings[1], Not)]
    if len(free) != len(nodes):
        return None
    earlier = disjunction([n.readings[0] for n in either], span)
    return Ambiguous(span=span, readings=(earlier, Not(span=span, child=disjunction(free, span))), why=either[0].why)

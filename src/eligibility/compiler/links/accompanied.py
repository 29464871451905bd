"""What goes with a thing: "diabetes with neuropathy", "anaemia with haemoglobin < 8 g/dL", "an electrocardiogram with QTc > 500 ms"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.linked import Linked, keep
from eligibility.compiler.links.linked_times import at_the_same_time
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.under_treatment import UNDER_TREATMENT
from eligibility.reference.abnormalities import abnormalities
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AnyNode, AnyOf, Comparison, Fact, HasCondition, HasProcedure, Not, TakesMedication
from eligibility.spans import hull

EXAMINATIONS = ("imaging", "electrocardiogram", "electroencephalogram")
_BEYOND = {"low": ("<", "<="), "high": (">", ">=")}


def accompanied(link: Linked, frame: Frame, ctx: Context) -> Frame:
    """The frame with what stands behind its "with"."""
    head = frame.head
    alone = head is not None and not (frame.extra or frame.history or frame.planned or frame.windows or frame.left)
    if head is not None and alone and link.nodes and (_is_found(head, link.nodes) or _is_measured(head, frame, link.nodes)):
        return Frame(node=conjunction(list(link.nodes), link.span), elements=[*frame.elements, link.word], negated=frame.negated)
    if head is not None and _is_of_the_control(frame, link):
        frame.descriptors[-1] = _joined(frame.descriptors[-1], link)
        return keep(frame, link)
    same_time = at_the_same_time(link.nodes, frame)
    frame.extra += same_time
    if link.word.value == UNDER_TREATMENT:
        frame.treatments = [*frame.treatments, *same_time]
    if head is not None and head.type == "COND" and link.nodes and all(map(_is_treatment, link.nodes)):
        frame.excuses = [Not(span=n.span, child=n) for n in link.nodes]  # "asthma or COPD on home oxygen"
    if head is not None and head.type == "COND" and alone and (link.word.word.startswith("treated") or _is_event(head)):
        _was_then(frame, head, link.nodes)
    if ctx.mode == "any" and ctx.kind == "exclusion" and not (frame.negated or ctx.excepting):
        frame.parted = _list_of_conditions(link, same_time, head.value) if head is not None and head.type == "COND" else None
    return keep(frame, link)


def _was_then(frame: Frame, head: Element, nodes: list[AnyNode]) -> None:
    """ "Infarction treated with stenting within 30 days": what was treated then may be over; an event may have been before that time.

    So may an event with which something else came: "head injury with loss of consciousness in the last 5 years".
    """
    windows = [n.timing.window for n in nodes if isinstance(n, Fact) and n.timing.window is not None]
    if len(windows) != 1 or windows[0].start is None:
        return
    frame.history = True
    if _is_event(head):
        frame.perhaps_within = windows


def _is_event(head: Element) -> bool:
    concept = vocabulary().concept(head.value)
    return concept is not None and concept.nature == "event"


def with_alternative(frame: Frame, link: Element, nodes: list[AnyNode]) -> None:
    """ "With cirrhosis or | with hepatitis": the second stands for the first."""
    *others, last = frame.extra
    frame.extra, frame.parted = [*others, disjunction([last, *nodes], hull([last.span, *(n.span for n in nodes)]))], None
    frame.elements.append(link)


def _is_of_the_control(frame: Frame, link: Linked) -> bool:
    """ "Arrhythmia not well controlled with medication": some medicine controls it, or does not, and none is asked for by itself."""
    last = frame.descriptors[-1] if frame.descriptors else None
    beside = last is not None and 0 <= link.word.span.start - last.span.end <= 1 and last.tokens[-1].word.endswith("controlled")
    return beside and bool(link.nodes) and all(isinstance(n, TakesMedication) and n.concept.id == "medication" for n in link.nodes)


def _joined(descriptor: Element, link: Linked) -> Element:
    return Element("DESC", "", hull([descriptor.span, link.span]), (*descriptor.tokens, *link.word.tokens))


def _is_found(head: Element, nodes: list[AnyNode]) -> bool:
    """ "Electrocardiogram with QTc > 500 ms" is the finding; by what it was found need not be proved."""
    examined = head.type == "PROC" and any(vocabulary().is_a(head.value, act) for act in EXAMINATIONS)
    return examined and all(isinstance(n, HasCondition) or n.kind in ("comparison", "range", "one_of") for n in nodes)


def _is_measured(head: Element, frame: Frame, nodes: list[AnyNode]) -> bool:
    """ "Anaemia with haemoglobin < 8 g/dL" is named for that value: the threshold decides, as in brackets (contract §2)."""
    abnormality = abnormalities().get(head.value) if head.type == "COND" else None
    if abnormality is None or abnormality.beyond is None or frame.severity or frame.descriptors or frame.stage is not None:
        return False
    beyond = _BEYOND[abnormality.beyond]
    return all(isinstance(n, Comparison) and n.observation.id == abnormality.observation and n.operator in beyond for n in nodes)


def _is_treatment(node: AnyNode) -> bool:
    return isinstance(node.child if isinstance(node, Not) else node, HasProcedure | TakesMedication)


def _list_of_conditions(link: Linked, nodes: list[AnyNode], general: str) -> AnyOf | None:
    """The diseases behind a mere "with", of which only the first need go with the one before it: "gout with tophi, asthma or COPD".

    Of two bare names both are taken for what goes with it: "diabetes with nephropathy or retinopathy".
    """
    listed = nodes[0] if len(nodes) == 1 and link.word.word == "with" else None
    if not isinstance(listed, AnyOf) or listed.label is not None:
        return None
    named = [c for c in listed.children if isinstance(c, HasCondition)]
    if any(c.concept.id is not None and vocabulary().is_a(c.concept.id, general) for c in named):
        return None  # "infection with HIV, hepatitis B or hepatitis C"
    qualified = any(c.severity or c.descriptors for c in named[1:])
    return listed if len(named) == len(listed.children) and (len(named) > 2 or qualified) else None

"""The time that a link word hands on: of what came with something, of what exceptions are made from."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.exceptions import is_bare
from eligibility.compiler.lists.handed_down import timed
from eligibility.compiler.recorded.facts import timing_of
from eligibility.compiler.recorded.references import condition_ref
from eligibility.compiler.skeleton.reach import is_time
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit
from eligibility.compiler.syntax.phrases import Classes
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import NOW, AllOf, AnyNode, AnyOf, Fact, HasCondition, HasProcedure, TakesMedication, Timing, Window, walk

_OTHER_THAN = frozenset({"other than", "in addition to", "besides", "apart from", "aside from"})
_TIMES = ("WINDOW", "LASTING")
_GOING_ON = frozenset({"residual", "persistent", "persisting", "ongoing", "current", "active", "stable", "chronic"})


def closing_time(link: Element, inner: Segment, frame: Frame) -> tuple[Element | None, Segment]:
    """The time that closes what a link word introduces and is that of what stands before it, and the rest of what it introduces.

    "…, e.g. methotrexate or azathioprine, in the past month", "cancer, except skin cancer, in the last 5 years", "cancer other than skin
    cancer within 5 years". "LVEF ≥ 50 % by echocardiography within 4 weeks" is the value's time, "gout by the ACR criteria for 6 months"
    the disease's.
    """
    parts = inner.units[-1].parts
    last = parts[-1] if parts else None
    if not isinstance(last, Element):
        return None, inner
    if len(inner.units) > 1 and is_time(inner.units[-1]) and _is_of_the_general(link, inner):
        return last, Segment(inner.units[:-1], inner.separators[:-1])
    without = Segment([*inner.units[:-1], Unit(parts[:-1])], inner.separators)
    if link.type == "REGARDLESS" and len(inner.units) == 1 and not frame.windows and frame.lasting is None and last.type in _TIMES:
        return last, without  # "migraine with or without aura for at least a year"
    if link.type == "HOW" and frame.head is not None:
        measured = bool(frame.values) and frame.head.type in ("MEAS", "SCALE") and last.type == "WINDOW" and not frame.windows
        lasting = frame.head.type == "COND" and last.type == "LASTING" and frame.lasting is None
        diagnosed = frame.head.type == "COND" and link.word.startswith("diagnosed") and last.type in ("WINDOW", "GAP")
        diagnosed = diagnosed and not frame.windows and frame.gap is None and len(inner.units) == 1
        return (last, without) if measured or lasting or diagnosed else (None, inner)
    if frame.windows or last.type != "WINDOW":
        return None, inner
    times = [p for u in inner.units for p in u.parts if isinstance(p, Element) and p.may_be("WINDOW", "LASTING", "GAP")]
    # Behind a verb the time is its own: "other than skin cancer treated within 5 years".
    before = parts[-2] if len(parts) > 1 else None
    named = isinstance(before, Element) and before.may_be("COND", "ORG", "PROC", "DRUG", "DISEASENOUN") and times == [last]
    return (last, without) if named and link.word in _OTHER_THAN else (None, inner)


def closing_grade(link: Element, inner: Segment, frame: Frame) -> Segment:
    """What a cause is without the grade that closes it, which is that of the disease: "neuropathy due to diabetes, grade 1 or less"."""
    last = inner.units[-1].parts[-1] if inner.units[-1].parts else None
    grade = isinstance(last, Element) and isinstance(last.value, Classes) and last.value.word in ("grade", "grades")
    named = len(inner.units) + len(inner.units[0].parts) > 2
    own = len(inner.units[-1].parts) > 1 and any(p.may_be("COND") for p in inner.units[-1].parts[:-1] if isinstance(p, Element))
    grade = grade and not own  # "anaemia due to GVHD grade 3": without a comma it may be that of the cause
    if link.type != "CAUSE" or not grade or not named or frame.head is None or frame.head.type != "COND":
        return inner
    assert isinstance(last, Element)
    frame.values.append(last)
    frame.elements.append(last)
    if len(inner.units[-1].parts) == 1:
        return Segment(inner.units[:-1], inner.separators[:-1])
    rest = inner.units[-1].parts[:-1]
    while rest and isinstance(rest[-1], Element) and rest[-1].type == "FILLER":
        rest = rest[:-1]  # "… must be"
    return Segment([*inner.units[:-1], Unit(rest)], inner.separators)


def _is_of_the_general(link: Element, inner: Segment) -> bool:
    """Whether a time behind the last comma is that of the general term before the link."""
    return link.type == "EG" or (link.type == "EXCEPT" and inner.separators[-1].type == "COMMA")


def at_the_same_time(nodes: Sequence[AnyNode], frame: Frame) -> list[AnyNode]:
    """ "Prior chemotherapy with a taxane", "recent bleeding with shock": what was given, or came, with it was so then."""
    timing = timing_of(frame)
    if frame.head is not None and frame.head.type == "COND" and not timing.onset and timing.tense != "planned":
        return [_as_then(n, timing) if isinstance(n, HasCondition) else n for n in nodes]
    given = frame.head is not None and frame.head.type in ("PROC", "DRUG")
    if not given or timing == NOW or not all(map(_are_given, nodes)):
        return list(nodes)
    return [timed(n, timing) for n in nodes]


def _are_given(node: AnyNode) -> bool:
    """Drugs or procedures, one or a list: "chemotherapy with cisplatin or carboplatin"."""
    if isinstance(node, AllOf | AnyOf):
        return all(map(_are_given, node.children))
    return isinstance(node, TakesMedication | HasProcedure)


def then_too(nodes: Sequence[AnyNode], own: AnyNode) -> list[AnyNode]:
    """ "Prior cancer except treated skin cancer": what is excepted was so at the time of what it is excepted from."""
    timings = {n.timing for n in walk(own) if isinstance(n, Fact)}
    if len(timings) != 1 or NOW in timings:
        return list(nodes)
    return [n if isinstance(n, Fact) and is_bare(n) else timed(_in_window(n, *timings), *timings) for n in nodes]


def _in_window(node: AnyNode, timing: Timing) -> AnyNode:
    """ "Insulin within 3 months, except for ≤ 14 days": the length is that of a use in this time."""
    if not isinstance(node, Fact) or node.timing.lasting is None or node.timing != Timing(lasting=node.timing.lasting):
        return node
    return node.replaced(timing=timing.replaced(lasting=node.timing.lasting)) if timing.window is not None else node


def _as_then(node: HasCondition, timing: Timing) -> AnyNode:
    """A finding beside another of that time. Of any time only a passing one: what lasts may be meant at present."""
    concept = vocabulary().concept(node.concept.id) if node.concept.id is not None else None
    passing = concept is not None and concept.nature == "event"
    lasting = any(word in _GOING_ON for d in node.descriptors for word in d.casefold().split())
    if lasting or not (passing or timing.window is not None) or (timing.window is not None and timing.window.direction == "future"):
        return node
    return timed(node, timing.replaced(lasting=None))


def take_closing_time(nodes: Sequence[AnyNode], frame: Frame, ctx: Context) -> list[AnyNode]:
    """ "Cancer other than treated skin cancer within 5 years": a time that closes the exceptions is that of what they are made from.

    "Cancer other than skin cancer treated within 5 years" says when that was treated.
    """
    last, head = nodes[-1], frame.head
    window = last.timing.window if isinstance(last, Fact) else None
    recorded = head is not None and head.type in ("COND", "PROC", "DRUG") and frame.node is None
    if head is None or window is None or not recorded or not isinstance(last, Fact) or frame.windows or frame.current or frame.planned:
        return list(nodes)
    general = condition_ref(head, ctx)
    if general.id is None or last.concept.id is None or vocabulary().is_a(general.id, last.concept.id):
        return list(nodes)  # "the other cancer" is no exception from cancer
    opening = " ".join(ctx.words(last.span).casefold().split())
    if window.start is None or window.direction == "future" or not all(opening.startswith(d.casefold()) for d in last.descriptors):
        return list(nodes)
    frame.windows.append(window)
    return [_without_window(n, window) for n in nodes]


def _without_window(node: AnyNode, window: Window) -> AnyNode:
    if not isinstance(node, Fact) or node.timing.window != window:
        return node
    return node.replaced(timing=node.timing.replaced(window=None))

"""When a condition began: so long ago for an event ("stroke (< 6 months)"), or for what is counted from its own onset."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Compared
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import Ambiguous, AnyNode, ConceptRef, Duration, HasCondition, Timing, Window

_BEGINNINGS = frozenset({"onset", "diagnosis", "appearance", "beginning", "start"})
_PLAIN = frozenset({"symptom", "symptoms", "disease", "illness", "condition", "first", "initial", "of", "the", "original", "primary"})


def event_time(concept: ConceptRef, timing: Timing) -> Timing:
    """ "Stroke (< 6 months)": an event does not last so long, it was so long ago."""
    known = vocabulary().concept(concept.id) if concept.id is not None else None
    lasting = timing.lasting
    if known is None or known.nature != "event" or lasting is None or lasting.operator not in ("<", "<=") or timing.window is not None:
        return timing
    window = Window(start=lasting.duration, open=lasting.operator == "<")
    return timing.replaced(lasting=None, window=window)


def bare_window(frame: Frame) -> Window | None:
    """The time "< 6 months" that stands alone behind a name, as a window; "pain of less than 6 weeks" is no such time."""
    value, head = (frame.values[0] if len(frame.values) == 1 and frame.lasting is None else None), frame.head
    if value is None or head is None or frame.windows or not isinstance(value.value, Compared) or value.span.start < head.span.end:
        return None
    before = next((e for e in reversed(frame.elements) if e.span.end <= value.span.start), head)
    amount = value.value.amount
    if value.value.operator not in ("<", "<=") or not amount.is_length or amount.time is None or before.word in ("of", "for", "duration"):
        return None
    return Window(start=Duration(value=amount.value, unit=amount.time), open=value.value.operator == "<")


def within_or_lasting(node: HasCondition) -> AnyNode:
    """ "No heart failure < 6 months": none within these months, or none that has lasted no longer. Nothing tells which is meant."""
    lasting = node.timing.lasting
    if lasting is None or node.timing.window is not None or lasting.operator not in ("<", "<="):
        return node
    window = Window(start=lasting.duration, open=lasting.operator == "<")
    within = node.replaced(timing=node.timing.replaced(lasting=None, window=window))
    return Ambiguous(span=node.span, readings=(node, within), why="a bare time behind a disease may say how long, or how long ago")


def from_own_onset(timing: Timing, concept: ConceptRef, ctx: Context) -> Timing:
    """The condition begun so long ago, where it is the trial's own, or is demanded with no trial's condition known.

    Another one ("seizure within 24 hours of symptom onset") may be counted from the onset of the trial's own, which nobody dated.
    """
    window = timing.window
    if window is None or window.start is None or window.end is not None or not _is_beginning(window.anchor):
        return timing
    if not (_is_own(concept, ctx) if ctx.conditions else ctx.kind == "inclusion"):
        return timing
    return timing.replaced(window=window.replaced(anchor="on", direction="past"), onset=True)


def begun_behind(frame: Frame) -> bool:
    """ "Statins or fibrates started within 3 months": the word of the beginning stands between the list and its time."""
    head = frame.head
    said = [e for e in frame.elements if e.type == "ONSET" and head is not None and e.span.start >= head.span.end]
    return frame.onset and head is not None and head.type in ("DRUG", "PROC") and bool(said)


def _is_beginning(anchor: str) -> bool:
    words = set(anchor.casefold().split())
    return bool(words & _BEGINNINGS) and words <= _BEGINNINGS | _PLAIN


def _is_own(concept: ConceptRef, ctx: Context) -> bool:
    own = [c.id for c in ctx.conditions if c.id is not None]
    known = vocabulary()
    return concept.id is not None and any(known.is_a(concept.id, o) or known.is_a(o, concept.id) for o in own)


def describe_as_new(frame: Frame) -> None:
    """ "Newly diagnosed epilepsy": with no time beside it, how new is meant, and how new it is, nobody can tell from the record."""
    if frame.newly is None or not frame.onset:
        return
    head = frame.head
    timed = frame.windows or frame.gap is not None or frame.lasting is not None
    if timed or head is None or head.type not in ("COND", "ORG"):
        return
    concept = vocabulary().concept(head.value)
    episode = any(e.type == "FILLER" and "episode" in e.word for e in frame.elements)
    # "New episode of gout", "new stroke": what comes and goes is new while it is there.
    if not episode and concept is not None and concept.nature != "event":
        frame.onset = False
        frame.descriptors.insert(0, Element("DESC", "", frame.newly.span, frame.newly.tokens))

"""Treatments that are over: "completed adjuvant chemotherapy", "radiotherapy must be completed"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import LISTED, OFF, Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Gap
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import EVER, NOW, AllOf, Ambiguous, AnyNode, HasProcedure, Not, TakesMedication


def take_distance(frame: Frame, ctx: Context) -> None:
    """ "Must be completed 4 weeks before enrollment": so long before it at the least; among exclusions it may mean the contrary."""
    if frame.completed is None:
        return
    said = next((e for e in frame.elements if e.type == "WINDOW"), None)
    window = frame.windows[0] if len(frame.windows) == 1 else None
    if said is None or window is None or window.start is None or window.direction != "past":
        return
    if not said.tokens[0].may_be("NUM") or not _is_therapy(frame) or window.end is not None or window.half_lives is not None:
        return  # "completed within 4 weeks", "an ECG completed 2 weeks before"
    if ctx.kind == "exclusion":
        frame.left.append(frame.completed)
        frame.completed = None
        return
    frame.gap, frame.windows = Gap(">=", window.start, window.anchor), []


def take_stop(frame: Frame, ctx: Context) -> None:
    """ "Must have discontinued steroids for at least 4 weeks": what is asked for is so long without; a list, or an exclusion, says more."""
    word = frame.stop
    if word is None or frame.barred or frame.left or ctx.kind == "exclusion" or not _is_therapy(frame):
        return
    gap = _time_without(frame)
    untimed = word.word in OFF and word.value != LISTED and not (frame.gap or frame.lasting or frame.windows or frame.tensed)
    if (gap is None and not untimed) or frame.negated or frame.judged or frame.values:
        return
    ctx.ledger.take([word])
    frame.blocked = False
    if gap is None:
        frame.negated = True
        return
    # One time is said of all that the word is said of, which is then denied together.
    word.value = word.value if word.value == gap else gap
    frame.gap, frame.lasting, frame.windows = word.value, None, []


def _time_without(frame: Frame) -> Gap | None:
    """ "At least 2 weeks before study entry", "for at least 4 weeks (before study entry)", "2 weeks prior to study entry"."""
    if frame.gap is not None:
        return frame.gap if frame.gap.operator[0] == ">" and not (frame.windows or frame.lasting) else None
    anchor = frame.windows[0] if len(frame.windows) == 1 else None
    if frame.lasting is not None:
        plain = not frame.windows or (anchor is not None and anchor.start is None and anchor.end is None and anchor.direction == "past")
        named = anchor.anchor if anchor is not None else "on"
        return Gap(frame.lasting.operator, frame.lasting.duration, named) if plain and frame.lasting.operator[0] == ">" else None
    said = next((e for e in frame.elements if e.type == "WINDOW"), None)
    if anchor is None or said is None or anchor.start is None or anchor.end is not None or anchor.half_lives is not None:
        return None
    exact = said.tokens[0].may_be("NUM") and anchor.direction == "past"
    return Gap(">=", anchor.start, anchor.anchor) if exact else None


def completed(frame: Frame, node: HasProcedure | TakesMedication, word: Element) -> AnyNode:
    """It was given at any time (or in the window), and is not going on; an operation is over once it was done.

    A demand behind the name ("radiotherapy must be completed") may be made of those alone who had it.
    """
    given = node.replaced(timing=EVER) if node.timing.window is None and node.timing.lasting is None else node
    if not _goes_on(node):
        return given
    over = Not(span=node.span, child=node.replaced(timing=NOW))
    both = AllOf(span=node.span, children=(given, over))
    if frame.polarity != "demand" or frame.head is None or word.span.start < frame.head.span.end:
        return both
    return Ambiguous(span=node.span, readings=(both, over), why="it may be asked of those alone who had the treatment")


def _is_therapy(frame: Frame) -> bool:
    """Whether it is something to be over for a while; an examination is to be recent."""
    head = frame.head
    concept = vocabulary().concept(head.value) if head is not None else None
    surgery = vocabulary().lookup("surgery", "procedure")
    if head is None or concept is None:
        return False
    return head.type == "DRUG" or concept.continuing or (surgery is not None and vocabulary().is_a(concept.id, surgery.id))


def _goes_on(node: HasProcedure | TakesMedication) -> bool:
    """Whether it is a treatment that lasts, and so may be under way."""
    if isinstance(node, TakesMedication):
        return True
    concept = vocabulary().concept(node.concept.id) if node.concept.id is not None else None
    return concept is not None and concept.continuing

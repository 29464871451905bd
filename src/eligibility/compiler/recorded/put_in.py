"""When a device was put in, as against that it is there: "pacemaker implantation within 3 months"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_tables import PUTTING_IN
from eligibility.rules.nodes import Timing


def put_in(head: Element, timing: Timing, ctx: Context) -> Timing:
    """The timing of a device whose name is that of the act: a window is about the day on which it was put in."""
    concept = vocabulary().concept(head.value) if timing.window is not None else None
    if concept is None or not concept.device or not any(act in ctx.words(head.span).casefold() for act in PUTTING_IN):
        return timing
    return timing.replaced(onset=True)

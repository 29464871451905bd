"""Who is seropositive has antibodies, and need not be ill: "CMV-seropositive", "seronegative for Epstein-Barr virus"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context, observation_of, observation_ref
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.whole_names import name_of
from eligibility.rules.nodes import AnyNode, OneOf
from eligibility.rules.times import Timing
from eligibility.spans import Span


def serology(frame: Frame, head: Element, timing: Timing, span: Span, ctx: Context) -> AnyNode | None:
    """The result of the antibody test of an infection named with "seropositive" or "seronegative"; None if nothing of it is said.

    Where the test proves or denies the infection (HIV), the infection itself may be meant.
    """
    if frame.positive not in ("positive", "negative"):
        return None
    if not any(e.type == "POSITIVE" and e.word.startswith("sero") for e in frame.elements):
        return None
    reading = name_of(f"{ctx.words(head.span)} antibody", "TEST")
    if reading is None:
        return ctx.opaque(span)
    test = observation_of(reading.value)
    if test.proves is not None or test.denies is not None:
        return None
    return OneOf(span=span, observation=observation_ref(test), values=(frame.positive,), timing=timing)

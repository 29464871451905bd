"""When a device was put in, as against that it is there: "pacemaker implantation within 3 months"."""

from __future__ import annotations

import re

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_tables import PUTTING_IN
from eligibility.rules.nodes import Timing


def put_in(head: Element, timing: Timing, ctx: Context) -> Timing:
    """The timing of a device whose name is that of the act: a window is about the day on which it was put in."""
    return timing.replaced(onset=True) if timing.window is not None and says_put_in(head, ctx) else timing


def says_put_in(head: Element, ctx: Context) -> bool:
    """Whether a device is named by the act, or a word behind it says so: "pacemaker implanted within 3 months"."""
    concept = vocabulary().concept(head.value) if head.type == "PROC" else None
    if concept is None or not concept.device:
        return False
    return any(act in ctx.words(head.span).casefold() for act in PUTTING_IN) or _PUT.match(ctx.text, head.span.end) is not None


_PUT = re.compile(r"\s+(?:was |were |being |been )?(?:implanted|inserted|placed|put in|fitted)\b", re.IGNORECASE)

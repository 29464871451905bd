"""How long something agreed to is to be kept up: "contraception starting 4 weeks before randomization"."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.spans import hull

_BEGINS = frozenset({"starting", "beginning", "commencing", "initiated", "started"})


def take_beginning(frame: Frame, head: Element, ctx: Context) -> tuple[str, ...]:
    """The words that say when contraception is to begin: like all that is said behind it they need no proof, and are no window."""
    begin = next((e for e in frame.left if e.word in _BEGINS), None)
    if head.value != "contraception" or begin is None:
        return ()
    frame.left.remove(begin)
    frame.windows.clear()
    return (" ".join(ctx.words(hull([begin.span, *(e.span for e in frame.elements if e.type == "WINDOW")])).split()),)

"""Participation in another trial: of which kind."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element

_OF_ANY_TRIAL = frozenset({"medication", "class:investigational-drug"})


def kinds_of_trial(head: Element, ctx: Context) -> tuple[str, ...]:
    """ "Participation in another diabetes trial": of which kind, which a mere yes does not say."""
    if head.value != "other-trial-participation" or len(head.tokens) == 1:
        return ()
    named = [t for t in head.tokens if t.type in ("COND", "PROC", "DRUG") and t.value not in _OF_ANY_TRIAL]
    return tuple(" ".join(ctx.words(t.span).split()) for t in named)

"""Statements that the text leaves open: both readings, which are definite where they agree."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.qualities import meant_too
from eligibility.compiler.statements.build import built
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import Ambiguous, AnyNode, AnyOf, HasCondition, Not, Permission
from eligibility.rules.printing import without_spans


def build(frame: Frame, ctx: Context) -> AnyNode:
    """The rule of one frame, its negation and polarity applied; both rules where the words before may be meant of it or not."""
    if frame.parted is not None:
        return _parted(frame, frame.parted, ctx)
    also = meant_too(frame)
    if also is None:
        return _lasting(frame, ctx) if frame.history and frame.lasting is not None else built(frame, ctx)
    meant, where = also
    plain = built(frame, ctx)
    permitted = ctx.ledger.permitted.get(frame.span)
    readings = (plain, built(meant, ctx))
    why = f"the words {where} the list may be said of this member of it too"
    if _permits(readings[0]) or without_spans(readings[0]) == without_spans(readings[1]):
        narrower = ctx.ledger.permitted.get(meant.span)
        if permitted is not None and narrower is not None and permitted != narrower:
            ctx.ledger.permitted[frame.span] = Ambiguous(span=plain.span, readings=(permitted, narrower), why=why)
        return plain
    return Ambiguous(span=readings[0].span, readings=readings, why=why)


def _lasting(frame: Frame, ctx: Context) -> AnyNode:
    """ "History of gout for at least 6 months": it may have lasted so long at any time, or until now."""
    till_now = frame.copy()
    till_now.history = False
    ever, still = built(frame, ctx), built(till_now, ctx)
    known = vocabulary().concept(ever.concept.id) if isinstance(ever, HasCondition) and ever.concept.id is not None else None
    stays = known is not None and known.nature == "state"
    if not stays or frame.windows or without_spans(ever) == without_spans(still):
        return ever
    return Ambiguous(span=ever.span, readings=(ever, still), why="it may be asked whether it lasts until now, or ever lasted so long")


def _permits(node: AnyNode) -> bool:
    return isinstance(node.child if isinstance(node, Not) else node, Permission)


def _parted(frame: Frame, behind: AnyOf, ctx: Context) -> AnyNode:
    """ "Endometriosis with pain, migraines or hot flashes": "with" may reach the first alone, and the others stand beside it all."""
    frame.parted = None
    reaching = build(frame, ctx)
    first, *others = behind.children
    alone = frame.copy()
    alone.extra = [first if node is behind else node for node in frame.extra]
    readings = (reaching, disjunction([build(alone, ctx), *others], reaching.span))
    return Ambiguous(span=reaching.span, readings=readings, why="“with” may reach over all that stands behind it, or over the first of it")

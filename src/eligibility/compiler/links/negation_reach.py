"""How far a "no" at the head of alternatives reaches: "no QTc > 470 ms or gout" asks for neither, whatever the two are.

Words that a list shares are handed on where the second member is of the kind of the first (compiler/lists/passed_on.py). Where it is of
another kind, the list may as well name two ways to be fit ("no metastases or stable metastases"), and both readings are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.openings import FERTILE
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import Ambiguous, AnyNode, Change, Comparison, Fact, Not, OneOf, Range, Stated, walk
from eligibility.spans import Span

_WHY = "the “no” before the first may be said of what “or” joins to it, too"
_MUST_NOT = re.compile(r"(?i)\b(?:must|may|should|can|will) ?not\b")
_NO = re.compile(r"(?i)\b(?:no|not|without)\b")
_NEAR = 16  # characters on either side of where a statement begins that has an exception, and so no words of its own
# What nobody asks for: of other things that are stated, having them may be the other way to be fit.
_UNWANTED = frozenset(
    {
        "pregnancy",
        "breastfeeding",
        "smoker",
        "tobacco-use",
        "incarceration",
        "planning-pregnancy",
        "other-trial-participation",
        "legal-protection",
    }
)
_OWN_START = ("DEMAND", "ABLE", "SUBJECT", "SEXNOUN", "NEG", "GAP", "ALLOWED")


def denying_all(
    frames: Sequence[Frame], nodes: Sequence[AnyNode], separators: Sequence[Element | None], span: Span, ctx: Context
) -> AnyNode | None:
    """Both readings of such a list, or the one where "must not" opens it; None where the "no" is of the first alone."""
    signs = [s.type for s in separators[: len(nodes) - 1] if s is not None]
    if len(nodes) < 2 or len(frames) != len(nodes) or not signs or signs[-1] != "OR" or any(s not in ("OR", "COMMA") for s in signs):
        return None
    first = nodes[0]
    opening = ctx.text[max(0, span.start - _NEAR) : span.start + _NEAR]
    opened = _opens_with_no(frames[0]) or (frames[0].node is not None and _NO.search(opening) is not None)
    if not isinstance(first, Not) or not opened or not all(map(_may_be_denied, frames[1:], nodes[1:])):
        return None
    if any(_is_said_of(node, first.child) for node in nodes[1:]):
        return None
    neither = Not(span=span, child=disjunction([first.child, *nodes[1:]], span))
    if frames[0].polarity == "must_not" or _MUST_NOT.search(opening):
        return neither
    return Ambiguous(span=span, readings=(neither, disjunction(list(nodes), span)), why=_WHY)


def _opens_with_no(frame: Frame) -> bool:
    said = next((e for e in frame.elements if e.type not in ("FILLER", "SUBJECT", "HIST")), None)
    fertile = any(h.reading("ATTR") in FERTILE for h in frame.heads)  # "not fertile, or sterilised"
    return said is not None and said.type in ("NEG", "MUSTNOT") and not frame.named_by_denial and not fertile


def _may_be_denied(frame: Frame, node: AnyNode) -> bool:
    if frame.polarity is not None or frame.gap is not None or any_of_type(frame.elements, _OWN_START):
        return False
    if isinstance(node, Stated):
        return node.observation.id in _UNWANTED
    return isinstance(node, Fact | Comparison | Range | OneOf | Change)


def _is_said_of(node: AnyNode, denied: AnyNode) -> bool:
    """ "No metastases or stable metastases": of the same thing, it is the other way to be fit; so is a value that tells how it is."""
    ids = {n.concept.id for n in walk(denied) if isinstance(n, Fact)}
    if isinstance(node, Fact):
        wanted = node.concept.id
        return any(i == wanted or (i and wanted and vocabulary().relation(wanted, i) != "no") for i in ids)
    measured = {n.observation.id for n in walk(denied) if isinstance(n, Comparison | Range | OneOf | Change)}
    return isinstance(node, Comparison | Range | OneOf | Change) and node.observation.id in measured

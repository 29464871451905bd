""" "HBsAg positive but HBV DNA negative": among exclusions, what "but" joins is said of one patient, who has the former and the latter."""

from __future__ import annotations

import re

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import BOTH
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import Ambiguous, AnyNode, Fact, Not
from eligibility.rules.printing import without_spans
from eligibility.spans import Span, hull

_HOW_FAR = "the text does not show how much of the list stands on either side of “but”"
_EXCEPTED = "“but” may make an exception of what follows, or ask for it too"
_BUT = re.compile(r"[\s,;]*(?:and\s+)?but\b(?!\s+also\b)", re.IGNORECASE)  # "not only A but also B" adds the latter
_NEAR = 16


def with_contrasts(
    runs: list[list[Item]], nodes: list[AnyNode], separators: list[Element | None], ctx: Context
) -> tuple[list[AnyNode], list[Element | None]]:
    """The alternatives, those around the first "but" made one; in a longer list both what is next to it and all of it may be meant."""
    place = next((n for n, s in enumerate(separators[: len(nodes) - 1]) if s is not None and _contrasts(s, ctx)), None)
    if place is None or any(item.frame.polarity is not None for run in runs for item in run):
        return nodes, separators
    end = place + 2
    while end < len(runs) and all(item.frame.barred for item in runs[end]):
        end += 1  # "glioma but before surgery or chemotherapy": what goes on with the words before it is no alternative
    before, behind = nodes[: place + 1], [_any([_plainly_denied(nodes[place + 1]), *nodes[place + 2 : end]]), *nodes[end:]]
    near = _both(before[-1], behind[0])
    closest = _any([*before[:-1], near, *behind[1:]])
    if len(before) == len(behind) == 1:
        return [closest], separators[-1:]
    whole = _both(_any(before), _any(behind))
    return [Ambiguous(span=whole.span, readings=(whole, closest), why=_HOW_FAR)], separators[-1:]


def _contrasts(separator: Element, ctx: Context) -> bool:
    start = separator.span.start
    return separator.value == BOTH or _BUT.match(ctx.words(Span(start, start + _NEAR))) is not None


def _both(left: AnyNode, right: AnyNode) -> AnyNode:
    span = hull([left.span, right.span])
    both = conjunction([left, right], span)
    if not _is_kind_of(right, left):
        return both
    without = conjunction([left, Not(span=right.span, child=right)], span)  # "all cancers but skin cancer"
    return Ambiguous(span=span, readings=(without, both), why=_EXCEPTED)


def _is_kind_of(node: AnyNode, general: AnyNode) -> bool:
    if not isinstance(node, Fact) or not isinstance(general, Fact) or node.concept.id is None or general.concept.id is None:
        return False
    return vocabulary().relation(node.concept.id, general.concept.id) != "no"


def _any(nodes: list[AnyNode]) -> AnyNode:
    return disjunction(nodes, hull(n.span for n in nodes)) if len(nodes) > 1 else nodes[0]


def _plainly_denied(node: AnyNode) -> AnyNode:
    """ "Cirrhosis but no ascites": behind "but" a bare "no" can mean the lack of it alone."""
    if isinstance(node, Ambiguous) and len(node.readings) == 2:
        lacking, having = node.readings
        if isinstance(lacking, Not) and without_spans(lacking.child) == without_spans(having):
            return lacking
    return node

"""Labels that name a part of the trial: "Cohort A:", "Phase 2 expansion:", "Healthy controls:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.rules.nodes import AllOf, AnyNode, Implies
from eligibility.spans import Span, hull

_PART = r"(?:cohort|arm|group|stratum|part|phase|stage|module|sub-?\s?study)"
# A stage in Roman numerals is one of a cancer.
_NUMBERED = rf"(?!stages?\s+[ivx]){_PART}s?\s+(?:[a-z]|[ivx]{{1,4}}|\d)[a-z\d]?"
_PHASE = r"(?:dose\W)?(?:escalation|expansion|finding)|safety\s(?:lead|run)\Win|lead\Win|run\Win|randomi[sz]ed"
_COHORT = re.compile(
    rf"(?i)(?:only\s+)?(?:for\s+|in\s+)?(?:the\s+)?"
    rf"(?:{_NUMBERED}(?:\s*(?:,|and|or|&|/)\s*(?:{_PART}\s+)?(?:[a-z]|[ivx]{{1,4}}|\d)[a-z\d]?)*(?:\s+(?:{_PHASE}|portion|{_PART}))?"
    rf"|(?:{_PHASE})(?:\s+(?:portion|{_PART}))?|cases)(?:\s+only)?"
)
# "Only for the control group", "healthy controls"; but for "age group" and "all groups", which are no part of the trial.
_NO_PART = "age|blood|study|patient|treatment|ethnic|risk|target|all|both|each|any|every|either|according|following"
_NAMED_GROUP = re.compile(
    rf"(?i)(?:only\s+)?(?:for\s+|in\s+)?(?:the\s+)?(?!{_NO_PART})"
    r"(?:(?:[\w-]+\s+){0,2}(?:cohort|arm|group|stratum)s?(?:\s+only)?|(?:(?:healthy|matched)\s+)?controls|(?:healthy\s+)?control\s+subjects)\s*"
)


def names_a_cohort(label: str) -> bool:
    """ "Cohort A:", "Arm 2:": what is asked there is asked of that part of the trial's patients alone."""
    return _COHORT.fullmatch(label) is not None or _NAMED_GROUP.fullmatch(label) is not None


def for_cohort(named: Sequence[Element], members: AnyNode, span: Span, ctx: Context) -> AnyNode:
    """What is asked of one cohort: no record says to which a patient will belong."""
    ctx.ledger.take(named)
    cohort = ctx.opaque(hull(e.span for e in named), "needs_judgement")
    if ctx.kind == "exclusion":
        return AllOf(span=span, children=(cohort, members))
    return Implies(span=span, guard=cohort, requirement=members)

"""What is attested for this very trial: of a consent, the words on to whom, before what and how long it is given need no proof."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.spans import hull

_FORMAL = frozenset({"informed-consent", "parental-consent", "assent", "contraception", "compliance"})

PLAIN = frozenset(
    {"WORD", "FOR", "ANCHOR", "CAUSE", "PROC", "SITE", "DISEASENOUN", "BEFORE"}
    | {"AFTER", "INTIME", "LISTNOUN", "CMP", "TO", "ELSEWHERE", "LATEST", "AND", "COMMA", "DURATION", "THERAPY", "DRUG"}
)


def is_formal(frame: Frame) -> bool:
    """Whether the frame is on something attested for this very trial."""
    return bool(frame.heads) and frame.heads[0].type == "ATTR" and frame.heads[0].value in _FORMAL


def said_behind(frame: Frame, head: Element, ctx: Context) -> tuple[str, ...]:
    """Plain words behind a formality; with anything else among them ("consent not obtained") they stay left over."""
    behind = [e for e in frame.left if e.span.start >= head.span.end]
    if not behind or not all(e.type in PLAIN for e in behind) or _is_for_more(head, behind, ctx):
        return ()
    frame.left = [e for e in frame.left if e not in behind]
    return (" ".join(ctx.words(hull(e.span for e in behind)).split()),)


def is_agreed(frame: Frame, head: Element) -> bool:
    """Whether contraception is to be used from now on: what time is said of it is to come, and no record holds it."""
    return head.value == "contraception" and not frame.history and (frame.polarity == "demand" or frame.able)


# What consent is asked for beside the trial itself; the consent to take part does not answer it.
_FURTHER_WORDS = """
    genetic genomic pharmacogenetic pharmacogenomic biomarker tissue blood biopsy biopsies sample samples specimen specimens
    banking biobanking storage optional substudy additional
"""
_FURTHER = frozenset(_FURTHER_WORDS.split())


def _is_for_more(head: Element, behind: list[Element], ctx: Context) -> bool:
    """ "Consent for genetic testing", "consent for a biopsy"."""
    said = set(ctx.words(hull(e.span for e in behind)).casefold().split())
    return head.value == "informed-consent" and behind[0].type == "FOR" and bool(said & _FURTHER)

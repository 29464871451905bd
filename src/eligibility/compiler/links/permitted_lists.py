"""Heads that permit what they list: "The following medications are allowed: …", "Patients with the following cancers are eligible: …"."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.reach import all_elements
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Segment
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import Ambiguous, AnyNode, Not, Permission
from eligibility.rules.trial import CriterionKind
from eligibility.spans import hull

_KINDS = ("COND", "DRUG", "PROC", "THERAPY", "MEAS")
_BESIDE = ("FILLER", "SUBJECT", "HIST", "DESC", "RECENT", "CLASSWORD", "CONCOMITANT", "DISEASENOUN", "TAKING", "WORD")
_WHOM = "who is eligible may be whom the trial is for, or who is let in beside others"


def list_of_the_permitted(head: Segment, body: Sequence[AnyNode], ctx: Context) -> AnyNode | None:
    """What is said of a list under a head that names nothing but its kind; "eligible" may also say whom the trial is for."""
    span = hull([*(e.span for e in all_elements(head)), *(n.span for n in body)])
    head = _without_adverb(head, ctx)
    if not _permits_what_follows(head, ctx.kind):
        return None
    ctx.ledger.take(all_elements(head))
    if head.separators:  # "eligible if treated within 5 years": the condition is asked of those listed, as somebody has to read
        return ctx.opaque(span)
    permission = Permission(span=span, text=" ".join(ctx.words(span).split()))
    if ctx.kind == "exclusion":
        return Not(span=span, child=permission)
    if not any("eligible" in e.word for e in head.units[0].parts if isinstance(e, Element) and e.type == "ALLOWED"):
        return permission
    return Ambiguous(span=span, readings=(disjunction(list(body), span), permission), why=_WHOM)


def _without_adverb(head: Segment, ctx: Context) -> Segment:
    """ "However, the following are allowed"."""
    first = head.units[0].parts
    adverb = bool(first) and all(isinstance(p, Element) and p.type == "FILLER" for p in first)
    if not adverb or not head.separators or head.separators[0].type != "COMMA":
        return head
    ctx.ledger.take([p for p in first if isinstance(p, Element)])
    return Segment(head.units[1:], head.separators[1:])


def _permits_what_follows(head: Segment, kind: CriterionKind) -> bool:
    said = [p for p in head.units[0].parts if not isinstance(p, Element) or p.type not in ("FILLER", "SUBJECT")]
    words = [p for p in said if isinstance(p, Element)]
    if len(words) != len(said) or len(words) < 2 or (head.separators and head.separators[0].type != "IF"):
        return False
    first, *kinds, last = words
    # "The following are allowed" permits, and "patients with the following are eligible" may say of all of it who takes part.
    named = any_of_type(kinds, _KINDS) or kind == "exclusion" or "eligible" not in last.word
    named = named and all(k.type in (*_KINDS, *_BESIDE) for k in kinds)
    return first.type == "LISTALL" and first.word in ("the following", "the following conditions") and last.type == "ALLOWED" and named

"""Topics before a colon, with a statement of its own behind it: "chemotherapy: no prior chemotherapy", "asthma: no hospitalization".

A treatment only says what the statement is about. Of a disease it is not clear whether all patients have it.
"""

from __future__ import annotations

from eligibility.compiler.frames.colons import is_bare_name
from eligibility.compiler.frames.context import Context
from eligibility.compiler.skeleton.heads_of_people import is_the_trials_own
from eligibility.compiler.skeleton.list_heads import Reader, heads_members, is_measured, labelled
from eligibility.compiler.skeleton.reach import all_elements, named_in
from eligibility.compiler.syntax.parse_tree import Element, Segment, Unit
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import Ambiguous, AnyNode, Implies
from eligibility.spans import hull

_DOUBT = "the words before the colon may say whom it is asked of, or what the patient must have too"
_DEMANDING = ("DEMAND", "MUSTNOT", "NEG", "GAP")
_IN_LISTS = ("COMMA", "AND", "OR", "SLASH")


def under_topic(head: Segment, body: list[Segment], said: list[AnyNode], ctx: Context, read: Reader) -> AnyNode | None:
    """What is said under such a topic; None where the head is no topic, or a list of mere names follows, which are kinds of it."""
    if not _is_topic(head) or all(_only_names(s) for s in body):
        return None
    named = hull(p.span for u in head.units for p in u.parts)
    span, label = hull([named, *(n.span for n in said)]), " ".join(ctx.words(named).split())
    if not any(named_in(u, "COND") for u in head.units):
        ctx.ledger.take(all_elements(head))
        return labelled(said, span, label, ctx.mode)
    own = read(head, ctx) if len(said) == 1 else None  # several are kinds of it, or all that counts as it
    if own is None or all(map(is_measured, said)) or heads_members(own, said):
        return None
    asked = labelled(said, span, label, ctx.mode)
    both = conjunction([own, asked], span)
    demands = any(e.type in _DEMANDING for s in body for e in all_elements(s))
    if ctx.kind == "inclusion" and (not demands or is_the_trials_own(own, ctx)):
        return both
    alone = asked if ctx.kind == "exclusion" else Implies(span=span, guard=own, requirement=asked)
    return Ambiguous(span=span, readings=(alone, both), why=_DOUBT)


def _is_topic(head: Segment) -> bool:
    """Whether it only names things: "hematopoietic growth factors", "stem cell transplant or rescue"."""
    return _only_names(head) and all(u.parts for u in head.units) and any(map(_is_name, head.units))


def _is_name(unit: Unit) -> bool:
    """ "Biologic (anti-neoplastic agent)" is a name, too."""
    return is_bare_name(Unit([p for p in unit.parts if isinstance(p, Element)]))


def _is_word(unit: Unit) -> bool:
    return all(isinstance(p, Element) and p.type == "WORD" for p in unit.parts)


def _only_names(segment: Segment) -> bool:
    return all(s.type in _IN_LISTS for s in segment.separators) and all(_is_name(u) or _is_word(u) for u in segment.units)

"""Ability and willingness: "able to give consent", "unwilling to use contraception"."""

from __future__ import annotations

from eligibility.compiler.accounting.leftovers import runs
from eligibility.compiler.frames.context import Context, observation_of, observation_ref
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.lists.shared_objects import answers_inability
from eligibility.compiler.people.people import of_age, sexed
from eligibility.compiler.recorded.facts import stated, timing_of
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.rules.connectives import conjunction
from eligibility.rules.nodes import AnyNode, Not, Opaque, Stated
from eligibility.spans import Span

# Between "able to" and what is attested; any other word may make something else of it: "a separate consent", "a Spanish consent form".
_PLAIN_WORDS = """
    provide obtain acquire express continue maintain give grant personally cognitively physically voluntarily valid proper own
    means practice approved correct acceptable adequate appropriate
"""
_PLAIN_BEFORE = frozenset(_PLAIN_WORDS.split())


def ability(frame: Frame, ctx: Context) -> AnyNode:
    """Ability and willingness: an attested fact where the field has a term for it, otherwise a person's judgement."""
    head = next((h for h in frame.heads if h.type == "ATTR"), None)
    if head is None or (frame.unable and not answers_inability(head, frame)):
        return ctx.opaque(frame.span, "needs_judgement")
    node: AnyNode = stated(frame, head, timing_of(frame), ctx)
    rest = [e for e in frame.left if e.span.start > head.span.end or e.word not in _PLAIN_BEFORE]
    if (frame.unable or ctx.kind == "exclusion") and any(e.span.start < head.span.start for e in rest):
        return ctx.opaque(frame.span, "needs_judgement")  # "conditions limiting the ability to comply"
    parts: list[AnyNode] = [Not(span=frame.span, child=node) if frame.unable else node]
    narrowed = _narrowed(node, head, ctx) if frame.unable and isinstance(node, Stated) else None
    if narrowed is not None and isinstance(node, Stated):
        parts = [Not(span=frame.span, child=node.replaced(circumstances=None)), narrowed]
    parts += [ctx.opaque(e.span) for e in runs(rest)]
    node = conjunction(parts, frame.span)
    first = next((e for e in frame.elements if e.type not in ("FILLER", "DESC")), head)
    of_people = first.type in ("SEXNOUN", "AGENOUN")  # "adults unable to consent"; "consent for their child" is no child's
    return sexed(of_age(node, frame, ctx), frame, ctx) if of_people else node


_NARROWING = ("with ", "without ", "in the absence ", "in ")


def _narrowed(node: Stated, head: Element, ctx: Context) -> Opaque | None:
    """ "Unable to consent, with no legal representative": words that narrow the inability, and no consent."""
    said = node.circumstances
    place = ctx.text.find(said, head.span.end) if said is not None else -1
    if said is None or place < 0 or not said.casefold().startswith(_NARROWING):
        return None
    return ctx.opaque(Span(place, place + len(said)))


# Those whose refusal it may be; a child's is its own.
_REFUSING = ("refus", "declin")
_PARENTS = frozenset({"parent", "parents", "parental", "guardian", "guardians", "legal guardian", "family", "mother", "father"})


def refusal(frame: Frame, ctx: Context) -> Not | None:
    """ "Patient refusal", "refusal of the parents": nothing is named that is refused, so that it is to take part (contract §2)."""
    if not frame.unable or frame.heads or ctx.kind != "exclusion":
        return None
    said = [e for e in frame.elements if e.type not in ("FILLER", "SUBJECT")]
    verbs = [e for e in said if e.type == "UNABLE"]
    others = [e for e in said if e.type != "UNABLE"]
    if len(verbs) != 1 or not verbs[0].word.startswith(_REFUSING) or not all(e.word in _PARENTS for e in others):
        return None
    if frame.groups or frame.values or frame.windows or frame.tail is not None:
        return None
    if others and ctx.text[: frame.span.start].casefold().rstrip().endswith((" or", " and", "/or", "/")):
        return None  # "patient or parent refusal": of either of them
    consent = "parental-consent" if others else "informed-consent"
    return Not(span=frame.span, child=Stated(span=frame.span, observation=observation_ref(observation_of(consent))))

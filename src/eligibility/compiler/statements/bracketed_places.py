"""Places in brackets: "cancer (breast, lung)" is the cancer there, and no other disease of the organ."""

from __future__ import annotations

from eligibility.compiler.frames.context import Context, concept_ref
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AnyNode, ConceptRef, HasCondition, HasProcedure

# "Systemic disease (cardiac, renal)": of such names any disease of the organ is an example.
_ANY_DISEASE = ("disease", "diseases", "disorder", "disorders", "condition", "conditions", "illness", "illnesses", "problem", "problems")


def at_the_place(member: AnyNode, inner: list[Element], frame: Frame, ctx: Context) -> AnyNode:
    """The finding or operation at the place that a member of the brackets names; any other member as it is."""
    place = next((e for e in inner if e.may_be("SITE") and e.span == member.span), None)
    head = frame.head
    if place is None or head is None or head.type not in ("COND", "PROC") or head.tokens[-1].word.endswith(_ANY_DISEASE):
        return member
    name = f"{ctx.words(place.span)} {ctx.words(head.span)}"
    concept = vocabulary().lookup(name, "condition" if head.type == "COND" else "procedure")
    kind = HasCondition if head.type == "COND" else HasProcedure
    if concept is not None and vocabulary().is_a(concept.id, head.value):
        return kind(span=member.span, concept=ConceptRef(id=concept.id, name=concept.name))
    site = place.reading("SITE") or place.value
    return kind(span=member.span, concept=concept_ref(head.value), sites=(concept_ref(site),))

"""Contraindications: one by name may be attested, and what the text names as one is one ("contraindications to MRI, e.g. a pacemaker")."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import (
    AnyNode,
    ConceptRef,
    HasAllergy,
    HasCondition,
    HasProcedure,
    Opaque,
    Stated,
    WithExamples,
    children,
    walk,
)
from eligibility.spans import hull

_BEFORE = frozenset({"FILLER", "SUBJECT", "NEG", "OTHER", "CURR", "DESC", "WORD"})
_DESCRIBING = frozenset({"DESC", "WORD"})
# What may be contraindicated, and the words around it: no number, no time and no clause of its own.
_NAMING = frozenset({"FILLER", "PROC", "DRUG", "COND", "SITE", "ORG", "DESC", "WORD", "ATTR", "TEST", "TAKING", "THERAPY", "ROUTE"})
_OPENS_CLAUSE = frozenset(("that", "which", "who", "whose", "where", "due", "if", "when", "unless", "as", "per", "listed", "according"))
_OF = (" to", " for", " of", " in")
_MOST_WORDS = 10


def contraindicated(frame: Frame, ctx: Context) -> Frame:
    """ "Contraindications to MRI (pacemaker, cochlear implant)": the frame with the examples of its brackets."""
    examples = frame.brackets.examples if frame.brackets is not None else ()
    named = contraindicated_by(frame, examples, ctx) if frame.blocked and examples else None
    if named is None:
        return frame
    frame.node, frame.brackets, frame.blocked = named, None, False
    return frame


def contraindicated_by(frame: Frame, examples: Sequence[AnyNode], ctx: Context) -> WithExamples | None:
    """The examples with the words they are of; None where they may be of what is contraindicated ("… to surgery such as mastectomy")."""
    leaves = [n for example in examples for n in walk(example) if not children(n)]
    told = [n for n in leaves if not isinstance(n, Opaque) and not (isinstance(n, HasCondition) and n.concept.id is None)]
    if not frame.contraindicating or not told or not all(_may_contraindicate(n, frame) for n in told):
        return None
    span = hull([frame.span, *(n.span for n in examples)])
    general = contraindication(frame, ctx) or ctx.opaque(frame.span)
    examples = [ctx.opaque(e.span) if _is_mixed(e) else e for e in examples]
    return WithExamples(span=span, general=general, examples=tuple(examples))


def _is_mixed(example: AnyNode) -> bool:
    """ "Pulmonary, zorbl fibrotic disorder": what is understood of it may not be what is meant."""
    leaves = [n for n in walk(example) if not children(n)]
    return 0 < sum(isinstance(n, Opaque) for n in leaves) < len(leaves)


def _may_contraindicate(node: AnyNode, frame: Frame) -> bool:
    if isinstance(node, HasAllergy):
        return node.concept.id != "substance"  # a "hypersensitivity" to what is contraindicated, which is not said again
    if isinstance(node, Stated):
        return True
    if not isinstance(node, HasCondition | HasProcedure) or node.concept.id is None:
        return False
    of = [value for e in frame.elements if (value := e.reading("PROC", "DRUG", "COND")) is not None]
    return bool(of) and not any(vocabulary().is_a(node.concept.id, concept) for concept in of)


def contraindication(frame: Frame, ctx: Context) -> Stated | None:
    """ "Any known contraindication to MRI": that a record, or a person, says there is one; None where more is said than what to."""
    if not (frame.contraindicating or frame.contraindicated) or not _is_plain(frame):
        return None
    before, thing = _parts(frame)
    while thing and thing[0].type == "FILLER":
        thing = thing[1:]  # "to both aspirin", "to the use of heparin"
    words = " ".join(e.word for e in thing).split()
    if not thing or len(words) > _MOST_WORDS or not _OPENS_CLAUSE.isdisjoint(words):
        return None
    if any(e.type not in _BEFORE for e in before) or any(e.type not in _NAMING for e in thing):
        return None
    name = " ".join(ctx.words(hull(e.span for e in thing)).split())
    described = tuple(" ".join(ctx.words(e.span).split()) for e in before if e.type in _DESCRIBING)
    return Stated(span=frame.span, observation=ConceptRef(id=None, name=f"contraindication to {name}"), descriptors=described)


def _is_plain(frame: Frame) -> bool:
    timed = frame.windows or frame.lasting is not None or frame.history or frame.planned or frame.onset
    joined = frame.values or frame.tail is not None or frame.extra or frame.causes or frame.cause_refs or frame.judged
    return not (timed or joined or frame.family or frame.allergy or frame.able or frame.unable)


def _parts(frame: Frame) -> tuple[list[Element], list[Element]]:
    """What stands before the thing that is contraindicated, and the thing: behind "contraindication to", or before "contraindicated"."""
    said = list(frame.elements)
    place = next((n for n, e in enumerate(said) if e.type == "BLOCK"), None)
    if place is None:
        return [], said  # a later one of a list
    before, behind = said[:place], said[place + 1 :]
    if behind:
        return before, behind if said[place].word.endswith(_OF) else []  # "contraindicated medications"
    first = next((n for n, e in enumerate(before) if e.type not in ("FILLER", "SUBJECT", "NEG", "OTHER", "CURR", "FOR")), len(before))
    last = max((n for n, e in enumerate(before) if e.type != "FILLER"), default=-1)
    if last < first or not before[last].may_be("PROC", "DRUG", "TEST"):
        return before, []  # "surgical contraindication"
    return [e for e in before[:first] if e.type != "FOR"], before[first : last + 1]

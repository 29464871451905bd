"""Sentences that are not asked of everybody: "Diagnosis of melanoma. Lung cancer patients", "Prior radiotherapy. Patients must have …"."""

from __future__ import annotations

from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.syntax.parse_tree import Element, Sentence, is_word
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.nodes import AllOf, AnyNode, HasCondition, Not

_PATIENTS = frozenset({"patient", "patients", "subject", "subjects", "participant", "participants"})
_BESIDE = frozenset({"FILLER", "DESC", "ACTIVE", "SEV", "COND"})


def of_those_before(sentence: Sentence, node: AnyNode, before: Sequence[AnyNode], ctx: Context) -> AnyNode:
    """The statement of a sentence, open where it may be asked of others than the sentences before it."""
    if not before:
        return node
    if ctx.mode == "all" and _is_another_population(sentence, node, before):
        return ctx.opaque(node.span)
    if ctx.kind == "exclusion" and ctx.mode == "any" and isinstance(node, Not) and _asks_of_patients(sentence):
        # Among exclusions a demand may be one on those whom the sentence before has named; whoever meets it is not excluded by it anyhow.
        return AllOf(span=node.span, children=(node, ctx.opaque(node.span)))
    return node


def _asks_of_patients(sentence: Sentence) -> bool:
    """ "Participants must have recovered from all toxicities": of which of them it is asked, it does not say."""
    said = [p for p in sentence.segments[0].units[0].parts if not is_word(p, "FILLER")]
    return len(said) > 1 and is_word(said[0], "SUBJECT") and is_word(said[1], "DEMAND", "MUSTNOT")


def _is_another_population(sentence: Sentence, node: AnyNode, before: Sequence[AnyNode]) -> bool:
    """Whether it names patients with quite another disease than those asked for before it.

    It is the heading of what follows, or a choice of cohorts: nobody has to have both.
    """
    if not _names_a_population(sentence):
        return False
    asked, named = _diseases(before), _diseases([node])
    related = any(vocabulary().is_a(a, n) or vocabulary().is_a(n, a) for a in asked for n in named)
    return bool(asked and named) and not related


def _names_a_population(sentence: Sentence) -> bool:
    parts = [p for s in sentence.segments for u in s.units for p in u.parts]
    last = parts[-1] if parts else None
    ends = isinstance(last, Element) and last.type == "SUBJECT" and last.word in _PATIENTS
    single = len(sentence.segments) == 1 and not sentence.segments[0].separators
    return single and ends and all(isinstance(p, Element) and p.type in _BESIDE for p in parts[:-1])


def _diseases(nodes: Sequence[AnyNode]) -> list[str]:
    """The diseases that are asked for, not those denied."""
    found = [part for node in nodes for part in (node.children if isinstance(node, AllOf) else (node,))]
    return [n.concept.id for n in found if isinstance(n, HasCondition) and n.concept.id is not None]

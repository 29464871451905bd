"""What the brackets of one frame say of its head, and what that makes of its statement (contract §2, Parentheses)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import cast

from eligibility.compiler.frames.context import Context
from eligibility.compiler.lists.handed_down import exemplified, with_examples
from eligibility.compiler.statements.diagnosed import beside_diagnosis, is_diagnosed, with_description
from eligibility.compiler.statements.other_scales import in_both_units, says_again
from eligibility.compiler.statements.other_times import OtherTime, with_other_time
from eligibility.compiler.statements.subgroups import with_subgroup
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Amount
from eligibility.reference.entailments import entailed
from eligibility.reference.observations import Observation
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import (
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    Comparison,
    ConceptRef,
    Fact,
    HasCondition,
    Implies,
    Not,
    OneOf,
    Opaque,
    Permission,
    Range,
    Restated,
    Stage,
    WithExamples,
)
from eligibility.spans import Span, hull


@dataclass(slots=True)
class Brackets:
    """What the brackets of one frame say of its head."""

    stage: Stage | None = None
    scale: Observation | None = None
    formula: str | None = None
    equivalents: list[Amount] = field(default_factory=list)
    defines: list[AnyNode] = field(default_factory=list)
    by_definition: bool = False  # what defines it is said to do so ("defined as"), and not a mere limit in parentheses
    required: list[AnyNode] = field(default_factory=list)
    people: list[AnyNode] = field(default_factory=list)  # of whom it is asked; among several limits, for whom each is
    grounds: list[AnyNode] = field(default_factory=list)  # by which an attested fact may be known, or which are asked for as well
    alternatives: list[AnyNode] = field(default_factory=list)
    examples: list[AnyNode] = field(default_factory=list)
    optional: list[Element] = field(default_factory=list)
    one_of: list[list[Element]] = field(default_factory=list)  # "(locally advanced or metastatic)": of each list one
    purposes: tuple[ConceptRef, ...] = ()  # what the treatment before them is given for
    subgroups: list[Implies] = field(default_factory=list)
    permitted: list[Implies] = field(default_factory=list)  # what is allowed beside it, under a condition
    other_values: list[AnyNode] = field(default_factory=list)  # other values of the measurement, each with the condition that allows it
    negative: list[AnyNode] = field(default_factory=list)  # negative results of tests
    other_times: list[OtherTime] = field(default_factory=list)

    def apply(self, node: AnyNode, span: Span, ctx: Context, named_by_denial: bool = False, forbidden: bool = False) -> AnyNode:
        """The head's statement with the statements of the brackets; those of "non-smokers (…)" explain the denial."""
        for other in self.other_times:
            node = with_other_time(node, other, ctx)
        if self.defines:
            if len(self.defines) == 1 and says_again(node, self.defines[0]):
                node = Restated(span=span, statements=(node, self.defines[0]))
            elif len(self.defines) == 1 and (ranged := in_both_units(node, self.defines[0])) is not None:
                node = ranged
            elif not self.by_definition and is_diagnosed(_named(node), self.defines):
                node = beside_diagnosis(_without_degrees(node), self.defines, span)
            elif (
                not self.by_definition and isinstance(node, HasCondition) and _is_described(node) and _threshold_decides(node, self.defines)
            ):
                node = with_description(node, self.defines, span)
            elif isinstance(node, Opaque) or _threshold_decides(_named(node), self.defines):
                parts = [d for n in self.defines for d in (n.children if isinstance(n, AllOf) and n.label is None else (n,))]
                # Where the brackets decide nothing, the name is not theirs to replace.
                if isinstance(node, Opaque) and all(isinstance(d, Opaque) for d in parts):
                    node = ctx.opaque(hull([node.span, *(d.span for d in parts)]))
                else:
                    parts += [*_denied(node, parts, ctx), *_behind(node, parts, ctx)] if isinstance(node, Opaque) else []
                    node = self.defines[0] if len(parts) == 1 else AllOf(span=span, children=tuple(parts))
            else:
                node = AllOf.made(span=span, children=(node, *self.defines))
        # "(patients with Gilbert's syndrome are eligible)": whom the demand, or the denial, does not concern (compiler/trial/permitted.py).
        alternatives = [*self.alternatives, *(n for n in self.required if isinstance(n, Permission) and n.span in ctx.ledger.permitted)]
        required = [n for n in (*self.required, *self.people) if not isinstance(n, Permission)]
        if required:
            node = AllOf(span=span, children=(node, *required))
        for ground in self.grounds:
            known = WithExamples(span=span, general=node, examples=(ground,))
            both = AllOf(span=span, children=(node, ground))
            why = "what stands in brackets may say by what it is known, or be asked for as well"
            node = Ambiguous(span=span, readings=(both, known), why=why)
        if self.one_of:
            node = _described_by_one(node, self.one_of, span, ctx)
        examples = list(self.examples)
        if isinstance(node, Fact):
            examples += [node.replaced(span=k.span, descriptors=(k.tokens[0].text,)) for k in self.optional]
        if examples:
            node = (with_examples if named_by_denial else exemplified)(node, examples, span, self.purposes)
        for subgroup in self.subgroups:
            node = with_subgroup(node, subgroup, span)
        denied = forbidden == (ctx.kind == "inclusion")
        for result in self.negative:
            # "Not pregnant (negative test)" asks for the negative test as well.
            node = AnyOf(span=span, children=(node, Not(span=result.span, child=result))) if denied else conjunction([node, result], span)
        if alternatives:
            node = AnyOf(span=span, children=(node, *alternatives))
        if self.other_values and forbidden:
            node = AllOf(span=span, children=(node, *(Not(span=n.span, child=n) for n in self.other_values)))
        elif self.other_values:
            node = AnyOf(span=span, children=(node, *self.other_values))
        if self.permitted and forbidden:
            # "No surgery (a biopsy is allowed if …)": whoever does not meet the condition of what is allowed is ruled out as well.
            return AnyOf(span=span, children=(node, *(Not(span=p.span, child=p) for p in self.permitted)))
        return AllOf(span=span, children=(node, *self.permitted)) if self.permitted else node


_DENYING = re.compile(r"(?i)\b(?:without|with no|in the absence of)\b[^(\[]*\w")


def _denied(replaced: Opaque, limits: Sequence[AnyNode], ctx: Context) -> list[AnyNode]:
    """ "Adequate hematology without transfusions (Hb > 9)": the limit is for the first words alone."""
    denied = _DENYING.search(ctx.text, replaced.span.start, max(replaced.span.start, min(n.span.start for n in limits)))
    return [ctx.opaque(Span(*denied.span()))] if denied is not None else []


def _behind(replaced: Opaque, limits: Sequence[AnyNode], ctx: Context) -> list[AnyNode]:
    """ "Attenuation (≥ 1000 HU) stone": the words behind the brackets are not for the limit to replace."""
    end = max(n.span.end for n in limits)
    if replaced.span.end <= end or not all(isinstance(n, Comparison | Range | OneOf) for n in limits):
        return []
    words = ctx.words(Span(end, replaced.span.end))
    lead = len(words) - len(words.lstrip(")] "))
    return [ctx.opaque(Span(end + lead, replaced.span.end))] if any(c.isalpha() for c in words) else []


def _described_by_one(node: AnyNode, lists: list[list[Element]], span: Span, ctx: Context) -> AnyNode:
    """ "Breast cancer (locally advanced or metastatic)": either of them."""
    if not isinstance(node, Fact):
        return AllOf(span=span, children=(node, *(ctx.opaque(hull(w.span for w in words)) for words in lists)))
    each = [_described(node, [ctx.words(w.span) for w in words]) for words in product(*lists)]
    return disjunction(cast(list[AnyNode], each), span)


def _described(node: Fact, words: list[str]) -> Fact:
    """The thing with the words said of it; where one makes a name of its kind, that is meant: "hepatitis (viral or autoimmune)"."""
    for word in words:
        kind = vocabulary().lookup(f"{word} {node.concept.name}", "condition") if isinstance(node, HasCondition) else None
        if kind is not None and node.concept.id is not None and vocabulary().is_a(kind.id, node.concept.id):
            node = node.replaced(concept=ConceptRef(id=kind.id, name=kind.name))
        else:
            node = node.replaced(descriptors=(*node.descriptors, word))
    return node


def _named(node: AnyNode) -> AnyNode:
    """ "Signs of dehydration" is that, or a finding of that name."""
    either = isinstance(node, AnyOf) and node.label is None and all(isinstance(n, HasCondition) for n in node.children)
    return node.children[0] if isinstance(node, AnyOf) and either and node.children[1].span == node.children[0].span else node


# What a value tells of an abnormality: that it is there, and how much.
_TOLD = """
    uncontrolled controlled poorly inadequately insufficiently well not adequately significant significantly clinically relevant important
    marked substantial abnormal advanced adequate inadequate impaired known documented extreme profound severely
    resting pre sub
"""
_DEGREES = frozenset(_TOLD.split())


def _is_described(node: HasCondition) -> bool:
    """ "Symptomatic aortic stenosis (valve area < 1 cm²)": no value says that it is symptomatic."""
    said = [
        set(words.casefold().split()) for words in node.descriptors if not words.startswith("as ")
    ]  # "as indicated on the questionnaire"
    return node.concept.id is not None and any(not words <= _DEGREES for words in said)


def _without_degrees(node: AnyNode) -> AnyNode:
    """ "Poorly controlled type 2 diabetes (HbA1c > 9 %)": how well it is controlled, the value tells."""
    if not isinstance(node, HasCondition):
        return node
    return node.replaced(descriptors=tuple(d for d in node.descriptors if not set(d.casefold().split()) <= _DEGREES))


def _threshold_decides(node: AnyNode, limits: Sequence[AnyNode]) -> bool:
    """Whether a threshold in brackets stands for the finding before it: an abnormal state, not an event or a fact that has one too."""
    if not isinstance(node, HasCondition) or _are_of_its_size(limits):
        return False
    measure = entailed("measured").get(node.concept.id or "", ())
    if measure and all(isinstance(n, Comparison | Range) and n.observation.id in measure for n in limits):
        return True
    concept = vocabulary().concept(node.concept.id) if node.concept.id is not None else None
    # "Melanoma (Breslow > 1 mm)", "rectal cancer (anal verge ≤ 10 cm)": no measured value makes a tumour.
    return concept is None or (concept.nature != "event" and not vocabulary().is_a(concept.id, _TUMOUR))


_TUMOUR, _TUMOUR_SIZE = "neoplasm", "tumour-size"
_SIZE_WORDS = "size diameter length width height depth thickness volume area circumference distance dimension number"
_SIZES = frozenset(_SIZE_WORDS.split())


def _are_of_its_size(limits: Sequence[AnyNode]) -> bool:
    """ "Kidney stones (diameter > 2 cm)", "fibroids (largest diameter > 5 cm)": how large the thing is that must be there."""
    measured = [n.observation for n in limits if isinstance(n, Comparison | Range)]
    # A size that the tables know is of the body: "obesity (waist circumference > 102 cm)".
    return any(m.id == _TUMOUR_SIZE or (m.id is None and not _SIZES.isdisjoint(m.name.casefold().split())) for m in measured)

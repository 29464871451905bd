"""What an exception leaves of a statement on recorded facts: "cancer except basal cell carcinoma" (contract §2, Exceptions)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.lists.handed_down import timed
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.vocabulary import Relation, vocabulary
from eligibility.rules.connectives import disjunction
from eligibility.rules.nodes import (
    EVER,
    NOW,
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    ConceptRef,
    Fact,
    HasCondition,
    HasProcedure,
    Not,
    Opaque,
    TakesMedication,
    WithExamples,
)
from eligibility.spans import hull


def excepting(inner: AnyNode, nodes: Sequence[AnyNode]) -> AnyNode | None:
    """What is excepted does not count; a qualified exception still does where the qualification is not met ("treated").

    None where it is no such statement, or the exceptions are no other names than that of the fact itself, or of another kind.
    """
    nodes = [_as_name(_without_examples(n), inner) for n in nodes]
    if isinstance(inner, WithExamples):
        # "Neurological disease other than stroke, such as epilepsy": the examples are of what is left.
        general = excepting(inner.general, nodes)
        examples = tuple(for_members_before(list(inner.examples), list(nodes)))
        return inner.replaced(general=general, examples=examples) if general is not None else None
    if (split := _split(inner, nodes)) is not None:
        alike, rest = split
        others = excepting(inner, alike)
        return AllOf(span=inner.span, children=(others, *(Not(span=n.span, child=n) for n in rest))) if others is not None else None
    excused = [excused_fact(n) for n in nodes]
    if not isinstance(inner, Fact) or not all(e is not None and _may_be_excused(inner, e) for e in excused):
        return None
    facts = [e for e in excused if e is not None]
    left: AnyNode = inner.replaced(other_than=(*inner.other_than, *(e.concept for e in facts)))
    kept: list[AnyNode] = [left]
    for node, fact in zip(nodes, facts, strict=True):
        if isinstance(node, Fact) and is_bare(node):
            continue
        named = inner.replaced(span=fact.span, concept=fact.concept, how=None)
        kept.append(AllOf(span=node.span, children=(named, Not(span=node.span, child=node))))
    return left if len(kept) == 1 else AnyOf(span=hull(n.span for n in kept), children=tuple(kept))


def _split(inner: AnyNode, nodes: Sequence[AnyNode]) -> tuple[list[AnyNode], list[AnyNode]] | None:
    """ "Cancer except basal cell carcinoma or if …": each cancer is held against the first, the patient against the second."""
    if not isinstance(inner, Fact):
        return None
    alike = [n for n in nodes if (e := excused_fact(n)) is not None and _may_be_excused(inner, e)]
    rest = [n for n in nodes if n not in alike]
    return (alike, rest) if alike and rest and not any(isinstance(n, HasProcedure | TakesMedication) for n in rest) else None


_NAME = re.compile(r"[^\W\d][\w'’-]*(?: [^\W\d][\w'’-]*){0,3}")
# Words of a clause, with which the patient, and not another thing, is excepted.
_CLAUSE = re.compile(
    r"(?i)\b(?:if|that|which|who|whose|is|are|was|were|has|have|had|not|no|unless|when|where|for|with|without|in|on|at|by|to|from|after|before|during"
    r"|treated|approved|\w+ing|\w+ed)\b"
)


def _as_name(node: AnyNode, inner: AnyNode) -> AnyNode:
    """ "Congenital heart disease other than PDA": a name that no table has is a name all the same, and says nothing of other entries."""
    named = isinstance(node, Opaque) and node.reason == "not_understood" and _NAME.fullmatch(node.text) and not _CLAUSE.search(node.text)
    if not (named and isinstance(node, Opaque) and isinstance(inner, HasCondition)) or vocabulary().lookup(node.text) is not None:
        return node  # "substance use disorder except caffeine": known, and no disease
    return HasCondition(span=node.span, concept=ConceptRef(id=None, name=node.text), timing=inner.timing)


def _without_examples(node: AnyNode) -> AnyNode:
    """ "Skin cancer (e.g. basal cell carcinoma)": what is a kind of the exception is excused with it."""
    of = node.general if isinstance(node, WithExamples) else None
    if not isinstance(node, WithExamples) or not isinstance(of, Fact) or of.concept.id is None:
        return node
    kinds = (e.concept.id if isinstance(e, Fact) else None for e in node.examples)
    return of if all(k is not None and vocabulary().is_a(k, of.concept.id) for k in kinds) else node


def excused_fact(node: AnyNode) -> Fact | None:
    """What an exception names, its qualifications left aside: the carcinoma of "adequately treated basal cell carcinoma"."""
    if isinstance(node, Ambiguous):
        return excused_fact(node.readings[0])  # "except severe asthma or gout"
    first = node.children[0] if isinstance(node, AllOf) and node.label is None else node
    return first if isinstance(first, Fact) else None


def is_fact(node: AnyNode) -> bool:
    """Whether it names one thing, perhaps with words of which the text leaves open whether they are said of it."""
    return isinstance(node, Fact) or (isinstance(node, Ambiguous) and all(map(is_fact, node.readings)))


def _may_be_excused(inner: Fact, excused: Fact) -> bool:
    """Whether it is another name than the general one: radiotherapy "except palliative radiotherapy" is told by its purpose alone."""
    wanted, other = inner.concept.id, excused.concept.id
    return isinstance(excused, type(inner)) and not (wanted == other or (wanted and other and vocabulary().is_a(wanted, other)))


# Nouns for what a treatment is for, and no names of medicines: "replacement", "maintenance", "prophylaxis", "premedication".
_CIRCUMSTANCE = re.compile(r"(?i)(?:ment|ance|tion|phylaxis|phylactic)$")
_TREATED = re.compile(r"(?i)treated (?:with|by|for)\b")
_USED_AS = re.compile(r"(?i)(?:(?:used|given|taken|administered|prescribed)\s+)?(?:as|for)(?:\s+an?)?")


def as_circumstance(node: AnyNode, ctx: Context) -> AnyNode:
    """An exception that is no other thing: what the thing itself is for ("steroids, unless used as an antiemetic"), kept in its words,
    or how the disease was treated ("tuberculosis, unless treated with isoniazid"), which may be over.
    """
    if isinstance(node, TakesMedication | HasProcedure) and node.timing.tense == "present" and _TREATED.match(ctx.words(node.span)):
        ever = node.replaced(timing=node.timing.replaced(tense="ever"))
        return Ambiguous(span=node.span, readings=(node, ever), why="“treated” may mean now, or at any time")
    if isinstance(node, TakesMedication | HasProcedure) and node.concept.id is None and _CIRCUMSTANCE.search(node.concept.name):
        return ctx.opaque(node.span)  # "except for replacement therapy"
    if not isinstance(node, AllOf) or node.label is not None:
        return node
    named = [c for c in node.children if isinstance(c, TakesMedication | HasProcedure)]
    words = [c for c in node.children if isinstance(c, Opaque) and _USED_AS.fullmatch(c.text)]
    return ctx.opaque(node.span) if named and words and len(named) + len(words) == len(node.children) else node


def examples_apart(nodes: Sequence[AnyNode], excepted_from: str | None) -> tuple[list[AnyNode], list[AnyNode]]:
    """The examples behind exceptions that are none of them, and the exceptions: "disease other than asthma, such as COPD".

    Behind an exception that is not understood, kinds of what it is made from: "psoriasis other than plaque-type (e.g. guttate psoriasis)".
    """
    examples: list[AnyNode] = []
    exceptions: list[AnyNode] = []
    for node in nodes:
        if isinstance(node, WithExamples) and _are_apart(node, excepted_from):
            examples += [_plain(e, excepted_from) for e in node.examples]
            exceptions.append(node.general)
        else:
            exceptions.append(node)
    return examples, exceptions


def _are_apart(node: WithExamples, excepted_from: str | None) -> bool:
    general = excused_fact(node.general)
    if general is not None:
        kinds = {_kind_of(example, general) for example in node.examples}
        return "no" in kinds and "is" not in kinds
    named = [excused_fact(example) for example in node.examples]
    return excepted_from is not None and all(f is not None and vocabulary().is_a(f.concept.id or "", excepted_from) for f in named)


def _kind_of(example: AnyNode, general: Fact) -> Relation:
    """Whether an example is a kind of what it stands behind, or may be one as far as the vocabulary tells."""
    fact = excused_fact(example)
    if fact is None or not isinstance(fact, type(general)) or fact.concept.id is None or general.concept.id is None:
        return "is" if fact is None or isinstance(fact, type(general)) else "no"
    return vocabulary().relation(fact.concept.id, general.concept.id)


def _plain(example: AnyNode, excepted_from: str | None) -> AnyNode:
    """An example without what the exception before it handed down to it ("… that requires treatment").

    Its own words make "pustular psoriasis" an example, and no psoriasis whatever.
    """
    if not isinstance(example, Fact) or (excepted_from is not None and example.concept.id == excepted_from):
        return example
    return type(example)(span=example.span, concept=example.concept)


def is_bare(node: Fact) -> bool:
    """A mere name, without qualifiers of its own."""
    return node == type(node)(span=node.span, concept=node.concept, timing=node.timing)


def for_members_before(nodes: list[AnyNode], exceptions: list[AnyNode]) -> list[AnyNode]:
    """ "Malignancy or benign tumour, except basal cell carcinoma": an exception behind a list is one of each member of that kind."""
    for exception in exceptions:
        nodes = [but_for(node, exception) or node for node in nodes]
    return nodes


def for_the_same_before(nodes: list[AnyNode], last: AnyNode, exceptions: list[AnyNode]) -> list[AnyNode]:
    """ "Current cancer or cancer within 5 years (except basal cell carcinoma)": brackets except it from the same thing said before, too."""
    named = excused_fact(last) if exceptions else None
    if named is None:
        return nodes
    return [
        for_members_before([node], exceptions)[0] if isinstance(node, Fact) and node.concept == named.concept else node for node in nodes
    ]


def perhaps_excused(nodes: list[AnyNode], separators: Sequence[Element | None], excuses: Sequence[AnyNode]) -> list[AnyNode]:
    """ "Thrombosis or embolism, unless on anticoagulation": what excuses the last of a list may excuse those before it too."""
    if not excuses:
        return nodes
    excuse = disjunction(list(excuses), hull(e.span for e in excuses))
    why = "what excuses the last of the list may excuse this one too"
    return _perhaps_with(nodes, separators, Not(span=excuse.span, child=excuse), why)


def perhaps_on_condition(nodes: list[AnyNode], separators: Sequence[Element | None], condition: AnyNode | None) -> list[AnyNode]:
    """ "Eczema or psoriasis if the eGFR is < 30": the condition behind the last of a list may be one of those before it too."""
    if condition is None:
        return nodes
    return _perhaps_with(nodes, separators, condition, "the condition of the last of the list may be one of this one too")


def _perhaps_with(nodes: list[AnyNode], separators: Sequence[Element | None], more: AnyNode, why: str) -> list[AnyNode]:
    """The members before the last, each as it is or together with more."""
    said_or = bool(separators) and separators[-1] is not None and separators[-1].type == "OR" and separators[-1].value != "strong"
    result = list(nodes)
    for index in range(len(nodes) - 1, -1, -1) if said_or else ():
        node, separator = nodes[index], separators[index]
        if not isinstance(node, Fact) or separator is None or separator.type not in ("OR", "COMMA"):
            break
        if not is_bare(node):
            continue  # "severe asthma or COPD on oxygen": what has words of its own stands for itself
        both = AllOf(span=node.span, children=(node, more))
        result[index] = Ambiguous(span=node.span, readings=(node, both), why=why)
    return result


def without(node: AnyNode, exceptions: tuple[ConceptRef, ...]) -> AnyNode:
    """The statement with its facts other than these."""
    match node:
        case Fact():
            return node.replaced(other_than=node.other_than + exceptions)
        case AllOf() | AnyOf():
            named = {c.concept for c in node.children if isinstance(c, Fact)}
            return node.replaced(children=tuple(_without_both(c, exceptions, named) for c in node.children))
        case Ambiguous():
            return node.replaced(readings=tuple(without(r, exceptions) for r in node.readings))
        case WithExamples():
            return node.replaced(general=without(node.general, exceptions))
        case _:
            return node


def but_for(node: AnyNode, kind: AnyNode | None) -> AnyNode | None:
    """The statement but for what is permitted, where that is a kind of something stated in it; otherwise None."""
    match node:
        case Fact() if kind is not None:
            return _but_for_kind(node, kind)
        case AnyOf() | AllOf() if kind is not None:
            parts = [but_for(child, kind) for child in node.children]
            if all(p is None for p in parts):
                return None
            return node.replaced(children=tuple(c if p is None else p for c, p in zip(node.children, parts, strict=True)))
        case WithExamples() if kind is not None and (general := but_for(node.general, kind)) is not None:
            return node.replaced(general=general, examples=tuple(but_for(e, kind) or e for e in node.examples))
        case _:
            return None


def _but_for_kind(node: AnyNode, kind: AnyNode) -> AnyNode | None:
    fact = excused_fact(kind)
    if not isinstance(node, Fact) or fact is None or not isinstance(fact, type(node)):
        return None
    if node.concept.id is None or fact.concept.id is None or not vocabulary().is_a(fact.concept.id, node.concept.id):
        return None
    if isinstance(kind, Fact) and is_bare(kind) and kind.timing == EVER != node.timing:
        return node  # "prior chemotherapy is allowed" takes nothing from "no concurrent chemotherapy"
    meant = timed(kind, node.timing) if fact.timing == NOW else kind
    excepted = excepting(node, [meant])
    if excepted is not None:
        return excepted
    if isinstance(kind, Fact) and is_bare(kind) and kind.timing in (NOW, node.timing):
        return None  # all of it is both forbidden and permitted
    return AllOf(span=node.span, children=(node, Not(span=kind.span, child=meant)))


def _without_both(node: AnyNode, exceptions: tuple[ConceptRef, ...], named: set[ConceptRef]) -> AnyNode:
    """A member of a list; one that denies the same thing at another time ("was given, and is over") is of the others alone too."""
    if isinstance(node, Not) and isinstance(node.child, Fact) and node.child.concept in named:
        return node.replaced(child=without(node.child, exceptions))
    return without(node, exceptions)

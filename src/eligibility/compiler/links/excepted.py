"""What "except" and "unless" make of the statement before them (contract §2, Exceptions)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.excepted_substances import as_disorders
from eligibility.compiler.links.exceptions import excepting, excused_fact, is_bare, is_fact, without
from eligibility.compiler.links.linked import Linked, frame_of, keep, statement_of
from eligibility.compiler.links.linked_times import take_closing_time, then_too
from eligibility.compiler.links.washouts import ever_treated
from eligibility.compiler.measured.same_limits import limit_alike
from eligibility.compiler.syntax.parse_tree import Element, Group, Segment, Unit
from eligibility.reference.strangers import are_strangers
from eligibility.reference.vocabulary import vocabulary
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import (
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    Comparison,
    Fact,
    FamilyHistory,
    HasAllergy,
    HasCondition,
    HasProcedure,
    Implies,
    Not,
    OneOf,
    Opaque,
    Stated,
    TakesMedication,
    walk,
)
from eligibility.spans import hull

_NARROWS = "“unless” may excuse from what is asked for, or leave some of it out"
# Who need not have a treatment that is asked for: "on an ACE inhibitor unless contraindicated".
_EXCUSES = re.compile(r"(?i)contra-?indicat|tolera|allerg|refus|declin|not (?:medically )?(?:indicated|appropriate)|unable|cannot")
# What is estimated leaves aside what is excepted.
_JUDGED_QUANTITIES = frozenset({"life-expectancy"})
_GOES_ON = "what is of another kind may be excepted too, or go on with the list"


def excepted_by(link: Linked, frame: Frame, ctx: Context, bracketed: bool) -> Frame:
    """The frame less its exceptions, which may be made from the members before it in a list, too (links/exceptions.py)."""
    excepted = _excepted(link, frame, ctx)
    loose: list[AnyNode] = []
    if link.word.type == "EXCEPT":
        kept = excepted.bracketed_exceptions if bracketed else excepted.exceptions
        kept[:] = link.nodes
        # What names no kind of anything may be said of all of a list: "A or B, except for single doses".
        # So is whom it excuses: "A or B, except in patients with a pacemaker".
        loose = [n for n in link.nodes if not _is_known(n) or _PEOPLE.search(ctx.words(link.span))]
    if not bracketed and ctx.mode == "any" and not ctx.excepting and not isinstance(excepted.node, Not):
        excuses = loose if link.word.type == "EXCEPT" else list(link.nodes)
        excepted.excuses = excuses or excepted.excuses
    return excepted


def _is_known(node: AnyNode) -> bool:
    fact = excused_fact(node)
    return fact is not None and fact.concept.id is not None


def _excepted(link: Linked, frame: Frame, ctx: Context) -> Frame:
    """ "Cancer except basal cell carcinoma": an entry that is the exception does not count; other exceptions are "and not"."""
    if not link.nodes:
        return keep(frame, link)
    if link.word.type == "EXCEPT":
        link = replace(link, nodes=take_closing_time(link.nodes, frame, ctx))
    if ctx.kind == "exclusion" and link.word.type == "UNLESS" and _is_ruled_out(link, ctx):
        found = disjunction(list(link.nodes), link.span)
        link = replace(link, nodes=[Not(span=found.span, child=found)])
    own = statement_of(frame, ctx)
    if own is None:
        return frame_of(ctx.opaque(link.span), link)  # an exception before, or without, what it is made from
    negated = isinstance(own, Not)
    inner = own.child if isinstance(own, Not) else own
    if link.word.type == "UNLESS" and ctx.kind == "exclusion" and not negated and _LONG_OVER.search(ctx.words(link.span)):
        own = inner = ever_treated(inner)
    if link.word.type == "EXCEPT":
        link = replace(link, nodes=as_disorders(then_too(link.nodes, inner), inner))
    strangers = [n for n in link.nodes[1:] if _is_stranger(n, inner)]  # what the words name at once is excepted, whatever it is
    if strangers:
        together = _going_on_with(strangers, own, inner, link, ctx)
        return frame_of(Not(span=together.span, child=together) if negated else together, link)
    if isinstance(inner, Opaque) and not _of_patients(link, ctx):
        return frame_of(ctx.opaque(hull([own.span, link.span])), link)  # who has the exception may have another of what was not understood
    facts = [n for n in walk(inner) if isinstance(n, Fact)]
    if not facts and _has_others_beside(inner, link, ctx):
        link = replace(link, nodes=[ctx.opaque(link.span)])
    apart = _of_patients(link, ctx) and all(_is_stranger(n, inner) for n in link.nodes)  # "gout, except in patients with asthma"
    excepts = link.word.type == "EXCEPT" and not apart
    excepted = excepting(inner, link.nodes) if excepts and not link.waives else None
    if excepted is None and excepts and facts and all(isinstance(n, Fact) and is_bare(n) for n in link.nodes):
        excepted = without(inner, tuple(n.concept for n in link.nodes if isinstance(n, Fact)))
    if excepted is None:
        return frame_of(_excused(link, own, required=ctx.kind == "inclusion" and not facts, ctx=ctx), link)
    return frame_of(Not(span=hull([own.span, link.span]), child=excepted) if negated else excepted, link)


_SEVERAL = re.compile(r"(?i)\b(?:toxicit|adverse|side effect|recover|resol|event)")
_PEOPLE = re.compile(r"(?i)\b(?:patients|subjects|participants|individuals|persons|women|men|those)\b")
# Only what is over can be long over: "warfarin, unless the last dose was more than 3 months ago" is of who ever took it.
_LONG_OVER = re.compile(r"(?i)\b(?:last|stopp\w+|discontinu\w+|ended|complet\w+|finished|ceased|withdrawn)\b.*\b(?:day|week|month|year)")


def _going_on_with(strangers: list[AnyNode], own: AnyNode, inner: AnyNode, link: Linked, ctx: Context) -> AnyNode:
    """ "Cancer other than skin cancer, heart failure or stroke": what cannot be an exception goes on with the list."""
    related = Linked(link.word, [n for n in link.nodes if n not in strangers], link.span)
    rest = _excepted(related, Frame(node=inner), ctx)
    assert rest.node is not None
    every_one = ctx.mode == "all" and ctx.kind == "inclusion" and not isinstance(own, Not) and _joined_by_and(strangers[-1], link, ctx)
    together = (conjunction if every_one else disjunction)([rest.node, *strangers], hull([own.span, link.span]))
    every = excepting(inner, link.nodes)
    of_cancer = isinstance(inner, HasCondition) and inner.concept.id is not None and vocabulary().is_a(inner.concept.id, "malignancy")
    if any(isinstance(n, HasProcedure | TakesMedication) for n in strangers):  # "treated with surgery or radiotherapy" may be one exception
        return Ambiguous(span=together.span, readings=(together, rest.node), why=_GOES_ON)
    if every is not None and not of_cancer:  # of a cancer only tumours are excepted
        return Ambiguous(span=together.span, readings=(together, every), why=_GOES_ON)
    return together


_AND = re.compile(r"(?i)\b(?:and(?! ?/)|&|plus|as well as)\W*\w*\W*$")
_GOES_ON_AND = re.compile(r"(?i)\s*,?\s*(?:and(?! ?/)|&)\s")


def _joined_by_and(last: AnyNode, link: Linked, ctx: Context) -> bool:
    """Whether "and" stands before the last that goes on with the list: it is asked for, too."""
    before, behind = ctx.text[link.span.start : last.span.start], ctx.text[last.span.end :]
    return _AND.search(before) is not None or (before.rstrip().endswith(",") and _GOES_ON_AND.match(behind) is not None)


def _has_others_beside(inner: AnyNode, link: Linked, ctx: Context) -> bool:
    """Whether who has the exception may have what it is made from all the same, and no record tells.

    "Positive drug screen except for cannabis": for what it was positive, no record of taking the drug tells. "Toxicity ≥ grade 2, except
    alopecia": who has that may have another one.
    """
    if (
        link.word.type != "EXCEPT"
        or _PEOPLE.search(ctx.words(link.span))
        or not all(is_fact(n) or isinstance(n, Opaque) for n in link.nodes)
    ):
        return False
    tested = any(isinstance(n, OneOf) and n.values == ("positive",) for n in walk(inner))
    return tested or (ctx.kind == "exclusion" and any(isinstance(n, Opaque) or _is_grade(n) for n in walk(inner)))


def _excused(link: Linked, own: AnyNode, required: bool, ctx: Context) -> AnyNode:
    """The statement for all but those who are excused from it; `required`: it is asked of everybody else."""
    negated = isinstance(own, Not)
    inner = own.child if isinstance(own, Not) else own
    exception = _of_the_excused(_exception(link, ctx)) if required else _exception(link, ctx)
    span = hull([own.span, link.span])
    counted = isinstance(inner, Comparison) and inner.observation.id is None and link.word.type == "EXCEPT" and not _of_patients(link, ctx)
    if required and isinstance(inner, Comparison) and (counted or inner.observation.id in _JUDGED_QUANTITIES):
        # "Life expectancy ≥ 10 years, excluding cancer", "20 teeth excluding molars": what is left aside changes the value.
        return conjunction([own, ctx.opaque(link.span)], span)
    if required and link.word.word == "outside of":
        return conjunction([own, ctx.opaque(link.span)], span)  # a place: "measurable disease outside of the brain"
    of_several = any(isinstance(n, Stated) or _is_grade(n) or (isinstance(n, Opaque) and _SEVERAL.search(n.text)) for n in walk(inner))
    if required and link.word.type == "EXCEPT" and of_several and not _of_patients(link, ctx):
        # "Recovered from all toxicities to grade ≤ 1 (except alopecia)": who has the exception may not have recovered from another.
        exception = conjunction([exception, ctx.opaque(link.span)], link.span)
    excused = AnyOf(span=span, children=(own, exception))
    excuses = link.word.type == "UNLESS" and _EXCUSES.search(ctx.words(link.span)) is not None
    if required or (ctx.kind == "inclusion" and (link.waives or negated or (excuses and ctx.mode == "all"))):
        return excused
    narrowed = AllOf(span=span, children=(inner, Not(span=link.span, child=_ruled_out_beyond(exception, inner))))
    measured = any(isinstance(n, Comparison) for n in walk(exception))  # "ventricular hypertrophy unless LVEF is normal"
    if ctx.kind == "inclusion" and ctx.mode == "all" and link.word.type == "UNLESS" and not (ctx.excepting or measured):
        return Ambiguous(span=span, readings=(narrowed, excused), why=_NARROWS)
    return Not(span=span, child=narrowed) if negated else narrowed


# "Unless CD4 > 350 or on antiretroviral therapy": either excuses, unless the limit is said to be that of the excused.
_ALTERNATIVES = re.compile(r"(?is)^(?!.*\b(?:in (?:which|that|this) case|must|and)\b).*\bor\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def _exception(link: Linked, ctx: Context) -> AnyNode:
    """What excuses: mostly any of it; "unless Gilbert's syndrome, in which case ≤ 3 mg/dL" asks the other limit of whoever is excused."""
    limited = link.word.type == "UNLESS" and len(link.nodes) > 1 and not all(map(is_fact, link.nodes))
    either = not limited or _ALTERNATIVES.search(_IN_BRACKETS.sub("", ctx.words(link.span))) is not None
    return (disjunction if either else conjunction)(list(link.nodes), link.span)


def _is_grade(node: AnyNode) -> bool:
    return isinstance(node, OneOf) and node.observation.id == "ctcae"


def _of_the_excused(exception: AnyNode) -> AnyNode:
    """ "Except in patients with Gilbert's syndrome, who must have ≤ 3 × ULN": that limit excuses them, and nobody else."""
    return conjunction([exception.guard, exception.requirement], exception.span) if isinstance(exception, Implies) else exception


def _ruled_out_beyond(exception: AnyNode, limit: AnyNode) -> AnyNode:
    """ "Bilirubin > 1.5 × ULN (except in Gilbert's syndrome, bilirubin > 3)": they are excused up to their own limit."""
    if not isinstance(exception, AllOf) or not isinstance(limit, Comparison):
        return exception
    own = [isinstance(n, Comparison) and limit_alike(n, limit) for n in exception.children]
    parts = (Not(span=n.span, child=n) if beyond else n for n, beyond in zip(exception.children, own, strict=True))
    return exception.replaced(children=tuple(parts))


def _is_ruled_out(link: Linked, ctx: Context) -> bool:
    """ "Unless cancer is excluded": whoever has it is not excused. What inclusions say is excluded they deny already."""
    said = ctx.words(link.span).casefold().split()
    return "excluded" in said and "not" not in said


_CIRCUMSTANCES = frozenset({"patients", "subjects", "participants", "individuals", "persons", "people", "those", "in", "if", "when"})


def _of_patients(link: Linked, ctx: Context) -> bool:
    """Whether patients or circumstances are excepted ("except for patients on warfarin"), not things of the kind named before."""
    return link.word.type == "UNLESS" or bool(_CIRCUMSTANCES & set(ctx.words(link.span).casefold().replace("in situ", "").split()))


# What is recorded of a patient beside diseases, and excepts none of them.
_OTHER_KINDS = (HasProcedure, TakesMedication, HasAllergy, FamilyHistory, Stated, OneOf, Comparison)


def _is_stranger(node: AnyNode, general: AnyNode) -> bool:
    """Whether it is a condition of quite another kind: nothing that the two are kinds of is more than "disease"."""
    if isinstance(general, HasCondition) and isinstance(node, _OTHER_KINDS):
        return True
    if not isinstance(node, HasCondition) or not isinstance(general, HasCondition):
        return False
    return are_strangers(node.concept.id, general.concept.id)


def excluded_in_brackets(
    group: Group, word: Element, ctx: Context, linked_nodes: Callable[[Element, Segment, Context], list[AnyNode]]
) -> Linked:
    """ "Surgery (biopsy is excluded)" among the exclusions: surgery except a biopsy."""
    segment = group.block.sentences[0].segments[0]
    word.type = "EXCEPT"
    inner = Segment([*segment.units[:-1], Unit(segment.units[-1].parts[:-1])], segment.separators)
    return Linked(word, linked_nodes(word, inner, ctx), group.span)

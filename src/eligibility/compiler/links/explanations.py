"""Sentences that only explain the one before: how it is tested, what counts as it, what examples it has.

"Evaluation of ECOG is to be performed within 7 days prior to randomization" says how old its result may be; "lesions in an irradiated
area are considered measurable if …" speaks of lesions in general; "examples of live vaccines include …" of what is a live vaccine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from eligibility.compiler.frames.context import Context
from eligibility.compiler.lists.handed_down import timed
from eligibility.compiler.skeleton.explaining import (
    ASKING,
    PEOPLE,
    TEST_WORDS,
    VERBS,
    does_not_count,
    elements_of_unit,
    needs_no_test,
    regards_as,
    speaks_in_general,
    will_be_tested,
)
from eligibility.compiler.skeleton.list_heads import is_measured
from eligibility.compiler.skeleton.reach import all_elements
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element, Segment, Sentence
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import AnyNode, Comparison, Multiple, Not, Opaque, Permission, Timing, Window, walk
from eligibility.spans import Span, hull

_TESTS = ("TEST", "MEAS", "SCALE", "FUNCTIONNOUN", "MEASMOD")
_DONE = """
    performed obtained collected done required repeated drawn taken measured conducted assessed evaluated completed tested
    derived calculated counted
"""
_PARTICIPLES = frozenset(_DONE.split())
_INFORMING = frozenset({"inform", "notify", "report", "contact"})
_INFORMED = frozenset({"physician", "doctor", "investigator", "investigators", "staff", "site", "team", "clinic", "sponsor"})
_ANSWERED = ("LIMIT", "NEG", "MUSTNOT", "EXCLUDED", "ALLOWED", "CLASSES")
_SHOULD = frozenset({"should", "must", "will"})
_INCLUDING = frozenset({"include", "includes", "are", "is"})


def with_explanation(nodes: Sequence[AnyNode], sentence: Sentence, ctx: Context) -> list[AnyNode] | None:
    """The statements before the sentence with what it explains of them; None if it is a statement of its own."""
    first = sentence.segments[0]
    elements = [e for s in sentence.segments for e in all_elements(s)]
    if not elements:
        return None
    span = hull([e.span for e in elements])
    explains = _gives_examples(first) or needs_no_test(first) or _is_background(first) or _is_convention(nodes, first, elements, span, ctx)
    if explains or (nodes and (_is_conduct(first) or will_be_tested(first))):
        ctx.ledger.idle.update(id(e) for e in elements)
        return list(nodes) or [_nothing(span, ctx)]
    if not nodes or len(sentence.segments) > 1:
        return None
    if does_not_count(first) and ctx.kind == "inclusion":
        ctx.ledger.take(elements)
        return [*nodes[:-1], _perhaps_fewer(nodes[-1], ctx.opaque(span))]
    if regards_as(first):
        if ctx.kind == "exclusion":  # whom it excuses, nobody knows
            ctx.ledger.take(elements)
            return [*nodes[:-1], conjunction([nodes[-1], ctx.opaque(span)], hull([nodes[-1].span, span]))]
        if any_of_type(elements, ("NEG",)):
            return None  # "bone metastases are not considered measurable": whether the patient's are others, nobody knows
        if not speaks_in_general(first):
            ctx.ledger.take(elements)
            return [*nodes, ctx.opaque(span)]
        ctx.ledger.idle.update(id(e) for e in elements)
        return list(nodes)
    if _is_on_tests(first):
        ctx.ledger.idle.update(id(e) for e in elements)
        windows = [e.value for e in elements if e.type == "WINDOW"]
        return _as_old_at_most(nodes, windows[0]) if len(windows) == 1 else list(nodes)
    return None


def _perhaps_fewer(counted: AnyNode, words: Opaque) -> AnyNode:
    """A limit with words that take something from what is counted: too many may be few enough, and enough too few."""
    most = any(isinstance(n, Comparison) and n.operator[0] == "<" for n in walk(counted))
    both: list[AnyNode] = [counted, words]
    return disjunction(both, hull([counted.span, words.span])) if most else conjunction(both, hull([counted.span, words.span]))


def _nothing(span: Span, ctx: Context) -> AnyNode:
    permission = Permission(span=span, text=" ".join(ctx.words(span).split()))
    return permission if ctx.kind == "inclusion" else Not(span=span, child=permission)


def _as_old_at_most(nodes: Sequence[AnyNode], window: Window) -> list[AnyNode]:
    """The measured statements with the time within which they are to be measured, where they have none of their own."""
    return [timed(n, Timing(window=window)) if is_measured(n) else n for n in nodes]


def _gives_examples(segment: Segment) -> bool:
    first = next((p for u in segment.units for p in u.parts if not isinstance(p, Element) or p.type != "FILLER"), None)
    if not isinstance(first, Element) or first.word not in ("example", "examples"):
        return False
    if any(e.type in (*ASKING, "LIMIT") for e in all_elements(segment)):
        return False
    verbs = {w for e in elements_of_unit(segment.units[0]) for w in e.word.split()} | {s.word for s in segment.separators[:2]}
    return not verbs.isdisjoint(_INCLUDING) or any_of_type(segment.separators[:1], ("COLON",))


def _is_background(segment: Segment) -> bool:
    """ "The effects of the drug on the developing fetus are unknown": said of nobody."""
    opening = segment.units[0].parts[:1]
    if opening and isinstance(opening[0], Element) and not opening[0].word.startswith("the"):
        return False
    said = [e for u in segment.units for e in elements_of_unit(u)]
    words = [w for e in said for w in e.word.split()]
    return words[:2] in (["the", "effects"], ["the", "effect"]) and "unknown" in words and not any_of_type(said, ASKING)


_SCALES = ("MEAS", "SCALE")
_LIMIT_OF_NORMAL = re.compile(
    r"(?i)(?:for (?:the purposes? of )?this (?:study|trial|protocol),? )?the (?:ULN|LLN|(?:upper|lower) limit of normal) (?:for|of) "
)


def _is_convention(nodes: Sequence[AnyNode], segment: Segment, elements: list[Element], span: Span, ctx: Context) -> bool:
    """ "Use Karnofsky for patients > 16 years", "the ULN for ALT is 45 U/L": by what, or how, it is measured in this trial.

    A limit of normal that a multiple before it is counted from would take the place of the laboratory's own.
    """
    said = elements_of_unit(segment.units[0])
    named = len(said) > 1 and said[0].word == "use" and said[1].type in _SCALES
    if named and not any_of_type(said, (*ASKING, "LIMIT", "CLASSES", "NEG")):
        return True
    if _LIMIT_OF_NORMAL.match(ctx.text, span.start, span.end) is None:
        return False
    multiples = any(isinstance(n, Comparison) and isinstance(n.limit, Multiple) for node in nodes for n in walk(node))
    return not multiples and not any_of_type(elements, (*PEOPLE, *ASKING, "COND", "PROC", "DRUG", "NEG", "LIMIT"))


def _is_conduct(segment: Segment) -> bool:
    """ "Should a woman become pregnant …, she should inform her physician": what is to be done in the trial, later."""
    said = {w for e in _main_clause(segment) for w in e.word.split()}
    asks = any_of_type(all_elements(segment), _ANSWERED) or not said.isdisjoint({"no", "not", "excluded"})
    informed = not said.isdisjoint(_INFORMING) and not said.isdisjoint(_INFORMED)
    return _is_conditional(segment) and informed and not said.isdisjoint(_SHOULD) and not asks


def _is_conditional(segment: Segment) -> bool:
    return segment.separators[:1] != [] and segment.separators[0].type == "IF" and not segment.units[0].parts


def _is_on_tests(segment: Segment) -> bool:
    """Whether its main clause says that a test or its samples are to be made: "a serum pregnancy test will be required"."""
    clause = _main_clause(segment)
    words = [(w, i) for i, e in enumerate(clause) for w in e.word.split()]
    done = next((n for n, (w, _) in enumerate(words) if w in _PARTICIPLES), 0)
    verb = words[done - 1][0] if done else ""
    will = any(w == "will" for w, _ in words[:done])
    said = [e for e in (clause[: words[done][1] + 1] if will else clause) if e.type != "FILLER"]  # for whom it will be done tells no more
    if words and _demands_more(clause, words[done][1]):
        return False
    if not said or any(e.type in (*PEOPLE, "NEG", "MUSTNOT", "EXCLUDED", "LIMIT", "POSITIVE", "ATTR") for e in said):
        return False
    limited = any_of_type(segment.separators, ("COLON",)) or any_of_type(all_elements(segment), ("LIMIT",))
    tested = said[0].type in _TESTS or any(not TEST_WORDS.isdisjoint(e.word.split()) for e in said[:3])
    known = words[done][0] == "required" and not will  # "results of HER2 are required": they must be there
    return tested and done > 0 and not known and verb in (*VERBS, "must", "should") and not limited


def _demands_more(clause: list[Element], done: int) -> bool:
    """ "Samples will be taken, and methotrexate must be stopped": whether a later demand is of something else than a test."""
    subject = clause[done]
    for element in clause[done + 1 :]:
        if element.type in ("DEMAND", "MUSTNOT") or element.word.split()[0] in _SHOULD:
            tested = subject.type in _TESTS or not TEST_WORDS.isdisjoint(subject.word.split())
            if not tested:
                return True
        subject = element if element.type != "FILLER" else subject
    return False


def _main_clause(segment: Segment) -> list[Element]:
    """Its words behind a condition that opens it ("if the urine test is positive, …"); all of them where none does."""
    opens = _is_conditional(segment)
    commas = [i for i, s in enumerate(segment.separators) if s.type == "COMMA"] if opens else []
    units = segment.units[commas[0] + 1 :] if commas else segment.units if not opens else []
    return [e for u in units for e in elements_of_unit(u)]

"""What "and", "or" and commas make of the statements of a list (contract §2, Lists)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from eligibility.compiler.accounting.leftovers import beside, opaque_runs
from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.links.belonging import joined_alternatives, kind_of
from eligibility.compiler.links.contrasted import with_contrasts
from eligibility.compiler.links.exceptions import for_members_before, for_the_same_before, perhaps_excused, perhaps_on_condition
from eligibility.compiler.links.negation_reach import denying_all
from eligibility.compiler.links.phenotypes import with_phenotypes
from eligibility.compiler.links.purposes import join_purposes
from eligibility.compiler.links.requirements import join_requirements
from eligibility.compiler.lists.objects_behind import WHY as OBJECTS_BEHIND
from eligibility.compiler.lists.objects_behind import with_objects_joined
from eligibility.compiler.people.age_groups import of_ages_apart
from eligibility.compiler.people.groups import of_groups_apart, with_shared_refusal
from eligibility.compiler.people.people import undenied
from eligibility.compiler.people.sexes import is_impossible, of_both_sexes, of_either_sex
from eligibility.compiler.recorded.gaps import kept_apart, same_gap
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.statements.denied_words import undenied_words
from eligibility.compiler.statements.readings import build
from eligibility.compiler.syntax.elements import TIGHT, any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.rules.connectives import conjunction, disjunction
from eligibility.rules.nodes import (
    AllOf,
    Ambiguous,
    AnyNode,
    AnyOf,
    Fact,
    Implies,
    Not,
    Opaque,
    Permission,
    Sex,
    Stated,
    children,
    walk,
)
from eligibility.rules.printing import without_spans
from eligibility.spans import Span, hull

_BOTH_OR_EITHER = "it may mean that any of them is lacking, or all"
_WHICH_GROUPS = "the text does not show which of “and” and “or” binds more tightly"


def fold(items: list[Item], ctx: Context) -> AnyNode:
    """Combines the statements of a list (contract §2, Lists); what nobody could meet was not meant so, and is opaque."""
    if len(items) == 1:
        return _possible(_folded(items, ctx), ctx)
    joined = with_objects_joined(items)
    node = _possible(_folded(join_requirements(join_purposes(items, ctx), ctx), ctx), ctx)
    if joined is None:
        return node
    other = _possible(_folded(joined, ctx), ctx)
    same = without_spans(other) == without_spans(node)
    return node if same else Ambiguous(span=node.span, readings=(other, node), why=OBJECTS_BEHIND)


def _possible(node: AnyNode, ctx: Context) -> AnyNode:
    return ctx.opaque(node.span) if is_impossible(node) else node


def _folded(items: list[Item], ctx: Context) -> AnyNode:
    if len(items) == 1:
        return build(items[0].frame, ctx)
    span = hull([i.frame.span for i in items])
    cases = _sex_cases(items, ctx)
    if cases is not None:
        return cases
    runs = _negated_runs(items)
    nodes: list[AnyNode] = []
    separators: list[Element | None] = []
    kept: list[list[Item]] = []
    for run in runs:
        node = _run_node(run, ctx)
        nodes = for_members_before(nodes, run[-1].frame.exceptions)
        nodes = for_the_same_before(nodes, node, run[-1].frame.bracketed_exceptions)
        nodes = perhaps_excused(nodes, separators, run[-1].frame.excuses)
        nodes = perhaps_on_condition(nodes, separators, run[-1].frame.condition)
        if run[0].frame.denied and nodes and separators[-1] is not None:
            separators[-1] = replace(separators[-1], type="AND")  # "no A or B unless C" denies A, and B unless C
        alternative = bool(nodes) and separators[-1] is not None and separators[-1].type == "OR"
        end = run[-1].separator
        if (
            isinstance(node, Ambiguous)
            and isinstance(node.readings[0], Implies)
            and (alternative or (end is not None and end.type == "OR"))
        ):
            node, alternative = node.readings[0], True  # "≤ 2.5 × ULN without liver metastases, or …": one of several cases
        if alternative and isinstance(node, Implies) and nodes and (cases := _cases(nodes[-1], node)) is not None:
            nodes[-1], separators[-1] = cases, end
            continue
        if alternative and isinstance(node, Implies):
            # "≤ 2.5 × ULN, or ≤ 5 × ULN in patients with liver metastases": the wider limit counts only in the subgroup.
            node = AllOf(span=node.span, children=(node.guard, node.requirement))
        nodes.append(node)
        separators.append(run[-1].separator)
        kept.append(run)
    if ctx.mode == "any":
        nodes, separators = with_contrasts(kept, nodes, separators, ctx)
        nodes, separators = joined_alternatives(nodes, separators, ctx)
    else:
        frames = [run[-1].frame for run in kept]
        if _keep_distances(frames, separators[:-1], ctx.words(span)):
            return conjunction(nodes, span)
        neither = denying_all([run[0].frame for run in kept], nodes, separators, span, ctx)
        if neither is not None:
            return neither
        frames, nodes, separators = _governed_together(frames, nodes, separators)
        frames, nodes, separators = _tied(frames, nodes, separators)
        nodes, separators = _of_one_noun(frames, nodes, separators)
    nodes, separators = with_phenotypes(nodes, separators, ctx)
    return _joined(nodes, separators[:-1], ctx, span)


_EACH_CASE = "each may be asked of those whom it names, or one of them of everybody"


def _cases(before: AnyNode, node: Implies) -> Ambiguous | None:
    """ "Age ≥ 50 if male, or postmenopausal if female": to each their own, whom the other asks for nothing."""
    asked: tuple[AnyNode, ...] = (before, node)
    if isinstance(before, Ambiguous) and before.why == _EACH_CASE:
        asked = (*children(before.readings[0]), node)
    elif not isinstance(before, Implies):
        return None
    span = hull([before.span, node.span])
    met = [AllOf(span=n.span, children=(n.guard, n.requirement)) for n in asked if isinstance(n, Implies)]
    return Ambiguous(span=span, readings=(AllOf(span=span, children=asked), AnyOf(span=span, children=tuple(met))), why=_EACH_CASE)


def _governed_together(
    frames: list[Frame], nodes: list[AnyNode], separators: list[Element | None]
) -> tuple[list[Frame], list[AnyNode], list[Element | None]]:
    """ "… and progression on A or B": what the words before A govern is one statement, which an "and" before it does not part."""
    firsts: list[Frame] = []
    joined: list[AnyNode] = []
    between: list[Element | None] = []
    for index, (frame, node) in enumerate(zip(frames, nodes, strict=True)):
        sign = separators[index - 1] if index else None
        if sign is not None and frame.governed and _closing(frames, separators, index) == "OR":
            joined[-1] = disjunction([joined[-1], node], hull([joined[-1].span, node.span]))
            between[-1] = separators[index]
        else:
            firsts.append(frame)
            joined.append(node)
            between.append(separators[index])
    return firsts, joined, between


def _tied(
    frames: list[Frame], nodes: list[AnyNode], separators: list[Element | None]
) -> tuple[list[Frame], list[AnyNode], list[Element | None]]:
    """ "INR < 1.5 or PT/PTT within normal limits": what a slash joins belongs together before any "or"."""
    for index in range(len(nodes) - 1, 0, -1):
        sign = separators[index - 1]
        if sign is not None and sign.value == TIGHT:
            both = conjunction(nodes[index - 1 : index + 1], hull([nodes[index - 1].span, nodes[index].span]))
            frames = [*frames[:index], *frames[index + 1 :]]
            nodes = [*nodes[: index - 1], both, *nodes[index + 1 :]]
            separators = [*separators[: index - 1], *separators[index:]]
    return frames, nodes, separators


def _closing(frames: list[Frame], separators: list[Element | None], index: int) -> str | None:
    """The sign before the last that is governed with this one: a comma before it means the same."""
    end = index
    while end + 1 < len(frames) and frames[end + 1].governed and separators[end] is not None:
        end += 1
    signs = [s.type for s in separators[index - 1 : end] if s is not None]
    return signs[-1] if signs and all(s == "COMMA" for s in signs[:-1]) else None


def _of_one_noun(frames: list[Frame], nodes: list[AnyNode], separators: list[Element | None]) -> tuple[list[AnyNode], list[Element | None]]:
    """ "Relapsed or refractory A, B or C": the "or" between adjectives of one noun divides no list."""
    joined: list[AnyNode] = []
    between: list[Element | None] = []
    index = 0
    while index < len(frames):
        end = _end_of_adjectives(frames, separators, index)
        group = nodes[index : end + 1]
        joined.append(disjunction(group, hull(n.span for n in group)) if len(group) > 1 else group[0])
        between.append(separators[end])
        index = end + 1
    # Without an "or" of its own the list goes on with that of the adjectives: "biopsy, subtotal or total resection".
    listed = any(s is not None and s.type == "OR" for s in between[:-1])
    return (joined, between) if listed else (nodes, separators)


def _end_of_adjectives(frames: list[Frame], separators: list[Element | None], start: int) -> int:
    """The place of the noun that the adjectives from here on borrow, with an "or" before it; the place itself where none do."""
    lender = frames[start].lender if frames[start].borrowed else None
    end = next((i for i in range(start + 1, len(frames)) if frames[i] is lender), start)
    last = separators[end - 1] if end > start else None
    shared = all(f.borrowed and f.lender is lender for f in frames[start:end])
    following = frames[end + 1] if end + 1 < len(frames) else None
    goes_on = (
        following is not None and following.head is not None and not following.values and _head_type(following) == _head_type(frames[end])
    )
    return end if shared and goes_on and last is not None and last.type == "OR" else start


def _head_type(frame: Frame) -> str | None:
    return frame.head.type if frame.head is not None else None


def _negated_runs(items: list[Item]) -> list[list[Item]]:
    """Neighbours that share one negation: "no A, B or C" denies them together; or one time that has to lie between."""
    runs: list[list[Item]] = []
    for item in items:
        own = any_of_type(item.frame.elements, ("NEG",)) or item.frame.named_by_denial
        denied = item.frame.denied and isinstance(item.frame.node, Not)
        shared = denied or (item.frame.negated and item.frame.node is None)
        denying = bool(runs) and (runs[-1][-1].frame.negated or runs[-1][-1].frame.denied)
        if runs and not own and ((shared and denying) or (not shared and not denying and same_gap(runs[-1][-1].frame, item.frame))):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _run_node(run: list[Item], ctx: Context) -> AnyNode:
    if len(run) == 1:
        return build(run[0].frame, ctx)
    if not run[0].frame.negated and not run[0].frame.denied:
        apart = [build(i.frame, ctx) for i in run]
        return kept_apart(apart) or _joined(apart, [i.separator for i in run[:-1]], ctx, hull(n.span for n in apart))
    nodes: list[AnyNode] = []
    outside = opaque_runs(undenied(run[0].frame), ctx)
    if run[0].frame.named_by_denial:  # "non-pregnant or lactating women": the denial is not one of the sex
        sexes = {sex for item in run for sex in item.frame.sexes}
        outside += [Sex(span=item.frame.span, sex=item.frame.sexes[0]) for item in run if len(sexes) == 1 and item.frame.sexes][-1:]
        for item in run:
            item.frame.sexes = []
    for item in run:
        nodes = for_members_before(nodes, item.frame.exceptions)
        if item.frame.denied and isinstance(item.frame.node, Not):
            nodes.append(item.frame.node.child)
            continue
        item.frame.negated = False
        nodes.append(undenied_words(build(item.frame, ctx.listing()), item.frame, ctx))
    span = hull(n.span for n in nodes)
    denied = disjunction(nodes, span)
    joined = {i.separator.type for i in run[:-1] if i.separator is not None}
    recorded = all(not isinstance(n, Opaque) and any(isinstance(part, Fact) for part in walk(n)) for n in nodes)
    if ctx.kind == "exclusion" and ctx.mode == "any" and recorded and "AND" in joined and "OR" not in joined:
        # "Have received no taxane and anthracycline": lacking either of them excludes, or lacking both.
        denied = Ambiguous(span=span, readings=(denied, conjunction(nodes, span)), why=_BOTH_OR_EITHER)
    return beside(outside, Not(span=span, child=denied))


def _joined(nodes: list[AnyNode], separators: list[Element | None], ctx: Context, span: Span) -> AnyNode:
    if len(nodes) == 1:
        return nodes[0]
    if ctx.mode == "any":
        # "Men and postmenopausal women with breast cancer"; behind a comma the women are another group.
        joined = len(nodes) > 1 and all(s is None or s.type in ("AND", "OR") for s in separators[: len(nodes) - 1])
        people = of_either_sex(nodes, ctx.words(nodes[0].span), span) if joined else None
        listed = people or disjunction(with_shared_refusal(nodes), span)
        pair = len(nodes) == 2 and separators[0] is not None and separators[0].type == "AND"
        at_once = _AT_ONCE.search(ctx.text, nodes[-1].span.start) if pair else None
        if at_once is not None and at_once.start() <= nodes[-1].span.end:
            return conjunction(nodes, span)
        both = pair and _TOGETHER.match(ctx.words(span))
        return Ambiguous(span=span, readings=(listed, conjunction(nodes, span)), why=_WITH_WHAT) if both else listed
    commas = set() if _is_one_list(separators) else _outer_commas(separators)
    if commas:
        divided = _split_at(nodes, separators, commas, "AND", ctx, span)
        return _with_list_behind(nodes, separators, divided, ctx, span)
    kinds = {s.type for s in separators if s is not None}
    if "OR" not in kinds:
        aged = any(ctx.words(n.span).casefold().startswith("age") for n in nodes)
        apart = None if aged else of_ages_apart(nodes, span)  # "age > 18 and age < 12" is a mistake, and nobody's groups
        either = of_both_sexes(nodes, span) or apart or of_groups_apart(nodes, ctx.words(span), span)
        return either or conjunction(nodes, span)
    if "AND" not in kinds:
        return of_either_sex(nodes, ctx.words(nodes[0].span), span) or _of_the_first(nodes, separators, ctx, span)
    strong = {s.type for s in separators if s is not None and s.value == "strong"}
    if not strong:
        return _grouped(nodes, separators, ctx, span)
    outer = "AND" if strong == {"AND"} else "OR"
    places = {i for i, s in enumerate(separators) if s is not None and s.type == outer}
    divided = _split_at(nodes, separators, places, outer, ctx, span)
    ands = [i for i, s in enumerate(separators) if s is not None and s.type == "AND"]
    if len(strong) == 1 or ands != [len(separators) - 1]:
        return divided
    # "A, or B, or C, and D": what stands last behind a comma may be asked for beside any of them.
    before = hull([n.span for n in nodes[:-1]])
    of_all = conjunction([_joined(nodes[:-1], separators[:-1], ctx, before), nodes[-1]], span)
    return Ambiguous(span=span, readings=(of_all, divided), why=_WHICH_GROUPS)


def _keep_distances(frames: list[Frame], separators: list[Element | None], said: str) -> bool:
    """ "3 weeks since chemotherapy or 6 weeks since mitomycin": to each its own, unless "either" or "and/or" says that one is enough."""
    apart = all(f.gap is not None and (f.gap.operator[0] == ">" or (f.gap.operator == "=" and f.gap.since)) for f in frames)
    if not apart or len(frames) < 2:
        return False
    plain = all(s.type == "OR" and "and" not in s.word for s in separators if s is not None)
    return plain and not said.casefold().startswith("either ")


_AT_ONCE = re.compile(r"(?i)\W*(?:at the same time|simultaneously|concomitantly|concurrently|in combination|together)\W*(?:$|[.;,)])")
_TOGETHER = re.compile(r"(?i)(?:co-?exist\w*|simultaneous|combined)\s")
_WITH_WHAT = "both may be meant together, or either beside the disease of the trial"
_SAID_OF_PATIENTS = ("on ", "taking ", "receiving ", "treated ", "using ", "currently ", "naive ", "responding ", "requiring ")


def _of_the_first(nodes: list[AnyNode], separators: list[Element | None], ctx: Context, span: Span) -> AnyNode:
    """ "BMI > 35, scheduled for surgery A or B": what is planned behind the comma is asked of who has what stands before it.

    So may be other verbs ("cholangitis with a high ALP, on UDCA or intolerant to it"), and facts behind a value: both readings are kept.
    """
    first = separators[0]
    listed = disjunction(nodes, span)
    if ctx.mode != "all" or first is None or first.type != "COMMA" or len(nodes) < 3:
        return listed
    said = ctx.words(nodes[1].span).casefold()
    both = conjunction([nodes[0], disjunction(nodes[1:], hull([n.span for n in nodes[1:]]))], span)
    if said.startswith(_PLANNED):
        return both
    facts = any(isinstance(n, Fact | Stated) for n in nodes[1:]) and not any(map(_is_value, nodes[1:]))
    value_first = _is_value(nodes[0]) and facts and not _is_strong(separators[-1])
    unread_first = isinstance(nodes[0], Opaque) and _are_strangers(nodes[1:])  # "…, with a pressure < 90 mmHg or need for vasopressors"
    if said.startswith(_SAID_OF_PATIENTS) or value_first or unread_first:
        return Ambiguous(span=span, readings=(both, listed), why=_WHICH_GROUPS)
    if _are_strangers(nodes[:-1]) and not _is_strong(separators[-1]):
        # "Renal cancer, at most one prior line, good or poor risk": what stands last may be the only choice.
        last = conjunction([*nodes[:-2], disjunction(nodes[-2:], hull([n.span for n in nodes[-2:]]))], span)
        return Ambiguous(span=span, readings=(last, listed), why=_WHICH_GROUPS)
    return listed


def _are_strangers(nodes: list[AnyNode]) -> bool:
    """Whether they are of several kinds, as the members of one list of alternatives seldom are."""
    kinds = {kind for n in nodes if (kind := _main_kind(n)) is not None}
    return len(kinds) > 1 and bool(kinds & {"measured", "age"})


def _main_kind(node: AnyNode) -> str | None:
    """The kind of a statement, or of the first part of it that is understood, unless a part is measured; None where none is."""
    if isinstance(node, AllOf | AnyOf) and node.label is None:
        kinds = [kind for child in node.children if (kind := _main_kind(child)) is not None]
        return "measured" if "measured" in kinds else kinds[0] if kinds else None
    return None if isinstance(node, Opaque) else kind_of(node)


_PLANNED = (
    "scheduled ",
    "undergoing ",
    "planned for ",
    "planning to undergo ",
    "awaiting ",
    "listed for ",
    "referred for ",
    "about to undergo ",
)


def _is_value(node: AnyNode) -> bool:
    if isinstance(node, AllOf) and node.label is None:
        return all(isinstance(c, Sex) or _is_value(c) for c in node.children)  # "women aged 18–45 years"
    return node.kind == "age" or kind_of(node) == "measured"


def _is_strong(separator: Element | None) -> bool:
    return separator is not None and separator.value == "strong"


def _grouped(nodes: list[AnyNode], separators: list[Element | None], ctx: Context, span: Span) -> AnyNode:
    """ "A stroke and aspirin or clopidogrel": things of one kind belong together; where that does not tell, both groupings are kept."""
    kinds = [s.type if s is not None else "" for s in separators]
    joined = list(zip(pairwise(nodes), kinds, strict=True))
    and_alike = [kind_of(a) == kind_of(b) for (a, b), kind in joined if kind == "AND"]
    or_alike = [kind_of(a) == kind_of(b) for (a, b), kind in joined if kind == "OR"]
    readings = []
    for outer, told_against in (("AND", all(and_alike) and not any(or_alike)), ("OR", all(or_alike) and not any(and_alike))):
        if not told_against:
            places = {i for i, kind in enumerate(kinds) if kind == outer}
            readings.append(_split_at(nodes, separators, places, outer, ctx, span))
    if len(readings) == 1:
        return readings[0]
    ctx.ledger.note(_WHICH_GROUPS)
    return Ambiguous(span=span, readings=tuple(readings), why=_WHICH_GROUPS)


def _is_one_list(separators: list[Element | None]) -> bool:
    """ "A or B, C, or D": a comma before the last "or", and nothing but "or" besides, makes it one list of alternatives."""
    kinds = [s.type if s is not None else "" for s in separators]
    return "AND" not in kinds and kinds[-1:] == ["OR"] and _is_strong(separators[-1]) and kinds.count("COMMA") < len(kinds) - 1


def _outer_commas(separators: list[Element | None]) -> set[int]:
    """Commas behind an "and" or "or" divide statements: in "A and B, C or D, E" they do not go on with the list."""
    kinds = [s.type if s is not None else "" for s in separators]
    first = next((i for i, kind in enumerate(kinds) if kind in ("AND", "OR")), len(kinds))
    return {i for i, kind in enumerate(kinds) if kind == "COMMA" and i > first}


_GOVERNING = re.compile(
    r"(?i)(?:who |that )?(?:having|has|have|had|history|prior|previous\w*|status|treat(?:ed|ment)|undergo\w*|underwent)\b"
    r"|(?:who |that )?(?:receiv\w+|tak\w+|us(?:e|ed|ing)|on)\b"
)


def _with_list_behind(nodes: list[AnyNode], separators: list[Element | None], divided: AnyNode, ctx: Context, span: Span) -> AnyNode:
    """ "Heart failure and treated with A, B or C", "postmenopausal or having undergone A, B or C": one list, or perhaps one.

    It is one where its members are of one kind, and what stands before it is of another; behind an "or" only where words govern it.
    """
    kinds = [s.type if s is not None else "" for s in separators]
    place = next((i for i, kind in enumerate(kinds) if kind in ("AND", "OR")), len(kinds))
    behind = nodes[place + 1 :]
    if any(isinstance(n, Opaque | Permission) for n in behind):
        return divided
    if kinds[place + 1 :] != ["COMMA"] * (len(kinds) - place - 2) + ["OR"] or len({kind_of(n) for n in behind}) != 1:
        return divided
    if kinds[place] == "OR" and any(map(_is_value, behind)):
        return divided  # "AST or ALT ≤ 2.5 × ULN, bilirubin ≤ 1.5 mg/dL or albumin ≥ 3 g/dL"
    before = _joined(nodes[: place + 1], separators[:place], ctx, hull(n.span for n in nodes[: place + 1]))
    joined = conjunction if kinds[place] == "AND" else disjunction
    listed = joined([before, disjunction(behind, hull(n.span for n in behind))], span)
    governed = kinds[place] == "AND" or _GOVERNING.match(ctx.words(behind[0].span)) is not None
    if governed and kind_of(nodes[place]) != kind_of(behind[0]):
        return listed
    return Ambiguous(span=span, readings=(listed, divided), why=_WHICH_GROUPS)


def _split_at(nodes: list[AnyNode], separators: list[Element | None], places: set[int], outer: str, ctx: Context, span: Span) -> AnyNode:
    """The list divided at some of its separators. "And" binds tighter than "or", unless only the "and" stands behind a comma."""
    parts: list[tuple[list[AnyNode], list[Element | None]]] = [([nodes[0]], [])]
    for index, (node, separator) in enumerate(zip(nodes[1:], separators, strict=True)):
        if index in places:
            parts.append(([node], []))
        else:
            parts[-1][0].append(node)
            parts[-1][1].append(separator)
    built = [_joined(part, inner, ctx, hull(n.span for n in part)) for part, inner in parts]
    return conjunction(built, span) if outer == "AND" else disjunction(built, span)


def _sex_cases(items: list[Item], ctx: Context) -> AnyNode | None:
    """ "≥ 40 g/day for males or ≥ 20 g/day for females": each sex its own limit.

    The last alternative, all limits met, decides also where the sex is not recorded.
    """
    frames = [i.frame for i in items]
    if len(frames) < 2 or not all(len(f.sexes) == 1 and f.values for f in frames) or len({f.sexes[0] for f in frames}) != len(frames):
        return None
    requiring = ctx.listing()
    cases: list[AnyNode] = []
    plain: list[AnyNode] = []
    for frame in frames:
        bare = frame.copy()
        bare.sexes = []
        cases.append(build(frame, requiring))
        plain.append(build(bare, requiring))
    span = hull(f.span for f in frames)
    return AnyOf(span=span, children=(*cases, AllOf(span=span, children=tuple(plain))))

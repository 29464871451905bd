"""How units combine: lists and the words they share, how far a link word reaches, what a colon introduces.

The skeleton says what stands beside what; here the units themselves decide. "Caused by" reaches over the causes but not over the
next diagnosis, "no" over a whole list but not past ", or", a closing window back over the list before it.
"""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.accounting.words import elements_of
from eligibility.compiler.frames.colons import joined_values
from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.readings import calculate_by
from eligibility.compiler.frames.roles import read_unit
from eligibility.compiler.headings import Readers, heading
from eligibility.compiler.links.accompanied import with_alternative
from eligibility.compiler.links.causes import keep_halves
from eligibility.compiler.links.defined import alternative_diagnoses, lists_kinds
from eligibility.compiler.links.definition_sentences import with_definition
from eligibility.compiler.links.demands import denied_demand
from eligibility.compiler.links.excepted import excluded_in_brackets
from eligibility.compiler.links.exception_sentences import is_exception, with_exception
from eligibility.compiler.links.excluded_if import excluded_on_a_condition
from eligibility.compiler.links.folding import fold
from eligibility.compiler.links.fronted import fronted_exception
from eligibility.compiler.links.indicated import as_indicated
from eligibility.compiler.links.later_events import later_events
from eligibility.compiler.links.linked import Linked, is_by_a_value, is_clause
from eligibility.compiler.links.linked_tails import in_tail
from eligibility.compiler.links.linked_times import closing_grade, closing_time
from eligibility.compiler.links.links import apply_link
from eligibility.compiler.links.permissions import conditional_permission
from eligibility.compiler.links.permitted_values import with_permitted_values
from eligibility.compiler.links.regardless import with_own_members
from eligibility.compiler.links.sentences import sentences_of
from eligibility.compiler.links.together import by_semicolons, combined, members
from eligibility.compiler.links.washouts import stopped_before
from eligibility.compiler.lists.adjectives import join_adjectives
from eligibility.compiler.lists.closing_tenses import close_tenses, repeat_at_another_tense
from eligibility.compiler.lists.continuations import join_tails
from eligibility.compiler.lists.inverted import join_inverted
from eligibility.compiler.lists.list_polarity import denied_before, hand_back_polarity
from eligibility.compiler.lists.moved_words import with_moved_words
from eligibility.compiler.lists.organs import judge_functions
from eligibility.compiler.lists.routes import name_by_routes
from eligibility.compiler.lists.shared_objects import join_verbs
from eligibility.compiler.lists.shared_results import complete_with_results
from eligibility.compiler.lists.shared_words import inherit_openings, share
from eligibility.compiler.lists.tense_pairs import at_any_time_with, goes_on
from eligibility.compiler.lists.time_lists import join_time_lists
from eligibility.compiler.measured.named_abnormalities import measures_of
from eligibility.compiler.people.guards import (
    asked_of_all,
    is_condition,
    opaque_demand,
    split_guard,
    unguarded,
    with_all_words,
    with_conditions,
)
from eligibility.compiler.people.if_taken import if_taken
from eligibility.compiler.people.people_of_lists import of_people_listed
from eligibility.compiler.recorded.contraindications import contraindicated
from eligibility.compiler.skeleton.bound_pairs import context_inside, in_brackets_alone, is_alternative, with_bound_pairs
from eligibility.compiler.skeleton.causes_apart import WHY as WHICH_CAUSES
from eligibility.compiler.skeleton.causes_apart import beside, causes_apart
from eligibility.compiler.skeleton.functions import join_functions
from eligibility.compiler.skeleton.heads_of_people import body_context
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.skeleton.list_heads import (
    chooses,
)
from eligibility.compiler.skeleton.own_limits import read_in_brackets, with_own_limits
from eligibility.compiler.skeleton.populations import of_those_before
from eligibility.compiler.skeleton.predicates import (
    clause_of_disease,
    denied_brackets,
    excluded_behind,
    explains_a_word,
    says_what_counts,
    waived,
)
from eligibility.compiler.skeleton.reach import (
    all_elements,
    announces,
    last_unit,
    leading_link,
    names_a_standard,
    segment_elements,
    segment_span,
    wide_colon,
)
from eligibility.compiler.skeleton.topics import under_topic
from eligibility.compiler.statements.asked_of_others import asked_of_the_others
from eligibility.compiler.statements.brackets import Brackets
from eligibility.compiler.statements.groups import read_group
from eligibility.compiler.statements.subgroups import limits_of_subgroups, said_of_both_units, with_age_groups, with_shared_guards
from eligibility.compiler.statements.who_misses import with_those_who_miss
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import LINKS, Block, Element, Group, Segment, Sentence, Unit
from eligibility.compiler.syntax.under_treatment import UNDER_TREATMENT
from eligibility.rules.nodes import Ambiguous, AnyNode, AnyOf, Implies
from eligibility.rules.printing import without_spans
from eligibility.spans import hull

# ------------------------------------------------------------------ blocks and sentences


def read_block(block: Block, ctx: Context, body: list[AnyNode] | None = None) -> AnyNode | None:
    """A whole criterion, or what stands in brackets; None if it states nothing.

    `body`: rules of the criteria listed below it, which its last words introduce.
    """
    nodes: list[AnyNode] = []
    block = with_own_limits(block, ctx.kind == "inclusion")
    sentences = sentences_of(block, ctx.kind)
    for index, sentence in enumerate(sentences):
        last = index == len(sentences) - 1
        if nodes and is_exception(sentence):
            nodes = with_exception(nodes, sentence, ctx, _linked_nodes, body if last and body else ())
            continue
        told = with_definition(nodes, sentence, ctx, lambda s, inner: _read_sentence(s, inner, None)) if not ctx.measure else None
        if told is not None:
            nodes = told
            continue
        node = _read_sentence(sentence, ctx, body if last else None)
        if node is not None:
            nodes.append(of_those_before(sentence, node, nodes, ctx))
    if not sentences and body:
        nodes.append(combined(body, ctx))
    nodes = _of_their_own(nodes, ctx)
    whole = combined(limits_of_subgroups(with_permitted_values(nodes, ctx)), ctx) if nodes else None
    return said_of_both_units(with_shared_guards(whole)) if whole is not None and ctx.kind == "inclusion" else whole


def _read_sentence(sentence: Sentence, ctx: Context, body: list[AnyNode] | None) -> AnyNode | None:
    """Segments between semicolons. A colon that introduces a list takes all the segments after it as the list."""
    nodes: list[AnyNode] = []
    sentence = with_conditions(sentence, ctx.kind == "inclusion" and ctx.mode == "all")
    segments = [joined_values(s) for s in sentence.segments]
    for index, segment in enumerate(segments):
        colon = wide_colon(segment)
        rest = segments[index + 1 :]
        if colon is not None:
            tail = Segment(segment.units[colon + 1 :], segment.separators[colon + 1 :])
            head = Segment(segment.units[: colon + 1], segment.separators[:colon])
            node = _introduced(head, [tail, *rest], sentence.separators[index:], ctx, body)
            nodes += [node] if node is not None else []
            break
        if rest and announces(segment):
            # "As defined by one of the following; A or B": the semicolon stands for a colon.
            node = _introduced(segment, rest, sentence.separators[index + 1 :], ctx, body)
            nodes += [node] if node is not None else []
            break
        node = heading(segment, body, ctx, _READERS) if body is not None and index == len(segments) - 1 else _read_statement(segment, ctx)
        nodes += [node] if node is not None else []
    if not nodes:
        return None
    nodes = with_permitted_values(_of_their_own(nodes, ctx), ctx)
    return alternative_diagnoses(nodes, ctx) or by_semicolons(limits_of_subgroups(nodes), sentence.separators, ctx)


def _of_their_own(nodes: list[AnyNode], ctx: Context) -> list[AnyNode]:
    """What is asked of people who cannot be those of whom another thing is asked."""
    if ctx.kind != "inclusion" or ctx.mode != "all":
        return nodes
    return with_those_who_miss(with_age_groups(asked_of_the_others(nodes, ctx)))


# ------------------------------------------------------------------ lists with a head


def _introduced(head: Segment, body: list[Segment], separators: list[Element], ctx: Context, below: list[AnyNode] | None) -> AnyNode | None:
    """ "Head: body"."""
    if not any(u.parts for s in body for u in s.units):
        return heading(head, below, ctx, _READERS) if below else _read_segment(head, ctx)
    inner = body_context(head, ctx, _read_segment)
    if chooses(head) and len(body) > 1 and not below:  # "one of the following: A; B and C": each part between semicolons is one of them
        nodes = [n for s in body if (n := _read_statement(s, inner)) is not None]
    else:
        node = _read_sentence(Sentence(list(body), separators[: max(0, len(body) - 1)]), inner, below)
        nodes = members(node, inner) if node is not None else []
    if body[0].separators[:1] and body[0].separators[0].type == "EG" and not body[0].units[0].parts and nodes:
        nodes.append(ctx.opaque(body[0].separators[0].span))  # "Comorbidities: including A and B": there are others
    topic = under_topic(head, body, nodes, ctx, _read_segment) if nodes and not below else None
    if topic is not None or not nodes:
        return topic or _read_segment(head, ctx)
    return heading(head, nodes, ctx, _READERS, separators=True)


# ------------------------------------------------------------------ one segment


def _read_statement(segment: Segment, ctx: Context) -> AnyNode | None:
    """A segment that stands by itself; of a mere condition ("if diabetic;") nobody knows what it is one of."""
    if ctx.kind == "inclusion" and is_condition(segment):
        return ctx.opaque(hull([segment.separators[0].span, segment_span(segment)]))
    silent = says_what_counts(segment) or explains_a_word(segment)
    return ctx.opaque(segment_span(segment)) if silent else _read_segment(segment, ctx)


def _read_segment(segment: Segment, ctx: Context, closing: Linked | None = None) -> AnyNode | None:
    """Units between semicolons; of a list behind a cause both readings, where they differ."""
    apart = causes_apart(segment) if closing is None and not ctx.causing else None
    if apart is None:
        return _read_whole(segment, ctx, closing)
    first, rest, sign = apart
    parts = [n for s in (first, rest) if (n := _read_segment(s, ctx)) is not None]
    whole = _read_whole(segment, ctx, closing)
    if whole is None or len(parts) < 2:
        return whole
    other = beside(parts, sign, ctx)
    return whole if without_spans(other) == without_spans(whole) else Ambiguous(span=whole.span, readings=(whole, other), why=WHICH_CAUSES)


def _read_whole(segment: Segment, ctx: Context, closing: Linked | None = None) -> AnyNode | None:
    """Units between semicolons, as one statement."""
    special = _special(segment, ctx) if closing is None else None
    if special is not None:
        return special
    guarded = split_guard(segment, ctx) if closing is None else None
    if guarded is not None:
        guard = _read_segment(guarded[0], ctx.requiring())
        requirement = _read_segment(guarded[1], ctx) or opaque_demand(*guarded, ctx)
        if guard is not None and requirement is not None:
            stopped = stopped_before(guard, guarded[1], requirement, ctx)
            requirement = with_all_words(requirement, guarded[1], ctx)
            of_all = asked_of_all(guard, requirement, guarded[0], ctx)
            return stopped or of_all or Implies(span=hull([guard.span, requirement.span]), guard=unguarded(guard), requirement=requirement)
    defined = closing is not None and closing.word.type == "IE"
    items = _items(join_functions(segment, defined), ctx)
    if closing is not None:
        while len(items) > 1 and items[-1].frame.empty:
            items.pop()
        if not items:
            items = [Item(Frame())]
        items[-1].frame = apply_link(closing, items[-1].frame, ctx)
    items = join_verbs(items, ctx)
    if closing is None:
        judge_functions([i.frame for i in items], ctx)
    if len(items) > 1:  # most segments are one statement, in which nothing can be shared
        hand_back_polarity(items, ctx)
        items = close_tenses(items)
        repeat_at_another_tense(items)
        items = join_inverted(items, ctx)
        items = join_tails(join_time_lists(join_adjectives([i for i in items if not i.frame.empty or i.frame.describes])))
    complete_with_results(items, ctx)
    items = [i for i in items if not i.frame.empty]
    if any(i.frame.judged and not i.frame.barred and not any_of_type(i.frame.heads, ("MEAS", "ATTR", "DRUG", "PROC")) for i in items):
        return ctx.opaque(hull(i.frame.span for i in items), "needs_judgement")
    if items:
        share(items, ctx)
    return fold(items, ctx) if items else None


def _special(segment: Segment, ctx: Context) -> AnyNode | None:
    """Segments of which a part says what becomes of the rest."""
    special = conditional_permission(segment, ctx, _read_segment) if not ctx.excepting else None
    for reader in (as_indicated, excluded_on_a_condition, denied_demand, of_people_listed, later_events, if_taken):
        special = special or reader(segment, ctx, _read_segment)
    return special or fronted_exception(segment, ctx, _read_segment, _linked_nodes)


def _items(segment: Segment, ctx: Context) -> list[Item]:
    """Frames with their links applied, and the separators that remain between them."""
    items: list[Item] = []
    segment = with_bound_pairs(with_moved_words(segment, ctx))
    index = 0
    while index < len(segment.units):
        alone = in_brackets_alone(segment, index)
        frame = (_bracketed_member(alone, ctx) if alone is not None else None) or _frame(segment.units[index], ctx)
        separator = segment.separators[index] if index < len(segment.separators) else None
        joining = items[-1].separator if items and is_alternative(items[-1], segment, index) else None
        if joining is not None:
            node = _read_segment(Segment([segment.units[index]], []), ctx)
            with_alternative(items[-1].frame, joining, [node] if node is not None else [])
            items[-1].separator = separator
            index += 1
            continue
        ended_in_or = False
        regardless: Segment | None = None
        frame = at_any_time_with(items, frame)
        while separator is not None and (separator.type in LINKS or separator.type == "COLON"):
            end = last_unit(segment, index, separator)
            inner = Segment(segment.units[index + 1 : end + 1], segment.separators[index + 1 : end])
            if separator.type == "WITH" and ended_in_or and frame.extra:
                with_alternative(frame, separator, _linked_nodes(separator, inner, ctx))
            elif not goes_on(items[-1].frame if frame.empty and items else frame, separator, inner) and not in_tail(
                frame, separator, inner, ctx.mode == "all" and not denied_before(items, frame)
            ):
                # ", except …" behind a comma is said of the unit before it.
                behind = frame.empty and bool(items)
                said_of, before = (items[-1].frame, items[:-1]) if behind else (frame, items)
                denied = separator.type in ("EXCEPT", "UNLESS") and denied_before(before, said_of)
                said_of.negated = said_of.negated or denied
                if separator.type in ("EXCEPT", "UNLESS"):
                    inherit_openings(before, said_of, separator)
                frame = _linked(frame, separator, inner, items, ctx)
                frame.denied = denied
            regardless = inner if separator.type == "REGARDLESS" else regardless
            ended_in_or = bool(inner.separators) and inner.separators[-1].type == "OR" and not inner.units[-1].parts
            index = end
            separator = segment.separators[index] if index < len(segment.separators) else None
        items += [Item(frame, separator)] if regardless is None else with_own_members(frame, regardless, separator, ctx)
        index += 1
    return items


def _linked(frame: Frame, separator: Element, inner: Segment, items: list[Item], ctx: Context) -> Frame:
    if separator.type == "IE" and names_a_standard(inner, ctx.text):
        separator.type = "HOW"
    if separator.type == "HOW" and (equation := next((e for e in all_elements(inner) if e.type == "EQUATION"), None)) is not None:
        calculate_by(equation, frame)  # "eGFR, calculated using the MDRD formula"
    closing, inner = closing_time(separator, closing_grade(separator, inner, frame), frame)
    inner, waiver = waived(inner) if separator.type in ("EXCEPT", "UNLESS") else (inner, None)
    if separator.type == "EXCEPT":
        name_by_routes(inner, frame)
    right = _linked_nodes(separator, inner, ctx)
    if separator.value == UNDER_TREATMENT and not right:
        right = [ctx.opaque(segment_span(inner))]  # "> 150 mmHg on medication": on which is not said
    span = hull([separator.span, *(n.span for n in right), *(p.span for p in (waiver.parts if waiver is not None else ()))])
    ctx.ledger.take([p for p in (waiver.parts if waiver is not None else ()) if isinstance(p, Element)])
    # ", such as …": behind a comma a link word still speaks of the unit before it. "With" and "in patients with" there begin a
    # requirement of their own, unless the list is one of things.
    own_requirement = separator.type in ("WITH", "IF") and ctx.mode == "all"
    behind_or = bool(items) and items[-1].separator is not None and items[-1].separator.type == "OR"
    if frame.empty and separator.type == "WITH" and right and behind_or:
        if items[-1].frame.extra:
            frame = items.pop().frame
            with_alternative(frame, separator, right)
            return frame
        own_requirement = True  # "patients with cirrhosis or | with hepatitis"
    if frame.empty and items and separator.type != "COLON" and not own_requirement:
        frame = items.pop().frame
    if isinstance(closing, Element):
        frame.elements.append(closing)
        frame.onset = frame.onset or (separator.type == "HOW" and separator.word.startswith("diagnosed"))
        if closing.type == "LASTING":
            frame.lasting = closing.value
        elif closing.type == "GAP":
            frame.gap = closing.value
        else:
            frame.windows.append(closing.value)
    timed = any_of_type(all_elements(inner), ("WINDOW", "GAP"))
    if separator.type == "HOW":
        frame.extra += [ctx.opaque(group.span) for group in denied_brackets(inner, frame.head)]
        clause = clause_of_disease(inner)
        frame.extra += [ctx.opaque(clause)] if clause is not None else []
    return apply_link(Linked(separator, right, span, waives=waiver is not None, timed=timed), frame, ctx)


def _linked_nodes(separator: Element, inner: Segment, ctx: Context) -> list[AnyNode]:
    """What stands behind a link word, as separate statements where the link takes a list."""
    if separator.type in ("HOW", "REGARDLESS") and not is_by_a_value(separator, inner):
        ctx.ledger.take(all_elements(inner))
        return [ctx.opaque(segment_span(inner))] if segment_elements(inner) else []
    if separator.type in ("CAUSE", "NOTCAUSE"):
        keep_halves(inner)
    if separator.type in ("EG", "CAUSE", "NOTCAUSE", "EXCEPT", "UNLESS"):
        excepting = separator.type in ("EXCEPT", "UNLESS")
        listing = replace(ctx, mode="all" if is_clause(separator, inner) else "any", excepting=excepting, causing=not excepting)
        node = _read_sentence(Sentence([inner], []), listing, None) if excepting else _read_segment(inner, listing)
        return [] if node is None else list(node.children) if isinstance(node, AnyOf) and node.label is None else [node]
    asked = ctx.requiring() if separator.type in ("IE", "IF", "COLON", "HOW") else ctx
    node = _read_segment(inner, ctx.listing() if lists_kinds(separator, inner) else asked)
    return [] if node is None else [node]


def _bracketed_member(group: Group, ctx: Context) -> Frame | None:
    """ "(Gout or asthma) and epilepsy": a member of a list that is a list itself."""
    node = read_block(group.block, context_inside(group, ctx)) if leading_link(group) is None else None
    return Frame(node=node) if node is not None else None


def _frame(unit: Unit, ctx: Context) -> Frame:
    """A unit's frame with its brackets read."""
    frame = read_unit(unit)
    if not frame.groups:
        return frame
    brackets = Brackets()
    frame.brackets = brackets
    head_start = min([h.span.start for h in frame.heads], default=0)
    for group in frame.groups:
        if frame.how is not None and group.span.end <= head_start:
            ctx.ledger.take(elements_of(group.block))
            frame.how = f"{frame.how} {' '.join(ctx.words(group.span).split())}"  # "imaging evidence (ultrasound or CT) of …"
            continue
        read_in_brackets(group, unit)
        link, excluded = leading_link(group), excluded_behind(group) if ctx.kind == "exclusion" else None
        if excluded is not None and frame.heads:
            frame = apply_link(excluded_in_brackets(group, excluded, ctx, _linked_nodes), frame, ctx, bracketed=True)
            continue
        if link is None:
            measure = measures_of(frame, group)
            read_group(group, frame, brackets, ctx if measure == ctx.measure else replace(ctx, measure=measure), read_block)
            continue
        opening = group.block.sentences[0].segments[0]
        inner = Segment(opening.units[1:], opening.separators[1:])
        if link.type == "EXCEPT":
            name_by_routes(inner, frame)
        nodes = _linked_nodes(link, inner, ctx)
        for segment in group.block.sentences[0].segments[1:]:
            node = _read_segment(segment, ctx.listing())
            nodes += [node] if node is not None else []
        frame = apply_link(Linked(link, nodes, group.span), frame, ctx, bracketed=True)
    return contraindicated(frame, ctx)


_READERS = Readers(_read_segment, _linked_nodes, _frame)

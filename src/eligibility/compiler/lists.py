"""A list of units: the words they share, and what "and", "or" and commas make of them (contract §2, Lists)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from eligibility.compiler.build import build, conjunction, disjunction
from eligibility.compiler.context import Context
from eligibility.compiler.frames import Frame
from eligibility.compiler.parse_tree import Element
from eligibility.compiler.phrases import Gap
from eligibility.rules.nodes import AllOf, Ambiguous, AnyNode, AnyOf, Implies, Not, Window, WithExamples
from eligibility.spans import Span, hull

# Elements that a frame passes on to the units after it in the same list.
STARTS = frozenset(
    {"NEG", "HIST", "CURR", "PLAN", "FAMHIST", "ALLERGY", "DEMAND", "MUSTNOT", "EXCLUDED", "AGE", "TAKING", "ABLE", "UNABLE"}
)


_GOING_ON = (" of", " for", " to", " from", " against")
_WHICH_GROUPS = "the text does not show which of “and” and “or” binds more tightly"
_ANY_THERAPY = frozenset({"therapy", "therapies", "treatment", "treatments"})


@dataclass(slots=True, eq=False)
class Item:
    """A frame and the separator behind it."""

    frame: Frame
    separator: Element | None = None

    @property
    def strong(self) -> bool:
        return self.separator is not None and self.separator.value == "strong"


# ------------------------------------------------------------------ qualifications that go on


def join_tails(items: list[Item]) -> list[Item]:
    """ "Surgery under general or spinal anaesthesia": the second unit goes on with the qualification, and is no statement of its own.

    Where it could be either, it goes on: an answer that needs the qualification is unknown, which is never wrong.
    """
    joined: list[Item] = []
    for item in items:
        previous = joined[-1] if joined else None
        if previous is not None and _only_says_when(previous, item.frame):
            previous.frame.history = previous.frame.history or item.frame.history
            previous.frame.elements += item.frame.elements
            previous.separator = item.separator
        elif previous is not None and _more_people(previous, item.frame):
            previous.frame.sexes += item.frame.sexes if previous.frame.sexes else []
            previous.frame.elements += item.frame.elements
            previous.separator = item.separator
        elif previous is not None and _only_adjectives(previous) and _own_noun(item.frame):
            frame = item.frame
            frame.elements = [*previous.frame.elements, *frame.elements]
            frame.severity = previous.frame.severity or frame.severity
            frame.descriptors = [*previous.frame.descriptors, *frame.descriptors]
            joined[-1] = item
        elif previous is not None and _more_sites(previous, item.frame):
            previous.frame.sites += item.frame.sites
            previous.frame.elements += item.frame.elements
            previous.frame.windows = previous.frame.windows or item.frame.windows
            previous.separator = item.separator
        elif previous is not None and previous.separator is not None and _goes_on(previous, item.frame):
            frame = previous.frame
            assert frame.tail is not None
            frame.tail.parts += [previous.separator, *item.frame.elements]
            frame.elements += item.frame.elements
            frame.windows = frame.windows or item.frame.windows
            previous.separator = item.separator
        else:
            joined.append(item)
    return joined


def _more_people(previous: Item, frame: Frame) -> bool:
    """ "Transgender men and women": the second noun goes on with the first."""
    head = previous.frame.head
    named = head is not None and (bool(previous.frame.sexes) or head.tokens[0].text.casefold().endswith(("men", "males")))
    people = named and not previous.frame.values and previous.frame.node is None
    joined = previous.separator is not None and previous.separator.type in ("AND", "OR") and not previous.strong
    return people and joined and bool(frame.elements) and all(e.type in ("SEXNOUN", "FILLER") for e in frame.elements)


def _only_adjectives(item: Item) -> bool:
    """ "Severe, uncontrolled | asthma": adjectives with a bare comma between them narrow the noun together."""
    frame = item.frame
    comma = item.separator is not None and item.separator.type == "COMMA"
    adjectives = all(e.type in ("SEV", "DESC", "FILLER", "SUBJECT") for e in frame.elements)
    return comma and bool(frame.elements) and adjectives and not frame.groups


def _own_noun(frame: Frame) -> bool:
    opening = next((e for e in frame.elements if e.type not in ("FILLER", "SUBJECT")), None)
    adjective = opening is not None and opening.type in ("SEV", "DESC", "ACTIVE", "CURR")
    return adjective and bool(frame.heads) and frame.heads[0].type == "COND" and not frame.borrowed


def _only_says_when(previous: Item, frame: Frame) -> bool:
    """ "Breast cancer, current or previous": said behind, the time is that of the name before it."""
    recorded = bool(previous.frame.heads) and previous.frame.heads[0].type in ("COND", "ORG", "PROC", "DRUG", "ATTR")
    comma = previous.separator is not None and previous.separator.type == "COMMA"
    return recorded and comma and frame.empty and (frame.history or frame.current) and not frame.planned and not frame.other


def _more_sites(previous: Item, frame: Frame) -> bool:
    """ "Surgery on the knee, hip or ankle": places behind a name whose place is said behind it are places of it too."""
    head, separator = previous.frame.head, previous.separator
    if head is None or separator is None or separator.type not in ("OR", "COMMA") or head.type not in ("COND", "PROC"):
        return False
    if previous.frame.tail is not None or previous.frame.node is not None or not previous.frame.sites:
        return False
    only = {e.type for e in frame.elements if e.type not in ("FILLER", "DESC")} <= {"SITE", "WINDOW", "TAIL", "OR"}
    behind = all(s.span.start >= head.span.end for s in previous.frame.sites)
    return behind and only and bool(frame.sites) and not frame.left and not frame.groups and frame.node is None


def _goes_on(previous: Item, frame: Frame) -> bool:
    tail, separator = previous.frame.tail, previous.separator
    if tail is None or separator is None or frame.node is not None or frame.values or frame.groups or frame.extra:
        return False
    if separator.type not in ("OR", "AND", "COMMA") or frame.polarity is not None:
        return False
    own = [h for h in frame.heads if h.type in ("COND", "ORG", "PROC", "DRUG")]
    if tail.judged and (frame.able or frame.unable or frame.judged or frame.blocked):
        return True
    if _own_start(frame) or tail.judged:
        return tail.judged and not own
    if separator.type == "COMMA" or separator.value == "strong":
        return not frame.heads and bool(frame.sites) and not frame.left
    named = {p.type for p in tail.parts}
    return not own or (own[0].type in named and previous.frame.heads[0].type not in named)


# ------------------------------------------------------------------ what the units of a list share


def share(items: list[Item], ctx: Context) -> None:
    """Opening words count for the units after them, a closing window for those before, a limit for the names before it."""
    _open_window(items)
    commas = _commas_before(items)
    last_or = max((n for n, i in enumerate(items) if i.separator is not None and i.separator.type in ("OR", "AND")), default=-1)
    for position, (previous, item) in enumerate(pairwise(items)):
        if _same_list(previous, item, commas[position]):
            # Among exclusions a comma alone parts "not willing to consent, pregnant"; "and" or "or" closes a list.
            _pass_on(previous.frame, item.frame, denying=ctx.mode == "all" or last_or >= position)
    _bare_therapies(items)
    _share_allergens(items)
    _again_at_another_time(items)
    _close_windows(items, commas)
    if ctx.kind == "inclusion":
        _open_gaps(items, commas)
    _close_results(items)
    _close_polarity(items, commas)
    if ctx.kind == "inclusion":
        _deny_forbidden(items)
    _free_for(items)
    first = items[0].frame
    if ctx.measure and first.values and not first.heads and first.node is None:
        first.heads = list(ctx.measure)
    _share_limits(items)


def _open_window(items: list[Item]) -> None:
    """ "Within the last 6 months, stroke or infarction": a time before the list counts for all of it."""
    first = items[0]
    if len(items) < 2 or first.separator is None or first.separator.type != "COMMA" or len(first.frame.windows) != 1:
        return
    if first.frame.windows[0].start is None:
        return
    alone = first.frame.copy()
    alone.windows = []
    if alone.empty and not alone.tensed and not first.frame.negated:
        for item in items[1:]:
            if item.frame.node is None and not item.frame.windows:
                item.frame.windows = list(first.frame.windows)
        items[1].frame.elements = [*first.frame.elements, *items[1].frame.elements]
        del items[0]


def _bare_therapies(items: list[Item]) -> None:
    """ "An investigational drug or therapy", "drug and alcohol dependency": of some kind that nothing names, and not any therapy at all."""
    if len(items) < 2:
        return
    for index, item in enumerate(items):
        frame = item.frame
        following = items[index + 1].frame.head if index + 1 < len(items) else None
        of_a_disease = following is not None and following.type == "COND"
        named = frame.heads or frame.values or frame.left or frame.sites or frame.descriptors or frame.node or frame.allergy
        if named or frame.taking or frame.extra or frame.route is not None:
            continue
        said = {e.tokens[0].text.casefold() for e in frame.elements if e.type == "THERAPY"}
        if said & _ANY_THERAPY or (said & {"drug", "drugs"} and of_a_disease):
            frame.blocked = True


def _commas_before(items: list[Item]) -> list[bool]:
    """For each place, whether a comma stands somewhere before it: ", or" then ends a list, else it begins a statement."""
    seen, result = False, []
    for item in items:
        result.append(seen)
        seen = seen or (item.separator is not None and item.separator.type == "COMMA")
    return result


def _same_list(previous: Item, item: Item, commas: bool) -> bool:
    """Whether the list goes on: ", or" after a single member begins a new statement instead."""
    if previous.separator is None or item.frame.node is not None or item.frame.values or previous.frame.values:
        return False
    if item.frame.polarity == "allowed" or any(e.type in ("SUBJECT", "SEXNOUN") for e in item.frame.elements):
        return False  # a permission, or a subject of its own, is a new statement
    if (_own_start(item.frame) and not previous.frame.borrowed) or _is_but(previous.separator):
        return False
    return not previous.strong or commas


def _is_but(separator: Element) -> bool:
    """ "No diabetes but hypertension": what follows is said against what stands before."""
    return separator.type == "AND" and separator.tokens[0].text.casefold().strip(" ,") == "but"


def _pass_on(source: Frame, target: Frame, denying: bool) -> None:
    if denying:
        target.negated = target.negated or source.negated or source.denied
    attested = any(h.type == "ATTR" for h in target.heads) or not target.heads
    target.unable = target.unable or (source.unable and attested and denying)
    target.able = target.able or (source.able and attested)
    if source.positive_first and target.positive is None:
        target.positive, target.positive_first = source.positive, True
    target.history = target.history or (source.history and source.gap is None and not _is_present(target))
    target.planned = target.planned or source.planned
    target.onset = target.onset or source.onset
    _pass_on_qualities(source, target)
    if source.barred or _opens_with_block(source):
        target.blocked = target.barred = True
    target.family = target.family or source.family
    target.allergy = target.allergy or source.allergy
    target.taking = target.taking or source.taking
    if source.polarity in ("demand", "must_not"):  # said before the list; "is allowed" stands behind it: see _close_polarity
        target.polarity = target.polarity or source.polarity
    if source.windows and not target.windows and (source.onset or source.history):
        target.windows = list(source.windows)


def _opens_with_block(frame: Frame) -> bool:
    """ "Risk of bleeding or thrombosis", "candidates for surgery or radiotherapy": said of all of the list."""
    first = next((e for e in frame.elements if e.type not in ("FILLER", "SUBJECT", "NEG", "HIST", "CURR")), None)
    return frame.blocked and first is not None and first.type == "BLOCK" and first.tokens[0].text.casefold().endswith(_GOING_ON)


def _pass_on_qualities(source: Frame, target: Frame) -> None:
    """ "Severe heart, liver or kidney disease": units that share their noun share its adjectives too.

    "Severe heart disease or liver disease": where the noun is only said again, that stays open; "or anaemia" is a thing of its own.
    """
    named = target.head is not None and target.head.type == "COND"
    if not (named or (target.sites and not target.heads)) or (source.heads and source.heads[0].type not in ("COND", "ORG")):
        return
    if target.borrowed or not named:
        target.severity = target.severity or source.severity
        return
    if not (source.head is not None and target.head is not None and _last_word(source.head) == _last_word(target.head)):
        return
    if not target.severity and not target.perhaps_severe:
        target.perhaps_severe = source.severity or source.perhaps_severe
    if not target.descriptors and not target.perhaps_described:
        target.perhaps_described = _opening_words(source) or list(source.perhaps_described)


def _last_word(element: Element) -> str:
    return element.tokens[-1].text.casefold().split()[-1]


def _opening_words(frame: Frame) -> list[Element]:
    """Describing words that open a unit: "uncontrolled hypertension", not "hypertension, uncontrolled"."""
    first = next((e for e in frame.elements if e.type not in ("FILLER", "SUBJECT", "NEG", "HIST", "CURR", "POSSIBLE")), None)
    return [d for d in frame.descriptors if d is first and d.type == "DESC" and frame.heads and d.span.end <= frame.heads[0].span.start]


def _share_allergens(items: list[Item]) -> None:
    """ "Allergic reaction or intolerance to heparin": both are to heparin."""
    for previous, item in pairwise(items):
        first, frame = previous.frame, item.frame
        general = first.head is not None and first.head.value == "allergy" and len(first.heads) == 1
        if general and frame.allergy and previous.separator is not None and previous.separator.type in ("OR", "AND"):
            first.heads, first.left = list(frame.heads), list(frame.left)
            first.elements = [*first.elements, *frame.elements]
            first.allergy = True


def _again_at_another_time(items: list[Item]) -> None:
    """ "Surgery within the last 6 months or planned within the next month": the same at another time."""
    for previous, item in pairwise(items):
        frame, before = item.frame, previous.frame
        if not (frame.windows and frame.tensed) or not before.heads or before.values or before.node is not None:
            continue
        alone = frame.copy()
        alone.windows = []
        if not alone.empty:
            continue
        again = before.copy()
        again.elements, again.groups, again.linked = frame.elements, [], list(frame.linked)
        again.windows, again.lasting, again.gap = frame.windows, None, None
        again.history, again.current, again.planned = frame.history, frame.current, frame.planned
        item.frame = again


def _close_windows(items: list[Item], commas: list[bool]) -> None:
    """ "Stroke, infarction or bleeding within 6 months": the closing window counts for all of the list."""
    shared: set[int] = set()
    for index in range(len(items) - 1, 0, -1):
        last, before = items[index].frame, items[index - 1]
        if (before.strong and not commas[index - 1]) or _own_start(last):
            continue
        joined = before.separator is not None and before.separator.type in ("OR", "AND", "COMMA")
        fact = not before.frame.values and bool(before.frame.heads) and not _is_present(before.frame)
        if before.separator is not None and before.separator.type == "COMMA" and index not in shared:
            continue  # no "or" closes the list: the window is the last one's own
        if last.gap is not None and joined and fact and before.frame.gap is None and not before.frame.windows and not before.frame.node:
            before.frame.gap = last.gap
            shared.add(index - 1)
        if last.lasting is not None and joined and fact and before.frame.lasting is None and not before.frame.node and not last.values:
            before.frame.lasting = last.lasting
            shared.add(index - 1)
        if last.windows and joined and fact and not before.frame.windows and not before.frame.node and not last.values:
            before.frame.windows = list(last.windows)
            shared.add(index - 1)


def _is_present(frame: Frame) -> bool:
    """ "Active tuberculosis or surgery within 4 weeks": what is active is so now."""
    said = [h.tokens[0].text.casefold() for h in frame.heads]
    return frame.current or any(d.type == "ACTIVE" for d in frame.descriptors) or any(t.startswith(("active ", "current ")) for t in said)


def _open_gaps(items: list[Item], commas: list[bool]) -> None:
    """ "At least 4 weeks since chemotherapy or radiotherapy": none of them in these weeks, whichever word joins them."""
    for start, first in enumerate(items[:-1]):
        gap = first.frame.gap
        if gap is None or not gap.since or gap.ago or gap.operator not in (">", ">=") or first.frame.negated:
            continue
        end = start + 1
        while end < len(items) and _same_list(items[end - 1], items[end], commas[end - 1]) and _takes_gap(items[end].frame, gap):
            end += 1
        if end > start + 1:
            recent = replace(gap, operator="<" if gap.operator == ">=" else "<=")
            for item in items[start:end]:
                item.frame.gap, item.frame.negated = recent, True


def _takes_gap(frame: Frame, gap: Gap) -> bool:
    recorded = bool(frame.heads) and frame.heads[0].type in ("COND", "PROC", "DRUG")
    return recorded and frame.gap in (None, gap) and not frame.windows and not frame.negated


def _own_start(frame: Frame) -> bool:
    first = next((e for e in frame.elements if e.type not in ("FILLER", "SUBJECT")), None)
    return first is not None and first.type in STARTS


def _close_polarity(items: list[Item], commas: list[bool]) -> None:
    """ "Chemotherapy or radiotherapy is not allowed", "prior tamoxifen or raloxifene is allowed": said of all of the list."""
    for index in range(len(items) - 1, 0, -1):
        last, before = items[index].frame, items[index - 1]
        plain = before.separator is not None and (before.separator.type == "COMMA" or not before.strong or commas[index - 1])
        if last.polarity in ("allowed", "excluded") and plain and before.frame.polarity is None and not before.frame.negated:
            before.frame.polarity = last.polarity


def _free_for(items: list[Item]) -> None:
    """ "Free of cancer for 5 years" denies any cancer in those years, not one that has lasted so long."""
    for item in items:
        frame = item.frame
        if frame.negated and frame.lasting is not None and frame.lasting.operator in (">", ">=") and not frame.windows:
            frame.windows.append(Window(start=frame.lasting.duration))
            frame.lasting = None


def _deny_forbidden(items: list[Item]) -> None:
    """Under inclusion "A or B is not allowed" denies both together, like "no A or B"."""
    for item in items:
        if item.frame.polarity in ("must_not", "excluded"):
            item.frame.polarity = None
            item.frame.negated = not item.frame.negated


def _close_results(items: list[Item]) -> None:
    """ "HIV, HBsAg and anti-HCV negative": the closing result is that of all the tests before it."""
    for previous, item in reversed(list(pairwise(items))):
        tests = previous.frame.heads and previous.frame.heads[0].type in ("TEST", "ORG")
        if item.frame.positive is not None and not item.frame.positive_first and tests and previous.frame.positive is None:
            previous.frame.positive = item.frame.positive


def _share_limits(items: list[Item]) -> None:
    """ "AST, ALT and ALP ≤ 2.5 × ULN": the names borrow the limit; "TBil ≥ 171 or daily increase ≥ 17": the limit borrows the name."""
    for index in range(len(items) - 2, -1, -1):
        frame, following = items[index].frame, items[index + 1].frame
        if (
            frame.heads
            and frame.heads[0].may_be("MEAS")
            and not frame.values
            and frame.normal is None
            and following.heads
            and following.heads[0].type == "MEAS"
        ):
            frame.values, frame.normal = list(following.values), following.normal
            frame.shared_brackets = following.brackets
            frame.guard, frame.guard_may_be_asked = frame.guard or following.guard, following.guard_may_be_asked
            for head in frame.heads:
                head.type, head.value = "MEAS", head.reading("MEAS") or head.value
    for previous, item in pairwise(items):
        measured = [h for h in previous.frame.heads if h.type in ("MEAS", "SCALE")]
        if (
            measured
            and item.frame.values
            and not item.frame.heads
            and item.frame.node is None
            and not any(e.type == "AGE" for e in item.frame.elements)
            and not _has_own_name(item.frame)
        ):
            item.frame.heads = [*_sharing(items, previous), *measured]


def _has_own_name(frame: Frame) -> bool:
    """Whether words that are not known stand before its value: "… and HSS7 score ≥ 8" is said of something else."""
    return any(e.type in ("WORD", "SITE", "DISEASENOUN") and e.span.end <= frame.values[0].span.start for e in frame.elements)


def _sharing(items: list[Item], last: Item) -> list[Element]:
    """The names before the last one that borrowed its limit: "AST and ALT ≤ 2.5 × ULN, or ≤ 5 × ULN …" is said of both, twice."""
    names: list[Element] = []
    for item in reversed(items[: items.index(last)]):
        if item.frame.values != last.frame.values or not last.frame.values or (item.separator is not None and item.separator.type == "OR"):
            break
        names = [h for h in item.frame.heads if h.type in ("MEAS", "SCALE")] + names
    return names


# ------------------------------------------------------------------ and, or


def fold(items: list[Item], ctx: Context) -> AnyNode:
    """Combines the statements of a list (contract §2, Lists)."""
    if len(items) == 1:
        return build(items[0].frame, ctx)
    span = hull(i.frame.span for i in items)
    cases = _sex_cases(items, ctx)
    if cases is not None:
        return cases
    runs = _negated_runs(items)
    nodes: list[AnyNode] = []
    separators: list[Element | None] = []
    for run in runs:
        node = _run_node(run, ctx)
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
        if alternative and isinstance(node, Implies):
            # "≤ 2.5 × ULN, or ≤ 5 × ULN in patients with liver metastases": the wider limit counts only in the subgroup.
            node = AllOf(span=node.span, children=(node.guard, node.requirement))
        nodes.append(node)
        separators.append(run[-1].separator)
    if _asks_for_both(items, ctx) and len(nodes) == 2:
        return conjunction(nodes, span)
    return _joined(nodes, separators[:-1], ctx, span)


def _negated_runs(items: list[Item]) -> list[list[Item]]:
    """Neighbours that share one negation: "no A, B or C" denies them together."""
    runs: list[list[Item]] = []
    for item in items:
        own = any(e.type == "NEG" for e in item.frame.elements)
        denied = item.frame.denied and isinstance(item.frame.node, Not)
        shared = denied or (item.frame.negated and item.frame.node is None)
        if runs and shared and (runs[-1][-1].frame.negated or runs[-1][-1].frame.denied) and not own:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _run_node(run: list[Item], ctx: Context) -> AnyNode:
    if len(run) == 1:
        return build(run[0].frame, ctx)
    nodes = []
    for item in run:
        if item.frame.denied and isinstance(item.frame.node, Not):
            nodes.append(item.frame.node.child)
            continue
        item.frame.negated = False
        nodes.append(build(item.frame, ctx.listing()))
    span = hull(n.span for n in nodes)
    return Not(span=span, child=disjunction(nodes, span))


def _asks_for_both(items: list[Item], ctx: Context) -> bool:
    """ "Both diabetes and hypertension" is one statement, also where "and" between things means any of them."""
    first = items[0].frame.elements[0] if len(items) == 2 and items[0].frame.elements else None
    said = first is not None and first.type == "FILLER" and first.tokens[0].text.casefold().startswith("both")
    return said and ctx.mode == "any" and items[0].separator is not None and items[0].separator.type == "AND"


def _joined(nodes: list[AnyNode], separators: list[Element | None], ctx: Context, span: Span) -> AnyNode:
    if len(nodes) == 1:
        return nodes[0]
    if ctx.mode == "any":
        return disjunction(nodes, span)
    commas = _outer_commas(separators)
    if commas:
        return _split_at(nodes, separators, commas, "AND", ctx, span)
    kinds = {s.type for s in separators if s is not None}
    if "OR" not in kinds:
        return conjunction(nodes, span)
    if "AND" not in kinds:
        return disjunction(nodes, span)
    strong = {s.type for s in separators if s is not None and s.value == "strong"}
    if not strong:
        return _grouped(nodes, separators, ctx, span)
    outer = "AND" if strong == {"AND"} else "OR"
    places = {i for i, s in enumerate(separators) if s is not None and s.type == outer}
    return _split_at(nodes, separators, places, outer, ctx, span)


def _grouped(nodes: list[AnyNode], separators: list[Element | None], ctx: Context, span: Span) -> AnyNode:
    """ "A stroke and aspirin or clopidogrel": things of one kind belong together; where that does not tell, both groupings are kept."""
    kinds = [s.type if s is not None else "" for s in separators]
    joined = list(zip(pairwise(nodes), kinds, strict=True))
    and_alike = [_kind(a) == _kind(b) for (a, b), kind in joined if kind == "AND"]
    or_alike = [_kind(a) == _kind(b) for (a, b), kind in joined if kind == "OR"]
    readings = []
    for outer, told_against in (("AND", all(and_alike) and not any(or_alike)), ("OR", all(or_alike) and not any(and_alike))):
        if not told_against:
            places = {i for i, kind in enumerate(kinds) if kind == outer}
            readings.append(_split_at(nodes, separators, places, outer, ctx, span))
    if len(readings) == 1:
        return readings[0]
    ctx.ledger.note(_WHICH_GROUPS)
    return Ambiguous(span=span, readings=tuple(readings), why=_WHICH_GROUPS)


def _kind(node: AnyNode) -> str:
    while isinstance(node, Not | WithExamples):
        node = node.child if isinstance(node, Not) else node.general
    return "measured" if node.kind in ("comparison", "range", "one_of", "change") else node.kind


def _outer_commas(separators: list[Element | None]) -> set[int]:
    """Commas behind an "and" or "or" divide statements: in "A and B, C or D, E" they do not go on with the list."""
    kinds = [s.type if s is not None else "" for s in separators]
    first = next((i for i, kind in enumerate(kinds) if kind in ("AND", "OR")), len(kinds))
    return {i for i, kind in enumerate(kinds) if kind == "COMMA" and i > first}


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

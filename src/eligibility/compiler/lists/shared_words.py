"""The words that the units of a list share (contract §2, Lists)."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.readings import read_as_test
from eligibility.compiler.lists.closing_words import share_closing_words
from eligibility.compiler.lists.lasting_states import for_the_past
from eligibility.compiler.lists.list_polarity import closes_with_or, denies_only_its_name, goes_on_denied, is_denied_too
from eligibility.compiler.lists.list_sites import share_places
from eligibility.compiler.lists.qualities import share_qualities
from eligibility.compiler.lists.shared_tails import share_clauses
from eligibility.compiler.recorded.counts import counts_unknown
from eligibility.compiler.recorded.gaps import goes_on_apart, pass_gap_on
from eligibility.compiler.recorded.onsets import begun_behind
from eligibility.compiler.skeleton.items import Item, at_any_time, own_start
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.phrases import Gap
from eligibility.rules.nodes import Window

_GOING_ON = (" of", " for", " to", " from", " against")


def share(items: list[Item], ctx: Context) -> None:
    """Opening words count for the units after them, a closing window for those before, a limit for the names before it."""
    if len(items) > 1:
        _share_with_each_other(items, ctx)
    if ctx.kind == "inclusion":
        _deny_forbidden(items)
    _free_for(items)
    for_the_past(items, ctx)
    first = items[0].frame
    if ctx.measure and first.values and not first.heads and first.node is None:
        first.heads = list(ctx.measure)
    _share_limits(items)


def _share_with_each_other(items: list[Item], ctx: Context) -> None:
    """What only units beside each other can share, in the order in which one depends on another."""
    _open_window(items)
    commas = _commas_before(items)
    last_or = max((n for n, i in enumerate(items) if i.separator is not None and i.separator.type in ("OR", "AND")), default=-1)
    closing = closes_with_or(items)
    for position, (previous, item) in enumerate(pairwise(items)):
        if _same_list(previous, item, commas[position]):
            # Among exclusions a comma alone parts "not willing to consent, pregnant"; "and" or "or" closes a list.
            denying = (ctx.mode == "all" or last_or >= position) and not denies_only_its_name(previous.frame, item.frame)
            _pass_on(previous.frame, item.frame, denying=denying)
        elif ctx.mode == "all" and previous.frame.negated and _is_plain_fact(item.frame):
            if is_denied_too(previous, item.frame):
                _pass_on(previous.frame, item.frame, denying=True)
            elif position <= closing:
                item.frame.negated = goes_on_denied(previous, item.frame)
    _bare_therapies(items, ctx)
    share_clauses(items)
    share_qualities(items, [_same_list(a, b, commas[n], staged=True) for n, (a, b) in enumerate(pairwise(items))])
    share_closing_words(items, ctx)
    _share_allergens(items)
    _join_allergens(items)
    _close_purposes(items)
    share_places(items, ctx)
    _again_at_another_time(items)
    _close_windows(items, commas)
    _perhaps_recent(items)
    if ctx.kind == "inclusion":
        _open_gaps(items, commas)
    _close_results(items)
    _close_polarity(items, commas)
    if ctx.kind == "exclusion":
        _doubt_beside_permission(items, ctx)


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


def _bare_therapies(items: list[Item], ctx: Context) -> None:
    """ "An investigational drug or therapy", "drug and alcohol dependency": of some kind that nothing names, and not any therapy at all."""
    bare = [i.frame for i in items if _is_bare_therapy(i.frame)]
    if len(bare) < len(items):
        for frame in bare:
            frame.blocked = frame.other or not ctx.causing


def _is_bare_therapy(frame: Frame) -> bool:
    described = any(d.type != "ACTIVE" for d in frame.descriptors)
    named = frame.heads or frame.values or frame.left or frame.sites or described or frame.node or frame.allergy or frame.extra
    return not named and frame.route is None and any(e.type == "THERAPY" for e in frame.elements)


def _commas_before(items: list[Item]) -> list[bool]:
    """For each place, whether a comma stands somewhere before it: ", or" then ends a list, else it begins a statement."""
    seen, result = False, []
    for item in items:
        result.append(seen)
        seen = seen or (item.separator is not None and item.separator.type == "COMMA")
    return result


def _same_list(previous: Item, item: Item, commas: bool, staged: bool = False) -> bool:
    """Whether the list goes on: ", or" after a single member begins a new statement instead; `staged`: also behind a stage or grade."""
    if previous.separator is None or item.frame.node is not None or item.frame.values:
        return False
    if previous.frame.values and not (staged and all(v.type == "CLASSES" for v in previous.frame.values)):
        return False
    if item.frame.polarity == "allowed" or any(e.type in ("SUBJECT", "SEXNOUN") for e in item.frame.elements):
        return False  # a permission, or a subject of its own, is a new statement
    if (own_start(item.frame) and not previous.frame.borrowed) or _is_but(previous.separator):
        return False
    return not previous.strong or commas or goes_on_apart(previous.frame, item.frame)


def _is_plain_fact(frame: Frame) -> bool:
    return frame.node is None and not frame.negated and not frame.values and frame.polarity is None


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
    passed = source.history and source.gap is None and not at_any_time(source)
    target.history = target.history or (passed and not _is_present(target))
    target.planned = target.planned or source.planned
    plain = not (target.severity or target.descriptors or target.values or target.stage)
    target.other = target.other or (source.other and plain and target.head is not None and target.head.type == "COND")
    if source.completed is not None and target.head is not None and target.head.type in ("PROC", "DRUG"):
        target.completed = target.completed or source.completed
    target.onset = target.onset or source.onset
    pass_gap_on(source, target)
    if source.barred or _opens_with_block(source) or _will_of_both(source, target):
        target.blocked = target.barred = True
    target.own_too = target.own_too or (source.own_too and not target.family)
    target.family = target.family or source.family
    target.severity = target.severity or (source.severity if source.allergy and not target.allergy else ())
    target.allergy = target.allergy or source.allergy
    target.taking = target.taking or source.taking
    if source.polarity in ("demand", "must_not"):  # said before the list; "is allowed" stands behind it: see _close_polarity
        target.polarity = target.polarity or source.polarity
    if source.windows and not target.windows and (source.onset or source.history):
        target.windows = list(source.windows)


def _opens_with_block(frame: Frame) -> bool:
    """ "Risk of bleeding or thrombosis", "unsuitable for surgery or radiotherapy", "response to A or B": said of all of the list.

    What opens it makes something else of the first name, and a preposition before that name lets it go on to the next.
    """
    said = [e for e in frame.elements if e.type not in ("FILLER", "SUBJECT", "NEG", "HIST", "CURR")]
    if frame.blocked and said and said[0].type == "BLOCK" and _goes_on(said[0]):
        return True
    before = [e for e in said if frame.head is not None and e.span.end <= frame.head.span.start]
    while before and before[-1].type == "RECENT":
        before.pop()  # "recovery from recent surgery or radiotherapy"
    if not before or frame.allergy or frame.how is not None or not _goes_on(before[-1]):
        return False
    word = before[-2] if before[-1].type == "FOR" and len(before) > 1 else before[-1]
    return word.type in ("BLOCK", "JUDGE", "WORD", "DESC")


_ABLE = ("able", "abil", "unable", "inabil", "willing", "unwilling", "can ", "cannot")


def _will_of_both(source: Frame, target: Frame) -> bool:
    """ "Unwilling to discontinue aspirin or heparin", "able to undergo CT or MRI": the will, or the ability, is for both."""
    kind = target.head.type if target.head is not None else None
    attested = source.head is not None and source.head.type == "ATTR"  # "undergo MRI", "able to undergo MRI" is an observation of its own
    says_able = attested and source.head is not None and source.head.tokens[0].text.casefold().startswith(_ABLE)
    if not (source.able or source.unable or says_able) or kind not in ("DRUG", "PROC"):
        return False
    bare = all(e.may_be(kind) or e.type in ("FILLER", "DESC", "SITE") for e in target.elements)
    return any(e.may_be(kind) for e in source.elements) or (attested and bare)


def _goes_on(element: Element) -> bool:
    return element.type == "FOR" or element.tokens[-1].text.casefold().endswith(_GOING_ON)


def _first_word(element: Element) -> str:
    return element.tokens[0].text.casefold().split()[0]


def _share_allergens(items: list[Item]) -> None:
    """ "Allergic reaction or intolerance to heparin": both are to heparin."""
    for previous, item in pairwise(items):
        first, frame = previous.frame, item.frame
        general = first.head is not None and first.head.value == "allergy" and len(first.heads) == 1
        if general and frame.allergy and previous.separator is not None and previous.separator.type in ("OR", "AND"):
            first.heads, first.left = list(frame.heads), list(frame.left)
            first.elements = [*first.elements, *frame.elements]
            first.allergy = True


def _join_allergens(items: list[Item]) -> None:
    """ "Allergy to, or intolerance of, heparin": words that are not understood stand between the allergy and its object."""
    for index, item in enumerate(items[:-1]):
        said = [e for e in item.frame.elements if e.type != "FILLER"]
        if not said or said[-1].type != "ALLERGY" or item.frame.heads or item.frame.groups or item.frame.left:
            continue
        item.frame.blocked = True
        while index + 1 < len(items) and items[index + 1].frame.node is None:
            later = items[index + 1].frame
            if any(e.type == "ALLERGY" for e in later.elements):
                break  # "allergy to, or a reaction to, heparin": said again in words that are understood
            # All of it is one statement: the object alone would say that it is taken.
            item.frame.elements += [*([item.separator] if item.separator is not None else []), *later.elements]
            item.frame.groups += later.groups
            item.separator = items[index + 1].separator
            del items[index + 1]
            if later.head is not None and later.head.type == "DRUG":
                break
        return


def _close_purposes(items: list[Item]) -> None:
    """ "Methotrexate or azathioprine for arthritis": what the last one is for may be meant of those before it too."""
    for previous, item in reversed(list(pairwise(items))):
        before, last = previous.frame, item.frame
        alike = before.head is not None and last.head is not None and before.head.type == last.head.type
        purposes = [last.purpose, *last.purposes] if last.purpose is not None and last.purposes else last.perhaps_for
        joined = previous.separator is not None and previous.separator.type in ("OR", "AND", "COMMA")
        if not (alike and joined and purposes) or previous.strong or before.purposes or before.node is not None:
            continue
        if before.borrowed and last.purposes:
            before.purpose, before.purposes = last.purpose, list(last.purposes)  # "prior or current chemotherapy for lymphoma"
        else:
            before.perhaps_for = list(purposes)


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
        if before.strong and not commas[index - 1]:
            _perhaps_within(last, before.frame)
            continue
        if own_start(last):
            continue
        joined = before.separator is not None and before.separator.type in ("OR", "AND", "COMMA")
        dosed = before.frame.head is not None and before.frame.head.type == "DRUG"  # "aspirin > 325 mg or clopidogrel within 10 days"
        fact = (dosed or not before.frame.values) and bool(before.frame.heads) and not _is_present(before.frame)
        if before.separator is not None and before.separator.type == "COMMA" and index not in shared:
            if index == len(items) - 1 or last.perhaps_within:
                _perhaps_within(last, before.frame)
            continue  # no "or" closes the list: the window is the last one's own, or of all
        if last.gap is not None and joined and fact and before.frame.gap is None and not before.frame.windows and not before.frame.node:
            before.frame.gap = last.gap
            shared.add(index - 1)
        if last.lasting is not None and joined and fact and before.frame.lasting is None and not before.frame.node and not last.values:
            before.frame.lasting = last.lasting
            shared.add(index - 1)
        if last.windows and joined and fact and not before.frame.windows and not before.frame.node and not last.values:
            before.frame.windows = list(last.windows)
            before.frame.onset = before.frame.onset or begun_behind(last)
            shared.add(index - 1)
        elif last.windows and joined and before.frame.borrowed and before.frame.windows == last.windows:
            shared.add(index - 1)  # "aspirin, vitamin or mineral supplements within 7 days": it came with the noun


def _perhaps_recent(items: list[Item]) -> None:
    """ "Recent (< 1 week) stroke or bleeding", "recent surgery or trauma": the time before the list may be said of both."""
    for one, other in pairwise(items):
        first, second = one.frame, other.frame
        joined = one.separator is not None and one.separator.type in ("OR", "AND") and not one.strong
        if not joined or first.head is None or second.head is None or second.head.type not in ("COND", "PROC", "DRUG"):
            continue
        timed = second.windows or second.tensed or second.lasting is not None or second.gap is not None or own_start(second)
        if timed or second.node is not None or second.values:
            continue
        recent = [e for e in first.elements if e.type == "RECENT" and e.span.end <= first.head.span.start]
        if recent and first.windows:
            second.perhaps_within = list(first.windows)
        elif recent and not second.descriptors and not second.perhaps_described:
            second.perhaps_described = recent


def _perhaps_within(last: Frame, before: Frame) -> None:
    """ "Surgery, radiotherapy within 4 weeks", "surgery, or radiotherapy within 4 weeks": the time may be said of both."""
    windows = [w for w in last.windows or last.perhaps_within if w.start is not None]
    timed = before.windows or before.lasting is not None or before.gap is not None or before.tensed or _is_present(before)
    named = before.head is not None and before.head.type in ("COND", "ORG", "PROC", "DRUG")
    if windows and named and not timed and not own_start(last) and not (before.values or before.node or last.values):
        before.perhaps_within = list(windows)


def _is_present(frame: Frame) -> bool:
    """ "Active tuberculosis or surgery within 4 weeks": what is active is so now, and what counts at any time has no window."""
    if at_any_time(frame):
        return True
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


def _close_polarity(items: list[Item], commas: list[bool]) -> None:
    """ "Chemotherapy or radiotherapy is not allowed", "prior tamoxifen or raloxifene is allowed": said of all of the list."""
    for index in range(len(items) - 1, 0, -1):
        last, before = items[index].frame, items[index - 1]
        plain = before.separator is not None and (before.separator.type == "COMMA" or not before.strong or commas[index - 1])
        if (
            last.polarity in ("allowed", "excluded")
            and (plain or _say_again_who(before.frame, last))
            and before.frame.polarity is None
            and not before.frame.negated
        ):
            before.frame.polarity = last.polarity


def _doubt_beside_permission(items: list[Item], ctx: Context) -> None:
    """ "Doxorubicin is allowed as neoadjuvant or adjuvant therapy": what one list says beside a permission may be permitted as well."""
    plain = [item.frame for item in items if item.frame.polarity is None and not item.frame.denied]
    if not any(item.frame.polarity == "allowed" for item in items):
        return
    for frame in plain:
        if frame.node is None:
            frame.blocked = True
        else:
            frame.node = ctx.opaque(frame.node.span)


def _say_again_who(one: Frame, other: Frame) -> bool:
    """ "Patients with gout, or patients with asthma are eligible": both are said to be."""
    first, again = one.elements[:1], other.elements[:1]
    of_people = all(e.type in ("SUBJECT", "FILLER") for e in first + again)
    return of_people and [_first_word(e) for e in first] == [_first_word(e) for e in again]


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
        if item.frame.positive is not None and previous.frame.heads:
            read_as_test(previous.frame.heads[0], previous.frame)
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
            frame.shared_brackets = following.brackets if following.shared_brackets is None else following.shared_brackets
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
    """Whether words that are not known stand before its value, or are counted by it: "… and HSS7 score ≥ 8", "… and at least 2 flares"."""
    return counts_unknown(frame) or any(
        e.type in ("WORD", "SITE", "DISEASENOUN") and e.span.end <= frame.values[0].span.start for e in frame.elements
    )


def _sharing(items: list[Item], last: Item) -> list[Element]:
    """The names before the last one that borrowed its limit: "AST and ALT ≤ 2.5 × ULN, or ≤ 5 × ULN …" is said of both, twice."""
    names: list[Element] = []
    for item in reversed(items[: items.index(last)]):
        if item.frame.values != last.frame.values or not last.frame.values or (item.separator is not None and item.separator.type == "OR"):
            break
        names = [h for h in item.frame.heads if h.type in ("MEAS", "SCALE")] + names
    return names

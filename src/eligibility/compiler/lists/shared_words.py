"""The words that the units of a list share (contract §2, Lists)."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import LISTED, Frame
from eligibility.compiler.frames.readings import read_as_test
from eligibility.compiler.frames.tenses import deny_all_along
from eligibility.compiler.lists.allergens import join_allergens, share_allergens
from eligibility.compiler.lists.bare_times import close_with_bare_time
from eligibility.compiler.lists.closing_tenses import close_histories
from eligibility.compiler.lists.closing_words import share_closing_words, share_company
from eligibility.compiler.lists.excepted_members import pass_history_on
from eligibility.compiler.lists.lasting_states import for_the_past
from eligibility.compiler.lists.limits_by_sex import join_limits_by_sex
from eligibility.compiler.lists.list_polarity import closes_with_or, denies_only_its_name, deny_denials, goes_on_denied, is_denied_too
from eligibility.compiler.lists.list_sites import share_places
from eligibility.compiler.lists.moments_of_lists import keep_moments
from eligibility.compiler.lists.nouns_behind import share_nouns_behind
from eligibility.compiler.lists.passed_on import pass_on, wills_an_act
from eligibility.compiler.lists.qualities import share_qualities
from eligibility.compiler.lists.said_twice import say_once
from eligibility.compiler.lists.same_list import same_list
from eligibility.compiler.lists.shared_counts import share_counts, share_sums
from eligibility.compiler.lists.shared_normals import share_normal
from eligibility.compiler.lists.shared_people import close_people, open_people
from eligibility.compiler.lists.shared_polarity import (
    close_polarity,
    deny_forbidden,
    doubt_beside_permission,
    doubt_permitted_limits,
    ends_in_bare_exclusion,
    open_permission,
)
from eligibility.compiler.lists.shared_purposes import close_purposes, share_steadiness
from eligibility.compiler.lists.shared_tails import share_clauses, share_incapacity
from eligibility.compiler.lists.shared_times import (
    again_at_another_time,
    close_windows,
    close_with_time,
    open_gaps,
    open_window,
    perhaps_recent,
)
from eligibility.compiler.lists.spoken_languages import share_skills
from eligibility.compiler.recorded.completed import take_stop
from eligibility.compiler.recorded.counts import counts_unknown
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.joined_overexpression import is_of_a_gene
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.rules.connectives import conjunction


def share(items: list[Item], ctx: Context) -> None:
    """Opening words count for the units after them, a closing window for those before, a limit for the names before it."""
    if len(items) > 1:
        say_once(items)
    if len(items) > 1:
        _share_with_each_other(items, ctx)
    if ctx.kind == "inclusion":
        deny_forbidden(items)
    else:
        doubt_permitted_limits(items)
    for item in items:
        deny_all_along(item.frame)
    for_the_past(items, ctx)
    first = items[0].frame
    if ctx.measure and first.values and not first.heads and first.node is None:
        first.heads = list(ctx.measure)
    if len(items) > 1:
        _share_limits(items)
        share_normal(items)
    for item in items:
        if item.frame.blocked:
            take_stop(item.frame, ctx)
    if len(items) == 1 and first.brackets is not None and first.brackets.people and ctx.kind == "inclusion":
        first.guard = conjunction([*([first.guard] if first.guard is not None else []), *first.brackets.people], first.span)
        first.brackets.people = []


def _share_with_each_other(items: list[Item], ctx: Context) -> None:
    """What only units beside each other can share, in the order in which one depends on another."""
    for stop in filter(None, (item.frame.stop for item in items)):
        stop.value = LISTED
    if ctx.mode == "all":
        join_limits_by_sex(items)
    open_window(items)
    close_with_time(items)
    close_with_bare_time(items)
    commas = _commas_before(items)
    keep_moments(items)
    close_people(items, ctx)
    close_histories(items)
    _pass_along(items, commas, ctx)
    _bare_therapies(items, ctx)
    share_clauses(items)
    share_qualities(items, [same_list(a, b, commas[n], staged=True) for n, (a, b) in enumerate(pairwise(items))])
    share_closing_words(items, ctx)
    share_incapacity(items)
    share_company(items)
    _close_family(items)
    share_nouns_behind(items, ctx)
    share_skills(items)
    share_allergens(items)
    join_allergens(items)
    close_purposes(items, commas)
    share_steadiness(items)
    share_places(items, ctx)
    again_at_another_time(items)
    share_counts(items)
    share_sums(items)
    close_windows(items, commas)
    perhaps_recent(items)
    if ctx.kind == "inclusion":
        open_gaps(items, commas)
    _close_results(items)
    if ctx.kind == "inclusion" and ends_in_bare_exclusion(items, commas):
        for item in items:
            item.frame.blocked = True
    open_permission(items)
    close_polarity(items, commas)
    _share_treatments(items)
    if ctx.mode == "any":
        open_people(items)
    if ctx.kind == "exclusion":
        doubt_beside_permission(items, ctx)


def _pass_along(items: list[Item], commas: list[bool], ctx: Context) -> None:
    """What a unit begins with, to the next one, where that goes on with the same list."""
    last_or = max((n for n, i in enumerate(items) if i.separator is not None and i.separator.type in ("OR", "AND")), default=-1)
    closing = closes_with_or(items)
    for position, (previous, item) in enumerate(pairwise(items)):
        deny_denials(previous, item.frame)
        denies = previous.frame.negated or previous.frame.denied or previous.frame.unable
        if wills_an_act(previous.frame, item.frame):
            item.frame.blocked = item.frame.barred = True
        for_itself = denies and denies_only_its_name(previous.frame, item.frame)
        if same_list(previous, item, commas[position]):
            # Among exclusions a comma alone parts "not willing to consent, pregnant"; "and" or "or" closes a list.
            denying = (ctx.mode == "all" or last_or >= position) and not for_itself
            tied = previous.separator_type in ("OR", "AND") and not previous.strong
            pass_on(previous.frame, item.frame, denying=denying, apart=not tied)
        elif ctx.mode == "all" and previous.frame.negated and _is_plain_fact(item.frame) and not for_itself:
            if is_denied_too(previous, item.frame):
                pass_on(previous.frame, item.frame, denying=True)
            elif position <= closing:
                item.frame.negated = goes_on_denied(previous, item.frame)
        else:
            pass_history_on(previous, item, commas[position], ctx)


def _share_treatments(items: list[Item]) -> None:
    """ "Systolic pressure > 150 or diastolic > 100 mmHg on medication": the values of a list are all measured under it."""
    for item, following in reversed(list(pairwise(items))):
        frame, treatments = item.frame, following.frame.treatments
        joined = item.separator_type in ("OR", "AND", "COMMA", "SLASH")
        if joined and treatments and not frame.treatments and _is_measured(frame) and _is_measured(following.frame):
            frame.treatments = list(treatments)
            frame.extra += treatments


def _is_measured(frame: Frame) -> bool:
    return bool(frame.values) and frame.head is not None and frame.head.type == "MEAS"


def _bare_therapies(items: list[Item], ctx: Context) -> None:
    """ "An investigational drug or therapy", "drug and alcohol dependency": of some kind that nothing names, and not any therapy at all."""
    bare = [i.frame for i in items if _is_bare_therapy(i.frame)]
    if len(bare) < len(items):
        for frame in bare:
            frame.blocked = frame.other or not ctx.causing


def _is_bare_therapy(frame: Frame) -> bool:
    if frame.route is not None or not any_of_type(frame.elements, ("THERAPY",)):
        return False
    described = any(d.type != "ACTIVE" for d in frame.descriptors)
    named = frame.heads or frame.values or frame.left or frame.sites or described or frame.node or frame.allergy or frame.extra
    return not named


def _commas_before(items: list[Item]) -> list[bool]:
    """For each place, whether a comma stands somewhere before it: ", or" then ends a list, else it begins a statement."""
    seen, result = False, []
    for item in items:
        result.append(seen)
        seen = seen or (item.separator is not None and item.separator.type == "COMMA")
    return result


def _is_plain_fact(frame: Frame) -> bool:
    return not (frame.node or frame.negated or frame.values or frame.polarity)


def inherit_openings(items: list[Item], frame: Frame, separator: Element) -> None:
    """Gives the last of a list what stands before the list, before an exception makes a statement of it alone.

    The members between hand it on; that they do so again when the whole list is known changes nothing.
    """
    if frame.empty or frame.node is not None or not items or items[-1].separator_type not in ("OR", "AND", "SLASH"):
        return  # a comma alone may begin something of its own: "history of stroke, anticoagulants except aspirin"
    commas = any(item.separator_type == "COMMA" for item in items)
    for previous, item in pairwise([*items, Item(frame, separator)]):
        if same_list(previous, item, commas):
            pass_on(previous.frame, item.frame, denying=False)


def _close_family(items: list[Item]) -> None:
    """ "Breast or ovarian cancer in a first-degree relative": the relative behind the last is that of each disease."""
    for item, following in reversed(list(pairwise(items))):
        frame, last = item.frame, following.frame
        if last.own_too or not (last.closes_family or any_of_type(last.elements, ("FAMHIST",))):
            continue  # "gout, history of thrombosis in the patient or family"
        behind = last.head is not None and any(e.type == "FAMHIST" and e.span.start >= last.head.span.end for e in last.elements)
        joined = item.separator is not None and item.separator.type in ("OR", "AND", "COMMA") and not item.strong
        if (behind or last.closes_family) and joined and frame.head is not None and frame.head.type == "COND" and frame.node is None:
            frame.family, frame.first_degree, frame.closes_family = True, last.first_degree, True


def _close_results(items: list[Item]) -> None:
    """ "HIV, HBsAg and anti-HCV negative": the closing result is that of all the tests before it."""
    for previous, item in reversed(list(pairwise(items))):
        if item.frame.positive is None:
            continue
        if any(e.type == "POSITIVE" and is_of_a_gene(e) for e in item.frame.elements):
            continue  # "ER, PR and HER2 overexpression": of the last alone
        if previous.frame.heads:
            read_as_test(previous.frame.heads[0], previous.frame)
        tests = previous.frame.heads and previous.frame.heads[0].type in ("TEST", "ORG")
        if not item.frame.positive_first and tests and previous.frame.positive is None:
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
            and frame.positive is None  # "HBV DNA is detectable or ALT > 3 × ULN"
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
            and not any_of_type(item.frame.elements, ("AGE",))
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

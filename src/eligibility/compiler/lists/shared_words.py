"""The words that the units of a list share (contract §2, Lists)."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.accounting.words import elements_of
from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import LISTED, Frame
from eligibility.compiler.frames.readings import read_as_test
from eligibility.compiler.frames.tenses import deny_all_along
from eligibility.compiler.lists.allergens import is_a_state, join_allergens, share_allergens
from eligibility.compiler.lists.bare_times import close_with_bare_time
from eligibility.compiler.lists.closing_words import share_closing_words, share_company
from eligibility.compiler.lists.excepted_members import pass_history_on
from eligibility.compiler.lists.lasting_states import for_the_past
from eligibility.compiler.lists.limits_by_sex import join_limits_by_sex
from eligibility.compiler.lists.list_polarity import closes_with_or, denies_only_its_name, deny_denials, goes_on_denied, is_denied_too
from eligibility.compiler.lists.list_sites import share_places
from eligibility.compiler.lists.nouns_behind import share_nouns_behind
from eligibility.compiler.lists.qualities import share_qualities
from eligibility.compiler.lists.same_list import same_list
from eligibility.compiler.lists.shared_counts import share_counts, share_sums
from eligibility.compiler.lists.shared_purposes import close_purposes, share_steadiness
from eligibility.compiler.lists.shared_tails import share_clauses
from eligibility.compiler.lists.shared_times import (
    again_at_another_time,
    close_windows,
    close_with_time,
    is_present,
    open_gaps,
    open_window,
    perhaps_recent,
)
from eligibility.compiler.recorded.completed import take_stop
from eligibility.compiler.recorded.counts import counts_unknown
from eligibility.compiler.recorded.doses import DOSES
from eligibility.compiler.recorded.gaps import pass_gap_on
from eligibility.compiler.skeleton.items import Item, at_any_time
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.joined_overexpression import is_of_a_gene
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.rules.connectives import conjunction

_GOING_ON = (" of", " for", " to", " from", " against")


def share(items: list[Item], ctx: Context) -> None:
    """Opening words count for the units after them, a closing window for those before, a limit for the names before it."""
    if len(items) > 1:
        _share_with_each_other(items, ctx)
    if ctx.kind == "inclusion":
        _deny_forbidden(items)
    for item in items:
        deny_all_along(item.frame)
    for_the_past(items, ctx)
    first = items[0].frame
    if ctx.measure and first.values and not first.heads and first.node is None:
        first.heads = list(ctx.measure)
    _share_limits(items)
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
    last_or = max((n for n, i in enumerate(items) if i.separator is not None and i.separator.type in ("OR", "AND")), default=-1)
    closing = closes_with_or(items)
    for position, (previous, item) in enumerate(pairwise(items)):
        deny_denials(previous, item.frame)
        denies = previous.frame.negated or previous.frame.denied or previous.frame.unable
        for_itself = denies and denies_only_its_name(previous.frame, item.frame)
        if same_list(previous, item, commas[position]):
            # Among exclusions a comma alone parts "not willing to consent, pregnant"; "and" or "or" closes a list.
            denying = (ctx.mode == "all" or last_or >= position) and not for_itself
            _pass_on(previous.frame, item.frame, denying=denying)
        elif ctx.mode == "all" and previous.frame.negated and _is_plain_fact(item.frame) and not for_itself:
            if is_denied_too(previous, item.frame):
                _pass_on(previous.frame, item.frame, denying=True)
            elif position <= closing:
                item.frame.negated = goes_on_denied(previous, item.frame)
        else:
            pass_history_on(previous, item, commas[position], ctx)
    _bare_therapies(items, ctx)
    share_clauses(items)
    share_qualities(items, [same_list(a, b, commas[n], staged=True) for n, (a, b) in enumerate(pairwise(items))])
    share_closing_words(items, ctx)
    share_company(items)
    _close_family(items)
    share_nouns_behind(items, ctx)
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
    if ctx.kind == "inclusion" and _ends_in_bare_exclusion(items, commas):
        for item in items:
            item.frame.blocked = True
    _close_polarity(items, commas)
    _share_treatments(items)
    if ctx.mode == "any":
        _share_people(items)
    if ctx.kind == "exclusion":
        _doubt_beside_permission(items, ctx)


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


def _share_people(items: list[Item]) -> None:
    """ "Women who are pregnant or smoke" are women, too, where they smoke; "women who are pregnant, asthma" are not."""
    for item, following in pairwise(items):
        if item.separator_type not in ("OR", "AND") or following.frame.sexes:
            continue
        said = [e for e in item.frame.elements if e.type not in ("HIST", "CURR")]
        of_people = bool(said) and said[0].type == "SEXNOUN" and {"who", "that"} & set(" ".join(e.word for e in said[:2]).split())
        if not (of_people or item.frame.sexes_shared):
            continue
        # What is denied, or stands with words that were linked to it, says in its own way of whom.
        plain = not (following.frame.negated or following.frame.node or following.frame.extra)
        if plain and not any_of_type(following.frame.elements, ("SUBJECT", "AGENOUN", "PEOPLE", "NEG")):
            following.frame.sexes, following.frame.sexes_shared = list(item.frame.sexes), True


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
    return frame.node is None and not frame.negated and not frame.values and frame.polarity is None


def _pass_on(source: Frame, target: Frame, denying: bool) -> None:
    if denying:
        target.negated = target.negated or source.negated or source.denied
    attested = any_of_type(target.heads, ("ATTR",)) or not target.heads
    target.unable = target.unable or (source.unable and attested and denying)
    target.able = target.able or (source.able and attested)
    if source.positive_first and target.positive is None:
        target.positive, target.positive_first = source.positive, True
    passed = source.history and source.gap is None and not at_any_time(source)
    present = is_present(target) or _has_own_verb(target)
    target.history = target.history or (passed and not present)
    target.planned = target.planned or source.planned
    plain = not (target.severity or target.descriptors or target.values or target.stage)
    target.other = target.other or (source.other and plain and target.head is not None and target.head.type == "COND")
    if source.completed is not None and target.head is not None and target.head.type in ("PROC", "DRUG"):
        target.completed = target.completed or source.completed
    target.onset, target.newly = target.onset or source.onset, target.newly or source.newly
    if source.onset and (source.blocked or _arises(source)) and target.head is not None and target.head.type == "DRUG":
        target.blocked = True  # "who develop metastases after adjuvant tamoxifen or letrozole": no drug develops
    pass_gap_on(source, target)
    if source.stop is not None and target.head is not None and target.head.type in ("PROC", "DRUG"):
        target.blocked, target.stops = True, source.stop
    if source.barred or _opens_with_block(source) or _will_of_both(source, target):
        target.blocked = target.barred = True
    target.governed = _of_both(source, target)
    target.blocked = target.blocked or target.governed
    target.own_too = target.own_too or (source.own_too and not target.family)
    target.first_degree = target.first_degree or (source.first_degree and not target.family)
    target.family = target.family or source.family
    if source.allergy or source.after_allergens:
        target.after_allergens = target.after_allergens or is_a_state(target)
        if not target.after_allergens:
            target.severity = target.severity or (source.severity if not target.allergy else ())
            target.allergy = True
    target.taking = target.taking or source.taking
    target.undergoing = target.undergoing or source.undergoing
    if source.polarity in ("demand", "must_not"):  # said before the list; "is allowed" stands behind it: see _close_polarity
        target.polarity = target.polarity or source.polarity
    if source.windows and not (target.windows or target.planned or present) and (source.onset or source.history or _timed_before(source)):
        target.windows, target.timed_before = list(source.windows), _timed_before(source)


def _timed_before(frame: Frame) -> bool:
    """ "Recent use (within 2 weeks) of antibiotics or laxatives": the time stands in brackets before the names."""
    head = frame.head
    before = [g for g in frame.groups if head is not None and g.span.end <= head.span.start]
    timed = any(any_of_type(elements_of(g.block), ("WINDOW",)) for g in before)
    return frame.timed_before or (timed and any_of_type(frame.elements, ("RECENT", "TAKING", "HIST")))


def inherit_openings(items: list[Item], frame: Frame, separator: Element) -> None:
    """Gives the last of a list what stands before the list, before an exception makes a statement of it alone.

    The members between hand it on; that they do so again when the whole list is known changes nothing.
    """
    if frame.empty or frame.node is not None or not items or items[-1].separator_type not in ("OR", "AND", "SLASH"):
        return  # a comma alone may begin something of its own: "history of stroke, anticoagulants except aspirin"
    commas = any(item.separator_type == "COMMA" for item in items)
    for previous, item in pairwise([*items, Item(frame, separator)]):
        if same_list(previous, item, commas):
            _pass_on(previous.frame, item.frame, denying=False)


def _has_own_verb(frame: Frame) -> bool:
    """ "Had surgery within 4 weeks or has brain metastases": it begins with a verb of its own, which says that it is so now."""
    return bool(frame.elements) and frame.elements[0].type == "FILLER" and frame.elements[0].word in ("has", "have", "is", "are")


def _close_family(items: list[Item]) -> None:
    """ "Breast or ovarian cancer in a first-degree relative": the relative behind the last is that of each disease."""
    for item, following in reversed(list(pairwise(items))):
        frame, last = item.frame, following.frame
        if not last.closes_family and not any_of_type(last.elements, ("FAMHIST",)):
            continue
        behind = last.head is not None and any(e.type == "FAMHIST" and e.span.start >= last.head.span.end for e in last.elements)
        joined = item.separator is not None and item.separator.type in ("OR", "AND", "COMMA") and not item.strong
        if (behind or last.closes_family) and joined and frame.head is not None and frame.head.type == "COND" and frame.node is None:
            frame.family, frame.first_degree, frame.closes_family = True, last.first_degree, True


def _arises(frame: Frame) -> bool:
    return any(e.type == "ONSET" and e.word.startswith(("develop", "occur", "appear", "emerg")) for e in frame.elements)


def _opens_with_block(frame: Frame) -> bool:
    """ "Risk of bleeding or thrombosis", "unsuitable for surgery or radiotherapy", "response to A or B": said of all of the list.

    What opens it makes something else of the first name, and a preposition before that name lets it go on to the next.
    """
    said = [e for e in frame.elements if e.type not in ("FILLER", "SUBJECT", "NEG", "HIST", "CURR")]
    if frame.blocked and said and said[0].type == "BLOCK" and (_goes_on(said[0]) or said[0].word == "failed"):
        return True  # "failed imatinib and sunitinib"
    before = [e for e in said if frame.head is not None and e.span.end <= frame.head.span.start]
    while before and before[-1].type == "RECENT":
        before.pop()  # "recovery from recent surgery or radiotherapy"
    if not before or frame.allergy or frame.how is not None or not _goes_on(before[-1]):
        return False
    word = before[-2] if before[-1].type == "FOR" and len(before) > 1 else before[-1]
    return word.type in ("BLOCK", "JUDGE", "WORD", "DESC")


_ABLE = ("able", "abil", "unable", "inabil", "willing", "unwilling", "can ", "cannot")


def _of_both(source: Frame, target: Frame) -> bool:
    """Whether a word that is not understood is said of both: "initiation of", "resistance to A or B" asks for neither by itself."""
    head = source.head
    if head is None or source.allergy or not target.elements or not target.elements[0].may_be(head.type):
        return False
    if source.governed:
        return True
    before = [e for e in source.elements if e.span.end <= head.span.start]
    if len(before) > 1 and before[-1].word == "of" and before[-2].word in DOSES:
        return len(before) > 2 and before[-3].type in ("WORD", "INCREASE")  # "change in dose of", and no "stable dose of"
    treated = head.type in ("DRUG", "PROC")
    prepositions = ("of", "in", "to", "against") if treated else ("of", "in")
    if [e.type for e in before[-2:]] == ["WORD", "TAKING"] and before[-1].word == "on":
        return True  # "progression on abiraterone or enzalutamide"
    return [e.type for e in before[-2:]] == ["WORD", "FILLER"] and before[-1].word in prepositions


def _will_of_both(source: Frame, target: Frame) -> bool:
    """ "Unwilling to discontinue aspirin or heparin", "able to undergo CT or MRI": the will, or the ability, is for both."""
    kind = target.head.type if target.head is not None else None
    attested = source.head is not None and source.head.type == "ATTR"  # "undergo MRI", "able to undergo MRI" is an observation of its own
    says_able = attested and source.head is not None and source.head.word.startswith(_ABLE)
    if not (source.able or source.unable or says_able) or kind not in ("DRUG", "PROC"):
        return False
    bare = all(e.may_be(kind) or e.type in ("FILLER", "DESC", "SITE") for e in target.elements)
    return any(e.may_be(kind) for e in source.elements) or (attested and bare)


def _goes_on(element: Element) -> bool:
    return element.type == "FOR" or element.tokens[-1].word.endswith(_GOING_ON)


def _first_word(element: Element) -> str:
    return element.word.split()[0]


def _ends_in_bare_exclusion(items: list[Item], commas: list[bool]) -> bool:
    """ "Colorectal cancer, MSI-high excluded": whether all of the list is excluded, or the last alone, a mere "excluded" does not say."""
    last = items[-1].frame
    said = [e for e in last.elements if e.type == "EXCLUDED"]
    return commas[-1] and bool(said) and said[-1] is last.elements[-1] and said[-1].word == "excluded"


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


def _deny_forbidden(items: list[Item]) -> None:
    """Under inclusion "A or B is not allowed" denies both together, like "no A or B"."""
    for item in items:
        if item.frame.polarity in ("must_not", "excluded"):
            item.frame.polarity = None
            item.frame.negated = not item.frame.negated


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

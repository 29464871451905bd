"""A clause behind the last of a list, which is said of those before it too: "disease or condition that would make it unsafe"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.tails import JUDGED, RELATIVES, Tail, says_only
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.compiler.syntax.precluded import INCAPABLE

_OWN = frozenset({"any", "another", "a", "an", "any other", "either"})
_NAMED = ("COND", "PROC", "DRUG")
_GENERAL = frozenset({"condition", "procedure", "surgery", "abnormality"})


def share_clauses(items: list[Item]) -> None:
    """Gives the members before a clause what it says.

    Of a noun as general as "condition" it is surely said, also over commas ("any condition, therapy or finding that might confound");
    of a thing with a name only where "or" joins the two directly, or it stands between such a noun and the clause, and there it may be
    said; of those that share the noun it is said with it; over commas too "as the only site", and what is denied ("asthma, gout, or COPD
    that is not controlled").
    """
    for item in items:
        last = item.frame.elements[-1] if item.frame.elements else None
        if last is not None and len(item.frame.elements) > 1 and last.type == "FILLER" and last.word in RELATIVES:
            item.frame.blocked = True  # "any condition that, in the physician's judgment, …": a comma parts it from its clause
    clause: Tail | None = None
    owner: Frame | None = None
    direct = denied = True
    for place, (item, following) in reversed(list(enumerate(pairwise(items)))):
        own, denial = _clause_of(following.frame), _denied_clause(following.frame) if item.separator_type == "OR" else None
        if own is not None or denial is not None:
            clause, owner, direct, denied = denial or own, following.frame, True, denial is not None
        if clause is None:
            continue
        direct = direct and _joins(item) and not _has_own_article(following.frame)
        frame = item.frame
        between = any(_is_general(i.frame) for i in items[:place])
        if frame.tail is not None or _clause_of(frame) is not None or frame.node is not None:
            clause = None
        elif _is_general(frame) or (direct and (frame.borrowed or frame.head is None)) or (frame.borrowed and frame.lender is owner):
            frame.tail = clause  # "psychiatric or neurological diseases that …" share the noun, too
        elif (
            (direct or denied or between or _is_of_a_kind(frame) or says_only(clause.parts[0]))
            and frame.head is not None
            and frame.head.type in _NAMED
            and not frame.values
        ):
            if denied and frame.allergy:  # an allergy has no descriptors
                frame.perhaps_behind = [*frame.perhaps_behind, *clause.parts]
            else:
                frame.perhaps_described = [*frame.perhaps_described, clause.element]


def share_incapacity(items: list[Item]) -> None:
    """The same for what takes the capacity to consent or to comply; of "psychiatric illness/situations that …" it is said of both."""
    said: Element | None = None
    direct = True
    for place, (item, following) in reversed(list(enumerate(pairwise(items)))):
        own = [e for e in following.frame.left if e.type == INCAPABLE]
        if own:
            said, direct = own[-1], True
        frame = item.frame
        direct = direct and _joins(item) and not _has_own_article(following.frame)
        if said is None or any_of_type(frame.left, (INCAPABLE,)):
            continue
        if frame.tail is not None or frame.node is not None:
            said = None
        elif _is_general(frame) or (direct and item.separator is not None and item.separator.word == "/" and following.frame.head is None):
            frame.left.append(said)
        elif direct or _is_of_a_kind(frame) or any(_is_general(i.frame) for i in items[:place]):
            named = frame.head is not None and frame.head.type in _NAMED and not frame.values
            frame.perhaps_behind = [*frame.perhaps_behind, *([said] if named else [])]


def _clause_of(frame: Frame) -> Tail | None:
    if frame.tail is not None:
        first = frame.tail.parts[0]
        return frame.tail if _opens(first) else None
    place = next((i for i, e in enumerate(frame.elements) if i and _opens(e)), None)
    if place is None or (frame.head is not None and not frame.blocked and frame.head.span.end <= frame.elements[place].span.start):
        return None  # what cut_tail left with a known name is no clause
    words = frame.elements[place:]
    return Tail(words, judged=any_of_type(words, JUDGED)) if len(words) > 1 else None


def _denied_clause(frame: Frame) -> Tail | None:
    """ "COPD that cannot be controlled", "… that is not controlled"; the second is no tail (frames/tails.py), but left over."""
    if frame.tail is not None:
        return frame.tail if any(e.type == "UNABLE" for e in frame.tail.parts[1:3]) else None
    head = frame.head.span.end if frame.head is not None else 0
    place = next((i for i, e in enumerate(frame.elements) if e.span.start >= head > 0 and _opens(e)), None)
    words = frame.elements[place:] if place is not None else []
    return Tail(words, judged=False) if any(e.type in ("NEG", "UNABLE") for e in words[1:3]) else None


def _opens(element: Element) -> bool:
    return (element.type == "FILLER" and element.word in RELATIVES) or says_only(element)


def _joins(item: Item) -> bool:
    separator: Element | None = item.separator
    return separator is not None and separator.type in ("OR", "AND", "SLASH") and not item.strong


def _has_own_article(frame: Frame) -> bool:
    return bool(frame.elements) and frame.elements[0].word in _OWN


def _is_of_a_kind(frame: Frame) -> bool:
    """ "Serious condition", "minor surgery": a general noun with an adjective."""
    return frame.head is not None and frame.head.value in _GENERAL and frame.head.type in ("COND", "PROC")


def _is_general(frame: Frame) -> bool:
    """Whether it names nothing more than a kind: "any condition", "illness", "surgery"."""
    named = frame.descriptors or frame.severity or frame.sites or frame.values or frame.groups or frame.extra or frame.left or frame.windows
    return _is_of_a_kind(frame) and not named

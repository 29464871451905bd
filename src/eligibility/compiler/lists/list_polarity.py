"""Words of permission and denial that speak of a whole list, read before the links of its last member are."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import STARTS, Item
from eligibility.compiler.syntax.naive import NAIVE
from eligibility.compiler.syntax.negative_words import DENYING_PREFIXES
from eligibility.reference.vocabulary import vocabulary

_RECORDED = ("COND", "ORG", "PROC", "DRUG")
# Words of their own time or kind, with which a denied list goes on: "no tamoxifen or prior radiotherapy".
_OF_ITS_OWN = frozenset({"HIST", "CURR", "PLAN", "FAMHIST", "ALLERGY"})


def hand_back_polarity(items: list[Item], ctx: Context) -> None:
    """ "Other studies, including those of diet, allowed": behind a comma of its own the word still speaks of what stands before it."""
    for before, item in pairwise(items):
        frame = item.frame
        if frame.empty and frame.polarity in ("allowed", "excluded") and before.frame.polarity is None and not before.frame.negated:
            before.frame.polarity = frame.polarity
            before.frame.linked.append(frame.span)
            ctx.ledger.take(frame.elements)


def denied_before(items: list[Item], frame: Frame) -> bool:
    """ "No A or B except C": the negation before the list is that of its last member too, whose exception is read first."""
    if not items or frame.empty or frame.negated or frame.node is not None:
        return False
    if items[-1].strong and not any(i.separator is not None and i.separator.type == "COMMA" for i in items[:-1]):
        return False  # ", or" behind a single member begins another statement
    for earlier in (frame, *(i.frame for i in reversed(items))):
        if earlier.negated:
            return True
        if earlier.node is not None or earlier.values or (_begins(earlier, STARTS) and not goes_on_denied(items[-1], earlier)):
            return False
    return False


def closes_with_or(items: list[Item]) -> int:
    """The place of the last "or" that goes on with the list; ", or" does only behind a list of commas. -1 where there is none."""
    comma = next((n for n, i in enumerate(items) if i.separator is not None and i.separator.type == "COMMA"), len(items))
    ends = [n for n, i in enumerate(items) if i.separator is not None and i.separator.type == "OR" and (not i.strong or n > comma)]
    return max(ends, default=-1)


def goes_on_denied(before: Item, frame: Frame) -> bool:
    """ "No current tamoxifen or prior radiotherapy": a member goes on with a denied list, though it begins with a time of its own.

    "No brain metastases or previously treated ones" states what there may be instead.
    """
    joined = before.separator is not None and before.separator.type in ("OR", "COMMA")
    recorded = all(f.head is None or f.head.type in _RECORDED for f in (before.frame, frame))
    named = bool(frame.heads) or frame.allergy or frame.family
    opening = [e for e in frame.elements if frame.head is None or e.span.end <= frame.head.span.start]
    clause = any(e.type in ("SUBJECT", "SEXNOUN") or e.word in ("who", "that", "which") for e in opening)
    return joined and recorded and named and not clause and _begins(frame, _OF_ITS_OWN) and not _is_kind_of(frame, before.frame)


def is_denied_too(before: Item, frame: Frame) -> bool:
    """ "No asthma, or COPD": a bare name behind the comma is no way to have what was denied before it."""
    heads = [f.head for f in (before.frame, frame)]
    recorded = all(h is not None and h.type in ("COND", "PROC", "DRUG") for h in heads)
    bare = all(e.type in ("FILLER", "COND", "PROC", "DRUG") for e in frame.elements) and not (frame.groups or frame.extra)
    joined = before.separator is not None and before.separator.type == "OR"
    return joined and recorded and bare and not _is_kind_of(frame, before.frame)


def deny_denials(before: Item, frame: Frame) -> None:
    """ "No asthma or non-measurable disease": the denial in a name is denied with the list, which no rule of one name says."""
    joined = before.separator is not None and before.separator.type == "OR" and not before.strong
    prefixes = [e for e in frame.elements if e.type == "NEG" and e.word in DENYING_PREFIXES]
    if joined and before.frame.negated and not before.frame.named_by_denial and frame.negated and prefixes:
        frame.blocked = True
        for element in prefixes:
            element.type = "FILLER"


_TIMES_IN_NAMES = ("ex", "former", "past", "previous", "never")


_OF_PREGNANCY = {"pregnancy", "breastfeeding", "planning-pregnancy", "childbearing-potential"}


def denies_only_its_name(before: Frame, frame: Frame) -> bool:
    """ "Non-smoker or ex-smoker": the denial in a name is not that of another name for somebody who does not do it either.

    "Insulin-naive" denies insulin, and nothing else; "naive to A or B" both.
    """
    naive = next((e for e in before.elements if e.word in NAIVE), None)
    if naive is not None:
        return before.head is not None and before.head.span.start < naive.span.start
    if frame.head is None or frame.head.type != "ATTR" or not before.named_by_denial:
        return False
    if before.head is not None and before.head.may_be("NEGATTR"):
        return True  # "non-smoking, healthy adults"
    if before.head is not None and not {before.head.value, frame.head.value} <= _OF_PREGNANCY:
        return True  # "non-Asian or Hispanic adults"; "non-pregnant or lactating women" are neither
    return frame.head.word.replace("-", " ").split()[0] in _TIMES_IN_NAMES


def _is_kind_of(frame: Frame, general: Frame) -> bool:
    """Whether it names a kind of what was denied, which was denied with it: so something else is meant."""
    if frame.head is None or general.head is None:
        return False
    wanted, denied = frame.head.value, general.head.value
    given = vocabulary().shown_by(denied)  # "chemotherapy": the drugs
    kind = wanted != denied and any(vocabulary().is_a(wanted, d) for d in (denied, *given))
    return kind or (wanted == denied and bool(frame.descriptors) and not (general.descriptors or general.sites))


def _begins(frame: Frame, kinds: frozenset[str]) -> bool:
    first = next((e for e in frame.elements if e.type not in ("FILLER", "SUBJECT")), None)
    return first is not None and first.type in kinds

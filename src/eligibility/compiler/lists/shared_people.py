"""Of whom a list is: "women who are pregnant or smoke", "overweight or obese women", "healthy overweight or obese adults"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.frames.persons import attested_of, ends_in_people
from eligibility.compiler.measured.ages import take_age
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.elements import any_of_type
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.rules.nodes import AnyNode

# How words end that can only be said of the noun behind them.
ADJECTIVAL = ("ic", "ive", "al", "ous", "ed", "obese", "overweight", "pregnant", "feeding", "lactating", "ory")
_OF_A_PERSON = (*ADJECTIVAL, "smoking", "speaking", "an", "ino", "ina", "inx", "active", "handed", "literate", "healthy")
_NOUNS = ("patients", "subjects", "participants", "individuals", "women", "men", "adults", "children", "smokers", "volunteers")
_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")


def open_people(items: Sequence[Item]) -> None:
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


def close_people(items: Sequence[Item], ctx: Context) -> None:
    """Adjectives joined by "or" before one noun for people are said of the same people, with what else the noun has.

    What is attested of them before the first adjective is that one's, and perhaps that of those behind it too.
    """
    last: Frame | None = None
    members: list[Frame] = []
    for item, following in reversed(list(pairwise(items))):
        joined = item.separator_type in ("OR", "SLASH") or (item.separator_type in ("AND", "COMMA") and last is not None)
        if last is None and joined and ends_in_people(following.frame):
            last, members = following.frame, [following.frame]
            if _is_adjective(item.frame):
                _take_age(last, ctx)
        if last is None or not joined or not _is_adjective(item.frame):
            last = None
            continue
        _say_of_the_same(item.frame, last)
        _take_leading(item.frame, members)
        members.append(item.frame)


def _take_age(frame: Frame, ctx: Context) -> None:
    said = list(frame.elements)
    age = take_age(frame, ctx) if any_of_type(said, ("AGE",)) else None
    if age is not None:
        ctx.ledger.take(e for e in said if e not in frame.elements)
        frame.extra.append(age)


def _is_adjective(frame: Frame) -> bool:
    """Whether it is nothing but a word that needs the noun behind it: "overweight", "Hispanic"."""
    head = frame.head
    if head is None or len(frame.heads) > 1 or head.type not in ("ATTR", "COND") or not head.word.endswith(_OF_A_PERSON):
        return False
    if head.type == "COND" and not head.word.endswith(ADJECTIVAL):
        return False
    more = frame.values or frame.groups or frame.node or frame.windows or frame.tail or frame.lasting or frame.family or frame.allergy
    behind = [e for e in frame.elements if e.span.start >= head.span.end]
    return not (more or behind) and not any_of_type(frame.elements, _PEOPLE) and all(e.type == "ATTR" for e in frame.left)


def _say_of_the_same(frame: Frame, last: Frame) -> None:
    frame.sexes = frame.sexes or list(last.sexes)
    frame.ages = frame.ages or list(last.ages)
    head = last.head
    if head is not None and head.word.endswith(_NOUNS) and not last.sexes and not frame.sexes:
        frame.sexes = ["female"] if head.word.endswith("women") else ["male"] if head.word.endswith(" men") else []
    frame.extra += [n for n in last.extra if head is None or n.span.start >= head.span.end]


def _take_leading(frame: Frame, behind: Sequence[Frame]) -> None:
    """ "Healthy overweight or obese adults"."""
    leading: list[Element] = frame.left
    if not leading:
        return
    nodes: list[AnyNode] = attested_of(frame, leading)
    frame.left = []
    frame.extra += nodes
    for each in behind:
        each.perhaps_with = [*each.perhaps_with, *nodes]

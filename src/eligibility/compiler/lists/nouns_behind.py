"""A noun behind the last of a list that makes another thing of each name: "penicillin or latex allergy", "measles or mumps vaccination".

Without it the names before the last would be medicines that are taken, and diseases that somebody has.
"""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.frames.context import Context
from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.skeleton.items import Item
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.entailments import allergen_of
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.spans import hull
from eligibility.text.tokens import Token

_OF_MEDICINES = (
    "intolerance",
    "hypersensitivity",
    "use disorder",
    "use disorders",
    "addiction",
    "misuse",
    "overuse",
    "withdrawal",
    "toxicity",
)
_OF_GERMS = (
    "vaccination",
    "vaccinations",
    "vaccine",
    "vaccines",
    "immunization",
    "immunisation",
    "immunity",
    "non-immune",
    "nonimmune",
    "immune",
)
_NOUNS = sorted((*_OF_MEDICINES, *_OF_GERMS), key=len, reverse=True)  # the longest first
_NAMES = ("DRUG", "COND", "ORG", "TEST", "MEAS")
_BEFORE = ("FILLER", "SUBJECT", "NEG", "HIST")  # "active influenza or …" says what the first is
_NAMED = ("COND", "PROC", "DRUG", "ATTR")


def share_nouns_behind(items: list[Item], ctx: Context) -> None:
    """Gives each mere name of a list the noun behind the last; where no table knows the two together, they are not understood."""
    last: Frame | None = None
    for item, following in reversed(list(pairwise(items))):
        last = last or following.frame
        joined = item.separator_type in ("OR", "AND", "COMMA", "SLASH") and not item.strong
        if not joined or not _is_mere_name(item.frame):
            last = None
            continue
        noun = _noun_behind(last, ctx)
        if _is_allergy(last) and item.frame.heads[0].type != "COND":
            item.frame.allergy, item.frame.severity = True, item.frame.severity or last.severity
        elif noun is not None and _can_have(item.frame.heads[0], noun):
            _take_noun(item.frame, noun, last, ctx)
            item.frame.windows = item.frame.windows or list(last.windows)
        else:
            last = None


def _is_mere_name(frame: Frame) -> bool:
    more = frame.node or frame.values or frame.groups or frame.extra or frame.left or frame.allergy or frame.family or frame.taking
    named = len(frame.heads) == 1 and frame.heads[0].type in _NAMES
    return named and not more and all(e.type in (*_NAMES, *_BEFORE) for e in frame.elements)


def _is_allergy(frame: Frame) -> bool:
    """Whether the allergy is said behind its name: "latex allergy", and not "allergy to latex"."""
    head = frame.head
    if head is None or frame.node is not None:
        return False
    behind = any(e.type in ("ALLERGY", "ALLERGYANY") and 0 <= e.span.start - head.span.end <= 1 for e in frame.elements)
    return behind or (head.type == "COND" and allergen_of(head.value) is not None and len(head.word.split()) > 1)


def _noun_behind(frame: Frame, ctx: Context) -> str | None:
    """The noun that closes a unit, with a name before it; None where the unit has other words behind."""
    said = [e for e in frame.elements if e.type not in ("WINDOW", "LASTING", "FILLER")]
    words = ctx.words(hull(e.span for e in said)).casefold() if said and not frame.groups else ""
    return next((noun for noun in _NOUNS if words.endswith(f" {noun}")), None)


def _can_have(head: Element, noun: str) -> bool:
    """Whether the noun can be said of the name: against an infection one is vaccinated, and a medicine is not tolerated."""
    if noun not in _OF_GERMS:
        return head.type in ("DRUG", "MEAS")
    return head.type == "ORG" or (head.type == "COND" and _is_infection(head.value))


def _is_infection(concept: str) -> bool:
    infection = vocabulary().lookup("infection", "condition")
    return infection is not None and vocabulary().is_a(concept, infection.id)


def _is_of_a_germ(frame: Frame, noun: str, ctx: Context) -> bool:
    """Whether the noun makes of an infection what it makes of this one, and lately: "COVID-19 vaccination within 14 days"."""
    words, found, _ = ctx.words(frame.span).casefold().partition(f" {noun}")
    infection = vocabulary().lookup(words, "condition") if found else None
    return infection is not None and _is_infection(infection.id) and bool(frame.windows)


def _take_noun(frame: Frame, noun: str, last: Frame, ctx: Context) -> None:
    head = frame.heads[0]
    words = ctx.words(head.span)
    if words.casefold().endswith((noun, "infection")):
        return
    name = f"{words} {noun}"
    reading = name_of(name, *_NAMED)
    if reading is None or (head.type == "COND" and not _is_of_a_germ(last, noun, ctx)):
        # "Influenza or COVID-19 vaccination within 14 days" is of both, "tuberculosis or BCG vaccination" need not be.
        frame.blocked = True
        return
    frame.heads = [Element(reading.type, reading.value, head.span, (Token(name, head.span, (reading,)),))]
    frame.borrowed = True

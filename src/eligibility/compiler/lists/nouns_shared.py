"""Adjectives alone in a list, and the noun they share with the next one: "motor or sensory neuropathy", "minor or laparoscopic surgery"."""

from __future__ import annotations

import re

from eligibility.compiler.frames.frame import Frame
from eligibility.compiler.syntax.parse_tree import Element
from eligibility.reference.adjectives import is_adjective
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_rows import Domain
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

DOMAINS: dict[str, Domain] = {"COND": "condition", "PROC": "procedure", "DRUG": "medication"}
_BESIDE = ("FILLER", "SUBJECT", "HIST", "CURR", "PLAN", "NEG", "DESC", "ACTIVE", "SEV", "HOWADJ", "TAKING")


def describe_unknown(frame: Frame, donor: Frame) -> bool:
    """Makes the unknown adjective at the end of a unit a describing word, where the next one stands before the noun of both.

    "Motor | or sensory neuropathy"; not "subjects with acute | or neuropathy", where no adjective stands beside it.
    """
    if frame.heads or frame.groups or frame.values or len(frame.left) != 1 or donor.head is None or donor.head.type not in DOMAINS:
        return False
    word = frame.left[0]
    plain = word.type == "WORD" and len(word.tokens) == 1 and word is frame.elements[-1] and is_adjective(word.word)
    if not plain or any(e.type not in _BESIDE for e in frame.elements[:-1]):
        return False
    if not _begins_with_adjective(donor) and noun_of(donor.head) is donor.head:
        return False
    frame.left = []
    frame.descriptors = [*frame.descriptors, Element("DESC", "", word.span, word.tokens)]
    return True


def stands_for_another(frame: Frame, donor: Frame) -> bool:
    """Whether the adjectives of a unit stand for one in the name that it borrows: "minor or laparoscopic surgery"."""
    described = bool(frame.descriptors or frame.severity)
    return described and not (donor.descriptors or donor.severity or donor.values or _begins_with_adjective(donor))


def _begins_with_adjective(frame: Frame) -> bool:
    """Whether an adjective stands before the name, of which it is no part."""
    assert frame.head is not None
    before = [e for e in frame.elements if 0 <= frame.head.span.start - e.span.end <= 1]
    return any(e in frame.descriptors or (e.type in ("WORD", "MEASMOD", "ROUTE") and is_adjective(e.word)) for e in before)


def adjectives_of(head: Element) -> int:
    """How many words of a name are the adjectives that it begins with: one in "chronic liver failure", two in "neo adjuvant therapy"."""
    words = head.tokens[0].text.split() if len(head.tokens) == 1 else []
    known = [n for n in range(1, len(words)) if name_of(" ".join(words[:n]), "DESC") is not None]
    first = known[-1] if known else 0
    return first + (1 if first and first + 1 < len(words) and name_of(words[first], "DESC") is not None else 0)


_PARTICIPLE = re.compile(r"ed$|-\w+(?:ent|ant|ive)$")
_FINDINGS = ("lesion", "lesions")  # of a disease, whatever it is: "locally recurrent or metastatic lesions"


def noun_of(head: Element) -> Element:
    """The noun that an adjective before the name goes with: "disease" in "recurrent or metastatic disease", also a name itself."""
    domain = DOMAINS.get(head.type)
    words = head.tokens[0].text.split()
    adjectives = adjectives_of(head) or (1 if len(words) > 1 and is_adjective(words[0]) else 0)
    if not adjectives and len(words) > 1 and _PARTICIPLE.search(words[0]):
        adjectives = 1  # "recurrent or strangulated hernia", "insulin-dependent or non-insulin-dependent diabetes"
    for cut in range(adjectives, 0, -1):
        name = " ".join(words[cut:])
        concept = vocabulary().lookup("disease" if name in _FINDINGS else name, domain) if domain is not None else None
        if concept is not None:
            span = Span(head.span.end - len(name), head.span.end)
            return Element(head.type, concept.id, span, (Token(name, span, (Reading(head.type, concept.id),)),))
    return head


def takes_into_name(frame: Frame) -> bool:
    """Makes words a part of the name that now has them: "nasal | or systemic steroids", "major | or minor surgery".

    Whether the name then tells how a medicine is given.
    """
    kind = {"DRUG": "SITE", "PROC": "SEV"}.get(frame.heads[0].type)
    inside = [e for e in frame.elements if e.type == kind and frame.heads[0].span.covers(e.span)]
    for element in inside:
        element.type = "FILLER"
    frame.severity = () if inside and kind == "SEV" else frame.severity
    return bool(inside) and kind == "SITE"

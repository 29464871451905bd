"""Abbreviations that the vocabulary does not have: whether an entry's letters may stand for a wanted name, or the other way round."""

from __future__ import annotations

import re

from eligibility.patient.lookups import Entry, folded_name
from eligibility.reference.headed_names import may_be_another
from eligibility.reference.vocabulary import remembered, vocabulary
from eligibility.rules.nodes import ConceptRef

# Every disease has these among its initials.
_TOO_COMMON = frozenset(folded_name("disease disorder condition problem illness syndrome therapy treatment").split())
# The letters that a name begins with, behind its side and the like.
_SHORT = re.compile(
    r"(?:(?:s/p|hx|h/o|[LRlr]|left|right|bilateral|acute|chronic) )*(?P<letters>[A-Z][A-Za-z]?[A-Z]{1,4}|[A-Z]&[A-Z])(?![\w-])"
)
_JOINING_LETTERS = frozenset(["a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with", "without"])


def may_abbreviate(entry: Entry, wanted: ConceptRef) -> bool:
    """Whether one of the two names may be the abbreviation of the other: "PD" for Parkinson's disease, "DJD" for osteoarthritis."""
    explained = entry.item.name is not None and initials_of(entry.item.name) == folded_name(wanted.name)
    return explained or _has_initials(entry, wanted.name) or _abbreviates(entry, wanted.id)


def _has_initials(entry: Entry, wanted: str) -> bool:
    """Whether an entry's name is a wanted name's abbreviation, or has it in capitals among its words: "UA/NSTEMI", unstable angina.

    One that the vocabulary has means what it says there.
    """
    initials = initials_of(wanted)
    if not initials or initials == entry.folded:
        return bool(initials)
    if not _TOO_COMMON.isdisjoint(folded_name(wanted).split()):
        return False  # the HD of "ESRD on HD" is no heart disease
    written = re.findall(r"\b[A-Z]{2,}\b", entry.item.name or "")
    return not entry.ids and initials.upper() in written and vocabulary().lookup(initials.upper()) is None


def _abbreviates(entry: Entry, wanted_id: str | None) -> bool:
    """Whether an unknown name begins with letters that the words of a name of the wanted thing, or of a kind of it, begin with: "DJD"."""
    match = _SHORT.match(entry.item.name or "") if not entry.ids else None
    if match is None or wanted_id is None:
        return False
    letters = match["letters"]
    known = vocabulary().lookup(letters, "procedure" if entry.section == "procedures" else "condition")
    if known is not None and not may_be_another(letters):
        return False
    return letters.replace("&", "").casefold() in _initials_of_kinds(wanted_id)


@remembered(maxsize=2_000)
def _initials_of_kinds(concept_id: str) -> frozenset[str]:
    known = vocabulary()
    names = (name.split() for each in known.family(concept_id) for name in known.names_of(each))
    return frozenset("".join(w[0] for w in words if w not in _JOINING_LETTERS) for words in names if len(words) > 1)


def initials_of(name: str) -> str:
    """The first letters of a name's words, as an abbreviation of it has them; "" for a single word."""
    words = folded_name(name).split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""

"""The directions behind the name of a medicine: "lisinopril 20 mg tab daily #90", "Eliquis 5 mg BID", "Lyrica 75mg BD".

From the first dose or direction on, the words say how much, how and when, and what it is for. A word that says none of these may name
another medicine, or say that it is not taken: the table of the known ones is `data/direction_words.csv` (`kind`, `words`, `source`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from eligibility.reference.observations import find_observation
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_tables import hand_made_records

# A dose: a number, which a unit may follow, and what is said beside it of the form ("40/0.4", "1/2", "0.05%", "10,000").
_DOSE = r"\d[\d.,/x×%-]*"
# How and when, in the Latin and English abbreviations of prescriptions. Source: Institute for Safe Medication Practices, list of
# error-prone abbreviations (2021); British National Formulary, abbreviations.
_EVERY = r"q\s?\d+(?:\s?-\s?\d+)?\s?(?:h|hr|hrs|hours?|d|days?|w|wk|wks|weeks?|mo|months?|min)?|q(?:d|od|h|hs|am|pm|id|wk|w|mo)"
_LATIN = r"[bt]\.?i\.?d\.?|qid|qds|od|bd|tds|nocte|mane|prn|p\.?o\.?|s\.?l\.?|s\.?c\.?|sq|subq|i\.?m\.?|i\.?v\.?|ivp|ivpb|pr|pv|ou|os"
_PLAIN = (
    "inh|nebs?|gtts?|daily|nightly|weekly|biweekly|monthly|yearly|annual(?:ly)?|hourly|once|twice|every|each|as needed|as directed"
    "|at bedtime|starter pack|pen|patch|oral|orally|x"
)
_BEGINS = re.compile(rf"(?:\s+[-–]\s+|\s*[,(]\s*|\s+)(?:{_DOSE}|(?:{_EVERY}|{_LATIN}|{_PLAIN})(?![\w-]))", re.IGNORECASE)
# "5/325": of each of two substances so much; "80 mg/0.8 mL" is of one.
_TWO_STRENGTHS = re.compile(
    r"(?!1/[234](?!\d))\d+(?:\.\d+)?\s?(?:mg|mcg)?\s?[/-]\s?\d+(?:\.\d+)?"
    r"(?![\d.]|\s*(?:m?l\b|cc|hr?s?\b|k?g\b|spray|act|puff|dose|w(?:ee)?k|day|%|/))",
    re.IGNORECASE,
)
_FIRST_DOSE = re.compile(r"^\D*[a-z)]\s(?=\d)|^\D*\s(?=\d)", re.IGNORECASE)
# Words that say that it is not, or perhaps not, what is taken now, though each is known.
_NOT_TAKEN = re.compile(
    r"\b(?:placebo|blinded|stop\w*|held|hold|start|off|or|if|next)\b|\?|[>→]|\b(?:19|20)\d\d\b(?!\s?(?:mg|mcg|units?|iu))", re.IGNORECASE
)
_NO_LONGER = re.compile(r"\d+/\d+/\d+|\b\d{1,2}/(?:19|20)\d\d\b")
_PART = re.compile(r"[\s,;()\[\]{}/:&+*=@•|-]*[,;()\[\]&+][\s,;()\[\]{}/:&+*=@•|-]*|\s+[-–—]\s+|\s+(?:and|plus|with|w/)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\s/]+")
_FIGURE = re.compile(r"#?\d\S*|(?:x|q|rf|d|c|r)\d\S*|[-–~≈#.%°µμ*@↑=]+|q\d*[-\d]*\w{0,2}", re.IGNORECASE)
_REMARK = re.compile(r"(?:for|due to|prn|ppx)\s+(?P<disease>.+)", re.IGNORECASE)
_PROPHYLAXIS = re.compile(r"\s(?:ppx|prophylaxis)$", re.IGNORECASE)
# Diseases that a medicine is rather written beside for having caused them.
_REACTIONS = ("hypersensitivity", "allergy", "drug allergy", "anaphylaxis", "urticaria", "angioedema", "rash", "intolerance")


@dataclass(frozen=True, slots=True)
class Directed:
    """A product, and what else is named among its directions."""

    product: str
    others: tuple[str, ...]


def of_two_strengths(name: str) -> bool:
    """Whether the first dose of a name is one of each of two substances.

    >>> of_two_strengths("oxycodone 5/325 q6h prn"), of_two_strengths("Lovenox 80 mg/0.8 mL"), of_two_strengths("carvedilol 1/2 tab")
    (True, False, False)
    """
    dose = _FIRST_DOSE.search(name)
    return dose is not None and _TWO_STRENGTHS.match(name, dose.end()) is not None


def directed(name: str) -> Directed | None:
    """The product before its directions, and what stands among them that is none; None where there are none, or it may not be taken.

    >>> directed("carvedilol 12.5mg PO BID w/ meals").product, directed("Eliquis BID").product
    ('carvedilol', 'Eliquis')
    >>> directed("metformin 500 mg, Ozempic 1 mg weekly").others, directed("losartan 50 mg daily (Hyzaar)").others
    (('Ozempic 1 mg weekly',), ('Hyzaar',))
    >>> directed("metformin 500 mg, stopped"), directed("Ramipril comp")
    (None, None)
    """
    match = _BEGINS.search(name)
    if match is None:
        return None
    product, directions = name[: match.start()].strip(" ,-–("), name[match.start() :]
    if not product or _NOT_TAKEN.search(name) or _NO_LONGER.search(name):
        return None
    others = tuple(part.strip() for part in _PART.split(directions) if part.strip() and not _says_how(part))
    return Directed(product, others)


def _says_how(part: str) -> bool:
    """Whether a part of the directions says how much, how and when, or is the name of what it is for."""
    remark = _REMARK.search(part)
    if remark is not None:
        part = part[: remark.start()] if _is_disease(remark["disease"]) else part
    known = _words()
    return all(_FIGURE.fullmatch(word) or word.strip(".'\"").casefold() in known for word in _WORD.findall(part)) or _is_disease(part)


def _is_disease(words: str) -> bool:
    """Whether it is what a medicine is taken for: "BPH/HTN", "DVT ppx"."""
    return all(_may_be_treated(_PROPHYLAXIS.sub("", each)) for each in words.split("/"))


def _may_be_treated(words: str) -> bool:
    known, words = vocabulary(), words.strip(" .'\"")
    disease = known.lookup(words, "condition") or known.lookup(words, "organism")
    if disease is not None:
        return not any(known.is_a(disease.id, each) for each in _reactions())
    return find_observation(words.partition(" ")[0]) is not None and any(c.isdigit() for c in words)  # "INR 2-3"


@cache
def _reactions() -> tuple[str, ...]:
    found = (vocabulary().lookup(name, "condition") for name in _REACTIONS)
    return tuple(concept.id for concept in found if concept is not None)


@cache
def _words() -> frozenset[str]:
    rows = [*hand_made_records("direction_words.csv"), *(r for r in hand_made_records("product_words.csv") if r["kind"] != "filler")]
    return frozenset(word.casefold() for row in rows for word in row["words"].split("|"))

"""Names of diagnoses that begin with the disease and go on with details: "ALS, bulbar onset", "Gout, tophaceous, on febuxostat".

Problem lists write the details behind a comma, a dash or in brackets. Most refine the disease; others take it away ("ruled out", "her
aunt"), make another one of it ("drug-induced") or name one besides ("hypertensive"). There is no end to these: only details of which every
word is known to refine are read.
"""

from __future__ import annotations

import re
from functools import cache

from eligibility.reference.observations import find_observation
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.vocabulary_rows import Domain
from eligibility.reference.vocabulary_tables import hand_made_records

_DETAIL = re.compile(r"\s*[,;(]\s*|\s+[-–—]\s+|\s+(?=on \w)|\s+(?=(?:with|without|w/o|s/p|status post|following|after)\b)")
_SEVERAL = re.compile(r"(?<![\w/])(?:vs\.?|versus|or|differential|ddx)(?![\w/])", re.IGNORECASE)
# General words that with a detail may be another disease: pulmonary hypertension, diabetes insipidus, heat stroke, cardiac asthma. So may
# abbreviations of which a detail tells which one is meant: an ASD of the heart, and autism.
_GENERAL = """
    hypertension hypotension diabetes asthma stroke angina fever shock cramp cramps palsy block attack depression retention insufficiency
    failure reflux crisis arrest neoplasm tumor tumour mass lesion nodule cyst polyp ulcer infection disease disorder syndrome condition
    pain injury dm htn
    asd bpd chd mr as ms ai di pd cp hd ed sma md ad rad ar mm bv ic pms pda ivh nec rds cf
"""
_ANOTHER_WITH_MORE = frozenset(_GENERAL.split())
# Lobes of the lung, quadrants of the abdomen, vertebrae, TNM, stages, sizes and counts: where it is, and how far it has gone. A year is
# none of them: what was there then may be over.
_FIGURE = re.compile(
    r"[RL][ULM]{1,2}L|[RL][UL]Q|[CTLS]\d{1,2}(?:[-/][CTLS]?\d{1,2})*|[yrcp]{0,2}T(?:\d\w{0,2}|is|x|X)(?:N\w{1,2})?(?:M\w{1,2})?|[RLB]|B/?L"
    r"|(?:I{1,3}|I?V)[ABCabc]?\d?|[GV]\d|[ABC]\d?|\d{1,3}(?:\.\d+)?(?:-\d+(?:\.\d+)?)?[abc%]?(?:cm|mm)?"
)
_YEAR = re.compile(r"\b(?:\d{1,2}/)?(?:19|20)\d\d\b")
_AWAY, _MOST_WORDS = "away", 3
_SINCE = re.compile(r"\b(?:dx(?:'?d)?|diagnosed|onset|since)(?: in| at)?(?: age)?:?(?: \d{1,2}/)?(?: ?\d{1,4})\b", re.IGNORECASE)
# Source: The Joint Commission and hospital lists of approved abbreviations; usage of problem lists.
_SHORT_FORMS = tuple((re.compile(short), long) for short, long in (
    (r"(?<!\S)w/o\b", "without"), (r"(?<!\S)w/\s?", "with "), (r"\bd/o\b", "disorder"), (r"\bdz\b", "disease"), (r"\bfx\b", "fracture"),
    (r"\bmets\b", "metastases"), (r"(?<!\S)2/2(?!\S)", "due to"), (r"\b[Hh]ep(?= [A-E]\b)", "hepatitis"),
    (r"(?<=[a-z] )[Cc]a(?=$|[,;( ])", "cancer"), (r"\binfxn\b", "infection"), (r"\bdef\b", "deficiency"),
    (r"\b[Ll]ap\b", "laparoscopic"), (r"\b[Aa]ppy\b", "appendectomy"), (r"\bchole\b", "cholecystectomy"), (r"\b[Bb]x\b", "biopsy"),
    (r"\b[Ee]x-lap\b", "exploratory laparotomy"), (r"\b[Hh]ysty?\b", "hysterectomy"), (r"\btrach\b", "tracheostomy"),
))  # fmt: skip
_EXPLAINED = re.compile(r"\s*\([^()\d]+ [^()\d]+\)")  # an abbreviation that means what stands behind it: "ICH (…)"
_PARTS = re.compile(r"\s*[,;()]\s*|\s+[-–—]\s+")
_DONE = re.compile(r"on\s+(?P<name>.+)", re.IGNORECASE)
_WITH_OR_AFTER = re.compile(r"(?:with|and|on|s/p|status post|after|following|post|prior)\s+(?P<name>.+)", re.IGNORECASE)
_JOINED = re.compile(r"(?:with|and|on)\s+(?P<name>.+)", re.IGNORECASE)


def split_head(name: str) -> tuple[str, str] | None:
    """The disease that a name begins with, and the details; None where there are none, or with them it may be another disease.

    >>> split_head("ALS, bulbar onset"), split_head("Gout, chronic, on febuxostat")
    (('ALS', 'bulbar onset'), ('Gout', 'chronic, on febuxostat'))
    >>> split_head("pneumonia vs. atelectasis, left"), split_head("hypertension, portal"), split_head("plain name")
    (None, None, None)
    """
    match = _DETAIL.search(name)
    if match is None or match.start() < 2 or _SEVERAL.search(name):
        return None
    head, details = name[: match.start()].strip(), name[match.end() :].strip(" )")
    if not details or may_be_another(head) or (head.isupper() and _EXPLAINED.match(name[len(head) :])):
        return None
    return head, details


def may_be_another(head: str) -> bool:
    """Whether a name with details may be another disease than alone: "hypertension, portal", "PD, on levodopa"."""
    return head.casefold() in _ANOTHER_WITH_MORE


def unabbreviated(name: str) -> str:
    """The name with the small words of problem lists spelled out.

    >>> unabbreviated("Bipolar II d/o"), unabbreviated("breast ca w/ liver mets"), unabbreviated("ONJ 2/2 zoledronate")
    ('Bipolar II disorder', 'breast cancer with liver metastases', 'ONJ due to zoledronate')
    """
    for short, long in _SHORT_FORMS:
        name = short.sub(long, name)
    return name


def only_refine(details: str) -> bool:
    """Whether the details leave the disease what it is: every word of them is known to do so, or they name what else there is.

    >>> only_refine("squamous, LLL, stage IIIA (T2aN2M0)"), only_refine("dx 2015"), only_refine("with brain metastases")
    (True, True, True)
    >>> only_refine("ruled out"), only_refine("2015"), only_refine("drug-induced")
    (False, False, False)
    """
    return all(is_known(detail) or _in_words(detail, _of_kinds(away=False)) or _is_measured(detail) for detail in _each(details))


def are_plain(details: str) -> bool:
    """Whether the details name nothing but what they say is there too: that the disease may be over or excluded tells of no other one.

    >>> are_plain("squamous, LLL"), are_plain("ruled out"), are_plain("hypertensive"), are_plain("type B2, with MG")
    (True, True, False, False)
    """
    return all(_is_told(detail) or _in_words(_YEAR.sub("", detail), _of_kinds(away=True)) for detail in _each(details))


def _is_measured(detail: str) -> bool:
    """ "LVEF 25-30%", "E. coli", "on CPAP": a reading, the germ or what is done for it tell how it is, and leave it there."""
    name, _, value = detail.rpartition(" ")
    known = find_observation(name) if _FIGURE.fullmatch(value) else None
    if known is not None and known.kind in ("quantity", "score", "count", "class"):
        return True
    done = _DONE.match(detail)
    names = re.split(r"/| and | \+ ", done["name"]) if done is not None else []
    if names and all(any(vocabulary().lookup(each, domain) is not None for domain in ("medication", "procedure")) for each in names):
        return True
    return vocabulary().lookup(detail, "organism") is not None


def _is_told(detail: str) -> bool:
    """Whether a detail names a known thing that it says to be there, to have been there or to be given: "s/p splenectomy"."""
    joined = _WITH_OR_AFTER.match(detail)
    name = _YEAR.sub("", joined["name"] if joined is not None else detail).strip()
    # Who is on dialysis, or on a ventilator, has what makes it necessary.
    domains: tuple[Domain, ...] = ("condition", "medication") if _DONE.match(detail) else ("condition", "procedure", "medication")
    return any(vocabulary().lookup(name, domain) is not None for domain in domains)


def take_away(details: str) -> bool:
    """Whether a word of the details may say that the thing is not there, was not done, or is another person's.

    >>> take_away("booked for December"), take_away("LIMA-LAD, SVG-OM")
    (True, False)
    """
    return _taking_away().search(details.casefold()) is not None


@cache
def _taking_away() -> re.Pattern[str]:
    words = sorted(_of_kinds(away=True) - _of_kinds(away=False), key=len, reverse=True)
    return re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, words))})(?![\w/-])")


def _each(details: str) -> list[str]:
    return _PARTS.split(_SINCE.sub("", details))


def _in_words(detail: str, known: frozenset[str]) -> bool:
    """Whether a detail is made of the known words, and of figures."""
    words = [w for w in detail.split() if w not in ("/", ">", "<", "-")]
    place = 0
    while place < len(words):
        several = (n for n in range(min(_MOST_WORDS, len(words) - place), 0, -1))
        size = next((n for n in several if _is_one(" ".join(words[place : place + n]), known)), 0)
        if not size:
            return False
        place += size
    return True


def _is_one(words: str, known: frozenset[str]) -> bool:
    return words in known or words.casefold() in known or _FIGURE.fullmatch(words) is not None


@cache
def _of_kinds(away: bool) -> frozenset[str]:
    """The words of `data/detail_words.csv`: those that refine, and with them those that take away."""
    rows = (row for row in hand_made_records("detail_words.csv") if away or row["kind"] != _AWAY)
    return frozenset(word for row in rows for word in row["words"].split("|"))


def is_known(detail: str) -> bool:
    """Whether what is joined is known as a whole, so that it is told what else there is: "with brain metastases"."""
    joined = _JOINED.match(detail)
    return joined is not None and any(vocabulary().lookup(joined["name"], domain) is not None for domain in ("condition", "medication"))

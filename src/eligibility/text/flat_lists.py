"""Lists whose items stand on one level with their head: how far each reaches.

Registries lose indentation, so "Meets one of the following:" and its items are lines like all others. The form of the lines tells
where the list ends: behind noun phrases a line with a subject and a verb, a "no …" under a head that denies, a permission, or a demand
that every trial makes for itself (performance status, consent) begins another criterion. What the forms do not tell stays open:
`Reach` counts the lines that are surely items and those that may be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from eligibility.text.headings import SectionKind
from eligibility.text.labels import opens_list

Form = Literal["clause", "subject", "no", "demand", "washout", "permission", "note", "standing", "head", "plain"]

_NOTE = re.compile(r"(?i)(?:notes?\b|\*|nb\b)")
_SUBJECT = re.compile(
    r"(?i)(?:(?:all|any|the|for|those|eligible|adult|male|female|fertile)\s+)*"
    r"(?:patients?|subjects?|participants?|individuals?|volunteers?|women|woman|men|man|females?|males?|he|she|they|you)\b"
)
_RELATIVE = re.compile(r"(?i)\b(?:who|that|which|whom)\s+(?:\w+\s+)?(?:is|are|was|were|has|have|had|must|may|can|will|should|do|does)\b")
_VERB = re.compile(r"(?i)\b(?:must|should|may|can|cannot|will|shall|is|are|was|were|has|have|had|needs?|agrees?|be)\b")
_NO = re.compile(r"(?i)(?:no|not|without|none|never|neither|absence of|lack of)\b")
_DEMAND = re.compile(r"(?i)(?:must|should|has|have|had|is|are|be|able|unable|willing|willingness|ability|agrees?|may|can)\b")
_WASHOUT = re.compile(r"(?i)(?:at least|more than|no more than|greater than|less than|[<>≥≤=]+|\d+)\s.{0,40}?\bsince\b")
_PERMISSION = re.compile(
    r"(?i)\b(?:allowed|permitted|eligible|acceptable)(?:\s+(?:if|provided|for|as|but|unless|except|during|when|in|to|on|after)\b.*)?[\s.;,)]*$"
)
# What every trial asks of its patients: no item of a list of diseases, treatments or findings.
_STANDING = re.compile(
    r"(?i)\b(?:ecog|zubrod|karnofsky|performance status|life expectancy|informed consent|written consent|pregnant|pregnancy test|nursing|"
    r"lactating|contraception|childbearing|recist|measurable disease|menopausal status|hormone receptor status)\b"
)
_ASKING = re.compile(
    r"(?i)(?:negative|measurable|histolog\w+|cytolog\w+|adequate|normal|signed|hormone|estrogen|progesterone|her-?2\S*|er|pr|pre-?\S*|post-?\S*|"
    r"stage|fertile|written|available|availability|complet\w+)\b|.*\b(?:status|known|available|completed)[\s.;]*$"
)
_DENYING = re.compile(
    r"(?i)(?:^|\b(?:and|have|has|with|be)\s+)(?:no|not|none|never|without)\b|\b(?:except\w*|other than|unless)\b\W*(?:\w+\W+){0,4}$"
)
_EXCEPTING = re.compile(r"(?i)\b(?:except\w*|other than|unless)\b(?:\s+for)?(?:\s+the following)?\W*$")
_CHOICE = re.compile(
    r"(?i)\b(?:one|1|any|either|two|2|more) (?:or more )?(?:of )?(?:the |these )?(?:following|these|criteria)|\beither\W*$|\bone of\W*$"
)
_OPEN_END = re.compile(r"(?:[;,；，]|\b(?:or|and|and/or|OR|AND|AND/OR))\s*$")
_SHORT = 5
# How many lines of which nothing tells whether they are items may be read in every way; beyond that the end of the list is unknown.
MOST_OPEN = 6


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of the lines below a head are items of its list: at least `sure`, at most `possible`."""

    sure: int
    possible: int


def form_of(line: str) -> Form:
    """What kind of line it is, by its first words.

    >>> form_of("No prior chemotherapy"), form_of("Patients must be fertile"), form_of("Uncontrolled asthma")
    ('no', 'clause', 'plain')
    """
    words = " ".join(line.split())
    if _NOTE.match(words):
        return "note"
    if opens_list(words):
        return "head"
    if subject := _SUBJECT.match(words):
        rest = _RELATIVE.sub(" ", words[subject.end() : subject.end() + 160])
        return "clause" if _VERB.search(rest) else "subject"
    if _NO.match(words):
        return "no"
    if _PERMISSION.search(words):
        return "permission"
    if _WASHOUT.match(words):
        return "washout"
    if _STANDING.search(" ".join(words.split()[:8])):
        return "standing"
    return "demand" if _DEMAND.match(words) else "plain"


def reach(head: str, lines: Sequence[str], kind: SectionKind, before: str = "") -> Reach:
    """How far the list under `head` reaches over `lines`; `before` is the line above the head.

    Nothing is sure where the first line is a head itself.
    """
    if not lines:
        return Reach(0, 0)
    if form_of(lines[0]) == "head":
        return Reach(0, _first_end(head, lines, kind))
    punctuated = _OPEN_END.search(lines[0]) is not None and not before.rstrip().endswith((";", ","))
    sure = possible = 1
    for index in range(1, len(lines)):
        if punctuated and not _OPEN_END.search(lines[index - 1]):
            break
        verdict = _belongs(head, lines, index, kind, punctuated)
        if verdict is False:
            break
        possible = index + 1
        if verdict and sure == index:
            sure = index + 1
    return Reach(sure, possible)


def _first_end(head: str, lines: Sequence[str], kind: SectionKind) -> int:
    """The first line that plainly begins another criterion."""
    ends = (i for i in range(1, len(lines)) if _belongs(head, lines, i, kind, False) is False)
    return next(ends, len(lines))


def _belongs(head: str, lines: Sequence[str], index: int, kind: SectionKind, punctuated: bool) -> bool | None:
    """Whether the line is an item like those before it; None where its form does not tell."""
    form, seen = form_of(lines[index]), {form_of(line) for line in lines[:index]}
    denying = _DENYING.search(" ".join(head.split()).rstrip(" :")) is not None
    if form in ("clause", "note", "permission", "washout", "standing", "demand", "head") and form not in seen:
        return False
    if form == "no" and "no" not in seen:
        return None if index == 1 and not denying else punctuated and not denying
    if punctuated:
        return True
    if form == "head":
        return None
    if form == "plain" and seen == {"plain"}:
        if kind == "exclusion" and _EXCEPTING.search(head):
            return None  # "History of malignancy, except:": what excludes is named like what is excepted
        return _plain_belongs(head, lines, index, denying and kind == "inclusion")
    return True if form in ("clause", "demand", "washout") and seen == {form} and not _CHOICE.search(head) else None


def _plain_belongs(head: str, lines: Sequence[str], index: int, contrast: bool) -> bool | None:
    """A noun phrase behind noun phrases. `contrast`: the head denies, so that a demand would have to say so."""
    if contrast:
        return None if _ASKING.match(lines[index]) else True
    if index == 1 and _CHOICE.search(head) and not re.search(r"\bor\b", lines[0]):
        return True  # a choice is one between two at least
    alike = all(len(line.split()) <= _SHORT and not re.search(r"\d", line) for line in lines[: index + 1])
    return True if alike and not _ASKING.match(lines[index]) else None

"""Lines that are no criterion: the headings of sections.

A heading is recognised by its form: a closed vocabulary of usual words around "inclusion", "exclusion", "eligible", "excluded". A line that
brings other words of its own ("Patients with asymptomatic HIV infection are eligible") is a criterion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from eligibility.spans import Span

SectionKind = Literal["inclusion", "exclusion"]

_LONGEST = 160
# What may stand before a heading: markdown, a bullet, "4.2", "A.".
_LEAD = re.compile(r"[\s#*_=>•·\-–—]*(?:(?:\d{1,2}(?:\.\d{1,2}){0,4}|[A-Z]|[IVX]{1,4})[.):]?\s+)?[\s*_]*")
# With the usual slips of the pen: a misspelt heading must not turn exclusions into demands.
_IN, _EX = (
    r"in(?:clus+i?on|culsion|lcusion|clution|cusion|lusion)",
    r"ex(?:clus+i?on|cus+ion|lus+ion|culsion|lcusion|clution|clusin|eclusion)",
)
_NOUN = r"(?:criteri(?:a|on)|conditions?|requirements?|characteristics|considerations?)"
_CORE = re.compile(rf"(?i)(?<![a-z])(?P<sign>non[- ]?{_IN}|{_IN}|{_EX}|eligibility|ineligibility)\s+{_NOUN}(?![a-z])")
_BARE = re.compile(
    rf"(?i)(?P<before>(?:[\w/-]+\s+){{0,4}}?)"
    rf"(?P<sign>{_IN}s?|{_EX}s?|eligibility|ineligibility|included|excluded|ineligible|not eligible|eligible)"
    r"[\s*_]*(?P<close>[:：.]?)[\s*_]*$"
)
_FOR_SIGN = re.compile(
    rf"(?i)(?:(?:main|key|major|general|specific|the|study|patient)\s+)*{_NOUN}\s+(?:for|of)\s+"
    r"(?:(?:patients?|subjects?|participants?|study|the|trial|protocol)\s+)*"
    r"(?P<sign>inclusion|exclusion|eligibility|ineligibility|entry|enrol?lment|participation)\b"
    r"(?P<after>[^:：.;,]{0,60})(?:[:：][\s*_]*|[\s*_]*$)"
)
_WHO = re.compile(
    r"(?i)who\s+(?P<verb>can(?:\s*not|'t|’t)?|may(?:\s+not)?|should(?:\s+not)?|is(?:\s+not)?)\s+"
    r"(?:participate|take\s+part|join|eligible|be\s+included)\b[^:：?]{0,40}[?:：]?[\s*_]*$"
)
_PDQ = re.compile(
    r"(?:DISEASE CHARACTERISTICS|PATIENT CHARACTERISTICS|PRIOR(?:/| )CONCURRENT THERAPY)[\s*_]*[:：]?|"
    r"(?i:(?:disease|patient) characteristics|prior(?:/| )concurrent therapy)[:：]|(?i:(?:disease|patient) characteristics)$"
)
# The headings of the North Central Cancer Treatment Group's protocols, each alone on its line.
_COOPERATIVE_GROUP = re.compile(r"(?i)(?:required characteristics|(?P<against>(?:other )?contraindications))[\s*_]*[:：][\s*_]*$")
_RECORD = re.compile(r"(?i)(?:disease|patient) characteristics|prior(?:/| )concurrent therapy")
# "Patients will be excluded from the study if they have:", "Subjects meeting any of the following criteria are not eligible:"
_SUBJECT = (
    r"(?:(?:any|all|the|of|following|these|those|potential|eligible|study|adult)\s+)*"
    r"(?:patients?|subjects?|participants?|individuals?|volunteers?|persons?|people|women|men|children|candidates?|you|following|who)"
    r"(?:\s+(?:who\s+)?(?:meet(?:ing)?|with|having|have|fulfil\w*|satisfy\w*)\s+(?:(?:any|all|one|or|more|at|least|of|the)\s+)*"
    r"(?:following|these)(?:\s+(?:exclusion|inclusion))?(?:\s+(?:criteria|conditions?))?)?"
)
_STATED = re.compile(
    rf"(?i){_SUBJECT}(?:\s+(?:who|that|they|will|would|shall|should|are|were|is|be|must|may|can))*\s+"
    r"(?P<sign>cannot\s+(?:participate|take\s+part|be\s+(?:included|enrolled))|not\s+be\s+(?:included|eligible|enrolled)|"
    r"be\s+(?:included|eligible|excluded|ineligible)|excluded|ineligible|not\s+eligible|"
    r"not\s+(?:to\s+)?be\s+enrolled|not\s+allowed|included|eligible|not\s+participate)\b(?P<after>[^:：.;]{0,90})[:：]\s*$"
)
_ONE_WORD = re.compile(rf"(?i)[\s*_]*(?P<sign>{_IN}s?|{_EX}s?|eligibility|ineligibility|included|excluded|not eligible)[\s*_]*[:：][\s*_]*")
_BOTH_BEFORE = re.compile(r"(?i)(?:inclusion|exclusion)\s*(?:and|/|&|or)\s*$")
_BOTH_AFTER = re.compile(r"(?i)\s*(?:and|/|&|or)\s*(?:inclusion|exclusion)")
_ASIDE = re.compile(r"(?i)\((?:for|main|major|all|both|only|in|group|part|phase|cohort|arm)\b[^()]*\)[\s*_]*")
_DASH = re.compile(r"\s*[-–—]\s+(?=\S)")
_WHOLE_LINE = re.compile(
    r"(?i)(?:\([^()]*\)|(?:for|of|in)\s[^.;]*|(?:part|phase|cohort|arm|group)\s\w+|(?:and|or)\b[^.;]{0,40}|/.{0,30}|are|include)?"
)
# "Inclusion criteria adults with …": the heading is over, the criterion has begun.
_FOLLOWS = re.compile(r"\s+(?:(?:are|include|includes)\s+)?(?=\w)")
# Words behind "inclusion criteria" that say nothing about whether they are met: "(…)", "for …", "must meet …", "if".
_HARMLESS = re.compile(r"(?i)\(.*?\)|\bfor\b.*|\bmust meet\b.*|\bif\b\W*$|\bany of\b|\bare met\b")
_EXCLUDING = ("non", "inelig", "not", "cannot", "ex")
# Words around "inclusion criteria" that make the line a statement about them.
_STATEMENT = re.compile(
    r"(?i)\b(?:meet(?:s|ing)?|met|fulfil\w*|satisf\w*|not|no|any|deviat\w*|fail\w*|apply|applied|may|could|see|compl\w+|lack|violat\w*|according|does|do|"
    r"none|protocol[- ]defined|protocol defined|than|if|with)\b"
)
_PLAIN_WORDS = """
key main major general specific additional other principal primary selected basic study trial patient patients subject subjects participant
participants protocol detailed following overall core common important the these is are as follows include includes including and or of for
all clinical list summary partial abbreviated criteria criterion condition conditions requirements requirement characteristics will be s
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at `span` that opens a section of `kind`.

    `group` holds its words if it speaks of a part of the patients or a stage of the trial.
    """

    span: Span
    kind: SectionKind
    group: str | None = None


def heads_record(words: str) -> bool:
    """Whether a heading is one of the registry's old form of record, which has no exclusion section and labels of its own."""
    return _RECORD.search(words) is not None


def read_heading(text: str, start: int, end: int, *, bulleted: bool = False) -> Heading | None:
    """The heading that begins the line `text[start:end]`: the whole line, or its words up to a colon ("Inclusion criteria: adults with …").

    `bulleted`: the line has a bullet of its own, so only an unmistakable heading counts.
    """
    if not _may_be_heading(text[start : min(end, start + 2 * _LONGEST)]):
        return None
    lead = _LEAD.match(text, start, min(end, start + _LONGEST))
    first = lead.end() if lead else start
    line = text[first : min(end, first + _LONGEST)]
    whole = end - first <= _LONGEST
    found = _PDQ.match(line)
    if found and (found.end() == len(line) or found[0].rstrip(" *_").endswith((":", "："))):
        return Heading(Span(start, first + found.end()), "inclusion", _tidy(found[0]))
    if not bulleted and whole and (found := _COOPERATIVE_GROUP.match(line)):
        return Heading(Span(start, end), "exclusion" if found["against"] else "inclusion")
    if _may_have_core(line) and (found := _CORE.search(line)):
        return _around_core(start, first, end, line, found, bulleted=bulleted)
    if bulleted or not whole:
        return _one_word(start, first, line)
    return _stated(start, first, end, line) or _one_word(start, first, line)


_NOUNS = ("criteri", "condition", "requirement", "characteristic", "consideration")
# One of these is in every heading: a part of "inclusion", "exclusion" and their slips, of "eligible", "who can take part", "entry" …
_PARTS_OF_HEADINGS = (
    *("clu", "cul", "cus", "lus", "elig", "enrol", "participat", "take", "join", "entry", "allowed"),
    *("characteristic", "concurrent therapy", "contraindication"),
)


def _may_be_heading(line: str) -> bool:
    """Whether a word of headings stands in a line: that is quicker told than that none of the patterns fits."""
    return _may_have_one(line, _PARTS_OF_HEADINGS)


def _may_have_core(line: str) -> bool:
    """Whether one of the nouns stands in a line, without which the search tries each of its letters."""
    return _may_have_one(line, _NOUNS)


def _may_have_one(line: str, parts: tuple[str, ...]) -> bool:
    """Whether one of these stands in a line, or letters do that may fold to it."""
    if not line.isascii():
        return True
    folded = line.casefold()
    for part in parts:  # noqa: SIM110, a loop: it is asked of every line
        if part in folded:
            return True
    return False


def _stated(start: int, first: int, end: int, line: str) -> Heading | None:
    span = Span(start, end)
    if found := _FOR_SIGN.match(line):
        if _STATEMENT.search(found["after"].replace("with", "")):
            return None
        return Heading(Span(start, min(end, first + found.end())), _kind(found["sign"]), _group(found[0]))
    if found := _WHO.match(line):
        negated = "not" in found["verb"].lower() or found["verb"].lower().endswith(("'t", "’t"))
        return Heading(span, "exclusion" if negated else "inclusion")
    if found := _STATED.match(line):
        return Heading(span, _kind(found["sign"]))
    found = _BARE.match(line)
    if found is None or _STATEMENT.search(found["before"]):
        return None
    colon = found["close"] in (":", "：")
    if found["sign"].lower().endswith(("ed", "ble")):
        return Heading(span, _kind(found["sign"])) if colon and not found["before"] else None
    # Without a colon only the usual words: "Left atrial appendage exclusion" is a procedure.
    if colon or all(word in _PLAIN for word in found["before"].lower().split()):
        return Heading(span, _kind(found["sign"]), _group(line))
    return None


def _one_word(start: int, first: int, line: str) -> Heading | None:
    """ "Inclusion: adults", "Excluded: minors": a single word, a colon, and the section goes on in the same line."""
    found = _ONE_WORD.match(line)
    return Heading(Span(start, first + found.end()), _kind(found["sign"])) if found else None


def _around_core(start: int, first: int, end: int, line: str, core: re.Match[str], *, bulleted: bool) -> Heading | None:
    """A heading with "inclusion criteria" in it; `line` is its text from `first` on."""
    before, rest = line[: core.start()], line[core.end() :]
    if len(before.split()) > 7 or _STATEMENT.search(before) or re.search(r"[.;:?!,]\s", before):
        return None
    colon = re.search(r"[:：]", rest)
    until = colon.start() if colon else len(rest)
    after = rest[:until]
    if "(" in after and ")" not in after and (closing := rest.find(")", until)) >= 0:
        after, colon = rest[: closing + 1], re.compile(r"[:：]").search(rest, closing)
        until = colon.start() if colon else len(rest)
        after = rest[:until]
    if (dash := _DASH.match(after)) and not bulleted:
        return Heading(Span(start, first + core.end() + dash.end()), _kind(core["sign"]), _group(before + core[0]))
    if _STATEMENT.search(_HARMLESS.sub(" ", after)) or len(after.split()) > 14:
        # "Exclusion Criteria Subjects who meet any of the following criteria will be excluded:"
        opens = not before.strip() and first + len(line) == end and line.endswith((":", "：")) and core[0][:1].isupper()
        return Heading(Span(start, end), _kind(core["sign"])) if opens else None
    both = _BOTH_BEFORE.search(before) or _BOTH_AFTER.match(after)
    kind: SectionKind = "inclusion" if both else _kind(core["sign"])
    words = _tidy(before + core[0] + after)
    if colon:
        closing = core.end() + until + 1
        closing += len(line[closing:]) - len(line[closing:].lstrip(" \t*_"))
        if first + len(line) == end and _ASIDE.fullmatch(line, closing):
            return Heading(Span(start, end), kind, _tidy(words + " " + line[closing:]))
        return Heading(Span(start, min(end, first + closing)), kind, _group(words))
    if bulleted and _tidy(line).casefold() != _tidy(core[0]).casefold():
        return None
    if end - first <= _LONGEST and _WHOLE_LINE.fullmatch(after.strip(" \t*_.:")):
        return Heading(Span(start, end), kind, _group(words))
    if before.strip() or (follows := _FOLLOWS.match(after)) is None:
        return None
    return Heading(Span(start, first + core.end() + follows.end()), kind)


# Every run of space is bounded, so that no text makes the search slow.
_MIDWAY = re.compile(
    r"(?i)(?P<prior>[.;:)•,\]]|\S)\s{1,9}"
    r"(?P<head>\**(?:(?:key|main|major|general|other)\s{1,9})?(?:(?:non-)?inclusion|exclusion)\s{1,9}criteri(?:a|on)\s{0,9}\**\s{0,9}[:：]\**\s*|"
    r"(?:(?:key|main|major)\s{1,9})?(?:exclusions?|inclusions?)\s{0,9}[:：]\s*)"
)


def headings_midway(text: str, start: int, end: int) -> list[Heading]:
    """Headings with a colon inside the running text of a line: "… informed consent. Exclusion criteria: pregnancy …"."""
    found: list[Heading] = []
    if "clus" not in text[start:end].casefold():
        return found  # the search tries each word
    for match in _MIDWAY.finditer(text, start, end):
        head = match["head"].lstrip("*")
        if match["prior"] in ".;:)•,]" or head[:1].isupper():
            found.append(Heading(Span(match.start("head"), match.end("head")), _kind(head)))
    return found


def _kind(words: str) -> SectionKind:
    folded = re.sub(r"^\W*(?:(?:key|main|major|general|other)\s+)?(?:be\s+)?", "", words.casefold())
    return "exclusion" if folded.startswith(_EXCLUDING) else "inclusion"


def _group(words: str) -> str | None:
    """The heading's words, if any of them says more than which section it is."""
    own = [
        w for w in _WORDS.findall(words.casefold()) if w not in _PLAIN and not re.fullmatch(rf"non|{_IN}s?|{_EX}s?|(?:in)?eligib\w+|\d+", w)
    ]
    return _tidy(words) if own else None


def _tidy(words: str) -> str:
    return words.strip(" \t*_#:：.-–—•·")

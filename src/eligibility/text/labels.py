"""Lines within a section that announce others: labels of groups ("Hepatic:") and heads of lists ("any of the following:")."""

from __future__ import annotations

import re

from eligibility.text.headings import SectionKind
from eligibility.text.lines import first_letter

_WORDS = re.compile(r"[^\W_]+")
_GENERIC_WORDS = """
a an the to of for in on at by this these those each every all both following criteria criterion requirement requirements condition
conditions inclusion eligible eligibility patient patients subject subjects participant participants individual individuals volunteer
volunteers person persons candidate candidates who they you must should will shall may can have has be been are is were meet meets
meeting met satisfy fulfil fulfill fulfilled include includes included including excluded exclusion consist study trial protocol
enrollment enrolment enrolled entry enter participate participation if and or order listed below above as follows apply applies
specific general additional other main key also considered any selection
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_CHOICE = re.compile(
    r"(?i)\b(?:any|one|either|two|three|none|neither|some|\d+\s+of|at least|not|no|nor|unless|except\w*|without|absence|lack|more)\b"
)
_OF_PEOPLE = re.compile(
    r"(?i)(?:for|in)\s+(?:patients|subjects|participants|individuals|people|men|women|adults|children)\s+"
    r"(?:without|with no|who are not|not)\s+(?P<which>.+)"
)
_OPEN_END = re.compile(
    r"(?i)\b(?:of|with|to|by|for|in|on|from|as|at|if|than|that|who|and|or|have|has|had|is|are|be|include\w*|including|following|follows|below|"
    r"such as|defined|must|should|will|either|unless|except\w*|when)\W*$"
)
_ALL_OF = re.compile(r"(?i)\b(?:following|defined (?:as|by)|includ\w+|must(?: have)?|as follows|below|should|have|has)\W*$")
_MEASURE = re.compile(r"[<>≤≥=%]|\d\s*(?:mg|mm|years?|weeks?|months?|days?)\b")


# "The following are considered nonmeasurable:" says what its items are called; that asks for none of them.
_CLASSIFIES = re.compile(r"(?i)\b(?:considered|regarded|classified)\b")


def is_generic(words: str) -> bool:
    """Whether a line ending in a colon only announces the list ("Patients must meet all of the following criteria:")."""
    return bool(words) and all(w in _GENERIC for w in _WORDS.findall(words.casefold()))


def is_label(words: str, kind: SectionKind) -> bool:
    """Whether a line ending in a colon names a group ("Hepatic:", "Breast cancer cohort:") rather than saying something of the patient.

    "Any of the following:" heads an exclusion's list, where it says nothing new; in an inclusion it decides what the list means.
    """
    bare = words.rstrip(" *_:：")
    if first_letter(bare).islower() or _CLASSIFIES.search(bare):
        return False
    if is_generic(bare):
        return kind == "exclusion" or not _CHOICE.search(bare)
    people = _OF_PEOPLE.match(bare)  # "For patients without diabetes:" are the others
    return len(bare.split()) <= (8 if people else 6) and not (
        _CHOICE.search(people["which"] if people else bare)
        or _OPEN_END.search(bare)
        or _MEASURE.search(bare)
        or re.search(r"[,;.]\s", bare)
    )


# The labels of the registry's old form of record; in it they stand without a colon too.
_RECORD_LABELS = frozenset(
    ("hematopoietic", "hepatic", "renal", "cardiovascular", "pulmonary", "other", "biologic therapy", "chemotherapy", "endocrine therapy",
     "radiotherapy", "surgery", "hormone receptor status", "immunologic", "neurologic", "gastrointestinal")
)  # fmt: skip
# Labels of which the next line is the value: label and value are one statement ("Age:", "60 and under").
_VALUE_LABELS = frozenset(("age", "sex", "gender", "menopausal status", "performance status", "life expectancy"))


def is_record_label(words: str) -> bool:
    """Whether a line is one of the labels of the registry's old records, with or without a colon."""
    return words.rstrip(" *_:：").casefold() in _RECORD_LABELS


def is_value_label(words: str, *, record: bool) -> bool:
    """Whether a line is the name of what the next line gives the value of; without a colon only in a `record` with such labels."""
    return words.rstrip(" *_:：").casefold() in _VALUE_LABELS and (record or words.rstrip().endswith((":", "：")))


def hanging_label(words: str) -> int | None:
    """Where a label begins that hangs on the end of the line before its own ("Platelets 100,000/mm³ Hepatic")."""
    found = re.search(r"(?<=[\w.)%³])\s+((?:[A-Z]\w+)(?:\s(?:status|therapy|expectancy|receptor status))?):?$", words)
    if found is None:
        return None
    name = found[1].casefold()
    return found.start(1) if name in _RECORD_LABELS or name in _VALUE_LABELS else None


_LIST_TO_COME = re.compile(
    r"(?i)(?:[:：]|\b(?:following|following (?:criteria|conditions?)|below|includ(?:es?|ing)|such as|as follows|defined (?:as|by)|"
    r"any of|one of|all of|either)[\s.,-]*)[\s*_]*$"
)
# How each of them ends.
_LIST_WORDS = (
    *(":", "：", "following", "criteria", "condition", "conditions", "below", "include", "includes", "including"),
    *("such as", "as follows", "defined as", "defined by", "any of", "one of", "all of", "either"),
)
_CHANGES_MEANING = re.compile(
    r"(?i)\b(?:(?:any|one|either|two|three|some|\d+|more|none|neither) (?:\w+ )?of|at least|not|no|never|unless|except\w*|other than|"
    r"without|absence|lack|either|history of|"
    r"(?:of|with|to|by|for|in|on|from|than|if|when|such as|e\.g\.,?|includ\w+))\W*(?:the following|of the following|following)?\b"
)

# Of exclusions "any of" says nothing new, but a time does: "history of any of the following".
_TIMED = re.compile(r"(?i)\b(?:history|prior|previous\w*|within|past|last|planned|since)\b")


def decides_list(words: str, kind: SectionKind) -> bool:
    """Whether a list's items mean something else under this head than alone ("one of the following:", "no history of:").

    "Adequate organ function defined as:" adds nothing to the demands below it, nor does "any of the following" to exclusions.
    """
    bare = words.rstrip(" *_:：")[-200:]
    if _CLASSIFIES.search(bare):
        return True
    if kind == "exclusion":
        bare = re.sub(r"(?i)\b(?:any|one)(?: or more)?(?: \w+)? of (?:the following|these)\b", "", bare)
        if _TIMED.search(bare):
            return True
    return bool(_CHANGES_MEANING.search(bare) if _CHOICE.search(bare) else _OPEN_END.search(bare) and not _ALL_OF.search(bare))


def opens_list(words: str) -> bool:
    """Whether a list must follow: the words end in a colon or in "one of the following".

    >>> opens_list("Adequate organ function:"), opens_list("any one of the following"), opens_list("Age over 18")
    (True, True, False)
    """
    end = words[-60:]
    if not " ".join(end.split()).rstrip(" .,-*_").casefold().endswith(_LIST_WORDS):
        return False  # the search tries each place of the words
    return _LIST_TO_COME.search(end) is not None

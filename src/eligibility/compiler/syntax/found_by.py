"""How something was found, said behind it: "QTc > 480 ms on screening ECG", "cirrhosis confirmed by biopsy or imaging"."""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import SEPARATORS, Element, any_of_type
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of

_MEASURED = ("LIMIT", "LISTED", "NORMAL")
ON = frozenset({"on", "on a", "on an", "on the", "at"})
_EXAMINATIONS = (
    *("imaging", "electrocardiogram", "electroencephalogram", "biopsy", "lumbar-puncture", "urodynamic-study"),
    *("spirometry", "polysomnography", "stress-test"),
    *("upper-endoscopy", "colonoscopy", "sigmoidoscopy", "capsule-endoscopy", "bronchoscopy", "cystoscopy"),
)
_BETWEEN = ("FILLER", "DESC", "MEASMOD", "SITE", "WORD", "RESTING")
_FARTHEST = 8
_PEOPLE, _NEAR = ("SEXNOUN", "AGENOUN"), 5  # "> 470 ms for females on the screening ECG"


def with_ways(elements: list[Element]) -> list[Element]:
    """The elements, such words made the link that "by" is."""
    for index, element in enumerate(elements):
        before = elements[index - 1] if index else None
        if before is None:
            continue
        if (
            _is_on_examination(elements, index, before)
            or _opens_ways(elements, index, before)
            or _is_by_examination(elements, index, before)
            or _is_by_standard(elements, index, before)
        ):
            element.type = "HOW"
    return elements


_FOUND = ("WORD", "DISEASENOUN")
BY = frozenset({"by", "by the", "by a", "by an"})
# Nouns of an examination that need no name: "by histologic assessment", "by two-dimensional techniques".
_EXAMINING_WORDS = """
    assessment assessments evaluation evaluations technique techniques analysis analyses examination examinations exam testing method
    methods measurement measurements investigation investigations imaging review appearance histology cytology pathology
    microscopy serology workup work-up study studies scan scans
"""
_EXAMINING = frozenset(_EXAMINING_WORDS.split())


def _is_by_examination(elements: list[Element], index: int, before: Element) -> bool:
    """ "Cancer by histologic assessment": unknown words up to a noun of examining, and no more of the unit."""
    if elements[index].word not in BY or elements[index].type != "FILLER" or not (before.may_be("COND") or before.type in _MEASURED):
        return False
    words = list(takewhile(lambda e: e.type in _BETWEEN or e.may_be("METHOD"), elements[index + 1 : index + 1 + _FARTHEST]))
    following = elements[index + 1 + len(words) : index + 2 + len(words)]
    closes = not following or following[0].type in SEPARATORS
    return closes and bool(words) and words[-1].tokens[-1].word in _EXAMINING


_IN_STANDARDS = (*_BETWEEN, "HYPHEN", "DASH", "BARE", "NUM", "ROUTE", "LISTNOUN", "CLASSVALUE", "SLASH")
# Sources: DSM-5-TR (APA 2022), ICD-11 (WHO 2022), SCID-5 (APA 2015).
_MANUALS = frozenset({"dsm", "icd", "scid"})
_STANDARDS = frozenset({"criteria", "criterion", "classification", "guidelines", "guideline", "definition"})


def _is_by_standard(elements: list[Element], index: int, before: Element) -> bool:
    """ "Depression by DSM-5", "Parkinson's disease by UK Brain Bank criteria": the rule by which the disease was named."""
    if elements[index].word not in BY or elements[index].type != "FILLER" or not before.may_be("COND"):
        return False
    words = list(takewhile(lambda e: e.type in _IN_STANDARDS, elements[index + 1 : index + 1 + _FARTHEST]))
    return bool(words) and (words[0].word in _MANUALS or words[-1].word in _STANDARDS)


def _is_on_examination(elements: list[Element], index: int, before: Element) -> bool:
    element = elements[index]
    on = element.type in ("TAKING", "WORD", "TAIL") and element.word in ON
    if not on:
        return False
    found = (before.may_be("COND") or before.type in _FOUND) and not _names_a_place(elements[index + 1 : index + 1 + _FARTHEST])
    if any_of_type(elements[:index], ("HOW",)):
        return False  # "confirmed by analysis on biopsy": it goes on
    if before.type == "RPAR" and index > 3 and elements[index - 2].type in _PEOPLE:
        before = elements[index - 2]  # "> 470 ms (females) on the screening ECG"
    measured = before.type in _MEASURED or (before.type in _PEOPLE and any_of_type(elements[max(0, index - _NEAR) : index], _MEASURED))
    return (measured or found) and _is_examination(elements[index + 1 : index + 1 + _FARTHEST])


def _names_a_place(elements: list[Element]) -> bool:
    """ "Fibrosis on liver biopsy" is fibrosis of the liver."""
    examination = next((e for e in elements if e.type == "PROC"), None)
    words = examination.word.split() if examination is not None else ()
    return any_of_type(elements, ("SITE",)) or any(name_of(word, "SITE") is not None for word in words)


def _opens_ways(elements: list[Element], index: int, before: Element) -> bool:
    element = elements[index]
    by = element.type == "HOWADJ" and " by " in element.word
    return by and before.type == "COND" and _goes_on(elements, index)


def _goes_on(elements: list[Element], index: int) -> bool:
    """Whether further ways follow, and no disease: "confirmed by biopsy, imaging or clinical findings"."""
    following = elements[index + 1 : index + 1 + _FARTHEST]
    named = any(
        e.may_be("COND", "DRUG", "MEAS", "ATTR", "NEG", "LIMIT", "PROC", "SCALE", "TEST") and not _is_examination([e]) for e in following
    )
    return bool(following) and following[0].type in ("COMMA", "OR", "AND") and not named


def _is_examination(elements: list[Element]) -> bool:
    for index, element in enumerate(elements):
        if element.type == "PROC":
            placed = any_of_type(elements[index + 1 :], ("SITE",))  # "on DXA of the hip": where is asked for as well
            return not placed and is_examination(element.value)
        if element.type not in _BETWEEN:
            return False
    return False


def is_examination(procedure: str | None) -> bool:
    """Whether the procedure of this identifier only finds something out."""
    return procedure is not None and any(vocabulary().is_a(procedure, act) for act in _EXAMINATIONS)

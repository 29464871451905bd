"""Diseases denied behind their name: "active infection is not present", "diabetes is absent", "metastases not seen on CT"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.spans import Span

_THERE = frozenset({"present", "suspected", "known", "evident", "detected", "found", "seen", "identified"})
_SAID_OF_IT = ("DEMAND", "DESC", "ACTIVE", "SITE", "SEV", "OTHER", "FILLER", "HIST", "RECENT", "HYPHEN", "WORD", "HOWADJ", "ORG", "CAUSE")
_ENDS = ("STOP", "SEMI", "COLON", "COMMA", "AND", "OR")
ABSENT = "absent"


def with_denied_behind(elements: list[Element]) -> list[Element]:
    """The elements, such a denial put before the disease, or before all of a list that "or" joins.

    Whether in "A and B are not present" both are denied, or A is asked for, is not told: it is kept as words.
    """
    index = 0
    while index < len(elements):
        word = _that_denies(elements, index)
        if word is not None:
            subject = _subject(elements, index)
            unclear = elements[word].word == "known"  # nobody knows, or nobody found it
            if subject is None or unclear or any(e.type == "AND" for e in elements[subject:index]):
                _as_words(elements[:index])
            else:
                _silence(elements, index, word)
                start = elements[subject].span.start
                elements.insert(subject, Element("NEG", "", Span(start, start), elements[index].tokens))
                index += 1
        index += 1
    return elements


def _that_denies(elements: list[Element], index: int) -> int | None:
    """The place of the word that a negation here denies to be so ("is not present"), or of the negation itself ("is absent")."""
    element = elements[index]
    if element.type != "NEG" or not index:
        return None
    if element.word == ABSENT:
        return index if _closes(elements, index) else None
    following = index + 1
    while following < len(elements) and elements[following].type == "FILLER" and elements[following].word not in _THERE:
        following += 1
    said = elements[following].word.split()[0] if following < len(elements) else ""
    if element.word.split()[-1] not in ("not", "been") or said not in _THERE:
        return None
    # "And its cause is not known" says nothing of the disease.
    return following if said != "known" or elements[index - 1].may_be("COND") else None


def _closes(elements: list[Element], index: int) -> bool:
    """Whether the name before it is said to be absent: "ascites (is) absent", but "absent ascites", "is absent or controlled"."""
    before, following = elements[index - 1], elements[index + 1] if index + 1 < len(elements) else None
    said = before.type in ("FILLER", "DEMAND") or before.may_be("COND")
    return said and (following is None or following.type in ("STOP", "SEMI", "COMMA", "HOW", "TAIL", "RPAR"))


def _subject(elements: list[Element], negation: int) -> int | None:
    """Where the disease begins that is denied, or the list of diseases; None where it is no disease, or more is said of it."""
    start, named = negation, False
    for place in range(negation - 1, -1, -1):
        element = elements[place]
        if element.may_be("COND"):
            start, named = place, True
        elif element.type in _SAID_OF_IT:
            start = place
        elif start < negation and element.value != "strong" and (element.type == "OR" or _is_in_list(elements, place)):
            continue
        else:
            break
    before = elements[start - 1] if start else None
    return start if named and (before is None or before.type in (*_ENDS, "SUBJECT")) else None


def _is_in_list(elements: list[Element], place: int) -> bool:
    """Whether a comma or an "and" is between the members of a list that one verb is said of."""
    if elements[place].type == "AND":
        return True
    rest = elements[place + 1 :]
    return elements[place].type == "COMMA" and next((e.type for e in rest if e.type in _ENDS), "") in ("OR", "AND")


def _silence(elements: list[Element], first: int, last: int) -> None:
    for element in elements[first : last + 1]:
        if element.type not in ("HOW", "TAIL"):
            element.type, element.value = "FILLER", ""


def _as_words(elements: list[Element]) -> None:
    """Nothing is asked about the diseases of the sentence that ends here."""
    begin = next((i for i in range(len(elements) - 1, -1, -1) if elements[i].type in ("STOP", "SEMI", "COLON")), -1)
    for element in elements[begin + 1 :]:
        if element.may_be("COND"):
            element.type, element.value = "BLOCK", ""

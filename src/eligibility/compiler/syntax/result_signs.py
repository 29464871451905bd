"""Signs behind the names of tests: "ER+", "HER2-"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import Element

KNOWN = frozenset({"known", "determined", "available", "documented"})


def read_results(elements: list[Element]) -> list[Element]:
    """ "ER+", "HER2-": a sign right behind the name of a test, and before no further letter, is its result."""
    for index, element in enumerate(elements):
        if element.word.rpartition(" ")[2] in KNOWN or element.word == _AVAILABILITY:
            _read_known(elements, index)
    for index in range(1, len(elements)):
        before, sign = elements[index - 1], elements[index]
        if sign.type not in ("PLUS", "HYPHEN") or not before.may_be("TEST", "ORG") or sign.span.start != before.span.end:
            continue
        following = elements[index + 1] if index + 1 < len(elements) else None
        behind = elements[index + 2 : index + 6]
        if following is not None and following.type in ("AND", "OR") and _ends_in_compound(behind) and not _is_another(before, behind):
            continue
        if (
            following is None
            or following.span.start > sign.span.end
            or following.type in ("COMMA", "SLASH", "RPAR", "SEMI", "STOP", "PLUS", "HYPHEN")
            or following.tokens[0].text.startswith(",")  # ", and"
        ):
            sign.type, sign.value = "POSITIVE", "positive" if sign.type == "PLUS" else "negative"
    return elements


def _read_known(elements: list[Element], index: int) -> None:
    """ "HER2 status known", "ER/PR status must be available", "known receptor status": some result, whichever it is."""
    said, start = elements[index], index
    while start and (elements[start - 1].word in _STATUS or elements[start - 1].type == "DEMAND"):
        start -= 1
    if start > 1 and elements[start - 2].type == "POSITIVE":
        return  # "a negative pregnancy test must be available"
    if start and elements[start - 1].may_be("TEST") and said.word != _AVAILABILITY:
        for between in elements[start:index]:
            between.type = "FILLER" if between.word in _STATUS else between.type
        said.type, said.value = "POSITIVE", "known"
        return
    following = [e for e in elements[index + 1 : index + _NEAR] if e.word not in ("of", "the", "both")]
    close = next((n for n, e in enumerate(following) if not (e.may_be("TEST") or e.type in ("AND", "OR", "SLASH"))), len(following))
    named = following[:close]
    ends = close == len(following) or following[close].type in ("STOP", "COMMA", "SEMI", "FOR", "BEFORE", "RPAR")
    if ends and named and named[0].may_be("TEST") and named[-1].word.endswith("status"):
        said.type, said.value = "POSITIVE", "known"


_AVAILABILITY = "availability"
_STATUS = frozenset({"status", "is", "are", "must be", "should be", "has been", "have been", "was", "were", "result", "results"})
_NEAR = 8


def _is_another(test: Element, behind: list[Element]) -> bool:
    """ "HR+/HER2- or triple-negative cancer", "HER2- or HER2-positive": a hyphen of another phenotype, or the same test again."""
    return behind[0].word == test.word or (behind[0].may_be("COND") and behind[0].word.startswith("triple"))


def _ends_in_compound(elements: list[Element]) -> bool:
    """ "HBV- and HCV-positive", "HBV- and alcohol-related": the first hyphen stands for what is behind the second."""
    if any("-" in e.tokens[0].text.strip("-") for e in elements):
        return True
    return any(e.type == "HYPHEN" and e.span.end == after.span.start for e, after in pairwise(elements))

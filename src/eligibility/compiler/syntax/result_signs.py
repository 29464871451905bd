"""Signs behind the names of tests: "ER+", "HER2-"."""

from __future__ import annotations

from itertools import pairwise

from eligibility.compiler.syntax.elements import Element

KNOWN = frozenset({"known", "determined", "available", "documented"})


def read_results(elements: list[Element]) -> list[Element]:
    """ "ER+", "HER2-": a sign right behind the name of a test, and before no further letter, is its result."""
    for index in range(1, len(elements)):
        before, sign = elements[index - 1], elements[index]
        if sign.word in KNOWN and before.may_be("TEST"):
            sign.type, sign.value = "POSITIVE", "known"
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


def _is_another(test: Element, behind: list[Element]) -> bool:
    """ "HR+/HER2- or triple-negative cancer", "HER2- or HER2-positive": a hyphen of another phenotype, or the same test again."""
    return behind[0].word == test.word or (behind[0].may_be("COND") and behind[0].word.startswith("triple"))


def _ends_in_compound(elements: list[Element]) -> bool:
    """ "HBV- and HCV-positive", "HBV- and alcohol-related": the first hyphen stands for what is behind the second."""
    if any("-" in e.tokens[0].text.strip("-") for e in elements):
        return True
    return any(e.type == "HYPHEN" and e.span.end == after.span.start for e, after in pairwise(elements))

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
        if following is not None and following.type in ("AND", "OR") and _ends_in_compound(elements[index + 2 : index + 6]):
            continue
        if (
            following is None
            or following.span.start > sign.span.end
            or following.type in ("COMMA", "SLASH", "RPAR", "SEMI", "STOP", "PLUS", "HYPHEN")
        ):
            sign.type, sign.value = "POSITIVE", "positive" if sign.type == "PLUS" else "negative"
    return elements


def _ends_in_compound(elements: list[Element]) -> bool:
    """ "HBV- and HCV-positive", "HBV- and alcohol-related": the first hyphen stands for what is behind the second."""
    if any("-" in e.tokens[0].text.strip("-") for e in elements):
        return True
    return any(e.type == "HYPHEN" and e.span.end == after.span.start for e, after in pairwise(elements))

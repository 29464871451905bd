"""Statements that a lost line break runs together: "AST ≤ 2.5 × ULN Creatinine ≤ 1.5 mg/dL", "creatinine > 2 mg/dL Hypertension".

Behind a whole limit the name of another measure with a limit of its own begins another statement, and so does a name or a word that opens
one where it is written with a capital letter, in a text that does not write all its words so.
"""

from __future__ import annotations

from eligibility.compiler.syntax.elements import SEPARATORS, Element
from eligibility.spans import Span

_LIMITS = ("LIMIT", "NORMAL")
_LINKING = ("IF", "UNLESS", "EXCEPT", "WITH", "FOR", "EG", "IE")
_MEASURED = ("MEAS", "SCALE", "AGE")
_OPENING = frozenset(
    ["COND", "PROC", "DRUG", "ATTR", "TEST", "ALLERGY", "HIST", "CURR", "SUBJECT", "SEXNOUN", "AGE", "DEMAND", "NEG", "ABLE", "UNABLE"]
)
_LEAST = 4  # letters of a word that would be written small in running text


def with_statements_apart(elements: list[Element]) -> list[Element]:
    """The elements, each such place parted by a semicolon."""
    small = any(t.text[:1].islower() and len(t.text) >= _LEAST for e in elements for t in e.tokens)
    result: list[Element] = []
    measured = False  # whether a measure has been named since the last separator
    for index, element in enumerate(elements):
        before = result[-1] if result else None
        if before is not None and before.type == "DASH" and measured and _ends(result[:-1]) and _begins_limit(elements, index):
            result[-1] = Element("SEMI", "", before.span, before.tokens)  # "AST ≤ 100 U/L - creatinine ≤ 1.5 mg/dL"
            measured = False
        elif before is not None and measured and _ends(result) and _begins(elements, index, small):
            result.append(Element("SEMI", "", Span(element.span.start, element.span.start), element.tokens))
            measured = False
        if element.type in SEPARATORS or element.type in _LINKING:
            measured = False
        measured = measured or element.type in _MEASURED
        result.append(element)
    return result


def _ends(before: list[Element]) -> bool:
    """Whether a value ends here: a class does right behind its scale ("ECOG 0–1"), and else belongs to what comes ("grade 1 fever")."""
    if not before:
        return False
    scaled = len(before) > 1 and before[-1].type == "CLASSES" and before[-2].may_be("SCALE")
    return scaled or before[-1].type in _LIMITS


def _begins(elements: list[Element], index: int, small: bool) -> bool:
    element = elements[index]
    if element.type in ("MEAS", "SCALE"):
        return _begins_limit(elements, index)
    first = element.tokens[0].text
    return small and element.type in _OPENING and first[:1].isupper() and (len(first) == 1 or not first.isupper())


def _begins_limit(elements: list[Element], index: int) -> bool:
    return elements[index].type in ("MEAS", "SCALE") and _has_limit(elements[index + 1 :])


def _has_limit(behind: list[Element]) -> bool:
    """Whether a limit comes before anything else is named; brackets may say the name again."""
    inside = False
    for element in behind:
        if element.type in (*_LIMITS, "CLASSES"):
            return not inside
        inside = element.type == "LPAR" or (inside and element.type != "RPAR")
        if not inside and element.type not in ("RPAR", "FILLER", "MEASMOD", "WORD", "SPECIMEN", "RESTING", "DEMAND"):
            return False
    return False

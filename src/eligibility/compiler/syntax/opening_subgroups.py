"""Of whom something is asked, said before it: "For diabetic patients, HbA1c ≤ 8 %", "In cohort B, prior treatment with rituximab".

Words that open people by a description ("for patients with diabetes") say so themselves; here a mere "for" or "in" stands before them.
"""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.compiler.syntax.naive import NAIVE
from eligibility.spans import Span

_ABSENCES = ("in the absence of", "in absence of", "without")
OPENING = ("for", "in", *_ABSENCES)
_BEGINS = ("STOP", "SEMI")
_ENDS = ("STOP", "SEMI", "COLON", "IF", "LPAR")
_PLAIN = ("FILLER", "SEXNOUN", "AGENOUN", "SUBJECT")
_TIMES = ("WINDOW", "LASTING", "ANCHOR", "BLOCK", "JUDGE")
_PEOPLE = ("SUBJECT", "SEXNOUN", "AGENOUN")
_ASKING = ("FILLER", "MEAS", "SCALE", "TEST", "LIMIT", "CLASSES", "NEG", "HIST", "DEMAND", "TAKING")
# Parts of a trial, of which no record says to which a patient will belong.
_PARTS = frozenset(
    {"cohort", "cohorts", "arm", "arms", "group", "groups", "part", "parts", "phase", "portion", "stratum", "stage", "sites"}
)


def with_opening_subgroups(elements: list[Element]) -> list[Element]:
    """The elements, each such "for" made the "if" that it stands for, and one put before an absence that a limit follows."""
    result: list[Element] = []
    for index, element in enumerate(elements):
        begins = element.word in OPENING and _begins(elements, index)
        if begins and element.type == "FOR" and _opens(elements, index):
            element.type, element.value = "IF", ""
        elif begins and element.type == "NEG" and _limits_others(elements, index):
            result.append(Element("IF", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


def _limits_others(elements: list[Element], index: int) -> bool:
    """ "In the absence of liver metastases, ALT ≤ 2.5 × ULN": nothing but diseases up to the comma, and a limit behind it."""
    named = list(takewhile(lambda e: e.type != "COMMA", elements[index + 1 :]))
    behind = list(takewhile(lambda e: e.type not in _BEGINS, elements[index + len(named) + 2 :]))
    diseases = bool(named) and all(e.may_be("COND") or e.type in ("FILLER", "DESC", "SITE", "OR", "AND") for e in named)
    risen = [e.type for e in behind[:2]] == ["NORMAL", "MEAS"]  # "elevated ALT"
    return diseases and (risen or (bool(behind) and behind[0].may_be("MEAS") and any_of_type(behind, ("LIMIT", "NORMAL"))))


def _begins(elements: list[Element], index: int) -> bool:
    return index == 0 or elements[index - 1].type in _BEGINS


def _opens(elements: list[Element], index: int) -> bool:
    """Whether people, or a part of the trial, are named up to a comma, and something is said behind it."""
    end = next((i for i in range(index + 1, len(elements)) if elements[i].type in ("COMMA", *_ENDS)), None)
    if end is None or elements[end].type != "COMMA" or end + 1 == len(elements) or elements[end + 1].type in _ENDS:
        return False
    named = elements[index + 1 : end]
    asked = list(takewhile(lambda e: e.type not in _BEGINS, elements[end + 1 :]))
    if any_of_type(named, _TIMES) or any(e.word in NAIVE for e in named) or any_of_type(asked, ("ALLOWED",)):
        return False
    if all(e.type in (*_PLAIN, "AND", "OR") or e.may_be("ATTR") for e in named):
        # More of them ("women … and men") is read in compiler/people/guards.py.
        return any_of_type(named, ("SEXNOUN",)) and not any_of_type(named, ("AND", "OR")) and elements[end + 1].type not in _PEOPLE
    if any_of_type(named, _PEOPLE):
        return True
    # Without a noun for people the comma may stand in a list: "for diabetic, hypertensive or obese patients", "in parts A, B and C".
    behind = elements[end + 1]
    if any(_PARTS & set(e.word.split()) for e in named):
        return len(behind.word) > 2 or behind.type == "NEG"
    return elements[index].word == "for" and any(e.may_be("COND") for e in named) and behind.type in _ASKING

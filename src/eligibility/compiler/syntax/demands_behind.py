"""Demands that stand behind a disease and its cause: "neuropathy resulting from prior therapy must be ≤ grade 1"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import SEPARATORS, Element, any_of_type
from eligibility.compiler.syntax.phrases import Classes

_NAMED = ("COND", "RPAR", "MEAS", "WORD", "PROC", "DRUG")
_ENDS = (*SEPARATORS, "WITH", "IF", "UNLESS", "EXCEPT", "EG", "IE")
_LOOKED_AT = 4
_TO_BE_SEEN = frozenset({"visible", "seen", "detected", "shown"})
_VERBS = frozenset({"must", "should", "shall"})


def with_graded_demands(elements: list[Element]) -> list[Element]:
    """ "Neuropathy must be ≤ grade 1" says no more than "neuropathy ≤ grade 1"."""
    named = False
    for index, element in enumerate(elements):
        if element.type == "DEMAND" and named and elements[index - 1].may_be(*_NAMED):
            following = next((e for e in elements[index + 1 : index + _LOOKED_AT] if e.type != "FILLER"), None)
            value = following.value if following is not None else None
            if isinstance(value, Classes) and value.word in ("grade", "grades") and value.operator in ("<", "<="):
                element.type, element.value = "FILLER", ""
        named = named or element.may_be("COND")
    return elements


def with_demands_behind(elements: list[Element]) -> list[Element]:
    """The elements, such causes and ways made plain words, as the demand is not of them."""
    for index, element in enumerate(elements):
        if element.type not in ("CAUSE", "HOW"):
            continue
        before = elements[index - 1] if index else element
        if before.type == "DEMAND" and element.word.split()[0] in _TO_BE_SEEN:
            # "DCIS must be visible on MRI": asked for, and not how it was found.
            for each in elements[index : index + 2]:
                each.type, each.value = "WORD", ""
            continue
        end = next((n for n in range(index + 1, len(elements)) if elements[n].type in _ENDS), len(elements))
        behind = elements[index + 1 : end]
        if element.word == "from" and [e.word for e in behind[:1]] == ["which"] and any_of_type(behind, ("ALLOWED",)):
            element.type, element.value = "WITH", ""  # "any cancer from which the patient has been free is permitted"
        elif (before.may_be("COND") or before.type in ("RPAR", "DISEASENOUN")) and any(map(_demands, elements[index + 2 : end])):
            element.type, element.value = "WORD", element.word
    return elements


def _demands(element: Element) -> bool:
    return element.type in ("DEMAND", "MUSTNOT") or (element.type != "FILLER" and element.word.split()[0] in _VERBS)

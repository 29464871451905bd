"""Treatments under which a value was measured or a disease is: "HbA1c ≥ 7 % on metformin", "INR > 1.7 not on anticoagulation".

They are asked for beside the value, "HbA1c ≥ 7 % with: metformin", so that a dose or a length of time behind them is theirs.
"""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import Element, any_of_type
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.spans import Span
from eligibility.text.tokens import Token

_MEASURED = ("LIMIT", "LISTED", "CLASSES", "NORMAL", "FORMULA")
_UNDER = frozenset({"on", "taking", "receiving", "using", "under", "treated with", "on treatment with", "undergoing", "while on"})
_DESPITE = "despite"
UNDER_WORDS = _UNDER | {_DESPITE}
UNDER_TREATMENT = "under treatment"  # the value of such a link
_BETWEEN = ("FILLER", "DESC", "ROUTE", "CURR", "WORD", "ACTIVE", "THERAPY", "DOSE", "QUALITY")
_FARTHEST = 5
_NOT_NOW = ("HIST", "NEG", "ONSET", "ALLOWED", "EXCLUDED")


def with_treatments(elements: list[Element]) -> list[Element]:
    """The elements, such a treatment opened by a "with" of its own."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        verb = _verb(elements, index)
        if verb is not None and _is_under_treatment(result, elements[index:], verb - index):
            opening = elements[index:verb]
            start = elements[index].span.start
            result.append(Element("WITH", UNDER_TREATMENT, Span(start, start), elements[index].tokens))
            for element in (*opening, elements[verb]):
                element.type = "NEG" if element.type == "NEG" else "TAKING" if element is elements[verb] else "FILLER"
            result += [*opening, elements[verb]]
            index = verb + 1
            continue
        result.append(_as_tail(elements, index, result) if elements[index].word == _DESPITE else elements[index])
        index += 1
    return result


def _as_tail(elements: list[Element], index: int, before: list[Element]) -> Element:
    """ "Hypertension despite optimal medical management": words that narrow the disease from behind."""
    element = elements[index]
    narrows = element.type == "BLOCK" and any(e.type in ("COND", "RPAR") for e in before[-3:]) and index + 1 < len(elements)
    if not narrows or any(e.type in _MEASURED for e in elements[index + 1 :]):
        return element
    return Element("TAIL", "", element.span, (Token(element.tokens[0].text, element.span, (Reading("TAIL", ""),)),))


def _verb(elements: list[Element], index: int) -> int | None:
    """The place of "on" in "on", "while on", "not on", or of "despite"."""
    place = index
    while place < min(len(elements), index + 2) and (elements[place].word == "while" or _denies(elements[place])):
        place += 1
    if place == len(elements):
        return None
    verb = elements[place]
    taken = verb.type == "TAKING" and verb.word in _UNDER
    return place if taken or (place == index and verb.type == "BLOCK" and verb.word == _DESPITE) else None


def _denies(element: Element) -> bool:
    return element.type == "NEG" and element.word in ("not", "and not", "but not")


def _is_under_treatment(before: list[Element], following: list[Element], verb: int) -> bool:
    if _is_treatment(following, verb):
        return _stands_behind(before, following)
    any_treatment = len(following) > verb + 1 and following[verb + 1].type == "THERAPY"
    return any_treatment and _is_measured(before)  # "> 150 mmHg on treatment"


def _is_treatment(elements: list[Element], verb: int) -> bool:
    """Whether a drug, or a treatment that goes on, is named next: "on screening ECG" says where the value was found."""
    for element in elements[verb + 1 : verb + 1 + _FARTHEST]:
        if element.type == "DRUG":
            return bool(element.value != "medication")
        if element.type == "PROC":
            concept = vocabulary().concept(element.value)
            return concept is not None and concept.continuing and not concept.device and concept.id != "therapy"
        if element.type not in _BETWEEN:
            return False
    return False


def _stands_behind(before: list[Element], following: list[Element]) -> bool:
    """Whether a value stands right before, or a disease that is now and of which nothing is permitted."""
    last = _last(before)
    if last is None or _is_measured(before):
        return last is not None
    clause = [*takewhile(_goes_on, reversed(before)), *takewhile(_goes_on, following[1:])]
    # "History of infection on steroids" is true of the treatment as well, and so is "progressed while on steroids".
    return last.type == "COND" and following[0].word in ("on", "not") and not any_of_type(clause, _NOT_NOW)


def _is_measured(before: list[Element]) -> bool:
    last = _last(before)
    return last is not None and last.type in _MEASURED


def _last(before: list[Element]) -> Element | None:
    return next((e for e in reversed(_without_brackets(before)) if e.type not in ("FILLER", "CURR")), None)


def _without_brackets(before: list[Element]) -> list[Element]:
    """ "≥ 70 mg/dL (1.8 mmol/L) | on a statin": what stands before brackets at the end."""
    if not before or before[-1].type != "RPAR":
        return before
    opening = next((i for i in range(len(before) - 1, -1, -1) if before[i].type == "LPAR"), 0)
    return before[:opening]


def _goes_on(element: Element) -> bool:
    return element.type not in ("STOP", "SEMI", "COMMA", "LPAR", "COLON", "WITH")

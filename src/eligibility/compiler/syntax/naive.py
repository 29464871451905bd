"""Who has never had a treatment: "insulin-naive", "naive to antiretroviral therapy"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.negative_words import DENYING_PREFIXES
from eligibility.reference.mentions import Reading
from eligibility.spans import Span
from eligibility.text.tokens import Token

NAIVE = frozenset({"naive", "naïve"})
_TREATMENTS = ("DRUG", "PROC")
# Whoever is "opioid-naive" takes none regularly; which drugs or treatments "drug-naive" means, only the rest of the trial says.
_OTHERWISE = frozenset({"class:opioids", "medication", "procedure"})


def with_naive(elements: list[Element]) -> list[Element]:
    """The treatment denied for all time: "non-", its name, and a word for the past."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        element, place = elements[index], len(result) - 1
        if element.word in NAIVE and element.type == "BLOCK":
            if place > 0 and result[place].type == "HYPHEN":
                place -= 1
            behind = elements[index + 1 : index + 3]
            if place >= 0 and _is_treatment(result[place]):
                del result[place + 1 :]
                result.insert(place, _never(result[place].span.start))
                element.type = "HIST"
            elif len(behind) == 2 and behind[0].word in ("to", "for") and _is_treatment(behind[1]):
                behind[0].type, element.type = "FILLER", "HIST"
                result.append(_never(element.span.start))
        result.append(element)
        if element.type == "HIST" and element.word in NAIVE and _goes_on(elements[index + 1 : index + 4]):
            result.append(Element("WITH", "", Span(element.span.end, element.span.end), element.tokens))
        index += 1
    return result


def _goes_on(behind: list[Element]) -> bool:
    """Whether what follows is no longer denied: a disease, who they are, or what is measured ("insulin-naive patients with HbA1c > 9")."""
    first = behind[0].type if behind else None
    measured = first == "SUBJECT" and len(behind) > 1 and behind[1].may_be("MEAS", "SCALE", "TEST")
    return first in ("SEXNOUN", "AGENOUN") or measured or _names_disease(behind)


def _names_disease(behind: list[Element]) -> bool:
    """ "EGFR inhibitor-naive metastatic lung cancer"."""
    named = next((n for n, e in enumerate(behind) if e.type == "COND"), None)
    return named is not None and all(e.type in ("DESC", "SEV", "ACTIVE", "HOWADJ", "POSITIVE") for e in behind[:named])


def _is_treatment(element: Element) -> bool:
    return element.type in _TREATMENTS and element.value not in _OTHERWISE


def _never(place: int) -> Element:
    span = Span(place, place)
    return Element("NEG", "", span, (Token(DENYING_PREFIXES[0], span, (Reading("NEG", ""),)),))

"""Times that have to pass after a treatment, said without "since": "at least 2 weeks for radiotherapy", "… must have elapsed if …"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount, Compared, Gap
from eligibility.rules.times import Duration, Lasting

ELAPSED = frozenset({"must have elapsed", "should have elapsed", "have elapsed", "has elapsed"})
_BEFORE_NAMES = ("DESC", "SITE", "FILLER", "ACTIVE", "WORD", "HIST")
_STARTS = ("STOP", "SEMI", "COLON", "COMMA", "AND", "OR")
_TREATMENTS = ("PROC", "DRUG")
_FARTHEST = 5
_SECOND = 12  # how far a second condition may stand


def with_waiting_times(elements: list[Element]) -> list[Element]:
    """The elements, such times made what "since" makes them."""
    for index, element in enumerate(elements):
        if index and elements[index - 1].type not in _STARTS:
            continue
        if element.type == "LASTING" and element.tokens[-1].word == "for" and _treats(elements[index + 1 : index + 1 + _FARTHEST]):
            _wait(element, _lasting(element.value))
        elif element.type == "LIMIT" and _must_elapse(elements[index + 1 : index + 1 + _SECOND]) and _wait(element, _limit(element.value)):
            elapsed, condition, *behind = elements[index + 1 : index + 4]
            for word in (elapsed, condition, *(e for e in behind if e.type == "HIST")):
                word.type, word.value = "FILLER", ""
    return elements


def _must_elapse(behind: list[Element]) -> bool:
    """ "… must have elapsed if", with no second condition."""
    said = [e.word if e.type == "WORD" else e.type for e in behind]
    return said[:1] != [] and said[0] in ELAPSED and said[1:2] == ["IF"] and "IF" not in said[2:] and "NEG" not in said


def _treats(elements: list[Element]) -> bool:
    """Whether a treatment follows: "at least 4 weeks for pain" is a length."""
    named = next((e for e in elements if e.type not in _BEFORE_NAMES), None)
    return named is not None and named.type in _TREATMENTS


def _wait(element: Element, gap: Gap | None) -> bool:
    if gap is None:
        return False
    element.type, element.value = "GAP", gap
    return True


def _lasting(value: object) -> Gap | None:
    at_least = isinstance(value, Lasting) and value.operator in (">=", ">")
    return Gap(value.operator, value.duration, "on", since=True) if isinstance(value, Lasting) and at_least else None


def _limit(value: object) -> Gap | None:
    match value:
        case Compared(operator=">=" | ">" as operator, amount=Amount(value=length, time=unit)) if unit is not None:
            return Gap(operator, Duration(value=length, unit=unit), "on", since=True)
        case _:
            return None

"""Wider limits that some of the patients may have: "ALT ≤ 2.5 × ULN. Patients with liver metastases may have ALT ≤ 5 × ULN".

They are exceptions of the limit before them, and are written as such: ", except patients with liver metastases, ≤ 5 × ULN".
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import OPPOSITE, Compared
from eligibility.spans import Span

PERMITTING = frozenset({"may", "can", "could"})
_EXCEPTING = ("EXCEPT", "UNLESS")
PERMITS = frozenset({"ALLOWED", "COLON", *_EXCEPTING, *PERMITTING})
_BOUNDARIES = ("STOP", "SEMI", "LPAR", "COMMA", *_EXCEPTING)
_JOINING = ("AND", "OR", "SLASH", "COMMA")
_OPENING = ("SUBJECT", "FOR", "FILLER")
_SIGNS = ("STOP", "SEMI", "LPAR", "RPAR", "COMMA", "COLON")
_NOT_PEOPLE = frozenset({"LIMIT", "MEAS", "DEMAND", "MUSTNOT", "EXCLUDED", "AGE", *_SIGNS, *_EXCEPTING})
_LEADING = ("FILLER", "ALLOWED", "ABLE", "BLOCK", "WITH", "DEMAND", "LISTNOUN")
_WHO = frozenset({"who", "who have", "who has"})
_CASES = frozenset({"in which case", "in which", "in that case", "in these cases"})
_IDLE = ("FILLER", "DEMAND", "QUALITY")


@dataclass(frozen=True, slots=True)
class _Limited:
    """The names that share a limit, and its operator."""

    names: frozenset[object]
    operator: str


@dataclass(frozen=True, slots=True)
class _Second:
    """What permits another limit: its names, and the places of the people's first word, the word behind them, the limit, and the end."""

    names: frozenset[object]
    people: int
    word: int
    limit: int
    end: int


def with_permitted_limits(elements: list[Element]) -> list[Element]:
    """The elements, each such permission made an exception of the limit right before it."""
    result: list[Element] = []
    limited: _Limited | None = None
    earlier: dict[object, str] = {}
    index = 0
    while index < len(elements):
        element = elements[index]
        if element.type == "LIMIT":
            limited = _limited(elements, index) or limited
            earlier |= dict.fromkeys(limited.names, limited.operator) if limited is not None else {}
        second = _second(elements, index) if limited is not None and element.type in _BOUNDARIES else None
        said = _rewritten(elements, index, second, limited, earlier) if limited is not None and second is not None else None
        if second is None or said is None:
            result.append(element)
            index += 1
            continue
        result += said
        index = second.end
    return result


def _rewritten(
    elements: list[Element], boundary: int, second: _Second, limited: _Limited, earlier: dict[object, str]
) -> list[Element] | None:
    """The words from the sign on, as an exception; of names limited further back, as a sentence on those people. None if of others."""
    if (not second.names or second.names == limited.names) and not _goes_on(elements, second.end):
        return _exception(elements, boundary, second, limited)
    operator = elements[second.limit].value.operator
    again = bool(second.names) and all(name in earlier and earlier[name][0] == operator[0] for name in second.names)
    if not again or elements[boundary].type not in ("STOP", "SEMI"):
        return None
    names = next(i for i in range(second.word + 1, second.limit) if elements[i].type == "MEAS")
    return [
        *elements[boundary : second.word],
        replace(elements[second.word], type="COLON", value=""),
        *_idle(elements[second.word + 1 : names]),
        *elements[names : second.limit + 1],
        *_idle(elements[second.limit + 1 : second.end]),
    ]


def _goes_on(elements: list[Element], end: int) -> bool:
    """ "… may have ALT ≤ 5 × ULN and bilirubin ≤ 3 × ULN"."""
    joined = end + 1 < len(elements) and elements[end].type in ("AND", "OR", "COMMA")
    return joined and elements[end + 1].type == "MEAS"


def _idle(elements: list[Element]) -> list[Element]:
    return [replace(e, type="FILLER", value="") for e in elements]


def _limited(elements: list[Element], limit: int) -> _Limited | None:
    value = elements[limit].value
    names: set[object] = set()
    depth = 0
    for element in reversed(elements[:limit]):
        depth += (element.type == "RPAR") - (element.type == "LPAR")
        if depth == 0 and element.type == "MEAS":
            names.add(element.value)
        elif depth < 0 or (depth == 0 and element.type not in (*_JOINING, *_IDLE, "LPAR")):
            break
    return _Limited(frozenset(names), value.operator) if names and isinstance(value, Compared) else None


def _second(elements: list[Element], boundary: int) -> _Second | None:
    """Where people are permitted another limit, right behind this sign; None if nothing of the kind is said there."""
    if elements[boundary].type == "COMMA" and elements[boundary - 1].type not in ("LIMIT", "RPAR"):
        return None
    people = boundary + 1
    word = next((i for i in range(people, len(elements)) if _leads(elements, i) or elements[i].type in _NOT_PEOPLE), len(elements))
    said = elements[people:word]
    opens = bool(said) and (said[0].type in _OPENING or elements[boundary].type in _EXCEPTING)
    if word == len(elements) or not _leads(elements, word) or not opens or all(e.type in _OPENING for e in said):
        return None
    start = next((i for i in range(word + 1, len(elements)) if not _is_idle(elements[i])), None)
    names, place = _names(elements, start) if start is not None else (set(), None)
    if place is None or not isinstance(elements[place].value, Compared):
        return None
    permits = elements[boundary].type in _EXCEPTING or any(_permits(e) for e in elements[word:place])
    end = place + 1
    while end < len(elements) and elements[end].type in ("ALLOWED", "FILLER"):
        permits = permits or _permits(elements[end])
        end += 1
    return _Second(frozenset(names), people, word, place, end) if permits else None


def _is_idle(element: Element) -> bool:
    return element.type in _LEADING or element.word in PERMITTING or element.word in _WHO or element.word in _CASES


def _permits(element: Element) -> bool:
    return element.type in ("ALLOWED", "COLON") or element.word in PERMITTING


def _leads(elements: list[Element], place: int) -> bool:
    """Whether the words that lead to the limit begin there: "may have", "who have", ": "; ", in which case"."""
    element = elements[place]
    if element.type == "COMMA":
        following = elements[place + 1] if place + 1 < len(elements) else None
        return following is not None and (following.word in _WHO or following.word in _CASES or _permits(following))
    return _permits(element) or element.word in _WHO or element.type == "WITH"


def _names(elements: list[Element], start: int) -> tuple[set[object], int | None]:
    """The measures named there, and the place of the limit behind them."""
    names: set[object] = set()
    for place in range(start, len(elements)):
        element = elements[place]
        if element.type == "LIMIT":
            return names, place
        if element.type == "MEAS":
            names.add(element.value)
        elif element.type not in (*_JOINING, *_IDLE):
            break
    return names, None


def _exception(elements: list[Element], boundary: int, second: _Second, limited: _Limited) -> list[Element]:
    sign, limit = elements[boundary], elements[second.limit]
    opening = [sign] if sign.type in _EXCEPTING else [replace(sign, type="EXCEPT", value="")]
    if sign.type == "LPAR":
        opening = [sign, Element("EXCEPT", "", Span(sign.span.end, sign.span.end), sign.tokens)]
    comma = replace(elements[second.word], type="COMMA", value="")
    between, behind = _idle(elements[second.word + 1 : second.limit]), _idle(elements[second.limit + 1 : second.end])
    return [*opening, *elements[second.people : second.word], comma, *between, _alike(limit, limited), *behind]


def _alike(limit: Element, limited: _Limited) -> Element:
    """The limit in the direction of the first: who is excluded above 1.5, and may have up to 3, is excluded above 3."""
    if limit.value.operator[0] == limited.operator[0]:
        return limit
    return replace(limit, value=replace(limit.value, operator=OPPOSITE[limit.value.operator]))

"""The limit of those who are excepted from a limit: "bilirubin ≤ 1.5 × ULN (except in Gilbert's syndrome, who can have bilirubin < 3)"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element

EXCEPTING = ("EXCEPT", "UNLESS")
_ENDS = ("STOP", "SEMI")
_WHO = frozenset({"who", "whom"})
_CAN = ("ABLE", "DEMAND", "FILLER", "FOR")
_MAY = frozenset({"can", "may", "could"})
_NAMES = ("MEAS", "AND", "COMMA", "SLASH", "DEMAND", "FILLER")
_LOOKED_AT = 12


def with_excepted_limits(elements: list[Element]) -> list[Element]:
    """The elements, what leads to a second limit of the same measure behind an exception made "with": who is excepted must meet it."""
    limited: set[object] = set()
    excepting = False
    for index, element in enumerate(elements):
        if element.type in _ENDS:
            limited, excepting = set(), False
        elif element.type == "MEAS" and not excepting:
            limited.add(element.value)
        elif element.type in EXCEPTING:
            excepting = bool(limited)
        elif element.type == "RPAR":
            excepting = False
        elif excepting and (element.type == "COMMA" or element.word in _WHO):
            leading = _leading(elements[index + 1 : index + 1 + _LOOKED_AT], limited)
            if leading is not None:
                element.type, element.value = "WITH", ""
                for each in leading:
                    each.type, each.value = "FILLER", ""
    return elements


def _leading(behind: list[Element], limited: set[object]) -> list[Element] | None:
    """What stands before a limit of one of these measures, if that is no more than "who can have"."""
    place = next((n for n, e in enumerate(behind) if e.type == "MEAS"), None)
    if place is None or behind[place].value not in limited:
        return None
    limit = next((e for e in behind[place:] if e.type not in _NAMES), None)
    plain = all(e.type in _CAN or e.word in _MAY for e in behind[:place])
    return behind[:place] if plain and limit is not None and limit.type == "LIMIT" else None

"""Clauses of people of their own behind "and": "men must …, and women must …", "… and, for patients on cisplatin, clearance ≥ 60"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, any_of_type

_PEOPLE = ("SEXNOUN", "AGENOUN", "SUBJECT")
_SEXES = ("women", "men", "females", "males", "female", "male")
_DEMANDS = ("DEMAND", "MUSTNOT")
_ENDS = ("STOP", "SEMI")
OPENING_PEOPLE = frozenset({"for", "in"})


def with_clauses_apart(elements: list[Element]) -> list[Element]:
    """The elements, each such "and", with a comma right behind it, made the semicolon that it stands for."""
    without: list[Element] = []
    asked = _asked_of_them(elements)
    for index, element in enumerate(elements):
        if element.type != "AND":
            continue
        behind = elements[index + 1 : index + 4]
        if len(behind) == 3 and behind[0].type == "COMMA" and _opens_people(behind[1:]):
            element.type, element.value = "SEMI", ""
            without.append(behind[0])
        elif element.value == "strong" and _opens_people(behind) and asked[index + 1]:
            element.type, element.value = "SEMI", ""  # "…, and for patients with B, Y"
        elif behind and _are_of_a_sex(behind[0]) and _demands_of_people(elements, index):
            element.type, element.value = "SEMI", ""
    return [e for e in elements if e not in without] if without else elements


def _asked_of_them(elements: list[Element]) -> list[bool]:
    """For each place whether a comma follows in its clause: behind the words for some people it shows that something is asked of them."""
    asked = [False] * (len(elements) + 1)
    for index in range(len(elements) - 1, -1, -1):
        asked[index] = elements[index].type == "COMMA" or (asked[index + 1] and elements[index].type not in _ENDS)
    return asked


def _demands_of_people(elements: list[Element], index: int) -> bool:
    """Whether each side of the "and" has people of which something is demanded."""
    start = next((i + 1 for i in range(index - 1, -1, -1) if elements[i].type in _ENDS), 0)
    end = next((i for i in range(index + 1, len(elements)) if elements[i].type in (*_ENDS, "AND")), len(elements))
    before, behind = elements[start:index], elements[index + 1 : end]
    return bool(before) and _are_of_a_sex(before[0]) and any_of_type(before, _DEMANDS) and any_of_type(behind, _DEMANDS)


def _opens_people(elements: list[Element]) -> bool:
    """ "For | patients", "for | diabetic | patients", "for patients receiving"."""
    if not elements:
        return False
    word, following = elements[0], elements[1:]
    return (word.word in OPENING_PEOPLE and any_of_type(following, _PEOPLE)) or (
        word.type == "IF" and word.word.split()[0] in OPENING_PEOPLE
    )


def _are_of_a_sex(element: Element) -> bool:
    """ "Women", "women of childbearing potential"."""
    return element.type == "SEXNOUN" or (element.type == "ATTR" and element.word.split()[0] in _SEXES)

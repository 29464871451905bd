"""Of whom something is asked, said behind it: "negative pregnancy test in women of childbearing potential (only)".

People who are described by a name ("patients with liver metastases") are opened by words that say so; those who have a name of their own
are opened by a mere "for" or "in", or stand in brackets.
"""

from __future__ import annotations

from itertools import accumulate, dropwhile

from eligibility.compiler.syntax.elements import SEPARATORS, Element, any_of_type
from eligibility.compiler.syntax.origins import is_origin_word, silence_populations
from eligibility.spans import Span

ONLY = "only"
SUBGROUP_WORDS = ("for", "in", "among")  # of links too, once they open a subgroup
_PEOPLE = frozenset({"childbearing-potential", "fertile", "premenopausal", "postmenopausal"})
_NAMED = ("ATTR", "COND", "SEXNOUN", "AGENOUN", "SUBJECT", "DRUG")
_ASKED = ("TEST", "MEAS", "LIMIT", "NORMAL", "CLASSES")
_ENDS = SEPARATORS - {"LPAR"}


def with_subgroups(elements: list[Element]) -> list[Element]:
    """The elements, those words made such openings, and "only" beside them nothing."""
    silence_populations(elements)
    result: list[Element] = []
    for index, element in enumerate(elements):
        if element.type == "BLOCK" and element.word == ONLY and _is_of_people(elements, index):
            element.type, element.value = "FILLER", ""
        elif (
            element.type == "FOR"
            and element.word in SUBGROUP_WORDS
            and _asks_before(_outside(result))
            and _names_people(elements, index + 1)
        ):
            element.type, element.value = "IF", ""
        result.append(element)
        named = len(result) > 1 and result[-2].type == "ATTR" and result[-2].value in _PEOPLE  # "women of childbearing potential (WOCBP)"
        if element.type == "LPAR" and not named and _names_people(elements, index + 1) and _asks_before(result[:-1]):
            place = element.span.end
            result.append(Element("IF", "", Span(place, place), element.tokens))  # "(women of childbearing potential)"
    return result


def _is_of_people(elements: list[Element], index: int) -> bool:
    """ "For women only", "only for women"."""
    before, behind = elements[index - 1] if index else None, elements[index + 1] if index + 1 < len(elements) else None
    if behind is not None and behind.type in ("FOR", "IF"):
        return True
    clause = _clause(elements[:index])
    opened = any_of_type(clause, ("FOR", "IF")) or (bool(clause) and clause[0].type == "ATTR" and clause[0].value in _PEOPLE)
    return before is not None and before.type in _NAMED and opened and (behind is None or behind.type in _ENDS)


def _asks_before(elements: list[Element]) -> bool:
    """Whether the clause so far asks for something that people of a kind may be asked for alone."""
    return any(e.type in _ASKED or (e.type == "ATTR" and e.value not in _PEOPLE) for e in _clause(elements))


def _outside(elements: list[Element]) -> list[Element]:
    """What stands before brackets that open right here."""
    return elements[:-1] if elements and elements[-1].type == "LPAR" else elements


def _clause(elements: list[Element]) -> list[Element]:
    start = next((i + 1 for i in range(len(elements) - 1, -1, -1) if elements[i].type in ("STOP", "SEMI", "COLON", "LPAR")), 0)
    return elements[start:]


def _names_people(elements: list[Element], start: int) -> bool:
    """Whether a name of people, and nothing else, stands from there to the end of the clause."""
    place = start
    while place < len(elements) and elements[place].type in ("FILLER", "SEXNOUN", "SUBJECT", "AGENOUN"):
        place += 1
    if place >= len(elements) or elements[place].type != "ATTR":
        return False
    behind = elements[place + 1 :]
    if is_origin_word(elements[place]):
        behind = list(dropwhile(lambda e: e.type in ("SUBJECT", "FILLER", "AGENOUN"), behind))
    elif elements[place].value not in _PEOPLE:
        return False
    if behind and behind[0].type == "LPAR":  # its abbreviation, or who that is
        depths = list(accumulate((e.type == "LPAR") - (e.type == "RPAR") for e in behind))
        end = depths.index(0) if 0 in depths else len(behind)
        if any(e.type == "NEG" or e.type in _ENDS for e in behind[1:end]):
            return False  # "[WOCBP; not surgically sterilized and …]" says more of them
        behind = behind[end + 1 :]
    if behind and behind[0].type == "BLOCK" and behind[0].word == ONLY:
        behind = behind[1:]
    return not behind or behind[0].type in _ENDS

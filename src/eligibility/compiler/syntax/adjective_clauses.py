"""Relative clauses of nothing but adjectives: "asthma that is severe", "cancer that is advanced or metastatic"; brackets that except.

They are read like the same words in brackets: "asthma (severe)", "cancer (except non-melanoma skin cancer)".
"""

from __future__ import annotations

from dataclasses import replace

from eligibility.compiler.syntax.elements import Element
from eligibility.spans import Span

CLAUSE_WORDS = frozenset({"that", "which"})
EXCEPTED = frozenset({"excepted", "exempted", "exempt"})
_BE = frozenset({"is", "are"})
_ADJECTIVES = ("SEV", "DESC", "ACTIVE")
_JOINING = ("OR", "AND", "COMMA")
_CLOSING = ("STOP", "SEMI", "RPAR")


def with_adjective_clauses(elements: list[Element]) -> list[Element]:
    """The elements, each such clause right behind a disease put into brackets."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        end = _end_of_clause(elements, index)
        if end is None:
            result.append(elements[index])
            index += 1
            continue
        word, last = elements[index], elements[end - 1]
        result.append(replace(word, type="LPAR", value="", span=Span(word.span.start, elements[index + 1].span.end)))
        result += elements[index + 2 : end]
        result.append(replace(last, type="RPAR", value="", span=Span(last.span.end, last.span.end)))
        index = end
    return result


def with_excepted_behind(elements: list[Element]) -> list[Element]:
    """The elements, "(X excepted)" read as "(except X)"."""
    result = list(elements)
    for index, element in enumerate(elements):
        closes = index + 1 < len(elements) and elements[index + 1].type == "RPAR"
        opened = next((i for i in range(index - 1, -1, -1) if elements[i].type in ("LPAR", "RPAR")), None)
        if element.word in EXCEPTED and element.type == "WORD" and closes and opened is not None and elements[opened].type == "LPAR":
            element.type, element.value = "FILLER", ""
            start = elements[opened].span.end
            result.insert(result.index(elements[opened]) + 1, replace(element, type="EXCEPT", span=Span(start, start)))
    return result


def _end_of_clause(elements: list[Element], start: int) -> int | None:
    """The place behind the last adjective of a clause that begins here; None where more than adjectives stand in it."""
    before, words = elements[start - 1] if start else None, [e.word for e in elements[start : start + 2]]
    if before is None or before.type != "COND" or len(words) < 2 or words[0] not in CLAUSE_WORDS or words[1] not in _BE:
        return None
    place = start + 2
    while place < len(elements) and elements[place].type in _ADJECTIVES:
        place += 1
        if place + 1 < len(elements) and elements[place].type in _JOINING and elements[place + 1].type in _ADJECTIVES:
            place += 1
    closes = place == len(elements) or elements[place].type in _CLOSING  # behind a comma the clause may go on
    return place if place > start + 2 and closes else None

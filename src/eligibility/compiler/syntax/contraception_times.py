"""How long contraception is to be used, in several parts: "… prior to study entry, during treatment, and for 6 months after it"."""

from __future__ import annotations

from itertools import islice, takewhile

from eligibility.compiler.syntax.elements import Element

_OPENING = ("WINDOW", "LASTING", "DURATION", "ELSEWHERE", "INTIME", "AFTER", "BEFORE")
_OPENING_WORDS = ("throughout", "during", "while", "until", "starting", "up to")
_TIMES = (*_OPENING, "ANCHOR", "FILLER", "FOR", "THERAPY", "DRUG", "WORD", "TO", "PROC")
_JOINING = ("AND", "COMMA", "OR")
_ENDS = ("STOP", "SEMI", "RPAR", "COLON")
ASKED = ("DEMAND", "ABLE", "UNABLE")


def with_contraception_times(elements: list[Element]) -> list[Element]:
    """The elements, the signs between such times carrying nothing: they are all said of what is agreed to."""
    asked = False
    for place, element in enumerate(elements):
        asked = asked or element.type in ASKED
        if asked and element.reading("ATTR") == "contraception":
            for each in _signs(elements, place):
                each.type, each.value = "FILLER", ""
    return elements


def _signs(elements: list[Element], place: int) -> list[Element]:
    """The signs behind it that join one time to the next."""
    found: list[Element] = []
    depth = 0
    for index in range(place + 1, len(elements)):
        element = elements[index]
        depth += (element.type == "LPAR") - (element.type == "RPAR")
        if depth > 0 or (element.type == "RPAR" and depth == 0):
            continue  # the methods, in brackets
        if element.type in _ENDS or element.reading("ATTR") == "contraception":
            break
        following = islice(elements, index + 1, None) if element.type in _JOINING else ()
        behind = list(takewhile(lambda e: e.type not in (*_JOINING, *_ENDS), following))
        if behind:
            opens = behind[0].type in _OPENING or behind[0].word.startswith(_OPENING_WORDS)
            if not opens or not all(e.type in _TIMES for e in behind):
                break
            found.append(element)
    return found

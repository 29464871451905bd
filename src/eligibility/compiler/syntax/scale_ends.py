"""What the ends of a scale stand for: "0 = no pain, 10 = worst pain", "where 0 is none and 100 complete" ask nothing of the patient."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.compiler.syntax.phrases import Amount

_SIGNS = ("EQUALS", "EQ", "COLON", "DASH", "LPAR")
_VERBS = frozenset({
    "is", "being", "means", "meaning", "represents", "representing", "indicates", "indicating", "denotes", "denoting", "signifies",
    "corresponds to", "corresponding to", "equals", "for", "as", "describes",
})  # fmt: skip
_ENDS = ("RPAR", "SEMI", "STOP", "COMMA", "AND", "OR", "WITH")
_OF_MORE = ("LIMIT", "WINDOW", "LASTING", "GAP", "DEMAND", "IF", "ANCHOR")
_LOWEST = (0.0, 1.0)
_LONGEST = 8
_OPENING = frozenset({"where", "whereby", "with", "in which", "when"})


_BETTER = frozenset({"higher", "lower", "larger", "greater"})
_SCORES = ("score", "scores", "values", "value", "numbers", "points", "ratings")


def without_scale_ends(elements: list[Element]) -> list[Element]:
    """The elements, those that say what the lowest and the highest value of a scale stand for read as its range."""
    _silence_directions(elements)
    place = 0
    while place < len(elements):
        end = _end_of_both(elements, place)
        if end is None:
            place += 1
            continue
        first = place - 1 if place and elements[place - 1].word in _OPENING else place
        if first and elements[first - 1].type == "COMMA":
            first -= 1  # "≥ 3, where 0 is …"
        for element in elements[first:end]:
            element.type, element.value = "SCALERANGE", ""
        place = end
    return elements


def _silence_directions(elements: list[Element]) -> None:
    """ "(0 to 10, with higher scores indicating more disability)"."""
    for place in range(len(elements) - 2):
        first, noun, verb = elements[place : place + 3]
        if first.word.split()[-1] in _BETTER and noun.word in _SCORES and (verb.word in _VERBS or verb.word.rstrip("s") in _MEAN):
            end = place + 3
            while end < len(elements) and elements[end].type not in (*_ENDS, *_OF_MORE):
                end += 1
            start = place - 1 if place and elements[place - 1].word in _OPENING else place
            start -= int(start > 0 and elements[start - 1].type == "COMMA")
            for element in elements[start:end]:
                element.type, element.value = "SCALERANGE", ""


_MEAN = frozenset({"indicate", "mean", "represent", "reflect", "denote", "signify", "correspond"})


def _end_of_both(elements: list[Element], place: int) -> int | None:
    """The place behind the meanings of two values, of which this is the first; None where they are none."""
    low = _number(elements[place])
    middle = _end_of_meaning(elements, place) if low in _LOWEST else None
    while middle is not None and middle < len(elements) and elements[middle].type in ("COMMA", "SEMI", "AND", "FILLER", "DASH"):
        middle += 1
    if low is None or middle is None or middle >= len(elements):
        return None
    high = _number(elements[middle])
    return _end_of_meaning(elements, middle) if high is not None and high > low else None


def _number(element: Element) -> float | None:
    value = element.value
    return value.value if element.type == "BARE" and isinstance(value, Amount) and value == Amount(value.value) else None


def _end_of_meaning(elements: list[Element], place: int) -> int | None:
    """The place behind the words that a number stands for; None where no sign or verb says that it does."""
    sign = elements[place + 1] if place + 1 < len(elements) else None
    if sign is not None and sign.type == "LPAR":  # "0 (no pain) to 10 (worst pain)"
        end = next((n for n in range(place + 2, min(len(elements), place + _LONGEST)) if elements[n].type == "RPAR"), None)
        inner = elements[place + 2 : end] if end is not None else []
        return end + 1 if inner and end is not None and not any(e.type in _OF_MORE or _number(e) is not None for e in inner) else None
    if sign is None or not (sign.type in _SIGNS[:-1] or sign.word in _VERBS):
        return None
    end = place + 2
    while end < len(elements) and end - place <= _LONGEST and elements[end].type not in _ENDS:
        if elements[end].type in _OF_MORE or _number(elements[end]) is not None:
            return None
        end += 1
    return end if end > place + 2 else None

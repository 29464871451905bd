"""What is only like a thing: "influenza-like illness", "a lupus-like syndrome", "insulin-like growth factor" are other things."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, one_word

LIKE = "like"
_THINGS = ("COND", "DRUG", "ORG")
_NOUNS = ("DISEASENOUN", "COND", "WORD", "LISTNOUN", "THERAPY")
# Behind a "like" without a hyphen these are what is like it; other nouns are examples: "diseases like asthma".
_LIKENESSES = frozenset({"symptoms", "illness", "illnesses", "syndrome", "syndromes", "features", "picture", "disorder", "reaction"})


def with_likenesses(elements: list[Element]) -> list[Element]:
    """The elements, such a word with the noun behind it made one that is not known."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        size = _size(elements, index)
        if size:
            result.append(one_word(elements[index : index + size]))
        else:
            result.append(elements[index])
        index += size or 1
    return result


def _size(elements: list[Element], index: int) -> int:
    """How many elements the likeness that begins there has; none begins there: 0."""
    thing, *behind = elements[index : index + 4]
    if thing.type not in _THINGS or len(behind) < 2:
        return 0
    if behind[0].type == "HYPHEN" and behind[0].span.start == thing.span.end and behind[1].word == LIKE:
        return 4 if len(behind) > 2 and behind[1].span.start == behind[0].span.end and behind[2].type in _NOUNS else 0
    return 3 if behind[0].word == LIKE and behind[1].word in _LIKENESSES else 0

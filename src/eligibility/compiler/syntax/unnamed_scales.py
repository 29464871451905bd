"""Stages of a scale that no table has: "Hurley stage II or III" is no stage II of a cancer, nor of another disease on another scale."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element, one_word
from eligibility.compiler.syntax.phrases import Classes

_WORDS = ("stage", "stages", "class", "classes", "grade", "grades", "type", "level")
_ADJECTIVE = ("al", "ic", "ive", "able", "ible", "ed", "ous", "ly", "ary", "ant", "ent")


def with_unnamed_scales(elements: list[Element]) -> list[Element]:
    """The elements, an unknown name and the classes behind it made one unknown word."""
    result: list[Element] = []
    for element in elements:
        if result and _is_class(element) and _is_name(result[-1], first=len(result) == 1):
            result.append(one_word([result.pop(), element]))
        else:
            result.append(element)
    return result


def _is_class(element: Element) -> bool:
    return isinstance(element.value, Classes) and element.tokens[0].word in _WORDS


def _is_name(element: Element, first: bool) -> bool:
    """Whether it is a name; at the beginning any word has a capital, and an adjective is said of the disease: "Operable stage II"."""
    word = element.tokens[0].text
    if element.type != "WORD" or len(element.tokens) > 1 or not word[:1].isupper():
        return False
    return not (first and element.word.endswith(_ADJECTIVE))

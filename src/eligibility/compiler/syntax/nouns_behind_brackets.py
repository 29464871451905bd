"""A general noun behind brackets that only closes the name before them: "hepatitis C virus (HCV RNA detected) infection"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.vocabulary import vocabulary

CLOSING_NOUNS = frozenset({"infection", "infections", "disease"})


def with_nouns_behind_brackets(elements: list[Element]) -> list[Element]:
    """The elements, such a noun made a word that asks nothing."""
    opened: list[int] = []
    for index, element in enumerate(elements):
        if element.type == "LPAR":
            opened.append(index)
        elif element.type == "RPAR" and opened:
            opening = opened.pop()
            noun = elements[index + 1] if index + 1 < len(elements) else element
            if opening and noun.word in CLOSING_NOUNS and noun.type == "COND" and _closes(elements[opening - 1], noun):
                noun.type = "FILLER"
    return elements


def _closes(named: Element, noun: Element) -> bool:
    of_germ = named.type == "ORG" and noun.word.startswith("infection")
    return of_germ or (named.type == "COND" and vocabulary().is_a(named.value, noun.value))

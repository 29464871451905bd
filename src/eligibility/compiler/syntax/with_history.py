"""Histories that come with something of now: "smokers with a history of lung cancer", "asthma with a history of atopy"."""

from __future__ import annotations

from itertools import takewhile

from eligibility.compiler.syntax.elements import Element
from eligibility.spans import Span

_ENDS = ("STOP", "SEMI", "COMMA", "OR", "AND")
_NAMED = ("COND", "ATTR", "LIMIT", "CLASSES", "RPAR")


def with_histories(elements: list[Element]) -> list[Element]:
    """The elements, such a history opened by a "with" of its own: what stands before it is no history."""
    result: list[Element] = []
    for element in elements:
        history = element.type == "HIST" and element.word.startswith("with ")
        if history and result and result[-1].type in _NAMED and not _denied(result):
            result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


def _denied(before: list[Element]) -> bool:
    """ "No asthma with a history of intubation" denies the two together, or the first alone."""
    return any(e.type in ("NEG", "MUSTNOT") for e in takewhile(lambda e: e.type not in _ENDS, reversed(before)))

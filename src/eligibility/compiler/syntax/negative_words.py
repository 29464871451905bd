"""Words with a denying prefix: "non-healing", "non-pregnant"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.spans import Span

DENYING_PREFIXES = ("non", "un")  # "non-pregnant", "non covered by insurance"


def negative_words(elements: list[Element]) -> list[Element]:
    """ "Non-healing" is one word; "non-pregnant" denies an attested fact."""
    result: list[Element] = []
    index = 0
    while index < len(elements):
        element = elements[index]
        if element.type == "WORD" and element.word in DENYING_PREFIXES and index + 1 < len(elements):
            end = index + 2 if elements[index + 1].type == "HYPHEN" and index + 2 < len(elements) else index + 1
            word = elements[end]
            participle = _is_participle_of(elements, end)
            if participle or (word.may_be("ATTR") and not _describes_the_next(elements, end)):
                word.type = "FILLER" if participle else word.type
                result.append(Element("NEG", "", element.span, element.tokens))
                index = end
                continue
            if word.type in ("WORD", "DESC", "COND", "DRUG", "PROC", "ROUTE", "SEV", "MEASMOD", "SITE", "ATTR"):
                tokens = tuple(t for e in elements[index : end + 1] for t in e.tokens)
                result.append(Element("WORD", "", Span(element.span.start, word.span.end), tokens))
                index = end + 1
                continue
        result.append(element)
        index += 1
    return result


def _describes_the_next(elements: list[Element], index: int) -> bool:
    """ "Non-contraceptive hormone therapy": what is denied is a quality of the name behind it."""
    return index + 1 < len(elements) and elements[index + 1].type in ("COND", "DRUG", "PROC", "ORG")


def _is_participle_of(elements: list[Element], index: int) -> bool:
    """ "Non covered by health insurance": a participle before what is attested, which it only says that somebody has."""
    said = elements[index].type == "WORD" and elements[index].word.endswith("ed")
    joined = index + 1 < len(elements) and elements[index + 1].type in ("FILLER", "WITH")
    following = next((e for e in elements[index + 1 : index + 5] if e.type not in ("FILLER", "WORD", "WITH", "SITE", "DESC")), None)
    return said and joined and following is not None and following.may_be("ATTR")

"""Words with a denying prefix: "non-healing", "non-pregnant"."""

from __future__ import annotations

from eligibility.compiler.syntax.elements import Element
from eligibility.reference.mentions import Reading
from eligibility.reference.vocabulary import vocabulary
from eligibility.reference.whole_names import name_of
from eligibility.spans import Span
from eligibility.text.tokens import Token

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
            if word.type == "TAKING" and word.word.startswith("user"):  # "non-users of hormonal contraception"
                result.append(Element("NEG", "", element.span, element.tokens))
                index = end
                continue
            participle = _is_participle_of(elements, end)
            if participle or (word.may_be("ATTR") and not _describes_the_next(elements, end)):
                word.type = "FILLER" if participle else word.type
                result.append(Element("NEG", "", element.span, element.tokens))
                index = end
                continue
            if word.type in ("WORD", "DESC", "COND", "DRUG", "PROC", "ROUTE", "SEV", "MEASMOD", "SITE", "ATTR"):
                quality, noun = _quality_of(word) or (word, None)
                tokens = tuple(t for e in (*elements[index:end], quality) for t in e.tokens)
                result.append(Element("WORD", "", Span(element.span.start, quality.span.end), tokens))
                result += [noun] if noun is not None else []
                index = end + 1
                continue
        result.append(element)
        index += 1
    return result


def _quality_of(name: Element) -> tuple[Element, Element] | None:
    """ "Non-inflammatory breast cancer": a name that is a kind of what its last words name, cut before them; the quality is denied."""
    text = name.tokens[0].text
    if name.type != "COND" or len(name.tokens) > 1:
        return None
    for gap in (i for i, letter in enumerate(text) if letter == " "):
        noun = text[gap + 1 :]
        reading = name_of(noun, "COND")
        if reading is not None and reading.value != name.value and vocabulary().is_a(name.value, reading.value):
            before = Span(name.span.start, name.span.start + len(text[:gap].rstrip()))
            behind = Span(name.span.end - len(noun), name.span.end)
            quality = Element("WORD", "", before, (Token(text[:gap].rstrip(), before, (Reading("WORD", ""),)),))
            return quality, Element("COND", reading.value, behind, (Token(noun, behind, (reading,)),))
    return None


def _describes_the_next(elements: list[Element], index: int) -> bool:
    """ "Non-contraceptive hormone therapy": what is denied is a quality of the name behind it."""
    return index + 1 < len(elements) and elements[index + 1].type in ("COND", "DRUG", "PROC", "ORG")


def _is_participle_of(elements: list[Element], index: int) -> bool:
    """ "Non covered by health insurance": a participle before what is attested, which it only says that somebody has."""
    said = elements[index].type == "WORD" and elements[index].word.endswith("ed")
    joined = index + 1 < len(elements) and elements[index + 1].type in ("FILLER", "WITH")
    following = next((e for e in elements[index + 1 : index + 5] if e.type not in ("FILLER", "WORD", "WITH", "SITE", "DESC")), None)
    return said and joined and following is not None and following.may_be("ATTR")

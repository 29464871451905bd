"""Tokens → parse tree. The only module that knows Lark; its exceptions end here.

First the phrases with numbers are found (`grammars/phrases.lark`, longest match from each token that can begin one), then the
skeleton is parsed over what remains (`grammars/structure.lark`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import Any, cast

from lark import Lark, Transformer

from eligibility.compiler.syntax.bracketed_ends import without_brackets
from eligibility.compiler.syntax.elements import Element as Element
from eligibility.compiler.syntax.found_by import with_ways
from eligibility.compiler.syntax.joined_tokens import joined
from eligibility.compiler.syntax.lalr import END, Parse, Table
from eligibility.compiler.syntax.phrase_builder import PhraseBuilder
from eligibility.compiler.syntax.phrase_limits import NoPhrase
from eligibility.compiler.syntax.phrases import ELEMENT_TYPES, Amount, Attested, Between, Phrase
from eligibility.compiler.syntax.result_signs import read_results
from eligibility.compiler.syntax.treatments import read_treatments
from eligibility.compiler.syntax.under_treatment import with_treatments
from eligibility.compiler.syntax.with_history import with_histories
from eligibility.resources import grammar_file
from eligibility.spans import Span
from eligibility.text.tokens import Token

# A phrase longer than this is none: the bound keeps parsing linear in the length of the text.
_LONGEST_PHRASE = 40
# Deeper brackets are read as plain signs, which makes their content opaque.
_DEEPEST_BRACKETS = 12
# Readings that begin a phrase only behind a name: "NYHA III", but not "I agree".
_ONLY_BEHIND_A_NAME = frozenset({"CLASSVALUE"})
# Words that do something in a phrase alone: "6 full weeks"; elsewhere they are like any other.
_ONLY_IN_PHRASES = frozenset({"WHOLE", "OUTSIDE", "SINCE", "ELAPSED", "ENDOF"})
DENYING_PREFIXES = ("non", "un")  # "non-pregnant", "non covered by insurance"
_SEPARATORS = frozenset({"STOP", "SEMI", "COMMA", "AND", "OR", "COLON", "LPAR", "RPAR"})
# Behind these "using" says what somebody does; behind a name, how something was found.
_BEFORE_A_VERB = _SEPARATORS | {"NEG", "SUBJECT", "SEXNOUN", "AGENOUN", "FILLER", "CURR", "PLAN", "ABLE", "UNABLE", "DEMAND", "MUSTNOT"}
LINKS = frozenset({"EG", "IE", "EXCEPT", "UNLESS", "CAUSE", "NOTCAUSE", "HOW", "WITH", "IF", "REGARDLESS"})


@dataclass(slots=True, eq=False)
class Group:
    """Something in brackets."""

    block: Block
    span: Span
    open: Element
    close: Element


@dataclass(slots=True)
class Unit:
    """Neighbouring elements with no separator between them."""

    parts: list[Element | Group] = field(default_factory=list)


@dataclass(slots=True)
class Segment:
    """Units and the separators between them; `separators[i]` stands behind `units[i]`."""

    units: list[Unit]
    separators: list[Element]


@dataclass(slots=True)
class Sentence:
    """Segments and the semicolons between them."""

    segments: list[Segment]
    separators: list[Element]


@dataclass(slots=True)
class Block:
    """Sentences and the stops between them."""

    sentences: list[Sentence]
    separators: list[Element]


def parse(tokens: list[Token]) -> Block:
    """The skeleton of a criterion, its phrases built. Never fails."""
    return _skeleton(_balanced(_signs(find_phrases(joined(without_brackets(tokens))))))


# ------------------------------------------------------------------ phrases


def find_phrases(tokens: list[Token]) -> list[Element]:
    """Every phrase with a number becomes one element; the other tokens stay single."""
    elements: list[Element] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        found = _longest_phrase(tokens, index) if _may_begin(token, elements) else None
        if found is None:
            kind = "WORD" if token.type in _ONLY_IN_PHRASES else token.type
            elements.append(Element(kind, token.value, token.span, (token,)))
            index += 1
            continue
        end, phrase = found
        used = tuple(tokens[index:end])
        value = phrase.observation if isinstance(phrase, Attested) else phrase
        elements.append(Element(ELEMENT_TYPES[type(phrase)], value, Span(used[0].span.start, used[-1].span.end), used))
        index = end
    return _scale_ranges(elements)


# Behind a range they say that it is the range of a scale.
_SCALE_WORDS = ("scale", "vas", "nrs", "visual analog", "numeric", "numerical", "likert", "rating")


def _scale_ranges(elements: list[Element]) -> list[Element]:
    """ "On a 0–10 scale", "UAS7 (range 0–42) ≥ 16": what a scale can be at all is no limit."""
    for index, element in enumerate(elements):
        value = element.value
        if not isinstance(value, Between) or value.low != Amount(0.0) or value.high != Amount(value.high.value):
            continue
        following = next((e for e in elements[index + 1 : index + 4] if e.type not in ("HYPHEN", "FILLER", "SEV", "COND", "MEASMOD")), None)
        behind = [e.word for e in elements[index + 1 : index + 4]]
        on_a_scale = any(word.startswith(_SCALE_WORDS) for word in behind)
        in_brackets = index > 0 and elements[index - 1].type == "LPAR" and following is not None and following.type == "RPAR"
        if on_a_scale or (in_brackets and element.tokens[0].type == "RANGING"):
            element.type, element.value = "SCALERANGE", ""
    return elements


def _may_begin(token: Token, before: list[Element]) -> bool:
    """Whether a phrase may begin with the token: one look at the grammar's first tokens spares most words the parser."""
    grammar = _phrase_grammar()
    kinds = [reading.type for reading in token.readings if reading.type in grammar.rows[grammar.start]]
    return bool(kinds) and (_is_name(before) or not _ONLY_BEHIND_A_NAME.issuperset(kinds))


def _is_name(elements: list[Element]) -> bool:
    return bool(elements) and elements[-1].may_be("SCALE", "MEAS", "MEASMOD", "CLASSWORD", "VERSION", "COND")


def _longest_phrase(tokens: list[Token], start: int) -> tuple[int, Phrase] | None:
    parse = _phrase_grammar().parse()
    accepted: list[tuple[int, Parse]] = []
    chosen: list[tuple[Token, str, str]] = []
    for index in range(start, min(len(tokens), start + _LONGEST_PHRASE)):
        token = tokens[index]
        chosen.append((token, token.type, token.value))
        following = _fed(parse, token)
        if following is None:
            break
        parse = following
        if END in parse.choices():
            accepted.append((index + 1, parse.copy()))
    end, phrase = _last_that_builds(accepted) or (start, None)
    for token, kind, value in chosen[end - start :]:
        token.type, token.value = kind, value
    return (end, phrase) if phrase is not None else None


def _fed(parse: Parse, token: Token) -> Parse | None:
    """The parse behind a token, in the first of its readings that can really stand there; None if none can.

    The choices of a state are those of all the contexts that share it, so a reading that fails must not have touched the parse.
    """
    choices = parse.choices()
    # A word that says something in the phrase is not taken for a filler: "18 to 75".
    readings = sorted((r for r in token.readings if r.type in choices), key=lambda r: r.type == "FILLER")
    for number, reading in enumerate(readings, 1):
        token.type, token.value = reading.type, reading.value
        trial = parse if number == len(readings) else parse.copy()
        try:
            if trial.feed(token.type, token):
                return trial
        except NoPhrase:
            continue
    return None


def _last_that_builds(accepted: list[tuple[int, Parse]]) -> tuple[int, Phrase] | None:
    """The longest accepted stretch whose builder makes a phrase of it."""
    for end, parse in reversed(accepted):
        try:
            phrase = parse.finish()
        except NoPhrase:
            continue
        if phrase is not None:
            return end, cast(Phrase, phrase)
    return None


@cache
def _phrase_grammar() -> Table:
    return Table.of(
        Lark(grammar_file("phrases.lark").read_text("utf-8"), parser="lalr", lexer="basic", strict=True, transformer=PhraseBuilder())
    )


def _signs(elements: list[Element]) -> list[Element]:
    """A slash between names is "or" ("congenital/acquired"); a dash before an article says what the name is ("ALF – a disorder that …").

    Between measures a slash only joins the names of one limit ("AST/ALT"), which is for the frame to see.
    """
    elements = _negative_words(
        _with_complications(_with_without(with_treatments(_with_treatment(with_ways(with_histories(read_treatments(elements)))))))
    )
    read_results(elements)
    _methods(elements)
    elements = _settings(elements)
    for index, element in enumerate(elements):
        begins = index == 0 or elements[index - 1].type in _BEFORE_A_VERB
        if element.type == "HOW" and begins and element.word == "using":
            element.type = "TAKING"  # "…, or using steroids"; behind a name it says how: "measured using ultrasound"
        elif element.type == "CMP" and element.word == "not under":
            element.type, element.value = "NEG", ""  # "not under guardianship": no number follows that it would limit
        elif element.type == "DEMAND" and _inverts(elements, index):
            element.type = "IF"
        elif element.type == "TIMES" and (index + 1 == len(elements) or elements[index + 1].type in _SEPARATORS):
            element.type = "MARK"  # the asterisk of a footnote
        elif element.type == "BARE" and _is_a_year(elements, index):
            element.type, element.value = "EDITION", ""
    for index in range(1, len(elements) - 1):
        before, sign, after = elements[index - 1], elements[index], elements[index + 1]
        if sign.type == "SLASH" and not (before.may_be("MEAS", "NUM", "CLASSVALUE") or after.may_be("MEAS", "NUM", "CLASSVALUE")):
            sign.type = "OR"
        elif sign.type == "TIMES" and before.type == "LIMIT":
            before.type, before.value, sign.type = "WORD", "", "WORD"  # "> 2 × baseline" limits what stands behind the sign, not the 2
        elif sign.type in ("HYPHEN", "DASH") and before.may_be("COND") and after.word in ("a", "an"):
            sign.type = "IE"
    return elements


_DATED = frozenset({"criteria", "criterion", "classification", "guideline", "guidelines", "definition", "revision", "consensus"})
_YEARS = (1950, 2100)


def _is_a_year(elements: list[Element], index: int) -> bool:
    """ "The 2010 ACR/EULAR criteria": which edition of them."""
    value = elements[index].value
    if not isinstance(value, Amount) or value != Amount(value.value) or not _YEARS[0] <= value.value <= _YEARS[1]:
        return False
    return any(e.word in _DATED for e in elements[max(0, index - 2) : index + 6])


def _inverts(elements: list[Element], index: int) -> bool:
    """ "Should a woman become pregnant, she …": before who it speaks of, at the beginning of a sentence, the verb makes a condition."""
    if elements[index].word not in ("should", "had", "were") or (index and elements[index - 1].type not in _OPENS):
        return False
    following = next((e for e in elements[index + 1 : index + 4] if e.type != "FILLER"), None)
    return following is not None and following.type in ("SUBJECT", "SEXNOUN", "AGENOUN", "PEOPLE")


_OPENS = ("STOP", "SEMI", "COMMA", "COLON")


_GIVEN = frozenset({"by", "with", "in", "from", "through", "as", "at", "to", "and", "or", "for"})


def _methods(elements: list[Element]) -> None:
    """ "LVEF normal by echocardiography": "by" and a procedure, behind a finding, say how it was found."""
    for before, by, after in zip(elements, elements[1:], elements[2:], strict=False):
        if before.type == "ALLOWED" and by.word in ("provided", "when", "where"):
            by.type = "IF"
        elif before.type == "COMMA" and by.word == "provided" and after.word not in _GIVEN:
            by.type = "IF"  # ", provided the dose is stable", but ", provided by the parents"
        if by.type != "FILLER" or by.word != "by" or not after.may_be("PROC", "METHOD"):
            continue
        said = before.type in ("LIMIT", "NORMAL", "POSITIVE", "CLASSES", "BARE", "RPAR") or before.may_be("MEAS", "TEST", "COND", "ATTR")
        if said:
            by.type = "HOW"


def _settings(elements: list[Element]) -> list[Element]:
    """ "In the neoadjuvant, adjuvant or metastatic setting" is one description of what was given there."""
    result: list[Element] = []
    for element in elements:
        result.append(element)
        if element.word not in ("setting", "settings", "disease setting"):
            continue
        start = len(result) - 1
        while start and result[start - 1].type in ("DESC", "COMMA", "OR", "AND", "SLASH", "HYPHEN"):
            start -= 1
        opening = result[start - 1].word if start else ""
        if start == len(result) - 1 or opening not in ("in", "in the", "in a", "in an", "in either the", "for the", "either", "the"):
            continue
        while start and result[start - 1].word in ("in", "in the", "in a", "the", "either", "for the", "for"):
            start -= 1
        merged = result[start:]
        tokens = tuple(t for e in merged for t in e.tokens)
        result[start:] = [Element("DESC", "", Span(merged[0].span.start, merged[-1].span.end), tokens)]
    return result


def _negative_words(elements: list[Element]) -> list[Element]:
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


# What is said of the treatment alone; "requiring antibiotics" describes the infection.
_TREATED = frozenset({"on", "taking", "receiving", "using", "undergoing", "treated with", "being treated with", "on treatment with"})


def _with_treatment(elements: list[Element]) -> list[Element]:
    """ "Bladder cancer scheduled for cystectomy within 30 days" is "… with: cystectomy scheduled …": a time there is the treatment's."""
    result: list[Element] = []
    for index, element in enumerate(elements):
        if _begins_treatment(elements, index):
            before = next((e for e in reversed(result) if e.type not in ("FILLER", "CURR")), None)
            if before is not None and before.type == "COND" and not _said_of_the_past(result):
                result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


def _begins_treatment(elements: list[Element], index: int) -> bool:
    if elements[index].type not in ("PLAN", "TAKING"):
        return False
    word = elements[index].word
    wanted = ("PROC",) if elements[index].type == "PLAN" else ("DRUG",) if word in ("on", "using") else ("DRUG", "PROC")
    if elements[index].type == "TAKING" and word not in _TREATED:
        return False
    named = next((e for e in elements[index + 1 : index + 4] if e.may_be("DRUG", "PROC", "COND", "TEST", "MEAS")), None)
    return named is not None and named.type in wanted and named.value != "medication"  # "on treatment" says which by the disease


def _said_of_the_past(before: list[Element]) -> bool:
    """Whether the clause says "history of", which is true of the treatment as well."""
    clause = takewhile(lambda e: e.type not in ("STOP", "SEMI", "COMMA", "LPAR", "COLON"), reversed(before))
    return any(e.type in ("HIST", "NEG") for e in clause)


def _with_without(elements: list[Element]) -> list[Element]:
    """ "Hepatitis B without cirrhosis" is "hepatitis B with: no cirrhosis": the negation does not reach back over the name before it."""
    result: list[Element] = []
    for element in elements:
        without = element.type == "NEG" and element.word.startswith(("without", "with no", "in the absence", "in absence"))
        if without and result and result[-1].may_be("COND", "PROC", "DRUG", "ATTR", "LIMIT", "RPAR"):
            result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


def _with_complications(elements: list[Element]) -> list[Element]:
    """ "Cirrhosis complicated by ascites or bleeding" is "cirrhosis with: ascites or bleeding": what has arisen arose beside it."""
    result: list[Element] = []
    for element in elements:
        said = element.word if element.type == "ONSET" else ""
        if said in ("complicated by", "complicated with") and result and result[-1].may_be("COND", "RPAR"):
            result.append(Element("WITH", "", Span(element.span.start, element.span.start), element.tokens))
        result.append(element)
    return result


# ------------------------------------------------------------------ skeleton


def _balanced(elements: list[Element]) -> list[Element]:
    """Brackets without a partner, and those nested too deep, become plain words."""
    stack: list[int] = []
    for index, element in enumerate(elements):
        if element.type == "LPAR":
            stack.append(index)
        elif element.type == "RPAR":
            if stack and len(stack) <= _DEEPEST_BRACKETS:
                stack.pop()
            elif stack:
                elements[stack.pop()].type = element.type = "MARK"
            else:
                element.type = "MARK"
    for index in stack:
        elements[index].type = "MARK"
    return elements


def _skeleton(elements: list[Element]) -> Block:
    parse = _skeleton_grammar().parse()
    for element in elements:
        kind = element.type
        fits = parse.feed(kind if kind in _SEPARATORS else "LINK" if kind in LINKS else "ELEMENT", element)
        assert fits, f"the skeleton grammar is total, but refuses {kind}"
    return cast(Block, parse.finish())


@cache
def _skeleton_grammar() -> Table:
    source = grammar_file("structure.lark").read_text("utf-8")
    return Table.of(Lark(source, parser="lalr", lexer="basic", strict=True, transformer=SkeletonBuilder()))


class SkeletonBuilder(Transformer[Any, Any]):
    """Builders of `grammars/structure.lark`: one method per production."""

    def start(self, parts: list[Block]) -> Block:
        return parts[0]

    def block(self, parts: list[Any]) -> Block:
        return Block(parts[0::2], parts[1::2])

    def sentence(self, parts: list[Any]) -> Sentence:
        return Sentence(parts[0::2], parts[1::2])

    def segment(self, parts: list[Any]) -> Segment:
        return Segment(parts[0::2], parts[1::2])

    def separator(self, parts: list[Element]) -> Element:
        return parts[0]

    def unit(self, parts: list[Element | Group]) -> Unit:
        return Unit(parts)

    def group(self, parts: list[Any]) -> Group:
        opening, block, closing = parts
        return Group(block, Span(opening.span.start, closing.span.end), opening, closing)

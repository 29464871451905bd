"""Tokens → parse tree. The only module that knows Lark; its exceptions end here.

First the phrases with numbers are found (`grammars/phrases.lark`, longest match from each token that can begin one), then the
skeleton is parsed over what remains (`grammars/structure.lark`).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeGuard, cast

from lark import Lark

from eligibility.compiler.syntax.elements import SEPARATORS, any_of_type
from eligibility.compiler.syntax.elements import Element as Element
from eligibility.compiler.syntax.joined_tokens import joined
from eligibility.compiler.syntax.lalr import END, Parse, Table
from eligibility.compiler.syntax.phrase_builder import PhraseBuilder
from eligibility.compiler.syntax.phrase_limits import NoPhrase
from eligibility.compiler.syntax.phrases import ELEMENT_TYPES, Amount, Attested, Between, Phrase
from eligibility.compiler.syntax.signs import with_signs_read
from eligibility.reference.mentions import Reading
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
LINKS = frozenset({"EG", "IE", "EXCEPT", "UNLESS", "CAUSE", "NOTCAUSE", "HOW", "WITH", "IF", "REGARDLESS"})
_BRACKETS = ("LPAR", "RPAR")
_SIGNS = frozenset({"STOP", "SEMI", *_BRACKETS})  # those of the skeleton's grammar
_BETWEEN_UNITS = (SEPARATORS | LINKS) - _SIGNS


@dataclass(slots=True, eq=False)
class Group:
    """Something in brackets."""

    block: Block
    span: Span
    open: Element
    close: Element
    type: str = "GROUP"  # that of no element, so that the parts of a unit can be told apart by their types alone

    def copy(self) -> Group:
        """The same brackets, to be read once more: reading takes words out of them."""
        sentences = [Sentence([segment.copy() for segment in s.segments], s.separators) for s in self.block.sentences]
        return Group(Block(sentences, self.block.separators), self.span, self.open, self.close)


def is_word(part: object, *types: str) -> TypeGuard[Element]:
    """Whether it is an element, and no brackets, of one of these types."""
    return isinstance(part, Element) and part.type in types


@dataclass(slots=True)
class Unit:
    """Neighbouring elements with no separator between them."""

    parts: list[Element | Group] = field(default_factory=list)

    def copy(self) -> Unit:
        return Unit([p.copy() if isinstance(p, Group) else p for p in self.parts])


@dataclass(slots=True)
class Segment:
    """Units and the separators between them; `separators[i]` stands behind `units[i]`."""

    units: list[Unit]
    separators: list[Element]

    def copy(self) -> Segment:
        return Segment([unit.copy() for unit in self.units], self.separators)


def any_part_of_type(segment: Segment, kinds: Container[str]) -> bool:
    """Whether one of the parts of its units is of one of these types; what stands in brackets is not looked at."""
    for unit in segment.units:  # loops: most passes ask this first, so that they need not look further
        for part in unit.parts:
            if part.type in kinds:
                return True
    return False


def any_separator_of_type(segments: Sequence[Segment], kinds: Container[str]) -> bool:
    """Whether one of the separators of the segments is of one of these types."""
    for segment in segments:
        for separator in segment.separators:
            if separator.type in kinds:
                return True
    return False


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
    return _skeleton(_balanced(with_signs_read(find_phrases(joined(tokens)))))


# ------------------------------------------------------------------ phrases


def find_phrases(tokens: list[Token]) -> list[Element]:
    """Every phrase with a number becomes one element; the other tokens stay single."""
    grammar = _phrase_grammar()
    opening = grammar.rows[grammar.start]
    elements: list[Element] = []
    ranges = False
    index = 0
    while index < len(tokens):
        token = tokens[index]
        found = _longest_phrase(tokens, index) if _may_begin(token, elements, opening) else None
        if found is None:
            kind = "WORD" if token.type in _ONLY_IN_PHRASES else token.type
            elements.append(Element(kind, token.value, token.span, (token,)))
            index += 1
            continue
        end, phrase = found
        ranges = ranges or isinstance(phrase, Between)
        used = tuple(tokens[index:end])
        value = phrase.observation if isinstance(phrase, Attested) else phrase
        elements.append(Element(ELEMENT_TYPES[type(phrase)], value, Span(used[0].span.start, used[-1].span.end), used))
        index = end
    return _scale_ranges(elements) if ranges else elements


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
        on_a_scale = any(word.startswith(_SCALE_WORDS) for word in behind) or _is_of_a_scale(elements, index)
        in_brackets = index > 0 and elements[index - 1].type == "LPAR" and following is not None and following.type == "RPAR"
        if on_a_scale or (in_brackets and element.tokens[0].type == "RANGING"):
            element.type, element.value = "SCALERANGE", ""
    return elements


def _is_of_a_scale(elements: list[Element], index: int) -> bool:
    """ "> 3 on a scale of 0 to 10": behind "scale of", where a limit stands already."""
    before = [e for e in elements[max(0, index - 3) : index] if e.type != "FILLER"]
    named = bool(before) and before[-1].word.split()[-1] in ("scale", "scales", "ranging", "scored", "scoring")
    return named and any(e.type == "LIMIT" for e in elements[:index])


def _may_begin(token: Token, before: list[Element], opening: Container[str]) -> bool:
    """Whether a phrase may begin with the token: one look at the types that `opening` has spares most words the parser."""
    for reading in token.readings:  # noqa: SIM110, a loop: it is asked of every word
        if reading.type in opening and (reading.type not in _ONLY_BEHIND_A_NAME or _is_name(before)):
            return True
    return False


def _is_name(elements: list[Element]) -> bool:
    last = elements[-1] if elements else None
    if last is not None and last.type == "FILLER" and last.word == "of":  # "NYHA class of III", and "a course of IV antibiotics"
        return len(elements) > 1 and elements[-2].may_be("SCALE", "MEAS", "CLASSWORD")
    return last is not None and last.may_be("SCALE", "MEAS", "MEASMOD", "CLASSWORD", "VERSION", "COND")


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
    readings: Sequence[Reading] = token.readings
    if len(readings) > 1:  # a word that says something in the phrase is not taken for a filler: "18 to 75"
        choices = parse.choices()
        readings = sorted([r for r in readings if r.type in choices], key=_is_filler)
    for number, reading in enumerate(readings, 1):
        token.type, token.value = reading.type, reading.value
        trial = parse if number == len(readings) else parse.copy()
        try:
            if trial.feed(token.type, token):
                return trial
        except NoPhrase:
            continue
    return None


def _is_filler(reading: Reading) -> bool:
    return reading.type == "FILLER"


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
    source = grammar_file("phrases.lark").read_text("utf-8")
    return Table.of(Lark(source, parser="lalr", lexer="basic", strict=True), PhraseBuilder())


# ------------------------------------------------------------------ skeleton


def _balanced(elements: list[Element]) -> list[Element]:
    """Brackets without a partner, and those nested too deep, become plain words."""
    stack: list[int] = []
    for index, element in enumerate(elements):
        if element.type not in _BRACKETS:
            continue
        if element.type == "LPAR":
            stack.append(index)
        elif stack and len(stack) <= _DEEPEST_BRACKETS:
            stack.pop()
        elif stack:
            elements[stack.pop()].type = element.type = "MARK"
        else:
            element.type = "MARK"
    for index in stack:
        elements[index].type = "MARK"
    return elements


def _skeleton(elements: list[Element]) -> Block:
    if not any_of_type(elements, _SIGNS):
        return Block([Sentence([_segment(elements)], [])], [])  # what the grammar makes of one row, as many criteria are
    parse = _skeleton_grammar().parse()
    for kind, part in _rows_and_signs(elements):
        fits = parse.feed(kind, part)
        assert fits, f"the skeleton grammar is total, but refuses {kind}"
    return cast(Block, parse.finish())


def _rows_and_signs(elements: list[Element]) -> Iterator[tuple[str, Element | list[Element]]]:
    """The tokens of the skeleton's grammar: signs, and what stands between two of them as one."""
    row: list[Element] = []
    for element in elements:
        if element.type not in _SIGNS:
            row.append(element)
            continue
        if row:
            yield "ROW", row
            row = []
        yield element.type, element
    if row:
        yield "ROW", row


def _segment(*parts: list[Element] | Group) -> Segment:
    """The segment of rows and brackets, cut into units."""
    unit: list[Element | Group] = []
    segment = Segment([Unit(unit)], [])
    for part in parts:
        if isinstance(part, Group):
            unit.append(part)
            continue
        for element in part:
            if element.type in _BETWEEN_UNITS:
                segment.separators.append(element)
                unit = []
                segment.units.append(Unit(unit))
            else:
                unit.append(element)
    return segment


@cache
def _skeleton_grammar() -> Table:
    source = grammar_file("structure.lark").read_text("utf-8")
    return Table.of(Lark(source, parser="lalr", lexer="basic", strict=True), SkeletonBuilder())


class SkeletonBuilder:
    """Builders of `grammars/structure.lark`: one method per production."""

    def start(self, block: Block) -> Block:
        return block

    def block(self, *parts: Any) -> Block:
        return Block(list(parts[0::2]), list(parts[1::2]))

    def sentence(self, *parts: Any) -> Sentence:
        return Sentence(list(parts[0::2]), list(parts[1::2]))

    def segment(self, *parts: list[Element] | Group) -> Segment:
        return _segment(*parts)

    def group(self, opening: Element, block: Block, closing: Element) -> Group:
        return Group(block, Span(opening.span.start, closing.span.end), opening, closing)

"""Canonical criterion text → Lark tree. Lark's exceptions become a `Mistake` here, with the place and what was expected there."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, cast, get_args

from eligibility.errors import Diagnostic
from eligibility.resources import grammar_file
from eligibility.rules.checks import MAX_DEPTH
from eligibility.rules.nodes import TimeUnit
from eligibility.spans import Span

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

_BEGINNING = re.compile(
    r"""\s*rule:\s*(?:
        (?:all|any)\s+of\s*\( | not\s*\( | at\s+least\s+[0-9]+\s+of\s*\( | if\s*\( | general\s*\( | either\s*\( | restated\s*\(
        | (?:permitted|opaque|condition|procedure|medication)\s*" | allergy\s+to\s*" | family\s+history\s+of\s*"
        | age\s+(?:any\b|[<>]) | sex\s+(?:fe)?male\b | (?:increase|decrease|change)\s+of\s*" | " )""",
    re.VERBOSE,
)
# An unclosed quote takes the rest of its line with it, so that no text is scanned twice.
_QUOTED_OR_PARENTHESIS = re.compile(r'"(?:[^"\\\n]+|\\[^\n])*"?|[()]')
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_PARENTHESIS = {"(": 1, ")": -1}
_LONGEST_WORD = 40
LONGEST_SHOWN = 400
_TERMINALS = {
    "STRING": "a text in double quotes",
    "IDENTIFIER": "an id in braces",
    "NUMBER": "a number",
    "UNIT": "a unit",
    "COMPARATOR": "a comparator (<, <=, >, >=, =)",
    "LOW_COMPARATOR": "> or >=",
    "HIGH_COMPARATOR": "< or <=",
    "TIME_UNIT": "a unit of time (minutes, hours, days, weeks, months, years)",
    "REASON": "not understood, needs judgement, not recordable or comparator lost",
    "$END": "the end",
}
_STATEMENTS = (
    "a statement: all of, any of, not, at least N of, if … then, general … such as, either … because, restated, permitted, opaque, age, "
    "sex, condition, procedure, medication, allergy to, family history of, increase of, decrease of, change of, or an observation in quotes"
)


def is_canonical(text: str) -> bool:
    """Whether `text` begins as only canonical text does: with the marker `rule:` and a statement's first words and punctuation.

    >>> is_canonical('rule: all of (condition "ascites"; sex female)'), is_canonical("Age 18 or older")
    (True, False)
    """
    return _BEGINNING.match(text) is not None


class Mistake(Exception):  # noqa: N818  # it carries a Diagnostic, which is a message, not an error of the program
    """A Diagnostic on its way out."""

    def __init__(self, code: str, message: str, span: Span, hint: str) -> None:
        self.diagnostic = Diagnostic(code, message, span, hint)
        super().__init__(message)


@cache
def _parser() -> Lark:
    # Loaded at the first canonical text: most programs never read one.
    from lark import Lark

    grammar = grammar_file("canonical.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", strict=True, propagate_positions=True, maybe_placeholders=False)


def parse_tree(text: str) -> Tree[Token]:
    """The tree of `grammars/canonical.lark`; raises Mistake."""
    _check_depth(text)
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    try:
        return _parser().parse(text)
    except UnexpectedCharacters as error:
        raise _unreadable(text, cast(int, error.pos_in_stream), error.allowed or set()) from None
    except UnexpectedToken as error:
        start = len(text) if error.token.type == "$END" else cast(int, error.pos_in_stream)
        raise _unexpected(text, Span(start, min(start + len(error.token), len(text))), error.expected) from None


def _check_depth(text: str) -> None:
    depth = 0
    for match in _QUOTED_OR_PARENTHESIS.finditer(text):
        depth += _PARENTHESIS.get(match.group(), 0)
        if depth >= MAX_DEPTH:
            raise Mistake("E102", f"statements are nested more than {MAX_DEPTH} deep", Span(*match.span()), "say it with fewer parentheses")


def _unreadable(text: str, at: int, expected: set[str]) -> Mistake:
    """For characters that are no word of the language at all."""
    if text[at] == '"':
        hint = 'write " at its end, and \\" for a quote inside it'
        return Mistake("E104", "the quoted text is not closed on its line", Span(at, at + 1), hint)
    return _unexpected(text, Span(at, at + 1), expected)


def _unexpected(text: str, found: Span, expected: set[str]) -> Mistake:
    """For a word that cannot stand where it is. `expected`: the names of the terminals that could."""
    options = _options(expected, _depth(text[: found.start]))
    if found.start == len(text):
        return Mistake("E101", "the canonical text ends too early", found, f"expected {options}")
    shown = _whole_word(text, found)
    word = shown.of(text)
    meant = _did_you_mean(word, None if shown.start < found.start else expected)
    return Mistake("E101", f"canonical text cannot go on with {word!r}", shown, f"{meant}expected {options}")


def _whole_word(text: str, found: Span) -> Span:
    """`found`, with the rest of its word on both sides: of "dayz" only the z is unexpected, of "wihtin" the w."""
    if not found.of(text)[0].isalpha():
        return Span(found.start, min(found.end, found.start + _LONGEST_WORD))
    before = _WORD_BEFORE.search(text, max(0, found.start - _LONGEST_WORD), found.start)
    after = _WORD_AFTER.match(text, found.start, found.start + _LONGEST_WORD)
    return Span(before.start() if before else found.start, after.end() if after else found.end)


def _depth(text: str) -> int:
    return sum(_PARENTHESIS.get(match.group(), 0) for match in _QUOTED_OR_PARENTHESIS.finditer(text))


def _options(expected: set[str], depth: int) -> str:
    if {"ALL", "IF", "EITHER"} <= expected:
        return _STATEMENTS
    if "SEMICOLON" in expected and depth == 0:
        # LALR(1) states are shared: outside parentheses the grammar still names what could close one.
        expected = expected - {"SEMICOLON", "RPAR"} | {"$END"}
    words = _words()
    named = {_TERMINALS.get(name) or " or ".join(f"'{word}'" for word in words.get(name, ())) for name in expected}
    return " or ".join(sorted(named - {""}))


def _did_you_mean(found: str, expected: set[str] | None) -> str:
    """`expected` None: any word of the language, because the place of `found` is past the beginning of the word meant."""
    possible = [word for name, words in _words().items() if expected is None or name in expected for word in words]
    close = get_close_matches(found, possible, 1)
    return f"did you mean '{close[0]}'? " if close and close[0] != found else ""


@cache
def _words() -> dict[str, tuple[str, ...]]:
    """The words of the language by terminal."""
    listed = {t.name: tuple(t.pattern.value.split("|")) for t in _parser().terminals if not t.name.startswith("__")}
    units = tuple(f"{unit}s" for unit in get_args(TimeUnit))
    return {name: words for name, words in listed.items() if name not in _TERMINALS} | {"TIME_UNIT": units}

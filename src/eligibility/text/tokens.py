"""Criterion text → tokens, each with its span in that text and the things it may be.

Nothing is thrown away here: every character that is not white space belongs to exactly one token. Quantities keep their
written number; units are recognised only behind a number (`reference.units.match_unit`), so that "g" is no gram in "grade".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from eligibility.reference.mentions import Reading, mention_finder
from eligibility.reference.units import match_unit
from eligibility.spans import Span


@dataclass(slots=True, eq=False)
class Token:
    """A stretch of text and its readings, most likely first; `type` and `value` are those of the reading in use."""

    text: str
    span: Span
    readings: tuple[Reading, ...]
    type: str = field(init=False)
    value: str = field(init=False)
    number: float = 0.0

    def __post_init__(self) -> None:
        self.type, self.value = self.readings[0].type, self.readings[0].value

    def may_be(self, *types: str) -> bool:
        """Whether one of the readings is of one of these types."""
        return any(r.type in types for r in self.readings)

    def reading(self, *types: str) -> str | None:
        """The value of the first reading of one of these types."""
        return next((r.value for r in self.readings if r.type in types), None)


# A backslash before punctuation is the registry's markdown escape: part of the symbol, without meaning.
_SYMBOL_READINGS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        r">\s*/\s*=|>\s*=|=\s*>|[≥≧⩾⋝]|>\s*(?:or|/)\s*(?:=|equal(?:\s+to)?\b)|>\s*than\s+or\s+equal(?:\s+to)?\b|＞\s*[=＝]",
        (("CMP", ">="), ("SIGN", ">=")),
    ),
    (
        r"<\s*/\s*=|<\s*=|=\s*<|[≤≦⩽⋜]|<\s*(?:or|/)\s*(?:=|equal(?:\s+to)?\b)|<\s*than\s+or\s+equal(?:\s+to)?\b|＜\s*[=＝]",
        (("CMP", "<="), ("SIGN", "<=")),
    ),
    (r"[>＞˃]", (("CMP", ">"), ("SIGN", ">"))),
    (r"[<＜˂]", (("CMP", "<"), ("SIGN", "<"))),
    (r"\+\s*/\s*-|[±]", (("PLUSMINUS", ""),)),
    (r"[=＝]", (("EQUALS", "="),)),
    (r"[×✕✖·*]", (("TIMES", ""),)),
    (r"(?<=\w)\((?:s|es|ies)\)|[®™©†‡§“”\"„‟«»`]+|(?<=\w)\*+|'{2,}|#(?!\d)", (("MARK", ""),)),
    (r"[(\[（]\s*(?:inclusive|included|including)\s*[)\]）]", (("BOUNDWORD", "inclusive"),)),
    (r"[(\[（]\s*(?:exclusive|excluded|excluding)\s*[)\]）]", (("BOUNDWORD", "exclusive"),)),
    (r"[(\[（【{]", (("LPAR", ""),)),
    (r"[)\]）】}]", (("RPAR", ""),)),
    (r"[,，、]\s*(?:and\s*/\s*or|or)\b", (("OR", "strong"),)),
    (r"[,，、]\s*and\b", (("AND", "strong"),)),
    (r"[,，、]", (("COMMA", ""),)),
    (r"[;；]\s*(?:and\s*/\s*or|or)\b", (("SEMI", "or"),)),
    (r"[;；]\s*and\b", (("SEMI", "and"),)),
    (r"[;；]", (("SEMI", ""),)),
    (r"[:：]", (("COLON", ""),)),
    (r"\band\s*/\s*or\b", (("OR", ""),)),
    (r"(?<=\s)[-–—]+(?=\s)", (("DASH", ""),)),
    (r"[~～]", (("TO", ""),)),
    (r"[-‐‑‒–—−－]+", (("HYPHEN", ""),)),
    (r"\+", (("PLUS", ""),)),
    (r"/", (("SLASH", ""),)),
    (r"[.。]+", (("STOP", ""),)),
    (r"%", (("PERCENT", ""),)),
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d{1,3}(?: \d{3})+(?![\d.,])|\d+[.,·]\d+(?!\d)|\d+|(?<![\w.])\.\d+|[½¼¾]"
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)\b"
# Roman numerals of one character ("GradeⅠ") are words of their own.
_WORD = r"[\u2160-\u217f]+|[^\W\d_\u2160-\u217f][^\W_\u2160-\u217f]*(?:['’][^\W_\u2160-\u217f]+)*"
_ABBREVIATION = (
    r"\b(?:including,?\s+but\s+(?:is\s+|are\s+)?not\s+limited\s+to,?"
    r"|i\.\s?e\.?|e\.\s?g\.?|y\.\s?o\.|vs\.|approx\.|b\.i\.d\.|h/o|s/p|y/o|t1/2|w/o)(?!\w)"
)
_TOKEN = re.compile(
    "|".join(
        [rf"(?P<abbreviation>{_ABBREVIATION})", rf"(?P<ordinal>{_ORDINAL})", rf"(?P<number>{_NUMBER})"]
        + [rf"(?P<s{i}>\\*(?:{p}))" for i, (p, _) in enumerate(_SYMBOL_READINGS)]
        + [rf"(?P<word>{_WORD})", r"(?P<other>\S)"]
    ),
    re.IGNORECASE,
)
_SYMBOLS = {f"s{i}": tuple(Reading(*r) for r in readings) for i, (_, readings) in enumerate(_SYMBOL_READINGS)}
_ABBREVIATIONS = {
    "ie": (Reading("IE", ""),),
    "eg": (Reading("EG", ""),),
    "yo": (Reading("TU", "year"),),
    "vs": (Reading("OR", ""),),
    "h/o": (Reading("HIST", ""),),
    "s/p": (Reading("HIST", ""),),
    "y/o": (Reading("TU", "year"),),
    "t1/2": (Reading("HALFLIFE", ""),),
    "w/o": (Reading("NEG", ""),),
    "approx": (Reading("FILLER", ""),),
}
_NUMBER_WORDS = {
    word: float(number)
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"fifteen": 15.0, "twenty": 20.0, "thirty": 30.0, "sixty": 60.0, "half": 0.5}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_ROMAN = re.compile(r"(?:I{1,3}|IV|V|VI{1,3}|IX|X)$")
_CLASS = re.compile(r"(?:[A-E]|(?:I{1,3}|IV|V)[A-D]?[1-3]?|[TNM][0-4Xx][a-d]?|[A-D][0-9])$")
# Types whose words mean something only beside a name; elsewhere they are words like any other.
_ALSO_WORDS = frozenset({"TAIL", "ASPECT", "ENROLLED", "TRIAL", "TRIALWORD"})
# Beyond this many characters a text is no criterion; what follows would only cost time.
MAX_LENGTH = 20_000


@dataclass(slots=True)
class _Piece:
    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """All tokens of a criterion, in order. Total: any text gives tokens, in time linear in its length."""
    pieces = _pieces(text)
    words = [(index, piece) for index, piece in enumerate(pieces) if piece.kind in ("word", "number")]
    by_first: dict[int, tuple[int, tuple[Reading, ...]]] = {}
    for run in _runs(words, pieces):
        for mention in mention_finder().find([piece.text for _, piece in run]):
            if run[mention.last - 1][1].kind == "number" and mention.last - mention.first == 1:
                continue
            by_first[run[mention.first][0]] = (run[mention.last - 1][0], mention.readings)
    tokens: list[Token] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if index in by_first:
            last, readings = by_first[index]
            tokens.append(_word_token(text[piece.start : pieces[last].end], Span(piece.start, pieces[last].end), readings))
            # "≥ 10 × ULN umol/L": a unit behind the multiple adds nothing, but it is one.
            # "5 or more days a week": a unit may stand behind the words of the comparison.
            is_number = tokens[-1].may_be("ULN", "LLN", "NUM") or (
                tokens[-1].may_be("POST") and len(tokens) > 1 and tokens[-2].may_be("NUM")
            )
            index = _unit_after(text, pieces, last, by_first, tokens) if is_number else last + 1
            continue
        if piece.kind == "number":
            tokens.append(_number_token(piece))
            index = _unit_after(text, pieces, index, by_first, tokens)
            continue
        tokens.append(_plain_token(piece))
        index = _unit_after(text, pieces, index, by_first, tokens) if tokens[-1].may_be("NUM") else index + 1
    return tokens


def _pieces(text: str) -> list[_Piece]:
    return [_Piece(m.lastgroup or "other", m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _runs(words: list[tuple[int, _Piece]], pieces: list[_Piece]) -> list[list[tuple[int, _Piece]]]:
    """Words that one name may span: neighbours, also across hyphens, slashes and digits inside names, not across other signs."""
    runs: list[list[tuple[int, _Piece]]] = []
    previous = -2
    for index, piece in words:
        joined = runs and all(p.text in "-–‐‑/" for p in pieces[previous + 1 : index])
        if joined:
            runs[-1].append((index, piece))
        else:
            runs.append([(index, piece)])
        previous = index
    return runs


def _word_token(text: str, span: Span, readings: tuple[Reading, ...]) -> Token:
    if readings[0].type in _ALSO_WORDS:
        names = tuple(r for r in readings if r.type not in _ALSO_WORDS)
        readings = (*(names or (Reading("WORD", text),)), *(r for r in readings if r.type in _ALSO_WORDS))
    token = Token(text, span, readings + _class_readings(text))
    if text.casefold() in _NUMBER_WORDS:
        token.number = _NUMBER_WORDS[text.casefold()]
    return token


def _class_readings(text: str) -> tuple[Reading, ...]:
    plain = unicodedata.normalize("NFKC", text)
    more: tuple[Reading, ...] = ()
    if _ROMAN.match(plain) or _CLASS.match(plain):
        more += (Reading("CLASSVALUE", plain),)
    if text.casefold() in _NUMBER_WORDS:
        more += (Reading("NUM", text.casefold()),)
    return more


def _plain_token(piece: _Piece) -> Token:
    span = Span(piece.start, piece.end)
    if piece.kind in _SYMBOLS:
        return Token(piece.text, span, _SYMBOLS[piece.kind])
    if piece.kind == "abbreviation":
        key = re.sub(r"[.\s]", "", piece.text.casefold())
        key = "eg" if key.startswith("including") else key
        return Token(piece.text, span, _ABBREVIATIONS.get(key, (Reading("WORD", piece.text),)))
    readings = _class_readings(piece.text) if piece.kind == "word" else ()
    if any(r.type == "NUM" for r in readings):
        token = Token(piece.text, span, (*readings, Reading("WORD", piece.text)))
        token.number = _NUMBER_WORDS[piece.text.casefold()]
        return token
    return Token(piece.text, span, (Reading("WORD", piece.text), *readings))


def _number_token(piece: _Piece) -> Token:
    token = Token(piece.text, Span(piece.start, piece.end), (Reading("NUM", piece.text),))
    token.number = _number(piece.text)
    return token


def _number(text: str) -> float:
    """A written number: 1,500 and 100 000 are thousands, 18,5 is a decimal comma."""
    if text in _VULGAR:
        return _VULGAR[text]
    if re.fullmatch(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", text):
        return float(text.replace(",", "").replace(" ", ""))
    return float(re.sub(r"[,·]", ".", text))


def _unit_after(text: str, pieces: list[_Piece], index: int, named: dict[int, tuple[int, tuple[Reading, ...]]], tokens: list[Token]) -> int:
    """Adds the unit behind the number at `index`, if there is one; returns the index of the next piece to read."""
    following = index + 1
    if following >= len(pieces):
        return following
    start = pieces[following].start
    match = match_unit(text, start)
    if following in named and any(r.type in ("TU", "ULN", "LLN") for r in named[following][1]):
        last, readings = named[following]
        rate = match is not None and "/" in match.code and match.end > pieces[last].end
        if not rate or any(r.type in ("ULN", "LLN") for r in readings):
            return following  # "5 ULN", "18 years": words of the phrase grammar, not units; "4 days a week" is one
    if pieces[following].text in "-‐‑" and any(r.type in ("TU", "TIMES") for r in named.get(following + 1, (0, ()))[1]):
        last, readings = named[following + 1]  # "a 6-month history", "2.5-fold": the hyphen belongs to the word
        span = Span(pieces[following].start, pieces[last].end)
        tokens.append(Token(text[span.start : span.end], span, readings))
        return last + 1
    if match is None:
        return following
    tokens.append(Token(text[start : match.end], Span(start, match.end), (Reading("UNIT", match.code),)))
    while following < len(pieces) and pieces[following].start < match.end:
        following += 1
    # A unit may end inside a piece ("10^9/Land"): match_unit promises a word boundary, so only signs can be cut.
    if pieces[following - 1].end > match.end:
        rest = pieces[following - 1]
        pieces[following - 1] = _Piece("other", text[match.end : rest.end], match.end, rest.end)
        following -= 1
    return following

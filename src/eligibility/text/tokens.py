"""Criterion text → tokens, each with its span in that text and the things it may be.

Nothing is thrown away here: every character that is not white space belongs to exactly one token. Quantities keep their
written number; units are recognised only behind a number (`reference.units.match_unit`), so that "g" is no gram in "grade".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from eligibility.reference.mentions import Reading, mention_finder
from eligibility.reference.units import match_unit
from eligibility.spans import Span
from eligibility.text.definitions import Meanings, singular


@dataclass(slots=True, eq=False, init=False)
class Token:
    """A stretch of text and its readings, most likely first; `type` and `value` are those of the reading in use."""

    text: str
    word: str  # the text in small letters, asked for by nearly every rule of the language
    span: Span
    readings: tuple[Reading, ...]
    type: str
    value: str
    number: float

    def __init__(self, text: str, span: Span, readings: tuple[Reading, ...], number: float = 0.0) -> None:
        self.text = text
        self.word = text.casefold()
        self.span = span
        self.readings = readings
        self.type, self.value = readings[0]
        self.number = number

    # Loops, not generators: these two are asked some 25 times for each word.
    def may_be(self, *types: str) -> bool:
        """Whether one of the readings is of one of these types."""
        for reading in self.readings:  # noqa: SIM110
            if reading.type in types:
                return True
        return False

    def reading(self, *types: str) -> str | None:
        """The value of the first reading of one of these types."""
        for reading in self.readings:
            if reading.type in types:
                return reading.value
        return None


def merged(tokens: Sequence[Token], *readings: Reading) -> Token:
    """Neighbouring tokens as one, read in these ways; its text is theirs, with spaces between."""
    return Token(" ".join(t.text for t in tokens), Span(tokens[0].span.start, tokens[-1].span.end), readings)


_AND_OR = r"\band\s*/\s*or\b"
# A backslash before punctuation is the registry's markdown escape: part of the symbol, without meaning. Escapes of escapes may make
# some more; without a bound a text of backslashes would take time that grows with the square of its length.
_MEASURED = r"\s*(?:%|[x×]\b|times\b|(?:year|month|week|day|hour)s?\b|[kmµμun]?g\b|[cm]m\b|[µμumn]?mol\b|[µμumd]?l\b|m?IU\b|U/)"
_SYMBOL_READINGS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        r">\s*/\s*=|>\s*=|=\s*>|[≥≧⩾⋝]|>\s*(?:or|/)\s*(?:=|equal(?:\s+to)?\b)|>\s*than\s+or\s+equal(?:\s+to)?\b|＞\s*[=＝]"
        r"|(?<![^\s(:])³(?=\s?\d)",  # the code of ≥ in the Symbol font
        (("CMP", ">="), ("SIGN", ">=")),
    ),
    (
        r"<\s*/\s*=|<\s*=|=\s*<|[≤≦⩽⋜]|<\s*(?:or|/)\s*(?:=|equal(?:\s+to)?\b)|<\s*than\s+or\s+equal(?:\s+to)?\b|＜\s*[=＝]"
        rf"|(?<=[^\s,;]\s)(?<![<>≤≥=]\s)£(?=\s\d|\d[\d.,]*{_MEASURED})",  # that of ≤, but "> £ 20" and "£20 voucher" are money
        (("CMP", "<="), ("SIGN", "<=")),
    ),
    (r"[>＞˃]", (("CMP", ">"), ("SIGN", ">"))),
    (r"[<＜˂]", (("CMP", "<"), ("SIGN", "<"))),
    (r"\+\s*/\s*-|[±]", (("PLUSMINUS", ""),)),
    (r"[=＝]", (("EQUALS", "="),)),
    (r"(?<=[A-Za-z%)])\*+(?!\s*\d)", (("MARK", ""),)),  # "HER2-positive*": a footnote
    (r"[×✕✖·*]", (("TIMES", ""),)),
    (r"(?<=\w)\((?:s|es|ies)\)|[®™©†‡§…“”\"„‟«»`]+|(?<=\w)\*+|'{2,}|#(?!\d)", (("MARK", ""),)),
    (r"[(\[（]\s*(?:inclusive|included|including)\s*[)\]）]", (("BOUNDWORD", "inclusive"),)),
    (r"[(\[（]\s*(?:exclusive|excluded|excluding)\s*[)\]）]", (("BOUNDWORD", "exclusive"),)),
    (r"[(\[（【{]", (("LPAR", ""),)),
    (r"[)\]）】}]", (("RPAR", ""),)),
    (r"[,，、]\s*(?:and\s*/\s*or|or)\b", (("OR", "strong"),)),
    (r"[,，、]\s*and\b", (("AND", "strong"),)),
    (r"[,，、]", (("COMMA", ""),)),
    (r"[;；\u037e]\s*(?:and\s*/\s*or|or)\b", (("SEMI", "or"),)),
    (r"[;；\u037e]\s*and\b", (("SEMI", "and"),)),
    (r"[;；\u037e]", (("SEMI", ""),)),
    (r"[:：]", (("COLON", ""),)),
    (_AND_OR, (("OR", ""),)),
    (r"(?<=\s)[-–—]+(?=\s)", (("DASH", ""),)),
    (r"[~～]", (("TO", ""),)),
    (r"[-‐‑‒–—−－]+", (("HYPHEN", ""),)),
    (r"\+", (("PLUS", ""),)),
    (r"/", (("SLASH", ""),)),
    (r"[.。]+", (("STOP", ""),)),
    (r"%", (("PERCENT", ""),)),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# "1.0E6" and "10^5" are numbers; "thirty-five" is one.
_POWERS = r"\d+\.\d+[eE]\+?\d{1,2}(?![\w.])|10\s?\^\s?\d{1,2}(?!\d)"
_IN_WORDS = rf"\b(?:{'|'.join(_TENS)})[-‐‑ ](?:{'|'.join(_ONES)})\b"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d{1,3}(?: \d{3})+(?![\d.,])|\d+[.,·]\d+(?!\d)|\d+|(?<![\w.])\.\d+|[½¼¾]"
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)\b"
# Roman numerals of one character ("GradeⅠ") are words of their own.
_WORD = r"[\u2160-\u217f]+|[^\W\d_\u2160-\u217f][^\W_\u2160-\u217f]*(?:['’`´][^\W_\u2160-\u217f]+)*"
# The same for one that begins with a letter from a to z, as nearly all do: plain letters and digits are looked up faster than the others.
_PLAIN_WORD = r"(?-i:[A-Za-z][A-Za-z0-9]*)[^\W_\u2160-\u217f]*(?:['’`´][^\W_\u2160-\u217f]+)*"
_EDITION = r"\bv(?:er(?:sion)?)?\.?\s?\d{1,2}(?:\.\d+)*\b(?![.\-–]?[A-Za-z\d])"  # v1.1, version 4.0; not V600
_ABBREVIATION = (
    r"\b(?:including,?\s+but\s+(?:is\s+|are\s+)?not\s+limited\s+to,?"
    r"|i\.\s?e\.?|e\.\s?g\.?|y\.\s?o\.|approx\.|b\.i\.d\.|h/o|s/p|y/o|t1/2|w/o)(?!\w)"
)
_SAINT = r"\bst\.(?=\s+[a-z])"  # "St. John's wort": the stop ends no sentence
_DELETION = r"\bdel\s?\(\s?\d{1,2}[pq]\s?\)"  # ISCN 2020: "del(17p)", one name with its brackets
_VERSUS = r"\bvs\."  # "graft vs. host disease": a word of a name, or an "or" of its own
# All alternatives would be tried at every space and before every plain word, so those two come first: a search takes a third of the time.
# "i.v.", "s.c.", "the U.S.": a full stop behind them that ends the sentence is left to it.
_INITIALS = r"(?:i\.\s?[vmp]|s\.\s?c|p\.\s?o|u\.\s?[sk](?:\.\s?a)?)(?:\.(?!\s*$|\s+(?-i:[A-Z])))?(?![a-z0-9])"
# Those that may stand in place of a plain word are tried only where the word begins with one of their letters.
_TOKEN = re.compile(
    rf"(?=\S)(?:(?=[a-z])(?:(?=[abdefhinpstuvwy])(?:(?P<abbreviation>{_ABBREVIATION})|(?P<initials>{_INITIALS})|(?P<saint>{_SAINT})|(?P<deletion>{_DELETION})|(?P<versus>{_VERSUS})|(?P<and_or>{_AND_OR})|(?P<in_words>{_IN_WORDS})|(?P<edition>{_EDITION}))|(?P<word>{_PLAIN_WORD}|{_WORD}))|"
    + "|".join(
        [r"(?P<ampersand>(?<=\s)&(?=\s))", rf"(?P<ordinal>{_ORDINAL})", rf"(?P<number>{_POWERS}|{_NUMBER})"]
        + [rf"(?P<s{i}>\\{{0,8}}(?:{p}))" for i, (p, _) in enumerate(_SYMBOL_READINGS)]
        + [rf"(?P<foreign>{_WORD})", r"(?P<other>\S)"]
    )
    + ")",
    re.IGNORECASE,
)
_SYMBOLS = {f"s{i}": tuple(Reading(*r) for r in readings) for i, (_, readings) in enumerate(_SYMBOL_READINGS)}
_SYMBOLS["edition"] = (Reading("EDITION", ""),)
_SYMBOLS["and_or"] = _SYMBOLS["versus"] = (Reading("OR", ""),)
_KINDS = {
    "foreign": "word",
    "in_words": "number",
    "saint": "word",
    "ampersand": "word",
}  # foreign: a word that begins with another letter than a to z
_IN_NAMES = ("word", "ordinal", "number", "versus")
_SPELT = {"saint": "st", "ampersand": "and", "versus": "vs"}  # as the names of the tables are written
_ABBREVIATIONS = {
    "ie": (Reading("IE", ""),),
    "eg": (Reading("EG", ""),),
    "yo": (Reading("TU", "year"),),
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
} | {
    "thirteen": 13.0,
    "fourteen": 14.0,
    "fifteen": 15.0,
    "sixteen": 16.0,
    "seventeen": 17.0,
    "eighteen": 18.0,
    "nineteen": 19.0,
    **{word: 10.0 * number for number, word in enumerate(_TENS, 2)},
    "half": 0.5,
}
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_ROMAN = re.compile(r"(?:I{1,3}|IV|V|VI{1,3}|IX|X)$")
_CLASS = re.compile(r"(?:[A-E]|(?:I{1,3}|IV|V)[A-Da-d]?[1-3]?|[TNM][0-4Xx][a-d]?|[A-D][0-9])$")
# Types whose words mean something only beside a name; elsewhere they are words like any other.
_ALSO_WORDS = frozenset({"TAIL", "ASPECT", "ASSAY", "ENROLLED", "TRIAL", "TRIALWORD", "PERIOD"})
_LONGEST_CLASS = max(map(len, _NUMBER_WORDS))
# Markers of cells, whose sign is part of the name of those cells.
_MARKER = re.compile(r"(?i)CD\d{1,3}[a-z]?$")
# T, N and M categories of a tumour, with the letter of how they were found (cT2, pN1mi); "T3" alone may be a hormone.
_TNM = re.compile(r"(?P<how>[cpr]|yp|yc)?(?P<category>T(?:[0-4][a-d]?|is|[Xx])|N(?:[0-3][a-c]?(?:mi)?|[Xx])|M(?:[01][a-c]?|[Xx]))$")
# One look at a whole text tells that no word of it is such a category.
_MAY_BE_TNM = re.compile(r"[TNM](?:[0-4Xx]|is|[\W_]|$)")
_INVOLVED = re.compile(r"[cpr]?[NM]$")
_TNM_BESIDE = re.compile(r"(?i)(?:stages?|staged|tumou?rs?|categor(?:y|ies)|disease|clinically|pathologically)$")
# Beyond this many characters a text is no criterion; what follows would only cost time.
MAX_LENGTH = 20_000


_Piece = tuple[str, str, int, int]
"""What kind of piece it is, its text, where it starts and where it ends: one for each word and sign, so no object of a class of its own."""


def tokenize(text: str, defined: Meanings | None = None) -> list[Token]:
    """All tokens of a criterion, in order. Total: any text gives tokens, in time linear in its length.

    `defined` is what the trial's own abbreviations mean; a longer name that has one in it still wins.
    """
    pieces = _pieces(text)
    by_first = _named(pieces, defined)
    apostrophe = "'" in text or "’" in text
    tokens: list[Token] = []
    index = 0
    while index < len(pieces):
        piece = kind, _, start, end = pieces[index]
        named = by_first.get(index)
        if named is not None:
            last, readings = named
            if apostrophe and _is_possessive(pieces, last) and any(r.type == "TU" for r in readings):
                last += 1  # "of more than 6 months' duration"
            end = pieces[last][3]
            tokens.append(_word_token(text[start:end], Span(start, end), readings))
            index = _unit_after(text, pieces, last, by_first, tokens) if _may_have_unit(tokens) else last + 1
            continue
        if kind == "number":
            tokens.append(_number_token(piece))
            index = _unit_after(text, pieces, index, by_first, tokens)
            continue
        token = _plain_token(piece)
        tokens.append(token)
        index = _unit_after(text, pieces, index, by_first, tokens) if token.may_be("NUM") else index + 1
    if _MAY_BE_TNM.search(text):
        _read_categories(tokens)
    if "Child" in text or "CHILD" in text:
        _read_child_classes(tokens)
    return tokens


def _named(pieces: list[_Piece], defined: Meanings | None) -> dict[int, tuple[int, tuple[Reading, ...]]]:
    """By the place of the first piece of each name of the tables, or of the trial's own: the place of its last, and what it may be."""
    words, places = _words(pieces)
    found: dict[int, tuple[int, tuple[Reading, ...]]] = {}
    taken: set[int] = set()
    for start, end, readings in mention_finder().find(words):
        first, last = places[start], places[end - 1]
        if first == last and pieces[last][0] == "number":
            continue
        found[first] = (last, readings)
        if defined and first != last:
            taken.update(places[start:end])
    if defined:
        for word, place in zip(words, places, strict=True):
            if word and place not in taken and (meant := defined.get(singular(word))):
                found[place] = (place, meant)
    return found


def _may_have_unit(tokens: list[Token]) -> bool:
    """Whether a unit may stand behind the last word.

    "≥ 10 × ULN umol/L": behind the multiple it adds nothing, but it is one. "5 or more days a week": behind the words of the comparison.
    """
    for reading in tokens[-1].readings:
        if reading.type in ("ULN", "LLN", "NUM"):
            return True
        if reading.type == "POST" and len(tokens) > 1 and tokens[-2].may_be("NUM"):
            return True
    return False


# Source: Pugh 1973: classes A, B and C, named after Child and Turcotte.
_CHILD = re.compile(r"(?:Child|CHILD|Childs|Child['’]s)$")
_CHILD_CLASS = re.compile(r"[ABC]$")


def _read_child_classes(tokens: list[Token]) -> None:
    """ "Child C cirrhosis", "Child B or C": right before a letter of the scale the name is its author's, and no child is meant."""
    for token, following in pairwise(tokens):
        if _CHILD.match(token.text) and _CHILD_CLASS.match(following.text) and following.may_be("CLASSVALUE"):
            token.readings = (Reading("SCALE", "child-pugh-class"), *token.readings)
            token.type, token.value = token.readings[0]


def _read_categories(tokens: list[Token]) -> None:
    """Gives the T, N and M categories their reading, where another letter or a word of staging shows that they are meant so."""
    found = {i: m for i, token in enumerate(tokens) if (m := _TNM.match(token.text))}
    letters = {m["category"][0] for m in found.values()}
    whole = {i: t.text for i, t in enumerate(tokens) if t.text in ("T", "N", "M") and i and tokens[i - 1].word == "any"}
    if not (found or whole):
        return
    shown = len(letters | set(whole.values())) > 1 or any(m["how"] for m in found.values())
    if not (shown or any(_TNM_BESIDE.match(word) for t in tokens for word in t.text.split())):
        return
    for index, match in found.items():
        _add_reading(tokens[index], match["category"])
    for index in range(len(tokens) - 1, 0, -1):
        named, plus = tokens[index - 1], tokens[index]
        if plus.text == "+" and plus.span.start == named.span.end and _INVOLVED.match(named.text):  # "T3-4 and/or N+"
            tokens[index - 1 : index + 1] = [_word_token(named.text + "+", Span(named.span.start, plus.span.end), named.readings)]
            _add_reading(tokens[index - 1], named.text[-1] + "+")
    for index, letter in whole.items():
        _add_reading(tokens[index], letter)


def _add_reading(token: Token, category: str) -> None:
    token.readings = (Reading("TNM", category), *token.readings)
    token.type, token.value = "TNM", category


def _is_possessive(pieces: list[_Piece], last: int) -> bool:
    """Whether an apostrophe stands right behind a word that ends in s."""
    if last + 1 == len(pieces):
        return False
    (_, word, _, end), (_, sign, start, _) = pieces[last : last + 2]
    return sign in "'’" and start == end and word.endswith("s")


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        start, end = found.span()
        if kind == "word":  # as most are
            pieces.append((kind, text[start:end], start, end))
        elif kind in ("initials", "deletion"):
            pieces.append(("word", re.sub(r"[.\s()]", "", text[start:end]), start, end))
        else:
            pieces.append((_KINDS.get(kind, kind), _SPELT.get(kind) or text[start:end], start, end))
    return pieces


def _words(pieces: list[_Piece]) -> tuple[list[str], list[int]]:
    """The words that names may consist of, and the places of their pieces.

    A name may span neighbours, also across hyphens, slashes, digits in names and the stop of an initial; other signs, which it may not
    span, are empty words.
    """
    words: list[str] = []
    places: list[int] = []
    before = ""
    for place, (kind, text, _, _) in enumerate(pieces):
        if kind in _IN_NAMES:
            words.append(text)
            places.append(place)
        elif not (
            text in "-–‐‑/"
            or (text in "'’" and before.endswith("s"))  # "32 weeks' gestation"
            or (text == "+" and _MARKER.match(before))  # "CD4+ T-cell count"
            or (text == "." and len(before) == 1 and _is_initial(before, pieces, place))  # "E. coli"
        ):
            words.append("")
            places.append(place)
        before = text
    return words, places


def _is_initial(letter: str, pieces: list[_Piece], place: int) -> bool:
    """Whether a full stop at `place` is behind the first letter of a genus: "E. coli", but not "hepatitis C. Diabetes"."""
    return letter.isupper() and place + 1 < len(pieces) and pieces[place + 1][0] == "word" and pieces[place + 1][1].islower()


def _word_token(text: str, span: Span, readings: tuple[Reading, ...]) -> Token:
    if readings[0].type in _ALSO_WORDS:
        names = tuple(r for r in readings if r.type not in _ALSO_WORDS)
        readings = (*(names or (Reading("WORD", text),)), *(r for r in readings if r.type in _ALSO_WORDS))
    more = _short_readings(text) if len(text) <= _LONGEST_CLASS else ()
    return Token(text, span, readings + more, _word_number(text, more)) if more else Token(text, span, readings)


@lru_cache(maxsize=20_000)
def _short_readings(text: str) -> tuple[Reading, ...]:
    plain = unicodedata.normalize("NFKC", text)
    more: tuple[Reading, ...] = ()
    if _ROMAN.match(plain) or _CLASS.match(plain):
        more += (Reading("CLASSVALUE", plain),)
    if text.casefold() in _NUMBER_WORDS:
        more += (Reading("NUM", text.casefold()),)
    return more


def _plain_token(piece: _Piece) -> Token:
    kind, text, start, end = piece
    span = Span(start, end)
    if kind in _SYMBOLS:
        return Token(text, span, _SYMBOLS[kind])
    if kind == "abbreviation":
        key = re.sub(r"[.\s]", "", text.casefold())
        key = "eg" if key.startswith("including") else key
        return Token(text, span, _ABBREVIATIONS.get(key, (Reading("WORD", text),)))
    readings = _short_readings(text) if kind == "word" and len(text) <= _LONGEST_CLASS else ()
    if readings and readings[-1].type == "NUM":
        return Token(text, span, (*readings, Reading("WORD", text)), _word_number(text, readings))
    return Token(text, span, (Reading("WORD", text), *readings))


def _word_number(text: str, readings: tuple[Reading, ...]) -> float:
    """What a word with these class readings counts: "two"."""
    return _NUMBER_WORDS[text.casefold()] if readings and readings[-1].type == "NUM" else 0.0


def _number_token(piece: _Piece) -> Token:
    _, text, start, end = piece
    return Token(text, Span(start, end), (Reading("NUM", text),), _number(text))


def _number(text: str) -> float:
    """A written number: 1,500 and 100 000 are thousands, 18,5 is a decimal comma."""
    if text.isdecimal():  # as most are
        return float(text)
    if text in _VULGAR:
        return _VULGAR[text]
    if text[0].isalpha():
        tens, ones = re.split(r"[-‐‑ ]", text.casefold())
        return _NUMBER_WORDS[tens] + _NUMBER_WORDS[ones]
    if "^" in text:
        return 10.0 ** int(text.split("^")[1])
    if "e" in text.casefold():
        return float(text)
    if re.fullmatch(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", text):
        return float(text.replace(",", "").replace(" ", ""))
    return float(re.sub(r"[,·]", ".", text))


def _unit_after(text: str, pieces: list[_Piece], index: int, named: dict[int, tuple[int, tuple[Reading, ...]]], tokens: list[Token]) -> int:
    """Adds the unit behind the number at `index`, if there is one; returns the index of the next piece to read."""
    following = index + 1
    if following >= len(pieces):
        return following
    _, said, start, _ = pieces[following]
    match = match_unit(text, start)
    if following in named and any(r.type in ("TU", "ULN", "LLN") for r in named[following][1]):
        last, readings = named[following]
        rate = match is not None and "/" in match.code and match.end > pieces[last][3]
        if not rate or any(r.type in ("ULN", "LLN") for r in readings):
            return following  # "5 ULN", "18 years": words of the phrase grammar, not units; "4 days a week" is one
    if said in "-‐‑" and any(r.type in ("TU", "TIMES") for r in named.get(following + 1, (0, ()))[1]):
        last, readings = named[following + 1]  # "a 6-month history", "2.5-fold": the hyphen belongs to the word
        span = Span(start, pieces[last][3])
        tokens.append(Token(text[span.start : span.end], span, readings))
        return last + 1
    if match is None:
        return following
    tokens.append(Token(text[start : match.end], Span(start, match.end), (Reading("UNIT", match.code),)))
    while following < len(pieces) and pieces[following][2] < match.end:
        following += 1
    # A unit may end inside a piece ("10^9/Land"): match_unit promises a word boundary, so only signs can be cut.
    _, _, _, end = pieces[following - 1]
    if end > match.end:
        pieces[following - 1] = ("other", text[match.end : end], match.end, end)
        following -= 1
    return following

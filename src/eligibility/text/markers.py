"""What stands before an item of a list: bullets, numbers, letters, roman numerals, and which of them are really meant so.

"1." at the start of a line begins an item; so does "c)" after "b)". "2.5 × ULN", "E. coli" and "T. bili" begin with the same characters,
so numbers of two parts and letters count only as members of a sequence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eligibility.spans import Span

# Characters nobody writes except as a bullet; the private ones are what word processors leave behind.
PLAIN_BULLETS = "•·▪●■□◦‣➢➤►▶✓✔⁃∙‧・○◆◇★※➔\uf0b7\uf0a7\uf0d8\uf0fc"
_WORDY = r"[-–—−‐－*＊+]"
_BULLET = re.compile(
    rf"\\?(?:(?P<plain>[{PLAIN_BULLETS}])|"
    rf"(?P<dash>[-–—−‐－*＊+]{{1,3}})(?=\s|$)|(?P<o>[oØ§])(?=\s+\S)|(?P<tight>[-–—−－*]{{1,2}})(?=[^\s\d*–—−-]))"
)
_BODY = r"\d{1,3}|[ivx]{1,6}|[IVX]{1,6}|[A-Za-z]"
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,5})(?:\\?[.)])?(?=\s)")
_PAIRED = re.compile(
    rf"\\?(?:[(（]\s?(?P<round>{_BODY})\s?\\?[)）][.:]?|[<＜]\s?(?P<angle>\d{{1,2}})\s?\\?[>＞]|\[\s?(?P<square>\d{{1,2}})\s?\\?\])"
)
_CLOSED = re.compile(rf"(?P<body>{_BODY})\s?\\?(?P<close>[.．]?[)）]|、|[.．](?=\s|[^\W\d_]|[(<>≥≤\\]|$)|[:：](?=\s)|-(?=[^\W\d_]|\s))")
_SPACED = re.compile(r"\d{1,2}(?=\s+[^\W\d_])")
_CIRCLED = re.compile(r"[①-⑳⑴-⒇⒈-⒛❶-❿]")
_ROMAN = {"i": 1, "v": 5, "x": 10}
# "grade (1) or (2)", "hepatitis A. Hepatitis B.", "score of 1." name a value, they do not begin an item.
_NAMES_A_VALUE = re.compile(
    r"(?i)(?:\b(?:grades?|class|stages?|types?|phases?|scores?|groups?|arms?|cohorts?|levels?|categor(?:y|ies)|parts?|tables?|figures?|"
    r"sections?|criteri(?:on|a)|steps?|number|no|version|v|hepatitis|vitamin|factor|influenza|child[- ]?pugh|ecog|ps|status|item|visit|day|"
    r"week|cycle|than|least|most|of|to|is|was|between|with|per|by|age|score|from)|[=<>≤≥~/×–-])\s*$"
)

_JOINS_VALUES = re.compile(r"(?i)\b(?:or|and)\s*$")  # "grade 1 or 2."


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at `span`. `style` tells lists apart; `ordinal` is its number in the list, several for "4.1.8", none for a bullet."""

    span: Span
    style: str
    ordinal: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Characters that could be a marker.

    `readings`: the markers they could be ("i" is a letter and a numeral); `sure`: no sequence is needed to believe it.
    """

    span: Span
    readings: tuple[Marker, ...]
    sure: bool


def read_candidate(text: str, position: int, end: int) -> Candidate | None:
    """What could be a marker exactly at `text[position]`."""
    return _bullet(text, position, end) or _enumerator(text, position, end)


def _bullet(text: str, position: int, end: int) -> Candidate | None:
    found = _BULLET.match(text, position, end)
    if not found or found.end() == position:
        return None
    span = Span(*found.span())
    kind = found.lastgroup or ""
    return Candidate(span, (Marker(span, found[kind]),), sure=kind != "tight")


# Two letters of which the second is of no numeral: the first look tells that a line begins with a word, as most do that have no marker.
_WORD_BEGINS = re.compile(r"[A-Za-z][a-hj-uwyzA-HJ-UWYZ]")


def _enumerator(text: str, position: int, end: int) -> Candidate | None:
    if _WORD_BEGINS.match(text, position, end):
        return None
    if found := _CIRCLED.match(text, position, end):
        span = Span(*found.span())
        return Candidate(span, (Marker(span, "circled", (int(unicodedata.numeric(found[0])),)),), sure=True)
    if found := _DOTTED.match(text, position, end):
        span, parts = Span(*found.span()), tuple(int(n) for n in found[1].split("."))
        return Candidate(span, (Marker(span, "dotted", parts),), sure=len(parts) > 2)
    if found := _PAIRED.match(text, position, end):
        form = found.lastgroup or ""
        return _enumerated(Span(*found.span()), form, found[form])
    if found := _CLOSED.match(text, position, end):
        close = unicodedata.normalize("NFKC", found["close"])
        if close in ":-" and not found["body"].isdecimal():
            return None
        if close == "." and found["body"].isalpha() and not text[found.end() : found.end() + 1].isspace():
            return None  # "e.g.", "i.e."
        return _enumerated(Span(*found.span()), close, found["body"])
    if found := _SPACED.match(text, position, end):
        return _enumerated(Span(*found.span()), " ", found[0])
    return None


def _enumerated(span: Span, form: str, body: str) -> Candidate:
    if body.isdecimal():
        return Candidate(span, (Marker(span, f"1{form}", (int(body),)),), sure=form not in (":", "-", " "))
    case = "A" if body.isupper() else "a"
    readings = [Marker(span, f"{case}{form}", (ord(body.lower()) - ord("a") + 1,))] if len(body) == 1 else []
    numeral = _roman(body.lower())
    if numeral:
        readings.append(Marker(span, f"{'I' if case == 'A' else 'i'}{form}", (numeral,)))
    return Candidate(span, tuple(readings), sure=False)


def _roman(body: str) -> int | None:
    """The value of a numeral made of i, v and x.

    >>> _roman("iv"), _roman("xii"), _roman("iix")
    (4, 12, None)
    """
    digits = [_ROMAN.get(c, 0) for c in body]
    if not digits or 0 in digits:
        return None
    total = sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
    spelled = "x" * (total // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[total % 10]
    return total if spelled == body else None


# The last number of each list: its style and the numbers before the last dot → the number.
_Last = dict[tuple[str, tuple[int, ...]], int]


def settle(candidates: Sequence[Candidate | None], plausible: Sequence[bool]) -> list[Marker | None]:
    """Which candidates at the starts of lines are markers, and as what. `plausible`: the words before do not run on into it.

    A sure one needs only that, or to be the next of its list; the others must go on from an earlier one, or be a first with a second to
    come.
    """
    later: dict[tuple[str, tuple[int, ...]], int] = {}
    tight: dict[str, int] = {}
    for index, candidate in enumerate(candidates):
        for reading in candidate.readings if candidate else ():
            later[reading.style, reading.ordinal] = index
            tight[reading.style] = tight.get(reading.style, 0) + 1
    last: _Last = {}
    settled: list[Marker | None] = []
    for index, candidate in enumerate(candidates):
        marker = _settle_one(candidate, index, last, later, tight) if candidate else None
        if marker and not plausible[index] and not _is_next(marker, last):
            marker = None
        if marker and marker.ordinal:
            last[marker.style, marker.ordinal[:-1]] = marker.ordinal[-1]
        settled.append(marker)
    return settled


def _settle_one(
    candidate: Candidate,
    index: int,
    last: _Last,
    later: dict[tuple[str, tuple[int, ...]], int],
    count: dict[str, int],
) -> Marker | None:
    for reading in candidate.readings:
        if _goes_on(reading, last):
            return reading
    for reading in candidate.readings:
        if reading.ordinal and reading.ordinal[-1] == 1 and _has_successors(reading, index, later):
            return reading
    if not candidate.sure:
        bullet = candidate.readings[0] if candidate.readings and not candidate.readings[0].ordinal else None
        return bullet if bullet and count[bullet.style] > 1 else None
    return candidate.readings[0]


def _has_successors(first: Marker, index: int, later: dict[tuple[str, tuple[int, ...]], int]) -> bool:
    """Whether a second one follows; a bare number needs a third too ("1 prior regimen", "2 measurable lesions")."""
    needed = (2, 3) if first.style == "1 " else (2,)
    return all(later.get((first.style, (*first.ordinal[:-1], n)), -1) > index for n in needed)


def _is_next(marker: Marker, last: _Last) -> bool:
    return bool(marker.ordinal) and last.get((marker.style, marker.ordinal[:-1])) == marker.ordinal[-1] - 1


def _goes_on(marker: Marker, last: _Last) -> bool:
    """Whether `marker` follows one of its list; authors leave one number out now and then."""
    before = last.get((marker.style, marker.ordinal[:-1])) if marker.ordinal else None
    return before is not None and before < marker.ordinal[-1] <= before + 2


# A marker begins with a character of its own, or behind a sign or space. The search steps over the words from one of these to the next,
# and there over the beginning of any word but a numeral, which takes a third of the time of looking for a marker at each place.
_OWN = rf"{PLAIN_BULLETS}①-⑳⑴-⒇❶-❿"
_INLINE = re.compile(
    rf"[\s;:,.。；：{_OWN}](?:(?<=[{_OWN}])|"
    rf"(?<=[\s;:,.。；：])(?![A-Za-z][a-hj-uwyzA-HJ-UWYZ])(?P<behind>)(?:(?=\\?[(（<＜\[]?\s?(?:{_BODY})\s?\\?[.．)）\]>＞、]|\d{{1,2}}-[^\W\d_])|(?<=\s)(?=[-–*o]\s)))"
)


def inline_candidates(text: str, start: int, end: int) -> Iterator[Candidate]:
    """What could be a marker inside the running text `text[start:end]`; one pass, each place looked at once."""
    reached = start
    for found in _INLINE.finditer(text, max(0, start - 1), end):
        place = found.start() if found["behind"] is None else found.end()
        if place < reached:
            continue
        candidate = read_candidate(text, place, end)
        before = text[max(start, place - 16) : place]
        if candidate is None or not candidate.readings or _NAMES_A_VALUE.search(before):
            continue
        if text[candidate.span.end - 1] in ".．" and _JOINS_VALUES.search(before):
            continue
        reached = candidate.span.end
        yield candidate

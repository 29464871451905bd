"""How units are written in trial texts and records → UCUM codes, from the closed table `data/units.csv`.

Three kinds of row: parts of a compound (`n` may stand above, `d` below the line: "mg", "dL"), and whole units. A power of ten may stand
before either ("x 10^9/L"). What is not in the table is not a unit; nothing here guesses dimensions.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from eligibility.resources import data_file


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit found in a text: where its spelling ends, and its UCUM code."""

    end: int
    code: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One row of `data/units.csv`; `pint` is the pint expression of a part, empty for whole units, which are made of parts."""

    code: str
    pint: str
    part: str
    spellings: tuple[str, ...]
    exact: tuple[str, ...]
    source: str


# No unit in use is written longer; a bound on the work for any input.
_WINDOW = 80
# One character for one, so that offsets stay: full-width forms, both mu, minus signs, fraction slashes, thin spaces.
_PLAIN = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {
    ord(odd): plain
    for odds, plain in (
        ("µμ", "u"),
        ("×✕✖⨯╳", "x"),
        ("−–‒﹣", "-"),
        ("∕⁄／÷", "/"),
        ("·•∙⋅・", "·"),
        ("\u00a0\u2009\u202f\u2007\u3000\u2002\u2003", " "),
    )
    for odd in odds
}
_SUPERSCRIPTS = {"⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9"}

# "x 10^9", "10*9", "10E9", "10(9)", "10⁹"; with the times sign also the superscript that was lost, "x 109", "x 10 9"; "x 1,000/µL".
_POWER = re.compile(
    r"(?:[xX*·]\s*)?10\s*(?:(?:\^|\*\*|\*|e\+?|E\+?|exp)\s*[({\[]?\s*(?P<marked>1[0-2]|[2-9])(?:\s*[)}\]])?|\(\s*(?P<bracketed>1[0-2]|[2-9])\s*\)|(?P<raised>[²³⁴⁵⁶⁷⁸⁹]|¹[⁰¹²]))"
    r"|[xX*·]\s*10\s?(?P<lost>1[0-2]|[2-9])(?![\d.,])"
    r"|[xX*·]?\s*1[eE]\+?0?(?P<scientific>1[0-2]|[2-9])(?!\d)"
    r"|10(?P<bare>9|12|6|3)(?=\s*/\s*(?:[lLuUmM]|mc))"
    r"|[xX*·]\s*(?P<thousand>1[, ]?000)(?=\s*(?:/|per\b|cells\b))"
)
# Between the parts: "/", "per", "a day", "in a day"; a compound bracket in "mL/min x 1.73 m2" and "mL/min/(1.73 m2)".
_SEPARATOR = re.compile(
    r"\s*/\s*(?:per\s+)?[({]?\s*|\s+per\s+(?:an?\s+|each\s+|one\s+)?[({]?|\s+(?:in\s+)?an?\s+|\s+each\s+|\s+every\s+|\s+(?=(?i:daily|weekly|monthly))|\s*[x*·]?\s*[({]?(?=1[.,·]73)"
)
_LEADING = re.compile(r"/\s*|(?i:per)\s+(?:an?\s+|each\s+)?|(?i:daily|weekly|monthly)?(?!)")
_INVERSE = re.compile(r"\s?(?:\^\s?\(?-\s?1\)?|-1|⁻¹)(?!\d)")
_PRODUCT = re.compile(r"\s?[·.*]?\s?")
_CREATININE = re.compile(r"\s*(?:of\s+)?(?:urine\s+|urinary\s+)?(?i:creatinine|creat|crea|cr)\.?(?![^\W_])")
_RATIO_TO_CREATININE = frozenset(("mg/g", "g/g", "mg/mg", "ug/mg", "mg/mmol", "g/mmol", "g/mol", "ug/g"))

# Counted things: with a volume or time below the line they are that rate, alone they are no unit ("2 episodes").
_COUNTED = frozenset(("{cells}", "{beats}", "{breaths}", "{events}", "{times}", "{servings}"))
_NAMELESS = frozenset(("{cells}", "{beats}", "{breaths}"))
# One letter is a unit only in its own case ("5 d" is days, "type D" is not), except those that are written both ways.
_EITHER_CASE = frozenset("lug")


def match_unit(text: str, start: int) -> UnitMatch | None:
    """The longest unit spelling that begins exactly at `text[start]`, or None.

    It ends at a word boundary, so "g" is not found in "grade". Spaces around "/", both mu characters, superscripts, superscripts lost
    after a times sign and full-width characters are understood. A power of ten alone ("x 10^9") is a unit too.

    >>> match_unit("≥ 100 x 109/L and", 6), match_unit("5 grade", 2)
    (UnitMatch(end=13, code='10*9/L'), None)
    """
    if start >= len(text) or text[start] not in _first_characters():
        return None
    window = text[start : start + _WINDOW]
    if not window.isascii():
        window = window.translate(_PLAIN)
    first = window[0]
    found: tuple[int, str] | None = None
    if first in _power_starts():
        found = _longer(found, _powered(window))
    elif first in "kK" and start and text[start - 1].isdigit() and (len(window) == 1 or not window[1].isalnum()):
        found = (1, "10*3")
    pattern = _wholes().get(first)
    if pattern is not None and (match := pattern.match(window)):
        found = _longer(found, (match.end(), _whole_code(match.group())))
    found = _longer(found, _compound(window, 0))
    return UnitMatch(start + found[0], found[1]) if found else None


# Units as whole strings, which in a sentence are other words and signs.
_ALONE = {"in": "[in_i]", "in.": "[in_i]", '"': "[in_i]", "'": "[ft_i]"}


@lru_cache(maxsize=4_000)
def read_unit(text: str) -> str | None:
    """The UCUM code of a whole string that is a unit (a record's `unit`), or None. UCUM codes themselves are read too."""
    text = _without_annotations(" ".join(text.split()))
    if not text:
        return None
    if text.casefold() in _ALONE:
        return _ALONE[text.casefold()]
    found = match_unit(text, 0)
    if found and found.end == len(text.rstrip(". ")):
        return found.code
    return text if is_code(text) else None


# UCUM codes of other people's records say some things otherwise than this table, or say more in annotations, which have no meaning
# in UCUM. The lists are closed: {DDU}, for one, must not be dropped, as a D-dimer unit is half a fibrinogen-equivalent one.
_OTHER_UCUM = (
    ("[iU]", "[IU]"),
    ("[in_us]", "[in_i]"),
    ("(24.h)", "d"),
    ("(1.73.m2)", "{1.73_m2}"),
    ("/1.73.m2", "/{1.73_m2}"),
    ("/(min.{1.73_m2})", "/min/{1.73_m2}"),
    ("{Log_copies}", "{log_copies}"),
    ("{Log_IU}", "{log_IU}"),
)
_ANNOTATION = re.compile(r"(?<=[\w%\]])\{(?i:creat|creatinine|crea|cre|h2o|feu|hb|hgb|hemoglobin|prot|protein|serum|plasma|blood)\}")
_COUNTED_UCUM = re.compile(r"\{(?i:#|cells?|counts?|beats?|breaths?|rbcs?|wbcs?|platelets?)\}(?=/)|(?<=\d)\{(?i:cells?|rbcs?|#)\}(?=/)")
_BRACKETED_UCUM = re.compile(r"/\((?P<one>[A-Za-z]+\d?)\.(?P<other>[A-Za-z]+\d?)\)")  # "ug/(kg.min)"
_NUMBER_UCUM = re.compile(r"\{(?i:inr|ratio|score|s_score|t_score|z_score|index_val|index|number)\}")


def _without_annotations(code: str) -> str:
    if not any(sign in code for sign in "{[("):
        return code.replace("/1.73.m2", "/{1.73_m2}")
    for other, ours in _OTHER_UCUM:
        code = code.replace(other, ours)
    if _NUMBER_UCUM.fullmatch(code):
        return "1"
    code = _BRACKETED_UCUM.sub(r"/\g<one>/\g<other>", code)
    return _COUNTED_UCUM.sub("", _ANNOTATION.sub("", code))


def is_code(code: str) -> bool:
    """Whether a string is a UCUM code made of the table's parts: "mg/dL", "10*9/L", "mL/min/{1.73_m2}"."""
    rows, power = unit_rows(), _CODE_POWER.match(code)
    rest = code[power.end() :] if power else code
    if power and not rest:
        return True
    parts = rest.removeprefix(".").split("/")
    if parts[0] == "" and len(parts) == 1:
        return False
    return all((part in rows and rows[part].part) or (part == "" and i == 0) for i, part in enumerate(parts)) or code in rows


_CODE_POWER = re.compile(r"10\*(?P<exponent>\d{1,2})(?=[./]|$)")


def split_code(code: str) -> tuple[int, str]:
    """The exponent of a leading power of ten (0 if none) and the rest: "10*9/L" is (9, "/L"), "10*5.[IU]/mL" is (5, "[IU]/mL")."""
    power = _CODE_POWER.match(code)
    if power is None:
        return 0, code
    return int(power["exponent"]), code[power.end() :].removeprefix(".")


def _longer(one: tuple[int, str] | None, other: tuple[int, str] | None) -> tuple[int, str] | None:
    if one is None or other is None:
        return one or other
    return other if other[0] > one[0] else one


def _powered(window: str) -> tuple[int, str] | None:
    """power, power·numerator/denominator or power/denominator."""
    match = _POWER.match(window)
    if match is None:
        return None
    digits = "3" if match["thousand"] else next(group for group in match.groups() if group)
    code = "10*" + "".join(_SUPERSCRIPTS.get(c, c) for c in digits)
    end = match.end()
    follows = end
    while follows < len(window) and window[follows] == " ":
        follows += 1
    below = _compound(window, follows)
    if below is None:
        return (end, code) if _bounded(window, end) else None
    unit = below[1]
    exponent, unit = split_code(unit)
    if exponent:  # "x 10^3 K/uL": two powers are a mistake that is not ours to resolve
        return (end, code)
    return below[0], code + unit if unit.startswith("/") else f"{code}.{unit}"


def _compound(window: str, at: int) -> tuple[int, str] | None:
    """numerator, numerator/denominator(/denominator), or /denominator."""
    above = _part(_numerators(), window, at)
    if above is None:
        leading = _LEADING.match(window, at)
        below = _part(_denominators(), window, leading.end()) if leading else None
        if below is None or not _bounded(window, below[0]):
            return None
        return below[0], "/" + below[1]
    end, code = above
    found = (end, code) if code not in _COUNTED and _bounded(window, end) else None
    code = "" if code in _NAMELESS else code
    for _ in range(2):
        below = _below(window, end)
        if below is None:
            break
        end, code = below[0], f"{code}/{below[1]}"
        if _bounded(window, end):
            found = (end, code)
    if found and found[1] in _RATIO_TO_CREATININE and (match := _CREATININE.match(window, found[0])):
        return match.end(), found[1]
    return found


def _below(window: str, at: int) -> tuple[int, str] | None:
    separator = _SEPARATOR.match(window, at)
    if separator and separator.end() > at:
        below = _part(_denominators(), window, separator.end())
        if below is not None:
            closes = separator.group().rstrip().endswith(("(", "{")) and window[below[0] : below[0] + 1] in (")", "}")
            return below[0] + closes, below[1]
    if "1" not in window and "¹" not in window:
        return None
    product = _PRODUCT.match(window, at)
    below = _part(_denominators(), window, product.end() if product else at, bounded=False)
    if below and (inverse := _INVERSE.match(window, below[0])):
        return inverse.end(), below[1]
    return None


def _part(
    patterns: dict[str, tuple[re.Pattern[str], re.Pattern[str]]], window: str, at: int, bounded: bool = True
) -> tuple[int, str] | None:
    if at >= len(window):
        return None
    pattern = patterns.get(window[at])
    match = pattern[0 if bounded else 1].match(window, at) if pattern else None
    return (match.end(), _part_code(match.group())) if match else None


def _bounded(window: str, end: int) -> bool:
    """Whether a unit may end here: no letter or digit runs on, and no hyphen or slash ties one letter to a word ("L-dopa", "h/o")."""
    if end >= len(window):
        return True
    last, following = window[end - 1], window[end]
    if last.isalnum() and (following.isalnum() or following == "_"):
        return False
    if following == "-" and window[end + 1 : end + 2].isupper():  # "MG-ADL"
        return False
    tied = following in "-/'’" and window[end + 1 : end + 2].isalpha()
    return not (tied and (end == 1 or not window[end - 2].isalpha()) and last.isalpha())


# ------------------------------------------------------------------ the table


@cache
def unit_rows() -> dict[str, UnitRow]:
    """The table by code."""
    with data_file("units.csv").open(encoding="utf-8", newline="") as table:
        rows = (
            UnitRow(r["code"], r["pint"], r["part"], _listed(r["spellings"]), _listed(r["exact"]), r["source"])
            for r in csv.DictReader(table)
        )
        return {row.code: row for row in rows}


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip().translate(_PLAIN) for part in cell.split(";") if part.strip())


def _norm(spelling: str) -> str:
    return "".join(spelling.split()).casefold()


@lru_cache(maxsize=10_000)
def _part_code(spelling: str) -> str:
    exact, any_case = _codes(True)
    return exact.get(spelling) or any_case[_norm(spelling)]


@lru_cache(maxsize=10_000)
def _whole_code(spelling: str) -> str:
    exact, any_case = _codes(False)
    return exact.get(spelling) or any_case[_norm(spelling)]


@cache
def _codes(parts: bool) -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    any_case: dict[str, str] = {}
    for row in unit_rows().values():
        if bool(row.part) is parts:
            exact |= dict.fromkeys(row.exact, row.code)
            any_case |= {_norm(s): row.code for s in row.spellings}
    return exact, any_case


@cache
def _numerators() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return _patterns(row for row in unit_rows().values() if "n" in row.part)


@cache
def _denominators() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return _patterns(row for row in unit_rows().values() if "d" in row.part)


@cache
def _wholes() -> dict[str, re.Pattern[str]]:
    return {first: both[0] for first, both in _patterns(row for row in unit_rows().values() if not row.part).items()}


def _patterns(rows: Iterable[UnitRow]) -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """By first character: the alternation of all spellings, longest first, once with a word boundary and once without."""
    spelled: dict[str, set[tuple[str, bool]]] = {}
    for row in rows:
        for spelling, exact in [(s, len(s) == 1 and s not in _EITHER_CASE and s.isalpha()) for s in row.spellings] + [
            (s, True) for s in row.exact
        ]:
            for first in {spelling[0]} if exact else {spelling[0].lower(), spelling[0].upper()}:
                spelled.setdefault(first, set()).add((spelling, exact))
    return {first: (_alternation(several, True), _alternation(several, False)) for first, several in spelled.items()}


def _alternation(spellings: set[tuple[str, bool]], bounded: bool) -> re.Pattern[str]:
    ordered = sorted(spellings, key=lambda s: (-len(s[0]), s[0]))
    return re.compile("|".join(_spelling_pattern(s, exact, bounded) for s, exact in ordered))


def _spelling_pattern(spelling: str, exact: bool, bounded: bool) -> str:
    pattern = r"\s?".join(re.escape(word) for word in spelling.split())
    boundary = r"(?![^\W_])" if bounded and spelling[-1].isalnum() else ""
    return (pattern if exact else f"(?i:{pattern})") + boundary


@cache
def _power_starts() -> frozenset[str]:
    return frozenset("xX*·1×✕✖⨯╳•∙⋅・＊１Ｘｘ")


@cache
def _first_characters() -> frozenset[str]:
    plain = frozenset("/pP") | _power_starts() | frozenset("kK") | {c for table in (_numerators(), _wholes()) for c in table}
    odd = {chr(code) for code, to in _PLAIN.items() if (chr(to) if isinstance(to, int) else to) in plain}
    return plain | odd

"""A header → what its column means, by the library's own vocabulary, observations and units.

"total bilirubin (mg/dL)", "ULN total bilirubin", "ALT_U_L", "HCC", "HCC onset", "liver transplantation date", "creatinine 2026-10-30".
Each word of a header must be accounted for: one that has a word too many is not understood, never trimmed until it fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from eligibility.patient.dates import PartialDate
from eligibility.patient.sheets.cells import DayOrder
from eligibility.patient.sheets.columns import Meaning
from eligibility.patient.sheets.subjects import Subject, subject_of, suggestions, unit_misfit
from eligibility.patient.sheets.words import Word, spellings
from eligibility.reference.names import fold_name, fold_word
from eligibility.reference.units import read_unit

# What a role's words stand for in each section: a "start" of a condition is its onset.
_FIELDS: dict[str, dict[str, str]] = {
    "high": {"observations": "high"},
    "low": {"observations": "low"},
    "times_uln": {"observations": "times_uln"},
    "date": {"observations": "date", "conditions": "onset", "procedures": "date"},
    "onset": {"conditions": "onset"},
    "since": {"observations": "since", "conditions": "onset", "procedures": "start", "medications": "start"},
    "start": {"conditions": "onset", "procedures": "start", "medications": "start"},
    "end": {"conditions": "end", "procedures": "end", "medications": "end"},
    "dose": {"medications": "dose"},
    "dose_unit": {"medications": "dose_unit"},
    "route": {"medications": "route"},
    "indication": {"medications": "indication"},
    "unit": {"observations": "unit"},
    "comparator": {"observations": "comparator"},
    "severity": {"conditions": "severity"},
    "stage": {"conditions": "stage"},
    "site": {"conditions": "site", "procedures": "site"},
    "due_to": {"conditions": "due_to"},
    "status": {"conditions": "status", "procedures": "status", "medications": "status"},
    "history": {"conditions": "history", "procedures": "history", "medications": "history"},
    "allergies": {"allergies": "status"},
    "family_history": {"family_history": "status"},
}
DEFAULT = {"observations": "value"}
_DATE = re.compile(r"(?<![\d-])(\d{4}-\d{2}(?:-\d{2})?)(?![\d-])")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]+)[)\]]\s*$")
_UNIT_BRACKET = re.compile(r"\s*\(((?:[^()]|\([^()]*\))+)\)\s*$")  # "(mL/min/(1.73 m2))"
_NUMBERED = re.compile(r"(?P<core>.*[^\W\d_])(?:[ _]|\s*#)(?P<label>\d{1,2})", re.DOTALL)
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Signs that change what a name means: "ALT < 40", "Δ creatinine", "HBsAg -", "no/yes?"
_MEANINGFUL = re.compile(r"[<>=≤≥≠~!±Δ∆]|[+\-−–]\s*$|^\s*[+\-−–]")
# What a bracket says of the cells.
_HINTS: dict[str, tuple[dict[str, Word], DayOrder | None, bool]] = {
    "y n": ({}, None, False), "yes no": ({}, None, False), "n y": ({}, None, False), "no yes": ({}, None, False),
    "yes no unknown": ({}, None, False), "true false": ({}, None, False),
    "positive negative": ({}, None, False), "pos neg": ({}, None, False),
    "0 1": ({"1": "yes", "0": "no"}, None, False), "1 0": ({"1": "yes", "0": "no"}, None, False),
    "1 yes 0 no": ({"1": "yes", "0": "no"}, None, False), "0 no 1 yes": ({"1": "yes", "0": "no"}, None, False),
    "date": ({}, None, True), "dd mm yyyy": ({}, "DMY", True), "mm dd yyyy": ({}, "MDY", True), "yyyy mm dd": ({}, None, True),
    "iso date": ({}, None, True),
}  # fmt: skip
_MOST_LETTERS = 300


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A header that is not understood, and why."""

    why: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """What was taken off a header so far."""

    core: str
    unit: str | None = None
    date: PartialDate | None = None
    words: dict[str, Word] = field(default_factory=dict)
    days: DayOrder | None = None
    dated: bool = False


def read_header(header: str, suggest: bool = True) -> Meaning | Puzzle:
    """What a column of a wide sheet means.

    >>> found = read_header("ULN total bilirubin")
    >>> found.section, found.field, found.name
    ('observations', 'high', 'total bilirubin')
    >>> read_header("billirubin (mg/dL)")
    Puzzle(why='the name is not known', suggestions=('bilirubin',))
    """
    if not header:
        return Puzzle("it has no header")
    if len(header) > _MOST_LETTERS:
        return Puzzle("the header is too long to be a name")
    plain = spellings("patient").get(fold_name(header))
    if plain is not None:
        return Meaning("patient", plain)
    if (listed := spellings("names").get(fold_name(header))) is not None:
        return Meaning(listed, "names")
    said = _without_date(header)
    if said is None:
        return Puzzle("a header with more than one date")
    if (either := _limit_or_multiple(said.core)) is not None:
        return either
    for each in _without_brackets(said):
        found = _understood(each)
        if found is not None:
            return found
    return _puzzle(header, said, suggest)


def _understood(said: _Said) -> Meaning | None:
    if _MEANINGFUL.search(said.core) or "%" in said.core:
        return None
    plain = spellings("patient").get(fold_name(said.core)) if said.unit is None and said.date is None else None
    if plain is not None:
        return Meaning("patient", plain, days=said.days, words=said.words)
    for label, core in _labels(said.core):
        for role, rest in _roles(core):
            meaning = _meaning(replace(said, core=rest.strip(" _-:,")), role, label)
            if meaning is not None:
                return meaning
    return None


def _meaning(said: _Said, role: str | None, label: str) -> Meaning | None:
    if role is None and said.dated:
        role = "date"
    if role == "dose":
        subject = subject_of(said.core, None, "medications")
        return _made(said, subject, "dose", label, said.unit) if subject is not None else None
    if role in ("allergies", "family_history"):
        subject = subject_of(said.core, None, role) if said.unit is None else None
        return _made(said, subject, "status", label, None) if subject is not None else None
    if role is None:
        subject = subject_of(said.core, said.unit)
        if subject is None or (said.date is not None and subject.section != "observations"):
            return None
        return _made(said, subject, DEFAULT.get(subject.section, "status"), label, said.unit)
    for section, name in _FIELDS[role].items():
        subject = subject_of(said.core, said.unit, section) if section == "observations" or said.unit is None else None
        if subject is not None and _belongs(subject, section):
            return _made(said, replace(subject, section=section), name, label, said.unit)
    return None


def _belongs(subject: Subject, section: str) -> bool:
    """Whether the words alone would be read as of that section: a "dialysis date" is not the onset of a condition."""
    plain = subject_of(subject.name or subject.codes[0].code) if subject.name is not None else subject
    return plain is not None and plain.section == section


def _made(said: _Said, subject: Subject, name: str, label: str, unit: str | None) -> Meaning:
    return Meaning(
        subject.section,
        name,
        subject.name,
        subject.codes,
        subject.key,
        subject.definition,
        unit,
        said.date,
        label,
        said.days,
        None,
        said.words,
    )


# ------------------------------------------------------------------ the parts of a header


def _without_date(header: str) -> _Said | None:
    found = list(_DATE.finditer(header))
    if not found:
        return _Said(header)
    if len(found) > 1:
        return None
    [date] = found
    try:
        day = PartialDate.read(date[1])
    except ValueError:
        return _Said(header)
    core = f"{header[: date.start()].rstrip(' _(@,')} {header[date.end() :].lstrip(' _)')}".strip()
    return _Said(core.rstrip(" (@,"), date=day)


def _without_brackets(said: _Said) -> Iterator[_Said]:
    """The header with its brackets read, then as a whole, then with a unit behind a comma, a space or underscores.

    A bracket comes first, as names are compared without signs: "neutrophils (%)" must not become "neutrophils".
    """
    for pattern in (_BRACKET, _UNIT_BRACKET):
        found = pattern.search(said.core)
        if found is None:
            continue
        rest, inside = said.core[: found.start()], found[1].strip()
        hint = _HINTS.get(fold_name(inside))
        if hint is not None:
            words, days, dated = hint
            yield from _without_brackets(replace(said, core=rest, words=words, days=days, dated=dated))
        if (unit := read_unit(inside)) is not None:
            yield replace(said, core=rest, unit=unit)
        elif spellings("role").get(fold_name(inside)) == "times_uln" or fold_name(inside.replace("×", "x")) in ("x uln", "xuln"):
            yield replace(said, core=f"{rest} xULN")
    yield said
    yield from (replace(said, core=core, unit=unit) for core, unit in _trailing_units(said.core))


def _trailing_units(core: str) -> Iterator[tuple[str, str]]:
    if core.lstrip().startswith("%"):
        yield core.lstrip()[1:], "%"
    if core.rstrip().endswith("%"):
        yield core.rstrip()[:-1], "%"
    for mark in (",", " ", "_", ";", "-"):
        name, _, last = core.rpartition(mark)
        if name and last and (unit := read_unit(last)) is not None:
            yield name, unit
    head, *parts = core.split("_")
    # "bilirubin_mg_dl", "platelets_10e9_l": an underscore where a slash cannot stand
    for count in range(1, min(4, len(parts) + 1)):
        unit = read_unit("/".join(parts[-count:])) if count > 1 else None
        if unit is not None:
            yield "_".join((head, *parts[:-count])), unit


def _labels(core: str) -> Iterator[tuple[str, str]]:
    """The header as it is, then without a number at its end: "creatinine 2" is the second of several."""
    yield "", core
    found = _NUMBERED.fullmatch(core.strip())
    if found is not None:
        yield found["label"], found["core"]
    # "creatinine 2 date"
    for role, rest in _roles(core):
        found = _NUMBERED.fullmatch(rest.strip()) if role is not None else None
        if found is not None and role is not None:
            yield found["label"], core.replace(rest, found["core"], 1)


def _roles(core: str) -> Iterator[tuple[str | None, str]]:
    """The header without a role, then with each role that stands at its beginning or end, longest spelling first."""
    yield None, core
    tokens = list(_WORDS.finditer(core.replace("×", "x")))
    folded = [fold_word(t.group()) for t in tokens]
    known = spellings("role")
    for length in range(min(6, len(tokens) - 1), 0, -1):
        for side in ("before", "behind"):
            words = folded[:length] if side == "before" else folded[-length:]
            role = known.get(" ".join(words))
            if role is None or (role == "history" and side == "behind"):
                continue
            rest = core[tokens[length - 1].end() :] if side == "before" else core[: tokens[-length].start()]
            rest = rest.strip(" _-:,./()[]")
            if rest:
                yield role, rest


# ------------------------------------------------------------------ headers that are not understood

_PERSONAL = frozenset(fold_name(n) for n in (
    "name", "patient name", "first name", "last name", "surname", "forename", "given name", "family name", "initials", "patient initials",
    "pat initials", "address", "phone", "telephone", "email", "e-mail", "ssn", "zip", "zip code", "postcode",
))  # fmt: skip
_FREE = frozenset(
    fold_name(n) for n in ("comment", "comments", "note", "notes", "remark", "remarks", "free text", "row", "no", "nr", "index")
)


def _puzzle(header: str, said: _Said, suggest: bool) -> Puzzle:
    folded = fold_name(header)
    if folded in _PERSONAL:
        return Puzzle("it identifies the person; the record has no place for it")
    if folded in _FREE:
        return Puzzle("free text is not read")
    if _MEANINGFUL.search(said.core):
        return Puzzle("a sign in it changes what the name means")
    core, unit = _core_and_unit(said.core)
    if unit is not None and (definition := unit_misfit(_bare(core), unit)) is not None:
        return Puzzle(f"{unit} is not a unit of {definition.name}: expected {', '.join(definition.units[:6])}")
    if unit is not None and subject_of(core, None, "medications") is not None:
        return Puzzle(f"a medication has no unit: for its dose, write '{core.strip()} dose ({unit})'")
    if fold_name(core) == "age":
        return Puzzle("an age is read in years")
    if folded in spellings("role"):
        return Puzzle(f"it does not say of what: write the name too, as in '… {header}'")
    if folded in spellings("long"):
        return Puzzle("it belongs to a sheet with one row per entry")
    ambiguous = _without_role(said)
    if ambiguous is not None:
        return ambiguous
    if not suggest:
        return Puzzle("the name is not known")
    near = suggestions(_bare(core))
    part = _known_part(core) if not near else None
    return Puzzle(f"of its words only {part!r} is known" if part else "the name is not known", near)


def _limit_or_multiple(core: str) -> Puzzle | None:
    """ "ALT (ULN)" may be a limit or a value in multiples of it."""
    bracket = _BRACKET.search(core)
    if bracket is None or fold_name(bracket[1]) != "uln" or "×" in bracket[1]:
        return None
    name = core[: bracket.start()].strip()
    return Puzzle(f"it may be the upper limit of normal, or a multiple of it: write 'ULN {name}' or '{name} (x ULN)'")


def _without_role(said: _Said) -> Puzzle | None:
    """A known name with a role that does not fit it, or may mean two things."""
    for role, rest in _roles(said.core):
        subject = subject_of(rest) if role is not None else None
        if subject is None or role is None:
            continue
        if subject.section == "medications" and role == "date":
            return Puzzle(f"it may be the start or the end: write '{rest} start' or '{rest} end'")
        return Puzzle(f"{rest!r} is known, but has no {role.replace('_', ' ')}")
    return None


def _known_part(core: str) -> str | None:
    """The words that are left when some at one end are dropped, and are a name: "baseline albumin"."""
    tokens = list(_WORDS.finditer(core))[:8]
    for dropped in range(1, len(tokens)):
        for part in (core[tokens[dropped].start() : tokens[-1].end()], core[tokens[0].start() : tokens[-dropped - 1].end()]):
            if len(part) > 2 and subject_of(part) is not None:
                return part
    return None


def _core_and_unit(core: str) -> tuple[str, str | None]:
    found = _BRACKET.search(core)
    if found is not None:
        return core[: found.start()], found[1].strip()
    return core, None


def _bare(core: str) -> str:
    for role, rest in _roles(core):
        if role is not None:
            return rest
    return core

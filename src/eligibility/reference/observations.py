"""What can be observed of a patient: analytes, vital signs, scores, classes, tests, attested facts.

One row per observation in `data/observations.csv`, one row per value of a scale in `data/scales.csv`. Names meet through
`reference.names.fold_name`; no folded name belongs to two observations.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal, cast

from eligibility.reference.names import fold_name
from eligibility.resources import data_file

Kind = Literal["quantity", "score", "count", "term", "boolean", "class"]


# One object per row, so identity is equality; hashing all fields would cost more than the caches keyed by it save.
@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """One thing that can be measured, scored, staged, tested, asked or attested.

    `synonyms` are the names to look for in a text (`name` among them); those in `case_sensitive` are meant in that exact case only.
    `record_names` are too short to look for in a text ("K", "T4") but good as the name of a record's entry. `units` are the accepted UCUM
    codes, `usual_units` those that a number without unit may be in; the first is canonical, and `plausible` is in it. `values` are the
    classes of a scale in ascending order, or ("negative", "positive"). `proves` and `denies` name the condition (or the boolean
    observation) that a positive or true result proves and a negative or false one denies. `by_unit`: given with that unit, the name means
    that other observation ("PT 35 %" is a prothrombin activity). `is_a`: the more general observation that a value of this one
    answers for too (a QTcF is a QTc), never the other way round.
    """

    id: str
    name: str
    kind: Kind
    synonyms: tuple[str, ...]
    case_sensitive: tuple[str, ...]
    record_names: tuple[str, ...]
    loinc: tuple[str, ...]
    units: tuple[str, ...]
    usual_units: tuple[str, ...]
    default_unit: str | None
    molar_mass: float | None  # g/mol
    valence: int | None
    plausible: tuple[float, float] | None
    calculator: str | None
    values: tuple[str, ...]
    absent_value: str | None
    condition: str | None
    proves: str | None
    denies: str | None
    by_unit: tuple[tuple[str, str], ...]
    is_a: str | None
    source: str
    scale: str | None


@dataclass(frozen=True, slots=True)
class ScaleValue:
    """One value of a scale: the words for it, and the value it is a subdivision of (IIIB of III)."""

    value: str
    part_of: str | None
    absent: bool
    words: tuple[str, ...]
    source: str


def observation(id: str) -> Observation:
    """The observation of that id; KeyError if there is none."""
    return observations()[id]


@cache
def observations() -> Mapping[str, Observation]:
    """All observations by id, in the order of the table."""
    with data_file("observations.csv").open(encoding="utf-8", newline="") as table:
        return MappingProxyType({row["id"]: _read_row(row) for row in csv.DictReader(table)})


@cache
def scales() -> Mapping[str, tuple[ScaleValue, ...]]:
    """All scales by id, each with its values in ascending order."""
    found: dict[str, list[ScaleValue]] = {}
    with data_file("scales.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            value = ScaleValue(row["value"], row["part_of"] or None, row["absent"] == "yes", _listed(row["words"]), row["source"])
            found.setdefault(row["scale"], []).append(value)
    return MappingProxyType({scale: tuple(values) for scale, values in found.items()})


def _read_row(row: dict[str, str]) -> Observation:
    usual, _, rare = row["units"].partition("|")
    case_sensitive = _listed(row["case_sensitive"])
    values = scales()[row["scale"]] if row["scale"] else ()
    return Observation(
        id=row["id"],
        name=row["name"],
        kind=cast(Kind, row["kind"]),
        synonyms=tuple(dict.fromkeys((row["name"], *_listed(row["synonyms"]), *case_sensitive))),
        case_sensitive=case_sensitive,
        record_names=_listed(row["record_names"]),
        loinc=_listed(row["loinc"]),
        units=_listed(usual) + _listed(rare),
        usual_units=_listed(usual),
        default_unit=row["default_unit"] or None,
        molar_mass=float(row["molar_mass"]) if row["molar_mass"] else None,
        valence=int(row["valence"]) if row["valence"] else None,
        plausible=_range(row["plausible"]),
        calculator=row["calculator"] or None,
        values=tuple(v.value for v in values),
        absent_value=next((v.value for v in values if v.absent), None),
        condition=row["condition"] or None,
        proves=row["proves"] or None,
        denies=row["denies"] or None,
        by_unit=tuple(cast("tuple[str, str]", tuple(pair.split("=", 1))) for pair in _listed(row["by_unit"])),
        is_a=_kinds().get(row["id"]),
        source=row["source"],
        scale=row["scale"] or None,
    )


@cache
def _kinds() -> dict[str, str]:
    with data_file("observation_kinds.csv").open(encoding="utf-8", newline="") as table:
        return {row["observation"]: row["is_a"] for row in csv.DictReader(table)}


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _range(cell: str) -> tuple[float, float] | None:
    if not cell:
        return None
    low, high = cell.split("..")
    return float(low), float(high)


# ------------------------------------------------------------------ names


@lru_cache(maxsize=20_000)
def find_observation(name: str) -> Observation | None:
    """The observation of that name, abbreviation or id, for a string known to be the name of an observation.

    The exact case wins ("pH" before "PH"); otherwise case does not matter, since such a string is certainly an observation. A finder of
    mentions in running text must look at `case_sensitive` itself.

    >>> find_observation("T.bil").id, find_observation("serum creatinine level").id, find_observation("pta").id
    ('total-bilirubin', 'creatinine', 'pta')
    """
    exact, folded = _names()
    found = exact.get(" ".join(name.split())) or folded.get(fold_name(name))
    if found is None and (by_standard := _BY_STANDARD.fullmatch(name)) is not None:
        return find_observation(by_standard["name"])
    if found is None and name.count(",") == 1:  # "beta-hCG, urine", as laboratories write it
        head, qualifier = name.split(",")
        return find_observation(f"{qualifier} {head}")
    return observations().get(found or name)


# By which standard something was judged is no part of its name: "measurable disease (RECIST 1.1)".
_STANDARDS = "i?RECIST|mRECIST|CTCAE|NCI-CTC|PCWG3|Lugano|IMWG|AJCC|UICC"
_BY_STANDARD = re.compile(rf"(?P<name>.*\S)\s*\((?:per |by )?(?:{_STANDARDS})\b[^()]*\)", re.IGNORECASE)


@lru_cache(maxsize=4_000)
def find_by_loinc(code: str) -> Observation | None:
    """The observation that has this LOINC code."""
    found = _by_loinc().get(code)
    return observations()[found] if found else None


def is_origin(observation_id: str) -> bool:
    """Whether an observation is on race or ethnicity."""
    return observation_id.endswith(("-race", "-ethnicity"))


def is_plan(observation_id: str | None) -> bool:
    """Whether an observation is on what somebody is going to do: a pregnancy that is planned."""
    return observation_id is not None and observation_id.startswith("planning-")


def every_name(of: Observation) -> Iterator[str]:
    """All names of an observation, those for records only among them."""
    yield from of.synonyms
    yield from of.record_names


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for each in observations().values():
        for name in every_name(each):
            exact[name] = each.id
            folded[fold_name(name)] = each.id
    # "IgA" is an immunoglobulin and "IGA" a score: such a name means nothing in any other case.
    return exact, {name: id for name, id in folded.items() if name not in _told_by_case()}


@cache
def _told_by_case() -> frozenset[str]:
    owners: dict[str, set[str]] = {}
    for each in observations().values():
        for name in every_name(each):
            owners.setdefault(fold_name(name), set()).add(each.id)
    return frozenset(name for name, ids in owners.items() if len(ids) > 1)


@cache
def _by_loinc() -> dict[str, str]:
    return {code: each.id for each in observations().values() for code in each.loinc}


# ------------------------------------------------------------------ values of scales

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_NUMBER_WORDS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_NUMBERED = re.compile(r"(?P<number>viii|vii|vi|iv|iii|ii|i|v|\d+)(?P<rest>[a-z]?\d?)")
# Words that stand between a scale's name and its value and say nothing.
_FILLERS = frozenset(
    (
        "grade",
        "grades",
        "class",
        "classes",
        "stage",
        "stages",
        "level",
        "type",
        "category",
        "score",
        "group",
        "status",
        "functional",
        "of",
        "a",
        "the",
    )
)


# By what a TNM category was found: cN0 clinically, pT2 by pathology, ypT0 after treatment (AJCC Cancer Staging Manual, 8th edition).
_STAGED_BY = re.compile(r"^\s*(?:yc|yp|r[cp]|[cpra])(?=[TNM](?:[0-4X]|is|a\b))")
_CATEGORIES = frozenset({"t-category", "n-category", "m-category"})


def scale_value(scale: Observation, text: str) -> str | None:
    """The scale's own word for a value as written; None if it has no such value.

    Roman and Arabic numerals meet, full-width too, and words such as "grade", "class" and the scale's own name are skipped.

    >>> scale_value(observation("nyha"), "class 3"), scale_value(observation("west-haven"), "Ⅲ"), scale_value(observation("gold"), "IV")
    ('III', '3', '4')
    >>> scale_value(observation("hbsag"), "non-reactive"), scale_value(observation("nyha"), "V")
    ('negative', None)
    """
    if scale.scale is None:
        return None
    known = _keys(scale.scale)
    words = _plain(_STAGED_BY.sub("", text) if scale.id in _CATEGORIES else text).split()
    # "-" is a negative test and "a" a class: a word counts as filler only after the whole text was tried.
    while words:
        found = known.get(_key(" ".join(words)))
        if found is not None:
            return found
        if words[0].strip(".:") not in _FILLERS | _name_words(scale.id):
            return None
        words.pop(0)
    return None


def values_within(scale: Observation, value: str) -> tuple[str, ...]:
    """The value and its subdivisions in the scale's order: stage III is III, IIIA, IIIB …

    >>> values_within(observation("ckd-stage"), "3")
    ('3', '3a', '3b')
    """
    inside = {value}
    for each in scales()[scale.scale] if scale.scale else ():
        if each.part_of in inside:
            inside.add(each.value)
    return tuple(each for each in scale.values if each in inside)


def scale_source(scale: Observation) -> str | None:
    """Where the values of a scale come from."""
    return scales()[scale.scale][0].source if scale.scale else None


@cache
def _keys(scale: str) -> dict[str, str]:
    keys: dict[str, str] = {}
    for each in scales()[scale]:
        for word in (each.value, *each.words):
            keys[_key(_plain(word))] = each.value
    return keys


@cache
def _name_words(id: str) -> frozenset[str]:
    return frozenset(word for name in observation(id).synonyms for word in _plain(name).split())


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().replace("−", "-").replace("–", "-")
    return " ".join(folded.strip(" .,:()[]\"'").split())


def _key(text: str) -> str:
    """Numerals in one form: "iiib" and "3b" are "3b"; anything else stays as it is."""
    text = _NUMBER_WORDS.get(text, text)
    text = text.removesuffix(".0")
    match = _NUMBERED.fullmatch(text.replace(" ", ""))
    if match is None:
        return text
    number = match["number"]
    return f"{_ROMAN.get(number, number)}{match['rest']}"

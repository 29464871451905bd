"""Code systems by their spellings; ICD-10 codes → concepts, by the hierarchy that the code's own letters spell out."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from eligibility.resources import data_file

ICD10CM = "http://hl7.org/fhir/sid/icd-10-cm"
# ICD-10 as others use it: the first four characters mean the same in all of them, the further ones do not.
_RELATIVES = frozenset(
    (
        "http://hl7.org/fhir/sid/icd-10",
        "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
        "http://hl7.org/fhir/sid/icd-10-am",
        "http://hl7.org/fhir/sid/icd-10-ca",
    )
)
_SHARED = 5  # characters of a code with its dot
_CODE = re.compile(r"[A-Z][0-9A-Z]{2}(?:\.[0-9A-Z]{1,4})?")


@dataclass(frozen=True, slots=True)
class CodedCondition:
    """An ICD-10-CM code: the `concept` it equals, or ("" if none) the `broader` concepts that it is a kind of.

    Its title may name more: what is `implied` goes with it (a bleeding ulcer), what is `possible` may (a code for either of two things).
    """

    code: str
    name: str
    concept: str
    broader: tuple[str, ...]
    implied: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()


@lru_cache(maxsize=1_000)
def canonical_system(system: str) -> str:
    """The URI of a code system, from its URI, OID or usual name; an unknown system stays as it is, but for case and a last slash.

    >>> canonical_system("SNOMED CT"), canonical_system("urn:oid:2.16.840.1.113883.6.88"), canonical_system("Our-Lab/")
    ('http://snomed.info/sct', 'http://www.nlm.nih.gov/research/umls/rxnorm', 'our-lab')
    """
    known = _systems()
    plain = system.strip().casefold().rstrip("/")
    # An edition of SNOMED CT, a version: "http://snomed.info/sct/731000124108", "http://hl7.org/fhir/sid/icd-10-cm|2026".
    stem = plain.partition("|")[0].rstrip("/")
    stem = "http://snomed.info/sct" if stem.startswith("http://snomed.info/sct/") else stem
    return known.get(stem) or known.get(_plain_name(stem)) or plain


def is_icd10(system: str) -> bool:
    """Whether a system is ICD-10 or one of its national refinements, by URI, OID or usual name.

    >>> is_icd10("ICD-10-CM"), is_icd10("icd 10"), is_icd10("http://snomed.info/sct")
    (True, True, False)
    """
    found = canonical_system(system)
    return found == ICD10CM or found in _RELATIVES


def icd10_code(system: str, code: str) -> str | None:
    """A code of ICD-10-CM as it is; of another ICD-10 what it shares with ICD-10-CM; None for another system or no code at all.

    >>> icd10_code("ICD-10-CM", "e1121"), icd10_code("ICD-10-GM", "E11.21"), icd10_code("SNOMED CT", "22298006")
    ('E11.21', 'E11.2', None)
    """
    plain = canonical_code(code) if is_icd10(system) else None
    return plain if plain is None or canonical_system(system) == ICD10CM else plain[:_SHARED]


def _plain_name(system: str) -> str:
    return re.sub(r"[\s_-]", "", system)


@cache
def _systems() -> dict[str, str]:
    """Every spelling of a code system → its URI. Source: `data/code_systems.csv`, column `source`."""
    found: dict[str, str] = {}
    with data_file("code_systems.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for name in (row["system"], *row["names"].split("|")):
                plain = name.strip().casefold().rstrip("/")
                found[plain] = found[_plain_name(plain)] = row["system"]
    return found


def canonical_code(code: str) -> str | None:
    """An ICD-10 code in capitals with its dot; None if it cannot be one.

    >>> canonical_code("i509"), canonical_code("K72.90"), canonical_code("250.00")
    ('I50.9', 'K72.90', None)
    """
    plain = code.strip().upper().replace(".", "")
    dotted = plain[:3] + ("." + plain[3:] if len(plain) > 3 else "")
    return dotted if _CODE.fullmatch(dotted) else None


def coded_condition(code: str) -> CodedCondition | None:
    """What a code stands for; None for a code whose category does not exist.

    A longer code than the table has (seventh characters, national extensions) takes the meaning of its nearest shorter one, as broader.
    """
    plain = canonical_code(code)
    if plain is None:
        return None
    table = _icd10cm()
    known = plain
    while known and known not in table:
        known = known[:-1].rstrip(".")
    if not known:
        return None
    name, concept, *more = table[known]
    above, implied, possible = (tuple(cell.split("|")) if cell else () for cell in more)
    if known == plain:
        return CodedCondition(plain, name, concept, above, implied, possible)
    return CodedCondition(plain, name, "", (concept,) if concept else above, implied, possible)


def codes_in(cell: str) -> tuple[str, ...]:
    """The ICD-10-CM codes that one cell of a list means: a code ("C22", "C22.*") or a range ("C00-C96", "I21.0-I21.3"); () if none.

    >>> codes_in("I20-I22"), codes_in("c22.*"), codes_in("I64"), codes_in("nonsense")
    (('I20', 'I21', 'I22'), ('C22',), ('I64',), ())
    """
    first, dash, last = (part.strip() for part in cell.partition("-"))
    low, high = canonical_code(first.rstrip(".*")), canonical_code((last or first).rstrip(".*"))
    if low is None or high is None or low > high:
        return ()
    if not dash or not last:
        return (low,) if coded_condition(low) is not None else ()
    return tuple(code for code in _icd10cm() if len(code) == len(low) and low <= code and code[: len(high)] <= high)


def codes_below(code: str) -> tuple[str, ...]:
    """The codes of the table that refine a code, itself among them."""
    return tuple(each for each in _icd10cm() if each.startswith(code))


@cache
def _icd10cm() -> dict[str, tuple[str, ...]]:
    """Code → (name, equal concept, broader, implied, possible concepts); read when first asked for, since most records carry names."""
    table: dict[str, tuple[str, ...]] = {}
    with data_file("icd10cm.tsv").open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            code, *cells = line.rstrip("\n").split("\t")
            table[code] = tuple(cells)
    return table

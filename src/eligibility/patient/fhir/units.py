"""The unit of a FHIR Quantity: its UCUM code, or the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from eligibility.patient.fhir.fields import Json, text
from eligibility.reference.units import read_unit, unit_factor

UCUM = frozenset({"http://unitsofmeasure.org", "https://unitsofmeasure.org", "urn:oid:2.16.840.1.113883.6.8"})

# UCUM: what stands in braces is a comment without meaning. Source: UCUM specification, section 6 (curly braces).
_ANNOTATION = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class UnitRead:
    """The unit for the record; `why` says what is wrong with it, if anything. `known`: the library can compute with it."""

    unit: str | None
    known: bool = True
    why: str | None = None


def unit_of(quantity: Json) -> UnitRead:
    """The unit of a Quantity. Raises MalformedError."""
    return _read(text(quantity, "system"), text(quantity, "code"), text(quantity, "unit"))


@lru_cache(maxsize=5_000)
def _read(system: str | None, code: str | None, words: str | None) -> UnitRead:
    if code is not None and system is not None and system not in UCUM:
        code = None if words is not None else code  # a code of another system says less than the words
    from_code = _known(code) if code is not None else None
    from_words = _known(words) if words is not None else None
    if from_code is not None and from_words is not None and not _same(from_code, from_words):
        return UnitRead(f"{code} or {words}", False, f"the code {code} and the unit {words} say different things; the unit is unknown")
    if from_code is not None and code is not None:
        # "mmHg" beside "mm[Hg]": what people read, as long as it means the same.
        return UnitRead(words if from_words is not None and from_code != "1" else from_code)
    if from_words is not None:
        return UnitRead(words if words != "1" and from_words != "1" else "1")
    given = words or code
    return UnitRead(
        given, given is None, None if given is None else "a unit that is not known here; values in it are compared with nothing"
    )


@lru_cache(maxsize=5_000)
def _known(written: str) -> str | None:
    """The library's code for a unit, None for one it does not know.

    >>> _known("[iU]/L"), _known("{INR}"), _known("mg/dL{calc}"), _known("furlong")
    ('[IU]/L', '1', 'mg/dL', None)
    """
    code = written.replace("[iU]", "[IU]")
    bare = _ANNOTATION.sub("", code)
    return read_unit(code) or (read_unit(bare) if bare else "1")


def _same(one: str, other: str) -> bool:
    """Whether two codes are one unit: U is IU, 10*9/L is 10*3/uL."""
    plain = (one.replace("[IU]", "U"), other.replace("[IU]", "U"))
    return plain[0] == plain[1] or unit_factor(*plain) == 1


def same_unit(one: Json, other: Json) -> bool:
    """Whether a limit of normal is in the unit of the value; one without any unit is."""
    words, code = one.get("unit"), one.get("code")
    if (words is None and code is None) or (words == other.get("unit") and code in (None, other.get("code"))):
        return True  # the usual case, at once
    here, there = unit_of(one).unit, unit_of(other).unit
    if here == there:
        return True
    known = (_known(here) if here else None, _known(there) if there else None)
    return known[0] is not None and known[1] is not None and _same(known[0], known[1])

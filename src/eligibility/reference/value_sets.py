"""What users add to the vocabulary: concepts, names, codes, parents, reference ranges (docs/value-sets.md). The models and their file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Self, cast

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from eligibility.errors import Diagnostic, EligibilityError
from eligibility.model import Model
from eligibility.reference.settings_files import read_settings
from eligibility.reference.vocabulary_rows import Domain, Nature

UNREADABLE, INVALID = "E451", "E452"
_MOST_PROBLEMS = 20
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
Codes = Mapping[str, tuple[str, ...]]


def _written(code: object) -> object:
    return str(code) if isinstance(code, int) and not isinstance(code, bool) else code


class ValueSetError(EligibilityError):
    """A value-set file or object that cannot be used; names the entry, what was found and what to do."""


class OwnConcept(Model):
    """A concept of the user (`name`), or additions to one that is there (`extends`).

    `synonyms` are found in any case, plural and spelling, `case_sensitive` only as written. `parents` are concepts that it is a kind of,
    by name or id; `members` are kinds of it. `codes` mean this very concept, `member_codes` kinds of it: system → codes; an ICD-10 code
    stands for all codes below it. `redefines` are names that shall mean this concept and no longer what they meant.
    """

    name: str | None = None
    extends: str | None = None
    domain: Domain | None = None
    synonyms: tuple[str, ...] = ()
    case_sensitive: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    codes: Codes = Field(default_factory=dict)
    member_codes: Codes = Field(default_factory=dict)
    nature: Nature | None = None
    continuing: bool | None = None
    redefines: tuple[str, ...] = ()
    source: str | None = None

    @model_validator(mode="after")
    def _new_or_more(self) -> Self:
        if (self.name is None) == (self.extends is None):
            wanted = "either name (a new concept) or extends (a concept that is there)"
            raise PydanticCustomError("name", "{expected}", {"expected": wanted, "found": "both" if self.name else "neither"})
        if self.extends is not None and (self.nature is not None or self.continuing is not None):
            raise PydanticCustomError(
                "nature", "{expected}", {"expected": "nature and continuing only for a new concept", "found": "extends"}
            )
        return self

    @field_validator("name", "extends", "synonyms", "case_sensitive", "parents", "members", "redefines")
    @classmethod
    def _words(cls, value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
        for name in (value,) if isinstance(value, str) else value or ():
            if len(re.findall(r"\w", name)) < 2:
                raise PydanticCustomError("words", "{expected}", {"expected": "names of two letters or more", "found": name})
        return value

    @field_validator("codes", "member_codes", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        """Identifiers of SNOMED CT and RxNorm are written as numbers too; a fraction is none."""
        if not isinstance(value, dict):
            return value
        return {system: [_written(code) for code in codes] if isinstance(codes, list | tuple) else codes for system, codes in value.items()}

    @field_validator("codes", "member_codes")
    @classmethod
    def _codes(cls, value: Codes) -> Codes:
        for system, codes in value.items():
            if not system.strip() or not codes or not all(code.strip() for code in codes):
                raise PydanticCustomError(
                    "codes", "{expected}", {"expected": "a code system and a list of its codes", "found": dict(value)}
                )
        return value

    @property
    def label(self) -> str:
        """The name of the new or the extended concept, as written."""
        return self.name or self.extends or ""


class OwnRange(Model):
    """The reference range of a laboratory for an observation, for everybody or for one sex and a band of ages (years, completed).

    `age_from` is in the band, `age_below` no longer. `source` says whose range it is and from when, and is shown wherever it is used.
    """

    observation: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    sex: Literal["female", "male"] | None = None
    age_from: float | None = Field(default=None, ge=0, le=150)
    age_below: float | None = Field(default=None, gt=0, le=150)
    source: str

    @field_validator("source")
    @classmethod
    def _dated(cls, value: str) -> str:
        if not _YEAR.search(value):
            raise PydanticCustomError("source", "{expected}", {"expected": "whose range it is and of which year", "found": value})
        return value

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        if self.low is None and self.high is None:
            raise PydanticCustomError("bounds", "{expected}", {"expected": "low, high or both", "found": "neither"})
        for low, high, what in ((self.low, self.high, "low above high"), (self.age_from, self.age_below, "age_from not below age_below")):
            if low is not None and high is not None and (low > high or (what.startswith("age") and low == high)):
                raise PydanticCustomError("bounds", "{expected}", {"expected": "a range", "found": f"{what}: {low:g}, {high:g}"})
        return self


class ValueSets(Model):
    """What one value-set file holds. `title` and `source` are for its readers."""

    title: str | None = None
    source: str | None = None
    concepts: tuple[OwnConcept, ...] = ()
    reference_ranges: tuple[OwnRange, ...] = ()


# What pydantic calls otherwise than a file does.
_EXPECTED = {"tuple_type": "a list", "string_type": "text", "dict_type": "a table", "mapping_type": "a table", "model_type": "a table"}

ValueSetSource = ValueSets | Mapping[str, Any] | str | Path


def read_value_sets(source: ValueSetSource) -> ValueSets:
    """Value sets from a TOML or JSON file, a mapping, or as they are. Raises ValueSetError, which lists everything that is wrong."""
    if isinstance(source, ValueSets):
        return source
    given = cast(object, source)
    if isinstance(given, str | Path):
        return _validated(read_settings(Path(given), "value-set", UNREADABLE, ValueSetError), str(given))
    if isinstance(given, Mapping):
        return _validated(dict(given), None)
    expected = "value_sets: expected a file (.toml or .json), a mapping or ValueSets"
    raise ValueSetError(Diagnostic(UNREADABLE, f"{expected}, found {given!r:.60}"))


def _validated(content: object, origin: str | None) -> ValueSets:
    place = f"{origin}: " if origin else ""
    if not isinstance(content, dict):
        raise ValueSetError(
            Diagnostic(INVALID, f"{place}expected an object with concepts and reference_ranges, found {type(content).__name__}")
        )
    try:
        return ValueSets.model_validate(content)
    except ValidationError as error:
        details = error.errors(include_url=False)
        shown = [_diagnostic(detail, content, place) for detail in details[:_MOST_PROBLEMS]]
        if len(details) > len(shown):
            shown.append(Diagnostic(INVALID, f"{place}… and {len(details) - len(shown)} more"))
        raise ValueSetError(*shown) from None


def _diagnostic(detail: ErrorDetails, content: Mapping[str, Any], place: str) -> Diagnostic:
    where = f"{place}{_path(detail['loc'], content)}"
    context: dict[str, Any] = detail.get("ctx") or {}
    if detail["type"] == "extra_forbidden":
        return Diagnostic(INVALID, f"{where}: there is no such field", hint=_field_hint(detail["loc"]))
    if detail["type"] == "missing":
        return Diagnostic(INVALID, f"{where}: is missing")
    expected = context.get("expected") or _EXPECTED.get(detail["type"]) or detail["msg"].removeprefix("Input should be ").lower()
    found = context.get("found", detail["input"])
    return Diagnostic(INVALID, f"{where}: expected {expected}, found {found!r:.60}")


def _path(location: tuple[int | str, ...], content: Mapping[str, Any]) -> str:
    """`concepts[2] ('early AH').synonyms`: an index counts from 0, and the entry's own name stands beside it."""
    path, at = "", cast(object, content)
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
        at = at[step] if isinstance(at, list) and isinstance(step, int) else at.get(step) if isinstance(at, dict) else None
        name = next((at[k] for k in ("name", "extends", "observation") if k in at), None) if isinstance(at, dict) else None
        path += f" ({name!r:.40})" if isinstance(name, str) else ""
    return path or "value sets"


def _field_hint(location: tuple[int | str, ...]) -> str:
    models: dict[str | int, type[BaseModel]] = {"concepts": OwnConcept, "reference_ranges": OwnRange}
    names = list((models[location[0]] if len(location) > 1 else ValueSets).model_fields)
    close = get_close_matches(str(location[-1]).casefold(), names, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else f"the fields are {', '.join(names)}"


def names_of(concept: OwnConcept) -> Iterator[tuple[str, bool]]:
    """(name, case-sensitive) of every name that an entry gives its concept; not the name of a concept that it extends."""
    if concept.name is not None:
        yield concept.name, False
    yield from ((name, False) for name in concept.synonyms)
    yield from ((name, True) for name in concept.case_sensitive)

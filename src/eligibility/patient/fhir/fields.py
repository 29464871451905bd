"""Typed access to the fields of a FHIR resource, which is plain JSON. A field of the wrong shape is `MalformedError`, never guessed."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

Json = Mapping[str, Any]

_LONGEST = 60


class MalformedError(Exception):
    """A field does not have the shape that FHIR gives it; the resource is not read."""

    def __init__(self, field: str, found: object, expected: str) -> None:
        # A string in quotes: "7.1" is no number, although it looks like one.
        self.field, self.found, self.expected = field, f'"{shown(found)}"' if isinstance(found, str) else shown(found), expected
        super().__init__(f"{field}: expected {expected}, found {self.found}")


def shown(found: object) -> str:
    """A value of the source in a message, cut to a line."""
    try:
        text = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = type(found).__name__
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def text(parent: Json, key: str) -> str | None:
    """A string; None where there is none, or only blanks."""
    value = parent.get(key)
    if value is None:
        return None
    if type(value) is not str:
        raise MalformedError(key, value, "a string")
    return value.strip() or None


def flag(parent: Json, key: str) -> bool | None:
    """A boolean."""
    value = parent.get(key)
    if value is None or isinstance(value, bool):
        return value
    raise MalformedError(key, value, "true or false")


def number(parent: Json, key: str) -> float | None:
    """A finite number. JSON's own: "7.1" in quotes is none."""
    value = parent.get(key)
    if value is None or (type(value) is float and math.isfinite(value)):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MalformedError(key, value, "a number")
    try:
        if math.isfinite(value):
            return float(value)
    except OverflowError:
        pass
    raise MalformedError(key, value, "a finite number")


def obj(parent: Json, key: str) -> Json | None:
    """An object."""
    value = parent.get(key)
    if value is None or isinstance(value, dict):
        return value
    raise MalformedError(key, value, "an object")


def objs(parent: Json, key: str) -> list[Json]:
    """A list of objects; empty where there is none."""
    value = parent.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise MalformedError(key, value, "a list of objects")
    return value

"""Records in native JSON: single entries, open records made of them, and the small complete records of most tables' lines."""

from __future__ import annotations

from datetime import date
from typing import Any

ON = date(2026, 11, 1)
Record = dict[str, Any]

# ------------------------------------------------------------------ entries


def obs(name: str, value: float | bool | str, unit: str | None = None, day: str | None = "2026-10-30", **fields: Any) -> Record:
    """An observation, two days before `ON` unless said otherwise."""
    return {"name": name, "value": value, **({"unit": unit} if unit else {}), **({"date": day} if day else {}), **fields}


def cond(name: str, onset: str | None = None, **fields: Any) -> Record:
    """A condition, of unknown onset unless said otherwise."""
    return {"name": name, **({"onset": onset} if onset else {}), **fields}


def proc(name: str, day: str | None = None, **fields: Any) -> Record:
    """A procedure, undated unless said otherwise."""
    return {"name": name, **({"date": day} if day else {}), **fields}


def drug(name: str, start: str | None = None, **fields: Any) -> Record:
    """A medication, still taken unless `end` says otherwise."""
    return {"name": name, **({"start": start} if start else {}), **fields}


def absent(*names: str) -> list[Record]:
    """Entries of any list, each of which denies its name."""
    return [{"name": name, "status": "absent"} for name in names]


# ------------------------------------------------------------------ records of entries, perhaps not all there are


def labs(*observations: Record, **fields: Any) -> Record:
    """A record with these observations."""
    return {"observations": list(observations), **fields}


def open_list(*conditions: Record, **fields: Any) -> Record:
    """A record with these conditions."""
    return {"conditions": list(conditions), **fields}


def listed(*names: str, **fields: Any) -> Record:
    """A record with these conditions, each with these fields."""
    return open_list(*(cond(name, **fields) for name in names))


def all_of(*conditions: Record, **fields: Any) -> Record:
    """A record whose list of conditions is complete; of the other lists it says nothing."""
    return {"conditions": list(conditions), "complete": ["conditions"], **fields}


def operated(*procedures: Record, **fields: Any) -> Record:
    """A record with these procedures."""
    return {"procedures": list(procedures), **fields}


def treated(*medications: Record, **fields: Any) -> Record:
    """A record with these medications."""
    return {"medications": list(medications), **fields}


def allergic(*substances: Record, **fields: Any) -> Record:
    """A record with these allergies."""
    return {"allergies": list(substances), **fields}


def says(name: str, value: float | bool | str, unit: str | None = None, day: str | None = "2026-10-30", **fields: Any) -> Record:
    """A record with this one observation."""
    return labs(obs(name, value, unit, day, **fields))


# ------------------------------------------------------------------ complete records: what they do not list is not there


def closed(*parts: Record, **fields: Any) -> Record:
    """These parts of a record, each with lists of its own, made one whose lists are complete."""
    whole = {key: value for part in parts for key, value in part.items()} | fields
    return whole | {"complete": ["conditions", "procedures", "medications", "allergies"]}


NOTHING = closed()
MAN = closed(sex="male", age=50)
WOMAN = closed(sex="female", age=50)


def has(*names: str, **fields: Any) -> Record:
    """A complete record of these conditions, each with these fields."""
    return closed(listed(*names, **fields))


def done(name: str, day: str | None = None, **fields: Any) -> Record:
    """A complete record of this one procedure."""
    return closed(operated(proc(name, day, **fields)))


def underwent(name: str, start: str, end: str | None = None) -> Record:
    """A complete record of this one procedure, from `start` on; with no `end` it still goes on."""
    return closed(operated(proc(name, start=start, end=end)))


def takes(*names: str, **fields: Any) -> Record:
    """A complete record of these medications, each with these fields."""
    return closed(treated(*(drug(name, **fields) for name in names)))


def took(name: str, start: str, end: str | None = None) -> Record:
    """A complete record of this one medication, from `start` on; with no `end` it is still taken."""
    return takes(name, start=start, end=end)


def attested(**facts: bool) -> Record:
    """A complete record of these statements, one observation each: `informed_consent=True`."""
    return closed(labs(*(obs(name.replace("_", " "), value) for name, value in facts.items())))

"""Several versions of one resource → the one that counts: the newest, by `meta.lastUpdated`, then by `meta.versionId`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from eligibility.patient.fhir.fields import Json, MalformedError, obj, text
from eligibility.patient.fhir.notes import Notes


def newest(versions: Sequence[Json], name: str, notes: Notes) -> int | None:
    """The index of the version that counts; None where they differ and none is known to be the newest, which is noted.

    The same content twice is one resource, whatever its `meta` says.
    """
    order = sorted(range(len(versions)), key=lambda i: _age(versions[i]))
    last = order[-1]
    if all(_content(versions[i]) == _content(versions[last]) for i in order):
        return last
    rivals = [i for i in order if _age(versions[i]) == _age(versions[last]) and _content(versions[i]) != _content(versions[last])]
    if rivals:
        notes.add("left_out", name, f"{len(versions)} versions", "they differ, and which is the newest is not said; none of them is read")
        return None
    notes.add("changed", name, f"{len(versions)} versions", "they differ; only the newest is read")
    return last


def _content(resource: Json) -> dict[str, object]:
    return {field: value for field, value in resource.items() if field not in ("meta", "text")}


def _age(resource: Json) -> tuple[datetime, int]:
    meta = obj(resource, "meta") or {}
    version = text(meta, "versionId") or ""
    return _instant(text(meta, "lastUpdated")), int(version) if version.isascii() and version.isdigit() and len(version) < 19 else -1


def _instant(written: str | None) -> datetime:
    if written is None:
        return datetime.min.replace(tzinfo=UTC)
    try:
        found = datetime.fromisoformat(written)
        # A clock beyond the calendar ("0001-01-01T00:00+14:00") has no instant.
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise MalformedError("meta.lastUpdated", written, "an instant") from None

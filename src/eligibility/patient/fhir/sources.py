"""What a caller gives → resources: a parsed object, JSON text, a file. Bundles of any type are unpacked, also bundles in bundles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic_core import from_json

from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.fhir.fields import Json, shown
from eligibility.patient.fhir.notes import Notes
from eligibility.patient.packed import not_json_hint, open_file

UNREADABLE, NOT_FHIR, NOT_ONE = "E300", "E320", "E321"
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A resource with what messages call it and, in a bundle, its full URL."""

    resource: Json
    name: str
    url: str | None = None


def decoded(content: bytes | str, origin: str) -> object:
    """JSON as Python objects. Raises PatientError naming line and column."""
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    try:
        # Twice as fast as json.loads here; refuses NaN, and nesting that is too deep.
        return from_json(data.removeprefix(b"\xef\xbb\xbf"), allow_inf_nan=False, cache_strings="keys")
    except ValueError as error:
        hint = not_json_hint(data[:100].decode("utf-8", "replace"))
        raise PatientError(Diagnostic(NOT_FHIR, f"{origin}: not JSON: {error}", hint=hint)) from None


def file_bytes(path: Path) -> bytes:
    """The content of a file. Raises PatientError."""
    with open_file(path) as file:
        try:
            return file.read()
        except OSError as error:
            raise PatientError(Diagnostic(UNREADABLE, f"{path}: cannot be read: {error.strerror}")) from None


def lines_of(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines of NDJSON text with something on them, counted from 1."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            yield number, line


def is_ndjson(content: bytes) -> bool:
    """Whether text is one JSON object a line rather than one JSON value: its first line is complete, and another follows."""
    lines = lines_of(content)
    first = next(lines, None)
    if first is None or next(lines, None) is None:
        return False
    try:
        return isinstance(from_json(first[1].removeprefix(b"\xef\xbb\xbf")), dict)
    except ValueError:
        return False


def resources_in(value: object, notes: Notes, place: str, url: str | None = None, depth: int = 0) -> Iterator[Found]:
    """The resources of a parsed value: a resource, a bundle, or a list of these. What is none is noted under `place`."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from resources_in(each, notes, f"{place}[{index}]", None, depth + 1)
        return
    if not isinstance(value, Mapping):
        notes.add("left_out", place, value, "expected a FHIR resource, an object with resourceType")
        return
    kind = value.get("resourceType")
    if not isinstance(kind, str) or not kind:
        notes.add("left_out", f"{place}.resourceType", "" if kind is None else kind, "expected the name of a FHIR resource; not read")
        return
    if kind != "Bundle":
        yield Found(value, _name(value, kind, place), url)
    elif depth > _DEEPEST:
        notes.add("left_out", place, "Bundle", "bundles in bundles, too deep to be read")
    else:
        yield from _bundled(value, notes, place, depth)


def _bundled(bundle: Json, notes: Notes, place: str, depth: int) -> Iterator[Found]:
    entries = bundle.get("entry", [])
    if not isinstance(entries, list):
        notes.add("left_out", f"{place}.entry", entries, "expected a list")
        return
    for link in bundle.get("link") or ():
        if isinstance(link, dict) and link.get("relation") == "next":
            notes.add("left_out", f"{place}.link", link.get("url", ""), "the search has more pages than this bundle; they are not read")
    for index, entry in enumerate(entries):
        where = f"{place}.entry[{index}]"
        if not isinstance(entry, dict):
            notes.add("left_out", where, entry, "expected an object with a resource")
            continue
        resource, url = entry.get("resource"), entry.get("fullUrl")
        if resource is None:
            if not _only_an_answer(entry):
                notes.add("left_out", where, entry.get("request", ""), "an entry without a resource")
            continue
        url = url if isinstance(url, str) else None
        kind = resource.get("resourceType") if isinstance(resource, dict) else None
        if isinstance(kind, str) and kind and kind != "Bundle":
            yield Found(resource, _name(resource, kind, where), url)
        else:
            yield from resources_in(resource, notes, where, url, depth + 1)


def _only_an_answer(entry: Json) -> bool:
    """Whether an entry is the server's word on a request that gives nothing back."""
    return "response" in entry


def _name(resource: Json, kind: str, place: str) -> str:
    id = resource.get("id")
    return f"{kind}/{id}" if isinstance(id, str) and id else f"{place} ({kind})"


def check_recognised(value: object, origin: str) -> None:
    """Raises PatientError for what is no FHIR at all, before anything is read."""
    if isinstance(value, Mapping) and isinstance(value.get("resourceType"), str):
        return
    if isinstance(value, list) and any(isinstance(each, dict) and "resourceType" in each for each in value):
        return
    hint = None
    if isinstance(value, Mapping) and {"observations", "conditions", "birth_date", "sex"} & value.keys():
        hint = "this looks like a record in the library's own form: Patient.model_validate reads it"
    found = (
        "a list without resources"
        if isinstance(value, list)
        else "an object without resourceType"
        if isinstance(value, Mapping)
        else shown(value)
    )
    raise PatientError(Diagnostic(NOT_FHIR, f"{origin}: expected a FHIR resource or bundle, found {found}", hint=hint))

"""Whose each resource is, and which version of it counts: of NDJSON files of any size.

One pass notes in a temporary SQLite file where each line of the export is, and whose; then each patient's lines are read as the
patient's turn comes. Memory holds one line, one patient, and SQLite's cache of a few megabytes, never the export.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.fhir.fields import Json, MalformedError
from eligibility.patient.fhir.holdings import KEPT, stranger, tally_unread, whose
from eligibility.patient.fhir.notes import Notes
from eligibility.patient.fhir.person import READABLE, Located
from eligibility.patient.fhir.references import contained, identity, record_id, relative_part
from eligibility.patient.fhir.sources import NOT_FHIR, UNREADABLE, Found, decoded, resources_in
from eligibility.patient.fhir.versions import newest
from eligibility.patient.packed import kind_of, open_file

_TABLES = """
create table line (seq integer primary key, file integer, start integer, length integer);
create table resource (
    seq integer primary key, line integer, part integer, identity text, kind text, patient text, name text, url text
);
"""
_INDEXES = """
create index resource_identity on resource (identity);
create index resource_patient on resource (patient);
"""


@contextmanager
def opened_export(path: Path) -> Iterator[BulkHoldings]:
    """The holdings of an NDJSON file, or of a directory of them (a bulk export). Raises PatientError where there is nothing to read."""
    about = Notes()
    files = _files(path, about)
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="eligibility-"))
        index = stack.enter_context(closing(sqlite3.connect(Path(folder) / "index.sqlite", isolation_level=None)))
        index.executescript("pragma journal_mode = off; pragma synchronous = off;" + _TABLES)
        streams = [stack.enter_context(open_file(file)) for file in files]
        yield BulkHoldings(files, streams, index, about)


def _files(path: Path, about: Notes) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        inside = sorted(each for each in path.iterdir() if each.is_file() and not each.name.startswith("."))
    except OSError as error:
        raise PatientError(Diagnostic(UNREADABLE, f"{path}: cannot be read: {error.strerror}")) from None
    files = [each for each in inside if kind_of(each) == ".ndjson"]
    if not files:
        raise PatientError(
            Diagnostic(NOT_FHIR, f"{path}: no *.ndjson file in the directory", hint="a bulk export has files such as Patient.ndjson")
        )
    for each in inside:
        if each not in files:
            about.add("left_out", each.name, "", "not an .ndjson file; not read")
    return files


class BulkHoldings:
    """The resources of NDJSON files, found through an index on disk."""

    def __init__(self, files: Sequence[Path], streams: Sequence[IO[bytes]], index: sqlite3.Connection, about: Notes) -> None:
        self.about = about
        self._files = files
        self._streams = streams
        self._index = index
        self._line = lru_cache(maxsize=64)(self._read_line)
        self._fill()
        self._index.executescript(_INDEXES)
        self._settle_versions()
        self._assign()

    def people(self) -> Iterator[str]:
        rows = self._index.execute("select identity from resource where kind = 'Patient' order by seq")
        yield from (str(key) for (key,) in rows)
        yield from (str(key) for (key,) in self._index.execute(f"select distinct patient from ({_STRANGERS})"))

    def count(self) -> int:
        """How many patients there are."""
        (known,) = self._index.execute("select count(*) from resource where kind = 'Patient'").fetchone()
        (strangers,) = self._index.execute(f"select count(distinct patient) from ({_STRANGERS})").fetchone()
        return int(known + strangers)

    def patient(self, key: str) -> Located | None:
        return self._one("select line, part, name, kind from resource where identity = ? and kind = 'Patient'", key)

    def resources(self, key: str) -> Iterator[Located]:
        rows = self._index.execute("select line, part, name from resource where patient = ? order by seq", (key,)).fetchall()
        for line, part, name in rows:
            yield Located(self._resource(line, part), name)

    def record_id(self, key: str) -> str | None:
        return record_id({}, key)

    def find(self, reference: str, resource: Json) -> Json | None:
        if reference.startswith("#"):
            return contained(reference, resource)
        found = self._one("select line, part, name, kind from resource where identity = ?", relative_part(reference) or reference)
        return found.resource if found is not None else None

    def _one(self, sql: str, key: str) -> Located | None:
        row = self._index.execute(sql, (key,)).fetchone()
        return Located(self._resource(row[0], row[1]), row[2]) if row is not None else None

    # -------------------------------------------------------------- the first pass

    def _fill(self) -> None:
        self._index.execute("begin")
        for number, (path, stream) in enumerate(zip(self._files, self._streams, strict=True)):
            start = 0
            for count, line in enumerate(stream, 1):
                if line.strip():
                    self._add(number, start, len(line), line, f"{path.name}, line {count}")
                start += len(line)
        self._index.execute("commit")

    def _add(self, file: int, start: int, length: int, line: bytes, place: str) -> None:
        try:
            value = decoded(line.strip(), place)
        except PatientError as error:
            self.about.add("left_out", place, "", error.diagnostics[0].message.removeprefix(f"{place}: ") + "; the line is not read")
            return
        row = self._index.execute("insert into line (file, start, length) values (?, ?, ?)", (file, start, length)).lastrowid
        for part, found in enumerate(resources_in(value, self.about, place)):
            self._add_resource(row, part, found)

    def _add_resource(self, line: int | None, part: int, found: Found) -> None:
        kind = found.resource["resourceType"]
        if kind not in KEPT:
            tally_unread(kind, found.resource, found.name, self.about)
            return
        try:
            key = identity(found.resource, found.url)
            subject = whose(found.resource, found.name, self.about) if kind in READABLE else None
        except MalformedError as error:
            self.about.add("left_out", found.name, error.found, f"{error.field}: expected {error.expected}; the resource is not read")
            return
        if kind in READABLE and subject is None:
            return
        if kind == "Patient" and key is None:
            self.about.add("left_out", found.name, "", "a Patient without an id, which nothing can refer to; not read")
            return
        key = relative_part(key) or key if key is not None else None
        row = (line, part, key, kind, subject, found.name, found.url)
        self._index.execute("insert into resource (line, part, identity, kind, patient, name, url) values (?, ?, ?, ?, ?, ?, ?)", row)

    # -------------------------------------------------------------- versions and owners

    def _settle_versions(self) -> None:
        several = "select identity from resource where identity is not null group by identity having count(*) > 1"
        self._index.execute("begin")
        for (key,) in self._index.execute(several).fetchall():
            rows = self._index.execute("select seq, line, part, name from resource where identity = ? order by seq", (key,)).fetchall()
            kept = self._newest([self._resource(line, part) for _, line, part, _ in rows], rows[0][3])
            for position, row in enumerate(rows):
                if position != kept:
                    self._index.execute("delete from resource where seq = ?", (row[0],))
        self._index.execute("commit")

    def _newest(self, versions: list[Json], name: str) -> int | None:
        try:
            return newest(versions, name, self.about)
        except MalformedError as error:
            self.about.add("left_out", name, error.found, f"{error.field}: expected {error.expected}; none of its versions is read")
            return None

    def _assign(self) -> None:
        """References to patients → the patients' keys, one by one of those that differ."""
        self._index.execute("begin")
        for (subject,) in self._index.execute("select distinct patient from resource where patient is not null").fetchall():
            name = self._index.execute("select name from resource where patient = ? order by seq", (subject,)).fetchone()[0]
            relative = relative_part(subject)
            known = relative is not None and self.patient(relative) is not None
            key = relative if known else stranger(subject, name, self.about)
            if key != subject:
                self._index.execute("update resource set patient = ? where patient = ?", (key, subject))
        self._index.execute("commit")

    # -------------------------------------------------------------- lines

    def _resource(self, line: int, part: int) -> Json:
        return self._line(line)[part]

    def _read_line(self, line: int) -> tuple[Json, ...]:
        file, start, length = self._index.execute("select file, start, length from line where seq = ?", (line,)).fetchone()
        stream = self._streams[file]
        stream.seek(start)
        place = self._files[file].name
        value = decoded(stream.read(length), place)
        return tuple(found.resource for found in resources_in(value, Notes(), place))


_STRANGERS = """
select patient from resource where patient is not null
and patient not in (select identity from resource where kind = 'Patient')
"""

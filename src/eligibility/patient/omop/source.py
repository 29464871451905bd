"""Where the tables are: a directory of CSV or Parquet files, or a DuckDB file.

DuckDB reads all three, and sorts what does not fit in memory on disk.

Values never become SQL: paths and ids are parameters, names of columns and tables are quoted.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.omop.tables import CONCEPT, DRUG_STRENGTH, EVENTS, PERSON, Table

if TYPE_CHECKING:
    import duckdb

DATABASE_SUFFIXES = (".duckdb", ".ddb", ".db")
MEMORY_LIMIT = "1GB"  # what sorting may take before it goes to disk
_FILE = re.compile(r"(?P<table>\w+)\.(?P<kind>parquet|(?:csv|tsv|txt)(?:\.gz|\.zst)?)", re.IGNORECASE)
_BATCH = 2_000  # rows fetched at a time
# A whole number, also as a spreadsheet or a data frame with gaps writes it: "17.0".
_WHOLE = r"\s*-?\d{1,18}(\.0*)?\s*"

Cells = Mapping[str, str | None]
"""One row: column → the text of the cell, None where it is empty."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table as it is found: what to write after FROM, its parameters, and its own names of the columns that are read."""

    table: Table
    sql: str
    parameters: tuple[object, ...]
    names: Mapping[str, str]

    def has(self, column: str) -> bool:
        """Whether the source has that column."""
        return column in self.names

    def text(self, column: str) -> str:
        """A column as text."""
        return f"CAST({_quoted(self.names[column])} AS VARCHAR)" if column in self.names else "NULL"

    def whole(self, column: str) -> str:
        """A column as a whole number; NULL where it is none."""
        text = self.text(column)
        return f"CASE WHEN regexp_full_match({text}, '{_WHOLE}') THEN CAST(trim(split_part({text}, '.', 1)) AS BIGINT) END"


class Source:
    """An opened CDM. Close it, or use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Raises PatientError if it cannot be opened, or lacks a required table or column."""
        self.path = path
        module = _duckdb()
        if not path.exists():
            raise _unreadable(path, "there is no such file or directory")
        temporary = tempfile.mkdtemp(prefix="eligibility-")
        self._connection: duckdb.DuckDBPyConnection = module.connect(
            config={
                "memory_limit": MEMORY_LIMIT,
                "temp_directory": temporary,
                # Nothing is fetched from anywhere: what DuckDB lacks, it lacks.
                "autoinstall_known_extensions": "false",
            }
        )
        # Also when nobody closes it: a reading may be given up half way.
        self._let_go = weakref.finalize(self, _let_go, self._connection, temporary)
        try:
            self._find_tables()
        except PatientError:
            self.close()
            raise

    def _find_tables(self) -> None:
        found = dict(self._files() if self.path.is_dir() else self._database())
        self.other_tables = tuple(sorted(name for name in found if name not in EVENTS and name not in _READ))
        self.relations = {name: self._relation(table, found) for name, table in _READ.items() if name in found}
        for table in (PERSON, CONCEPT):
            if table.name not in self.relations:
                there = ", ".join(sorted(found)) or "no table at all"
                raise _malformed(f"{self.path}: the table {table.name} is missing (found {there})", _HINT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._let_go()

    # ------------------------------------------------------------------ tables

    def _files(self) -> Iterator[tuple[str, tuple[str, tuple[object, ...]]]]:
        """Table → what to read it from. A directory of that name holds the parts of a table, as Spark writes them."""
        found: dict[str, list[Path]] = {}
        for path in sorted(self.path.iterdir()):
            named = _FILE.fullmatch(path.name)
            if named is not None or (path.is_dir() and _parts(path)):
                found.setdefault((named["table"] if named else path.name).casefold(), []).append(path)
        for table, paths in found.items():
            if len(paths) > 1 and (table in EVENTS or table in _READ):
                names = ", ".join(p.name for p in paths)
                raise _malformed(f"{self.path}: the table {table} is there more than once: {names}", "leave only one of them")
            yield table, _scan(paths[0])

    def _database(self) -> Iterator[tuple[str, tuple[str, tuple[object, ...]]]]:
        try:
            # ATTACH takes no parameter; a quote inside a literal is doubled, and nothing else in it has a meaning.
            literal = str(self.path).replace("'", "''")
            self._connection.execute(f"ATTACH '{literal}' AS cdm (READ_ONLY, TYPE duckdb)")
        except _duckdb().Error as error:
            raise _unreadable(self.path, f"not a DuckDB file: {_first_line(error)}") from None
        listed = self._connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_catalog = 'cdm' ORDER BY 1, 2"
        ).fetchall()
        schemas: dict[str, list[tuple[str, str]]] = {}
        for schema, name in listed:
            schemas.setdefault(name.casefold(), []).append((schema, name))
        home = [schema for schema, _ in schemas.get(PERSON.name, ())]
        for table, places in schemas.items():
            chosen = places if len(places) == 1 else [p for p in places if [p[0]] == home]
            if len(chosen) != 1 and (table in EVENTS or table in _READ):
                where = ", ".join(f"{schema}.{name}" for schema, name in places)
                raise _malformed(f"{self.path}: the table {table} is there more than once: {where}", "leave only one of them")
            if chosen:
                yield table, (f"cdm.{_quoted(chosen[0][0])}.{_quoted(chosen[0][1])}", ())

    def _relation(self, table: Table, found: Mapping[str, tuple[str, tuple[object, ...]]]) -> Relation:
        sql, parameters = found[table.name]
        cursor = self._run(f"SELECT * FROM {sql} LIMIT 0", parameters, table.name)
        present = {name.strip().casefold(): name for name, *_ in cursor.description or ()}
        missing = [c for c in table.required if c not in present]
        if missing:
            raise _malformed(
                f"{self.path}: table {table.name}: column {', '.join(missing)} is missing (found {', '.join(present)})",
                "the columns are those of OMOP CDM v5.4; their case does not matter",
            )
        return Relation(table, sql, parameters, {c: present[c] for c in table.columns if c in present})

    # ------------------------------------------------------------------ rows

    def rows(self, name: str, persons: Sequence[int] | None) -> Iterator[tuple[int | None, Cells]]:
        """The rows of a table with the person of each, in order of person; None for a row that names none."""
        relation = self.relations.get(name)
        if relation is None:
            return
        person, columns = relation.whole("person_id"), relation.table.columns
        where, chosen = _only(person, persons)
        sql = f"SELECT {person}, {', '.join(relation.text(c) for c in columns)} FROM {relation.sql}{where} ORDER BY 1 NULLS FIRST"
        for row in self._fetched(sql, (*relation.parameters, *chosen), name):
            yield row[0], {c: _cell(v) for c, v in zip(columns, row[1:], strict=True)}

    def used_concepts(self, persons: Sequence[int] | None, more: Sequence[int]) -> Iterator[Cells]:
        """The rows of CONCEPT that some row of these persons names, or `more` does."""
        parts = ["SELECT unnest(CAST(? AS BIGINT[])) AS id"]
        parameters: list[object] = [list(more)]
        for relation in (r for r in self.relations.values() if r.table is not CONCEPT and r.table is not DRUG_STRENGTH):
            ids = [relation.whole(c) for c in relation.table.concept_columns if relation.has(c)]
            if ids:
                where, chosen = _only(relation.whole("person_id"), persons)
                parts.append(f"SELECT unnest([{', '.join(ids)}]) AS id FROM {relation.sql}{where}")
                parameters += [*relation.parameters, *chosen]
        concept = self.relations[CONCEPT.name]
        columns = CONCEPT.columns
        sql = (
            f"WITH used AS (SELECT DISTINCT id FROM ({' UNION ALL '.join(parts)}) WHERE id IS NOT NULL) "
            f"SELECT {', '.join(concept.text(c) for c in columns)} FROM {concept.sql} "
            f"WHERE {concept.whole('concept_id')} IN (SELECT id FROM used)"
        )
        for row in self._fetched(sql, (*parameters, *concept.parameters), CONCEPT.name):
            yield {c: _cell(v) for c, v in zip(columns, row, strict=True)}

    def used_strengths(self, persons: Sequence[int] | None) -> Iterator[Cells]:
        """The rows of DRUG_STRENGTH on the drugs of these persons; none if the source has no such table."""
        strength, drugs = self.relations.get(DRUG_STRENGTH.name), self.relations.get("drug_exposure")
        if strength is None or drugs is None:
            return
        where, chosen = _only(drugs.whole("person_id"), persons)
        columns = DRUG_STRENGTH.columns
        used = f"SELECT {drugs.whole('drug_concept_id')} FROM {drugs.sql}{where}"
        sql = (
            f"SELECT {', '.join(strength.text(c) for c in columns)} FROM {strength.sql} "
            f"WHERE {strength.whole('drug_concept_id')} IN ({used}) ORDER BY ALL"
        )
        for row in self._fetched(sql, (*strength.parameters, *drugs.parameters, *chosen), DRUG_STRENGTH.name):
            yield {c: _cell(v) for c, v in zip(columns, row, strict=True)}

    def known_persons(self, persons: Sequence[int] | None) -> Iterator[int]:
        """The ids of PERSON, or those of `persons` that it has; each once."""
        relation = self.relations[PERSON.name]
        person = relation.whole("person_id")
        where, chosen = _only(person, persons)
        sql = f"SELECT DISTINCT {person} FROM {relation.sql}{where}"
        yield from (row[0] for row in self._fetched(sql, (*relation.parameters, *chosen), PERSON.name) if row[0] is not None)

    def count_persons(self) -> int:
        """How many persons PERSON has."""
        return sum(1 for _ in self.known_persons(None))

    def _fetched(self, sql: str, parameters: Sequence[object], table: str) -> Iterator[tuple[Any, ...]]:
        cursor = self._run(sql, parameters, table)
        try:
            while rows := cursor.fetchmany(_BATCH):
                yield from rows
        except _duckdb().Error as error:
            raise self._failed(table, error) from None
        finally:
            cursor.close()

    def _run(self, sql: str, parameters: Sequence[object], table: str) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        try:
            cursor.execute(sql, list(parameters))
        except _duckdb().Error as error:
            cursor.close()
            raise self._failed(table, error) from None
        return cursor

    def _failed(self, table: str, error: Exception) -> PatientError:
        hint = _NOT_ALIKE if "sniffing" in str(error) else None
        return _malformed(f"{self.path}: table {table} cannot be read: {_first_line(error)}", hint)


_READ: Mapping[str, Table] = {PERSON.name: PERSON, CONCEPT.name: CONCEPT, DRUG_STRENGTH.name: DRUG_STRENGTH, **EVENTS}
_HINT = "expected a directory with one CSV or Parquet file per table (person.csv, concept.csv, measurement.parquet …), or a DuckDB file"

_NOT_ALIKE = (
    "its rows are not alike: do its lines end in two ways (Windows and Unix), have some more cells than the header, "
    "or is a quotation mark not closed?"
)


def _duckdb() -> Any:
    """The module, imported when first needed: it is an optional dependency, and large."""
    try:
        import duckdb
    except ImportError:
        raise PatientError(
            Diagnostic("E300", "OMOP tables are read with DuckDB, which is not installed", hint="pip install 'eligibility[omop]'")
        ) from None
    return duckdb


def _let_go(connection: duckdb.DuckDBPyConnection, temporary: str) -> None:
    connection.close()
    shutil.rmtree(temporary, ignore_errors=True)


def _parts(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix.casefold() == ".parquet")


def _scan(path: Path) -> tuple[str, tuple[object, ...]]:
    """A file as a table function and its parameters."""
    if path.is_dir():
        return "read_parquet(?)", ([_no_pattern(p) for p in _parts(path)],)
    if path.suffix.casefold() == ".parquet":
        return "read_parquet(?)", ([_no_pattern(path)],)
    delimiter = _delimiter(path)
    # Athena writes its vocabularies with tabs and no quoting at all: a quotation mark there is an inch.
    quote = "" if delimiter == "\t" else '"'
    return (
        "read_csv(?, all_varchar = true, header = true, delim = ?, quote = ?, escape = ?, nullstr = ['', '\\N'])",
        ([_no_pattern(path)], delimiter, quote, quote),
    )


def _no_pattern(path: Path) -> str:
    """A path in which DuckDB finds no wildcard."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def _delimiter(path: Path) -> str:
    """Of a CSV file, by its header: comma, tab, semicolon or bar."""
    header = _header(path)
    return max(",\t;|", key=header.count) if header else ","


def _header(path: Path) -> str:
    try:
        if path.name.casefold().endswith(".gz"):
            import gzip

            with gzip.open(path, "rt", encoding="utf-8-sig", errors="replace") as file:
                return file.readline(100_000)
        if path.name.casefold().endswith(".zst"):
            return ""  # the standard library cannot look inside; the comma is what the CDM's own files use
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.readline(100_000)
    except OSError as error:
        raise _unreadable(path, error.strerror or "unreadable") from None


def _only(person: str, persons: Sequence[int] | None) -> tuple[str, tuple[object, ...]]:
    """A condition on the person, and its parameters."""
    if persons is None:
        return "", ()
    return f" WHERE {person} IN (SELECT unnest(CAST(? AS BIGINT[])))", (list(persons),)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _cell(value: str | None) -> str | None:
    text = value.strip() if value is not None else ""
    return text or None


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:300]


def _unreadable(path: Path, why: str) -> PatientError:
    return PatientError(Diagnostic("E300", f"{path}: cannot be read: {why}", hint=_HINT))


def _malformed(message: str, hint: str | None) -> PatientError:
    return PatientError(Diagnostic("E301", message, hint=hint))


def is_omop(path: Path) -> bool:
    """Whether a path looks like a CDM: a DuckDB file, or a directory with a file for the table PERSON."""
    if path.is_dir():
        names = (p.name.casefold() for p in path.iterdir())
        return any(n == PERSON.name or ((f := _FILE.fullmatch(n)) is not None and f["table"] == PERSON.name) for n in names)
    return path.suffix.casefold() in DATABASE_SUFFIXES

"""How a whole sheet is understood: which layout it has, and what each of its columns means, by the mapping first and by its headers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Literal

from eligibility.errors import Diagnostic, PatientError
from eligibility.patient.sheets.cells import Style, folded_words
from eligibility.patient.sheets.columns import Column, Meaning
from eligibility.patient.sheets.headers import DEFAULT, Puzzle, read_header
from eligibility.patient.sheets.mapping import CODE, FIELDS, ColumnMapping, TableMapping
from eligibility.patient.sheets.subjects import subject_of
from eligibility.patient.sheets.words import Word, spellings
from eligibility.reference.names import fold_name
from eligibility.reference.observations import find_by_loinc, find_observation
from eligibility.reference.units import fits, meant_by_unit, read_unit

Layout = Literal["wide", "long"]
_MOST_SUGGESTIONS = 50  # columns: each takes a look at the whole vocabulary


def understood(header: Sequence[str], mapping: TableMapping) -> tuple[Layout, list[Column]]:
    """The layout of a sheet, and its columns with their meanings. Raises PatientError where the mapping does not fit the sheet."""
    stated = _stated(header, mapping)
    layout = mapping.layout or _layout(header, stated)
    columns = []
    left = _MOST_SUGGESTIONS
    for index, name in enumerate(header):
        column = Column(index, name)
        columns.append(column)
        if index in stated:
            column.meaning, column.stated = _as_mapped(stated[index]), True
            continue
        found = read_header(name, left > 0) if layout == "wide" else _long_header(name)
        if isinstance(found, Meaning):
            column.meaning = found
        else:
            left -= 1
            column.why, column.suggestions = found.why, found.suggestions
    if layout == "long":
        _check_long(columns)
    return layout, columns


def _stated(header: Sequence[str], mapping: TableMapping) -> dict[int, ColumnMapping]:
    by_name = {" ".join(name.split()).casefold(): index for index, name in enumerate(header) if name}
    found: dict[int, ColumnMapping] = {}
    problems = []
    for name, column in mapping.columns.items():
        index = by_name.get(" ".join(name.split()).casefold())
        if index is None:
            close = get_close_matches(name, [h for h in header if h], n=1, cutoff=0.6)
            hint = f"did you mean {close[0]!r}?" if close else "columns are named by their headers"
            problems.append(Diagnostic(CODE, f"mapping: columns: the sheet has no column {name!r:.80}", hint=hint))
        else:
            found[index] = column
    if problems:
        raise PatientError(*problems[:10])
    return found


def _layout(header: Sequence[str], stated: dict[int, ColumnMapping]) -> Layout:
    """Long if the headers are those of rows that say themselves what they are about: whose, of what, and which kind or value."""
    if any(each.section == "row" for each in stated.values()):
        return "long"
    fields = {spellings("long").get(fold_name(name)) for index, name in enumerate(header) if index not in stated}
    is_long = "patient_id" in fields and bool(fields & {"name", "code"}) and bool(fields & {"value", "category"})
    return "long" if is_long else "wide"


def _long_header(name: str) -> Meaning | Puzzle:
    field = spellings("long").get(fold_name(name)) if name else None
    if field is None:
        return Puzzle("it is no column of a sheet with one row per entry" if name else "it has no header")
    return Meaning("row", field)


def _as_mapped(column: ColumnMapping) -> Meaning:
    words = folded_words(column.words)
    if column.section in ("ignore", "patient", "row"):
        return Meaning(column.section, column.field or "", days=column.dates, decimal=column.decimal, words=words)
    field = column.field or DEFAULT.get(column.section, "status")
    definition = None
    key = fold_name(column.name) if column.name is not None else "|".join(f"{c.system} {c.code}" for c in column.codes)
    if column.section == "observations":
        definition = next(
            (d for d in (find_by_loinc(c.code) for c in column.codes if "loinc" in c.system.casefold()) if d is not None), None
        )
        definition = definition or (find_observation(column.name) if column.name is not None else None)
    subject = subject_of(column.name, None, column.section) if column.name is not None else None
    unit = (read_unit(column.unit) or column.unit) if column.unit is not None else None
    if definition is not None and unit is not None:
        definition = meant_by_unit(definition, unit)
        if not fits(definition, unit):
            expected = ", ".join(definition.units) or "no unit"
            raise PatientError(Diagnostic(CODE, f"mapping: {column.unit!r} is not a unit of {definition.name}: expected {expected}"))
    key = definition.id if definition is not None else subject.key if subject is not None else key
    return Meaning(
        column.section,
        field,
        column.name,
        column.codes,
        key,
        definition,
        unit,
        column.date,
        column.label or "",
        column.dates,
        column.decimal,
        words,
    )


def _check_long(columns: Sequence[Column]) -> None:
    seen: dict[str, Column] = {}
    for column in columns:
        if column.meaning is None or column.meaning.section == "ignore":
            continue
        if column.meaning.section != "row":
            message = (
                f"mapping: column {column.header!r:.60}: in a sheet with one row per entry the section of a column is 'row' or 'ignore'"
            )
            raise PatientError(Diagnostic(CODE, message, hint=f"fields of a row are {', '.join(FIELDS['row'])}"))
        before = seen.setdefault(column.meaning.field, column)
        if before is not column:
            column.meaning, column.why = None, f"it says the same as column {before.header!r}"


def styles(columns: Sequence[Column], mapping: TableMapping, semicolons: bool) -> list[Style]:
    """How the cells of each column are written."""
    words = folded_words(mapping.words)
    return [_style(column.meaning, mapping, semicolons, words) for column in columns]


def _style(meaning: Meaning | None, mapping: TableMapping, semicolons: bool, words: dict[str, Word]) -> Style:
    own = meaning.words if meaning is not None else {}
    return Style(
        decimal=(meaning.decimal if meaning is not None else None) or mapping.decimal,
        thousands=mapping.thousands,
        days=(meaning.days if meaning is not None else None) or mapping.dates,
        semicolons=semicolons,
        words={**words, **own},
    )


def remarks_on(columns: Sequence[Column]) -> Iterator[tuple[Column, str]]:
    """The columns that are not read, each with why and what its header looks like."""
    for column in columns:
        if column.why is not None:
            near = f", did you mean {' or '.join(map(repr, column.suggestions))}?" if column.suggestions else ""
            yield column, f"the column is not read: {column.why}{near}"


def is_header(cell: object) -> bool:
    """Whether a cell would be understood as the header of a column; the name of a disease or a drug alone may be a value."""
    if not isinstance(cell, str) or not cell.strip():
        return False
    name = " ".join(cell.split())
    if spellings("long").get(fold_name(name)) is not None:
        return True
    found = read_header(name, False)
    return isinstance(found, Meaning) and (found.section in ("patient", "observations") or found.field not in ("status", "names"))

"""The dry run of a spreadsheet as text: each column with what it means, then what is not read."""

from __future__ import annotations

from collections.abc import Iterator

from eligibility.patient.sheets.check import ColumnCheck, TableCheck, Unread
from eligibility.report.layout import Paint, Role, clean, hanging, plain, within

_LAYOUTS = {"wide": "one row per patient", "long": "one row per entry"}
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_KINDS = {
    "observations": "observation",
    "conditions": "condition",
    "procedures": "procedure",
    "medications": "medication",
    "allergies": "allergy",
    "family_history": "family history",
    "patient": "patient",
    "row": "row",
}
# What the first field of a section is called: nothing, as the section says it.
_PLAIN = frozenset({"value", "status"})
_FIELDS = {
    "high": "upper limit of normal",
    "low": "lower limit of normal",
    "times_uln": "in multiples of the upper limit of normal",
    "names": "names of them",
    "history": "at any time",
    "observation_date": "date of the observations that have none of their own",
    "due_to": "cause",
}
_LONGEST_HEADER = 32


def render_check(check: TableCheck, width: int = 80, paint: Paint = plain) -> str:
    """The check for a terminal."""
    width = within(width)
    lines = [paint("strong", _headline(check)), ""]
    room = min(_LONGEST_HEADER, max((len(clean(c.header)) for c in check.columns), default=0))
    for column in check.columns:
        if column.section is not None:
            lines += _column(column, _meaning(column), room, width, paint)
    if check.not_understood:
        lines += ["", paint("strong", "Not understood, and in no record:"), ""]
        for column in check.not_understood:
            if column.header or column.filled:
                lines += _column(column, _why(column), room, width, paint)
    lines += list(_other(check, width, paint))
    lines += list(_advice(check, width))
    return "\n".join(lines)


def _headline(check: TableCheck) -> str:
    sheet = f", sheet {clean(check.sheet)}" if check.sheet else ""
    cells = f", cells separated by {_DELIMITERS[check.delimiter]}" if check.delimiter else ""
    counted = f"{_count(check.rows, 'row')}, {_count(check.patients, 'patient')}"
    return f"{clean(check.path)}{sheet}: {check.layout} ({_LAYOUTS[check.layout]}){cells}; {counted}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _column(column: ColumnCheck, meaning: str, room: int, width: int, paint: Paint) -> Iterator[str]:
    header = clean(column.header) or "(no header)"
    header = header if len(header) <= room else header[: room - 1] + "…"
    start = f"{column.letter:>3}  {header:{room}}  "
    role: Role = "quiet" if column.section == "ignore" else "match" if column.section is not None else "unknown"
    for first, text in hanging(start, f"{meaning}; {column.filled:,} filled", len(start), width):
        yield f"{first}{paint(role, text)}"
    for each in (*([column.remark] if column.remark else ()), *map(_unread, column.unread)):
        for first, text in hanging("       - ", each, 9, width):
            yield first + text


def _meaning(column: ColumnCheck) -> str:
    if column.section == "ignore":
        return "ignored, as the mapping says"
    about = column.name or ", ".join(f"{c.system} {c.code}" for c in column.codes)
    concept = f" ({column.concept})" if column.concept and column.concept.casefold() != about.casefold() else ""
    field = (
        ""
        if column.field in _PLAIN and column.section != "row"
        else _FIELDS.get(column.field or "", (column.field or "").replace("_", " "))
    )
    parts = [f"{about}{concept}" if about else "", field, column.unit or "", f"on {column.date}" if column.date else ""]
    unknown = "" if column.concept or not about else ", a name that is not known"
    mapped = ", by the mapping" if column.by_mapping else ""
    return f"{_KINDS[column.section or '']}: {', '.join(p for p in parts if p)}{unknown}{mapped}"


def _why(column: ColumnCheck) -> str:
    near = f", did you mean {' or '.join(map(repr, column.suggestions))}?" if column.suggestions else ""
    return f"{column.why}{near}"


def _unread(each: Unread) -> str:
    cells = f"{each.count:,} {'cell' if each.count == 1 else 'cells'}"
    done = "not read" if each.kind == "left_out" else "read otherwise"
    examples = ", ".join(f"row {row} {clean(found)!r}" if found else f"row {row}" for row, found in each.examples)
    more = " …" if each.count > len(each.examples) else ""
    return f"{cells} {done}: {each.why} ({examples}{more})"


def _other(check: TableCheck, width: int, paint: Paint) -> Iterator[str]:
    """What is on rows and on the whole sheet."""
    columns = {f"column {c.header or ''}" for c in check.columns}
    notes = [note for note in check.notes if note.place not in columns and not note.place.startswith("column ")]
    if notes or check.broken:
        yield ""
        yield paint("strong", "Rows:")
        yield ""
    for note in notes[:20]:
        yield from (first + text for first, text in hanging("     - ", str(note), 7, width))
    for message in check.broken:
        yield from (first + text for first, text in hanging("     - ", " ".join(message.split()), 7, width))
    if check.broken_count > len(check.broken):
        yield f"     … and {check.broken_count - len(check.broken):,} more rows that make no patient"


def _advice(check: TableCheck, width: int) -> Iterator[str]:
    told = []
    if any(c.section in ("conditions", "medications") and c.field == "status" for c in check.columns) and check.layout == "wide":
        told.append("A no among conditions and medications is read as: not at present. Cells that say never deny it for all time.")
    if check.not_understood or any(c.unread for c in check.columns):
        told.append("A mapping file corrects what is wrong: --write-mapping FILE writes one, --mapping FILE reads it.")
    for each in told:
        yield ""
        yield from (first + text for first, text in hanging("", each, 0, width))

"""A sheet with one row per patient: its columns as groups that make one entry each, and a row → a patient."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eligibility.patient.dates import PartialDate
from eligibility.patient.record import Section
from eligibility.patient.sheets.cells import Cell, Style
from eligibility.patient.sheets.chart import Chart, Filled, filled
from eligibility.patient.sheets.columns import Column, Meaning
from eligibility.patient.sheets.facts import add_fact, add_names
from eligibility.patient.sheets.measured import add_observation
from eligibility.patient.sheets.person import read_person

_LEADING = frozenset({"value", "times_uln", "status", "history", "names"})


@dataclass(slots=True)
class Group:
    """The columns that together make one entry: (field, column)."""

    about: Meaning
    columns: list[tuple[str, Column]]


def grouped(columns: Sequence[Column]) -> list[Group]:
    """The groups of a sheet, in the order of their first column. A column that belongs to none, or to several, loses its meaning."""
    groups: list[Group] = []
    beside: list[Column] = []
    for column in columns:
        meaning = column.meaning
        if meaning is None or meaning.section in ("patient", "row", "ignore"):
            continue
        if meaning.field in _LEADING:
            _lead(groups, column, meaning)
        else:
            beside.append(column)
    # What has a number or a date of its own first: a limit without one is that of all other values.
    for column in sorted(beside, key=_is_general):
        _attach(groups, column)
    for group in groups:
        _remark(group)
    # A "history of" comes last: its no does not deny what another column has told.
    return sorted(groups, key=lambda group: (group.about.field == "history", min(column.index for _, column in group.columns)))


def _is_general(column: Column) -> bool:
    return column.meaning is not None and not column.meaning.label and column.meaning.date is None


def _remark(group: Group) -> None:
    """Says what a column leaves open."""
    definition, columns = group.about.definition, dict(group.columns)
    if definition is None or definition.kind != "quantity":
        return
    if "value" in columns and not definition.default_unit and group.about.unit is None and "unit" not in columns:
        columns[
            "value"
        ].remark = "its unit is not said: where the cells do not say it either, the value is compared only with limits of normal"
    if "times_uln" in columns and definition.default_unit is None:
        columns["times_uln"].remark = "the value itself is not known: it is compared only with limits of normal"


def _lead(groups: list[Group], column: Column, meaning: Meaning) -> None:
    for group in _alike(groups, meaning) if meaning.field != "names" else ():
        if (group.about.label, group.about.date) == (meaning.label, meaning.date):
            if {group.about.field, meaning.field} == {"status", "history"}:
                break
            if meaning.section != "observations" or group.about.unit == meaning.unit:
                first = group.columns[0][1]
                _refuse(column, f"it says the same as column {first.header!r}: give each a date or a number, or leave one out")
                return
    groups.append(Group(meaning, [(meaning.field, column)]))


def _alike(groups: Iterable[Group], meaning: Meaning) -> list[Group]:
    return [g for g in groups if g.about.section == meaning.section and g.about.key == meaning.key and g.about.field != "names"]


def _attach(groups: list[Group], column: Column) -> None:
    meaning = column.meaning
    assert meaning is not None
    candidates = _alike(groups, meaning)
    own = [g for g in candidates if (g.about.label, g.about.date) == (meaning.label, meaning.date)] or candidates
    if meaning.field in ("low", "high") and _is_general(column):
        own = [g for g in candidates if meaning.field not in dict(g.columns)] or candidates
    elif len(own) > 1:
        own = [g for g in own if g.about.field != "history"] or own
    if meaning.label and own and all(g.about.label != meaning.label for g in own):
        own = []
    if not own:
        if meaning.section == "observations":
            _refuse(column, f"there is no column with the value of {meaning.called!r}")
            return
        own = [Group(meaning, [])]
        groups += own
    if len(own) > 1 and (meaning.field not in ("low", "high") or len({g.about.unit for g in own}) > 1):
        headers = " and ".join(repr(g.columns[0][1].header) for g in own)
        _refuse(column, f"it may belong to {headers}: number them alike, as in '… 1' and '… 1 {meaning.field}'")
        return
    if meaning.field in ("low", "high") and meaning.unit is not None and any(g.about.unit != meaning.unit for g in own):
        _refuse(column, f"its unit {meaning.unit} is not that of {own[0].columns[0][1].header!r}, {own[0].about.unit or 'which has none'}")
        return
    for group in own:
        if (before := dict(group.columns).get(meaning.field)) is not None:
            _refuse(column, f"it says the same as column {before.header!r}")
            return
        group.columns.append((meaning.field, column))


def _refuse(column: Column, why: str) -> None:
    column.meaning, column.why = None, why


@dataclass(slots=True)
class Wide:
    """Reads the rows of a wide sheet."""

    groups: Sequence[Group]
    person: Sequence[tuple[str, Column]]
    styles: Sequence[Style]
    day: PartialDate | None
    complete: tuple[Section, ...]

    def chart(self, row: int, cells: Sequence[Cell]) -> Chart:
        """The chart of one row. Raises PatientError where sex, age or birth date cannot be read."""
        chart = Chart(self.day)
        read_person(chart, [(name, found) for name, column in self.person if (found := self._cell(row, cells, column)) is not None])
        for group in self.groups:
            fields = {name: found for name, column in group.columns if (found := self._cell(row, cells, column)) is not None}
            if fields:
                self._add(chart, group, fields)
        return chart

    def _add(self, chart: Chart, group: Group, fields: dict[str, Filled]) -> None:
        about = group.about
        if about.field == "names":
            add_names(chart, about.section, fields["names"], about.section in self.complete)
        elif about.section == "observations":
            # A column of its own for the date, blank in this row, says that the common date is not this value's.
            dated = any(name == "date" for name, _ in group.columns)
            common = chart.day
            chart.day = about.date or (None if dated else common)
            add_observation(chart, about, fields)
            chart.day = common
        else:
            add_fact(chart, about, fields)

    def _cell(self, row: int, cells: Sequence[Cell], column: Column) -> Filled | None:
        unit = column.meaning.unit if column.meaning is not None else None
        return filled(cells[column.index], row, column.header, self.styles[column.index], unit)


def persons(columns: Iterable[Column]) -> Iterator[tuple[str, Column]]:
    """The columns about the patient: (field, column). A second one of a field loses its meaning."""
    seen: dict[str, Column] = {}
    for column in columns:
        if column.meaning is None or column.meaning.section not in ("patient", "row"):
            continue
        name = "id" if column.meaning.field == "patient_id" else column.meaning.field
        if column.meaning.section == "row" and name not in ("id", "sex", "birth_date", "age"):
            continue
        if name in seen:
            _refuse(column, f"it says the same as column {seen[name].header!r}")
            continue
        seen[name] = column
        yield name, column

"""The columns about the patient: id, sex, birth date, age, and the day of the row."""

from __future__ import annotations

from collections.abc import Iterable

from eligibility.patient.record import OLDEST
from eligibility.patient.sheets.cells import CellError, read_day, read_number
from eligibility.patient.sheets.chart import Chart, Filled, says_nothing

_UNIT_OF_AGE = frozenset({"y", "yr", "yrs", "year", "years", "a"})


def read_person(chart: Chart, cells: Iterable[tuple[str, Filled]]) -> None:
    """Puts what the cells say of the person into the chart; what cannot be read is noted, and unknown."""
    for name, cell in cells:
        if name == "id":
            chart.person["id"] = cell.text
            continue
        try:
            if says_nothing(cell, chart):
                continue
            _read(chart, name, cell)
        except CellError as error:
            chart.left_out(cell, error.why)


def _read(chart: Chart, name: str, cell: Filled) -> None:
    match name:
        case "sex":
            said = cell.word()
            if said not in ("female", "male"):
                raise CellError('expected female or male (f, m); for other words, say them in the mapping: words = { "w" = "female" }')
            chart.person["sex"] = said
        case "birth_date":
            chart.person["birth_date"] = read_day(cell.cell, cell.style)
        case "age":
            found = read_number(cell.cell, cell.style)
            unit_fits = found.unit is None or found.unit.strip(" .").casefold() in _UNIT_OF_AGE
            if not unit_fits or found.comparator is not None or not 0 <= found.value <= OLDEST:
                raise CellError(f"expected a number of years between 0 and {OLDEST}")
            chart.person["age"] = found.value
        case "observation_date":
            chart.day = None  # a date that cannot be read is not the mapping's
            chart.day = read_day(cell.cell, cell.style)

"""The fields of an observation → an observation of the record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from eligibility.patient.dates import PartialDate
from eligibility.patient.record import Observation
from eligibility.patient.sheets.cells import CellError, Number, read_day, read_number
from eligibility.patient.sheets.chart import Chart, Filled, says_nothing
from eligibility.patient.sheets.columns import Meaning
from eligibility.reference.observations import Observation as Definition
from eligibility.reference.observations import scale_value
from eligibility.reference.units import accepted_code, read_unit

Fields = Mapping[str, Filled]
_TRUE, _FALSE = ("yes", "active", "positive"), ("no", "never", "negative")
_NOT_FOUND = frozenset({"undetected", "not detected", "undetectable", "not detectable", "target not detected"})
_COMPARATORS = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "=": None, "lt": "<", "gt": ">", "le": "<=", "ge": ">="}
_PRESSURE = re.compile(r"(\d{2,3})\s*/\s*(\d{2,3})(?:\s*mm\s?hg)?", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"[<>≤≥=+-]*\s*\d[\d.,]*")


def add_observation(chart: Chart, about: Meaning, fields: Fields) -> None:
    """Adds the observation that a value makes; without a value its date and limits are of nothing."""
    times = "times_uln" in fields and "value" not in fields
    cell = fields.get("times_uln" if times else "value")
    if cell is None:
        return
    try:
        if about.definition is not None and about.definition.id == "blood-pressure" and (both := _PRESSURE.fullmatch(cell.text)):
            for name, value in zip(("systolic blood pressure", "diastolic blood pressure"), both.groups(), strict=True):
                said = {"name": name, "value": float(value), "unit": "mm[Hg]", "date": _day(chart, fields)}
                chart.add(cell, Observation, said)
            return
        found = _multiple(chart, cell, about) if times else _value(chart, cell, about.definition)
        if found is None:
            return
        said = {"name": about.name, "codes": about.codes, "date": _day(chart, fields), "since": _own_day(chart, fields.get("since"))}
        if isinstance(found, Number):
            said |= _measured(chart, cell, found, about, fields, times)
        else:
            said["value"] = found
    except CellError as error:
        chart.left_out(cell, error.why)
        return
    chart.add(cell, Observation, said)


def _multiple(chart: Chart, cell: Filled, about: Meaning) -> Number | None:
    """A multiple of the upper limit: a ratio, so that 1 is the limit, in no unit."""
    if says_nothing(cell, chart):
        return None
    if about.definition is None or about.definition.kind != "quantity" or about.definition.default_unit is not None:
        raise CellError("multiples of the upper limit are not read for this: give the value and its ULN in two columns")
    found = read_number(cell.cell, cell.style)
    if found.unit is not None and found.unit.replace(" ", "").casefold() not in ("x", "×", "xuln", "×uln", "uln"):
        raise CellError("expected a multiple of the upper limit of normal")
    return Number(found.value, found.comparator)


def _value(chart: Chart, cell: Filled, definition: Definition | None) -> Number | bool | str | None:
    kind = definition.kind if definition is not None else None
    if says_nothing(cell, chart, dash=kind not in ("term", "class", "boolean", None)):
        return None
    said = cell.word()
    if kind == "boolean":
        if said in _TRUE or said in _FALSE:
            return said in _TRUE
        raise CellError("expected yes or no")
    if definition is not None and kind in ("term", "class"):
        return _term(cell, definition)
    if kind is None:
        return _unknown_kind(cell)
    if cell.text.casefold() in _NOT_FOUND:
        return cell.text
    return read_number(cell.cell, cell.style)


def _term(cell: Filled, definition: Definition) -> str:
    said = cell.word()
    if said == "dash":
        raise CellError('it may be a negative result or an empty cell: say which in the mapping, words = { "-" = "negative" }')
    text = said if said in ("yes", "no", "positive", "negative") else cell.text
    value = scale_value(definition, text) if not isinstance(cell.cell, bool) or definition.kind == "term" else None
    if value is not None:
        return value
    if definition.kind == "term" and _PLAIN_NUMBER.fullmatch(cell.text):
        raise CellError("expected positive or negative: a number is not a result of this test")
    expected = "positive or negative" if definition.kind == "term" else f"one of {', '.join(definition.values)}"
    raise CellError(f"expected {expected} ({definition.name})")


def _unknown_kind(cell: Filled) -> Number | bool | str:
    """A value of something that the library does not know: a number if it looks like one, yes or no, or the words."""
    if isinstance(cell.cell, float) or _PLAIN_NUMBER.match(cell.text):
        return read_number(cell.cell, cell.style)
    said = cell.word()
    if said == "dash":
        raise CellError("expected a value")
    return True if said == "yes" else False if said == "no" else cell.text


def _measured(chart: Chart, cell: Filled, found: Number, about: Meaning, fields: Fields, times: bool) -> dict[str, Any]:
    comparator = found.comparator
    if (sign := fields.get("comparator")) is not None:
        stated = _COMPARATORS.get(sign.text.casefold(), sign.text)
        if stated not in ("<", "<=", ">", ">=", None) or (comparator is not None and comparator != stated):
            raise CellError(f"the comparator column says {sign.text!r}: expected <, <=, > or >=")
        comparator = stated
    if times:
        return {"value": found.value, "comparator": comparator, "high": 1.0}
    unit = _unit(found.unit, about, fields.get("unit"))
    low, high = (_limit(chart, fields.get(side), unit) for side in ("low", "high"))
    if low is not None and high is not None and low > high:
        chart.left_out(fields["low"], f"a lower limit of normal above the upper one, {high:g}: neither is read")
        low = high = None
    return {"value": found.value, "comparator": comparator, "unit": unit, "low": low, "high": high}


def _unit(written: str | None, about: Meaning, column: Filled | None) -> str | None:
    """The unit of the cell, of the header, or of a unit column: what is said twice must be the same."""
    own = read_unit(written) if written is not None else None
    if written is not None and own is None:
        raise CellError("expected a number, with a known unit behind it at most")
    beside = (read_unit(column.text) or column.text) if column is not None else None
    said = [u for u in (own, beside, about.unit) if u is not None]
    if len({_accepted(u, about.definition) for u in said}) > 1:
        raise CellError(f"units that differ: {' and '.join(said)}")
    return said[0] if said else None


def _accepted(unit: str, definition: Definition | None) -> str:
    return (accepted_code(definition, unit) if definition is not None else None) or unit


def _limit(chart: Chart, cell: Filled | None, unit: str | None) -> float | None:
    """A limit of normal, in the value's unit. One that cannot be read is noted; the value stays."""
    if cell is None:
        return None
    try:
        if says_nothing(cell, chart):
            return None
        found = read_number(cell.cell, cell.style)
        own = read_unit(found.unit) if found.unit is not None else cell.unit
        if found.comparator is not None or (found.unit is not None and own is None):
            raise CellError("expected a number")
        if own is not None and own != unit:
            raise CellError(f"a limit of normal in {own}, but the value is in {unit or 'no unit'}")
    except CellError as error:
        chart.left_out(cell, error.why)
        return None
    return found.value


def _day(chart: Chart, fields: Fields) -> PartialDate | None:
    """The observation's own date; the common one only where there is no cell that should say it."""
    return _own_day(chart, fields["date"]) if "date" in fields else chart.day


def _own_day(chart: Chart, cell: Filled | None) -> PartialDate | None:
    if cell is None:
        return None
    try:
        return None if says_nothing(cell, chart) else read_day(cell.cell, cell.style)
    except CellError as error:
        chart.left_out(cell, error.why)
        return None

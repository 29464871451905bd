"""The fields of a condition, procedure, medication, allergy or relative → entries of the record.

A "no" says what holds now. Where only "never" would deny a statement (a state such as ascites, a medication), a "no" becomes an observation
that is false, dated by the row; the engine knows what such a word denies. A one-off procedure that was not done was never done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from eligibility.patient.dates import PartialDate
from eligibility.patient.record import Allergy, Condition, FamilyMember, Item, Medication, Observation, Procedure
from eligibility.patient.sheets.cells import CellError, read_day, read_number
from eligibility.patient.sheets.chart import Chart, Filled, says_nothing
from eligibility.patient.sheets.columns import Meaning
from eligibility.patient.sheets.subjects import subject_of, suggestions
from eligibility.reference.units import read_unit
from eligibility.reference.vocabulary import remembered, vocabulary

Fields = Mapping[str, Filled]
_ANY_DAY = PartialDate.between(None, None)
MODELS: Mapping[str, type[Item]] = {
    "conditions": Condition,
    "procedures": Procedure,
    "medications": Medication,
    "allergies": Allergy,
    "family_history": FamilyMember,
}
_DATED: Mapping[str, tuple[str, ...]] = {
    "conditions": ("onset", "end"),
    "procedures": ("date", "start", "end"),
    "medications": ("start", "end"),
    "allergies": (),
    "family_history": (),
}
# The date that a cell means which holds one in place of yes.
_OWN_DATE = {"conditions": "onset", "procedures": "date", "medications": "start"}
_TEXTS = ("site", "route", "indication", "stage", "relation")
# What alone tells that there is such an entry.
_TELLING = ("onset", "end", "date", "start", "dose", "severity", "stage", "relation")
_SEVERITIES = ("mild", "moderate", "severe")
_DATE_LIKE = re.compile(r".*\d{4}.*|\d{1,2}[./-]\d{1,2}[./-]\d{2}", re.DOTALL)
_EXPECTED = {
    "conditions": "yes, no, never, resolved or a date",
    "procedures": "yes, no, never, planned or a date",
    "medications": "yes, no, never, stopped or a date",
    "allergies": "yes or no",
    "family_history": "yes or no",
}
# What the words of a status column say in each section, as the record's status; "-" is a no, "" the default status.
_STATUS: Mapping[str, Mapping[str, str]] = {
    "conditions": {"yes": "", "active": "", "positive": "", "resolved": "resolved", "never": "absent", "no": "-", "negative": "-"},
    "procedures": {"yes": "", "done": "", "planned": "planned", "never": "absent", "no": "-"},
    "medications": {"yes": "", "active": "", "stopped": "stopped", "resolved": "stopped", "never": "absent", "no": "-"},
    "allergies": {"yes": "", "active": "", "positive": "", "no": "absent", "never": "absent", "negative": "absent"},
    "family_history": {"yes": "", "positive": "", "no": "absent", "never": "absent", "negative": "absent"},
}


def add_fact(chart: Chart, about: Meaning, fields: Fields, *, record_words: bool = False) -> None:
    """Adds the entry that the cells about one thing make. `record_words`: the status is in the record's own words, as in long sheets."""
    first = next(iter(fields.values()))
    lead = fields.get("status") or fields.get("history")
    telling = [fields[name] for name in _TELLING if name in fields]
    if lead is None and not telling:
        chart.left_out(first, f"it stands alone: nothing says that the patient has {about.called!r}")
        return
    try:
        said = _status(chart, lead, about.section, record_words) if lead is not None else {}
        if said is None:
            if telling:
                chart.lost(about.section, telling[0], "the entry is left out: whether there is one is not known")
            return
        if said.get("status") in ("-", "absent"):
            if telling:
                raise CellError(f"the entry is left out: it says {lead.text if lead else ''!r}, but {telling[0].column!r} is filled")
            _deny(chart, about, lead or first, said["status"], "history" in fields)
            return
    except CellError as error:
        chart.lost(about.section, lead or first, error.why)
        return
    own = _values(chart, about.section, fields)
    values = own | {k: v for k, v in said.items() if k != "status" or v}
    if lead is None and not any(name in values and values[name] != _ANY_DAY for name in _TELLING):
        chart.broken.add(about.section)  # none of the cells could be read; each has its note
        return
    if (clash := _clash(said, fields, own)) is not None:
        chart.lost(about.section, clash, "the entry is left out: two columns date it differently")
        return
    if "history" in fields and "status" not in fields:
        values |= _past(about.section, values, chart.day)
    chart.present.add((about.section, about.key))
    chart.add(lead or telling[0], MODELS[about.section], {"name": about.name, "codes": about.codes, **values})


def _clash(said: Mapping[str, Any], fields: Fields, own: Mapping[str, Any]) -> Filled | None:
    """The cell of a date that another column tells otherwise."""
    for name in ("onset", "date", "start"):
        if name in said and name in own and own[name] != said[name]:
            return fields[name]
    return None


def _status(chart: Chart, cell: Filled, section: str, record_words: bool) -> dict[str, Any] | None:
    """What a cell says of whether there is such a thing; None if it says nothing. Raises CellError."""
    if says_nothing(cell, chart, dash=False):
        return None
    said = cell.word()
    if record_words and cell.text.casefold() in ("absent", "present"):
        return {"status": "absent" if cell.text.casefold() == "absent" else ""}
    if said is not None and said in _STATUS[section]:
        return {"status": _STATUS[section][said]}
    if said in _SEVERITIES and section in ("conditions", "allergies"):
        return {"status": "", "severity": said}
    own = _OWN_DATE.get(section)
    if own is not None and (not isinstance(cell.cell, str) or _DATE_LIKE.fullmatch(cell.text)) and not isinstance(cell.cell, bool):
        return {"status": "", own: read_day(cell.cell, cell.style)}
    hint = '; for other words, say them in the mapping: words = { "1" = "yes", "0" = "no" }' if cell.text in ("0", "1", "2") else ""
    raise CellError(f"expected {_EXPECTED[section]}{hint}")


def _deny(chart: Chart, about: Meaning, cell: Filled, status: str, history: bool) -> None:
    if history and (about.section, about.key) in chart.present:
        chart.left_out(cell, "it says that there never was one, but another column that there is")
        return
    concept = vocabulary().concept(about.key)
    lasting = status == "absent" or history or (about.section == "procedures" and not (concept is not None and concept.continuing))
    if lasting:
        chart.add(cell, MODELS[about.section], {"name": about.name, "codes": about.codes, "status": "absent"})
    else:
        event = concept is not None and concept.nature == "event"
        # A dated no denies the thing in every window around that day (contract §5). Of a state a sheet says less: that it is not there now,
        # not that it was not there a month before; so its no is dated "by then".
        day = chart.day if event or chart.day is None else PartialDate.between(None, chart.day.last)
        chart.add(cell, Observation, {"name": about.name or about.called, "value": False, "date": day})


def _past(section: str, values: Mapping[str, Any], day: PartialDate | None) -> dict[str, Any]:
    """Of something had at any time: whether it has ended is not known."""
    if section == "procedures" or "end" in values or values.get("status") in ("resolved", "stopped"):
        return {}
    begun = {} if section == "medications" or "onset" in values or day is None else {"onset": PartialDate.between(None, day.last)}
    return {"end": _ANY_DAY, **begun}


def _values(chart: Chart, section: str, fields: Fields) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, cell in fields.items():
        if name in ("status", "history"):
            continue
        try:
            if says_nothing(cell, chart):
                continue
            values |= _field(section, name, cell)
        except CellError as error:
            chart.left_out(cell, error.why)
            if name == "end":
                # It has ended, or may have: without the cell it would be going on.
                values["end"] = _ANY_DAY
    return values


def _field(section: str, name: str, cell: Filled) -> dict[str, Any]:
    if name in _DATED[section]:
        return {name: read_day(cell.cell, cell.style)}
    if name == "severity":
        if (said := cell.word()) not in _SEVERITIES:
            raise CellError("expected mild, moderate or severe")
        return {name: said}
    if name == "due_to":
        return {name: tuple(_parts(cell.text))}
    if name == "dose":
        found = read_number(cell.cell, cell.style)
        unit = read_unit(found.unit) if found.unit is not None else cell.unit
        if found.comparator is not None or (found.unit is not None and unit is None):
            raise CellError("expected a number, with a unit such as mg/day behind it at most")
        if found.value == 0:
            raise CellError("a dose of 0 does not say whether the drug is taken: use a column with yes or no")
        return {"dose": found.value, **({"unit": unit} if unit is not None else {})}
    if name == "dose_unit":
        return {"unit": read_unit(cell.text) or cell.text}
    if name in _TEXTS:
        return {name: cell.text}
    raise CellError(f"{name} is not a field of {section}")


# ------------------------------------------------------------------ cells that name things

_SEPARATORS = re.compile(r"[;\n\r|]+")
_NOTHING = frozenset({"none", "nil", "no", "nothing", "nkda", "nka", "none known", "no known allergies", "no known drug allergies"})


def add_names(chart: Chart, section: str, cell: Filled, complete: bool) -> None:
    """Adds an entry for each name in a cell; names are separated by semicolons, bars or line breaks."""
    try:
        if says_nothing(cell, chart):
            return
    except CellError as error:
        chart.lost(section, cell, error.why)
        return
    if cell.text.casefold() in _NOTHING:
        if not complete:
            chart.left_out(cell, f'nothing is listed; if that means there is none, say in the mapping: complete = ["{section}"]')
        return
    if cell.word() is not None or not isinstance(cell.cell, str) or not any(c.isalpha() for c in cell.text):
        chart.lost(section, cell, f"expected names of {section.replace('_', ' ')}, separated by semicolons")
        return
    for name in _names(cell.text, section):
        subject = subject_of(name, None, section)
        if subject is None:
            chart.changed(cell, f"{name!r} is kept as written: {unknown_name(name)}")
        codes = subject.codes if subject is not None else ()
        chart.add(cell, MODELS[section], {"name": None if codes else name, "codes": codes})


def unknown_name(name: str) -> str:
    """That a name is not known, and which look like it."""
    near = _near(name)
    return "the name is not known" + (f", did you mean {' or '.join(map(repr, near))}?" if near else "")


@remembered(maxsize=5_000)
def _near(name: str) -> tuple[str, ...]:
    return suggestions(name)


def _names(text: str, section: str) -> list[str]:
    parts = _parts(text)
    if len(parts) == 1 and "," in text and subject_of(text, None, section) is None:
        # "HTN, DM2": a comma separates only what is known on both sides ("cirrhosis, decompensated" is one name).
        between = [part.strip() for part in text.split(",") if part.strip()]
        if all(subject_of(part, None, section) is not None for part in between):
            return between
    return parts


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]

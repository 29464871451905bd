"""A native record, written as a spreadsheet and read back, gives the same answers; order and blank cells change nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Patient, PatientError, load_trial, read_table, screen

ON = date(2026, 11, 1)
SEEDS = Path(__file__).parents[2] / "seeds"
TRIALS = [load_trial(path) for path in sorted(SEEDS.glob("*.txt"))]

days = st.dates(date(2015, 1, 1), date(2026, 10, 31)).map(date.isoformat)
partial_days = st.one_of(days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]))
CONDITIONS = (
    "ascites",
    "hepatocellular carcinoma",
    "cirrhosis",
    "type 2 diabetes",
    "hepatitis B",
    "hypertension",
    "stroke",
    "HIV infection",
)
PROCEDURES = ("liver transplantation", "haemodialysis", "chemotherapy")
DRUGS = ("prednisone", "warfarin", "entecavir")
LABS = {
    "total bilirubin": ("mg/dL", 30),
    "ALT": ("U/L", 900),
    "INR": (None, 5),
    "platelets": ("10*9/L", 400),
    "creatinine": ("umol/L", 400),
}
FLAGS = ("pregnancy", "breastfeeding", "smoking", "informed consent")
Table = tuple[list[str], list[list[str]]]


def _some(draw: st.DrawFn, names: Sequence[str], most: int) -> list[str]:
    return draw(st.lists(st.sampled_from(names), unique=True, max_size=most))


@st.composite
def observations(draw: st.DrawFn, name: str) -> dict[str, Any]:
    dated = draw(st.sampled_from(({}, {"date": draw(partial_days)})))
    if name in FLAGS:
        return {"name": name, "value": draw(st.booleans()), **dated}
    if name == "HBsAg":
        return {"name": name, "value": draw(st.sampled_from(("positive", "negative"))), **dated}
    unit, most = LABS[name]
    found = {"name": name, "value": draw(st.integers(0, most * 10)) / 10, "unit": unit, **dated}
    found |= {"comparator": draw(st.sampled_from((None, None, "<", ">="))), "high": draw(st.sampled_from((None, most / 4)))}
    return {k: v for k, v in found.items() if v is not None}


@st.composite
def conditions(draw: st.DrawFn, name: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(("absent", "plain", "dated", "ended", "resolved")))
    if kind == "absent":
        return {"name": name, "status": "absent"}
    entry: dict[str, Any] = {"name": name, "severity": draw(st.sampled_from((None, "mild", "severe")))}
    if kind in ("dated", "ended"):
        entry["onset"] = draw(st.dates(date(2015, 1, 1), date(2020, 1, 1))).isoformat()
    if kind == "ended":
        entry["end"] = draw(st.dates(date(2020, 1, 2), date(2026, 10, 31))).isoformat()
    return {k: v for k, v in (entry | ({"status": "resolved"} if kind == "resolved" else {})).items() if v is not None}


@st.composite
def procedures(draw: st.DrawFn, name: str) -> dict[str, Any]:
    return {"name": name, **draw(st.sampled_from(({}, {"date": draw(partial_days)}, {"status": "absent"}, {"status": "planned"})))}


@st.composite
def medications(draw: st.DrawFn, name: str) -> dict[str, Any]:
    start = draw(st.dates(date(2015, 1, 1), date(2020, 1, 1))).isoformat()
    dose = {"dose": 20.0, "unit": "mg/d"}
    return {
        "name": name,
        **draw(st.sampled_from(({}, {"start": start}, {"start": start, "end": "2026-10-01"}, dose, {"status": "absent"}))),
    }


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {"id": "p1", "sex": draw(st.sampled_from(("female", "male")))}
    found |= draw(st.sampled_from(({"birth_date": "1960"}, {"birth_date": "1979-04-02"}, {"age": 44.0}, {})))
    found["observations"] = [draw(observations(n)) for n in _some(draw, (*LABS, *FLAGS, "HBsAg"), 5)]
    found["conditions"] = [draw(conditions(n)) for n in _some(draw, CONDITIONS, 4)]
    found["procedures"] = [draw(procedures(n)) for n in _some(draw, PROCEDURES, 2)]
    found["medications"] = [draw(medications(n)) for n in _some(draw, DRUGS, 2)]
    found["allergies"] = [
        {"name": n, "status": draw(st.sampled_from(("present", "absent")))} for n in _some(draw, ("heparin", "aspirin"), 1)
    ]
    return found


# ------------------------------------------------------------------ writing


_YES = {"absent": "never", "present": "yes", "resolved": "resolved", "planned": "planned"}


def _wide(record: Mapping[str, Any]) -> dict[str, str]:
    cells = {
        "patient id": record["id"],
        "sex": record["sex"],
        "birth date": record.get("birth_date", ""),
        "age": str(record.get("age", "")),
    }
    for entry in record["observations"]:
        name, unit = entry["name"], entry.get("unit")
        cells[f"{name} ({unit})" if unit else name] = f"{entry.get('comparator', '')}{_text(entry['value'])}"
        cells |= {f"{name} date": entry.get("date", ""), f"ULN {name}": _text(entry.get("high", ""))}
    for section in ("conditions", "procedures", "medications"):
        for entry in record[section]:
            for field, value in entry.items():
                if field not in ("name", "status", "unit"):
                    cells[f"{entry['name']} {field}{' (mg/d)' if field == 'dose' else ''}"] = _text(value)
            cells[entry["name"]] = _YES.get(entry.get("status", ""), "yes")
    for entry in record["allergies"]:
        cells[f"allergy to {entry['name']}"] = "yes" if entry["status"] == "present" else "no"
    return cells


def _text(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _long(record: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    yield {"patient_id": record["id"], "category": "patient", "name": "sex", "value": record["sex"]}
    for field in ("birth_date", "age"):
        if field in record:
            yield {"patient_id": record["id"], "category": "demographics", "name": field, "value": str(record[field])}
    for section in ("observations", "conditions", "procedures", "medications", "allergies"):
        for entry in record[section]:
            yield {"patient_id": record["id"], "category": section} | {k: _text(v) for k, v in entry.items()}


def _csv(rows: Sequence[Mapping[str, str]], header: Sequence[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _read(text: str, delimiter: str = ",") -> Patient:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(text, "utf-8")
        [reading] = read_table(path, {"delimiter": delimiter})
        assert reading.notes == ()
        return reading.patient


def _answers(patient: Patient | dict[str, Any]) -> list[dict[str, tuple[str, str]]]:
    return [{c.id: (str(c.outcome), str(c.truth)) for c in screen(patient, trial, on=ON).criteria} for trial in TRIALS]


# ------------------------------------------------------------------ the laws


@given(record=records(), delimiter=st.sampled_from([",", ";", "\t"]))
def test_a_record_written_as_a_row_screens_the_same(record: dict[str, Any], delimiter: str) -> None:
    cells = _wide(record)
    assert _answers(_read(_csv([cells], list(cells), delimiter), delimiter)) == _answers(record)


@given(record=records())
def test_a_record_written_as_rows_screens_the_same(record: dict[str, Any]) -> None:
    rows = list(_long(record))
    header = list(dict.fromkeys(field for row in rows for field in row))
    assert _answers(_read(_csv(rows, header))) == _answers(record)


@given(record=records())
def test_a_workbook_says_what_the_text_says(record: dict[str, Any]) -> None:
    cells = _wide(record)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(cells))
    sheet.append([_typed(value) for value in cells.values()])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book.save(path)
        [reading] = read_table(path)
    assert reading.patient == _read(_csv([cells], list(cells)))


def _typed(text: str) -> object:
    if len(text) == 10 and text[4] == "-":
        return date.fromisoformat(text)
    try:
        return float(text)
    except ValueError:
        return {"yes": True, "no": False}.get(text, text or None)


@given(record=records(), data=st.data())
def test_the_order_of_columns_does_not_matter(record: dict[str, Any], data: st.DataObject) -> None:
    cells = _wide(record)
    order = data.draw(st.permutations(list(cells)))
    one, other = (_read(_csv([cells], header)) for header in (list(cells), order))
    assert _sorted(one) == _sorted(other)


def _sorted(patient: Patient) -> dict[str, Any]:
    dumped = patient.model_dump(mode="json")
    return {k: sorted(v, key=str) if isinstance(v, list) else v for k, v in dumped.items()}


@given(
    record=records(),
    name=st.sampled_from(("ascites", "gout", "AST (U/L)", "ULN AST", "pregnant", "appendectomy", "metformin", "gout onset")),
)
def test_a_blank_cell_changes_nothing(record: dict[str, Any], name: str) -> None:
    cells = {h: v for h, v in _wide(record).items() if name.split(" ")[0] not in h and "pregnan" not in h}
    for blank in ("", " ", "NA"):
        more = cells | {name: blank}
        assert _read(_csv([more], list(more))) == _read(_csv([cells], list(cells)))


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200), name=st.sampled_from(("a.csv", "a.tsv")))
def test_any_text_is_read_or_refused_with_a_message(text: str, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(f"id,HCC,ALT (U/L),HCC onset\n{text}", "utf-8", newline="")
        assert all(str(error) for error in _errors(path))


def _errors(path: Path) -> Iterator[PatientError]:
    try:
        readings = read_table(path)
    except PatientError as error:
        yield error
        return
    while not readings.ended:
        try:
            if next(readings, None) is None:
                return
        except PatientError as error:
            yield error

"""A record screens the same, whether it comes in the library's own form or as FHIR; and no FHIR-like input makes the reader fail."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from hypothesis import given
from hypothesis import strategies as st

from by_hand import ON
from eligibility.errors import PatientError
from eligibility.evaluation.context import Context, Settings
from eligibility.evaluation.nodes import evaluate_node
from eligibility.patient.from_fhir import read_fhir
from eligibility.patient.lookups import IndexedPatient
from eligibility.patient.record import Patient
from eligibility.rules.nodes import AnyNode
from eligibility.screening import screen
from fhir_writer import write_fhir
from strategies import rule_trees

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))
days = st.sampled_from(["2019", "2026-10", "2026-10-01", "2026-10-30", "2026-11-01", "2027-03-01", None])
ends = st.sampled_from([None, "2026-10-31", "2026-12"])
severities = st.sampled_from([None, "mild", "moderate", "severe"])
ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC = "http://loinc.org"


def _only(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value is not None}


@st.composite
def observations(draw: st.DrawFn) -> dict[str, Any]:
    """An observation that FHIR can hold: no `since`, which it has no field for."""
    entry: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"name": "HBsAg", "value": "positive"},
                {"name": "HBsAg", "value": "negative"},
                {"name": "pregnancy", "value": False},
                {"name": "NYHA class", "value": "III"},
                {"name": "INR", "value": 1.9},
                {"name": "zorg factor", "value": 7, "unit": "bananas"},
                {"name": "AFP", "value": 1210, "comparator": ">", "unit": "ng/mL"},
                {"codes": [{"system": LOINC, "code": "2160-0"}], "value": 88, "unit": "umol/L", "low": 59, "high": 104},
                {"name": "total bilirubin", "value": 12, "unit": "mg/dL", "high": 1.2},
                {"name": "total bilirubin", "value": 205, "unit": "umol/L"},
            ]
        )
    )
    return _only(entry | {"date": draw(days)})


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    entry = draw(
        st.sampled_from(
            [
                {"name": "ascites"},
                {"name": "hepatitis B"},
                {"name": "stroke"},
                {"name": "zorg syndrome"},
                {"name": "lung adenocarcinoma", "codes": [{"system": ICD10, "code": "C34.9"}], "stage": "IIIB"},
                {"codes": [{"system": ICD10, "code": "C22.0"}], "site": "liver"},
                {"name": "acute-on-chronic liver failure", "due_to": ["hepatitis B"]},
            ]
        )
    )
    status = draw(st.sampled_from(["active", "resolved", "absent"]))
    entry = entry | {"status": status, "severity": draw(severities)}
    if status != "absent":
        entry |= {"onset": draw(days)}
        if status == "resolved" and entry["onset"] in (None, "2019"):
            entry |= {"end": draw(ends)}
    return _only(entry)


@st.composite
def procedures(draw: st.DrawFn) -> dict[str, Any]:
    entry = {
        "name": draw(st.sampled_from(["liver transplantation", "haemodialysis", "zorg resection"])),
        "site": draw(st.sampled_from([None, "liver"])),
    }
    match draw(st.sampled_from(["on", "from", "planned", "absent"])):
        case "on":
            entry |= {"date": draw(days)}
        case "from":
            entry |= {"start": draw(st.sampled_from(["2019", "2026-10-01"])), "end": draw(ends)}
        case "planned":
            entry |= {"status": "planned", "date": draw(days)}
        case _:
            entry |= {"status": "absent"}
    return _only(entry)


@st.composite
def medications(draw: st.DrawFn) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": draw(st.sampled_from(["prednisone", "cisplatin", "zorgimab"]))}
    status = draw(st.sampled_from([None, "stopped", "absent"]))
    if status != "absent":
        entry |= {
            "start": draw(st.sampled_from([None, "2019", "2026-10-01"])),
            "route": draw(st.sampled_from([None, "oral", "intravenous"])),
        }
        entry |= {"indication": draw(st.sampled_from([None, "asthma"]))} | draw(st.sampled_from([{}, {"dose": 20, "unit": "mg/day"}]))
        entry |= {"end": draw(ends)} if status == "stopped" else {}
    return _only(entry | {"status": status})


allergies = st.builds(dict, name=st.sampled_from(["heparin", "latex"]), status=st.just("absent"))
present_allergies = st.builds(dict, name=st.sampled_from(["heparin", "penicillin"]), severity=severities).map(_only)
relatives = st.builds(dict, name=st.sampled_from(["mental disorder", "breast cancer"]), relation=st.sampled_from(["mother", "aunt"]))


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """A native record that FHIR can say."""
    closed = draw(st.booleans())
    return _only(
        {
            "id": "p1",
            "sex": draw(st.sampled_from([None, "male", "female"])),
            "birth_date": draw(st.sampled_from([None, "1979", "1979-04-02"])),
            "observations": draw(st.lists(observations(), max_size=5)),
            "conditions": draw(st.lists(conditions(), max_size=4)),
            "procedures": draw(st.lists(procedures(), max_size=3)),
            "medications": draw(st.lists(medications(), max_size=3)),
            "allergies": draw(st.lists(allergies if closed else st.one_of(allergies, present_allergies), max_size=2)),
            "family_history": draw(st.lists(relatives, max_size=2)),
            "complete": ["allergies"] if closed else [],
        }
    )


@given(records())
def test_what_is_written_is_valid_fhir(record: dict[str, Any]) -> None:
    bundle = json.loads(json.dumps(write_fhir(Patient.model_validate(record))))
    get_fhir_model_class("Bundle").model_validate(bundle)


@given(records(), rule_trees())
def test_a_fhir_round_trip_answers_every_rule_the_same(record: dict[str, Any], rule: AnyNode) -> None:
    patient = Patient.model_validate(record)
    [reading] = read_fhir(write_fhir(patient))
    settings = Settings(on=ON)
    answers = [evaluate_node(rule, Context(IndexedPatient(each), settings)).truth for each in (patient, reading.patient)]
    assert answers[0] is answers[1]
    assert [note for note in reading.notes if note.kind == "left_out"] == []


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
@given(record=records())
def test_a_fhir_round_trip_screens_the_same(seed: Path, record: dict[str, Any]) -> None:
    patient = Patient.model_validate(record)
    native = screen(patient, seed, on=ON)
    read = screen(Patient.from_fhir(write_fhir(patient)), seed, on=ON)
    assert [(c.id, c.outcome, c.truth) for c in read.criteria] == [(c.id, c.outcome, c.truth) for c in native.criteria]


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=5)),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(st.sampled_from(["coding", "text", "value", "system"]), inside)),
    max_leaves=5,
)


@given(records(), st.data())
def test_no_change_of_a_bundle_makes_the_reader_fail(record: dict[str, Any], data: st.DataObject) -> None:
    bundle = json.loads(json.dumps(write_fhir(Patient.model_validate(record))))
    for _ in range(3):
        entry = data.draw(st.sampled_from(bundle["entry"]))
        target = entry["resource"]
        while isinstance(target, dict) and target:
            key = data.draw(st.sampled_from(sorted(target)))
            if not isinstance(target[key], dict | list) or data.draw(st.booleans()):
                target[key] = data.draw(json_values)
                break
            target = target[key][0] if isinstance(target[key], list) and target[key] else target[key]
    with suppress(PatientError):  # nothing else: what is malformed is noted, or said
        for reading in read_fhir(bundle):
            assert Patient.model_validate_json(reading.patient.model_dump_json()) == reading.patient

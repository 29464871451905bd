"""FHIR Observation → observations of the record."""

from typing import Any

import pytest

from eligibility.patient.lookups import IndexedPatient
from fhir_resources import LOINC, SNOMED, concept, fields, notes, quantity, read, resource

IN_WORDS = "a range in words that are not understood, or in another unit than the value"
INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"


def observation(**changes: Any) -> dict[str, Any]:
    """A final bilirubin of 12 mg/dL, with these fields instead."""
    usual = {
        "status": "final",
        "code": concept("total bilirubin"),
        "effectiveDateTime": "2026-10-30",
        "valueQuantity": quantity(12, "mg/dL", "mg/dL"),
    }
    merged = usual | changes
    return resource("Observation", "o1", **{name: value for name, value in merged.items() if value is not None})


def one(**changes: Any) -> dict[str, Any]:
    """The only observation read from it."""
    [item] = read(observation(**changes)).patient.observations
    return fields(item)


def test_a_laboratory_value_with_its_codes_unit_date_and_range() -> None:
    reading = read(
        observation(
            code=concept("Bilirubin", (LOINC, "1975-2", "Bilirubin.total [Mass/volume] in Serum or Plasma"), ("http://our.lab", "TB")),
            effectiveDateTime="2026-10-30T23:30:00-05:00",
            referenceRange=[{"low": quantity(0.2, "mg/dL", "mg/dL"), "high": quantity(1.2, "mg/dL", "mg/dL")}],
        )
    )
    [item] = reading.patient.observations
    assert item.name == "Bilirubin"
    assert [(code.system, code.code) for code in item.codes] == [(LOINC, "1975-2"), ("http://our.lab", "TB")]
    assert (item.value, item.unit, str(item.date), item.low, item.high) == (12.0, "mg/dL", "2026-10-30", 0.2, 1.2)
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"effectiveDateTime": "2026"}, "2026"),
        ({"effectiveDateTime": "2026-10"}, "2026-10"),
        ({"effectiveDateTime": "2026-10-30T00:10:00+13:00"}, "2026-10-30"),
        ({"effectiveDateTime": None, "effectiveInstant": "2026-10-30T10:00:00.123Z"}, "2026-10-30"),
        (
            {"effectiveDateTime": None, "effectivePeriod": {"start": "2026-10-29", "end": "2026-10-30T08:00:00Z"}},
            "between 2026-10-29 and 2026-10-30",
        ),
        ({"effectiveDateTime": None, "effectivePeriod": {"start": "2026-10-30", "end": "2026-10-30"}}, "2026-10-30"),
        (
            {"effectiveDateTime": None, "effectivePeriod": {"start": "2026-10-30"}, "issued": "2026-10-31T10:00:00Z"},
            "between 2026-10-30 and 2026-10-31",
        ),
        ({"effectiveDateTime": None, "issued": "2026-10-31T10:00:00Z"}, "2026-10-31"),
    ],
)
def test_the_date_is_the_one_written(changes: dict[str, Any], expected: str) -> None:
    assert one(**changes)["date"] == expected


@pytest.mark.parametrize("written", ["2026-13-01", "2026-02-30", "yesterday", "2026-10-30Tx", "2019 or later", "unknown"])
def test_what_is_no_date_is_noted_and_the_value_undated(written: str) -> None:
    reading = read(observation(effectiveDateTime=written))
    assert reading.patient.observations[0].date is None
    why = "not a date that FHIR or the calendar knows; read as undated"
    assert notes(reading) == [f"left_out: Observation/o1.effectiveDateTime: {why} (found {written})"]


@pytest.mark.parametrize(
    ("given", "unit"),
    [
        (quantity(12, "mg/dl", "mg/dL"), "mg/dl"),
        (quantity(12, None, "mg/dL"), "mg/dL"),
        (quantity(12, "mg/dL"), "mg/dL"),
        (quantity(12, "milligrams/decilitre of serum", "mg/dL"), "mg/dL"),
        (quantity(12), None),
    ],
)
def test_the_unit_is_the_ucum_code_or_the_words_that_mean_it(given: dict[str, Any], unit: str | None) -> None:
    assert one(valueQuantity=given).get("unit") == unit


@pytest.mark.parametrize(
    ("code", "given", "unit"),
    [
        ("INR", quantity(1.9, "{INR}", "{INR}"), None),
        ("ALT", quantity(40, None, "[iU]/L"), "[IU]/L"),
        ("platelets", quantity(80, "K/uL", "10*9/L"), "K/uL"),
    ],
)
def test_units_of_ucum_that_are_written_otherwise_here(code: str, given: dict[str, Any], unit: str | None) -> None:
    reading = read(observation(code=concept(code), valueQuantity=given))
    assert reading.patient.observations[0].unit == unit
    assert reading.notes == ()


def test_a_code_and_a_unit_that_disagree_leave_the_unit_unknown() -> None:
    reading = read(observation(valueQuantity=quantity(12, "umol/L", "mg/dL")))
    assert reading.patient.observations[0].unit == "mg/dL or umol/L"
    assert notes(reading) == [
        "changed: Observation.valueQuantity.unit 'mg/dL or umol/L': the code mg/dL and the unit umol/L say different things; "
        "the unit is unknown (found Observation/o1)"
    ]


def test_an_unknown_unit_is_kept_and_noted() -> None:
    reading = read(observation(valueQuantity=quantity(12, "furlong")))
    assert reading.patient.observations[0].unit == "furlong"
    assert notes(reading) == [
        "changed: Observation.valueQuantity.unit 'furlong': a unit that is not known here; values in it are compared with nothing"
        " (found Observation/o1)"
    ]


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("HBsAg", {"valueCodeableConcept": concept("Positive")}, {"value": "Positive"}),
        ("HBsAg", {"valueCodeableConcept": concept(None, (SNOMED, "260385009"))}, {"value": "negative"}),
        ("HBsAg", {"valueCodeableConcept": concept(None, (SNOMED, "10828004", "Positive (qualifier value)"))}, {"value": "Positive"}),
        ("pregnancy", {"valueBoolean": False}, {"value": False}),
        ("pregnancy", {"valueCodeableConcept": concept(None, (SNOMED, "77386006", "Pregnant"))}, {"value": True}),
        ("pregnancy", {"valueCodeableConcept": concept(None, (SNOMED, "60001007", "Not pregnant"))}, {"value": False}),
        ("NYHA class", {"valueString": "III"}, {"value": "III"}),
        ("ECOG", {"valueInteger": 1}, {"value": 1.0}),
        ("AFP", {"valueString": "> 1210 ng/mL"}, {"value": 1210.0, "comparator": ">", "unit": "ng/mL"}),
        ("AFP", {"valueString": "haemolysed"}, {"value": "haemolysed"}),
        ("AFP", {"valueQuantity": quantity(1210, "ng/mL", comparator="<=")}, {"value": 1210.0, "comparator": "<=", "unit": "ng/mL"}),
        (
            "leukocytes in urine",
            {"valueRange": {"low": quantity(5, "/[HPF]"), "high": quantity(10, "/[HPF]")}},
            {"value": "5 to 10 /[HPF]"},
        ),
        ("AFP", {"valueRange": {"low": quantity(5, "ng/mL")}}, {"value": 5.0, "comparator": ">=", "unit": "ng/mL"}),
        ("antinuclear antibody", {"valueRatio": {"numerator": quantity(1), "denominator": quantity(128)}}, {"value": "1:128"}),
        (
            "urine albumin",
            {"valueRatio": {"numerator": quantity(30, "mg"), "denominator": quantity(2, "g")}},
            {"value": 15.0, "unit": "mg/g"},
        ),
        ("HBsAg", {"interpretation": [concept(None, (INTERPRETATION, "ND"))]}, {"value": "not detected"}),
    ],
)
def test_every_kind_of_value(code: str, value: dict[str, Any], expected: dict[str, Any]) -> None:
    found = one(**{"code": concept(code), "valueQuantity": None} | value)
    assert {name: each for name, each in found.items() if name not in ("name", "date")} == expected


def test_a_number_is_no_test_result_without_an_interpretation() -> None:
    """HBsAg of 0.05 is a signal to cut-off ratio: negative, although it is above zero."""
    reading = read(observation(code=concept("HBsAg"), valueQuantity=quantity(0.05)))
    assert reading.patient.observations[0].value == "measured 0.05"
    assert notes(reading) == [
        "changed: Observation/o1.value: a number, and what counts as positive is not said; kept in words (found 0.05)"
    ]
    interpreted = read(
        observation(code=concept("HBsAg"), valueQuantity=quantity(0.05), interpretation=[concept(None, (INTERPRETATION, "NEG"))])
    )
    assert interpreted.patient.observations[0].value == "negative"


def test_a_blood_pressure_is_two_observations() -> None:
    parts = [
        {"code": concept(None, (LOINC, "8480-6", "Systolic blood pressure")), "valueQuantity": quantity(150, "mmHg", "mm[Hg]")},
        {"code": concept(None, (LOINC, "8462-4", "Diastolic blood pressure")), "valueQuantity": quantity(90, "mmHg", "mm[Hg]")},
    ]
    reading = read(observation(code=concept("Blood pressure"), valueQuantity=None, component=parts))
    assert [(o.name, o.value, o.unit, str(o.date)) for o in reading.patient.observations] == [
        ("Systolic blood pressure", 150.0, "mmHg", "2026-10-30"),
        ("Diastolic blood pressure", 90.0, "mmHg", "2026-10-30"),
    ]
    assert reading.notes == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"code": concept("Creatinine", (LOINC, "2161-8", "Creatinine [Mass/volume] in Urine"))},
        {"code": concept("Creatinine", (LOINC, "2161-8"))},
        {"code": concept("Glucose", ("http://our.lab", "GLU")), "specimen": {"display": "Urine"}},
        {
            "code": concept("Urinalysis"),
            "valueQuantity": None,
            "component": [{"code": concept("Glucose"), "valueQuantity": quantity(300, "mg/dL")}],
        },
    ],
)
def test_a_measurement_of_another_specimen_is_not_taken_for_the_usual_one(changes: dict[str, Any]) -> None:
    reading = read(observation(**changes))
    assert [r.definition for r in IndexedPatient(reading.patient).readings] == [None]
    assert [note.kind for note in reading.notes] == ["changed"]


def test_a_known_code_needs_no_words() -> None:
    assert read(observation(code=concept("Creatinine", (LOINC, "2160-0")))).notes == ()


@pytest.mark.parametrize(
    ("limits", "expected", "why"),
    [
        (
            [{"low": quantity(3.4, "umol/L"), "high": quantity(20.5, "umol/L")}],
            (None, None),
            "referenceRange: a limit in another unit than the value",
        ),
        ([{"high": quantity(1.2)}], (None, 1.2), None),
        ([{"text": "0.2 - 1.2"}], (0.2, 1.2), None),
        ([{"text": "(0.2 to 1.2) mg/dL"}], (0.2, 1.2), None),
        ([{"text": "<= 1.2"}], (None, 1.2), None),
        ([{"text": "<1.2 mg/dL"}], (None, 1.2), None),
        ([{"text": "up to 1.2"}], (None, 1.2), None),
        ([{"text": "> 0.2"}], (0.2, None), None),
        ([{"text": "0.2 - 1.2", "low": quantity(0.2, "mg/dL")}], (0.2, 1.2), None),
        ([{"text": "0.3 - 1.2", "low": quantity(0.2, "mg/dL")}], (0.2, None), None),
        ([{"text": "3.4 - 20.5 umol/L"}], (None, None), f"referenceRange.text: {IN_WORDS}"),
        ([{"text": "0.2 - 1.2 (adults)"}], (None, None), f"referenceRange.text: {IN_WORDS}"),
        ([{"text": "see comment"}], (None, None), f"referenceRange.text: {IN_WORDS}"),
        ([{"low": quantity(2), "high": quantity(1)}], (None, None), "referenceRange: the lower limit is above the upper one"),
        (
            [{"high": quantity(1.2)}, {"high": quantity(2.0)}],
            (None, None),
            "referenceRange: several ranges, and which is this patient's is not told",
        ),
        ([{"high": quantity(1.2)}, {"high": quantity(9), "type": concept(None, ("http://x", "therapeutic"))}], (None, 1.2), None),
    ],
)
def test_reference_ranges(limits: list[Any], expected: tuple[float | None, float | None], why: str | None) -> None:
    reading = read(observation(referenceRange=limits))
    [item] = reading.patient.observations
    assert (item.value, item.low, item.high) == (12.0, *expected)
    assert [str(note).removeprefix("Observation/o1.").partition(" (found")[0] for note in reading.notes] == ([why] if why else [])


@pytest.mark.parametrize(
    ("changes", "note"),
    [
        ({"status": "entered-in-error"}, "left_out: Observation/o1.status: not a result (found entered-in-error)"),
        ({"status": "cancelled"}, "left_out: Observation/o1.status: not a result (found cancelled)"),
        ({"status": "registered"}, "left_out: Observation/o1.status: there is no result yet (found registered)"),
        ({"status": "done"}, "left_out: Observation/o1.status: a status that FHIR R4 does not have (found done)"),
        (
            {"valueQuantity": None, "dataAbsentReason": concept("not performed")},
            "left_out: Observation/o1.dataAbsentReason: there is no value (found not performed)",
        ),
        (
            {"valueQuantity": quantity("12", "mg/dL")},
            'left_out: Observation/o1.value: expected a number; the resource is not read (found "12")',
        ),
        (
            {"valueQuantity": {"unit": "mg/dL"}},
            'left_out: Observation/o1.valueQuantity: a quantity without a number (found {"unit": "mg/dL"})',
        ),
        (
            {"valueQuantity": quantity(12, "mg/dL", comparator="ad")},
            "left_out: Observation/o1.valueQuantity.comparator: expected one of <, <=, >, >=; the value is not read (found ad)",
        ),
        (
            {"valueQuantity": quantity(-3, "mg/dL")},
            "left_out: Observation/o1: not in the record: value: expected a number not below 0: Total bilirubin, found -3.0",
        ),
        ({"code": None}, "left_out: Observation/o1.code: what was observed is not said"),
        (
            {"code": "bilirubin"},
            'left_out: Observation/o1.code: expected an object with coding or text; the resource is not read (found "bilirubin")',
        ),
        (
            {"valueQuantity": None, "valueSampledData": {"data": "1 2"}},
            'left_out: Observation/o1.valueSampledData: a kind of value that the record does not hold (found {"data": "1 2"})',
        ),
        (
            {"focus": [{"reference": "Patient/baby"}]},
            "left_out: Observation/o1.focus: the observation is about something else than the patient"
            ' (found [{"reference": "Patient/baby"}])',
        ),
        (
            {"modifierExtension": [{"url": "http://x/not"}]},
            "left_out: Observation/o1.modifierExtension: it may change what the resource means, and is not known here; "
            'the resource is not read (found [{"url": "http://x/not"}])',
        ),
        (
            {"effectiveDateTime": "1970-01-01"},
            "left_out: Observation/o1: dated before the birth date 1979-04-02; not in the record (found 1970-01-01)",
        ),
    ],
)
def test_what_is_not_read_is_noted(changes: dict[str, Any], note: str) -> None:
    reading = read(observation(**changes))
    assert reading.patient.observations == ()
    assert notes(reading) == [note]


def test_a_preliminary_value_is_read_and_noted() -> None:
    reading = read(observation(status="preliminary"))
    assert len(reading.patient.observations) == 1
    assert notes(reading) == [
        "changed: Observation/o1.status: the value is read, but may still be verified or corrected (found preliminary)"
    ]


def test_fields_without_a_place_are_counted_by_kind() -> None:
    reading = read(*(observation(note=[{"text": "fasting"}], bodySite=concept("arm")) | {"id": f"o{i}"} for i in range(3)))
    assert notes(reading) == [
        "left_out: Observation.note: the record has no place for this field (found 3 of them, Observation/o0 the first)",
        "left_out: Observation.bodySite: the record has no place for this field (found 3 of them, Observation/o0 the first)",
    ]


# ------------------------------------------------------------------ answers by code, panels


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("HCV antibody", (SNOMED, "131194007"), "non-reactive"),
        ("pregnancy", (SNOMED, "77386006"), "yes"),
        ("Tobacco smoking status", (SNOMED, "449868002"), True),
        ("Tobacco smoking status", (SNOMED, "449868002", "Smokes tobacco daily (finding)"), True),
        ("Tobacco smoking status", (SNOMED, "266919005"), "never smoker"),
        ("ECOG performance status", (LOINC, "LA9623-5", "Restricted in physically strenuous activity but ambulatory"), 1.0),
        ("ECOG performance status", (SNOMED, "422512005"), 1.0),
        ("Karnofsky performance status", (LOINC, "LA29177-5"), 80.0),
        # The same code is dead on both scales, by different numbers, and no answer to anything else.
        ("ECOG performance status", (LOINC, "LA9627-6"), 5.0),
        ("Karnofsky performance status", (LOINC, "LA9627-6"), 0.0),
    ],
)
def test_coded_answers(question: str, answer: tuple[str, ...], expected: object) -> None:
    assert one(code=concept(question), valueQuantity=None, valueCodeableConcept=concept(None, answer))["value"] == expected


def test_an_answer_with_its_ordinal() -> None:
    coding = {
        "system": "http://our.lab",
        "code": "E2",
        "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 2}],
    }
    found = one(code=concept("ECOG performance status"), valueQuantity=None, valueCodeableConcept={"coding": [coding]})
    assert found["value"] == 2.0


@pytest.mark.parametrize(
    ("question", "answer", "note"),
    [
        (
            "HBsAg",
            concept(None, (SNOMED, "123")),
            "valueCodeableConcept http://snomed.info/sct 123: a code without words that is not known here; it answers nothing",
        ),
        (
            "ECOG performance status",
            concept("mostly in bed"),
            "valueCodeableConcept 'mostly in bed': words, not a number of ECOG performance status; they answer nothing",
        ),
    ],
)
def test_answers_that_answer_nothing_are_noted(question: str, answer: dict[str, Any], note: str) -> None:
    reading = read(observation(code=concept(question), valueQuantity=None, valueCodeableConcept=answer))
    assert notes(reading) == [f"changed: Observation.{note} (found Observation/o1)"]


def test_members_of_a_panel_that_are_not_there_are_noted() -> None:
    panel = resource(
        "Observation",
        "p1",
        status="final",
        code=concept("metabolic panel"),
        hasMember=[{"reference": "Observation/o1"}, {"reference": "Observation/gone"}],
    )
    reading = read(observation(), panel)
    assert [o.name for o in reading.patient.observations] == ["total bilirubin"]
    assert notes(reading) == [
        "left_out: Observation/p1.hasMember: a member of the panel that is not in the source, or of a type that is not read"
        " (found Observation/gone)"
    ]

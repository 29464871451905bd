"""Where FHIR comes from: bundles, text, NDJSON, bulk exports; versions, owners, and what is no FHIR."""

import json
from pathlib import Path
from typing import Any

import pytest

from eligibility import Patient, PatientError, read_fhir, screen
from fhir_resources import PATIENT, concept, notes, quantity, read, resource
from fhir_writer import bundle


def observation(id: str = "o1", value: float = 12, **changes: Any) -> dict[str, Any]:
    """A bilirubin."""
    return resource(
        "Observation", id, **({"status": "final", "code": concept("bilirubin"), "valueQuantity": quantity(value, "mg/dL")} | changes)
    )


def export(folder: Path, *resources: dict[str, Any]) -> Path:
    """A bulk export of these resources: one file for each type."""
    folder.mkdir(exist_ok=True)
    for each in resources:
        with (folder / f"{each['resourceType']}.ndjson").open("a", encoding="utf-8") as file:
            file.write(json.dumps(each) + "\n")
    return folder


@pytest.mark.parametrize("type", ["collection", "searchset", "transaction", "batch", "document"])
def test_bundles_of_every_type(type: str) -> None:
    assert Patient.from_fhir(bundle(PATIENT, observation(), type=type)).observations[0].value == 12


def test_lists_text_and_files(tmp_path: Path) -> None:
    whole = bundle(PATIENT, observation())
    file = tmp_path / "p.json"
    file.write_text("\ufeff" + json.dumps(whole), "utf-8")
    lines = tmp_path / "p.ndjson"
    lines.write_text("\n".join(json.dumps(each) for each in (PATIENT, observation())), "utf-8")
    wanted = Patient.from_fhir(whole)
    sources = ([PATIENT, observation()], [whole], json.dumps(whole), lines.read_text("utf-8"), file, str(file), lines)
    assert all(Patient.from_fhir(source) == wanted for source in sources)


def test_references_by_urn_and_by_address() -> None:
    for url, reference in (
        ("urn:uuid:1", "urn:uuid:1"),
        ("http://a/fhir/Patient/p1", "Patient/p1"),
        ("http://a/fhir/Patient/p1", "http://a/fhir/Patient/p1"),
    ):
        item = observation() | {"subject": {"reference": reference}}
        entries = [{"fullUrl": url, "resource": PATIENT}, {"fullUrl": "http://a/fhir/Observation/o1", "resource": item}]
        assert len(Patient.from_fhir({"resourceType": "Bundle", "entry": entries}).observations) == 1


def test_the_same_resource_twice_is_one() -> None:
    reading = read(observation(), observation(meta={"versionId": "2"}))
    assert len(reading.patient.observations) == 1
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("metas", "values", "note"),
    [
        (
            ({"lastUpdated": "2026-10-02T00:00:00+02:00"}, {"lastUpdated": "2026-10-01T23:00:00Z"}),
            [13.0],
            "changed: Observation/o1: they differ; only the newest is read (found 2 versions)",
        ),
        (
            ({"versionId": "10"}, {"versionId": "9"}),
            [12.0],
            "changed: Observation/o1: they differ; only the newest is read (found 2 versions)",
        ),
        (
            ({}, {}),
            [],
            "left_out: Observation/o1: they differ, and which is the newest is not said; none of them is read (found 2 versions)",
        ),
    ],
)
def test_versions_that_differ(metas: tuple[dict[str, str], ...], values: list[float], note: str, tmp_path: Path) -> None:
    versions = [observation(value=value, meta=meta) for value, meta in zip((12, 13), metas, strict=True)]
    [bulk] = read_fhir(export(tmp_path / "bulk", PATIENT, *versions))
    for reading in (read(*versions), bulk):
        assert [o.value for o in reading.patient.observations] == values
        assert notes(reading) == [note]


def test_resources_of_another_patient_make_another_reading(tmp_path: Path) -> None:
    other = observation("o2", subject="Patient/p2")
    for source in (bundle(PATIENT, observation(), other), export(tmp_path / "bulk", PATIENT, observation(), other)):
        first, second = read_fhir(source)
        assert [(r.patient.id, len(r.patient.observations)) for r in (first, second)] == [("p1", 1), ("p2", 1)]
        assert notes(second) == ["left_out: Patient/p2: the source has no Patient resource of this id: sex and birth date are unknown"]


def test_a_bulk_export_reads_like_a_bundle_and_reports_broken_lines(tmp_path: Path) -> None:
    people = [PATIENT, PATIENT | {"id": "p2"}]
    items = [observation(f"o{i}", i, subject=f"Patient/p{i % 2 + 1}") for i in range(20)]
    folder = export(tmp_path / "bulk", *people, *items, {"resourceType": "Encounter", "id": "e"})
    assert [r.patient for r in read_fhir(folder)] == [r.patient for r in read_fhir(bundle(*people, *items))]
    with (folder / "Observation.ndjson").open("a", encoding="utf-8") as file:
        file.write('{"resourceType"\n')
    reading = next(read_fhir(folder))
    assert notes(reading) == [
        "left_out: Observation.ndjson, line 21: not JSON: EOF while parsing an object at line 1 column 15; the line is not read",
        "left_out: Encounter: resources of this type are not read (found Encounter/e)",
    ]


def test_what_is_no_resource_is_noted() -> None:
    source = bundle(PATIENT)
    source["link"] = [{"relation": "next", "url": "http://a/next"}]
    source["entry"] += [
        "junk",
        {"resource": {"id": 1}},
        {"request": {"method": "DELETE", "url": "X/1"}},
        {"resource": {"resourceType": "Zorg"}},
    ]
    source["entry"].append({"resource": observation() | {"subject": {"reference": "Group/1"}}})
    [reading] = read_fhir(source)
    assert notes(reading) == [
        "left_out: Bundle.link: the search has more pages than this bundle; they are not read (found http://a/next)",
        "left_out: Bundle.entry[1]: expected an object with a resource (found junk)",
        "left_out: Bundle.entry[2].resourceType: expected the name of a FHIR resource; not read",
        'left_out: Bundle.entry[3]: an entry without a resource (found {"method": "DELETE", "url": "X/1"})',
        "left_out: Observation/o1: whose it is cannot be told: the reference leads to no patient of the source (found Group/1)",
        "left_out: Zorg: resources of this type are not read (found Bundle.entry[4] (Zorg))",
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("{", "E320: FHIR source: not JSON: EOF while parsing an object at line 1 column 1"),
        ("[" * 5000, "E320: FHIR source: not JSON: recursion limit exceeded at line 1 column 202"),
        ('{"resourceType": "Patient", "x": NaN}', "E320: FHIR source: not JSON: expected value at line 1 column 34"),
        ("no-such-file.json", "E300: no-such-file.json: cannot be read: No such file or directory"),
        ([1], "E320: FHIR source: expected a FHIR resource or bundle, found a list without resources"),
        (
            {"sex": "male"},
            "E320: FHIR source: expected a FHIR resource or bundle, found an object without resourceType\n"
            "  hint: this looks like a record in the library's own form: Patient.model_validate reads it",
        ),
        ({"resourceType": "Bundle"}, "E320: FHIR source: no patient in it: expected a Patient resource, or resources that refer to one"),
        (
            bundle(PATIENT, PATIENT | {"id": "p2"}),
            "E321: FHIR source: expected one Patient resource, found 2 patients (Patient/p1, Patient/p2)\n"
            "  hint: read_fhir yields a Reading for each",
        ),
    ],
)
def test_what_is_no_fhir_of_one_patient_is_an_error(source: Any, message: str) -> None:
    with pytest.raises(PatientError) as caught:
        Patient.from_fhir(source)
    assert str(caught.value) == message


def test_fhir_where_a_record_is_expected_is_told_apart() -> None:
    with pytest.raises(PatientError) as caught:
        screen(PATIENT, "Inclusion criteria:\n- INR > 1\n")
    assert str(caught.value) == (
        "E301: expected a patient record, found the FHIR resource 'Patient'\n  hint: Patient.from_fhir or eligibility.read_fhir reads it"
    )

"""How fast a FHIR bundle of about 1 MB is read. Run with `python benchmarks/fhir.py`; compare runs on the same machine."""

from __future__ import annotations

import json
import time

from eligibility import read_fhir

AIM = 30.0  # ms
COUNT = 1_000


def main() -> None:
    """Print the size, the quickest of several readings, and the aim."""
    text = json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [_patient(), *map(_observation, range(COUNT))]})
    times = []
    for _ in range(60):
        began = time.perf_counter()
        [reading] = read_fhir(text)
        times.append(1000 * (time.perf_counter() - began))
    assert len(reading.patient.observations) == COUNT
    print(f"FHIR bundle of {len(text) / 1e6:.2f} MB, ms: {min(times):.1f}   aim {AIM:g}   {AIM / min(times):.2f} × the aim")


def _patient() -> dict[str, object]:
    return {"fullUrl": "urn:uuid:p", "resource": {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1970-02-03"}}


def _observation(index: int) -> dict[str, object]:
    """A creatinine as laboratories send it, about 1 kB."""
    category = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "laboratory", "display": "laboratory"}
    loinc = {"system": "http://loinc.org", "code": "2160-0", "display": "Creatinine [Mass/volume] in Serum or Plasma"}
    resource = {
        "resourceType": "Observation",
        "id": f"o{index}",
        "meta": {"profile": ["http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab"]},
        "status": "final",
        "category": [{"coding": [category]}],
        "code": {"coding": [loinc], "text": "Creatinine"},
        "subject": {"reference": "urn:uuid:p"},
        "encounter": {"reference": f"urn:uuid:{index:032x}"},
        "effectiveDateTime": f"2026-0{index % 9 + 1}-{index % 28 + 1:02d}T10:11:12.000+02:00",
        "issued": "2026-10-01T10:11:12.000+02:00",
        "valueQuantity": {"value": 1 + index / 1000, "unit": "mg/dL", "system": "http://unitsofmeasure.org", "code": "mg/dL"},
        "referenceRange": [{"low": {"value": 0.5, "unit": "mg/dL"}, "high": {"value": 1.2, "unit": "mg/dL"}}],
    }
    return {"fullUrl": f"urn:uuid:{index:032x}", "resource": resource, "request": {"method": "POST", "url": "Observation"}}


if __name__ == "__main__":
    main()

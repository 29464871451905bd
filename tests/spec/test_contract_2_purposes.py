"""Contract §2, Lists: what a treatment is given for may be several things, of which none alone is known to count."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table

NOTHING: dict[str, Any] = {"complete": ["conditions", "procedures", "medications"]}


def has(*names: str, **fields: Any) -> dict[str, Any]:
    return NOTHING | {"conditions": [{"name": n, **fields} for n in names]}


def takes(name: str, indication: str) -> dict[str, Any]:
    return NOTHING | {"medications": [{"name": name, "indication": indication, "start": "2026-01-01"}]}


@table(
    excludes("Steroids for asthma, arthritis or lupus", "the last alone", has("lupus"), "unknown"),
    excludes("Steroids for asthma, arthritis or lupus", "the second alone", has("arthritis"), "unknown"),
    excludes("Steroids for asthma, arthritis or lupus", "for the first", takes("prednisone", "asthma"), "fail"),
    excludes("Steroids for asthma, arthritis, or lupus", "none of it", has("appendicitis"), "match"),
    excludes("Steroids for asthma, active arthritis, or prior lupus", "the second alone", has("arthritis"), "unknown"),
    excludes("Steroids for current asthma or recent arthritis", "the second alone", has("arthritis"), "unknown"),
    excludes("Hospitalization for asthma, COPD or heart failure", "the last alone", has("heart failure"), "unknown"),
    excludes("Hospitalized for asthma, COPD or heart failure", "the second alone", has("COPD"), "unknown"),
    excludes("Prior treatment for asthma, COPD or lupus", "the second alone", has("COPD"), "unknown"),
    needs("Steroids for asthma, arthritis or lupus", "the second alone", has("arthritis"), "unknown"),
    needs("Steroids for asthma, arthritis or lupus", "none of it", NOTHING, "fail"),
    excludes("Chemotherapy for breast cancer, lung cancer or lymphoma", "the last alone", has("lymphoma"), "unknown"),
    excludes("Chemotherapy for breast cancer, gout or heart failure", "not what it is given for", has("heart failure"), "fail"),
    excludes("Radiotherapy for pain or fracture", "the second alone", has("fracture"), "unknown"),
    excludes("Hospitalization for asthma or history of stroke", "a thing of its own", has("stroke", onset="2020-01-01"), "fail"),
    excludes("Chemotherapy for active or recurrent lymphoma", "the disease alone", has("lymphoma"), "match"),
    excludes("Steroids for new-onset or chronic arthritis", "the disease alone", has("chronic arthritis"), "match"),
)
def test_a_list_behind_for_may_be_of_purposes(kind: Any, text: str, record: Any, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

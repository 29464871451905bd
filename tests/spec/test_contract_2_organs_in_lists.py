"""An organ alone in a list shares the noun of what follows, stands for its diseases among diseases, or says nothing (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table

NOTHING: dict[str, Any] = {"complete": ["conditions", "procedures", "medications"]}


def having(name: str, **more: Any) -> dict[str, Any]:
    return {"conditions": [{"name": name, **more}], **NOTHING}


@table(
    excludes("Lung, or gastrointestinal hemorrhage", "asthma", having("asthma"), "match"),
    excludes("Lung, or gastrointestinal hemorrhage", "bleeding there", having("bleeding", site="lung"), "fail"),
    excludes("Heart, lung or liver disease", "asthma", having("asthma"), "fail"),
    excludes("Diseases of the heart, lung or liver", "asthma", having("asthma"), "fail"),
    excludes("Renal artery or aortic aneurysm", "kidney disease", having("chronic kidney disease"), "unknown"),
    excludes("Resection of the bladder or mental incapacity", "a mental disorder", having("depression"), "unknown"),
    needs("Normal hematological, hepatic and coagulation profiles", "healthy", NOTHING, "unknown"),
    excludes("Fragments or devices in the brain, eyes or spinal canal", "cataract", having("cataract"), "unknown"),
    excludes("Ocular or systemic administration of antibiotics", "cataract", having("cataract"), "unknown"),
)
def test_an_organ_in_a_list(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


TAKES_METFORMIN = {"medications": [{"name": "metformin"}], **NOTHING}


@table(
    excludes("Using an investigational drug or therapy within 30 days", "another drug", TAKES_METFORMIN, "unknown"),
    excludes("Use of cannabis, opioids or other drugs", "another drug", TAKES_METFORMIN, "unknown"),
    excludes("Use of cannabis, opioids or other drugs", "one of them", {"medications": [{"name": "morphine"}]}, "fail"),
)
def test_a_drug_beside_others_is_one_of_their_kind(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Abuse of alcohol or drugs", "a drug", TAKES_METFORMIN, "match"),
    excludes("Any medication within 2 weeks", "a drug", {"medications": [{"name": "metformin", "start": "2020-01-01"}], **NOTHING}, "fail"),
    excludes("Use of any of these medications; cyclosporine, ketoconazole", "another", TAKES_METFORMIN, "unknown"),
    needs("Prior treatment must have included cisplatin", "another drug", TAKES_METFORMIN, "unknown"),
    excludes("Liver failure caused by alcohol, drugs or toxins", "drugs", having("liver failure", due_to=["paracetamol"]), "fail"),
)
def test_drugs_in_general(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)

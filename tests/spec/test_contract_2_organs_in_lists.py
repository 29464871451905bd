"""An organ alone in a list shares the noun of what follows, stands for its diseases among diseases, or says nothing (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, drug, has, takes, treated


@table(
    excludes("Lung, or gastrointestinal hemorrhage", "asthma", has("asthma"), "match"),
    excludes("Lung, or gastrointestinal hemorrhage", "bleeding there", has("bleeding", site="lung"), "fail"),
    excludes("Heart, lung or liver disease", "asthma", has("asthma"), "fail"),
    excludes("Diseases of the heart, lung or liver", "asthma", has("asthma"), "fail"),
    excludes("Renal artery or aortic aneurysm", "kidney disease", has("chronic kidney disease"), "unknown"),
    excludes("Resection of the bladder or mental incapacity", "a mental disorder", has("depression"), "unknown"),
    needs("Normal hematological, hepatic and coagulation profiles", "healthy", NOTHING, "unknown"),
    excludes("Fragments or devices in the brain, eyes or spinal canal", "cataract", has("cataract"), "unknown"),
    excludes("Ocular or systemic administration of antibiotics", "cataract", has("cataract"), "unknown"),
)
def test_an_organ_in_a_list(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Using an investigational drug or therapy within 30 days", "another drug", takes("metformin"), "unknown"),
    excludes("Use of cannabis, opioids or other drugs", "another drug", takes("metformin"), "unknown"),
    excludes("Use of cannabis, opioids or other drugs", "one of them", treated(drug("morphine")), "fail"),
)
def test_a_drug_beside_others_is_one_of_their_kind(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Abuse of alcohol or drugs", "a drug", takes("metformin"), "match"),
    excludes("Any medication within 2 weeks", "a drug", takes("metformin", start="2020-01-01"), "fail"),
    excludes("Use of any of these medications; cyclosporine, ketoconazole", "another", takes("metformin"), "unknown"),
    needs("Prior treatment must have included cisplatin", "another drug", takes("metformin"), "fail"),
    excludes("Liver failure caused by alcohol, drugs or toxins", "drugs", has("liver failure", due_to=["paracetamol"]), "fail"),
)
def test_drugs_in_general(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)

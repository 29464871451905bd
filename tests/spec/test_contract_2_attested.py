"""What is attested: whose consent it is, denied behind its name, and abilities that a list shares (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, attested, done, drug, listed, treated


@table(
    needs("Parental consent", "the patient's own", attested(informed_consent=True), "unknown"),
    needs("Parental consent", "the parents'", attested(parental_consent=True), "match"),
    needs("Written informed consent from the parents", "the patient's own", attested(informed_consent=True), "unknown"),
    needs("Informed consent", "the parents'", attested(parental_consent=True), "unknown"),
    needs("Parental permission and child assent", "both", attested(parental_consent=True, assent=True), "match"),
    needs("Parental permission and child assent", "no assent", attested(parental_consent=True, assent=False), "fail"),
)
def test_the_parents_consent_is_not_the_patients(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Informed consent not obtained", "obtained", attested(informed_consent=True), "match"),
    excludes("Informed consent not obtained", "refused", attested(informed_consent=False), "fail"),
    excludes("Parental consent not given", "not given", attested(parental_consent=False), "fail"),
    excludes("Contraception not used", "not used", attested(contraception=False), "fail"),
    excludes("Contraception not used", "used", attested(contraception=True), "match"),
    needs("Informed consent obtained", "obtained", attested(informed_consent=True), "match"),
    excludes("Consent not obtained by the sponsor", "more is said", attested(informed_consent=True), "unknown"),
)
def test_a_negation_behind_denies_what_is_attested(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


HAD_CT = done("computed tomography", "2026-09-01")


@table(
    excludes("Unable to undergo MRI or CT", "a CT before", HAD_CT, "unknown"),
    excludes("Unable to undergo MRI or CT", "none so far", NOTHING, "unknown"),
    needs("Able to undergo MRI and lumbar puncture", "none so far", NOTHING, "unknown"),
    needs("Able to undergo MRI or CT", "none so far", attested(able_to_undergo_MRI=False), "unknown"),
    excludes("Unable to undergo MRI or claustrophobia", "a thing of its own", listed("claustrophobia"), "fail"),
    needs("Able to swallow tablets and prior chemotherapy", "a time of its own", attested(able_to_swallow_tablets=True), "fail"),
)
def test_the_ability_is_for_all_that_is_named(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Patients must agree to a biopsy", "none so far", NOTHING, "unknown"),
    needs("Must agree to use contraception", "using it", attested(contraception=True), "match"),
    needs("Wishing to undergo liver transplantation", "none so far", NOTHING, "unknown"),
    needs("Indication for one of the following: mastectomy, lumpectomy", "none so far", NOTHING, "unknown"),
    excludes("At risk of any of the following: stroke, infarction", "none so far", NOTHING, "unknown"),
    excludes("Contraindication to one of the following: aspirin, heparin", "takes it", treated(drug("heparin")), "unknown"),
    needs("Scheduled for one of the following: mastectomy, lumpectomy", "none planned", NOTHING, "fail"),
    needs("Adequate recovery from recent surgery and radiotherapy", "had neither", NOTHING, "unknown"),
)
def test_what_is_agreed_to_or_feared_need_not_have_been(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Should a woman become pregnant, she should inform her physician", "not pregnant", attested(pregnancy=False), "unknown"),
    needs("Should a patient develop stroke, he must stop", "no stroke", NOTHING, "match"),
    excludes("Known or suspected non-compliance", "complies", attested(compliance=True), "match"),
    excludes("Known or suspected pregnancy", "not pregnant", attested(pregnancy=False), "match"),
)
def test_an_inverted_condition_and_a_suspicion(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)

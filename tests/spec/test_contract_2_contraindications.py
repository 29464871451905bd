"""Contraindications by name: attested, an allergy to the very thing, or examples of the text; no list denies them (contract §2)."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, allergic, done, drug, has, open_list, says, treated

MRI = "Any known contraindication to MRI"
SEVERE = open_list({"name": "claustrophobia", "severity": "severe"})
UNDERGOING = "Contraindications for undergoing magnetic resonance imaging (MRI)"
ABSENT = open_list({"name": "contraindication to magnetic resonance imaging", "status": "absent"})
TO_MRI, NONE_TO_MRI = says("contraindication to MRI", True), says("MRI contraindication", False)


@table(
    excludes(MRI, "attested", TO_MRI, "fail"),
    excludes(MRI, "denied, in other words", NONE_TO_MRI, "match"),
    excludes(MRI, "on the problem list", has("MRI contraindicated"), "fail"),
    excludes(MRI, "over", has("MRI contraindicated", onset="2020-01-01", end="2021-01-01", status="resolved"), "unknown"),
    excludes(MRI, "not yet begun", has("MRI contraindicated", onset="2027-01-01"), "unknown"),
    excludes(
        MRI,
        "denied on the problem list",
        ABSENT,
        "match",
    ),
    excludes(MRI, "complete lists", NOTHING, "unknown: missing"),
    excludes(MRI, "of another thing", says("contraindication to CT", True), "unknown"),
    excludes(MRI, "a denial of another thing", says("contraindication to lumbar puncture", False), "unknown"),
    excludes("MRI contraindications", "attested", TO_MRI, "fail"),
    excludes("Patients in whom MRI is contraindicated", "attested", TO_MRI, "fail"),
    excludes(UNDERGOING.replace("Contraind", "Contra-ind"), "attested", TO_MRI, "fail"),
    excludes(UNDERGOING, "denied", NONE_TO_MRI, "match"),
    excludes("Absolute contraindication to MRI", "attested, but of what kind", TO_MRI, "unknown"),
    excludes("Absolute contraindication to MRI", "denied", NONE_TO_MRI, "match"),
    needs("No contraindication to MRI", "denied", NONE_TO_MRI, "match"),
    needs("No contraindication to MRI", "attested", TO_MRI, "fail"),
    needs("Patients for whom surgery is contraindicated", "attested", says("contraindication to surgery", True), "match"),
)
def test_a_contraindication_is_attested(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Contraindication to amoxicillin", "an allergy to it", allergic({"name": "amoxicillin"}), "fail"),
    excludes("Contraindication to amoxicillin", "an allergy to its class", allergic({"name": "penicillins"}), "fail"),
    excludes("Contraindication to penicillins", "an allergy to one of them", allergic({"name": "amoxicillin"}), "unknown"),
    excludes("Contraindication to the use of amoxicillin", "another allergy", allergic({"name": "latex"}), "unknown"),
    excludes("Contraindication to amoxicillin", "takes it", treated(drug("amoxicillin")), "unknown"),
)
def test_nobody_may_have_what_they_are_allergic_to(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Contraindication to tamoxifen or letrozole", "to the second", says("contraindication to letrozole", True), "fail"),
    excludes("Contraindication to tamoxifen or letrozole", "takes the second", treated(drug("letrozole")), "unknown"),
    excludes("Contraindications to both aspirin and clopidogrel", "to the first", says("contraindication to aspirin", True), "fail"),
    excludes("Contraindication to MRI, pregnancy or breastfeeding", "pregnant", says("pregnancy", True), "fail"),
    excludes(
        "Contraindication to MRI, severe claustrophobia",
        "claustrophobia",
        SEVERE,
        "fail",
    ),
    excludes("Claustrophobia or other contraindications to MRI", "another one", TO_MRI, "fail"),
    excludes("Contraindication to MRI (pacemaker, aneurysm clip)", "one of them", done("pacemaker"), "fail"),
)
def test_contraindications_in_lists_and_by_example(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Contraindicated medications", "takes one", treated(drug("aspirin")), "unknown: not_understood"),
    excludes("Taking a drug that is contraindicated with ritonavir", "attested", says("contraindication to ritonavir", True), "unknown"),
    excludes("Contraindication to steroids that would harm", "some", says("contraindication to steroids", True), "unknown"),
    excludes("Any contraindication to surgery within 4 weeks", "at some time", says("contraindication to surgery", True), "unknown"),
)
def test_more_words_make_something_else_of_it(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

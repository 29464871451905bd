"""Who is able and willing to comply with a study: one attested fact, however long the list of what the study asks (contract §2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import closed, has, labs, obs, says

COMPLIES, DOES_NOT = says("compliance", True), says("compliance", False)
RETURNS, STAYS_AWAY = says("available for follow-up", True), says("available for follow-up", False)
CONSENTS = says("informed consent", True)


@table(
    *(
        needs(text, special, record, expected)
        for text in (
            "Ability and willingness to comply with scheduled visits, treatment plans, laboratory tests, and other study procedures",
            "Able (in the investigator's opinion) and willing to comply with all study requirements",
            "Willing, able and committed to attend all visits",
            "Capable of complying with study procedures and follow-up",
            "Patient agrees to adhere to the study protocol and attend the required clinic visits",
            "Willing to abide by the requirements of the protocol for the duration of the study",
        )
        for special, record, expected in (
            ("complies", COMPLIES, "match"),
            ("does not", DOES_NOT, "fail"),
            ("not said", closed(), "unknown"),
        )
    ),
    *(
        excludes(text, special, record, expected)
        for text in (
            "Inability to comply with study and/or follow-up procedures",
            "Inability or unwillingness to comply with the requirements of the protocol",
            "Unable to complete follow-up visits",
            "In the opinion of the investigator, unable or unwilling to comply with the protocol",
            "Refusal or inability to comply with treatment",
            "Failure to comply with protocol requirements",
            "Inability to follow the protocol",
        )
        for special, record, expected in (
            ("complies", COMPLIES, "match"),
            ("does not", DOES_NOT, "fail"),
            ("not said", closed(), "unknown"),
        )
    ),
    needs("Agrees to return for follow-up assessments", "returns", RETURNS, "match"),
    needs("Agrees to return for follow-up assessments", "stays away", STAYS_AWAY, "fail"),
    excludes("Unwillingness to return for follow-up visits", "stays away", STAYS_AWAY, "fail"),
    needs("Able and willing to give consent and attend follow-up visits", "consent alone", CONSENTS, "unknown"),
    needs(
        "Able and willing to give consent and attend follow-up visits",
        "both",
        labs(obs("compliance", True), obs("informed consent", True)),
        "match",
    ),
)
def test_what_a_study_asks_of_who_takes_part_is_compliance(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Women attending antenatal visits", "complies", COMPLIES, "unknown"),
    needs("Willing to participate in the study", "complies, no word on consent", COMPLIES, "unknown"),
    excludes("Inability to comply with the wound care schedule at home", "complies", COMPLIES, "unknown"),
    excludes("Unlikely to comply with the study protocol", "willing", COMPLIES, "unknown"),
    excludes("Limitation of the patient's ability to comply with the treatment", "complies", COMPLIES, "unknown"),
    excludes("Limitation of the patient's ability to comply with the treatment", "does not", DOES_NOT, "unknown"),
    excludes("Inability to comply with follow-up, asthma, or gout", "complies, asthma", closed(COMPLIES, has("asthma")), "fail"),
    excludes("Inability to comply with follow-up, surgery within 4 weeks", "neither", closed(COMPLIES), "match"),
)
def test_other_abilities_are_not_compliance(
    kind: Any, text: str, record: Mapping[str, Any], expected: str, options: Mapping[str, Any]
) -> None:
    check(kind, text, record, expected, options)

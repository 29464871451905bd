"""Contract §2: reasons that ask nothing, whole sentences that permit, and how long contraception is agreed to."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import all_of, attested, closed, drug, listed, treated

BRAIN = "Patients with brain metastases should be excluded from this clinical trial because of their poor prognosis"
INTERACTIONS = "HIV-positive patients on dialysis are ineligible because of the potential for interactions"
NURSING = "Because there is an unknown but potential risk for infants, nursing women are excluded"
ANY = "Any of the following because the effects on the fetus are unknown: pregnancy; breastfeeding"


@table(
    excludes(BRAIN, "some", listed("brain metastases"), "fail"),
    excludes(BRAIN, "none", all_of(), "match"),
    excludes(INTERACTIONS, "no HIV", all_of(), "match"),
    excludes(NURSING, "she is", attested(breastfeeding=True), "fail"),
    excludes(ANY, "neither", attested(pregnancy=False, breastfeeding=False), "match"),
    excludes(ANY, "the second", attested(pregnancy=False, breastfeeding=True), "fail"),
    excludes("Unable to consent because of dementia", "a cause that is asked for", attested(informed_consent=True), "match"),
    needs(
        "The effects of the drug on the fetus are unknown. For this reason, pregnancy is excluded",
        "not pregnant",
        attested(pregnancy=False),
        "match",
    ),
    needs("Gout. Should a woman become pregnant, she should inform her physician", "gout", listed("gout"), "match"),
)
def test_why_something_is_asked_asks_nothing(kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


HIV = "Patients with HIV on effective antiretroviral therapy with an undetectable viral load are eligible for this trial"
OTHER = "Patients with a prior malignancy whose natural history does not interfere with the trial, or its treatment, are eligible"


@table(
    needs(HIV, "no HIV", closed(), "match"),
    needs(HIV, "HIV", listed("HIV infection"), "match"),
    needs(OTHER, "none", closed(), "match"),
)
def test_a_sentence_that_permits_some_people_rules_nobody_out(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


USES = attested(contraception=True, childbearing_potential=True)
STUDY = "Women of childbearing potential must agree to use contraception prior to study entry and for the duration of the study"


@table(
    needs(STUDY, "agreed", USES, "match"),
    needs("Must use contraception during treatment, and for 6 months after the last dose", "agreed", USES, "match"),
    needs("Agrees to use contraception (hormonal or barrier method; abstinence)", "agreed", USES, "match"),
    needs("Must use contraception (no hormonal methods)", "which is not recorded", USES, "unknown"),
    excludes("Patients with HIV and receiving dialysis", "only one of them", closed(listed("HIV infection")), "match"),
    excludes("Patients with gout and receiving metformin", "both", listed("gout") | treated(drug("metformin", "2026-01-01")), "fail"),
    excludes("Autoimmune disease that required systemic treatment (i.e. metformin)", "another disease", closed(listed("gout")), "match"),
)
def test_what_is_agreed_to_and_what_is_said_of_the_same_people(
    kind: Kind, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)

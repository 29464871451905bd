"""Contract §2: what is attested. Whose consent it is, languages and abilities that verbs share, denials, and what can only be lacking."""

from __future__ import annotations

from typing import Any

from spec.contract import Kind, check, excludes, needs, table
from spec.records import NOTHING, attested, done, drug, labs, listed, obs, operated, proc, says, treated


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


# ------------------------------------------------------------------ verbs that share an object, values that answer


CONSENTS, REFUSES = says("informed consent", True), says("informed consent", False)
SPEAKS, IS_SILENT = says("English", True), says("English", False)


@table(
    needs("Able to understand and sign the consent form", "consents", CONSENTS, "match"),
    needs("Able to understand and sign the consent form", "does not", REFUSES, "fail"),
    needs("Ability to understand and the willingness to sign a consent form", "consents", CONSENTS, "match"),
    needs("Able to read, understand and sign the informed consent", "consents", CONSENTS, "match"),
    needs("Signs and dates the consent form", "consents", CONSENTS, "match"),
    needs("The patient must provide informed written consent", "consents", CONSENTS, "match"),
    needs("Signed study-specific informed consent", "consents", CONSENTS, "match"),
    needs("Signed protocol-specific consent", "consents", CONSENTS, "match"),
    needs("Able to give informed consent", "what was given could be given", CONSENTS, "match"),
    needs("Able to give informed consent", "who refuses may be able to", REFUSES, "unknown"),
    needs("Able to understand the risks and sign the consent form", "an object of its own", CONSENTS, "unknown: needs_judgement"),
    needs("Able to read and write", "said for itself", says("literacy", True), "match"),
    needs("Signed parental informed consent", "somebody else's", CONSENTS, "unknown"),
    excludes("Unable to understand and sign the consent form", "consents", CONSENTS, "match"),
    excludes("Unable to understand and sign the consent form", "does not", REFUSES, "fail"),
)
def test_verbs_of_consent_share_their_object(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Able to read, write and understand English", "speaks it", SPEAKS, "match"),
    needs("Able to read, write and understand English", "does not", IS_SILENT, "fail"),
    needs("Fluent in oral and written Spanish", "speaks it", says("Spanish", True), "match"),
    needs("Fluency in oral and written Spanish", "does not", says("Spanish", False), "fail"),
    excludes("Cannot read or understand English", "speaks it", SPEAKS, "match"),
    excludes("Cannot read or understand English", "does not", IS_SILENT, "fail"),
    excludes("Not able to read, write or speak English", "speaks it", SPEAKS, "match"),
    excludes("If the caregiver is unable to speak English", "somebody else", SPEAKS, "unknown"),
)
def test_verbs_of_a_language_share_it(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Absence of informed consent", "consents", CONSENTS, "match"),
    excludes("Absence of informed consent", "does not", REFUSES, "fail"),
    excludes("No informed consent", "consents", CONSENTS, "match"),
    excludes("Without health insurance", "insured", says("health insurance", True), "match"),
    excludes("Without health insurance", "not insured", says("health insurance", False), "fail"),
    excludes("No contraception", "uses it", says("contraception", True), "match"),
    excludes("No prior chemotherapy", "may mean either", operated(proc("chemotherapy", start="2020")), "unknown: ambiguous"),
    excludes("No pregnancy", "may mean either", says("pregnancy", False), "unknown: ambiguous"),
)
def test_what_is_asked_of_everybody_can_only_be_lacking(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    needs("Postmenopausal", "as a value", says("menopausal status", "postmenopausal"), "match"),
    needs("Postmenopausal", "another value", says("menopausal status", "premenopausal"), "fail"),
    needs("Premenopausal", "as a value", says("menopausal status", "premenopausal"), "match"),
    needs("Premenopausal", "past it", says("menopause", True), "fail"),
    needs(
        "Postmenopausal",
        "the latest counts",
        labs(obs("premenopausal", True, day="2016-03-01"), obs("menopausal status", "postmenopausal", day="2024-03-01")),
        "match",
    ),
    needs("Pre- or postmenopausal", "either", says("premenopausal", True), "match"),
    needs("Childbearing potential", "denied by the value", says("menopausal status", "postmenopausal"), "fail"),
)
def test_a_value_that_names_an_observation_answers_it(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("History of HIV infection", "a test of today", says("HIV antibody", "negative"), "match"),
    excludes("History of hepatitis B", "it may have healed", says("HBsAg", "negative"), "unknown: stale"),
    needs("Expected life > 6 months", "a year", says("life expectancy", 12, unit="months"), "match"),
    needs("Anticipated life of at least 12 weeks", "a month", says("life expectancy", 1, unit="months"), "fail"),
    excludes("Expected survival < 48 hours", "a year", says("life expectancy", 1, unit="years"), "match"),
)
def test_what_follows_from_a_value(kind: Kind, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


# ------------------------------------------------------------------ recovery, information, willingness, sex

_RECOVERED = "recovered from the effects of prior therapy"


@table(
    needs("Recovered from all acute effects of prior surgery, radiotherapy and chemotherapy", "yes", says(_RECOVERED, True), "match"),
    needs("Recovered from all acute effects of prior surgery, radiotherapy and chemotherapy", "no", says(_RECOVERED, False), "fail"),
    needs("Recovered from the toxicity of earlier treatment to grade 1 or less", "no", says(_RECOVERED, False), "fail"),
    needs("Recovered from the toxicity of earlier treatment to grade 1 or less", "yes", says(_RECOVERED, True), "unknown"),
    needs("Recovered from the effects of agents that were given 4 weeks ago", "yes", says(_RECOVERED, True), "unknown"),
    excludes("Has not recovered from toxicity due to prior therapy", "it has", says(_RECOVERED, True), "match"),
    needs("Patients must be informed of the investigational nature of the study", "consented", says("informed consent", True), "match"),
    needs("Patients must be informed of the investigational nature of the study", "nothing", {}, "unknown"),
    needs("Able to consent and willingness to comply with the protocol", "unwilling", attested(compliance=False), "fail"),
    excludes("Subject to a judicial protection measure", "protected", attested(legal_protection=True), "fail"),
    needs("Both sexes", "nothing", {}, "match"),
    needs("Patients of either gender", "nothing", {}, "match"),
    needs("Female gender", "a man", {"sex": "male"}, "fail"),
    needs("Measurable disease (RECIST 1.1)", "yes", says("measurable disease", True), "match"),
    needs("No surgery within 14 days of the initial dose of study drug", "a month ago", done("hip replacement", "2026-09-30"), "match"),
)
def test_usual_facts_are_read_as_a_whole(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)

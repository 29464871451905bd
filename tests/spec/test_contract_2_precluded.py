"""Contract §2: diseases that take the capacity to consent or to comply; words around consent and languages."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import Record, cond, obs


def depressed(**attested: bool) -> Record:
    """A patient with a depression, and what is attested of them."""
    return {"conditions": [cond("depression")], "observations": [obs(name.replace("_", " "), value) for name, value in attested.items()]}


def ill(name: str, **attested: bool) -> Record:
    return depressed(**attested) | {"conditions": [cond(name)], "complete": ["conditions"]}


NO_LANGUAGE = {"observations": [obs("English language", False), obs("Spanish language", False)]}
PSYCHIATRIC = "Psychiatric illness that would prevent the patient from giving informed consent"
SITUATIONS = "Psychiatric illness/social situations that would limit compliance with study requirements"
LISTED = (
    "Dementia, altered mental status, or any psychiatric condition that would prohibit the understanding or rendering of informed consent"
)
OF_BOTH = "Neurological or psychiatric disorder that may compromise the ability to give informed consent"
SAID_BEHIND = "Dementia or psychosis that would preclude informed consent"


@table(
    excludes(PSYCHIATRIC, "who consents is capable", depressed(informed_consent=True), "match"),
    excludes(PSYCHIATRIC, "not consenting is no incapacity", depressed(informed_consent=False), "unknown"),
    excludes(PSYCHIATRIC, "without capacity", depressed(capacity_to_consent=False), "fail"),
    excludes(PSYCHIATRIC, "no such illness", ill("gout", capacity_to_consent=False), "match"),
    excludes(SITUATIONS, "complies", depressed(compliance=True), "match"),
    excludes(SITUATIONS, "does not", depressed(compliance=False), "fail"),
    excludes(SITUATIONS, "a complete list tells of no situation", ill("gout"), "unknown"),
    excludes(LISTED, "the clause is of the last", ill("dementia", informed_consent=True), "fail"),
    excludes(LISTED, "the last", ill("depression", informed_consent=True), "match"),
    excludes(OF_BOTH, "both share the noun", ill("epilepsy", informed_consent=True), "match"),
    excludes(SAID_BEHIND, "may be said of the first", ill("dementia", informed_consent=True), "unknown"),
    excludes("Mental illness, that would limit compliance", "a comma parts nothing", depressed(compliance=True), "match"),
    excludes(
        "Any condition that would preclude informed consent or study compliance",
        "both",
        depressed(informed_consent=True, compliance=True),
        "match",
    ),
    excludes("Any condition that would preclude informed consent or study compliance", "one", depressed(informed_consent=True), "unknown"),
    excludes("Any condition that would interfere with compliance or pose a risk", "more is said", depressed(compliance=True), "unknown"),
    excludes("Any condition that prevents participation in the study", "that is no consent", depressed(informed_consent=True), "unknown"),
    needs("Depression that does not limit compliance", "it is denied", depressed(compliance=True), "unknown"),
    excludes("History of psychiatric illness that limited compliance", "it is over, perhaps", depressed(compliance=True), "unknown"),
    excludes("Asthma/psychiatric illness that would limit compliance", "both readings", ill("asthma", compliance=True), "unknown"),
    excludes("Inability to speak English or Spanish", "one of them is enough", {"observations": [obs("Spanish language", True)]}, "match"),
    excludes("Inability to speak English or Spanish", "neither", NO_LANGUAGE, "fail"),
    needs(
        "Able to understand English and study procedures",
        "the procedures too",
        {"observations": [obs("English language", True)]},
        "unknown",
    ),
    excludes("Difficulty in understanding of English", "some is understood", {"observations": [obs("English language", True)]}, "unknown"),
    needs("No psychiatric or addictive disorder that would preclude study compliance", "complies", depressed(compliance=True), "match"),
)
def test_what_precludes_consent_or_compliance(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


CONSENTED = {"observations": [obs("informed consent", True)]}
REFUSED = {"observations": [obs("informed consent", False)]}


@table(
    *(
        row
        for text in (
            "Provision of signed and dated informed consent form",
            "Signature of the written informed consent",
            "The patient must have signed and dated an IRB-approved consent form",
            "Dated and signed IEC/IRB-approved informed consent",
            "Has signed the most recent patient informed consent form",
            "Patient must sign and date a written informed consent",
            "Ability to understand the nature of this trial and give written informed consent",
        )
        for row in (needs(text, "given", CONSENTED, "match"), needs(text, "refused", REFUSED, "fail"))
    ),
    needs("Completion of a parental consent to participate", "the patient's own", CONSENTED, "unknown"),
    needs("Provision of informed consent and HIPAA authorization", "more is asked for", CONSENTED, "unknown"),
    needs("Fluent speakers of English", "speaks it", {"observations": [obs("English language", True)]}, "match"),
    needs("Native speakers of English", "perhaps as a second language", {"observations": [obs("English language", True)]}, "unknown"),
    needs("Sufficient understanding of the German language", "does not", {"observations": [obs("German language", False)]}, "fail"),
    needs("Fluent in German language", "speaks it", {"observations": [obs("fluent in German", True)]}, "match"),
)
def test_words_around_consent_and_languages(kind: Any, text: str, record: Record, expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

"""Contract §2: denials behind how something was found, tenses behind lists, suspicions, "chemotherapy with A or B", consents for more."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import attested, closed, cond, drug, has, listed, open_list, took, treated


@table(
    needs("Fatty liver confirmed on ultrasound without cirrhosis", "both", has("fatty liver", "cirrhosis"), "fail"),
    needs("Fatty liver confirmed on ultrasound without cirrhosis", "fatty liver", has("fatty liver"), "match"),
    needs(
        "Polyps confirmed on biopsy or resection specimen with no evidence of cancer", "both", has("colon polyp", "colon cancer"), "fail"
    ),
    needs("Fatty liver confirmed on ultrasound or CT", "fatty liver", has("fatty liver"), "match"),
    needs("Pulmonary embolism on CT angiography", "embolism", has("pulmonary embolism"), "match"),
)
def test_a_denial_is_no_part_of_how_something_was_found(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_OVER = open_list(cond("epilepsy", "2001-01-01", status="resolved", end="2010-01-01"))


@table(
    excludes("Asthma, epilepsy or gout, current or past", "the second, over", _OVER, "fail"),
    excludes("Asthma, epilepsy, past or present", "the last, over", _OVER, "fail"),
    excludes("Asthma, epilepsy or gout", "over", closed(_OVER), "match"),
    excludes("Renal or pulmonary disease, active or in the past 5 years", "longer ago", has("pneumonia", onset="2015-01-01"), "match"),
    excludes("Cancer, currently or in the past 5 years", "now", has("lung cancer", onset="2012-01-01"), "fail"),
    excludes("Have or had epilepsy", "over", _OVER, "fail"),
)
def test_a_tense_behind_a_list_is_said_of_each(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Known or suspected alcohol abuse", "the disease", has("alcohol abuse"), "fail"),
    excludes("Known or suspected alcohol abuse", "the suspicion", has("suspected alcohol abuse"), "fail"),
    excludes("Known or suspected alcohol abuse", "what may come of it", has("alcoholic hepatitis"), "unknown"),
    excludes("Known or suspected malignancy", "plainly another disease", has("asthma"), "match"),
    excludes("Known or suspected malignancy", "what may be one", has("lung mass"), "unknown"),
    excludes("Suspected malignancy", "the disease is denied", listed("malignancy", status="absent"), "unknown"),
)
def test_a_suspicion_is_met_by_the_disease_and_by_the_suspicion(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


_CISPLATIN = closed(
    treated(drug("cisplatin", "2025-01-01", end="2025-06-01")),
    procedures=[{"name": "chemotherapy", "start": "2025-01-01", "end": "2025-06-01"}],
)


@table(
    needs("Prior chemotherapy with cisplatin or carboplatin", "ended", _CISPLATIN, "match"),
    excludes("Prior chemotherapy with cisplatin or carboplatin", "ended", _CISPLATIN, "fail"),
    excludes("Prior chemotherapy with taxanes or vinorelbine", "another drug", _CISPLATIN, "unknown"),
    excludes("Prior treatment, including radiotherapy", "a drug for another disease", took("metformin", "2020-01-01"), "unknown"),
)
def test_prior_reaches_the_drugs_of_a_treatment(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes(
        "Severe, active comorbidity, defined as follows: atrial fibrillation",
        "moderate",
        has("atrial fibrillation", severity="moderate"),
        "fail",
    ),
    excludes("Severe comorbidity defined as follows: atrial fibrillation", "none", closed(), "match"),
)
def test_how_severe_is_said_by_the_definition(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


_CONSENTED, _REFUSED = attested(informed_consent=True), attested(informed_consent=False)


@table(
    needs("Willing to sign a separate consent for genetic testing", "to take part", _CONSENTED, "unknown"),
    needs("Willing to provide consent for tissue banking", "to take part", _CONSENTED, "unknown"),
    needs("Informed consent for participation in the study", "to take part", _CONSENTED, "match"),
    needs("Informed consent for participation in the study", "refused", _REFUSED, "fail"),
    excludes("Conditions limiting the ability to comply with the protocol", "complies", attested(compliance=True), "match"),
)
def test_consent_to_take_part_is_none_to_more(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


@table(
    excludes("Nerve injuries of the upper limb", "another injury there", has("injury", site="upper limb"), "unknown"),
    excludes("Nerve injuries of the upper limb", "an injury of the head", has("skull fracture"), "match"),
    excludes("Muscle injury in the leg", "a fracture of the skull", has("skull fracture"), "match"),
)
def test_a_tissue_and_its_place_are_both_asked_for(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]
) -> None:
    check(kind, text, record, expected, options)

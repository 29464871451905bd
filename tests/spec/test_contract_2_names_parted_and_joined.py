"""Names that signs part or words describe: names around brackets, "-based" regimens, "non-" qualities, requirements with a route."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, done, has, labs, obs, says, takes, took

HIV = "Known human immunodeficiency virus (HIV) infection"
RATIO = "Urine protein:creatinine ratio > 1.0"
PARTED = table(
    excludes(HIV, "it", has("HIV infection"), "fail"),
    excludes(HIV, "another infection", has("urinary tract infection"), "match"),
    excludes(HIV, "an open record", {}, "unknown"),
    excludes("Hepatitis C (HCV) infection", "it", has("hepatitis C"), "fail"),
    excludes("Hepatitis C (HCV) infection", "another infection", has("pneumonia"), "match"),
    excludes(RATIO, "above", says("UPCR", 1.4, "g/g"), "fail"),
    excludes(RATIO, "below", says("UPCR", 0.2, "g/g"), "match"),
    excludes(RATIO, "the creatinine alone tells nothing", says("creatinine", 1.4, "mg/dL"), "unknown"),
    needs("Urine protein creatinine (UPC) ratio < 1.0", "below", says("UPCR", 0.2, "g/g"), "match"),
    excludes("Corrected QT (QTc) interval > 470 msec", "above", says("QTc", 490, "ms"), "fail"),
    excludes("Gastric ulcers (malignant) and polyps", "brackets that say more stay", has("gastric ulcer"), "unknown"),
)


@PARTED
def test_brackets_that_abbreviate_and_colons_of_a_ratio_part_no_name(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


REGIMENS = table(
    excludes("Prior taxane-based chemotherapy", "with the drug", took("docetaxel", "2025-01-01", "2025-03-01"), "fail"),
    excludes("Prior taxane-based chemotherapy", "with another", took("doxorubicin", "2025-01-01", "2025-03-01"), "match"),
    excludes("Prior taxane-based chemotherapy", "an open record", {}, "unknown"),
    excludes("Prior lapatinib-containing regimen", "with the drug", took("lapatinib", "2025-01-01", "2025-03-01"), "fail"),
    excludes("Prior platinum-containing agent", "one of the class", took("carboplatin", "2025-01-01", "2025-03-01"), "fail"),
    excludes("Prior anthracycline-based adjuvant treatment", "the purpose is not recorded", took("epirubicin", "2025-01-01"), "unknown"),
    excludes("Prior anthracycline-based adjuvant treatment", "none at all", NOTHING, "match"),
)


@REGIMENS
def test_a_regimen_named_by_a_drug_is_given_where_the_drug_is(
    kind: Any, text: str, record: dict[str, Any], expected: str, options: Any
) -> None:
    check(kind, text, record, expected, options)


QUALITIES = table(
    excludes("Non-healing ulcer of the skin", "no ulcer", NOTHING, "match"),
    excludes("Non-healing ulcer of the skin", "whether it heals is not recorded", has("skin ulcer"), "unknown"),
    excludes("Non-inflammatory breast cancer", "of which kind?", has("breast cancer"), "unknown"),
    excludes("Non-inflammatory breast cancer", "none", has("asthma"), "match"),
    excludes("History of non-breast malignancy", "it is not denied by another name", has("colon cancer"), "unknown"),
    excludes("History of non-breast malignancy", "none at all", has("asthma"), "match"),
    excludes("Uncontrolled non-malignant illness", "no name that a list could deny", has("asthma"), "unknown"),
    excludes("Severe or unstable fibrotic asthma", "both are fibrotic", has("asthma", severity="severe"), "unknown"),
    excludes("Severe or unstable fibrotic asthma", "none", NOTHING, "match"),
)


@QUALITIES
def test_a_denied_quality_describes_the_name_behind_it(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


INTRAVENOUS = "Infection requiring intravenous antibiotics"
SEVERAL = "Infection requiring antibiotics, antivirals, or antifungals"
ALSO = "Arthritis requiring steroids or other immunosuppressants"
REQUIRED = table(
    excludes(INTRAVENOUS, "no infection", takes("ceftriaxone"), "match"),
    excludes(INTRAVENOUS, "what it requires is not recorded", has("pneumonia"), "unknown"),
    excludes(SEVERAL, "neither infection nor any of them", has("asthma"), "match"),
    excludes(SEVERAL, "one of them without an infection may be meant, or not", takes("fluconazole"), "unknown"),
    excludes(SEVERAL, "what it requires is not recorded", has("pneumonia"), "unknown"),
    excludes(ALSO, "the others are no exclusion of their own", takes("azathioprine"), "match"),
    excludes(
        "Infection requiring treatment with oral or intravenous antibiotics", "the second is no exclusion", takes("ceftriaxone"), "match"
    ),
    excludes("Infection requiring oral or parenteral antibiotics, antivirals, or antifungals", "as above", takes("fluconazole"), "unknown"),
    excludes("Infection requiring antibiotics, aspirin", "a list of two things", takes("aspirin"), "fail"),
)


@REQUIRED
def test_what_a_disease_requires_describes_it(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


DAILY = table(
    excludes("Daily use of aspirin", "none", NOTHING, "match"),
    excludes("Daily use of aspirin", "how often is not recorded", takes("aspirin"), "unknown"),
    excludes("Daily use of more than 10 mg prednisone", "it belongs to the dose", takes("prednisone", dose=20, unit="mg/day"), "fail"),
    excludes("Daily use of more than 10 mg prednisone", "a smaller dose", takes("prednisone", dose=5, unit="mg/day"), "match"),
)


@DAILY
def test_how_often_something_is_used_describes_it(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)


MENOPAUSE = "Peri or post-menopausal"
SURGERY = "Major surgery within 4 weeks before the first dose of XYZ-1234"
CURED = "Malignancy except cured basal cell carcinoma"
SWALLOWS = "Able to swallow and retain oral medication"
OTHERS = table(
    needs(MENOPAUSE, "the first", says("perimenopausal", True), "match"),
    needs(MENOPAUSE, "the second", says("postmenopausal", True), "match"),
    needs(MENOPAUSE, "neither", labs(obs("perimenopausal", False), obs("postmenopausal", False)), "fail"),
    needs(MENOPAUSE, "not recorded", {}, "unknown"),
    excludes(SURGERY, "within them", done("major surgery", "2026-10-20"), "fail"),
    excludes(SURGERY, "long ago", done("major surgery", "2025-10-20"), "match"),
    excludes(CURED, "another malignancy", has("lung cancer"), "fail"),
    excludes(CURED, "whether it is cured is not recorded", has("basal cell carcinoma"), "unknown"),
    excludes(CURED, "none", NOTHING, "match"),
    needs("ECOG 0-1 (see Appendix A)", "where the scale is printed asks nothing", says("ECOG", 1), "match"),
    excludes("Strong CYP3A4 inhibitors (see Appendix B)", "a citation carries no condition", takes("ketoconazole"), "fail"),
    needs(SWALLOWS, "said so", says("able to swallow and retain oral medication", True), "match"),
    needs(SWALLOWS, "not", says("able to swallow and retain oral medication", False), "fail"),
    needs(SWALLOWS, "to swallow is not to retain", says("able to swallow tablets", True), "unknown"),
    excludes("Medical history and concurrent diseases", "a heading", has("asthma"), "match"),
)


@OTHERS
def test_words_that_name_or_only_refer(kind: Any, text: str, record: dict[str, Any], expected: str, options: Any) -> None:
    check(kind, text, record, expected, options)

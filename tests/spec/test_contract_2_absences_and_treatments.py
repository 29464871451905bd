"""Contract §§1 and 2: what is said of a disease's treatment, of an organ's absence, of what everybody is expected to do."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table
from spec.records import NOTHING, attested, closed, cond, done, has, open_list, says, takes


@table(
    excludes("Treatment of hypertension", "untreated", has("hypertension"), "unknown"),
    needs("No other treatment of prostate cancer", "the disease itself", has("prostate cancer"), "unknown"),
    excludes("Absence of the uterus", "a healthy one", NOTHING, "unknown"),
    needs("Absence of cardiac or renal disease", "neither", NOTHING, "match"),
    excludes("Not having mental capacity and/or ability to participate", "consents", attested(informed_consent=True), "unknown"),
    excludes("Poor compliance, or not able to be followed up", "complies", attested(compliance=True), "unknown"),
    excludes("HBV- and HCV-positive", "neither", NOTHING, "match"),
    excludes("HBV- and HCV-positive", "the first", has("hepatitis B"), "fail"),
    excludes("HBV- and alcohol-related cirrhosis", "neither", NOTHING, "match"),
    excludes("Recent surgery or injury", "an injury", has("injury"), "unknown"),
    excludes("Recent surgery or injury", "neither", NOTHING, "match"),
)
def test_what_is_not_the_disease_itself(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


RESOLVED = has("asthma", status="resolved", end="2015-01-01")


@table(
    needs("Presence of a uterus", "a healthy one", has("asthma"), "unknown"),
    excludes("Absence of the spleen", "a healthy one", has("asthma"), "unknown"),
    needs("Patients without prior chemotherapy are eligible", "had it", done("chemotherapy", "2020-01-01"), "match"),
    needs("No prior chemotherapy is allowed", "had it", done("chemotherapy", "2020-01-01"), "fail"),
    needs("Patients who had chemotherapy are not eligible", "had it", done("chemotherapy", "2020-01-01"), "fail"),
    excludes("Patients given radiotherapy", "had it", done("radiotherapy", "2020-01-01"), "fail"),
    excludes("Contraindication or allergy to metformin", "no allergy", {"complete": ["allergies", "conditions"]}, "unknown"),
    excludes("Use of flucanazole", "misspelt", takes("fluconazole"), "unknown"),
    needs("The tumor must be a glioblastoma", "no tumour", has("asthma"), "fail"),
    needs("The tumor must be a glioblastoma", "it", has("glioblastoma"), "match"),
    needs("Tumor must be resectable", "no tumour recorded", has("asthma"), "unknown"),
    needs("Tumor must be Her2/neu positive", "positive", says("HER2 status", "positive"), "match"),
    excludes("Patient who is or was suffering from asthma", "resolved", RESOLVED, "fail"),
    excludes("Patient was diagnosed with asthma", "resolved", RESOLVED, "fail"),
    excludes("Patient is diagnosed with asthma", "resolved", RESOLVED, "match"),
    excludes("Other malignancy", "spread of its own", has("breast cancer", "bone metastasis"), "match", conditions=("breast cancer",)),
    excludes("Other malignancy", "another too", has("melanoma", "bone metastasis"), "fail", conditions=("breast cancer",)),
    excludes("Other malignancy", "not of a lymphoma", has("lymphoma", "bone metastasis"), "fail", conditions=("lymphoma",)),
    needs(
        "Breast cancer with stage III disease",
        "another cancer's stage",
        closed(open_list(cond("breast cancer", stage="II"), cond("colon cancer", stage="III"))),
        "fail",
    ),
)
def test_whose_it_is_and_whether_it_is_there(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)

"""What is said of a disease's treatment, of an organ's absence, of what everybody is expected to do (contract §§1–2)."""

from __future__ import annotations

from typing import Any

from spec.contract import check, excludes, needs, table

NOTHING: dict[str, Any] = {"complete": ["conditions", "procedures", "medications"]}


def having(*names: str) -> dict[str, Any]:
    return {"conditions": [{"name": name} for name in names], **NOTHING}


def attested(**facts: bool) -> dict[str, Any]:
    return {"observations": [{"name": name.replace("_", " "), "value": value} for name, value in facts.items()], **NOTHING}


@table(
    excludes("Treatment of hypertension", "untreated", having("hypertension"), "unknown"),
    needs("No other treatment of prostate cancer", "the disease itself", having("prostate cancer"), "unknown"),
    excludes("Absence of the uterus", "a healthy one", NOTHING, "unknown"),
    needs("Absence of cardiac or renal disease", "neither", NOTHING, "match"),
    excludes("Not having mental capacity and/or ability to participate", "consents", attested(informed_consent=True), "unknown"),
    excludes("Poor compliance, or not able to be followed up", "complies", attested(compliance=True), "unknown"),
    excludes("HBV- and HCV-positive", "neither", NOTHING, "match"),
    excludes("HBV- and HCV-positive", "the first", having("hepatitis B"), "fail"),
    excludes("HBV- and alcohol-related cirrhosis", "neither", NOTHING, "match"),
    excludes("Recent surgery or injury", "an injury", having("injury"), "unknown"),
    excludes("Recent surgery or injury", "neither", NOTHING, "match"),
)
def test_what_is_not_the_disease_itself(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)


def had(name: str, date: str) -> dict[str, Any]:
    return {"procedures": [{"name": name, "start": date, "end": date}], **NOTHING}


RESOLVED: dict[str, Any] = {"conditions": [{"name": "asthma", "status": "resolved", "end": "2015-01-01"}], **NOTHING}


@table(
    needs("Presence of a uterus", "a healthy one", having("asthma"), "unknown"),
    excludes("Absence of the spleen", "a healthy one", having("asthma"), "unknown"),
    needs("Patients without prior chemotherapy are eligible", "had it", had("chemotherapy", "2020-01-01"), "match"),
    needs("No prior chemotherapy is allowed", "had it", had("chemotherapy", "2020-01-01"), "fail"),
    needs("Patients who had chemotherapy are not eligible", "had it", had("chemotherapy", "2020-01-01"), "fail"),
    excludes("Patients given radiotherapy", "had it", had("radiotherapy", "2020-01-01"), "fail"),
    excludes("Contraindication or allergy to metformin", "no allergy", {"complete": ["allergies", "conditions"]}, "unknown"),
    excludes("Use of flucanazole", "misspelt", {"medications": [{"name": "fluconazole"}], **NOTHING}, "unknown"),
    needs("The tumor must be a glioblastoma", "no tumour", having("asthma"), "fail"),
    needs("The tumor must be a glioblastoma", "it", having("glioblastoma"), "match"),
    needs("Tumor must be resectable", "no tumour recorded", having("asthma"), "unknown"),
    needs("Tumor must be Her2/neu positive", "positive", {"observations": [{"name": "HER2 status", "value": "positive"}]}, "match"),
    excludes("Patient who is or was suffering from asthma", "resolved", RESOLVED, "fail"),
    excludes("Patient was diagnosed with asthma", "resolved", RESOLVED, "fail"),
    excludes("Patient is diagnosed with asthma", "resolved", RESOLVED, "match"),
    excludes("Other malignancy", "spread of its own", having("breast cancer", "bone metastasis"), "match", conditions=("breast cancer",)),
    excludes("Other malignancy", "another too", having("melanoma", "bone metastasis"), "fail", conditions=("breast cancer",)),
    excludes("Other malignancy", "not of a lymphoma", having("lymphoma", "bone metastasis"), "fail", conditions=("lymphoma",)),
    needs(
        "Breast cancer with stage III disease",
        "another cancer's stage",
        {"conditions": [{"name": "breast cancer", "stage": "II"}, {"name": "colon cancer", "stage": "III"}], **NOTHING},
        "fail",
    ),
)
def test_whose_it_is_and_whether_it_is_there(kind: Any, text: str, record: dict[str, Any], expected: str, options: dict[str, Any]) -> None:
    check(kind, text, record, expected, options)
